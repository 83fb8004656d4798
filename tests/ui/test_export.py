import csv
import datetime as dt
import io

import pandas as pd
import pytest

from domain.reason import Reason
from domain.source import Nature, Source, SourceFile
from domain.verdict import LevelAnswer
from ui.export import csv_bytes, file_name, guarded

SOURCE = Source(
    source_id="health",
    title="Healthy life expectancy",
    publisher="Office for National Statistics",
    licence="Open Government Licence v3.0",
    released_on=dt.date(2026, 2, 10),
    nature=Nature.SUBSTITUTE,
    files=(SourceFile(path="health.csv"),),
)
FRAME = pd.DataFrame(
    {
        "Place": ["Leeds", "=HYPERLINK(1)", "York"],
        "Value": [-57.25, 61.0, None],
        "level": ["much_worse", "not_compared", None],
        "On": [dt.date(2023, 1, 1)] * 3,
    }
)


def exported(frame=FRAME, **changes):
    notes = {
        "title": "Healthy life expectancy", "sources": [SOURCE], "licence": "OGL v3.0", "released": "10 February 2026",
        "caveats": ["The question\nchanged in 2018."], "build": "build-7", "rules": "1.0",
        "address": "metric?metric=hle", "made_on": dt.date(2026, 11, 23), "verdicts": {"level": LevelAnswer},
    }  # fmt: skip
    return csv_bytes(frame, **(notes | changes))


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_file_says_where_its_figures_come_from_before_it_gives_them():
    notes = {row[0]: row[1] for row in read(exported()) if len(row) == 2}
    assert notes["Licence"] == "OGL v3.0"
    assert "Office for National Statistics" in notes["Source"]
    assert "released 10 February 2026" in notes["Source"]
    assert "stand-in series" in notes["Source"]
    assert notes["Caveat"] == "The question changed in 2018."
    assert (notes["Build of the figures"], notes["Rule version"]) == ("build-7", "1.0")
    assert notes["File made on"] == "23 November 2026"


def test_a_file_without_figures_of_a_publisher_has_no_empty_licence():
    names = [row[0] for row in read(exported(sources=[], licence="", released="not stated")) if len(row) == 2]
    assert "Title" in names
    assert not {"Licence", "Figures released"} & set(names)


def test_the_table_begins_on_the_row_the_notes_name():
    content = exported()
    notes = {row[0]: row[1] for row in read(content) if len(row) == 2}
    row = int(notes["The table begins"].split()[2].rstrip(","))
    assert content.decode("utf-8-sig").splitlines()[row - 1] == "Place,Value,level,On"
    table = pd.read_csv(io.BytesIO(content), skiprows=row - 1, encoding="utf-8-sig")
    assert table["Value"].iloc[:2].tolist() == [-57.25, 61.0]


def test_spreadsheets_recognise_the_encoding():
    assert exported(title="Ynys Môn").startswith(b"\xef\xbb\xbf")
    assert "Ynys Môn" in exported(title="Ynys Môn").decode("utf-8-sig")


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@cmd", "\tx", "\rx"])
def test_a_text_that_a_spreadsheet_would_run_is_only_text(text):
    assert guarded(text) == "'" + text
    cells = [cell for row in read(exported(pd.DataFrame({text: [text]}))) for cell in row]
    assert text not in cells
    assert "'" + text in cells


def test_a_negative_number_stays_a_number():
    assert any(row[:2] == ["Leeds", "-57.25"] for row in read(exported()))


def test_verdicts_use_the_words_of_the_page_and_missing_is_empty_not_zero():
    rows = {row[0]: row for row in read(exported()) if row}
    assert rows["Leeds"][2] == "much worse"
    assert rows["'=HYPERLINK(1)"][2] == "cannot tell"
    assert rows["York"][1:3] == ["", ""]
    assert rows["York"][3] == "2023-01-01"
    reasons = read(exported(pd.DataFrame({"Why": ["no_interval"]}), verdicts={"Why": Reason}))
    assert reasons[-1] == ["cannot tell: no interval published"]


def test_the_name_of_the_file_is_its_title_and_day():
    assert file_name("Healthy life expectancy: Ynys Môn!", dt.date(2026, 11, 23)) == (
        "healthy-life-expectancy-ynys-mon-2026-11-23.csv"
    )
    assert file_name("../..", dt.date(2026, 11, 23)) == "table-2026-11-23.csv"
