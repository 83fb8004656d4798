"""What everybody may rely on about the maps: nothing vanishes, neighbours still meet, small enough to send."""

import gzip
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.boundaries import write_boundaries
from data.geography import GeographyError, read_geography
from data.topology import FEWEST_POINTS, read_topology, thinned
from tests.data.geography_folder import FULL, copied, needs_full_geography
from tests.data.geography_shapes import tiny_topology, with_shapes

LEVELS = ("district", "upper_tier", "combined_authority", "region", "nation")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_shapes(copied(tmp_path_factory.mktemp("sources")))


@pytest.fixture(scope="module")
def written(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("build") / "boundaries"
    write_boundaries(folder, to)
    return to


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("full")
    write_boundaries(FULL, to)
    return to


def features(folder: Path, name: str) -> dict[str, dict[str, Any]]:
    document = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    assert document["type"] == "FeatureCollection"
    return {feature["id"]: feature for feature in document["features"]}


def polygons(feature: dict[str, Any]) -> list[list[list[list[float]]]]:
    geometry = feature["geometry"]
    assert geometry["type"] in ("Polygon", "MultiPolygon")
    found: list[list[list[list[float]]]] = geometry["coordinates"]
    return [found] if geometry["type"] == "Polygon" else found  # type: ignore[list-item]


def turns_clockwise(ring: list[list[float]]) -> bool:
    """By the sum over the edges of (x2 - x1)(y2 + y1), which is above zero for a clockwise ring."""
    return sum((b[0] - a[0]) * (b[1] + a[1] - 2 * ring[0][1]) for a, b in pairwise(ring)) > 0


def assert_drawable(feature: dict[str, Any]) -> None:
    assert polygons(feature), feature["id"]
    for polygon in polygons(feature):
        for position, ring in enumerate(polygon):
            assert len(ring) >= FEWEST_POINTS
            assert ring[0] == ring[-1]
            assert turns_clockwise(ring) == (position == 0), feature["id"]


def test_each_feature_carries_its_code_and_name(written: Path) -> None:
    found = features(written, "district")
    assert {code: feature["properties"]["name"] for code, feature in found.items()} == {
        "E06000053": "Isles of Scilly",
        "E08000001": "Bolton",
        "E08000003": "Manchester",
    }


def test_abolished_shapes_are_not_drawn(written: Path) -> None:
    assert "E07000026" not in features(written, "district")


def test_a_nation_is_not_drawn_among_the_regions(written: Path) -> None:
    assert set(features(written, "region")) == {"E12000002"}
    assert set(features(written, "nation")) == {"E92000001", "W92000004"}


@pytest.mark.parametrize("name", [*LEVELS, "hex_district", "hex_population"])
def test_outer_rings_run_clockwise_and_are_closed(name: str, written: Path) -> None:
    for feature in features(written, name).values():
        assert_drawable(feature)


def test_a_wobble_too_small_to_see_is_straightened_on_both_sides_of_a_border(written: Path) -> None:
    left, right = (polygons(features(written, "district")[code])[0][0] for code in ("E08000001", "E08000003"))
    assert sorted(map(tuple, left[:-1])) == [(-3.0, 54.0), (-3.0, 54.1), (-2.9, 54.0), (-2.9, 54.1)]
    assert {(-2.9, 54.0), (-2.9, 54.1)} <= set(map(tuple, right))
    assert len(right) == 5


def test_an_islet_goes_but_an_area_that_is_only_an_islet_stays(written: Path) -> None:
    found = features(written, "district")
    assert len(polygons(found["E08000001"])) == 1
    assert set(map(tuple, polygons(found["E06000053"])[0][0])) == {
        (-3.9, 53.1), (-3.898, 53.1), (-3.898, 53.102), (-3.9, 53.102)
    }  # fmt: skip


def test_hexagons_are_regular_and_stand_where_the_layout_puts_them(written: Path) -> None:
    centres = pd.read_parquet(written / "hexes.parquet").set_index("code")
    assert centres.loc["E08000001", "cy"] > centres.loc["E08000003", "cy"]
    for code, feature in features(written, "hex_district").items():
        corners = np.array(polygons(feature)[0][0][:-1])
        distances = np.hypot(*(corners - centres.loc[code, ["cx", "cy"]].to_numpy(dtype=float)).T)
        assert len(corners) == 6
        assert distances == pytest.approx(distances[0], abs=0.002)


def test_hexagon_neighbours_touch(written: Path) -> None:
    bolton, manchester = (
        {(round(x, 2), round(y, 2)) for x, y in polygons(features(written, "hex_district")[code])[0][0]}
        for code in ("E08000001", "E08000003")
    )
    assert len(bolton & manchester) == 2


@pytest.mark.parametrize("name", ["hex_district", "hex_population"])
def test_hexagons_lie_near_the_equator_where_no_projection_bends_them(name: str, written: Path) -> None:
    points = [point for found in features(written, name).values() for part in polygons(found) for point in part[0]]
    assert float(np.abs(points).max()) <= 10.0


def test_the_population_map_keeps_its_proportions(written: Path) -> None:
    ring = np.array(polygons(features(written, "hex_population")["E08000003"])[0][0])
    width, height = np.ptp(ring, axis=0)
    assert (width, height) == (20.0, 10.0)  # 1,000 by 500 on the plane it came from
    assert len(ring) == 5


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(50, 60)), min_size=2, max_size=40), st.floats(0.001, 1))
def test_thinning_keeps_both_ends_and_stays_within_its_tolerance(line: list[tuple[float, float]], limit: float) -> None:
    whole = np.array(line)
    thin = thinned([whole], tolerance=limit)[0]
    assert thin[0].tolist() == whole[0].tolist()
    assert thin[-1].tolist() == whole[-1].tolist()
    flat, kept = whole * (0.57, 1), thin * (0.57, 1)
    for point in flat:
        nearest = min(_distance(point, a, b) for a, b in pairwise(kept))
        assert nearest <= limit + 1e-9


def _distance(point: Any, start: Any, end: Any) -> float:
    """From a point to the endless line through two others, or to their common place."""
    along = end - start
    if not along.any():
        return float(np.hypot(*(point - start)))
    return float(abs(along[0] * (point - start)[1] - along[1] * (point - start)[0]) / np.hypot(*along))


def test_a_file_that_is_no_topology_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "topo.json"
    path.write_text('{"type": "FeatureCollection"}', encoding="utf-8")
    with pytest.raises(GeographyError, match=r"topo\.json.*TopoJSON"):
        read_topology(path)


def test_a_missing_or_cut_file_is_refused_by_name(folder: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "geography"
    spoilt.mkdir()
    with pytest.raises(GeographyError, match=r"topo\.json"):
        write_boundaries(spoilt, tmp_path / "to")
    (spoilt / "topo.json").write_bytes((folder / "topo.json").read_bytes())
    (spoilt / "hex_ltla_current.csv").write_bytes((folder / "hex_ltla_current.csv").read_bytes())
    (spoilt / "hoc_hex_ltla_2023.geojson.gz").write_bytes(b"\x1f\x8b cut")
    with pytest.raises(GeographyError, match=r"hoc_hex_ltla_2023\.geojson\.gz"):
        write_boundaries(spoilt, tmp_path / "to")


def test_a_topology_without_a_level_is_refused(tmp_path: Path) -> None:
    document = tiny_topology()
    del document["objects"]["rgn"]
    (tmp_path / "topo.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(GeographyError, match="rgn"):
        write_boundaries(tmp_path, tmp_path / "to")


def test_a_hexagon_without_a_position_is_refused_by_row(folder: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "geography"
    spoilt.mkdir()
    for name in ("topo.json", "hex_ltla_current.csv"):
        (spoilt / name).write_bytes((folder / name).read_bytes().replace(b",8.66,", b",east,"))
    with pytest.raises(GeographyError, match=r"hex_ltla_current\.csv.*row 4.*cx.*east"):
        write_boundaries(spoilt, tmp_path / "to")


@needs_full_geography
def test_every_current_place_of_every_level_is_on_its_map(full: Path) -> None:
    places = [place for place in read_geography(FULL).places if place.is_current]
    for level in LEVELS:
        found = features(full, level)
        assert set(found) == {place.code for place in places if level in place.levels}, level
        for feature in found.values():
            assert_drawable(feature)
    districts = {place.code for place in places if "district" in place.levels}
    assert set(features(full, "hex_district")) == districts == set(features(full, "hex_population"))


@needs_full_geography
def test_inland_borders_are_drawn_the_same_from_both_sides(full: Path) -> None:
    """Rutland touches no coast, so each of its edges must be an edge of one neighbour, walked the other way."""
    found = features(full, "district")
    edges: dict[str, set[tuple[Any, ...]]] = {
        code: {
            (*a, *b) for part in polygons(feature) for ring in part for a, b in pairwise(ring)
        }
        for code, feature in found.items()
    }  # fmt: skip
    others = set().union(*(edges[code] for code in found if code != "E06000017"))
    assert {(c, d, a, b) for a, b, c, d in edges["E06000017"]} <= others


@needs_full_geography
def test_the_smallest_places_can_be_seen_where_they_are(full: Path) -> None:
    # positions from any atlas: the City of London about 51.5 N 0.1 W, Scilly about 49.9 N 6.3 W
    for code, east, north in (("E09000001", -0.09, 51.515), ("E06000053", -6.3, 49.93)):
        points = np.array(polygons(features(full, "district")[code])[0][0])
        assert np.abs(points.mean(axis=0) - (east, north)).max() < 0.05


@needs_full_geography
@pytest.mark.parametrize(
    ("name", "largest_kilobytes"),
    [("district", 100), ("upper_tier", 80), ("combined_authority", 20), ("region", 20), ("nation", 25),
     ("hex_district", 20), ("hex_population", 60)],
)  # fmt: skip
def test_each_map_is_small_enough_to_send(name: str, largest_kilobytes: int, full: Path) -> None:
    assert len(gzip.compress((full / f"{name}.json").read_bytes())) <= largest_kilobytes * 1000
