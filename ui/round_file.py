"""The list of who has not sent a return, as a file to chase with: what it is of stands above it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from domain.round import Round
from domain.workspace import Workspace
from ui.export import csv_bytes, file_name
from ui.numbers import day
from ui.return_words import STATES
from ui.round_counts import Chased

if TYPE_CHECKING:
    import pandas as pd

SIMULATED = "Training workspace: everything in this file about returns is simulated. Nobody owes a return."
HEADINGS = (
    "Place",
    "Place code",
    "Transformation",
    "Transformation id",
    "How far it is",
    "Due",
    "Days late",
    "Late before",
)


def chase_name(asked: Round, today: dt.date, workspace: Workspace) -> str:
    """The name of the file."""
    return file_name(f"{_simulated(workspace)}not sent {asked.title}", today)


def chase_csv(
    asked: Round, lines: Sequence[Chased], places: Mapping[str, str], *, today: dt.date, workspace: Workspace,
    build: str, address: str,
) -> bytes:  # fmt: skip
    """The file: place, transformation, how far, how late."""
    caveats = [f"Round: {asked.title}, due {day(asked.due_on)}"]
    if workspace is Workspace.TRAINING:
        caveats.insert(0, SIMULATED)
    return csv_bytes(
        chase_frame(lines, places, today=today), sources=(),
        title=f"{_simulated(workspace)}Returns not sent: {asked.title}",
        licence="not for publication: what was asked of places and not answered yet", released="not published",
        caveats=caveats, build=build, rules="none: these are counts and dates", address=address, made_on=today,
    )  # fmt: skip


def _simulated(workspace: Workspace) -> str:
    return "SIMULATED, for practice: " if workspace is Workspace.TRAINING else ""


def chase_frame(lines: Sequence[Chased], places: Mapping[str, str], *, today: dt.date) -> "pd.DataFrame":
    """A row for each return that was not sent."""
    import pandas as pd  # noqa: PLC0415 - slow to import, and needed by whoever downloads only

    rows = [
        (
            places.get(line.mark.place_code, ""),
            line.mark.place_code,
            line.title,
            line.mark.transformation_id,
            STATES[line.mark.state],
            line.mark.due_on,
            max((today - line.mark.due_on).days, 0),
            line.late_before,
        )
        for line in lines
    ]
    return pd.DataFrame(rows, columns=list(HEADINGS))
