"""What is said of several places side by side: the finding, and what a reader must know before comparing them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from domain.metric import Metric, Polarity
from domain.place import UNITED_KINGDOM, Level, Place
from domain.reason import Reason
from domain.source import Source
from domain.verdict import Comparator, LevelAnswer, TrendAnswer
from ui.grid import Grid
from ui.numbers import change, is_missing
from ui.rows import comparator_name, comparator_place
from ui.sentences import finding_for_profile, in_running_text, joined, titles
from ui.wording import PLACE_LEVELS, REASONS, TRENDS

ABOVE = frozenset({LevelAnswer.BETTER, LevelAnswer.MUCH_BETTER, LevelAnswer.HIGHER, LevelAnswer.MUCH_HIGHER})
BELOW = frozenset({LevelAnswer.WORSE, LevelAnswer.MUCH_WORSE, LevelAnswer.LOWER, LevelAnswer.MUCH_LOWER})
DOES: dict[LevelAnswer, str] = {
    LevelAnswer.BETTER: "does better than",
    LevelAnswer.WORSE: "does worse than",
    LevelAnswer.HIGHER: "is higher than",
    LevelAnswer.LOWER: "is lower than",
}
OF_SEVERAL: dict[Comparator, str] = {
    Comparator.NATION: "their own nations",
    Comparator.UNITED_KINGDOM: "the United Kingdom",
    Comparator.REGION: "their own regions",
    Comparator.COMBINED_AUTHORITY: "their own combined authorities",
    Comparator.SIMILAR_GLOBAL: "places like them overall",
    Comparator.SIMILAR_ECONOMIC: "places with economies like theirs",
    Comparator.SIMILAR_DEMOGRAPHIC: "places with populations like theirs",
    Comparator.SIMILAR_OWN: "places like them by this dashboard's own list",
}
KINDS_OF_ONE: dict[Level, str] = {
    Level.DISTRICT: "council",
    Level.UPPER_TIER: "upper-tier council",
    Level.COMBINED_AUTHORITY: "combined authority",
    Level.REGION: "English region",
    Level.NATION: "nation",
    Level.UNITED_KINGDOM: "country",
}
NAMED_AT_MOST = 4  # in a title; beyond it places are counted


@dataclass(frozen=True)
class Tally:
    """How the places stand on one metric: how many clearly above and below, and of how many that can be told.

    ``judged`` is false for a metric without polarity, whose answers are higher and lower.
    """

    title: str
    above: int
    below: int
    compared: int
    judged: bool = True


@dataclass(frozen=True)
class PlaceGap:
    """One metric in two places: both figures, the first less the second with its interval, and what that says."""

    metric: Metric
    first: float | None
    second: float | None
    amount: float | None
    lower: float | None
    upper: float | None
    answer: LevelAnswer
    reason: Reason | None


def comparator_of_several(places: Sequence[Place], comparator: Comparator, known: Mapping[str, Place]) -> str:
    """How a sentence names the comparator of several places: by name where all that have one share it."""
    if len(places) == 1:
        return comparator_name(places[0], comparator, known)
    parents = {parent.name for place in places if (parent := comparator_place(place, comparator, known))}
    return parents.pop() if len(parents) == 1 else OF_SEVERAL[comparator]


def finding(grid: Grid, gaps: Sequence[PlaceGap]) -> str:
    """The comparison in one sentence: two places against each other, any other number against the comparator."""
    names = [grid.names[place.code] for place in grid.places]
    if gaps:
        return finding_of_two(names[0], names[1], [(gap.metric.title, gap.answer) for gap in gaps])
    tallies = [tally(grid, metric) for metric in grid.metrics]
    if len(names) > 1:
        return finding_of_many(tallies, comparator=grid.against)
    judged = [one for one in tallies if one.compared and one.judged]
    strengths, concerns = [one.title for one in judged if one.above], [one.title for one in judged if one.below]
    return finding_for_profile(names[0], strengths, concerns, comparator=grid.against, judged=len(judged))


def tally(grid: Grid, metric: Metric) -> Tally:
    """How the places stand on one metric."""
    levels = [verdict.level for verdict in grid.with_figure(metric) if verdict.level is not LevelAnswer.NOT_COMPARED]
    return Tally(
        title=metric.title,
        above=sum(level in ABOVE for level in levels),
        below=sum(level in BELOW for level in levels),
        compared=len(levels),
        judged=metric.polarity is not Polarity.NEUTRAL,
    )


def cautions(grid: Grid) -> tuple[str, ...]:
    """What a reader must know before comparing these places on these metrics."""
    said = [kinds_sentence(grid.places, grid.names), nested_sentence(grid.places, grid.names)]
    for metric in grid.metrics:
        said += [periods_sentence(metric, grid.periods(metric)), sources_sentence(metric, grid.sources_of(metric))]
    return tuple(sentence for sentence in said if sentence)


def finding_of_two(first: str, second: str, answers: Sequence[tuple[str, LevelAnswer]]) -> str:
    """The finding for two places: on which metrics, by title, the first stands clearly apart from the second."""
    parts = []
    for answer, does in DOES.items():
        on = [title for title, given in answers if given is answer]
        if on:
            parts.append(f"{does if parts else f'{first} {does}'} {'it' if parts else second} on {titles(on, shown=2)}")
    alike = [title for title, given in answers if given is LevelAnswer.SIMILAR]
    if not parts and not alike:
        return f"We cannot test whether {first} and {second} differ on what was chosen"
    if not parts:
        what = titles(alike, shown=2) if len(alike) < 3 else f"any of the {len(alike)} measures tested"
        return f"{first} and {second} cannot be told apart on {what}"
    rest = f"; they cannot be told apart on {titles(alike, shown=2)}" if alike else ""
    return f"{joined(parts)}{rest}"


def finding_of_many(tallies: Sequence[Tally], *, comparator: str) -> str:
    """The finding for several places: the metric on which most fall behind, and the one on which most are ahead."""
    compared = [tally for tally in tallies if tally.compared]
    if not compared:
        return f"We cannot tell how these places compare with {comparator} on what was chosen"
    low, high = max(compared, key=lambda tally: tally.below), max(compared, key=lambda tally: tally.above)
    behind = f"{_on(low)}{_how_many(low, low.below, comparator, above=False)}" if low.below else ""
    ahead = _how_many(high, high.above, "" if behind else comparator, above=True) if high.above else ""
    if ahead and not (behind and high is low):
        ahead = f"{_on(high)}{ahead}"
    if behind or ahead:
        said = "; ".join(clause for clause in (behind, ahead) if clause)
        return said[0].upper() + said[1:]
    return f"None of these places can be told apart from {comparator} on {titles([t.title for t in compared], shown=2)}"


def trend_finding(metric: Metric, trends: Mapping[str, TrendAnswer]) -> str:
    """The finding of lines over time: where the metric is going which way, by name of place."""
    parts = []
    for answer, word in TRENDS.items():
        names = [name for name, given in trends.items() if given is answer]
        if names:
            count = f"all {len(names)} places" if len(names) == len(trends) else f"{len(names)} of {len(trends)} places"
            parts.append(f"{word} in {joined(names) if len(trends) <= NAMED_AT_MOST else count}")
    return f"{metric.title}: {'; '.join(parts)}" if parts else f"{metric.title}: there is no figure to draw"


def untold_sentence(reasons: Collection[Reason | None]) -> str:
    """Why a trend cannot be told, where that is so; else nothing."""
    untold = sorted({reason for reason in reasons if reason} - {Reason.INDICATIVE})
    because = "; ".join(REASONS[reason].because for reason in untold)
    return f"Where the trend cannot be told: {because}." if because else ""


def kinds_sentence(places: Sequence[Place], names: Mapping[str, str]) -> str:
    """That the places are of different kinds, where they are, and why that matters; else nothing."""
    if len(places) < 2 or set.intersection(*(set(place.levels) for place in places)):
        return ""
    kinds: dict[Level, list[str]] = {}
    for place in places:
        kinds.setdefault(place.level, []).append(names[place.code])
    listed = "; ".join(f"{_kind(level, len(found))} {joined(found)}" for level, found in kinds.items())
    return (
        f"These places are of different kinds: {listed}. Large places average out more than small ones, so their "
        "figures lie closer together: a gap between two kinds is not a gap between equals."
    )


def nested_sentence(places: Sequence[Place], names: Mapping[str, str]) -> str:
    """Which of the places lie inside another of them; else nothing."""
    pairs = [(part, whole) for part in places for whole in places if within(part, whole)]
    inside = [f"{names[part.code]} is part of {names[whole.code]}" for part, whole in pairs]
    if not inside:
        return ""
    why = "the larger one's figure includes the smaller one's, and the two are not tested against each other"
    return f"{joined(inside)}: {why}."


def within(part: Place, whole: Place) -> bool:
    """Whether one place is a part of another."""
    parents = (part.county_code, part.combined_authority_code, part.region_code, part.nation_code, UNITED_KINGDOM)
    return part.code != whole.code and whole.code in parents


def periods_sentence(metric: Metric, periods: Mapping[str, Sequence[str]]) -> str:
    """Which places have figures for which period, where they differ; else nothing. Takes names by period."""
    if len(periods) < 2:
        return ""
    listed = "; ".join(f"{period} in {joined(list(names))}" for period, names in periods.items())
    return f"{metric.title}: the newest figures are not for the same period ({listed})."


def sources_sentence(metric: Metric, sources: Sequence[Source]) -> str:
    """That the figures of different places come from different sources, where they do; else nothing."""
    if len(sources) < 2:
        return ""
    listed = joined([f"{source.title} ({source.publisher})" for source in sources])
    return f"{metric.title}: the figures come from {listed}, which may not measure it in quite the same way."


def chance_sentence(tested: int, expected: float) -> str:
    """How many of some differences chance alone would make look real."""
    if tested == 0:
        return "None of these differences can be tested."
    if tested == 1:
        return "One difference is tested. Chance alone makes 1 in 20 such differences look real."
    about = "fewer than 1" if expected < 0.5 else f"about {expected:.0f}"
    return f"{tested} differences are tested. Chance alone would make {about} of them look real."


def difference_words(amount: float | None, lower: float | None, upper: float | None, metric: Metric) -> tuple[str, str]:
    """A difference, and its interval: "−£22.50 a week" and "−£53.58 to +£8.58 a week"."""
    if is_missing(amount):
        return "no difference can be given", ""
    if is_missing(lower) or is_missing(upper):
        return change(amount, metric), ""
    low = change(lower, metric).split(" ", 1)[0]  # the unit is said once, after the upper end
    return change(amount, metric), f"95% interval {low} to {change(upper, metric)}"


def difference_answer(answer: LevelAnswer, reason: Reason | None, *, first: str, second: str) -> str:
    """Whether one place stands clearly apart from another, and why that cannot be told where it cannot."""
    if answer is LevelAnswer.SIMILAR:
        return "no clear difference"
    if answer in DOES:
        return f"{first} {DOES[answer]} {second}"
    return f"not tested: {REASONS[reason].because}" if reason else "not tested"


def no_figures_sentence(metric: Metric, reasons: Sequence[Reason]) -> str:
    """That no place has a figure for a metric, and the reasons."""
    because = joined(list(dict.fromkeys(REASONS[reason].because for reason in reasons)))
    why = f": {because}" if because else ""
    return f"None of the places chosen has a figure for {in_running_text(metric.title)}{why}."


def _on(tally: Tally) -> str:
    return f"on {in_running_text(tally.title)}, "


def _how_many(tally: Tally, count: int, comparator: str, *, above: bool) -> str:
    who = f"all {count}" if count == tally.compared > 1 else f"{count} of {tally.compared}"
    noun = "place" if tally.compared == 1 else "places"
    if tally.judged:
        does = f"{'does' if count == 1 else 'do'} {'better' if above else 'worse'}"
    else:
        does = f"{'is' if count == 1 else 'are'} {'higher' if above else 'lower'}"
    return f"{who} {noun} {does}{f' than {comparator}' if comparator else ''}"


def _kind(level: Level, count: int) -> str:
    return f"the {KINDS_OF_ONE[level]}" if count == 1 else PLACE_LEVELS[level]
