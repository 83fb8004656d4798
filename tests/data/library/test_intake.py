"""Files that cannot be loaded: every fault at once, by row and column, with how to put it right."""

import json

import pytest

from data.library.files import csv_of, json_of
from data.library.founding import read_founding
from data.library.intake import Known, read_csv, read_json
from tests.data.library.entries import LEAST, csv_text, entry

KNOWN = Known({"employment_rate": "of people aged 16 to 64"}, {"crime"}, {"E08000012"})


def told(intake) -> str:
    return "\n".join(fault.for_reader for fault in intake.faults)


def test_every_fault_of_every_row_is_told_at_once_and_nothing_is_loaded():
    found = read_csv(
        csv_text(
            {
                "practice_id": "one",
                "result": "good",
                "started_year": "last year",
                "effect_value": "5%",
                "effect_unit": "%",
            },
            {"practice_id": "two", "title": "", "check_1_by": "A", "check_1_on": "soon", "check_1_note": "seen"},
            {"practice_id": "three"},
        )
    )
    assert found.practices == ()
    said = [(fault.row, fault.column) for fault in found.faults]
    assert said == [(2, "result"), (2, "started_year"), (2, "effect_value"), (3, "check_1_on"), (3, "title")]
    assert "Row 2, effect_value, “5%”: it is not a bare number." in told(found)
    assert "worked, mixed, no_effect, harm, stopped, not_yet_known" in told(found)
    assert "such as 2026-11-23" in told(found)


def test_rows_are_counted_as_a_spreadsheet_counts_them_where_a_text_has_several_lines():
    found = read_csv(csv_text({"practice_id": "one", "problem": "a\nb\nc"}, {"practice_id": "two", "result": "fine"}))
    assert [fault.row for fault in found.faults] == [3]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"effect_value": "5"}, "effect_unit: it is empty"),
        ({"effect_value": "5", "effect_unit": "%", "effect_lower": "1"}, "an interval has two ends"),
        ({"effect_value": "5", "effect_unit": "%", "effect_lower": "6", "effect_upper": "7"}, "outside its interval"),
        ({"effect_value": "5", "effect_unit": "%", "effect_lower": "7", "effect_upper": "3"}, "Exchange them"),
        ({"problem": "x" * 200_000}, "a cell has more than 131,072 characters"),
        ({"started_year": "2012", "ended_year": "2010"}, "before it started in 2012"),
        ({"cost": "5000", "cost_band": "over_100m"}, "lies in the band under_10k"),
        ({"cost": "-5"}, "lies outside what can be. Give 0 or more"),
        ({"place_codes": "Liverpool"}, "no code of a place"),
        ({"practice_id": "two words"}, "no id"),
        ({"source_1_title": "On gates"}, "source_1_author: it is empty"),
        ({"source_3_author": "A", "source_3_title": "B", "source_3_publisher": "C", "source_3_address": "see web"},
         "source_3_address, “see web”: it is no address"),
        ({"precondition_1": "Work", "precondition_1_at_least": "5"}, "names the metric and a bound"),
        ({"title": "x" * 301}, "it has 301 characters. Say it in at most 300"),
        ({"stage": "checked"}, "checked by two people"),
        ({"study_people": "1.5"}, "not a whole number"),
        ({"higher": "yes"}, "there is no such column"),
        ({"effect_val": "5"}, "Did you mean effect_value?"),
        ({"cost": "1e999"}, "too large a number"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_in_words(row, words):
    assert words in told(read_csv(csv_text(row)))


def test_a_missing_column_is_named_and_so_is_one_that_is_there_twice():
    assert "The column result (result) is missing" in told(read_csv(csv_text({}, heads=["practice_id", "title"])))
    assert "Several columns have this heading" in told(read_csv(b"practice_id,title,title\n")).replace(
        "several", "Several"
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("practice_id,title\n1,café".encode("cp1252"), "not in UTF-8: line 2 holds the byte 0xe9"),
        ("practice_id".encode("utf-16"), "in UTF-16"),
        (b"PK\x03\x04rest", "a workbook"),
        (b"practice_id;title\n", "not separated by commas"),
        (b"", "the file is empty"),
        (b"name,title\na,b\n", "no row holds the headings"),
        (b'practice_id,"title\n', "quotation mark"),
    ],
)
def test_a_file_that_is_no_such_table_is_told_apart(content, words):
    assert words.casefold() in told(read_csv(content)).casefold()


def test_a_file_with_one_entry_too_many_is_refused_even_where_all_are_alike():
    head = ",".join(LEAST)
    rest = ",".join(value if isinstance(value, str) else value[0] for value in list(LEAST.values())[1:])
    found = read_csv("\n".join([head, *(f"p{number},{rest}" for number in range(20_001))]).encode())
    assert told(found) == "The file has more than 20,000 entries. Split it into several files."
    assert found.practices == ()


def test_one_id_is_one_entry():
    assert "Row 3, practice_id, “gates”: row 2 has the same id" in told(read_csv(csv_text({}, {"title": "Other"})))


def test_ids_are_held_against_what_there_is():
    row = {"metric_ids": "employment_rates", "mission_ids": "crimes", "place_codes": "E08000099"}
    said = told(read_csv(csv_text(row), known=KNOWN))
    assert "Did you mean employment_rate?" in said
    assert "mission_ids, “crimes”" in said
    assert "place_codes, “E08000099”" in said


def test_effects_on_one_measure_in_two_units_are_refused_and_an_odd_unit_is_worth_a_look():
    effect = {"effect_value": "5", "effect_unit": "% of people aged 16 to 64", "effect_metric_id": "employment_rate"}
    other = effect | {"practice_id": "two", "title": "Another thing", "effect_unit": "jobs"}
    mixed = read_csv(csv_text(effect, other), known=KNOWN)
    assert "row 2 gives effects on employment_rate in % of people" in told(mixed)
    odd = read_csv(csv_text(other), known=KNOWN)
    assert odd.whole
    assert any("the unit of employment_rate is" in one.for_reader for one in odd.warnings)


def test_an_effect_without_an_interval_or_a_study_without_an_address_is_a_warning():
    found = read_csv(csv_text({"effect_value": "5", "effect_unit": "%"}))
    assert found.whole
    assert [one.column for one in found.warnings] == ["effect_lower", "source_1_address"]


def test_an_entry_that_may_be_there_already_is_a_warning():
    there = entry(practice_id="old", title="Alley gates: fewer burglaries")
    found = read_csv(csv_text({}), existing={"old": there})
    assert found.whole
    assert any(
        "in the library, or in this file, already: “Alley gates: fewer burglaries”" in one.for_reader
        for one in found.warnings
    )


def test_british_days_are_read_day_first():
    row = {"check_1_by": "A", "check_1_on": "03/11/2026", "check_1_note": "seen"}
    (practice,) = read_csv(csv_text(row)).practices
    assert practice.checks[0].checked_on.isoformat() == "2026-11-03"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "at line 1"),
        (b"{}", "no list of entries"),
        (b"[]", "no list of entries"),
        (b'[{"practice_id": NaN}]', "NaN is no number"),
        (b"[" * 100_000, "no JSON"),
        (b"[1]", "Entry 1"),
        (json.dumps([LEAST | {"colour": "red"}]).encode(), "Entry 1, colour, “red”: there is no such field"),
        (json.dumps([LEAST | {"effect": {"value": 1}}]).encode(), "Entry 1, effect.unit: it is empty"),
        (json.dumps([LEAST | {"result": "good"}]).encode(), "use one of worked"),
    ],
)
def test_json_that_does_not_fit_is_told_in_words(content, words):
    assert words.casefold() in told(read_json(content)).casefold()


def test_a_file_that_was_taken_away_and_brought_back_changes_nothing_and_is_not_warned_of():
    founding = read_founding()
    for write, read in ((csv_of, read_csv), (json_of, read_json)):
        found = read(write(founding.values(), notes=[("Title", "The library")]), existing=founding)
        assert (found.faults, found.practices, found.warnings) == ((), (), ())
        assert found.unchanged == len(founding)
    changed = entry(title="Alley gates: no fewer burglaries")
    again = read_csv(csv_of([entry(practice_id="other"), changed]), existing={"gates": entry()})
    assert [one.practice_id for one in again.practices] == ["other", "gates"]
    assert again.unchanged == 0


def test_an_interval_that_does_not_hold_together_is_named_by_its_lower_end():
    row = {"effect_value": "3", "effect_unit": "%", "effect_lower": "5", "effect_upper": "1"}
    (fault,) = read_csv(csv_text(row)).faults
    assert fault.for_reader == "Row 2, effect_lower, “5”: the interval begins at 5 and ends at 1. Exchange them."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (csv_text({}).decode().encode("utf-16-le"), "The file is in UTF-16"),
        (csv_text({}) + b'\n"never closed', "beyond row 2: it ends in the middle of a cell"),
        (csv_text({"title": "week\u202ely"}), "which cannot be seen"),
    ],
    ids=["UTF-16 without its mark", "a quotation mark too few", "what turns the reading direction"],
)
def test_what_is_wrong_with_a_file_is_told_without_showing_what_cannot_be_seen(content, words):
    (fault,) = read_csv(content).faults
    assert words in fault.for_reader
    assert all(one.isprintable() for one in fault.for_reader)


def test_values_of_another_kind_in_json_are_told_in_words():
    odd = LEAST | {"mission_ids": "crime", "cost": True, "title": "half a \ud800 character"}
    told = " ".join(one.for_reader for one in read_json(json.dumps([odd]).encode()).faults)
    assert "mission_ids, “crime”: it is no list. Give a list in square brackets" in told
    assert "cost, “true or false”: it is no number that can be used" in told
    assert "title, “half a \ufffd character”: it is no text that can be used" in told
    assert "tuple" not in told
