"""How like places are: distances by hand, the differences that make them, and places that cannot be measured."""

import pandas as pd
import pytest

from domain.place import Level, Place
from metrics.learning.likeness import Country, Surroundings
from metrics.resemblance import resemblance

NAMES = {"E06000001": "Ashby", "E06000002": "Barton", "E06000003": "Carlow", "E06000004": "Denby"}
ASHBY, BARTON, CARLOW, DENBY = NAMES
OLD, SPLIT = "E07000001", "E07000002"


def place(code: str, name: str, *, ended: bool = False, then: tuple[str, ...] = ()) -> Place:
    told = {"ended_on": "2020-04-01", "successor_codes": then} if ended else {}
    return Place.model_validate({"code": code, "name": name, "levels": (Level.DISTRICT,)} | told)


PLACES = {code: place(code, name) for code, name in NAMES.items()} | {
    OLD: place(OLD, "Old Carlow", ended=True, then=(CARLOW,)),
    SPLIT: place(SPLIT, "Split", ended=True, then=(BARTON, DENBY)),
}
# Pay has mean 0 and variance 1.5, jobs mean 0 and variance 0.5.
TABLE = pd.DataFrame({"pay": [0.0, 1.0, -2.0, 1.0], "jobs": [0.0, 0.0, 1.0, -1.0]}, index=list(NAMES))


@pytest.fixture
def around() -> Surroundings:
    return Surroundings(Country(TABLE, PLACES), PLACES[ASHBY])


def test_the_place_itself_is_at_no_distance_and_the_middle_one_at_one(around):
    # squared: Barton 1/1.5, Carlow 4/1.5 + 1/0.5, Denby 1/1.5 + 1/0.5, so Denby is the middle one of three
    assert around.nearest([ASHBY]) == (0.0, ASHBY)
    assert around.nearest([DENBY]) == (pytest.approx(1.0), DENBY)
    assert around.nearest([BARTON]) == (pytest.approx((1 / 4) ** 0.5), BARTON)
    assert around.nearest([CARLOW]) == (pytest.approx((7 / 4) ** 0.5), CARLOW)
    assert around.others == 3


def test_the_nearest_of_several_places_counts(around):
    assert around.nearest([CARLOW, DENBY])[1] == DENBY
    assert around.nearest([CARLOW, ASHBY]) == (0.0, ASHBY)
    assert around.nearest([]) is None
    assert around.nearest(["E06999999"]) is None


def test_a_place_that_was_merged_stands_where_its_land_is_and_one_that_was_split_nowhere(around):
    assert around.nearest([OLD])[1] == CARLOW
    assert around.nearest([SPLIT]) is None


def test_distances_are_those_of_the_page_of_places_alike(around):
    found = resemblance(TABLE, ASHBY, k=3)
    assert {one.code: pytest.approx(one.distance) for one in found.nearest} == {
        code: around.nearest([code])[0] for code in (BARTON, CARLOW, DENBY)
    }


def test_the_differences_that_matter_most_come_with_both_figures(around):
    first, second = around.differences(CARLOW, most=2)
    assert (first.metric_id, first.here, first.there, first.share) == ("pay", 0.0, -2.0, pytest.approx(4 / 7))
    assert (second.metric_id, second.share) == ("jobs", pytest.approx(3 / 7))
    assert [one.metric_id for one in around.differences(BARTON, most=2)] == ["pay"]
    assert around.differences(ASHBY, most=2) == ()


def test_a_place_without_figures_cannot_be_set_beside_others():
    around = Surroundings(Country(TABLE.drop(ASHBY), PLACES), PLACES[ASHBY])
    assert (around.others, around.nearest([BARTON])) == (0, None)
    assert around.nearest([ASHBY]) == (0.0, ASHBY)
