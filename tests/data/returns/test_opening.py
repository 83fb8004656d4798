"""Hostile and mistaken files: refused from without, quickly, in words that say what to do."""

import io
import re
import time
import zipfile
from contextlib import suppress

import pytest
from openpyxl import DEFUSEDXML, Workbook

from data.returns.grid import read_grids
from data.returns.opening import FileRefused, look_at
from data.returns.workbook_reading import read_workbook
from tests.data.returns.forms import form

SECONDS = 2.0
SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def workbook() -> bytes:
    book, kept = Workbook(), io.BytesIO()
    book.active["A1"] = "hello"
    book.save(kept)
    return kept.getvalue()


def changed(parts: dict[str, bytes], *, without: tuple[str, ...] = ()) -> bytes:
    """A workbook with other parts in it."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts and name not in without:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return kept.getvalue()


def content_types(kind: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook())) as old:
        types = old.read("[Content_Types].xml").decode()
    return types.replace("spreadsheetml.sheet.main", kind).encode()


def sheet(inner: str) -> bytes:
    return f"<worksheet {MAIN}>{inner}</worksheet>".encode()


def refusal(content: bytes, name: str = "mine.xlsx") -> str:
    """What the reader is told, and that it did not take long."""
    began = time.process_time()
    with pytest.raises(FileRefused) as refused:
        read_grids(content, name)
    assert time.process_time() - began < SECONDS
    return refused.value.for_reader


def test_an_ordinary_workbook_is_opened():
    (grid,), _ = read_grids(workbook(), "mine.xlsx")
    assert grid.text(1, 1) == "hello"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty (0 bytes)"),
        (b"PK\x03\x04", "is damaged"),
        (workbook()[:-200], "is damaged"),
        (b"name,amount\n1,2\n", "is not an Excel workbook"),
        (b"%PDF-1.7", "is not an Excel workbook"),
        (b"<html><table>", "is not an Excel workbook"),
        (OLD + "Workbook".encode("utf-16-le"), "old Excel versions (.xls)"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"x" * 5_000_001, "at most 5 MB are read"),
        (changed({"xl/vbaProject.bin": b"x"}), "holds macros"),
        (changed({"[Content_Types].xml": content_types("sheet.macroEnabled.main")}), "holds macros"),
        (changed({"xl/macrosheets/sheet1.xml": b"<x/>"}), "holds macros"),
        (changed({"xl/workbook.bin": b"x"}, without=("xl/workbook.xml",)), "binary workbook (.xlsb)"),
        (changed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "OpenDocument file (.ods)"),
        (changed({}, without=("xl/workbook.xml",)), "has none inside"),
        (changed({"inner.zip": b"PK\x03\x04"}), "another file packed inside it (inner.zip)"),
        (changed({"xl/embeddings/book.xlsx": b"PK"}), "another file packed inside it"),
        (changed({f"part{number}": b"" for number in range(500)}), "parts inside"),
        (changed({"xl/workbook.xml": b"<broken"}), "is damaged"),
        (changed({SHEET: b"\x00\x01 not xml"}), "is damaged"),
    ],
)
def test_each_is_refused_with_its_own_words(content, told):
    sentence = refusal(content)
    assert told in sentence
    assert "mine.xlsx" in sentence
    assert "Nothing was loaded" in sentence


def test_a_part_that_is_there_twice_is_named():
    content = io.BytesIO(workbook())
    with zipfile.ZipFile(content, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", b"<another/>")
    sentence = refusal(content.getvalue())
    assert "has the part xl/workbook.xml inside more than once" in sentence
    assert "save it as a new file" in sentence


def test_a_million_empty_rows_are_refused_in_words_about_rows():
    rows = "".join(f'<row r="{number}"/>' for number in range(1, 1_000_001))
    sentence = refusal(changed({SHEET: sheet(f"<sheetData>{rows}</sheetData>")}))
    assert "far more rows, cells or marks" in sentence
    assert "Delete the empty rows" in sentence


def test_a_bomb_of_one_part_is_answered_at_once():
    assert "would unpack to" in refusal(changed({SHEET: sheet("<sheetData/>") + b" " * 60_000_000}))


def test_a_bomb_of_many_parts_is_answered_at_once():
    parts = {f"xl/worksheets/more{number}.xml": b" " * 1_900_000 for number in range(30)}
    assert "would unpack to" in refusal(changed(parts))


def test_a_steep_part_below_the_limit_is_refused_too():
    assert "would unpack to" in refusal(changed({SHEET: sheet("<sheetData/>") + b" " * 20_000_000}))


def test_a_part_that_is_larger_than_the_contents_say_is_not_unpacked():
    content = bytearray(changed({SHEET: sheet("<sheetData/>") + b" " * 60_000_000}))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        true = archive.getinfo(SHEET).file_size.to_bytes(4, "little")
    said = (400).to_bytes(4, "little")
    assert "mine.xlsx" in refusal(bytes(content.replace(true, said)))


def cell(row: int, text: str) -> str:
    return f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def test_a_large_but_honest_sheet_is_read_in_time_and_refused_by_its_rows():
    rows = "".join(cell(number, f"{number * 7919} text") for number in range(1, 9_000))
    assert "more than 6,000 rows" in refusal(changed({SHEET: sheet(f"<sheetData>{rows}</sheetData>")}))


def test_more_cells_than_anybody_fills_in_are_counted_and_not_read():
    cells = [f"<c><v>{number * 7919 % 99_991}</v></c>" for number in range(151_000)]
    rows = "".join(f"<row>{''.join(cells[first : first + 1_000])}</row>" for first in range(0, 151_000, 1_000))
    content = changed({SHEET: sheet(f"<sheetData>{rows}</sheetData>")})
    assert "151,000 cells; at most 150,000 are read" in refusal(content)


def test_one_sheet_named_ten_thousand_times_is_counted_and_not_made():
    with zipfile.ZipFile(io.BytesIO(workbook())) as old:
        told = old.read("xl/workbook.xml")
    (one,) = re.findall(rb"<sheet [^>]*/>", told)
    assert "has 10,001 sheets; at most 30" in refusal(changed({"xl/workbook.xml": told.replace(one, one * 10_001)}))


@pytest.mark.parametrize("one", [b"<xf numFmtId='0' fontId='0'/>", b"<font><b/></font>", b"<numFmt numFmtId='9'/>"])
def test_a_million_styles_are_counted_and_not_made(one):
    told = f"<styleSheet {MAIN}>".encode() + one * 60_000 + b"</styleSheet>"
    assert "far more styles" in refusal(changed({"xl/styles.xml": told}))
    assert "far more styles" in refusal(changed({"xl/pictures/innocent.png": told}))


def test_marks_that_are_no_cells_are_counted_in_sheets_too():
    marks = b"".join(b"<a%d/>" % (number * 7919 % 99_991) for number in range(801_000))
    assert "far more rows, cells or marks" in refusal(changed({SHEET: marks}))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp037"])
def test_no_other_encoding_hides_what_would_be_counted(encoding):
    told = f"<worksheet {MAIN}><sheetData>{cell(1, 'x')}</sheetData></worksheet>"
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    hidden = (declared + told).encode(encoding) if "utf" in encoding else declared.encode() + told.encode(encoding)
    assert "is damaged" in refusal(changed({SHEET: hidden}))


def test_a_picture_full_of_angles_is_no_text():
    (grid,), _ = read_grids(changed({"xl/media/map.png": b"\x89PNG\r\n" + b"<" * 100_000}), "mine.xlsx")
    assert grid.text(1, 1) == "hello"


@pytest.mark.parametrize(
    ("formula", "shown"),
    [('t="array" ref="A1"', "=1+1"), ('t="dataTable" ref="A1" dt2D="1" r1="B1"', "a table of formulas")],
)
def test_a_formula_over_several_cells_is_shown_as_it_was_typed(formula, shown):
    inner = f'<sheetData><row r="1"><c r="A1"><f {formula}>1+1</f><v>2</v></c></row></sheetData>'
    (grid,), _ = read_grids(changed({SHEET: sheet(inner)}), "mine.xlsx")
    assert grid.text(1, 1) == shown


def test_a_sheet_with_a_name_as_long_as_a_book_is_named_by_its_beginning():
    with zipfile.ZipFile(io.BytesIO(workbook())) as old:
        told = old.read("xl/workbook.xml").replace(b'name="Sheet"', b'name="' + b"y" * 60_000 + b'"')
    (grid,), _ = read_grids(changed({"xl/workbook.xml": told}), "mine.xlsx")
    assert grid.title == "y" * 100


def test_entities_are_never_expanded():
    assert DEFUSEDXML
    grown = zip("abcdefgh", "bcdefghi", strict=True)
    laughter = "".join(f'<!ENTITY {name} "{("&" + before + ";") * 10}">' for before, name in grown)
    told = f"<worksheet {MAIN}><sheetData>{cell(1, '&i;')}</sheetData></worksheet>"
    bomb = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{laughter}]>{told}'.encode()
    for part in (SHEET, "xl/workbook.xml", "xl/styles.xml", "docProps/custom.xml", "[Content_Types].xml"):
        assert "is damaged" in refusal(changed({part: bomb})), part


def test_no_file_of_this_machine_is_read():
    told = f"<worksheet {MAIN}><sheetData>{cell(1, '&f;')}</sheetData></worksheet>"
    thief = f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>{told}'
    assert "is damaged" in refusal(changed({SHEET: thief.encode()}))


FAR_ROW = '<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
FAR_COLUMN = '<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>'
EVERYTHING = '<mergeCell ref="A1:XFD1048576"/>'


@pytest.mark.parametrize(
    "inner",
    [
        FAR_ROW,
        FAR_COLUMN,
        '<dimension ref="A1:XFD1048576"/><sheetData/>',
        f"<sheetData/><mergeCells>{EVERYTHING}</mergeCells>",
        f"<sheetData/><mergeCells>{EVERYTHING * 50_000}</mergeCells>",
    ],
)
def test_far_cells_and_giant_ranges_cost_nothing(inner):
    began = time.process_time()
    with suppress(FileRefused):
        read_grids(changed({SHEET: sheet(inner)}), "mine.xlsx")
    assert time.process_time() - began < SECONDS


def test_links_to_other_files_are_not_followed():
    content = changed({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    (grid,), _ = read_grids(content, "mine.xlsx")
    assert grid.text(1, 1) == "hello"


def test_a_refused_file_is_a_fault_of_the_return_and_not_an_error():
    (fault,) = read_workbook(b"", form(), file_name="mine.xlsx").faults
    assert (fault.value, "is empty" in fault.remedy) == ("mine.xlsx", True)


def test_looking_at_a_file_opens_nothing_of_it():
    damaged = changed({SHEET: b"not xml at all"})
    look_at(damaged, "mine.xlsx")
    assert "mine.xlsx" in refusal(damaged)  # by whoever opens it
