"""Exceptions are counted by side, place and measure, beside what chance alone would raise."""

import pandas as pd
import pytest

from domain.exceptional import Count
from domain.metric import Polarity
from domain.standout import Standout
from metrics.exceptional import (
    measures_of,
    moves_of,
    pairs_of,
    places_of,
    tally_of,
    with_side,
    worsening_of,
)
from tests.ui.measures import HOMES, INACTIVITY, LIFE

FLAGS = with_side(
    pd.DataFrame(
        [
            ("life", "E06000001", "upper_tier", "much_worse", True),
            ("life", "E06000002", "upper_tier", "worse", False),
            ("pay", "E06000001", "district", "worse", False),
            ("pay", "E06000003", "district", "much_better", True),
            ("homes", "E06000003", "district", "higher", False),
        ],
        columns=["metric_id", "place_code", "group_level", "level", "unusual"],
    )
)
TESTED = pd.DataFrame(
    [("life", "upper_tier", 150), ("pay", "district", 300), ("pay", "region", 9), ("homes", "district", 300),
     ("quiet", "district", 50)],
    columns=["metric_id", "group_level", "places"],
)  # fmt: skip


def test_each_side_is_counted_with_its_unusual_ones_and_neither_good_nor_bad_stands_apart():
    tally = tally_of(FLAGS, 1000)
    assert (tally.worse, tally.better, tally.either) == (Count(3, 1), Count(1, 1), Count(1, 0))
    assert tally.flagged == 5


def test_chance_alone_raises_two_in_a_thousand():
    # 99.8% limits leave 0.2% outside: 7,293 comparisons give 14.6
    assert tally_of(FLAGS, 7293).expected == pytest.approx(14.586)


def test_nothing_that_stands_out_is_counted_as_nothing():
    empty = FLAGS.iloc[:0]
    assert tally_of(empty, 0).flagged == 0
    assert places_of(empty) == []
    assert measures_of(empty, TESTED.iloc[:0]) == []


def test_the_place_with_most_on_the_worse_side_comes_first_and_names_its_surest_measures():
    groups = places_of(FLAGS)
    assert [(group.key, group.worse, group.better, group.either) for group in groups] == [
        ("E06000001", 2, 0, 0), ("E06000002", 1, 0, 0), ("E06000003", 0, 1, 1),
    ]  # fmt: skip
    assert groups[0].first == ("life", "pay")
    assert groups[0].unusual == 1


def test_every_measure_that_was_compared_is_listed_even_where_no_place_stands_out():
    groups = {group.key: group for group in measures_of(FLAGS, TESTED)}
    assert groups["quiet"].worse == 0
    assert groups["pay"].tested == 309
    assert groups["pay"].expected == pytest.approx(0.618)  # by hand: 309 x 0.002


def test_series_that_worsen_stand_beside_those_that_could_be_judged():
    trends = pd.DataFrame(
        [
            ("district", "worsening", "", 2), ("district", "no_clear_change", "", 900),
            ("district", "improving", "", 98),
            ("district", "worsening", "indicative", 7), ("district", "cannot_be_calculated", "no_data", 400),
        ],
        columns=["group_level", "trend", "reason", "series"],
    )  # fmt: skip
    found = worsening_of(FLAGS.iloc[:2], trends)
    assert found.pairs == (("life", "E06000001"), ("life", "E06000002"))
    assert (found.judged, found.hinted) == (1000, 7)
    assert found.expected == pytest.approx(1.0)  # by hand: 1,000 series, 0.1% on the worse side


def test_a_change_is_for_the_worse_by_the_side_that_is_good_and_drift_alone_is_left_out():
    metrics = {"life": LIFE, "idle": INACTIVITY, "homes": HOMES.model_copy(update={"polarity": Polarity.NEUTRAL})}
    rows = pd.DataFrame(
        [
            ("life", "A", "rose", False), ("life", "B", "fell", False), ("idle", "A", "rose", False),
            ("idle", "B", "fell", False), ("life", "C", "rose", True), ("homes", "A", "rose", False),
        ],
        columns=["metric_id", "place_code", "answer", "drift"],
    )  # fmt: skip
    moves = moves_of(rows, 8, metrics)
    assert moves.worse == (("life", "B"), ("idle", "A"))
    assert moves.better == (("life", "A"), ("idle", "B"))
    assert (moves.tested, moves.drift) == (8, 1)


def test_pairs_are_metric_and_place():
    assert pairs_of(FLAGS[FLAGS["side"] == Standout.NEITHER]) == (("homes", "E06000003"),)
