"""The account of a register among the sources: rows read, kept and set aside, each with its reason."""

import datetime as dt

from domain.build_report import RegisterReport, RowsSetAside
from domain.source import Layout, Source, SourceFile, Style
from ui.provenance import SourceEntry, source_note

SOURCE = Source(
    source_id="deals", title="Deals", publisher="A ministry", licence="Open Government Licence v3.0",
    files=(SourceFile(path="deals.csv", prepared="made for a test"),), layout=Layout(style=Style.REFERENCE),
)  # fmt: skip
REPORT = RegisterReport(
    source_id="deals", rows_read=14, transformations=8, grants_of_groups=1,
    set_aside=(RowsSetAside(why="a line <without> a project", rows=5, example="deals.csv row 4: TD-BOL-03"),),
    warnings=("TD-HAL-01: no place here has the code 'E99999999'",),
)  # fmt: skip


def note(register: RegisterReport | None) -> str:
    return source_note(SourceEntry(SOURCE, None, (), register), dt.date(2026, 11, 23))


def test_a_register_says_what_became_of_each_row():
    told = note(REPORT)
    for words in ("8 transformations kept", "14 rows read", "1 grant of several", "5 set aside", "deals.csv row 4"):
        assert words in told
    assert "E99999999" in told
    assert "<without>" not in told


def test_a_source_that_is_no_register_speaks_of_none():
    assert "facts, not figures" in note(None)
    assert "Register" not in note(None)
