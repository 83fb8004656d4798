"""The bytes of a CSV file as rows of cells below known headings, or why they are none."""

import csv
import io
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from data.library.codebook import columns
from data.library.faults import Fault
from data.library.files import SIMULATED
from data.library.rows import BY_NAME, Place, place_of

LARGEST = 60_000_000  # bytes
MOST_ROWS = 20_000
FIRST = "practice_id"
WORKBOOK, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BEGINNING = 8  # bytes, in which UTF-16 without a mark has empty ones
OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")
AS_UTF8 = "save it as “CSV UTF-8 (comma delimited)” and load that"

Row = tuple[int, dict[str, str]]


class Unreadable(ValueError):
    """A file that is no table of practices, with the faults that say why."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(" ".join(fault.for_reader for fault in faults))
        self.faults = faults


def of_the_whole(wrong: str, put_right: str, value: str = "") -> Fault:
    """A fault of the file as such."""
    return Fault(None, "", value, wrong, put_right)


def decoded(content: bytes) -> str:
    """The bytes as text; raises ``Unreadable`` where they are no text in UTF-8, or too many."""
    if len(content) > LARGEST:
        size = f"{len(content) / 1e6:,.0f} MB"
        raise Unreadable(of_the_whole(f"the file has {size}, more than the {LARGEST / 1e6:.0f} MB", "split it"))
    if content.startswith((WORKBOOK, OLD_WORKBOOK)):
        raise Unreadable(of_the_whole("this is a workbook, not a CSV file", AS_UTF8))
    if not content.strip():
        raise Unreadable(of_the_whole("the file is empty", "choose the file that holds the entries"))
    if content.startswith(OTHER_MARKS) or b"\x00" in content[:BEGINNING:2] or b"\x00" in content[1:BEGINNING:2]:
        raise Unreadable(of_the_whole("the file is in UTF-16", AS_UTF8))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wrong = f"the file is not in UTF-8: line {line} holds the byte {content[error.start]:#04x}"
        raise Unreadable(of_the_whole(wrong, AS_UTF8)) from error


class Table:
    """The rows below the headings. Rows are counted as a spreadsheet counts them, the first one 1."""

    def __init__(self, text: str) -> None:
        self._rows = enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1)
        self.heads = self._headings()
        self.places: dict[str, Place] = {name: found for name in self.heads if (found := place_of(name))}
        if faults := list(self._wrong_headings()):
            raise Unreadable(*faults)
        self.faults: list[Fault] = []

    def rows(self) -> Iterator[Row]:
        """Each row that is not empty with its cells that are not, by heading."""
        count = 0
        for number, cells in self._read():
            if not any(cell.strip() for cell in cells):
                continue
            count += 1
            if count > MOST_ROWS:
                wrong = f"the file has more than {MOST_ROWS:,} entries"
                self.faults.append(of_the_whole(wrong, "split it into several files"))
                return
            if beyond := [cell for cell in cells[len(self.heads) :] if cell.strip()]:
                wrong = "the row has more cells than there are headings"
                put_right = "put a text with commas between quotation marks"
                self.faults.append(Fault(number, "", beyond[0], wrong, put_right))
                continue
            yield number, {name: cell for name, cell in zip(self.heads, cells, strict=False) if cell.strip()}

    def _read(self) -> Iterator[tuple[int, list[str]]]:
        last = 0
        try:
            for last, cells in self._rows:
                yield last, cells
        except csv.Error as error:
            wrong, put_right = _why_unreadable(error)
            after = f"beyond row {last}" if last else "below its headings"
            self.faults.append(of_the_whole(f"the file cannot be read {after}: {wrong}", put_right))

    def _headings(self) -> list[str]:
        """The first row that begins with the id of the entry; what stands above it are notes."""
        try:
            for _number, cells in self._rows:
                heads = [cell.strip().casefold() for cell in cells]
                if FIRST in heads:
                    while heads and not heads[-1]:
                        heads.pop()
                    return heads
                if cells and cells[0].strip().casefold().startswith((f"{FIRST};", f"{FIRST}\t")):
                    raise Unreadable(of_the_whole("its columns are not separated by commas", AS_UTF8))
        except csv.Error as error:
            wrong, put_right = _why_unreadable(error)
            raise Unreadable(of_the_whole(f"the file cannot be read: {wrong}", put_right)) from error
        put_right = f"start from the template; one heading has to read {FIRST}"
        raise Unreadable(of_the_whole("no row holds the headings of the columns", put_right))

    def _wrong_headings(self) -> Iterator[Fault]:
        for column in columns():
            if column.required and column.name not in self.heads:
                put_right = f"add a column headed {column.name}"
                yield of_the_whole(f"the column {column.name} ({column.title.lower()}) is missing", put_right)
        for name in dict.fromkeys(self.heads):
            if self.heads.count(name) > 1:
                yield Fault(None, name, "", "several columns have this heading", "leave one of them")
            if name not in self.places and name != SIMULATED:
                wrong = "there is no such column" if name else "a column has no heading"
                yield Fault(None, name, "", wrong, _meant(name))


def _why_unreadable(error: csv.Error) -> tuple[str, str]:
    """What stopped the reading, and where to look for it."""
    unclosed = "look for a quotation mark that is not closed"
    if "field limit" in str(error):
        return f"a cell has more than {csv.field_size_limit():,} characters", f"shorten it, or {unclosed}"
    if "end of data" in str(error):
        return "it ends in the middle of a cell", unclosed
    return "a cell goes on after its closing quotation mark", "double every quotation mark within a cell"


def _meant(name: str) -> str:
    near: Sequence[str] = get_close_matches(name, BY_NAME, 1)
    meant = f"did you mean {near[0]}? If not, " if near else ""
    return f"{meant}take the column out; the codebook says which there are"
