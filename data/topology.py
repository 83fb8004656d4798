"""Shapes that share their borders: TopoJSON arcs, thinned once each so that neighbours still meet.

Thinning is the project's own few lines of NumPy because the borders must be thinned before they are
joined into polygons; a general geometry library thins polygons one by one and leaves gaps, and the packages that do
keep the topology bring tens of megabytes to the machine that builds.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from data.geography_table import GeographyError

Points = npt.NDArray[np.float64]
Ring = Points
Polygon = list[Ring]

DEGREE_OF_LONGITUDE = 0.57  # in degrees of latitude, at 55 degrees north, the middle of the country
SHARE_OF_EXTENT = 0.06  # a short border may lose no more than this share of its own size
SHARE_OF_LARGEST = 0.1  # an island this large beside its area's largest stays however small both are
DECIMALS = 3
FEWEST_POINTS = 4  # of a ring, its first point repeated at its end


@dataclass(frozen=True)
class Shape:
    """One area as it stands in the file: each polygon a list of rings, each ring a list of arcs."""

    code: str
    name: str
    polygons: list[list[list[int]]]


@dataclass(frozen=True)
class Topology:
    """Arcs in degrees of longitude and latitude, and the current shapes of each object."""

    arcs: list[Points]
    objects: dict[str, list[Shape]]
    file: str

    def shapes(self, name: str) -> list[Shape]:
        """The current shapes of an object; a file without it is refused."""
        if name not in self.objects:
            problem = f"holds {', '.join(self.objects)}, not the object asked for"
            raise GeographyError(self.file, problem, "Fetch a file that has every level.", value=name)
        return self.objects[name]


def read_topology(path: Path) -> Topology:
    """Read a TopoJSON file; shapes with an ``end`` have been abolished and are left out."""
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
        objects = {name: list(_current_shapes(found)) for name, found in document["objects"].items()}
        return Topology(_decoded(document), objects, path.name)
    except FileNotFoundError as fault:
        problem = f"the file is missing from {path.parent}"
        raise GeographyError(path.name, problem, "Fetch it again or restore it.") from fault
    except (ValueError, KeyError, TypeError) as fault:
        problem = f"cannot be read as TopoJSON ({type(fault).__name__}: {fault})"
        raise GeographyError(path.name, problem, "Fetch the file again.") from fault


def _decoded(document: dict[str, Any]) -> list[Points]:
    """Arcs are written as whole-number steps from point to point unless there is no transform."""
    arcs = [np.array(arc, dtype=np.float64) for arc in document["arcs"]]
    if "transform" not in document:
        return arcs
    scale, corner = (np.array(document["transform"][part]) for part in ("scale", "translate"))
    return [arc.cumsum(axis=0) * scale + corner for arc in arcs]


def _current_shapes(collection: dict[str, Any]) -> Iterator[Shape]:
    for geometry in collection["geometries"]:
        properties = geometry["properties"]
        if properties.get("end") is None:
            polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
            yield Shape(properties["areacd"], properties["areanm"], polygons)


def thinned(arcs: list[Points], *, tolerance: float) -> list[Points]:
    """Each arc with the points dropped that lie within ``tolerance`` degrees of latitude of what remains."""
    return [_thin(arc, tolerance) for arc in arcs]


def _thin(arc: Points, tolerance: float) -> Points:
    """Douglas and Peucker (1973), without recursion: keep the point furthest from the chord, then look either side."""
    flat = arc * (DEGREE_OF_LONGITUDE, 1.0)
    limit = min(tolerance, SHARE_OF_EXTENT * float(np.ptp(flat, axis=0).max()))
    kept = np.zeros(len(arc), dtype=bool)
    kept[[0, -1]] = True
    waiting = [(0, len(arc) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        offsets = _distances(flat[first + 1 : last], flat[first], flat[last])
        furthest = int(offsets.argmax())
        if offsets[furthest] > limit:
            middle = first + 1 + furthest
            kept[middle] = True
            waiting += [(first, middle), (middle, last)]
    return arc[kept]


def _distances(points: Points, start: Points, end: Points) -> Points:
    chord, out = end - start, points - start
    length = float(np.hypot(*chord))
    if length == 0:
        return np.hypot(out[:, 0], out[:, 1])
    offsets: Points = np.abs(chord[0] * out[:, 1] - chord[1] * out[:, 0]) / length
    return offsets


def polygons_of(shape: Shape, arcs: list[Points], whole_arcs: list[Points], *, smallest: float) -> list[Polygon]:
    """The polygons of a shape, rounded, outer rings clockwise as a map's reader sees them.

    Islands below ``smallest`` square degrees go, but never the largest; a ring thinned to nothing is drawn whole.
    """
    outlines = [[_ring(ring, arcs, whole_arcs) for ring in polygon] for polygon in shape.polygons]
    sizes = [abs(_signed_area(polygon[0])) for polygon in outlines]
    threshold = min(smallest, SHARE_OF_LARGEST * max(sizes))
    return [
        [turned(ring, clockwise=position == 0) for position, ring in enumerate(polygon) if not _is_degenerate(ring)]
        for polygon, size in zip(outlines, sizes, strict=True)
        if size >= threshold and not _is_degenerate(polygon[0])
    ]


def _ring(numbers: list[int], arcs: list[Points], whole_arcs: list[Points]) -> Ring:
    ring = _joined(numbers, arcs)
    return _joined(numbers, whole_arcs) if _is_degenerate(ring) else ring


def _joined(numbers: list[int], arcs: list[Points]) -> Ring:
    """Arcs end to end; a number below zero is the arc -1 - number walked backwards."""
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    ring = np.round(np.concatenate([parts[0], *(part[1:] for part in parts[1:])]), DECIMALS)
    moved = np.ones(len(ring), dtype=bool)
    moved[1:] = (ring[1:] != ring[:-1]).any(axis=1)
    return ring[moved]


def _is_degenerate(ring: Ring) -> bool:
    return len(ring) < FEWEST_POINTS or _signed_area(ring) == 0


def _signed_area(ring: Ring) -> float:
    """In square degrees of latitude, above zero where the ring runs anticlockwise."""
    x, y = (ring - ring[0]).T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2 * DEGREE_OF_LONGITUDE)


def turned(ring: Ring, *, clockwise: bool) -> Ring:
    """The ring running the asked way round. A map library fills the world outside a ring that runs the wrong way."""
    return ring if (_signed_area(ring) < 0) == clockwise else ring[::-1]
