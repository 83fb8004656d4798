"""How many places stand where and go which way on one metric: the counts, a bar of them, and the words beside it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.metric import Metric
from domain.period import Period
from domain.place import Level
from domain.reason import Reason
from domain.verdict import LevelAnswer, TrendAnswer
from ui.marks import EDGES, MID_GREY, sign_for
from ui.numbers import age, period_label
from ui.pictures import NAMESPACE, image
from ui.theme import COLOURS
from ui.wording import CANNOT_TELL, LEVELS, PLACE_LEVELS, REASONS, TRENDS

Answer = LevelAnswer | TrendAnswer
Counts = Mapping[Answer, int]

BAR_WIDTH, BAR_HEIGHT = 160, 16  # pixels
NARROWEST = 2.0  # pixels: one place among hundreds is still seen
OLD = 3  # years
TREND_ORDER = (
    TrendAnswer.IMPROVING, TrendAnswer.RISING, TrendAnswer.NO_CLEAR_CHANGE, TrendAnswer.FALLING, TrendAnswer.WORSENING,
    TrendAnswer.CANNOT_BE_CALCULATED,
)  # fmt: skip
MOVING = (TrendAnswer.IMPROVING, TrendAnswer.RISING, TrendAnswer.FALLING, TrendAnswer.WORSENING)
LEVEL_ORDER: dict[LevelAnswer, tuple[LevelAnswer, ...]] = {
    LevelAnswer.BETTER: (LevelAnswer.MUCH_BETTER, LevelAnswer.BETTER),
    LevelAnswer.HIGHER: (LevelAnswer.MUCH_HIGHER, LevelAnswer.HIGHER),
    LevelAnswer.SIMILAR: (LevelAnswer.SIMILAR,),
    LevelAnswer.LOWER: (LevelAnswer.LOWER, LevelAnswer.MUCH_LOWER),
    LevelAnswer.WORSE: (LevelAnswer.WORSE, LevelAnswer.MUCH_WORSE),
    LevelAnswer.NOT_COMPARED: (LevelAnswer.NOT_COMPARED,),
}
FILLS: dict[Answer, str] = {
    LevelAnswer.SIMILAR: COLOURS["grey"],
    TrendAnswer.NO_CLEAR_CHANGE: COLOURS["grey"],
    LevelAnswer.LOWER: COLOURS["surface"],
    TrendAnswer.FALLING: COLOURS["surface"],
    LevelAnswer.NOT_COMPARED: "url(#hatch)",
    TrendAnswer.CANNOT_BE_CALCULATED: "url(#hatch)",
}
HATCH = (
    '<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<path d="M0 0V5" stroke="{MID_GREY}" stroke-width="2"/></pattern>'
)


@dataclass(frozen=True)
class Summary:
    """One metric over the places of its lowest level that have a figure for the newest period.

    ``levels`` and ``trends`` hold how many places have each answer, in the order of the bar; levels are against each
    place's own nation, the strong ones counted with the plain ones. ``flagged`` stand out after control of false
    discoveries, of which chance alone would give ``expected_flags``. The reasons say why places have no answer, or a
    weak one, the most frequent first.
    """

    metric_id: str
    level: Level
    places: int
    start: dt.date
    months: int
    periods: int
    compared: int
    flagged: int
    expected_flags: float
    levels: Counts
    trends: Counts
    level_reasons: Mapping[Reason, int] = field(default_factory=dict)
    trend_reasons: Mapping[Reason, int] = field(default_factory=dict)

    @property
    def end(self) -> dt.date:
        """The last day of the newest period."""
        return Period(start=self.start, months=self.months).end

    @property
    def direction(self) -> TrendAnswer | None:
        """The trend of more than half of the places; none where they go different ways."""
        if not self.places:
            return TrendAnswer.CANNOT_BE_CALCULATED
        return next((answer for answer, count in self.trends.items() if 2 * count > self.places), None)


def summary_of(metric: Metric, figures: Any) -> Summary | None:
    """The summary of a metric in a build, or none where the build holds nothing for it."""
    row = figures.summary_rows.get(metric.metric_id)
    if row is None:
        return None
    return Summary(
        metric_id=metric.metric_id,
        level=Level(row["level"]),
        places=int(row["places"]),
        start=row["latest_start"].date(),
        months=int(row["latest_months"]),
        periods=int(row["periods"]),
        compared=int(row["compared"]),
        flagged=int(row["flagged"]),
        expected_flags=float(row["expected_flags"]),
        levels={to: sum(int(row[f"level_{one.value}"]) for one in several) for to, several in LEVEL_ORDER.items()},
        trends={answer: int(row[f"trend_{answer.value}"]) for answer in TREND_ORDER},
        level_reasons=figures.level_reasons.get(metric.metric_id, {}),
        trend_reasons=figures.trend_reasons.get(metric.metric_id, {}),
    )


def trend_words(counts: Summary) -> str:
    """How many places go which way: "2 improving, 346 no clear change, 11 cannot tell, of 359 councils"."""
    if counts.trends[TrendAnswer.CANNOT_BE_CALCULATED] == counts.places:
        return _none_known(counts, counts.trend_reasons)
    indicative = counts.trend_reasons.get(Reason.INDICATIVE, 0)
    moving = sum(counts.trends[answer] for answer in MOVING)
    all_weak = " (indicative)" if indicative == moving else ""
    words = {answer: word + (all_weak if answer in MOVING else "") for answer, word in TRENDS.items()}
    some_weak = f"; {indicative:,} of the directions are indicative" if 0 < indicative < moving else ""
    return f"{_listed(counts.trends, words)}, of {_all_places(counts)}{some_weak}"


def level_words(counts: Summary) -> str:
    """How many places stand where against their own nation: "39 better, 276 similar, 44 worse, of 359 councils"."""
    if not counts.compared:
        return _none_known(counts, counts.level_reasons)
    return f"{_listed(counts.levels, LEVELS)}, of {_all_places(counts)}"


def chance_words(counts: Summary) -> str:
    """How many places stand out, and how many would by chance; nothing where none could be compared."""
    if not counts.compared:
        return ""
    expected = "fewer than 1" if counts.expected_flags < 0.5 else f"about {counts.expected_flags:.0f}"
    stand = "stands" if counts.flagged == 1 else "stand"
    return f"{counts.flagged:,} {stand} out from their nation, {expected} by chance"


def freshness_words(counts: Summary, today: dt.date) -> str:
    """Which period the newest figures are of and how old they are, with a warning where that is long ago."""
    period, old = period_label(counts.start, counts.months), age(counts.end, today)
    if (today - counts.end).days >= OLD * 365.25:
        return f"{period}, {old} and nothing newer"
    return f"{period}, {old}"


def file_columns(counts: Summary) -> dict[str, object]:
    """The counts as columns of a file."""
    return (
        {
            "Places' newest period": period_label(counts.start, counts.months),
            "Places are": PLACE_LEVELS[counts.level],
            "Places with a figure": counts.places,
        }
        | {f"Trend: {TRENDS[answer]}": count for answer, count in counts.trends.items()}
        | {f"Against nation: {LEVELS[answer]}": count for answer, count in counts.levels.items()}
        | {"Stand out from their nation": counts.flagged, "By chance alone": round(counts.expected_flags, 2)}
    )


def bar(counts: Counts, *, width: int = BAR_WIDTH, height: int = BAR_HEIGHT) -> str:
    """The counts as one bar, decoration beside the words that say the same."""
    present = {answer: count for answer, count in counts.items() if count}
    total = sum(present.values())
    if not total:
        return ""
    free = width - 2 - NARROWEST * len(present)
    left, pieces = 1.0, []
    for answer, count in present.items():
        across = NARROWEST + free * count / total
        pieces.append(_block(answer, left, across, height))
        left += across
    hatch = HATCH if any(FILLS.get(answer, "").startswith("url") for answer in present) else ""
    svg = f'<svg {NAMESPACE} width="{width}" height="{height}">{hatch}{"".join(pieces)}</svg>'
    return image(svg, alt="", name="share", width=width, height=height)


def key(*, levels: bool = True) -> str:
    """What the blocks of a bar mean, as HTML; without ``levels`` where every bar is one of trends."""
    words = {
        TrendAnswer.IMPROVING: "improving, or better than its nation" if levels else "improving",
        TrendAnswer.NO_CLEAR_CHANGE: "no clear change, or similar" if levels else "no clear change",
        TrendAnswer.WORSENING: "worsening, or worse than its nation" if levels else "worsening",
        TrendAnswer.CANNOT_BE_CALCULATED: CANNOT_TELL,
    }
    items = "".join(f"<li>{bar({answer: 1}, width=22)}<span>{text}</span></li>" for answer, text in words.items())
    return f'<ul class="key">{items}</ul>'


def _block(answer: Answer, left: float, across: float, height: int) -> str:
    colour = sign_for(answer).colour
    fill, edge = FILLS.get(answer, colour), EDGES.get(colour, colour)
    size = f'x="{left:.1f}" y="1" width="{across:.1f}" height="{height - 2}"'
    return f'<rect {size} fill="{fill}" stroke="{edge}"/>'


def _none_known(counts: Summary, reasons: Mapping[Reason, int]) -> str:
    if not counts.places:
        return f"No figure for any of the {PLACE_LEVELS[counts.level]}"
    reason = next(iter(reasons), None)
    answer, colon, why = (REASONS[reason].label if reason else CANNOT_TELL).partition(": ")
    return f"{answer[:1].upper()}{answer[1:]} for any of {_all_places(counts)}{colon}{why}"


def _listed(counts: Counts, words: Mapping[Answer, str]) -> str:
    return ", ".join(f"{count:,} {words[answer]}" for answer, count in counts.items() if count)


def _all_places(counts: Summary) -> str:
    return f"{counts.places:,} {PLACE_LEVELS[counts.level]}"
