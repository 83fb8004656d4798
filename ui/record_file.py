"""What was read of the register as a file, which says of which workspace it is and leaves a line in the audit."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from domain.verdict import RULE_VERSION
from domain.workspace import Workspace
from ui.address import query_string
from ui.export import csv_bytes, file_name
from ui.numbers import day
from ui.request import Request
from ui.stores import Stores

if TYPE_CHECKING:
    import pandas as pd

SIMULATED = (
    "SIMULATED RECORDS of the training workspace, made up for practice. Returns, payments, ratings, comments and "
    "decisions in this file did not happen."
)
NO_LICENCE = "none: records of the register are for those who may read them, and are not published"


def offer_records(
    make: "Callable[[], pd.DataFrame]", *, title: str, request: Request, stores: Stores, caveats: Sequence[str] = (),
    **parameters: object,
) -> None:  # fmt: skip
    """A button that makes the file when it is pressed. ``parameters`` are those of the link to the view."""
    practice = stores.desk.workspace is Workspace.TRAINING
    title = f"Simulated: {title}" if practice else title
    name, query = file_name(title, request.today), query_string(parameters)
    address = (st.context.url or request.page) + (f"?{query}" if query else "")
    people = stores.desk.people

    def written() -> bytes:
        content = records_bytes(
            make(), title=title, practice=practice, caveats=caveats, build=stores.figures.build_id, address=address,
            made_on=request.today,
        )  # fmt: skip
        people.taken_away(f"{title}, as {name}")
        return content

    st.download_button(
        f"Download as CSV: {name}", written, file_name=name, mime="text/csv", on_click="ignore", key=f"csv.{name}"
    )


def records_bytes(
    frame: "pd.DataFrame",
    *,
    title: str,
    practice: bool,
    caveats: Sequence[str],
    build: str,
    address: str,
    made_on: dt.date,
) -> bytes:
    """The file itself: what it is above, then the rows. Of practice it says so first, and in every row."""
    if practice:
        frame = frame.assign(Simulated="yes: for practice")
    return csv_bytes(
        frame, title=title, sources=(), licence=NO_LICENCE, released=f"as recorded on {day(made_on)}",
        caveats=[*([SIMULATED] if practice else []), *caveats], build=build, rules=RULE_VERSION, address=address,
        made_on=made_on,
    )  # fmt: skip
