"""A file with many rows on a page: what becomes of it, every fault in parts, its report, and the button to load it."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from ui import kept, list_parts, prose
from ui.attempt import refusal
from ui.export import file_name
from ui.request import Request
from ui.return_answers import faults_table
from ui.surround import notice
from ui.upload_words import counts_table, numbers
from ui.visible import shown

CHECKED, LOADED = "bulk.checked", "bulk.loaded"
STAGES = {"reading": "Reading the file", "checking": "Checking the rows", "loading": "Loading the rows"}
LONGEST_WHY = 500


def current() -> tuple[Any, bool]:
    """The file that was checked last in this session, and whether it has been loaded; nothing where there is none."""
    loaded = kept.look(LOADED)
    return (loaded, True) if loaded is not None else (kept.look(CHECKED), False)


def forget() -> None:
    """Let go of the last file: another one is coming."""
    kept.take(CHECKED)
    kept.take(LOADED)


def watched(what: str, doing: Callable[[Callable[[str, int, int], None]], Any]) -> Any:
    """Do something long under a bar that says what is being done and how far it is."""
    bar = st.progress(0.0, text=what)

    def progress(stage: str, done: int, total: int) -> None:
        words = STAGES.get(str(stage), what)
        bar.progress(min(done / max(total, 1), 1.0), text=f"{words}: {done:,} of {total:,}" if total > 1 else words)

    try:
        return doing(progress)
    finally:
        bar.empty()


def draw_outcome(request: Request, desk: Any, checked: Any, *, loaded: bool) -> None:
    """The counts, the faults, the report, and, for a sound file that is not loaded yet, the button."""
    if checked.rows:
        st.html(counts_table(checked))
    _draw_report(desk, checked, loaded=loaded)
    if not loaded and checked.fit:
        _draw_confirm(desk, checked)
    if checked.faults:
        _draw_faults(request, checked)


def _draw_faults(request: Request, checked: Any) -> None:
    total = len(checked.faults)
    start, end = list_parts.part(request, total)
    of = f"{start:,} to {end:,} of {total:,}"
    st.html(
        prose.heading(f"What to put right: {of}", key="faults")
        + prose.paragraphs(["Put these right in the file, save it, and upload it again. Nothing was loaded."])
        + faults_table(checked.faults[start - 1 : end], caption=f"Things to put right in the file, {of}")
    )
    list_parts.turn(start, end, total, key="bulk.faults")


def _draw_report(desk: Any, checked: Any, *, loaded: bool) -> None:
    name = file_name(f"report on {shown(checked.file_name)}", desk.today)
    st.download_button(
        f"Download the report on every row as CSV: {name}", lambda: desk.uploads.report(checked, loaded=loaded),
        file_name=name, mime="text/csv", on_click="ignore", key="bulk.report",
    )  # fmt: skip


def _draw_confirm(desk: Any, checked: Any) -> None:
    """One sentence for the history of every row, and one button."""
    counts = numbers(checked)
    fresh = counts["new"] + counts["changed"]
    with st.form("bulk.confirm", border=False):
        why = st.text_input(
            "Why are these rows brought in? It stands in the history of each.", max_chars=LONGEST_WHY, key="bulk.why"
        )
        sent = st.form_submit_button(f"Load {fresh:,} {'row' if fresh == 1 else 'rows'}")
    if sent and not why.strip():
        notice("Nothing was loaded. Say in a few words why these rows are brought in, then load them.")
    elif sent:
        _load(desk, checked, why.strip())


def _load(desk: Any, checked: Any, why: str) -> None:
    def load(progress: Callable[[str, int, int], None]) -> None:
        desk.uploads.load_bulk(checked, why=why, progress=progress)

    refused = refusal(lambda: watched("Loading the rows", load))
    if refused:
        notice(f"{refused} Check the file again to see what changed.")
        return
    forget()
    kept.keep(LOADED, checked)
    st.rerun()
