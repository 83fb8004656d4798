"""The size of an effect drawn: a dot with its interval on a line that shows where there would be no effect."""

from collections.abc import Callable
from html import escape

from domain.evidence import Effect
from ui.pictures import NAMESPACE, image
from ui.practice_words import better_words, effect_words, interval_words, ratio, signed
from ui.tables import Column, table
from ui.theme import COLOURS

WIDTH, HEIGHT, EDGE, LINE, DEPTH = 320, 64, 28, 22, 44
ROOM = 0.12  # of the span, on either side


def effect_picture(effect: Effect) -> str:
    """The drawing with its words, and the same as a table."""
    drawing = image(_drawn(effect), alt=_alt(effect), name="effect", width=WIDTH, height=HEIGHT)
    rows = [
        {"what": "On what", "said": effect.outcome},
        {"what": "Effect", "said": effect_words(effect, limits=False)},
        {"what": "Interval", "said": interval_words(effect)},
        {"what": "Which way is better", "said": better_words(effect)},
    ]
    if effect.said and effect.lower is not None:
        rows.append({"what": "What the source says of chance", "said": effect.said})
    columns = [Column("what", "The effect", names_the_row=True), Column("said", "As published")]
    return f"<figure>{drawing}</figure>" + table(rows, columns, caption="The effect as published", caption_hidden=True)


def _alt(effect: Effect) -> str:
    limits = f", interval {interval_words(effect)}" if effect.lower is not None else ", without an interval"
    return f"Effect on {effect.outcome}: {effect_words(effect, limits=False)}{limits}"


def _drawn(effect: Effect) -> str:
    nothing = 1.0 if ratio(effect) else 0.0
    values = [nothing, effect.value, *(end for end in (effect.lower, effect.upper) if end is not None)]
    low, high = min(values), max(values)
    room = (high - low) * ROOM or 1.0
    low, high = low - room, high + room

    def x(value: float) -> float:
        return round(EDGE + (value - low) / (high - low) * (WIDTH - 2 * EDGE), 1)

    axis = f'<line x1="{EDGE}" x2="{WIDTH - EDGE}" y1="{DEPTH}" y2="{DEPTH}" stroke="{COLOURS["rule"]}"/>'
    rule = f'<line x1="{x(nothing)}" x2="{x(nothing)}" y1="4" y2="{DEPTH}" stroke="{COLOURS["black"]}"/>'
    fill = COLOURS["white" if effect.lower is None else "dark_blue"]  # hollow where nobody says how exact it is
    ring = f'stroke="{COLOURS["dark_blue"]}" stroke-width="2" fill="{fill}"'
    dot = f'<circle cx="{x(effect.value)}" cy="{LINE}" r="6" {ring}/>'
    return (
        f'<svg {NAMESPACE} width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"{axis}{rule}{_span(effect, x)}{dot}{_label(x(nothing), nothing, 'no effect')}</svg>"
    )


def _span(effect: Effect, x: Callable[[float], float]) -> str:
    if effect.lower is None or effect.upper is None:
        return ""
    ends = f'x1="{x(effect.lower)}" x2="{x(effect.upper)}"'
    return f'<line {ends} y1="{LINE}" y2="{LINE}" stroke="{COLOURS["dark_blue"]}" stroke-width="3"/>'


def _label(at: float, value: float, words: str) -> str:
    anchor = "start" if at < WIDTH / 3 else "end" if at > WIDTH * 2 / 3 else "middle"
    said = escape(f"{signed(value)}: {words}")
    style = 'font-family="Arial" font-size="13" fill="#0B0C0C"'
    return f'<text x="{at}" y="{HEIGHT - 5}" text-anchor="{anchor}" {style}>{said}</text>'
