"""Hexagon maps: every council one hexagon, or as many small ones as it has people, on a plane a map can draw."""

import gzip
import json
from pathlib import Path

import numpy as np
import pandas as pd

from data.geography_table import GeographyError, read_table, refuse_where
from data.topology import Points, Polygon, turned

HALF_WIDTH = 10.0  # degrees either side of the equator, where a map projection hardly bends anything
DECIMALS = 3
# The six corners of an upright hexagon of radius 1, clockwise from the top and back to it.
CORNERS = np.array([(np.sin(turn), np.cos(turn)) for turn in np.arange(7) * np.pi / 3])


def read_hexes(folder: Path, name: str) -> pd.DataFrame:
    """``code``, ``name`` and the centre ``cx``, ``cy`` of each council's hexagon, whose radius is in ``radius``."""
    table = read_table(folder, name, columns=("areacd", "areanm", "cx", "cy"))
    for column in ("cx", "cy"):
        refuse_where(
            pd.to_numeric(table[column], errors="coerce").isna(), table, file=name, column=column,
            problem="not a number", remedy="Write the position of the hexagon's centre.",
        )  # fmt: skip
    refuse_where(
        table["areacd"].duplicated(), table, file=name, column="areacd",
        problem="the code stands on an earlier row too", remedy="Keep one hexagon for each place.",
    )  # fmt: skip
    centres = table[["cx", "cy"]].astype(float).to_numpy()
    scale, middle = _fit(centres.min(axis=0) - 1, centres.max(axis=0) + 1)
    placed = ((centres - middle) * scale).round(DECIMALS + 2)
    return pd.DataFrame(
        {"code": table["areacd"], "name": table["areanm"], "cx": placed[:, 0], "cy": placed[:, 1], "radius": scale}
    ).sort_values("code", ignore_index=True)


def hexagons(hexes: pd.DataFrame) -> dict[str, list[Polygon]]:
    """One hexagon for each council, by code."""
    return {
        code: [[np.round(CORNERS * radius + (x, y), DECIMALS)]]
        for code, x, y, radius in zip(hexes["code"], hexes["cx"], hexes["cy"], hexes["radius"], strict=True)
    }


def read_population_hexes(folder: Path, name: str) -> tuple[dict[str, str], dict[str, list[Polygon]]]:
    """Names and shapes by code of the cartogram whose areas follow population."""
    features = _features(folder / name)
    corners = np.array([point for _, _, polygons in features for polygon in polygons for point in polygon[0]])
    scale, middle = _fit(corners.min(axis=0), corners.max(axis=0))
    shapes = {code: [_placed(polygon, scale, middle) for polygon in polygons] for code, _, polygons in features}
    return {code: label for code, label, _ in features}, shapes


def _features(path: Path) -> list[tuple[str, str, list[list[Points]]]]:
    try:
        document = json.loads(gzip.decompress(path.read_bytes()))
        return sorted(
            (feature["properties"]["areacd"], feature["properties"]["areanm"], _polygons(feature["geometry"]))
            for feature in document["features"]
        )
    except FileNotFoundError as fault:
        remedy = "Fetch the geography source again or restore it."
        raise GeographyError(path.name, f"the file is missing from {path.parent}", remedy) from fault
    except (OSError, EOFError, ValueError, KeyError, TypeError) as fault:
        problem = f"cannot be read as GeoJSON ({type(fault).__name__}: {fault})"
        raise GeographyError(path.name, problem, "Fetch the file again.") from fault


def _polygons(geometry: dict[str, object]) -> list[list[Points]]:
    coordinates = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[np.array(ring, dtype=np.float64) for ring in polygon] for polygon in coordinates]  # type: ignore[attr-defined]


def _fit(lowest: Points, highest: Points) -> tuple[float, Points]:
    """The scale and the middle that bring a plane into the square around the equator, its shapes unchanged."""
    return 2 * HALF_WIDTH / float((highest - lowest).max()), (lowest + highest) / 2


def _placed(polygon: list[Points], scale: float, middle: Points) -> Polygon:
    rings = [np.round((ring - middle) * scale, DECIMALS) for ring in polygon]
    return [turned(_without_repeats(ring), clockwise=position == 0) for position, ring in enumerate(rings)]


def _without_repeats(ring: Points) -> Points:
    """Each point once in a row. Points a hundredth of a hexagon apart are one corner, rounded twice."""
    moved = np.ones(len(ring), dtype=bool)
    moved[1:] = (np.abs(ring[1:] - ring[:-1]) > 0.005).any(axis=1)
    moved[-1] = True
    return ring[moved]
