"""Entries from a file: chosen, checked without loading anything, every fault by its row, then loaded as drafts."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

import streamlit as st

from ui import kept, prose
from ui.address import href
from ui.attempt import refusal
from ui.library_list import entries_words
from ui.surround import notice

CHECKED, LOADED = "library.intake", "library.loaded"
LARGEST_MEGABYTES = 20
LISTED = 100
HOW = (
    "Nothing is loaded until all of a file can be read. What is loaded are drafts: readers see them once two other "
    "people have checked them. The columns are those of the codebook."
)

Read = Callable[[bytes, str], Any]
Load = Callable[[Sequence[Any], str], Iterable[object]]


def bring_in(read: Read, load: Load) -> None:
    """The form, what was found, and the button to load it. ``read`` takes content and name of a file."""
    links = prose.links([("The codebook, with an empty file to fill in", href("codebook"))])
    st.html(prose.heading("Bring in entries from a file") + prose.paragraphs([HOW]) + links)
    with st.form("library.intake", border=False):
        file = st.file_uploader(
            "File with entries (.csv or .json)", key="library.file", max_upload_size=LARGEST_MEGABYTES
        )
        sent = st.form_submit_button("Check the file")
    if sent and file is None:
        notice("No file was chosen. Choose the file with the entries, then check it.")
    elif sent and file is not None:
        checked(file.getvalue(), file.name, read)
    done = kept.take(LOADED)
    if done is not None:
        notice(done, [("See what is on its way", href("library", view="drafts"))])
    found = kept.look(CHECKED)
    if found is not None:
        _outcome(*found, load)


def checked(content: bytes, name: str, read: Read) -> None:
    """Read a file without loading it, and keep what was found until it is loaded or another file is read."""
    kept.keep(CHECKED, (name, read(content, name)))


def _outcome(name: str, intake: Any, load: Load) -> None:
    st.html(outcome(name, intake))
    if not intake.whole or not intake.practices:
        return
    with st.form("library.load", border=False):
        why = st.text_input("Where do these entries come from?", key="library.why", max_chars=300)
        sent = st.form_submit_button(f"Load {entries_words(len(intake.practices))} as drafts")
    if not sent:
        return
    if not why.strip():
        notice("Not loaded: say in a few words where these entries come from. They are still here.")
        return
    told: list[object] = []
    refused = refusal(lambda: told.extend(load(intake.practices, why)))
    if refused:
        notice(refused)
        return
    kept.take(CHECKED)
    kept.keep(LOADED, loaded(len(told), len(intake.practices) - len(told)))
    st.rerun()  # the file that was checked is gone from the page: what was done stands in its place


def loaded(drafts: int, left_out: int) -> str:
    """What loading a file did: how many entries are drafts now, and how many stood there just so before."""
    before = f"{entries_words(left_out)} {'stands' if left_out == 1 else 'stand'} on record word for word already"
    if not drafts:
        return f"Nothing was loaded: {before}."
    rest = f" {before[:1].upper()}{before[1:]} and {'was' if left_out == 1 else 'were'} left out." if left_out else ""
    kind = "a draft" if drafts == 1 else "drafts"
    return f"{entries_words(drafts)} loaded as {kind}, to be sent to be checked.{rest}"


def outcome(name: str, intake: Any) -> str:
    """What a file holds, with every fault and everything worth a look."""
    same = entries_words(intake.unchanged)
    if intake.whole and not intake.practices:
        said = f"“{name}” changes nothing: its {same} {_stand(intake.unchanged)}. There is nothing to load."
    elif intake.whole:
        said = f"“{name}” can be read whole: {entries_words(len(intake.practices))}. Nothing is loaded yet."
        said += f" {same} more {_stand(intake.unchanged)} and would be left out." if intake.unchanged else ""
    else:
        many = f"{len(intake.faults):,} {'thing' if len(intake.faults) == 1 else 'things'}"
        said = f"“{name}” cannot be loaded: {many} to put right. Nothing was loaded."
    faults = _listed("To put right", intake.faults) + _listed("Worth a look; these do not stop it", intake.warnings)
    return f'<div class="notice" role="status"><p>{escape(said)}</p></div>{faults}'


def _stand(count: int) -> str:
    return f"{'stands' if count == 1 else 'stand'} in the library word for word"


def _listed(title: str, faults: Sequence[Any]) -> str:
    if not faults:
        return ""
    more = len(faults) - LISTED
    rest = prose.paragraphs([f"And {more:,} more. Put these right first."]) if more > 0 else ""
    return prose.heading(title, depth=3) + prose.bullets(one.for_reader for one in faults[:LISTED]) + rest
