"""Trying something that the register may refuse: what went wrong comes back as a sentence, and the form stays."""

from collections.abc import Callable

import streamlit as st

from ui import kept
from ui.plain_label import plain_label
from ui.surround import notice
from ui.unfit import OWN, one_unfit

SAID = "attempt.said"


def attempt(doing: Callable[[], object], *, done: str) -> None:
    """Do it and draw the page anew with a word of what was done, or say why it was not done and leave all as it is."""
    refused = refusal(doing)
    if refused:
        notice(refused)
        return
    kept.keep(SAID, done)
    st.rerun()


def refusal(doing: Callable[[], object]) -> str:
    """Do it; the sentence why it was not done, or nothing where it was."""
    try:
        doing()
    except ValueError as unfit:
        return f"This cannot be kept: {plainly(unfit)}. Nothing was saved, and what you typed is still here."
    except Exception as fault:
        told = getattr(fault, "for_reader", "")
        if not told:
            raise
        return str(told)
    return ""


def say_what_was_done() -> None:
    """The word of what the last run did, once."""
    said = kept.take(SAID)
    if said:
        say(said)


def say(done: str) -> None:
    """What was done, at the head of the page and, for a while, beside whatever part of it the reader is looking at."""
    notice(done)
    st.toast(plain_label(done), duration="long")


def plainly(unfit: ValueError) -> str:
    """What a model says of a value, without its own way of saying so."""
    told = getattr(unfit, "errors", list)()
    return one_unfit(told[0]) if told else str(unfit).removeprefix(OWN).rstrip(".")
