"""Which places may be set in order, how far their figures tell them apart, and the ranks each may claim."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.metric import Kind, Metric, Polarity
from domain.observation import Mark
from domain.place import ENGLAND
from metrics.rankings import Peers, peers_of, rank_all
from tests.metrics.panels import COUNCILS, NORTH, a_metric, observed, panel_of
from tests.metrics.test_changes import a_mean

NUMBERED = {code: {2023: float(number)} for number, code in enumerate(COUNCILS)}  # 0 to 19


def ranks(observations: pd.DataFrame, metric: Metric | None = None) -> pd.DataFrame:
    panel = panel_of(metric or a_mean(), observations)
    return rank_all(panel, list(peers_of(panel))).set_axis(panel.codes)


def only_group(observations: pd.DataFrame, metric: Metric | None = None) -> Peers:
    (group,) = peers_of(panel_of(metric or a_mean(), observations))
    return group


@pytest.mark.parametrize(
    ("polarity", "best"),
    [
        (Polarity.HIGHER_IS_BETTER, COUNCILS[-1]),
        (Polarity.LOWER_IS_BETTER, COUNCILS[0]),
        (Polarity.NEUTRAL, COUNCILS[-1]),  # neither is good: the highest comes first
    ],
)
def test_nearly_exact_figures_rank_as_they_stand_from_the_best(polarity: Polarity, best: str) -> None:
    found = ranks(observed(NUMBERED, width=0.001), a_mean(polarity=polarity))
    in_order = list(COUNCILS) if best == COUNCILS[0] else list(reversed(COUNCILS))
    assert list(found["rank"].sort_values().index) == in_order
    assert (found["rank_low"] == found["rank"]).all()
    assert (found["rank_high"] == found["rank"]).all()
    assert set(found["rank_of"]) == {20}
    assert set(found["rank_reason"]) == {""}


def test_reliability_is_the_share_of_the_differences_that_is_not_error() -> None:
    # 0 to 19 have a variance of 35 (n (n + 1) / 12 with n = 20); errors of 3 explain 9 of it
    assert only_group(observed(NUMBERED, width=3 * 1.96)).reliability == pytest.approx(26 / 35)


def test_places_that_differ_by_less_than_their_error_are_not_ranked() -> None:
    # errors of 5 explain 25 of 35: reliability 0.29
    found = ranks(observed(NUMBERED, width=5 * 1.96))
    assert only_group(observed(NUMBERED, width=5 * 1.96)).mostly_noise
    assert set(found["rank"]) == {0}
    assert set(found["rank_reason"]) == {"mostly_noise"}
    assert set(ranks(observed(NUMBERED, width=4 * 1.96))["rank_reason"]) == {""}  # 16 of 35 leave more than half


def test_the_interval_of_a_rank_is_what_the_errors_of_all_the_figures_leave_open() -> None:
    # errors of 3: each true value lies about 26/35 of the way from the mean, give or take 3 sqrt(26/35)
    share = 26 / 35
    rng = np.random.default_rng(7)
    drawn = rng.normal(9.5 + share * (np.arange(20) - 9.5), 3 * np.sqrt(share), (40_000, 20))
    held = 20 - drawn.argsort(axis=1).argsort(axis=1)  # the highest is first
    expected = np.quantile(held, [0.025, 0.975], axis=0, method="inverted_cdf")
    found = ranks(observed(NUMBERED, width=3 * 1.96)).loc[list(COUNCILS)]
    assert np.abs(found["rank_low"] - expected[0]).max() <= 1
    assert np.abs(found["rank_high"] - expected[1]).max() <= 1
    assert found["rank_high"].iloc[10] - found["rank_low"].iloc[10] >= 8


def test_figures_without_an_interval_cannot_be_ranked() -> None:
    assert set(ranks(observed(NUMBERED))["rank_reason"]) == {"no_interval"}
    assert math.isnan(only_group(observed(NUMBERED)).reliability)
    assert not only_group(observed(NUMBERED)).mostly_noise


def test_a_place_without_an_interval_does_not_count_among_those_ranked() -> None:
    rows = observed(NUMBERED, width=0.5)
    rows.loc[0, ["lower", "upper"]] = np.nan
    found = ranks(rows)
    assert tuple(found.loc[COUNCILS[0], ["rank", "rank_of", "rank_reason"]]) == (0, 0, "no_interval")
    assert set(found.loc[list(COUNCILS[1:]), "rank_of"]) == {19}


def test_an_interval_the_wrong_way_round_is_none() -> None:
    rows = observed(NUMBERED, width=0.5)
    rows.loc[0, ["lower", "upper"]] = 1.0, -1.0
    assert ranks(rows).loc[COUNCILS[0], "rank_reason"] == "no_interval"
    rows[["lower", "upper"]] = rows[["upper", "lower"]].to_numpy()
    assert set(ranks(rows)["rank_reason"]) == {"no_interval"}


def test_fewer_than_five_places_have_no_order() -> None:
    few = dict(list(NUMBERED.items())[:4])
    assert set(ranks(observed(few, width=0.001))["rank_reason"]) == {"too_few_places"}
    assert set(ranks(observed({COUNCILS[0]: {2023: 1.0}}, width=0.1))["rank_reason"]) == {"too_few_places"}


def test_a_total_is_larger_where_more_people_live_and_has_no_rank() -> None:
    found = ranks(observed(NUMBERED, width=0.001), a_mean(additive=True))
    assert (set(found["rank"]), set(found["rank_reason"])) == ({0}, {"depends_on_size"})


def test_an_older_figure_has_no_rank_among_newer_ones_and_none_at_all_is_no_data() -> None:
    rows = observed(NUMBERED | {COUNCILS[0]: {2021: 0.0}, COUNCILS[1]: {2023: np.nan}}, width=0.001)
    found = ranks(rows)
    assert list(found.loc[list(COUNCILS[:3]), "rank_reason"]) == ["other_period", "no_data", ""]
    assert set(found.loc[list(COUNCILS[2:]), "rank_of"]) == {18}


def test_a_figure_published_for_a_larger_place_as_well_has_no_rank_and_says_why() -> None:
    rows = observed(NUMBERED, width=0.001)
    rows.loc[0, "mark"] = Mark.SHARED_MINOR.value
    found = ranks(rows)
    assert tuple(found.loc[COUNCILS[0], ["rank", "rank_reason"]]) == (0, "shared_value")
    assert set(found.loc[list(COUNCILS[1:]), "rank_of"]) == {19}


def test_an_unreliable_figure_keeps_its_place_in_the_order() -> None:
    rows = observed(NUMBERED, width=0.001)
    rows.loc[0, "mark"] = Mark.UNRELIABLE.value
    assert ranks(rows).loc[COUNCILS[0], "rank"] == 20


def test_places_that_are_all_alike_differ_by_nothing_but_error() -> None:
    alike = {code: {2023: 10.0} for code in COUNCILS}
    assert set(ranks(observed(alike, width=1.0))["rank_reason"]) == {"mostly_noise"}


@pytest.mark.parametrize(
    ("kind", "value", "reason"),
    [(Kind.PROPORTION, 0.0, "at_bound"), (Kind.PROPORTION, 100.0, "at_bound"), (Kind.RATE, 0.0, "negative_values")],
)
def test_a_figure_at_the_end_of_its_scale_cannot_be_drawn_from_and_says_so(kind, value, reason) -> None:
    rows = observed({code: {2023: 30.0 + number} for number, code in enumerate(COUNCILS)}, width=0.1)
    rows.loc[0, ["value", "lower", "upper"]] = value, max(0.0, value - 1), min(100.0, value + 1)
    found = ranks(rows, a_metric(kind=kind))
    assert tuple(found.loc[COUNCILS[0], ["rank", "rank_reason"]]) == (0, reason)
    assert set(found.loc[list(COUNCILS[1:]), "rank_of"]) == {19}


def test_places_of_each_level_are_ranked_among_their_own() -> None:
    rows = observed(NUMBERED | {NORTH: {2023: 5.0}, ENGLAND: {2023: 6.0}}, width=0.001)
    found = ranks(rows)
    assert set(found.loc[list(COUNCILS), "rank_of"]) == {20}
    assert list(found.loc[[NORTH, ENGLAND], "rank_reason"]) == ["too_few_places"] * 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.floats(1, 99), min_size=1, max_size=12), st.floats(0.01, 30), st.sampled_from(Polarity),
    st.sampled_from([Kind.PROPORTION, Kind.RATE, Kind.MEAN]),
)  # fmt: skip
def test_every_rank_lies_in_its_interval_and_every_place_without_one_says_why(values, width, polarity, kind) -> None:
    rows = observed({code: {2023: value} for code, value in zip(COUNCILS, values, strict=False)}, width=width)
    found = ranks(rows, a_metric(kind=kind, polarity=polarity))
    ranked = found[found["rank"] > 0]
    assert (ranked["rank_reason"] == "").all()
    assert (found.loc[found["rank"] == 0, "rank_reason"] != "").all()
    assert (ranked["rank_low"] >= 1).all()
    assert (ranked["rank_low"] <= ranked["rank"]).all()
    assert (ranked["rank"] <= ranked["rank_high"]).all()
    assert (ranked["rank_high"] <= ranked["rank_of"]).all()
