"""Files as spreadsheets and publishers really leave them: what is harmless is read, what is doubtful is refused."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from data.fault import Fault
from data.source_file import find_file
from data.table import Table, read_table

COLUMNS = ("areacd", "value")
BOLTON, BURY = ["E08000001", "71.5"], ["E08000002", "70.2"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "figures.csv"


def read(file: Path, content: str | bytes) -> Table:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(file, COLUMNS)


def rows(table: Table) -> list[list[str]]:
    return table.cells[list(COLUMNS)].to_numpy().tolist()


def refusal(file: Path, content: str | bytes) -> str:
    with pytest.raises(Fault) as refused:
        read(file, content)
    return str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("areacd,value\nE08000001,71.5\nE08000002,70.2", id="no line end at the end"),
        pytest.param("areacd,value\r\nE08000001,71.5\r\nE08000002,70.2\r\n", id="Windows line ends"),
        pytest.param("areacd,value\rE08000001,71.5\rE08000002,70.2\r", id="carriage returns alone"),
        pytest.param("areacd\tvalue\nE08000001\t71.5\nE08000002\t70.2\n", id="tabs"),
        pytest.param("areacd,value\nE08000001,71.5\nE08000002,70.2\n,\n,\n\n\n", id="blank rows at the end"),
        pytest.param("areacd,value\nE08000001,71.5\n\n ,\nE08000002,70.2\n", id="blank rows in the middle"),
        pytest.param("areacd,value,,\nE08000001,71.5,,\nE08000002,70.2,,\n", id="blank columns"),
        pytest.param("areacd,value\nE08000001,71.5,,\nE08000002,70.2,,\n", id="blank columns below a short header"),
        pytest.param("AREACD , Value\n E08000001 ,71.5\nE08000002\u00a0, 70.2\n", id="spaces round the cells"),
        pytest.param("value,areacd\n71.5,E08000001\n70.2,E08000002\n", id="another order"),
        pytest.param('a "quoted, start\nareacd,value\nE08000001,71.5\nE08000002,70.2\n', id="prose above"),
        pytest.param("areacd,value\nE08000001,71.5\nE08000002,70.2\n".encode("utf-16"), id="UTF-16"),
        pytest.param(gzip.compress(b"areacd,value\nE08000001,71.5\nE08000002,70.2\n"), id="packed without .gz"),
    ],
)
def test_what_does_no_harm_is_read(file: Path, content: str | bytes) -> None:
    assert rows(read(file, content)) == [BOLTON, BURY]


def test_rows_keep_the_numbers_a_spreadsheet_gives_them(file: Path) -> None:
    table = read(file, 'areacd,value,notes\nE08000001,71.5,"two\nlines"\n\n,,\nE08000002,70.2,\n')
    assert table.numbers.tolist() == [2, 5]


def test_a_line_break_within_a_cell_is_part_of_the_cell(file: Path) -> None:
    table = read(file, 'areacd,value,notes\nE08000001,71.5,"two\n\nlines"\nE08000002,70.2,\n')
    assert rows(table) == [BOLTON, BURY]
    assert table.cells["notes"].tolist() == ["two\n\nlines", ""]


def test_a_quotation_mark_that_never_closes_does_not_swallow_the_rows_below(file: Path) -> None:
    words = refusal(file, 'areacd,value,notes\nE08000001,71.5,"oops\nE08000002,70.2,\n')
    assert "row 2" in words
    assert "quotation marks" in words


def test_one_row_with_a_cell_too_many_is_refused_though_its_last_cell_is_blank(file: Path) -> None:
    """A comma in a name moves every cell after it, and the blank at the end hides that."""
    words = refusal(file, "areacd,name,value,notes\nE08000001,Bolton,71.5,\nE06000058,Poole, Dorset,70.2,\n")
    assert "row 3" in words
    assert "5 cells where the header has 4" in words


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("areacd;value\nE08000001;71,5\n", ["semicolons", "commas"]),
        ("areacd|value\nE08000001|71.5\n", ["bars"]),
        ("areacd,value,value\nE08000001,71.5,12.0\n", ["'value'", "71.5 and 12.0"]),
        ("areacd,value\nE08000001,71.5\nSource: the office\n", ["row 3", "1 cells", "Source: the office"]),
        ("areacd,value\n,\n\n", ["no rows"]),
        ("areacd,value\nE08000001,71.5\n".encode("utf-16-le"), ["no text", "UTF-8"]),
        ("areacd,value\n".encode("utf-16") + b"\x00", ["UTF-16", "byte"]),
        (bytes(range(256)), ["no text"]),
        ("x" * 200_000 + ",areacd\n", ["no header"]),
        ("<!DOCTYPE html><p>Not found</p>", ["no header", "Not found"]),
    ],
)
def test_what_may_be_meant_in_two_ways_is_refused_in_words(file: Path, content: str | bytes, says: list[str]) -> None:
    words = refusal(file, content)
    for part in ["figures.csv", *says]:
        assert part in words


def test_a_spreadsheet_renamed_to_csv_is_called_one(file: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", "areacd,value\nE08000001,71.5\n")
    assert "zip archive or a spreadsheet" in refusal(file, packed.getvalue())


def test_a_repeated_column_counts_once_where_only_one_of_the_two_holds_anything(file: Path) -> None:
    table = read(file, "notes,areacd,value,notes\n,E08000001,71.5,provisional\n,E08000002,70.2,\n")
    assert table.cells["notes"].tolist() == ["provisional", ""]


@pytest.mark.parametrize("path", ["../figures.csv", "/etc/passwd", "a/../../b.csv", ""])
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(Fault, match="downwards"):
        find_file(tmp_path, path)
