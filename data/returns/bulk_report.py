"""The report of a file: what became of each row, as a CSV file to work through."""

import csv
import datetime as dt
import io
from collections.abc import Iterable

from data.returns.bulk_check import Outcome, RowReport
from data.returns.sheet_cells import BEGINS_A_FORMULA
from data.returns.start_sheet import SIMULATED
from domain.form import Fault
from domain.workspace import Workspace

HEADINGS = (
    "sheet", "row", "transformation", "about", "record", "what becomes of it", "cell", "column", "value",
    "what is wrong", "how to put it right",
)  # fmt: skip
WORDS = {
    Outcome.NEW: "new", Outcome.CHANGED: "changed", Outcome.UNCHANGED: "unchanged, skipped",
    Outcome.FAULTY: "cannot be loaded",
}  # fmt: skip


def report_csv(
    reports: Iterable[RowReport], faults: Iterable[Fault], *, title: str, file_name: str, by: str, loaded: bool,
    workspace: Workspace, made_at: dt.datetime,
) -> bytes:  # fmt: skip
    """One line for each row, and for a faulty one a line for each fault. Notes begin with #."""
    kept = io.StringIO()
    written = csv.writer(kept)
    done = "These rows were loaded" if loaded else "Nothing of this has been loaded"
    notes = [
        *([SIMULATED] if workspace is Workspace.TRAINING else []),
        f"{title}: what becomes of each row of {file_name}",
        f"{done}. Made on {made_at.day} {made_at:%B %Y} at {made_at:%H:%M} UTC for {by}",
    ]
    for note in notes:
        written.writerow([f"# {' '.join(note.split())}"])
    written.writerow(HEADINGS)
    for fault in faults:
        written.writerow(_plain([fault.sheet, "", "", "", "", WORDS[Outcome.FAULTY], *_of_fault(fault)]))
    for report in reports:
        row = [report.sheet, str(report.number), report.transformation_id, report.about, report.record_id]
        for told in [_of_fault(fault) for fault in report.faults] or [[""] * 5]:
            written.writerow(_plain([*row, WORDS[report.outcome], *told]))
    return kept.getvalue().encode("utf-8-sig")


def _of_fault(fault: Fault) -> list[str]:
    return [fault.cell, fault.label, fault.value, fault.wrong, fault.remedy]


def _plain(texts: list[str]) -> list[str]:
    """A text that a spreadsheet would take for a formula is kept from being one."""
    return [f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text for text in texts]
