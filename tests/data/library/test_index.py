"""Searching the library: what is found first, however it is spelt, and that nothing typed can break it."""

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.library.engine import Engine
from data.library.index import Heard, Index
from domain.evidence import Result
from domain.practice import Practice

NAMES = {"E08000025": "Birmingham", "W06000001": "Isle of Anglesey"}


def entry(own_id: str, **told: object) -> Practice:
    base = {
        "practice_id": own_id, "title": own_id, "what_was_done": "Something was done.", "mission_ids": ("health",),
        "outcome": "a figure", "result": Result.WORKED,
    }  # fmt: skip
    return Practice.model_validate(base | told)


ENTRIES = {
    one.practice_id: one
    for one in (
        entry("wardens", title="Neighbourhood wardens", problem="Litter and noise after dark"),
        entry("noise", title="Quieter nights", caveats="The neighbourhood had wardens of its own."),
        entry("lights", title="Part-night street lighting", mechanism="Light makes people feel watched"),
        entry("clinics", title="Smoking stopped in clinics", place_codes=("E08000025",)),
        entry("island", title="A ferry at weekends", place_codes=("W06000001",)),
        entry("skills", title="Skills for adults", preconditions=({"statement": "A further education college"},)),
        entry("homes", title="Homes first", sources=({"author": "Ng", "title": "Tenancies kept", "publisher": "A"},)),
        entry("tills", title="Vouchers at tills", result=Result.NO_EFFECT, outcome="Organised well-being visits"),
    )
}  # fmt: skip


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.of(ENTRIES, NAMES)


def found(index: Index, text: str) -> list[str]:
    return [hit.practice_id for hit in index.search(text)]


@pytest.mark.parametrize(
    ("typed", "first", "where"),
    [
        ("litter", "wardens", "problem"),
        ("ferries", "island", "title"),
        ("watched", "lights", "mechanism"),
        ("Birmingham", "clinics", "places"),
        ("further education college", "skills", "preconditions"),
        ("tenancies", "homes", "sources"),
        ("no effect", "tills", "result"),
        ("visits", "tills", "outcome"),
    ],
)
def test_every_text_of_an_entry_is_searched_and_the_hit_says_where(index, typed, first, where):
    hit = index.search(typed)[0]
    assert (hit.practice_id, hit.where) == (first, where)


def test_a_match_in_the_title_stands_before_one_in_a_caveat(index):
    assert found(index, "neighbourhood wardens") == ["wardens", "noise"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("neighborhood", "wardens"),  # American
        ("organized visits", "tills"),
        ("birmingam", "clinics"),  # a letter left out
        ("lihgting", "lights"),  # two letters changed over
        ("neigbourhod wardns", "wardens"),  # two slips in a long word
        ("wellbeing", "tills"),  # written in one
        ("neighb", "wardens"),  # half typed
        ("quieter nigh", "noise"),
        ("nieghbou", "wardens"),  # half typed, and misspelt
    ],
)
def test_spelling_and_half_typed_words_are_forgiven(index, typed, first):
    assert found(index, typed)[0] == first


def test_a_quoted_phrase_finds_only_those_words_in_that_order(index):
    assert found(index, '"street lighting"') == ["lights"]
    assert found(index, '"lighting street"') == []


def test_entries_with_all_words_are_shown_alone_and_with_some_only_where_none_has_all(index):
    assert found(index, "quieter wardens") == ["noise"]
    assert set(found(index, "ferry lighting")) == {"island", "lights"}


def test_who_searches_is_told_where_words_were_not_taken_as_they_were_typed(index):
    assert index.heard("quieter wardens") == Heard()
    assert index.heard("ferry lighting") == Heard(some_only=True)
    assert index.heard("lightnig zzqqxx") == Heard(nearly=("lightnig",), nowhere=("zzqqxx",))


def test_nonsense_finds_nothing(index):
    assert [found(index, typed) for typed in ("zzqqxx", "", "   ", '"', "?*~^:()[]{}")] == [[], [], [], [], []]


def test_the_snippet_is_the_text_as_it_was_written_with_the_match_marked():
    said = "<b>Bold</b> & " + "long " * 40 + "Theatres were reopened." + " later" * 40
    (hit,) = Index.of({"one": entry("one", title="A stage", caveats=said)}, {}).search("theater")
    assert [part.text for part in hit.snippet if part.matched] == ["Theatres"]
    shown = "".join(part.text for part in hit.snippet)
    assert shown.strip("…") in said
    assert len(shown) < 200


def test_a_change_is_found_in_the_new_index_and_the_old_one_stays_as_it_was(index):
    changed = dict(ENTRIES) | {"new": entry("new", title="Allotments")}
    del changed["island"]
    changed["lights"] = entry("lights", title="Lamps")
    later = Index.of(changed, NAMES)
    typed = ("allotments", "ferry", "lamps", "street")
    assert [found(later, each) for each in typed] == [["new"], [], ["lights"], []]
    assert [found(index, each) for each in typed] == [[], ["island"], [], ["lights"]]


def test_the_same_entries_are_indexed_once():
    entries = {"one": entry("one")}
    assert Index.of(entries, NAMES) is Index.of(entries, dict(NAMES))
    assert Index.of(entries, {}) is not Index.of(entries, NAMES)


def test_no_more_than_the_limit_is_given(index):
    assert len(index.search("something was done", limit=3)) == 3
    assert index.search("something", limit=0) == []


def test_a_library_without_entries_finds_nothing():
    assert Index.of({}, NAMES).search("anything") == []


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.text(alphabet="\"'-“”*:^~+()[]ab éß\x00", max_size=200)))
def test_nothing_that_can_be_typed_fails(text):
    assert all(hit.practice_id in ENTRIES and hit.snippet for hit in Index.of(ENTRIES, NAMES).search(text))


def test_who_searches_while_the_index_is_being_made_does_not_wait_for_it_and_finds_it_made_soon_after(monkeypatch):
    may_go_on, made = threading.Event(), Engine.write

    def slow(self, entries):
        may_go_on.wait(10)
        return made(self, entries)

    monkeypatch.setattr(Engine, "write", slow)
    entries = {"one": entry("one", title="A stage")}
    assert Index.within(0.01, entries, {}) is None
    may_go_on.set()
    found = Index.within(10, entries, {})
    assert found is not None
    assert [hit.practice_id for hit in found.search("stage")] == ["one"]
