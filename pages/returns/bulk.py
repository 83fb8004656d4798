"""Bulk upload: take away the current rows of a programme, change them, and bring them back, all rows or none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from data.returns.bulk import MOST_ROWS
from data.returns.bulk_kinds import COLUMNS, BulkKind
from data.returns.opening import LARGEST_BYTES
from domain.permission import Action, reach
from ui import frame, kept, prose
from ui.address import href
from ui.attempt import refusal
from ui.export import file_name
from ui.names import distinct_names
from ui.roles import IMPORTING
from ui.sentences import counted
from ui.stores import Stores
from ui.upload_outcome import CHECKED, current, draw_outcome, forget, watched
from ui.upload_words import finding

TITLE, ORDER, ROLES = "Bulk upload", 5, IMPORTING
DESCRIPTION = "Change or bring in thousands of records of a programme by one spreadsheet, all rows or none."
PARAMETERS = ("place", "programme", "kind", "start")
TEMPLATE = "bulk.template"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STEPS = (
    "Choose a programme and what to bring in.",
    "Download the current rows. Change those that should change, and add new ones below.",
    "Upload the file. Every row is checked, and you see what would become of each. Nothing is loaded yet.",
    "Load it. All its new and changed rows come in together, or none does; unchanged rows are skipped.",
)
LIMITS = (
    f"At most {MOST_ROWS:,} rows and {LARGEST_BYTES // 1_000_000} MB, as an Excel workbook (.xlsx) or a CSV file;"
    " no macros, no formulas, no joined cells and no password."
)


@dataclass(frozen=True)
class Found:
    """What the person may bring in: programmes by id, with their titles, and how many transformations of all."""

    titles: Mapping[str, str]
    transformations: int
    place_codes: frozenset[str]
    programme_id: str | None
    kind: BulkKind | None


def prepare(request: frame.Request, stores: Stores) -> Found:
    """The programmes with a transformation the person may bring records in for, and what was chosen of them."""
    codes = reach(stores.desk.person, Action.IMPORT)
    every = stores.desk.every().values()
    mine = [one for one in every if codes is None or not codes.isdisjoint(one.place_codes)]
    ids = dict.fromkeys(one.programme_id for one in mine)
    titles = {own_id: _title(own_id, stores) for own_id in ids if own_id}
    return Found(
        titles=titles,
        transformations=len(mine),
        place_codes=frozenset(code for one in mine for code in one.place_codes),
        programme_id=request.programme if request.programme in titles else None,
        kind=next((kind for kind in BulkKind if kind.value == request.kind), None),
    )


def _title(programme_id: str, stores: Stores) -> str:
    known = stores.programmes.by_id.get(programme_id) or stores.desk.picture.programmes.get(programme_id)
    return known.title if known else programme_id


def page(request: frame.Request, stores: Stores) -> None:
    """Choose, take away, bring back, and load."""
    found = prepare(request, stores)
    checked, loaded = current()
    choice = (found.programme_id, found.kind, stores.desk.person.person_id)
    if checked is not None and (checked.programme_id, checked.kind, checked.by) != choice:
        checked = None  # of another choice: it comes back with that choice
    frame.where_am_i(request, ("Returns", href("returns")), "Bulk upload")
    frame.heading(finding(checked, loaded=loaded) if checked else _offer(found))
    if not found.titles:
        frame.foot(request, build=stores.figures.build_id)
        return
    if checked is not None:
        draw_outcome(request, stores.desk, checked, loaded=loaded)
        st.html(prose.heading("Another file"))
    st.html(prose.numbered(STEPS) + prose.paragraphs([LIMITS]))
    _choose(request, stores, found)
    if found.programme_id and found.kind:
        _template(request, stores, found, found.programme_id, found.kind)
        _upload(stores, found.programme_id, found.kind)
    frame.foot(request, build=stores.figures.build_id)


def _offer(found: Found) -> str:
    if not found.titles:
        return "None of your places has a transformation here, so there is nothing to bring in"
    return (
        f"You may bring in records for {counted(found.transformations, 'transformation')} of"
        f" {counted(len(found.titles), 'programme')}"
    )


def _choose(request: frame.Request, stores: Stores, found: Found) -> None:
    first, second, third = st.columns([1, 1, 1])
    with first:
        frame.choose_or_every("programme", "Programme", found.titles, found.programme_id, every="Choose a programme")
    with second:
        kinds = {kind.value: COLUMNS[kind].title for kind in BulkKind}
        frame.choose_or_every(
            "kind", "What to bring in", kinds, found.kind and found.kind.value, every="Choose what to bring in"
        )
    with third:
        places = [place for place in stores.figures.current_places if place.code in found.place_codes]
        chosen = request.place.code if request.place and request.place.code in found.place_codes else None
        names = distinct_names(places)
        frame.choose_or_every("place", "Download only the rows of", names, chosen, every="Every place")


def _template(request: frame.Request, stores: Stores, found: Found, programme_id: str, kind: BulkKind) -> None:
    """Made when asked for, because thousands of rows take seconds; then offered as a file."""
    place = request.place.code if request.place and request.place.code in found.place_codes else None
    wanted = (programme_id, kind, place)
    st.html(prose.heading("Take away") + prose.paragraphs([COLUMNS[kind].about]))
    if st.button("Make the spreadsheet of the current rows", key="bulk.make"):
        refused = refusal(lambda: _make(stores, found, wanted))
        if refused:
            frame.notice(refused)
    made = kept.look(TEMPLATE)
    if made is not None and made[0] == wanted:
        name = file_name(f"{COLUMNS[kind].title} {found.titles[programme_id]}", request.today)
        name = name.removesuffix(".csv") + ".xlsx"
        st.download_button(
            f"Download the spreadsheet: {name}", made[1], file_name=name, mime=XLSX, on_click="ignore",
            key="bulk.template",
        )  # fmt: skip


def _make(stores: Stores, found: Found, wanted: tuple[str, BulkKind, str | None]) -> None:
    programme_id, kind, place = wanted
    with st.spinner("Gathering the current rows"):
        content = stores.desk.uploads.bulk_template(
            programme_id, kind, programme_title=found.titles[programme_id], place_code=place
        )
    kept.keep(TEMPLATE, (wanted, content))


def _upload(stores: Stores, programme_id: str, kind: BulkKind) -> None:
    st.html(prose.heading("Bring back"))
    with st.form("bulk.upload", border=False):
        # No limit of its own: the box would turn a large file away by a red name alone, without what to do next.
        file = st.file_uploader(f"File with {COLUMNS[kind].title.lower()} (.xlsx or .csv)", key="bulk.file")
        sent = st.form_submit_button("Check the file")
    if sent and file is None:
        frame.notice("No file was chosen. Choose the file you filled in, then check it.")
    elif sent and file is not None:
        _check(stores, programme_id, kind, file)


def _check(stores: Stores, programme_id: str, kind: BulkKind, file: Any) -> None:
    """Check it, and draw the page anew with what was found."""
    names = {code: place.name for code, place in stores.figures.places.items()}

    def check(progress: Callable[[str, int, int], None]) -> Any:
        return stores.desk.uploads.check_bulk(
            programme_id, kind, file.getvalue(), file.name, place_names=names, progress=progress
        )

    def keep() -> None:
        checked = watched("Reading the file", check)
        forget()
        kept.keep(CHECKED, checked)

    refused = refusal(keep)
    if refused:
        frame.notice(refused)
        return
    frame.change(start=None)
    st.rerun()
