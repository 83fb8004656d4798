"""The marks that stand beside the words of a verdict: a shape and a colour, never a colour alone.

Better points up and is dark blue, worse points down and is orange, similar is a grey dash, "cannot
tell" is hatched, and a mark for a figure that is not reliable is hollow.
"""

from dataclasses import dataclass
from functools import cache

from domain.change import ChangeAnswer
from domain.disparity import GapAnswer
from domain.verdict import AssuranceAnswer, LevelAnswer, TrajectoryAnswer, TrendAnswer
from ui.pictures import NAMESPACE, data_address, image
from ui.theme import COLOURS

Answer = LevelAnswer | TrendAnswer | TrajectoryAnswer | AssuranceAnswer | ChangeAnswer | GapAnswer
"""Whatever a mark can stand beside."""

MID_GREY = "#767676"  # the lightest grey that also serves as text on white (4.5 to 1)
SIZE = 14  # pixels
EDGES = {COLOURS["orange"]: "#B5420A"}  # a darker edge, so that orange also stands out on a shaded cell

SYMBOLS = {
    "up": "triangle-up", "down": "triangle-down", "dash": "circle", "diamond": "diamond", "hatched": "square-x",
}  # fmt: skip


@dataclass(frozen=True)
class Sign:
    """One mark as it is drawn: its shape, its colour, how many stand side by side, and whether it is filled."""

    shape: str  # up, down, dash, diamond, dot, hatched, crossed
    colour: str
    count: int = 1
    filled: bool = True

    @property
    def symbol(self) -> str:
        """The nearest symbol a chart can draw."""
        name = SYMBOLS[self.shape]
        return name if self.filled and self.shape != "hatched" else f"{name}-open"


BETTER = Sign("up", COLOURS["dark_blue"])
WORSE = Sign("down", COLOURS["orange"])
HIGHER = Sign("up", COLOURS["dark_grey"], filled=False)
LOWER = Sign("down", COLOURS["dark_grey"], filled=False)
SAME = Sign("dash", MID_GREY)
MUCH_BETTER = Sign("up", COLOURS["dark_blue"], count=2)
MUCH_WORSE = Sign("down", COLOURS["orange"], count=2)
ALREADY_MET = Sign("diamond", COLOURS["dark_blue"])
CANNOT_TELL = Sign("hatched", MID_GREY)

SIGNS: dict[Answer, Sign] = {
    LevelAnswer.MUCH_BETTER: MUCH_BETTER,
    LevelAnswer.BETTER: BETTER,
    LevelAnswer.SIMILAR: SAME,
    LevelAnswer.WORSE: WORSE,
    LevelAnswer.MUCH_WORSE: MUCH_WORSE,
    LevelAnswer.MUCH_HIGHER: Sign("up", COLOURS["dark_grey"], count=2, filled=False),
    LevelAnswer.HIGHER: HIGHER,
    LevelAnswer.LOWER: LOWER,
    LevelAnswer.MUCH_LOWER: Sign("down", COLOURS["dark_grey"], count=2, filled=False),
    LevelAnswer.NOT_COMPARED: CANNOT_TELL,
    TrendAnswer.IMPROVING: BETTER,
    TrendAnswer.WORSENING: WORSE,
    TrendAnswer.RISING: HIGHER,
    TrendAnswer.FALLING: LOWER,
    TrendAnswer.NO_CLEAR_CHANGE: SAME,
    TrendAnswer.CANNOT_BE_CALCULATED: CANNOT_TELL,
    TrajectoryAnswer.ON_TRACK: MUCH_BETTER,
    TrajectoryAnswer.LIKELY: BETTER,
    TrajectoryAnswer.AT_RISK: WORSE,
    TrajectoryAnswer.OFF_TRACK: MUCH_WORSE,
    TrajectoryAnswer.ALREADY_MET: ALREADY_MET,
    TrajectoryAnswer.CANNOT_TELL: CANNOT_TELL,
    TrajectoryAnswer.NO_TARGET: CANNOT_TELL,
    AssuranceAnswer.CONSISTENTLY_MEETS: BETTER,
    AssuranceAnswer.HIT_AND_MISS: SAME,
    AssuranceAnswer.CONSISTENTLY_MISSES: WORSE,
    AssuranceAnswer.SERIES_TOO_SHORT: CANNOT_TELL,
    AssuranceAnswer.NOT_SUITED: CANNOT_TELL,
    ChangeAnswer.ROSE: HIGHER,
    ChangeAnswer.FELL: LOWER,
    GapAnswer.NARROWED: BETTER,
    GapAnswer.WIDENED: WORSE,
}
"""Members of two kinds with one code, such as "cannot tell" and "no target", are one key here and have one mark."""

OUTLINES = {
    "up": "M7 2 L13 12.5 L1 12.5 Z",
    "down": "M7 12 L13 1.5 L1 1.5 Z",
    "dash": "M1.5 5.5 H12.5 V8.5 H1.5 Z",
    "diamond": "M7 1 L13 7 L7 13 L1 7 Z",
    "dot": "M7 2 A5 5 0 1 1 6.99 2 Z",
    "hatched": "M1.5 1.5 H12.5 V12.5 H1.5 Z",
    "crossed": "M1.5 1.5 H12.5 V12.5 H1.5 Z",
}
HATCHING = {
    "hatched": " M1.5 7 L7 1.5 M1.5 12.5 L12.5 1.5 M7 12.5 L12.5 7",
    "crossed": " M1.5 1.5 L12.5 12.5 M12.5 1.5 L1.5 12.5",
}
IN_CHARTS = {"dash": "dot", "hatched": "crossed"}  # what a chart can draw in their place


def sign_for(answer: Answer | None) -> Sign:
    """The mark of an answer; no answer at all is "cannot tell"."""
    return CANNOT_TELL if answer is None else SIGNS[answer]


@cache
def mark_image(answer: Answer | None, *, reliable: bool = True, in_chart: bool = False) -> str:
    """The mark for a table or a key, as decoration: the word that says the same stands beside it.

    ``in_chart`` gives the form it has among the points of a chart, for the chart's key.
    """
    count = 1 if in_chart else sign_for(answer).count
    svg = mark_svg(answer, reliable=reliable, in_chart=in_chart)
    return image(svg, alt="", name="mark", width=SIZE * count, height=SIZE)


@cache
def mark_word(answer: Answer | None, *, reliable: bool = True) -> str:
    """The mark as :func:`mark_image` gives it, drawn by :func:`mark_style`: for tables that hold hundreds."""
    sign = sign_for(answer)
    return f'<i class="mark {_class(sign, reliable=reliable)}"></i>'


@cache
def mark_style() -> str:
    """The style that draws every mark of :func:`mark_word`, for the page's one style element."""
    drawn = {
        _class(sign, reliable=reliable): (data_address(mark_svg(answer, reliable=reliable)), SIZE * sign.count)
        for answer, sign in SIGNS.items()
        for reliable in (True, False)
    }
    rules = "".join(
        f'i.{name}{{background-image:url("{address}");width:{width}px}}' for name, (address, width) in drawn.items()
    )
    return f"<style>{rules}</style>"


def _class(sign: Sign, *, reliable: bool) -> str:
    signs = list(dict.fromkeys(SIGNS.values()))
    return f"{'m' if reliable else 'h'}{signs.index(sign)}"


@cache
def mark_svg(answer: Answer | None, *, reliable: bool = True, in_chart: bool = False) -> str:
    """The mark as SVG, hidden from screen readers."""
    sign = sign_for(answer)
    shape = IN_CHARTS.get(sign.shape, sign.shape) if in_chart else sign.shape
    count = 1 if in_chart else sign.count
    filled = sign.filled and reliable and shape not in HATCHING
    width = SIZE * count
    shapes = "".join(_path(shape, sign.colour, filled=filled, left=SIZE * position) for position in range(count))
    return f'<svg {NAMESPACE} aria-hidden="true" width="{width}" height="{SIZE}">{shapes}</svg>'


def _path(shape: str, colour: str, *, filled: bool, left: int) -> str:
    moved = f' transform="translate({left})"' if left else ""
    fill, edge = colour if filled else "none", EDGES.get(colour, colour)
    outline = f"{OUTLINES[shape]}{HATCHING.get(shape, '')}"
    return f'<path d="{outline}"{moved} fill="{fill}" stroke="{edge}" stroke-width="1.5"/>'
