"""Lists of places alike for an outcome to be compared, which never helps to choose them."""

import numpy as np
import pandas as pd
import pytest

from domain.metric import Kind, Metric, Polarity, Role, SeriesRef
from domain.mission import Catalogue
from domain.place import Level, Place
from metrics.catalogue import CATALOGUE_FOLDER, FRAMEWORKS_FOLDER, read_catalogue
from metrics.own_neighbours import (
    INDICES,
    SAME_THING,
    STANDARD,
    OwnNeighbours,
    feature_metrics,
    is_part_of,
    wide,
    without_outcome,
)

SHIPPED = read_catalogue(CATALOGUE_FOLDER, FRAMEWORKS_FOLDER)


def metric(metric_id: str, topic: str, *, source: str = "", additive: bool = False) -> Metric:
    return Metric(
        metric_id=metric_id, topic=topic, title=metric_id.replace("_", " "), role=Role.CONTEXT, additive=additive,
        description="A measure that exists so that lists can be tested.", polarity=Polarity.NEUTRAL, kind=Kind.MEAN,
        unit="points", decimals=1, lowest_level=Level.DISTRICT, period_months=12,
        series=(SeriesRef(source=source or metric_id, series=metric_id),),
    )  # fmt: skip


PAY = metric("median_weekly_pay", "living_standards")
HOMES = metric("average_house_price", "housing")
BROADBAND = metric("gigabit_broadband", "digital_connectivity")
HAPPINESS = metric("happiness", "wellbeing")
RENTS = metric("rents", "housing")
CATALOGUE = Catalogue(metrics={one.metric_id: one for one in (PAY, HOMES, BROADBAND, HAPPINESS, RENTS)}, frameworks={})
# on a line by pay; by house prices C is next to A, and B far away
FIGURES = {
    "E47000001": (500.0, 100.0, 50.0), "E47000002": (510.0, 300.0, 50.0), "E47000003": (560.0, 105.0, 50.0),
    "E47000004": (700.0, 310.0, 50.0),
}  # fmt: skip


def country(codes=FIGURES, *, levels=(Level.COMBINED_AUTHORITY,)) -> dict[str, Place]:
    return {code: Place(code=code, name=code, levels=levels) for code in codes}


def newest(figures=FIGURES, metrics=(PAY, HOMES, BROADBAND)) -> pd.DataFrame:
    rows = [
        (one.metric_id, code, value)
        for code, values in figures.items()
        for one, value in zip(metrics, values, strict=True)
        if np.isfinite(value)
    ]
    return pd.DataFrame(rows, columns=["metric_id", "place_code", "value"])


def lists(outcome: Metric, figures=FIGURES, **levels) -> dict[str, list[str]]:
    return OwnNeighbours(newest(figures), catalogue=CATALOGUE, places=country(figures, **levels)).of(outcome)


def test_places_near_in_every_measure_come_first():
    # pay and prices both count; A is 10 and 200 from B, 60 and 5 from C
    assert lists(HAPPINESS)["E47000001"] == ["E47000003", "E47000002", "E47000004"]


def test_the_outcome_compared_does_not_choose():
    # prices are the outcome's own: only pay is left, and B is 10 away, C 60, D 200
    assert lists(HOMES)["E47000001"] == ["E47000002", "E47000003", "E47000004"]


def test_nor_does_anything_else_of_its_topic():
    assert lists(RENTS)["E47000001"] == ["E47000002", "E47000003", "E47000004"]


def test_changing_the_outcomes_own_figures_changes_no_list():
    other = {code: (pay, -price, wired) for code, (pay, price, wired) in FIGURES.items()}
    assert lists(HOMES, other) == lists(HOMES)
    assert lists(PAY, {code: (9.0, *rest) for code, (_, *rest) in FIGURES.items()}) == lists(PAY)


def test_only_combined_authorities_and_upper_tier_areas_have_lists_and_each_among_its_own():
    assert lists(HAPPINESS, levels=(Level.DISTRICT,)) == {}
    mixed = country(list(FIGURES)[:2]) | country(list(FIGURES)[2:], levels=(Level.UPPER_TIER,))
    found = OwnNeighbours(newest(), catalogue=CATALOGUE, places=mixed).of(HAPPINESS)
    assert found["E47000001"] == ["E47000002"]
    assert found["E47000003"] == ["E47000004"]


def test_a_place_that_has_ended_has_no_list_and_is_nobodys_neighbour():
    places = country()
    gone = places["E47000002"].model_copy(update={"ended_on": "2023-04-01"})
    found = OwnNeighbours(newest(), catalogue=CATALOGUE, places=places | {"E47000002": gone}).of(HAPPINESS)
    assert "E47000002" not in found
    assert "E47000002" not in found["E47000001"]


def test_a_combined_authority_has_five_and_an_upper_tier_area_twenty():
    many = {f"E060000{number:02}": (500.0 + number, 100.0, 50.0) for number in range(30)}
    assert {len(found) for found in lists(HAPPINESS, many).values()} == {5}
    assert {len(found) for found in lists(HAPPINESS, many, levels=(Level.UPPER_TIER,)).values()} == {20}


def test_a_place_with_too_few_figures_has_no_list():
    sparse = FIGURES | {"E47000001": (500.0, np.nan, np.nan)}
    found = lists(HAPPINESS, sparse)
    assert "E47000001" not in found
    assert all("E47000001" not in others for others in found.values())


def test_a_measure_with_figures_in_too_few_places_is_left_out():
    # two of four have broadband figures: fewer than seven in ten
    sparse = FIGURES | {code: (*FIGURES[code][:2], np.nan) for code in list(FIGURES)[:2]}
    table = wide(newest(sparse), (PAY, HOMES, BROADBAND), FIGURES)
    assert list(table.columns) == ["median_weekly_pay", "average_house_price"]


def test_no_figures_at_all_make_no_lists():
    assert OwnNeighbours(newest({}), catalogue=CATALOGUE, places=country()).of(PAY) == {}


def test_one_search_answers_every_outcome_as_each_would_alone():
    searcher = OwnNeighbours(newest(), catalogue=CATALOGUE, places=country())
    for outcome in (HOMES, HAPPINESS, PAY, RENTS):
        assert searcher.of(outcome) == lists(outcome)


@pytest.mark.parametrize(
    ("part", "outcome"),
    [
        ("attainment_8_free_school_meals", "attainment_8"),  # one quantity for some of the children
        ("gcse_english_and_maths_at_16", "gcse_english_and_maths_by_19"),  # two topics, three years apart
        ("key_stage_2_free_school_meals", "key_stage_2_expected_standard"),
        ("median_weekly_pay", "house_price_to_earnings"),  # one side of a ratio
        ("gva_per_hour", "gdp_per_head"),  # output by another denominator
        ("qualifications_level_3", "level_3_by_19"),
        ("employment_rate", "deprivation_score"),  # employment is a domain of the index
        ("healthy_life_expectancy_female", "healthy_life_expectancy_male"),
    ],
)
def test_parts_of_an_outcome_and_other_cuts_of_it_are_known_in_either_direction(part, outcome):
    one, other = SHIPPED.metrics[part], SHIPPED.metrics[outcome]
    assert is_part_of(one, other)
    assert is_part_of(other, one)


@pytest.mark.parametrize(
    ("metric_id", "outcome"),
    [("median_weekly_pay", "life_satisfaction"), ("short_term_let_length_of_stay", "short_term_care_that_worked")],
)
def test_measures_of_different_things_may_choose(metric_id, outcome):
    assert not is_part_of(SHIPPED.metrics[metric_id], SHIPPED.metrics[outcome])


def test_the_standard_measures_are_in_the_catalogue_published_and_no_totals():
    assert [metric.metric_id for metric in feature_metrics(SHIPPED)] == list(STANDARD)


def test_a_total_or_a_measure_nobody_publishes_never_becomes_a_standard_one():
    total = PAY.model_copy(update={"additive": True})
    unmeasured = HOMES.model_copy(update={"series": (), "not_measured": "nobody asks"})
    catalogue = Catalogue(metrics={one.metric_id: one for one in (total, unmeasured, BROADBAND)}, frameworks={})
    assert feature_metrics(catalogue) == (BROADBAND,)


def test_every_name_in_the_lists_of_what_measures_one_thing_is_in_the_catalogue():
    named = set().union(*SAME_THING, *INDICES.values(), INDICES)
    assert named <= set(SHIPPED.metrics)


def test_every_outcome_leaves_enough_measures_to_choose_by():
    standard = feature_metrics(SHIPPED)
    for outcome in SHIPPED.metrics.values():
        left = without_outcome(standard, outcome)
        assert len(left) >= len(standard) / 3, outcome.metric_id
        assert outcome not in left
