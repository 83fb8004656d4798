"""Hand-made shapes for the small geography folder: a few squares, an islet, two hexagons that are none."""

import gzip
import json
import math
from pathlib import Path
from typing import Any

# Two squares a tenth of a degree wide, side by side, in steps of a thousandth of a degree from (-3, 54). Their common
# border (arc 0) wobbles by a thousandth; arc 3 is an islet of the left one; arc 4 is all that Scilly has.
ARCS = [
    [[100, 0], [1, 25], [-2, 25], [2, 25], [-1, 25]],
    [[100, 100], [-100, 0], [0, -100], [100, 0]],
    [[100, 0], [100, 0], [0, 100], [-100, 0]],
    [[-50, 50], [2, 0], [0, 2], [-2, 0], [0, -2]],
    [[-900, -900], [2, 0], [0, 2], [-2, 0], [0, -2]],
]
LEFT, RIGHT, ISLET, SCILLY = [0, 1], [2, -1], [3], [4]


def shape(code: str, name: str, *polygons: list[int], **properties: int) -> dict[str, Any]:
    return {
        "type": "MultiPolygon",
        "properties": {"areacd": code, "areanm": name, **properties},
        "arcs": [[polygon] for polygon in polygons],
    }


def tiny_topology() -> dict[str, Any]:
    councils = [
        shape("E08000001", "Bolton", LEFT, ISLET),
        shape("E08000003", "Manchester", RIGHT, start=2015),
        shape("E06000053", "Isles of Scilly", SCILLY),
        shape("E07000026", "Allerdale", LEFT, end=2022),
    ]
    wales = shape("W92000004", "Wales", RIGHT)
    objects = {
        "ltla": councils,
        "utla": councils,
        "cauth": [shape("E47000001", "Greater Manchester", LEFT)],
        "rgn": [shape("E12000002", "North West", LEFT), wales],
        "ctry": [shape("E92000001", "England", LEFT), wales],
    }
    return {
        "type": "Topology",
        "transform": {"scale": [0.001, 0.001], "translate": [-3.0, 54.0]},
        "arcs": ARCS,
        "objects": {name: {"type": "GeometryCollection", "geometries": found} for name, found in objects.items()},
    }


def population_hexes() -> dict[str, Any]:
    """Two anticlockwise outlines on a plane 1,000 wide, with a corner given twice and a label that is no number."""
    first = [[0.0, 0.0], [1000.0, 0.0], [1000.0, 0.0], [1000.0, 500.0], [0.0, 500.0], [0.0, 0.0]]
    second = [[400.0, 600.0], [600.0, 600.0], [600.0, 700.0], [400.0, 700.0], [400.0, 600.0]]
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"areacd": code, "areanm": code, "label": math.nan},
                "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]},
            }
            for code, ring in (("E08000003", first), ("E08000001", second))
        ],
    }


def with_shapes(folder: Path) -> Path:
    """The folder with the shapes written into it."""
    (folder / "topo.json").write_text(json.dumps(tiny_topology()), encoding="utf-8")
    hexes = gzip.compress(json.dumps(population_hexes()).encode())
    (folder / "hoc_hex_ltla_2023.geojson.gz").write_bytes(hexes)
    return folder
