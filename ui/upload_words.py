"""What a file with many rows would do, or did, in words."""

from collections.abc import Mapping
from typing import Any

from ui.sentences import counted
from ui.tables import Column, table
from ui.visible import shown


def finding(checked: Any, *, loaded: bool) -> str:
    """The page's title once there is a file: what becomes of its rows."""
    file, counts = f"“{shown(checked.file_name)}”", numbers(checked)
    fresh = counts["new"] + counts["changed"]
    if loaded:
        return f"{counted(fresh, 'row')} of {file} {_were(fresh)} loaded"
    if checked.file_faults:
        return f"{file} cannot be loaded: {counted(len(checked.file_faults), 'thing')} to put right"
    if counts["faulty"]:
        return f"{counts['faulty']:,} of {counted(len(checked.rows), 'row')} in {file} cannot be loaded, so none was"
    if not fresh:
        return f"{file} brings nothing new: nothing in it differs from what is on record"
    return f"{counted(fresh, 'row')} of {file} {_are(fresh)} ready, and nothing is loaded yet"


def numbers(checked: Any) -> Mapping[str, int]:
    """How many rows of each outcome, by its name."""
    return {outcome.value: number for outcome, number in checked.counts.items()}


def counts_table(checked: Any) -> str:
    """New, changed, unchanged and faulty rows."""
    counts = numbers(checked)
    told = {
        "new": "New: not on record yet",
        "changed": "Changed: on record, and different here",
        "unchanged": "Unchanged: on record with the same words, so skipped",
        "faulty": "Cannot be loaded",
    }
    rows = [{"what": told[name], "number": f"{counts[name]:,}"} for name in told]
    columns = (Column("what", "Rows", names_the_row=True), Column("number", "How many", numeric=True))
    return table(rows, columns, caption=f"What becomes of the rows of {shown(checked.file_name)}")


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
