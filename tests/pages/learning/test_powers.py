"""What the founding set asks of a place's powers, held against real places: they differ by kind and by nation."""

import pytest

from data.library.founding import read_founding
from metrics.learning.conditions import Met, conditions

HARTLEPOOL, HAMPSHIRE, BELFAST, GLASGOW = "E06000001", "E10000014", "N09000003", "S12000049"
SCOTLAND, GREATER_MANCHESTER = "S92000003", "E47000001"


@pytest.mark.parametrize(
    ("practice", "met", "not_met"),
    [
        ("selective-licensing-mental-health", [HARTLEPOOL], [HAMPSHIRE, GLASGOW, BELFAST]),  # Housing Act 2004, part 3
        ("alcohol-licensing-admissions", [HARTLEPOOL, GLASGOW], [HAMPSHIRE, BELFAST]),
        ("low-traffic-neighbourhoods-london", [HARTLEPOOL, HAMPSHIRE, GLASGOW], [BELFAST, GREATER_MANCHESTER]),
        ("nottingham-parking-levy-travel", [HAMPSHIRE, GREATER_MANCHESTER], [BELFAST]),
        ("doorstep-recycling-trafford", [HARTLEPOOL, BELFAST], [HAMPSHIRE]),
        ("minimum-unit-price-scotland", [SCOTLAND], [GLASGOW]),
        ("mayoral-devolution-2017-growth", [GREATER_MANCHESTER], [HARTLEPOOL, SCOTLAND]),
    ],
)
def test_a_power_that_only_some_places_have_is_met_there_and_nowhere_else(shipped_stores, practice, met, not_met):
    def answers(code: str) -> set[Met]:
        return {each.met for each in conditions(read_founding()[practice], shipped_stores.figures.places[code], {})}

    assert all(Met.MET in answers(code) and Met.UNMET not in answers(code) for code in met)
    assert all(Met.UNMET in answers(code) for code in not_met)
