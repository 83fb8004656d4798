"""Entries to take away: the same rows as CSV and as JSON, made when the button is pressed, with their notes above."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from domain.practice import Practice, Stage
from ui.address import query_string
from ui.export import file_name
from ui.library_list import entries_words, whence
from ui.numbers import day
from ui.request import Request
from ui.stores import Stores

Note = tuple[str, str]
Write = Callable[..., bytes]
LICENCE = (
    "The texts are this service's own words; each entry names its sources, whose figures keep the licence of their "
    "publisher."
)
GRADES = (
    "The level of evidence follows from the design of the study by the rule in the codebook. Evidence, cost and size "
    "of effect are three separate things and are never added up."
)
WRITERS = (
    "“readings” names the fields that are the writer's reading and no finding, “unconfirmed” those whose figures could "
    "not be found in the source."
)


def notes_of(
    practices: Sequence[Practice], *, title: str, told: str, request: Request, build: str, parameters: dict[str, object]
) -> list[Note]:
    """What stands above the rows: what they are, whose, and the link to the view."""
    query = query_string(parameters)
    address = (st.context.url or request.page) + (f"?{query}" if query else "")
    publishers = sorted({cited.publisher for one in practices for cited in one.sources})
    return [
        ("Title", title),
        ("What these are", told),
        ("Entries", f"{len(practices):,}"),
        ("Licence", LICENCE),
        ("Evidence", GRADES),
        ("Writers", WRITERS),
        *[("Publisher of a source", publisher) for publisher in publishers],
        ("Build of the figures", build),
        ("Link to this view", address),
        ("File made on", day(request.today)),
    ]


def take(
    own_ids: Sequence[str], entries: Mapping[str, Practice], request: Request, stores: Stores, *, simulated: bool,
    parameters: dict[str, object], csv_of: Write, json_of: Write,
) -> None:  # fmt: skip
    """Two buttons, for files each row of which says whether it is simulated. Nothing is gathered before one is used."""
    some = simulated and any(entries[own_id].stage is not Stage.FOUNDING for own_id in own_ids)
    title = "Entries of the library, some simulated" if some else "Entries of the library"

    def made(write: Write) -> bytes:
        practices = [entries[own_id] for own_id in own_ids]
        founding = {one.practice_id for one in practices if one.stage is Stage.FOUNDING}
        told = whence(len(practices), len(founding), simulated=simulated)
        build = stores.figures.build_id
        notes = notes_of(practices, title=title, told=told, request=request, build=build, parameters=parameters)
        return write(practices, notes=notes, simulated=set(own_ids) - founding if simulated else False)

    offer_files(
        request, title, len(own_ids), csv=lambda: made(csv_of), json=lambda: made(json_of),
        noted=stores.desk.people.taken_away if stores.desk is not None else lambda _words: None,
    )  # fmt: skip


def offer_files(
    request: Request, title: str, count: int, *, csv: Callable[[], bytes], json: Callable[[], bytes],
    noted: Callable[[str], object],
) -> None:  # fmt: skip
    """Two buttons. ``noted`` leaves a line of what was taken away."""
    name = file_name(title, request.today)
    kinds = {"CSV": (name, csv, "text/csv"), "JSON": (name.removesuffix("csv") + "json", json, "application/json")}
    with st.container(horizontal=True):
        for kind, (named, make, mime) in kinds.items():
            st.download_button(
                f"Download {entries_words(count)} as {kind}", _noting(make, noted, f"{title}, as {named}"),
                file_name=named, mime=mime, on_click="ignore", key=f"library.{kind}",
            )  # fmt: skip


def _noting(make: Callable[[], bytes], noted: Callable[[str], object], words: str) -> Callable[[], bytes]:
    def made() -> bytes:
        content = make()
        noted(words)
        return content

    return made
