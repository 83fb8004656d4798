"""What frameworks ask of each metric: which aim a place's own figure is held to, from when and until when."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.metric import Metric, Role
from domain.mission import Aim, Catalogue, Framework, Mission, TargetFact
from metrics.targets import baseline_on, gap_years, place_targets, targets
from tests.metrics.panels import a_metric

REACH, GAIN, IMPROVE, NARROW = Aim.REACH, Aim.GAIN, Aim.IMPROVE, Aim.NARROW


def fact(aim: Aim | None, year: int | None = 2030, metric: str | None = "example", **more: object) -> TargetFact:
    value = {REACH: 90.0, GAIN: 5.0}.get(aim) if aim else None
    return TargetFact(**({
        "statement": "Better everywhere.", "source": "a paper", "aim": aim, "year": year, "value": value,
        "metric": metric,
    } | more))  # fmt: skip


def mission(*facts: TargetFact, **more: object) -> Mission:
    return Mission(**({"mission_id": "m", "number": 1, "title": "M", "statement": "M.", "targets": facts} | more))


def framework(*missions: Mission, name: str = "plan", **more: object) -> Framework:
    return Framework(**({
        "framework_id": name, "title": name, "publisher": "A department", "published_on": dt.date(2022, 2, 2),
        "status": "current", "missions": missions,
    } | more))  # fmt: skip


def catalogue(*frameworks: Framework, metrics: tuple[Metric, ...] | None = None) -> Catalogue:
    known = metrics or (a_metric(),)
    return Catalogue(
        metrics={one.metric_id: one for one in known}, frameworks={one.framework_id: one for one in frameworks}
    )


def test_an_aim_without_a_metric_speaks_to_every_headline_measure_of_its_mission_and_no_other() -> None:
    metrics = tuple(
        a_metric(metric_id=name, role=role)
        for name, role in (("first", Role.HEADLINE), ("second", Role.HEADLINE), ("third", Role.SUPPORTING))
    )
    plan = framework(mission(fact(IMPROVE, metric=None), topics=("examples",)))
    found = list(targets(catalogue(plan, metrics=metrics)))
    assert {one.metric_id for one in found} == {"first", "second"}


def test_an_aim_with_a_metric_speaks_to_that_one_alone_even_where_it_is_no_headline() -> None:
    metrics = (a_metric(metric_id="first"), a_metric(metric_id="third", role=Role.CONTEXT))
    plan = framework(mission(fact(REACH, metric="third", everywhere=True), topics=("examples",)))
    (found,) = targets(catalogue(plan, metrics=metrics))
    assert (found.metric_id, found.aim, found.value, found.year, found.everywhere) == ("third", REACH, 90.0, 2030, True)
    assert (found.framework_id, found.mission_id, found.statement) == ("plan", "m", "Better everywhere.")


def test_a_statement_that_figures_cannot_answer_asks_nothing_of_them() -> None:
    assert not list(targets(catalogue(framework(mission(fact(None), fact(None, year=None))))))


def test_a_metric_that_nobody_publishes_is_held_to_nothing() -> None:
    unmeasured = a_metric(series=(), not_measured="Nobody asks.")
    assert not place_targets(catalogue(framework(mission(fact(REACH))), metrics=(unmeasured,)))


def test_a_smaller_gap_is_asked_of_the_nation_and_of_no_place() -> None:
    asked = catalogue(framework(mission(fact(NARROW, year=2028))))
    assert place_targets(asked) == {}
    assert gap_years(asked) == {"example": 2028}


@given(st.permutations([REACH, GAIN, IMPROVE, NARROW]))
def test_a_place_is_held_to_the_most_exact_aim_in_whatever_order_they_are_stated(order: list[Aim]) -> None:
    asked = catalogue(framework(mission(*(fact(aim) for aim in order))))
    assert place_targets(asked)["example"].aim is REACH
    without = catalogue(framework(mission(*(fact(aim) for aim in order if aim is not REACH))))
    assert place_targets(without)["example"].aim is GAIN


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_frameworks_that_ask_alike_the_first_in_order_is_followed_like_its_baseline(turned: bool) -> None:
    early = framework(
        mission(fact(REACH, 2028), fact(NARROW, 2029)), name="b", order=1, baseline_on=dt.date(2019, 1, 1)
    )
    late = framework(mission(fact(REACH, 2035), fact(NARROW, 2036)), name="a", order=2, baseline_on=dt.date(2024, 1, 1))
    asked = catalogue(*((late, early) if turned else (early, late)))
    assert baseline_on(asked) == dt.date(2019, 1, 1)
    assert place_targets(asked)["example"].year == 2028
    assert gap_years(asked) == {"example": 2029}


def test_the_baseline_is_that_of_the_first_framework_that_names_one() -> None:
    silent = framework(name="a", order=1)
    speaking = framework(name="b", order=2, baseline_on=dt.date(2019, 12, 31))
    assert baseline_on(catalogue(speaking, silent)) == dt.date(2019, 12, 31)


def test_without_frameworks_nothing_is_asked_and_there_is_no_baseline() -> None:
    nothing = catalogue()
    assert (place_targets(nothing), gap_years(nothing), baseline_on(nothing)) == ({}, {}, None)
