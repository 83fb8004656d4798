"""A return filled in elsewhere: the spreadsheet to take away, and the one that comes back with every fault listed."""

from typing import Any

import streamlit as st

from domain.form import Weight
from ui import kept, prose
from ui.export import file_name
from ui.return_answers import faults_table
from ui.return_words import counted
from ui.surround import notice
from ui.visible import shown

OUTCOME = "return.sheet.outcome"
STEPS = (
    "Download the spreadsheet. It holds everything that is known already and all you have typed here.",
    "Fill in the marked cells and save it as an Excel workbook (.xlsx), without macros.",
    "Upload it here. Nothing is taken over until every cell can be read; then it becomes your draft.",
)


def draw_sheet(desk: Any, return_id: str, *, title: str) -> None:
    """The template, the upload, and what became of the last one."""
    st.html(prose.heading("Fill in by spreadsheet") + prose.numbered(STEPS))
    name = file_name(f"return {title}", desk.today).removesuffix(".csv") + ".xlsx"
    st.download_button(
        f"Download the spreadsheet: {name}", lambda: desk.uploads.template(return_id), file_name=name,
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", on_click="ignore",
        key="return.sheet.template",
    )  # fmt: skip
    with st.form("return.sheet", border=False):
        # No ``type``: the box would turn another kind away by a red name alone, and the words that help come from here.
        file = st.file_uploader("Filled-in spreadsheet (.xlsx)", key="return.sheet.file")
        sent = st.form_submit_button("Upload and check")
    if sent and file is None:
        notice("No file was chosen. Choose the spreadsheet you filled in, then upload it.")
    elif sent and file is not None:
        _load(desk, return_id, file.getvalue(), file.name)
    _last_outcome(return_id)


def _load(desk: Any, return_id: str, content: bytes, name: str) -> None:
    """Load it, and keep what became of it for the run that draws the answers anew."""
    try:
        became = desk.uploads.load(return_id, content, name)
    except Exception as fault:
        told = getattr(fault, "for_reader", "")
        if not told:
            raise
        notice(told)
        return
    kept.keep(OUTCOME, (return_id, name, became))
    st.rerun()


def _last_outcome(return_id: str) -> None:
    outcome = kept.look(OUTCOME)
    if outcome is None or outcome[0] != return_id:
        return
    _return_id, name, became = outcome
    notice(outcome_words(name, became))
    if since := meanwhile_words(became.meanwhile):
        st.html(prose.bullets(since))
    if became.ignored:
        caption = f"Written in {shown(name)} where nothing is asked, and not taken over"
        st.html(faults_table(became.ignored, caption=caption))
    if became.faults:
        st.html(faults_table(became.faults, caption=f"What to put right in {shown(name)}"))


def meanwhile_words(since: Any) -> list[str]:
    """What was answered after the file was downloaded: what stays as it is, and what the file replaced."""
    stays = [
        f"{label}: answered after you downloaded this file, which says nothing new of it, so the answer stays."
        for label in since.stays.values()
    ]
    replaced = [
        f"{label}: answered after you downloaded this file, which says something else, so the file's answer stands now."
        f" It was: {was}"
        for label, was in since.replaced
    ]
    return [*replaced, *stays]


def outcome_words(name: str, became: Any) -> str:
    """What became of a file, as a sentence."""
    if became.already:
        return str(became.already)
    file = f"“{shown(name)}”"
    lost = len(became.ignored)
    beside = f" In {counted(lost, 'place')} it says something where nothing is asked: see below." if lost else ""
    if not became.loaded:
        count = counted(len(became.faults), "thing")
        return f"{file} was not loaded: {count} in it cannot be read. Nothing of your draft was changed.{beside}"
    left = sum(fault.weight is Weight.STOPS for fault in became.faults)
    explain = len(became.faults) - left
    more = [f"{counted(left, 'thing')} to put right"] if left else []
    more += [f"{counted(explain, 'thing')} to explain"] if explain else []
    ahead = (
        f" Before it can be sent there {'is' if left + explain == 1 else 'are'} {' and '.join(more)}." if more else ""
    )
    return f"{file} was loaded into your draft: {counted(became.changed, 'answer')} changed.{ahead}{beside}"
