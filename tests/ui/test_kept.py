"""What a session keeps: among it, what the labels a browser shows stand for."""

from streamlit.testing.v1 import AppTest

SCRIPT = """
import streamlit as st
from ui import kept

number = st.session_state.get("number", 0)
words = {"accepted": f"Accepted ({number})", "due": "Due"}
shown = kept.labelled("groups", words)
st.html(f"{shown('accepted')}: {kept.meant('groups')}")
"""


def said(visit: AppTest) -> str:
    return visit.get("html")[0].proto.body


def test_a_label_shown_before_its_number_changed_still_stands_for_its_option():
    visit = AppTest.from_string(SCRIPT).run()
    visit.session_state["number"] = 1
    visit.session_state["groups"] = "Accepted (0)"  # as a browser answers that has not seen the new label
    assert said(visit.run()) == "Accepted (1): accepted"


def test_an_option_stands_for_itself_and_what_was_never_a_label_for_nothing_else():
    visit = AppTest.from_string(SCRIPT)
    visit.session_state["groups"] = "due"
    assert said(visit.run()) == "Accepted (0): due"
    visit.session_state["groups"] = "Somewhere else"
    assert said(visit.run()) == "Accepted (0): Somewhere else"
