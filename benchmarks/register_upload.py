"""How long a spreadsheet of 5,000 changed rows takes to be checked and loaded, beside reading its cells and no more.

python -m benchmarks.register_upload [--store sqlite]
"""

import argparse
import datetime as dt
import io
import time

from openpyxl import load_workbook

from benchmarks.large_register import STORES, large_register, stores_here
from benchmarks.printing import against_goal, table
from data.desk.desk import Desk
from data.desk.picture import Picture
from data.figures import open_current
from data.programmes.published import Programmes
from data.register.register import Register
from data.returns.bulk_kinds import BulkKind, texts_of
from data.returns.bulk_sheet import bulk_workbook
from domain.milestone import Milestone
from domain.person import Person, Role
from domain.workspace import Workspace

GOAL_SECONDS = 20.0
ROWS = 5_000
PROGRAMME = "synthetic-1"
STEWARD = Person(person_id="measuring@centre.example", name="Steward", roles=frozenset({Role.STEWARD}))


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.register_upload", description="What an upload costs.")
    parser.add_argument("--store", choices=STORES)
    chosen = parser.parse_args(arguments).store
    rows = []
    for store in [chosen] if chosen else stores_here():
        with large_register(store, own_copy=True) as address:
            rows.append([store, *upload(address)])
    print(f"{ROWS:,} milestones, each expected a week later than before; goal {GOAL_SECONDS:.0f} s for both together")
    print(table(("store", "rows", "read s", "check s", "load s", "x read", "told", "goal"), rows))


def upload(address: str) -> list[str]:
    """Seconds to read, to check and to load; ``told`` is how often whoever waits was told how far it is."""
    register = Register.open(address, Workspace.TRAINING)
    try:
        picture = Picture.open(register, programmes=Programmes(open_current().folder))
        desk = Desk(register, picture, STEWARD, today=dt.date.today())
        content, told = _changed(desk), list[int]()

        def progress(_stage: object, done: int, _total: int) -> None:
            told.append(done)

        begun = time.perf_counter()
        _read_cells(content)
        read = time.perf_counter()
        checked = desk.uploads.check_bulk(PROGRAMME, BulkKind.MILESTONES, content, "milestones.xlsx", progress=progress)
        seen = time.perf_counter()
        loaded = desk.uploads.load_bulk(checked, why="Moved by a week", progress=progress)
        kept = time.perf_counter()
    finally:
        register.close()
    goal = against_goal(kept - read, GOAL_SECONDS)
    return [
        f"{loaded:,}", f"{read - begun:.1f}", f"{seen - read:.1f}", f"{kept - seen:.1f}",
        f"{(kept - read) / (read - begun):.1f}", f"{len(told)}", goal,
    ]  # fmt: skip


def _changed(desk: Desk) -> bytes:
    """A filled-in spreadsheet: the milestones of a programme as they stand, each moved by a week."""
    mine = {key for key, one in desk.every().items() if one.programme_id == PROGRAMME}
    rows: list[dict[str, str]] = []
    after: str | None = None
    while len(rows) < ROWS and (found := desk.register.find(Milestone, limit=2_000, after=after)):
        after = found[-1].record.record_id
        for version in found:
            said = version.record
            if said.transformation_id in mine and len(rows) < ROWS:
                later = (said.expected_on or said.planned_on) + dt.timedelta(days=7)
                moved = said.model_copy(update={"expected_on": later})
                row = {"transformation_id": said.transformation_id, "version": str(version.number)}
                rows.append(row | texts_of(moved, BulkKind.MILESTONES))
    return bulk_workbook(
        BulkKind.MILESTONES, rows, programme_id=PROGRAMME, programme_title=PROGRAMME, workspace=Workspace.TRAINING,
        made_at=dt.datetime.now(dt.UTC),
    )  # fmt: skip


def _read_cells(content: bytes) -> int:
    """Every cell, read and forgotten."""
    book = load_workbook(io.BytesIO(content), read_only=True)
    return sum(1 for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for _cell in row)


if __name__ == "__main__":
    main()
