"""The marks of what became of an adoption: a shape and a colour, beside the word that says the same."""

from dataclasses import dataclass
from functools import cache

from domain.chain import Fate
from ui.marks import MID_GREY, OUTLINES
from ui.pictures import NAMESPACE, image
from ui.theme import COLOURS

SIZE = 14  # pixels
CROSS, SQUARE = "M2 2 L12 12 M12 2 L2 12", "M2 2 H12 V12 H2 Z"


@dataclass(frozen=True)
class FateMark:
    """One mark: its outline in a table or key, its symbol on a map, its colour, and whether it is filled."""

    outline: str
    symbol: str
    colour: str
    filled: bool = True


MARKS = {
    Fate.WORKED: FateMark(OUTLINES["up"], "triangle-up", COLOURS["dark_blue"]),
    Fate.MIXED: FateMark(OUTLINES["diamond"], "diamond", COLOURS["dark_pink"]),
    Fate.NO_EFFECT: FateMark(SQUARE, "square", MID_GREY),
    Fate.HARM: FateMark(OUTLINES["down"], "triangle-down", COLOURS["orange"]),
    Fate.STOPPED: FateMark(CROSS, "x", COLOURS["dark_grey"], filled=False),
    Fate.NOT_YET_KNOWN: FateMark(OUTLINES["diamond"], "diamond-open", COLOURS["dark_grey"], filled=False),
    Fate.ON_ITS_WAY: FateMark(OUTLINES["dot"], "circle-open", COLOURS["dark_blue"], filled=False),
    Fate.RESULT_UNKNOWN: FateMark(f"{SQUARE} {CROSS}", "square-x-open", MID_GREY, filled=False),
}


@cache
def fate_image(fate: Fate) -> str:
    """The mark as an image without words: the word stands beside it."""
    mark = MARKS[fate]
    fill = mark.colour if mark.filled else "none"
    drawn = f'<path d="{mark.outline}" fill="{fill}" stroke="{mark.colour}" stroke-width="1.75"/>'
    svg = f'<svg {NAMESPACE} width="{SIZE}" height="{SIZE}">{drawn}</svg>'
    return image(svg, alt="", name="mark", width=SIZE, height=SIZE)
