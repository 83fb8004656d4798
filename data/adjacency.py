"""Which places border which: those whose drawn outlines share a stretch."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from data.store import damaged
from domain.place import Level

Edge = frozenset[tuple[float, float]]


def read_borders(boundaries: Path, level: Level) -> Mapping[str, frozenset[str]]:
    """The neighbours of every place of a level, by code. Outlines were thinned once for both sides, so they meet."""
    path = boundaries / f"{level}.json"
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        outlines = {str(one["id"]): _edges(one["geometry"]) for one in features}
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise damaged(path) from fault
    return _meeting(outlines)


def _edges(geometry: Mapping[str, Any]) -> set[Edge]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return {edge for polygon in polygons for ring in polygon for edge in _steps(ring)}


def _steps(ring: list[list[float]]) -> Iterator[Edge]:
    points = [(point[0], point[1]) for point in ring]
    yield from map(frozenset, pairwise(points))


def _meeting(outlines: Mapping[str, set[Edge]]) -> Mapping[str, frozenset[str]]:
    along: dict[Edge, list[str]] = defaultdict(list)
    for code, edges in outlines.items():
        for edge in edges:
            along[edge].append(code)
    beside: dict[str, set[str]] = {code: set() for code in outlines}
    for codes in along.values():
        for code in codes:
            beside[code].update(other for other in codes if other != code)
    return {code: frozenset(others) for code, others in beside.items()}
