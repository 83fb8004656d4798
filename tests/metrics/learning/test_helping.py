"""What could help: which entries bear on a metric, every result among them, in one order at a time."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.chain import Fate
from domain.evidence import Design, Result
from domain.place import Level, Place
from domain.practice import CostBand
from metrics.learning.helping import Bearing, Order, candidates, entries_about, fates_of, missions_of, results_of
from metrics.learning.likeness import Country, Surroundings
from tests.metrics.learning.made import TODAY, entry, reported, taken_up
from tests.ui import fakes

CATALOGUE = fakes.catalogue()
WOMEN = CATALOGUE.metrics["healthy_life_women"]
HERE, NEAR, FAR = "E06000001", "E06000002", "E06000003"
PLACES = {code: Place(code=code, name=code, levels=(Level.DISTRICT,)) for code in (HERE, NEAR, FAR)}
TABLE = pd.DataFrame({"pay": [0.0, 1.0, 3.0]}, index=[HERE, NEAR, FAR])
AROUND = Surroundings(Country(TABLE, PLACES), PLACES[HERE])
ABOUT = {"metric_ids": ("healthy_life_women",), "mission_ids": ("health",)}
ENTRIES = {
    one.practice_id: one
    for one in (
        entry(practice_id="far", title="A", place_codes=(FAR,), cost_band=CostBand.UNDER_10K, **ABOUT),
        entry(practice_id="nowhere", title="B", result=Result.HARM, design=Design.DIFFERENCE_IN_DIFFERENCES, **ABOUT),
        entry(practice_id="near", title="C", place_codes=(FAR, NEAR), result=Result.NO_EFFECT, design=None, **ABOUT),
        entry(practice_id="here", title="D", place_codes=(HERE,), cost_band=CostBand.UNDER_1M, mission_ids=("health",)),
        entry(practice_id="other", title="E", place_codes=(HERE,), mission_ids=("skills",)),
    )
}  # fmt: skip


def ids(order: Order) -> list[str]:
    found = candidates(ENTRIES, WOMEN, missions_of(WOMEN, CATALOGUE), AROUND, order=order)
    return [each.row.practice_id for each in found]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.CLOSEST, ["near", "far", "nowhere", "here"]),  # without a place: last of its group
        (Order.STRONGEST, ["far", "nowhere", "near", "here"]),  # level 2 twice, not graded; by title between equals
        (Order.CHEAPEST, ["far", "nowhere", "near", "here"]),  # the cost that is known first
    ],
)
def test_entries_about_the_metric_come_before_those_of_its_mission_each_group_in_one_order(order, expected):
    assert ids(order) == expected


def test_it_says_what_bears_on_the_metric_itself_and_the_nearest_place_where_it_was_tried():
    found = candidates(ENTRIES, WOMEN, {"health"}, AROUND, order=Order.CLOSEST)
    assert [each.bearing for each in found] == [Bearing.METRIC] * 3 + [Bearing.MISSION]
    assert found[0].nearest_code == NEAR
    assert found[2].nearest_code is None


def test_harm_and_no_effect_are_listed_like_what_worked():
    found = candidates(ENTRIES, WOMEN, {"health"}, AROUND, order=Order.CLOSEST)
    assert results_of(found) == {Result.WORKED: 2, Result.HARM: 1, Result.NO_EFFECT: 1}


@given(st.lists(st.sampled_from(list(Result)), max_size=30), st.sampled_from(list(Order)))
def test_no_order_leaves_an_entry_out(results, order):
    entries = {
        f"p{number}": entry(practice_id=f"p{number}", title=f"T{number}", result=result, **ABOUT)
        for number, result in enumerate(results)
    }
    found = candidates(entries, WOMEN, {"health"}, AROUND, order=order)
    assert sorted(each.row.practice_id for each in found) == sorted(entries)


def test_entries_are_counted_by_the_metrics_they_are_about():
    assert entries_about(ENTRIES, WOMEN) == 3
    assert entries_about(ENTRIES, CATALOGUE.metrics["healthy_life_men"]) == 0


def test_how_earlier_adopters_fared_is_counted_and_an_overdue_report_is_unknown():
    adoptions = [
        reported("a"), reported("b"), reported("c", result=Result.HARM), taken_up("d"),
        taken_up("e", report_due_on=TODAY + dt.timedelta(days=30)), taken_up("f", practice_id="another"),
    ]  # fmt: skip
    found = fates_of(adoptions, {"market", "none"}, TODAY)
    assert found["market"] == {Fate.WORKED: 2, Fate.HARM: 1, Fate.RESULT_UNKNOWN: 1, Fate.ON_ITS_WAY: 1}
    assert found["none"] == {}
    assert "another" not in found
