"""How many places rose, fell or cannot be told, and what their chances come to, counted by hand."""

import numpy as np
import pandas as pd
import pytest

from domain.metric import Kind, Polarity
from domain.mission import Aim
from metrics.changes import baseline_column, change_all
from metrics.national import national_count
from metrics.targets import Target
from tests.metrics.panels import COUNCILS, a_metric, country, observed, panel_of
from tests.metrics.test_changes import BASELINE, a_mean

TARGET = Target("example", Aim.IMPROVE, None, 2027, True, "plan", "m", "Better everywhere.")
SOME = observed({code: {2019: 1.0, 2023: 2.0} for code in COUNCILS[:5]})


def changes(**columns: list[object]) -> pd.DataFrame:
    """Five councils of 10, 20, 30, 40 and 50 people; one that cannot be asked, and a region that does not count."""
    every = {
        "group_level": ["district"] * 5 + ["region"],
        "baseline_start": pd.Timestamp("2019-01-01"), "baseline_months": 12, "newest_months": 12,
        "newest_start": pd.to_datetime([f"{year}-01-01" for year in (2023, 2022, 2023, 2023, 2023, 2024)]),
        "change": [3.0, -2.0, 0.5, 0.0, np.nan, 9.0], "p": [0.001, 0.01, 0.6, np.nan, np.nan, 0.0001],
        "answer": ["rose", "fell", "cannot_tell", "cannot_tell", "cannot_tell", "rose"],
        "indicative": [False, True, False, False, False, True], "people": [10, 20, 30, 40, 50, 1000],
    }  # fmt: skip
    return pd.DataFrame(every | columns)


def standings(chance: list[float], reason: list[str]) -> pd.DataFrame:
    level = ["district"] * (len(chance) - 1) + ["region"]
    answers = ["cannot_tell" if why else "likely" for why in reason]
    return pd.DataFrame({
        "group_level": level, "chance": chance, "trajectory": answers, "trajectory_reason": reason,
    })  # fmt: skip


NO_CHANCES = standings([np.nan] * 4, ["no_baseline", "too_few_points", "too_few_points", "constant"])


def counted(found: pd.DataFrame, chances: pd.DataFrame = NO_CHANCES, target: Target | None = None, **metric: object):
    panel = panel_of(a_metric(**metric), SOME)
    return national_count(panel, chances, found, reliability=0.6, target=target)


def test_places_that_rose_fell_and_cannot_be_told_are_counted_at_the_lowest_level_alone() -> None:
    row = counted(changes())
    assert (row["rose"], row["fell"], row["cannot_tell"]) == (1, 1, 2)
    assert row["places"] == 4  # the fifth has no change to be asked of
    assert (row["higher"], row["lower"], row["indicative"]) == (2, 1, 1)


def test_people_are_counted_where_their_place_is() -> None:
    row = counted(changes())
    assert (row["people_rose"], row["people_fell"], row["people_cannot_tell"]) == (10, 20, 30 + 40)


def test_chance_alone_would_send_one_in_forty_of_the_places_tested_each_way() -> None:
    assert counted(changes())["expected"] == pytest.approx(3 / 40)


def test_the_span_is_that_of_the_newest_period_any_counted_place_has() -> None:
    row = counted(changes())
    assert (row["baseline_start"], row["newest_start"]) == (pd.Timestamp("2019-01-01"), pd.Timestamp("2023-01-01"))


def test_where_no_place_has_a_change_nothing_is_counted_and_the_span_still_stands() -> None:
    row = counted(changes(change=[np.nan] * 6))
    assert [row[name] for name in ("places", "rose", "fell", "cannot_tell", "people_rose", "expected")] == [0] * 6
    assert row["newest_start"] == pd.Timestamp("2024-01-01")


def test_the_chances_of_the_places_add_up_and_the_least_bounds_that_of_all_together() -> None:
    chances = standings([0.9, 0.5, np.nan, 0.99], ["", "", "too_few_points", ""])
    row = counted(changes(), chances, TARGET)
    assert (row["target_year"], row["judged"], row["target_reason"]) == (2027, 2, "")
    assert row["better_by_target"] == pytest.approx(0.9 + 0.5)
    assert row["all_at_most"] == 0.5


def test_chances_that_earn_no_word_in_half_of_the_places_carry_the_reason() -> None:
    chances = standings([0.9, 0.5, 0.7, 0.99], ["too_far_ahead", "", "too_far_ahead", ""])
    assert counted(changes(), chances, TARGET)["target_reason"] == "too_far_ahead"


def test_where_no_place_has_a_chance_the_commonest_reason_is_given() -> None:
    row = counted(changes(), NO_CHANCES, TARGET)
    assert (row["target_reason"], row["judged"], row["target_year"]) == ("too_few_points", 0, 2027)
    assert np.isnan(row["all_at_most"])


@pytest.mark.parametrize(
    ("target", "metric"),
    [
        (None, {}),
        (Target("example", Aim.REACH, 90.0, 2027, False, "plan", "m", "Nine in ten."), {}),
        (TARGET, {"polarity": Polarity.NEUTRAL}),
    ],
)
def test_only_better_than_at_the_baseline_in_every_area_is_added_up(target: Target | None, metric: dict) -> None:
    row = counted(changes(), standings([0.9, 0.99], ["", ""]), target, **metric)
    assert (row["target_reason"], row["target_year"]) == ("target_not_set", 0)
    assert np.isnan(row["better_by_target"])


def test_figures_count_as_they_move() -> None:
    # errors of 1: a change of 5 is 3.5 standard errors of 1.414, one of 1 is 0.7
    moves = dict(zip(COUNCILS, (5.0, 5.0, 1.0, -5.0), strict=False))
    panel = panel_of(
        a_mean(), observed({code: {2019: 50.0, 2023: 50.0 + by} for code, by in moves.items()}, width=1.96)
    )
    found = change_all(panel, baseline_column(panel, BASELINE))
    row = national_count(panel, NO_CHANCES, found, reliability=np.nan, target=None)
    assert (row["rose"], row["fell"], row["cannot_tell"]) == (2, 1, 1)
    assert row["people_rose"] == sum(country()[code].population or 0 for code in COUNCILS[:2])


def test_figures_missing_everywhere_are_counted_as_nothing() -> None:
    panel = panel_of(a_metric(kind=Kind.MEAN), observed({code: {2019: np.nan, 2023: np.nan} for code in COUNCILS[:3]}))
    found = change_all(panel, baseline_column(panel, BASELINE))
    row = national_count(panel, NO_CHANCES, found, reliability=np.nan, target=TARGET)
    assert (row["places"], row["expected"]) == (0, 0)
