"""Which places border which, by their drawn outlines."""

import json

import pytest

from data.adjacency import read_borders
from data.versions import BuildUnreadable
from domain.place import Level


def square(code, west, south):
    ring = [[west, south], [west, south + 1], [west + 1, south + 1], [west + 1, south], [west, south]]
    return {"type": "Feature", "id": code, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def test_places_that_share_a_side_are_neighbours_and_those_that_meet_in_a_corner_are_not(tmp_path):
    island = square("E4", 9, 9)
    island["geometry"] = {"type": "MultiPolygon", "coordinates": [island["geometry"]["coordinates"]]}
    shapes = [square("E1", 0, 0), square("E2", 1, 0), square("E3", 1, 1), island]
    (tmp_path / "district.json").write_text(json.dumps({"type": "FeatureCollection", "features": shapes}))
    assert read_borders(tmp_path, Level.DISTRICT) == {"E1": {"E2"}, "E2": {"E1", "E3"}, "E3": {"E2"}, "E4": frozenset()}


def test_hartlepool_borders_stockton_and_county_durham_and_nothing_else(shipped_stores):
    beside = shipped_stores.figures.bordering(Level.DISTRICT)["E06000001"]
    assert {shipped_stores.figures.places[code].name for code in beside} == {"Stockton-on-Tees", "County Durham"}


def test_outlines_that_cannot_be_read_say_so(tmp_path):
    (tmp_path / "district.json").write_text("{}")
    with pytest.raises(BuildUnreadable):
        read_borders(tmp_path, Level.DISTRICT)
