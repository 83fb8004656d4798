"""The marks that stand beside the words of a verdict: a shape and a colour, never a colour alone.

Better points up and is dark blue, worse points down and is orange, similar is a grey dash, "cannot
tell" is hatched, and a mark for a figure that is not reliable is hollow.
"""

from dataclasses import dataclass
from functools import cache

from domain.verdict import LevelAnswer, TrendAnswer
from ui.theme import COLOURS

MID_GREY = "#767676"  # the lightest grey that also serves as text on white (4.5 to 1)
SIZE = 14  # pixels


@dataclass(frozen=True)
class Mark:
    """One mark: its shape, its colour, how many stand side by side, and whether it is filled."""

    shape: str  # up, down, dash, hatched
    colour: str
    count: int = 1
    filled: bool = True

    @property
    def symbol(self) -> str:
        """The nearest symbol a chart can draw."""
        name = {"up": "triangle-up", "down": "triangle-down", "dash": "circle", "hatched": "square-x"}[self.shape]
        return name if self.filled and self.shape != "hatched" else f"{name}-open"


BETTER = Mark("up", COLOURS["dark_blue"])
WORSE = Mark("down", COLOURS["orange"])
HIGHER = Mark("up", COLOURS["dark_grey"], filled=False)
LOWER = Mark("down", COLOURS["dark_grey"], filled=False)
SAME = Mark("dash", MID_GREY)
CANNOT_TELL = Mark("hatched", MID_GREY)

MARKS: dict[LevelAnswer | TrendAnswer, Mark] = {
    LevelAnswer.MUCH_BETTER: Mark("up", COLOURS["dark_blue"], count=2),
    LevelAnswer.BETTER: BETTER,
    LevelAnswer.SIMILAR: SAME,
    LevelAnswer.WORSE: WORSE,
    LevelAnswer.MUCH_WORSE: Mark("down", COLOURS["orange"], count=2),
    LevelAnswer.MUCH_HIGHER: Mark("up", COLOURS["dark_grey"], count=2, filled=False),
    LevelAnswer.HIGHER: HIGHER,
    LevelAnswer.LOWER: LOWER,
    LevelAnswer.MUCH_LOWER: Mark("down", COLOURS["dark_grey"], count=2, filled=False),
    LevelAnswer.NOT_COMPARED: CANNOT_TELL,
    TrendAnswer.IMPROVING: BETTER,
    TrendAnswer.WORSENING: WORSE,
    TrendAnswer.RISING: HIGHER,
    TrendAnswer.FALLING: LOWER,
    TrendAnswer.NO_CLEAR_CHANGE: SAME,
    TrendAnswer.CANNOT_BE_CALCULATED: CANNOT_TELL,
}

OUTLINES = {
    "up": "M7 2 L13 12.5 L1 12.5 Z",
    "down": "M7 12 L13 1.5 L1 1.5 Z",
    "dash": "M1.5 5.5 H12.5 V8.5 H1.5 Z",
    "hatched": "M1.5 1.5 H12.5 V12.5 H1.5 Z",
}
HATCHING = "M1.5 7 L7 1.5 M1.5 12.5 L12.5 1.5 M7 12.5 L12.5 7"


def mark_for(answer: LevelAnswer | TrendAnswer | None) -> Mark:
    """The mark of an answer; no answer at all is "cannot tell"."""
    return CANNOT_TELL if answer is None else MARKS[answer]


@cache
def mark_svg(answer: LevelAnswer | TrendAnswer | None, *, reliable: bool = True) -> str:
    """The mark as inline SVG, hidden from screen readers because the word stands beside it."""
    mark = mark_for(answer)
    filled = mark.filled and reliable and mark.shape != "hatched"
    width = SIZE * mark.count
    shapes = "".join(_shape(mark, filled=filled, left=SIZE * position) for position in range(mark.count))
    return (
        f'<svg class="mark" aria-hidden="true" focusable="false" width="{width}" height="{SIZE}" '
        f'viewBox="0 0 {width} {SIZE}">{shapes}</svg>'
    )


def _shape(mark: Mark, *, filled: bool, left: int) -> str:
    hatching = f" {HATCHING}" if mark.shape == "hatched" else ""
    return (
        f'<path d="{OUTLINES[mark.shape]}{hatching}" transform="translate({left} 0)" '
        f'fill="{mark.colour if filled else "none"}" stroke="{mark.colour}" stroke-width="1.5"/>'
    )
