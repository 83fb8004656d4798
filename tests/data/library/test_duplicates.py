"""Entries that may be there already are pointed out; other outcomes of the same study are not."""

from data.library.duplicates import likely_duplicates, warning
from tests.data.library.entries import entry

SOURCE = {"author": "A", "title": "B", "publisher": "C"}
THERE = entry(
    practice_id="old", title="Alley gates in Liverpool: a third fewer burglaries", place_codes=["E08000012"],
    sources=[SOURCE | {"address": "http://www.example.org/gates/"}],
)  # fmt: skip
LIBRARY = {"old": THERE}


def test_the_same_title_place_and_outcome_is_the_same_thing_in_other_words():
    again = entry(practice_id="new", title="Alley gates, Liverpool: third fewer burglaries", place_codes=["E08000012"])
    assert "nearly the same title" in warning(likely_duplicates(again, LIBRARY))


def test_the_same_thing_tried_elsewhere_is_no_duplicate():
    assert likely_duplicates(entry(practice_id="new", title=THERE.title, place_codes=["E08000003"]), LIBRARY) == []


def test_the_same_source_is_known_by_its_address_however_it_is_written():
    again = entry(practice_id="new", title="Gates", sources=[SOURCE | {"address": "https://example.org/gates"}])
    assert "rests on the same source" in warning(likely_duplicates(again, LIBRARY))


def test_another_outcome_of_the_same_study_is_an_entry_of_its_own():
    again = entry(
        practice_id="new",
        title="Gates",
        outcome="Fear of crime",
        sources=[SOURCE | {"address": "https://example.org/gates"}],
    )
    assert likely_duplicates(again, LIBRARY) == []


def test_an_entry_is_no_duplicate_of_itself():
    assert warning(likely_duplicates(THERE, LIBRARY)) == ""
