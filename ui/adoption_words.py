"""Adoption in words: what became of each turn, an effect with its interval, and what the next place may expect."""

from collections.abc import Mapping, Sequence

from domain.adoption import Adoption
from domain.chain import NOT_REPORTED, Chain, Fate
from domain.evidence import Effect
from domain.metric import Metric
from domain.pooled import PooledEffect, Span, WhyLeftOut
from ui.learning_words import LEVELS, NOT_GRADED, RESULTS
from ui.numbers import MINUS, change, day, is_percentage, unit_words
from ui.sentences import counted, joined

FATES: Mapping[Fate, str] = {
    **{Fate(result.value): words for result, words in RESULTS.items()},
    Fate.ON_ITS_WAY: "no report due yet",
    Fate.RESULT_UNKNOWN: "overdue: result unknown",
}
WHY_LEFT_OUT: Mapping[WhyLeftOut, str] = {
    WhyLeftOut.NOT_MEASURED: "no effect was measured",
    WhyLeftOut.NO_INTERVAL: "the effect has no interval, so nobody can say how exact it is",
    WhyLeftOut.ANOTHER_MEASURE: "the effect is on another measure",
    WhyLeftOut.ANOTHER_UNIT: "the effect is in another unit",
    WhyLeftOut.NOT_ON_SCALE: "the interval has no width, or reaches where a ratio cannot",
    WhyLeftOut.NOT_CONFIRMED: "the figures could not be confirmed in the source",
    WhyLeftOut.SAME_EVALUATION: "it rests on an evaluation that is counted already",
    WhyLeftOut.BY_CHOICE: "you left it out",
}
FEW, ENOUGH = 2, 3  # studies: shown with a warning, and enough to say something
TITLE_LENGTH = 70
FOUNDING = "Founding study"
PER_CENT = ("%", "percent", "per cent")


def fates_words(chain: Chain) -> str:
    """How many stand where, each result with its evidence: "2 worked (level 3, not graded); 1 no report due yet"."""
    told = []
    for fate, words in FATES.items():
        links = [link for link in chain.links if link.fate is fate]
        levels = sorted({link.level or 0 for link in links}, reverse=True)
        known = joined([f"level {level}" if level else "not graded" for level in levels])
        if links:
            told.append(f"{len(links):,} {words}" if fate in NOT_REPORTED else f"{len(links):,} {words} ({known})")
    return "; ".join(told)


def amount(value: float, unit: str, metric: Metric | None = None, *, ratio: bool = False) -> str:
    """An effect with its sign and unit; of a ratio the number and what it is."""
    if metric is not None and in_unit_of(metric, unit):
        return change(value, metric)
    digits = _digits(value, signed=not ratio)
    if unit.casefold().strip() in PER_CENT:
        return f"{digits}%"
    return f"{digits}{unit}" if unit.startswith("%") else f"{digits} {unit}".strip()


def span_words(span: Span, unit: str, metric: Metric | None = None, *, ratio: bool = False) -> str:
    """Two ends with the unit once: "+0.3 to +2.1 points"."""
    low, high = (amount(end, unit, metric, ratio=ratio) for end in span)
    return f"{low.split(' ', 1)[0]} to {high}"


def in_unit_of(metric: Metric, unit: str) -> bool:
    """Whether a text names the unit of a metric, in which differences of percentages are points."""
    told = " ".join(unit.casefold().split())
    if is_percentage(metric):
        return told.startswith(("%", "per cent", "percent", "point"))
    return told in {metric.unit.casefold(), unit_words(metric).casefold()}


def effect_words(effect: Effect | None, metric: Metric | None = None, *, ratio: bool = False) -> str:
    """An effect with its interval, or that there is none."""
    if effect is None:
        return "no effect measured"
    found = amount(effect.value, effect.unit, metric, ratio=ratio)
    if effect.lower is None or effect.upper is None:
        return f"{found}, no interval"
    return f"{found} (95% interval {span_words(Span(effect.lower, effect.upper), effect.unit, metric, ratio=ratio)})"


def grade_words(level: int | None) -> str:
    """A grade in words: what stands beside every result."""
    return LEVELS[level] if level else NOT_GRADED


def short_grade(level: int | None) -> str:
    """A grade where there is little room."""
    return f"evidence level {level} of 5" if level else NOT_GRADED


def finding(title: str, chain: Chain, pooled: PooledEffect, metric: Metric | None) -> str:
    """The heading: what the next place may expect where that can be said, otherwise how far things have come."""
    name = f"“{short(title)}”"
    if pooled.k >= ENOUGH and pooled.expected:
        reach = span_words(pooled.expected, pooled.unit, metric, ratio=pooled.ratio)
        return f"The next place to take up {name} may expect {reach} on {outcome_words(pooled, metric)}"
    if not chain.links:
        return f"Nobody has taken up {name} yet"
    took = f"{counted(len(chain.links), 'place')} {'has' if len(chain.links) == 1 else 'have'} taken up {name}"
    if pooled.k == FEW:
        return f"{took}; two studies are too few to say what the next may expect"
    reported = f"{chain.reported} {'has' if chain.reported == 1 else 'have'} reported"
    return f"{took}; {reported if chain.reported else 'none has reported'}"


def pooled_sentences(pooled: PooledEffect, metric: Metric | None) -> list[str]:
    """What the studies say together, and how far that can be relied on."""
    outcome = outcome_words(pooled, metric)
    if pooled.k == 0:
        return ["No effect with an interval has been reported, so nothing can be pooled."]
    at = amount(pooled.estimate or 0.0, pooled.unit, metric, ratio=pooled.ratio)
    if pooled.expected is None or pooled.interval is None:
        own = effect_words(pooled.studies[0].effect, metric, ratio=pooled.ratio)
        return [f"One study gives an effect with an interval on {outcome}: {own}. Nothing is pooled."]
    expected, reach = (
        span_words(each, pooled.unit, metric, ratio=pooled.ratio) for each in (pooled.expected, pooled.interval)
    )
    if pooled.k == FEW:
        return [
            f"Two studies give {at} on {outcome} on average (95% interval {reach}). With two, the interval is some 13"
            " standard errors either way, so it says next to nothing: read the two one by one."
        ]
    return [
        f"In the next place like these the effect on {outcome} may be anything from {expected} (95% prediction"
        f" interval): {_decided(pooled.expected, pooled.neutral)}",
        f"The average over {pooled.k} studies is {at} (95% interval {reach}). {_without_one(pooled, metric)}",
        _apart(pooled, metric),
    ]


def summary_of(pooled: PooledEffect, metric: Metric | None) -> str:
    """The pooled effect in a few words, for saying what a report has changed."""
    if pooled.k == 0:
        return "nothing to pool"
    at = amount(pooled.estimate or 0.0, pooled.unit, metric, ratio=pooled.ratio)
    if pooled.expected is None:
        return f"{at} from one study"
    expected = span_words(pooled.expected, pooled.unit, metric, ratio=pooled.ratio)
    few = " (two studies are too few to rely on)" if pooled.k == FEW else ""
    return f"{at} on average over {pooled.k} studies, {expected} in the next place{few}"


def outcome_words(pooled: PooledEffect, metric: Metric | None) -> str:
    """What the pooled effects are on, inside a sentence."""
    return f"“{metric.title if metric else pooled.outcome}”"


def grades_of(pooled: PooledEffect) -> str:
    """The grades of what is pooled: "evidence level 3 of 5 (1), not graded (2)"."""
    levels = [study.told.level for study in pooled.studies]
    ordered = sorted(set(levels), key=lambda level: -(level or 0))
    return joined([f"{levels.count(level)} at {short_grade(level)}" for level in ordered])


def due_words(one: Adoption) -> str:
    """When it reports, or reported."""
    return f"reported on {day(one.reported_on)}" if one.reported_on else f"report due {day(one.report_due_on)}"


def short(text: str, most: int = TITLE_LENGTH) -> str:
    """The text on one line, cut after a word where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]}…"


def _decided(expected: Span, neutral: float) -> str:
    if expected.lower <= neutral <= expected.upper:
        return "an effect either way, or none, cannot be excluded."
    return "none of it is on the other side of no effect."


def _without_one(pooled: PooledEffect, metric: Metric | None) -> str:
    if pooled.without_one is None:
        return ""
    ends = span_words(pooled.without_one, pooled.unit, metric, ratio=pooled.ratio)
    return f"With any one study left out it lies between {ends.replace(' to ', ' and ', 1)}."


def _apart(pooled: PooledEffect, metric: Metric | None) -> str:
    share = 100 * (pooled.i2 or 0.0)
    if not pooled.tau:
        return "The studies differ no more than chance alone would make them."
    if pooled.ratio:
        typical = f"by a factor of about {_digits(2.718281828459045**pooled.tau, signed=False)}"
    else:
        typical = f"by about {amount(pooled.tau, pooled.unit, metric).lstrip('+')}"
    return (
        f"True effects differ between places {typical} (one standard deviation): {share:.0f}% of the scatter is more"
        " than chance would bring."
    )


def _digits(value: float, *, signed: bool) -> str:
    size = abs(value)
    decimals = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 else 3
    digits = f"{size:,.{decimals}f}"
    zero = not digits.strip("0.,")
    sign = "" if zero else MINUS if value < 0 else "+" if signed else ""
    return f"{sign}{digits}"


def founding_words(places: Sequence[str], place_words: str | None) -> str:
    """Where the founding study was made."""
    where = joined(list(places[:3])) or place_words or ""
    return f"{FOUNDING}{': ' + where if where else ''}"
