"""A sparkline: the shape of a series in the space of a word, as inline SVG with its message in words."""

from collections.abc import Sequence
from html import escape

from domain.metric import Metric
from ui.numbers import is_missing, number
from ui.theme import COLOURS

EDGE = 4.0  # pixels kept free, so that the last point is drawn whole

Values = Sequence[float | None]


def sparkline(
    values: Values,
    lower: Values | None = None,
    upper: Values | None = None,
    *,
    label: str,
    width: int = 120,
    height: int = 32,
) -> str:
    """The series as inline SVG: a line with gaps where there is no figure, its interval in grey, a dot on the last.

    ``label`` is what a screen reader says instead: see :func:`sparkline_label`.
    """
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    opening = f'<svg class="sparkline" role="img" aria-label="{escape(label)}" {size}>'
    present = [value for series in (values, lower or (), upper or ()) for value in series if not is_missing(value)]
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
    last = max((i for i, value in enumerate(values) if not is_missing(value)), default=None)
    if last is not None:
        x, y = point(last, values[last]).split()
        pieces.append(f'<circle cx="{x}" cy="{y}" r="3" fill="{COLOURS["dark_blue"]}"/>')
    return f"{opening}{''.join(pieces)}</svg>"


def sparkline_label(values: Values, periods: Sequence[str], metric: Metric) -> str:
    """The message in words: "fell from 61.2 years in 2011 to 2013 to 57.1 years in 2022 to 2024"."""
    known = [
        (value, period) for value, period in zip(values, periods, strict=True) if not is_missing(value)
    ]
    if not known:
        return "no figures"
    (first, began), (last, ended) = known[0], known[-1]
    before, after = number(first, metric), number(last, metric)
    if len(known) == 1:
        return f"one figure: {after} in {ended}"
    if before == after:
        return f"the same in {ended} as in {began}: {after}"
    return f"{'rose' if last > first else 'fell'} from {before} in {began} to {after} in {ended}"


def _line(values: Values, point) -> str:
    path, pen_down = [], False
    for position, value in enumerate(values):
        missing = is_missing(value)
        if not missing:
            path.append(f"{'L' if pen_down else 'M'}{point(position, value)}")
        pen_down = not missing
    return f'<path d="{"".join(path)}" fill="none" stroke="{COLOURS["dark_blue"]}" stroke-width="2"/>'


def _ribbon(lower: Values, upper: Values, point) -> str:
    shapes, run = [], []
    for position, (bottom, top) in enumerate(zip(lower, upper, strict=True)):
        if is_missing(bottom) or is_missing(top):
            shapes.append(_ribbon_piece(run, point))
            run = []
        else:
            run.append((position, bottom, top))
    shapes.append(_ribbon_piece(run, point))
    return f'<path d="{"".join(shapes)}" fill="{COLOURS["grey"]}" opacity="0.6"/>'


def _ribbon_piece(run: list, point) -> str:
    if len(run) < 2:
        return ""
    along = [point(position, top) for position, _, top in run]
    back = [point(position, bottom) for position, bottom, _ in reversed(run)]
    return f"M{'L'.join(along + back)}Z"
