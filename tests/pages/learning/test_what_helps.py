"""What could help here: from a place and a measure to what was tried elsewhere, whatever came of it."""

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

import pytest

from domain.evidence import Design, Effect, Result, StudyChecks
from domain.person import Person
from domain.place import Level
from domain.practice import Citation, Precondition, Stage
from domain.workspace import Workspace
from pages.learning import what_helps
from tests.metrics.learning.made import entry, reported, taken_up
from tests.pages.desks import STEWARD, officer
from tests.pages.opened import opened, text
from ui.request import read_request

HARTLEPOOL, SUNDERLAND, RICHMOND = "E06000001", "E08000024", "E09000027"
HOSTILE = "<img src=x onerror=alert(1)> & co"
WORK = {"metric_ids": ("employment_rate",), "mission_ids": ("living_standards",), "stage": Stage.FOUNDING}
STUDY = Citation(author="A", title="B", publisher="C", address="https://x.example/a")
COACHES = entry(
    practice_id="coaches", title="Job coaches in libraries", place_codes=(RICHMOND, SUNDERLAND), cost=50_000.0,
    design=Design.RANDOMISED, sources=(STUDY,), readings=("preconditions",), outcome="People in work",
    effect=Effect(outcome="people in work", value=1.5, lower=0.5, upper=2.5, unit="percentage points"),
    preconditions=(
        Precondition(statement="Many without work", metric_id="employment_rate", at_most=100.0),
        Precondition(statement="A combined authority", levels=(Level.COMBINED_AUTHORITY,)),
        Precondition(statement="Librarians who want it"),
    ), **WORK,
)  # fmt: skip
GRANTS = entry(
    practice_id="grants", title=HOSTILE, result=Result.HARM, place_words="England-wide", outcome="Jobs",
    design=Design.DIFFERENCE_IN_DIFFERENCES, study_checks=StudyChecks(), unconfirmed=("effect",), **WORK,
)  # fmt: skip
BUSES = entry(
    practice_id="buses", title="Free buses", result=Result.NO_EFFECT, place_codes=(HARTLEPOOL,), design=None,
    mission_ids=("living_standards",), stage=Stage.CHECKED, checks=(
        {"checked_by": "a", "checked_on": "2026-01-01", "note": "x"},
        {"checked_by": "b", "checked_on": "2026-01-02", "note": "x"},
    ),
)  # fmt: skip
ENTRIES = {one.practice_id: one for one in (COACHES, GRANTS, BUSES)}
ADOPTIONS = [
    reported("one", practice_id="coaches"), reported("two", practice_id="coaches", result=Result.NO_EFFECT),
    taken_up("three", practice_id="coaches"),
]  # fmt: skip


def desk(person: Person, entries=ENTRIES) -> SimpleNamespace:
    return SimpleNamespace(
        library=SimpleNamespace(entries=lambda: entries), learning=SimpleNamespace(adoptions=lambda: list(ADOPTIONS)),
        person=person, today=dt.date(2026, 11, 23), workspace=Workspace.TRAINING,
        people=SimpleNamespace(taken_away=lambda what: None),
    )  # fmt: skip


def held_by(person: Person, shipped, entries=ENTRIES):
    return replace(shipped, desk=desk(person, entries), workspace=Workspace.TRAINING)


@pytest.fixture
def stores(shipped_stores):
    return held_by(officer(HARTLEPOOL), shipped_stores)


def gathered(stores, **address):
    given = {"place": HARTLEPOOL, "metric": "employment_rate"} | address
    request = read_request(
        {name: (value,) for name, value in given.items()}, places=stores.figures.places, catalogue=stores.catalogue,
        today=dt.date(2026, 11, 23),
    )  # fmt: skip
    return what_helps.prepare(request, request.place, request.metric, stores)


def test_every_result_is_there_and_what_was_tried_in_the_place_most_like_it_is_named(stores):
    found = gathered(stores)
    assert [one.practice.practice_id for one in found.helps] == ["coaches", "grants", "buses"]
    first = found.helps[0].nearest
    assert first.place.name == "Sunderland"  # not Richmond upon Thames
    assert first.rank == 1 + stores.figures.neighbours(HARTLEPOOL, "global").index(SUNDERLAND)
    assert 0 < first.distance < 100
    assert [metric.metric_id for metric, _here, _there in first.apart if metric.metric_id == "employment_rate"] == []


@pytest.mark.parametrize(
    ("order", "first"), [("strongest", "coaches"), ("cheapest", "coaches"), ("nonsense", "coaches")]
)
def test_the_order_never_leaves_anything_out(stores, order, first):
    helps = gathered(stores, order=order).helps
    assert (helps[0].practice.practice_id, len(helps)) == (first, 3)


@pytest.mark.parametrize(
    "code", ["E06000001", "E10000003", "E47000001", "E12000001", "E92000001", "K02000001", "W06000015", "N09000003"]
)
@pytest.mark.parametrize("metric", ["employment_rate", "life_satisfaction"])
def test_it_works_at_every_level_with_and_without_a_verdict(stores, code, metric):
    found = gathered(stores, place=code, metric=metric)
    assert len(found.found) == len(found.helps)


def test_a_reader_meets_results_with_their_grade_conditions_and_how_adopters_fared(stores):
    visit = opened("what-helps", stores, person=officer(HARTLEPOOL), place=HARTLEPOOL, metric="employment_rate")
    assert not visit.exception
    said = text(visit)
    assert "2 entries bear on" in said
    assert "and 1 on its mission: 1 worked, 1 found no effect and 1 did harm" in said
    assert "<strong>worked</strong>; evidence of level 5 of 5, because who took part was settled by lot" in said
    assert "people in work: +1.5 percentage points (interval" in said
    assert "1 not met, 1 unknown and 1 met, as the writer of the entry reads it" in said
    assert "3 places: 1 worked, 1 no effect and 1 overdue: result unknown" in said
    assert "Not tied to one place (England-wide)" in said
    assert "Tried here, in Hartlepool." in said
    assert "Simulated, for practice." in said
    assert "adoption?place=E06000001&practice=coaches&view=take-up" in said
    assert "asks?place=E06000001&metric=employment_rate&view=post" in said
    assert "<img src=x" not in " ".join(element.proto.body for element in visit.get("html"))
    assert "None" not in said


def test_who_may_take_nothing_up_is_offered_nothing_to_take_up(shipped_stores):
    stores = held_by(STEWARD, shipped_stores)
    visit = opened(
        "what-helps", stores, person=STEWARD, place=HARTLEPOOL, metric="employment_rate", practices="coaches"
    )
    assert "take-up" not in text(visit)
    assert "library?practices=coaches" in text(visit)


def test_without_a_measure_those_the_place_is_worse_on_are_offered_with_their_entries(stores):
    said = text(opened("what-helps", stores, person=STEWARD, place=HARTLEPOOL))
    assert "Hartlepool does worse than England, or is getting worse, on" in said
    assert "what-helps?place=E06000001&metric=employment_rate&compare=nation" in said
    assert "(2 entries)" in said
    assert "In the worst fifth, but published without an interval" in said


def test_where_nothing_bears_on_a_measure_it_says_what_is_missing_and_offers_to_ask(shipped_stores):
    empty = held_by(STEWARD, shipped_stores, {})
    said = text(opened("what-helps", empty, person=STEWARD, place=HARTLEPOOL, metric="employment_rate"))
    assert "Nothing in the library bears on" in said
    assert "asks?place=E06000001&metric=employment_rate&view=post" in said


def test_with_the_register_away_the_founding_set_is_shown_and_the_rest_said_to_be_out_of_reach(shipped_stores):
    away = replace(shipped_stores, desk=None, open_desk=None)
    said = text(opened("what-helps", away, place=HARTLEPOOL, metric="employment_rate"))
    assert "The register cannot be reached just now" in said
    assert "cannot be read just now" in said
