"""Boundaries and hexagons for the maps: one GeoJSON file a level, small enough to send to a browser."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from data.hexes import hexagons, read_hexes, read_population_hexes
from data.topology import Polygon, polygons_of, read_topology, thinned
from domain.place import Level

TOPOLOGY, HEXES, POPULATION_HEXES = "topo.json", "hex_ltla_current.csv", "hoc_hex_ltla_2023.geojson.gz"
FINE, COARSE = 0.008, 0.02  # degrees of latitude: about 900 and 2,200 metres
LEVELS = {
    Level.DISTRICT: ("ltla", FINE), Level.UPPER_TIER: ("utla", FINE), Level.COMBINED_AUTHORITY: ("cauth", FINE),
    Level.REGION: ("rgn", COARSE), Level.NATION: ("ctry", COARSE),
}  # fmt: skip


def write_boundaries(folder: Path, to: Path) -> tuple[Path, ...]:
    """Write a file for each level, ``hex_district.json``, ``hex_population.json`` and ``hexes.parquet`` into ``to``."""
    to.mkdir(parents=True, exist_ok=True)
    return (*_write_levels(folder, to), *_write_hexes(folder, to))


def _write_levels(folder: Path, to: Path) -> Iterator[Path]:
    topology = read_topology(folder / TOPOLOGY)
    thin = {tolerance: thinned(topology.arcs, tolerance=tolerance) for tolerance in (FINE, COARSE)}
    nations = {shape.code for shape in topology.shapes("ctry")}
    for level, (name, tolerance) in LEVELS.items():
        shapes = [shape for shape in topology.shapes(name) if level is Level.NATION or shape.code not in nations]
        drawn = {
            shape.code: polygons_of(shape, thin[tolerance], topology.arcs, smallest=tolerance**2) for shape in shapes
        }
        yield _write(to / f"{level}.json", {shape.code: shape.name for shape in shapes}, drawn)


def _write_hexes(folder: Path, to: Path) -> Iterator[Path]:
    hexes = read_hexes(folder, HEXES)
    yield _write(to / "hex_district.json", dict(zip(hexes["code"], hexes["name"], strict=True)), hexagons(hexes))
    yield _write(to / "hex_population.json", *read_population_hexes(folder, POPULATION_HEXES))
    hexes[["code", "cx", "cy"]].to_parquet(to / "hexes.parquet", index=False)
    yield to / "hexes.parquet"


def _write(path: Path, names: Mapping[str, str], shapes: Mapping[str, list[Polygon]]) -> Path:
    features = [
        {"type": "Feature", "id": code, "properties": {"name": names[code]}, "geometry": _geometry(shapes[code])}
        for code in sorted(shapes)
    ]
    document = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return path


def _geometry(polygons: list[Polygon]) -> dict[str, object]:
    coordinates = [[ring.tolist() for ring in polygon] for polygon in polygons]
    if len(coordinates) == 1:
        return {"type": "Polygon", "coordinates": coordinates[0]}
    return {"type": "MultiPolygon", "coordinates": coordinates}
