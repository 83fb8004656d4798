"""A sparkline: the shape of a series in the space of a word, as SVG with its message in words."""

from collections.abc import Callable, Sequence
from html import escape

from domain.metric import Metric
from ui.numbers import is_missing, number
from ui.pictures import NAMESPACE, image
from ui.theme import COLOURS

EDGE = 4.0  # pixels kept free, so that the last point is drawn whole

Values = Sequence[float | None]
Placing = Callable[[int, float], str]
"""Where a value at a position stands in the drawing, as "x y"."""


def sparkline(
    values: Values,
    lower: Values | None = None,
    upper: Values | None = None,
    *,
    label: str,
    width: int = 120,
    height: int = 32,
) -> str:
    """The series as SVG: a line with gaps where there is no figure, its interval in grey, a dot on the last.

    ``label`` is what a screen reader says instead: see :func:`sparkline_label`.
    """
    opening = f'<svg {NAMESPACE} role="img" aria-label="{escape(label)}" width="{width}" height="{height}">'
    present = [*_known(values), *_known(lower or ()), *_known(upper or ())]
    if not present:
        return f"{opening}</svg>"
    low, high = min(present), max(present)
    across = (width - 2 * EDGE) / max(len(values) - 1, 1)
    down = (height - 2 * EDGE) / (high - low) if high > low else 0.0
    middle = height / 2

    def point(position: int, value: float) -> str:
        y = height - EDGE - (value - low) * down if down else middle
        return f"{EDGE + position * across:.1f} {y:.1f}"

    pieces = []
    if lower and upper:
        pieces.append(_ribbon(lower, upper, point))
    pieces.append(_line(values, point))
    for position in range(len(values) - 1, -1, -1):
        last = values[position]
        if last is not None and not is_missing(last):
            pieces.append(_dot(point(position, last)))
            break
    return f"{opening}{''.join(pieces)}</svg>"


def sparkline_image(
    values: Values,
    lower: Values | None = None,
    upper: Values | None = None,
    *,
    label: str,
    width: int = 120,
    height: int = 32,
) -> str:
    """The sparkline for a table cell, as an image whose text alternative is the label."""
    svg = sparkline(values, lower, upper, label="", width=width, height=height)
    return image(svg, alt=label, name="sparkline", width=width, height=height)


def sparkline_label(values: Values, periods: Sequence[str], metric: Metric) -> str:
    """The message in words, to follow a name: "fell from 61.2 years in 2012 to 57.1 years in 2023".

    Give it only figures that may be compared: those since the last break in the series.
    """
    known = [
        (value, period)
        for value, period in zip(values, periods, strict=True)
        if value is not None and not is_missing(value)
    ]
    if not known:
        return "has no figures"
    (first, began), (last, ended) = known[0], known[-1]
    before, after = number(first, metric), number(last, metric)
    if len(known) == 1:
        return f"has one figure, {after} in {ended}"
    if before == after:
        return f"was {after} in {began} and again in {ended}"
    return f"{'rose' if last > first else 'fell'} from {before} in {began} to {after} in {ended}"


def _known(values: Values) -> list[float]:
    return [value for value in values if value is not None and not is_missing(value)]


def _dot(place: str) -> str:
    x, y = place.split()
    return f'<circle cx="{x}" cy="{y}" r="3" fill="{COLOURS["dark_blue"]}"/>'


def _line(values: Values, point: Placing) -> str:
    path, pen_down = [], False
    for position, value in enumerate(values):
        present = value is not None and not is_missing(value)
        if value is not None and present:
            path.append(f"{'L' if pen_down else 'M'}{point(position, value)}")
        pen_down = present
    return f'<path d="{"".join(path)}" fill="none" stroke="{COLOURS["dark_blue"]}" stroke-width="2"/>'


def _ribbon(lower: Values, upper: Values, point: Placing) -> str:
    shapes: list[str] = []
    run: list[tuple[int, float, float]] = []
    for position, (bottom, top) in enumerate(zip(lower, upper, strict=True)):
        if bottom is None or top is None or is_missing(bottom) or is_missing(top):
            shapes.append(_ribbon_piece(run, point))
            run = []
        else:
            run.append((position, bottom, top))
    shapes.append(_ribbon_piece(run, point))
    return f'<path d="{"".join(shapes)}" fill="{COLOURS["grey"]}" opacity="0.6"/>'


def _ribbon_piece(run: Sequence[tuple[int, float, float]], point: Placing) -> str:
    if len(run) < 2:
        return ""
    along = [point(position, top) for position, _, top in run]
    back = [point(position, bottom) for position, bottom, _ in reversed(run)]
    return f"M{'L'.join(along + back)}Z"
