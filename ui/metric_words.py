"""What is said of one metric across places: the finding, the counts, and what the metric is."""

import datetime as dt
from collections.abc import Mapping, Sequence

from domain.build_report import Revision
from domain.metric import Metric, Polarity
from domain.mission import Framework, Mission
from domain.period import Period
from domain.place import Level, Place
from domain.reason import Reason
from domain.source import Nature, Source
from domain.verdict import Comparator, TrendAnswer
from ui.names import with_article
from ui.numbers import age, change, day, is_missing, number, period_label, unit_words
from ui.rows import comparator_name
from ui.sentences import counted, joined, level_sentence, tipping_sentence, trend_sentence
from ui.standings import Standing
from ui.summaries import MOVING, Summary, level_words, trend_words
from ui.wording import COMPARATORS, FIGURE_MARKS, NATURES, PLACE_LEVELS, REASONS, TRENDS

ALMOST_ALL = 0.9
POLARITIES = {
    Polarity.HIGHER_IS_BETTER: "A higher figure is better.",
    Polarity.LOWER_IS_BETTER: "A lower figure is better.",
    Polarity.NEUTRAL: "Neither a high nor a low figure is better in itself.",
}
NOT_IN_BUILD = "Its sources are known, but this build holds none of their figures. The sources page says why."
LEVEL_OPTIONS = {level: words[:1].upper() + words[1:] for level, words in PLACE_LEVELS.items()}
COMPARATOR_OPTIONS = {comparator: words[:1].upper() + words[1:] for comparator, words in COMPARATORS.items()}
FREQUENCIES = {
    1: "every month",
    3: "every three months",
    6: "twice a year",
    12: "every year",
    24: "every two years",
    36: "every three years",
}
GOING = {
    TrendAnswer.IMPROVING: "improving in",
    TrendAnswer.WORSENING: "worsening in",
    TrendAnswer.RISING: "rising in",
    TrendAnswer.FALLING: "falling in",
    TrendAnswer.NO_CLEAR_CHANGE: "no clear change in",
}


def finding(
    metric: Metric, counts: Summary | None, standings: Sequence[Standing], *, level: Level, against: str
) -> str:
    """The title of a metric across places: which way it goes, and how many stand out."""
    if counts is None:
        return f"{metric.title}: no newest figure is published for {PLACE_LEVELS[level]}"
    going = _going(counts)
    noun = "" if going else f" {PLACE_LEVELS[level]}"
    standing = _standing_out(counts, against, noun) if counts.compared else _range(metric, standings, counts)
    return f"{metric.title}: {', and '.join(part for part in (going, standing) if part)}"


def counts_sentences(counts: Summary, *, against: str) -> str:
    """How many places stand where and go which way, how many stand out and would by chance; or why none can be told."""
    sentences = []
    if counts.compared:
        expected = "fewer than 1" if counts.expected_flags < 0.5 else f"about {counts.expected_flags:.0f}"
        stand = "stands" if counts.flagged == 1 else "stand"
        sentences.append(f"Level against {against}: {level_words(counts)}.")
        sentences.append(f"{counts.flagged:,} {stand} out, with so many compared; {expected} would by chance alone.")
    else:
        sentences.append(f"None can be compared with {against}{_because(counts.level_reasons)}.")
    if counts.trends[TrendAnswer.CANNOT_BE_CALCULATED] < counts.places:
        sentences.append(f"Trend: {trend_words(counts)}.")
    else:
        sentences.append(f"For none can a trend be told{_because(counts.trend_reasons)}.")
    return " ".join(sentences)


def place_sentences(each: Standing, metric: Metric, comparator: Comparator, places: Mapping[str, Place]) -> str:
    """One place among all: where it stands, what would change that, and which way it goes."""
    verdict, name = each.verdict, with_article(each.place)
    if verdict is None or is_missing(verdict.value):
        because = f": {REASONS[each.missing].because}" if each.missing else ""
        return f"There is no figure for {name}{because}."
    against = comparator_name(each.place, comparator, places, rest_of=verdict.rest_of)
    sentences = [
        level_sentence(
            name, verdict.value, metric,
            answer=verdict.level, comparator=against, benchmark=verdict.benchmark, reason=verdict.level_reason,
        )
    ]  # fmt: skip
    if verdict.stale:
        sentences.insert(0, f"Its newest figure is for {period_label(verdict.period_start, verdict.period_months)}.")
    for answer, at, upwards in (
        (verdict.below_level, verdict.tip_below, False),
        (verdict.above_level, verdict.tip_above, True),
    ):
        if answer is not None and not is_missing(at):
            sentences.append(tipping_sentence(answer, at, metric, upwards=upwards, now=verdict.level))
    sentences.append(trend_sentence(name, metric, answer=verdict.trend, reason=verdict.trend_reason))
    if verdict.mark:
        sentences.append(f"Its figure is {FIGURE_MARKS[verdict.mark]}.")
    return " ".join(f"{sentence[:1].upper()}{sentence[1:]}" for sentence in sentences)


def freshness(start: dt.date, months: int, today: dt.date, *, next_release: str | None) -> str:
    """The period of the newest figures, their age, and when the next are due."""
    period = period_label(start, months, long=True)
    following = f"Next figures: {next_release}." if next_release else "No date is known for the next."
    return f"The newest figures are for {period}, {age(Period(start=start, months=months).end, today)}. {following}"


def missing_words(missing: Sequence[tuple[Reason, int]], *, level: Level) -> str:
    """How many places have no figure for the newest period, and why."""
    if not missing:
        return f"All {PLACE_LEVELS[level]} have a figure for the newest period."
    total = sum(count for _, count in missing)
    beginning = f"{counted(total, 'place')} without a figure for the newest period"
    if len(missing) == 1:
        return f"{beginning}: {REASONS[missing[0][0]].because}."
    return f"{beginning}: {joined([f'{count:,} because {REASONS[reason].because}' for reason, count in missing])}."


def left_out_words(periods: int, *, places_are: str) -> str:
    """Why some periods are not drawn."""
    those = "1 period is" if periods == 1 else f"{periods} periods are"
    return f"{those} left out: fewer than half as many {places_are} have a figure then as in the fullest period."


def what_it_is(metric: Metric) -> list[tuple[str, str]]:
    """Unit, direction, period, lowest level and role, as pairs of a term and its words."""
    described = [
        ("What it is", metric.description),
        ("Unit", unit_words(metric)),
        ("Which way is better", POLARITIES[metric.polarity]),
    ]
    if not metric.is_measured:
        return described
    covers = "a single day" if metric.period_months == 0 else _months(metric.period_months)
    every = FREQUENCIES.get(metric.every_months or 0, f"every {metric.every_months} months")
    published = every if metric.every_months else "at no fixed interval"
    return [
        *described,
        ("Each figure covers", f"{covers}; published {published}"),
        ("Smallest places with figures", PLACE_LEVELS[metric.lowest_level]),
    ]


def role_words(metric: Metric, memberships: Sequence[tuple[Framework, Mission, str]]) -> str:
    """Which missions it serves, in which role, and whose choice that is."""
    serves = [f"{mission.title} ({role}, {framework.title})" for framework, mission, role in memberships]
    missions = f"Serves {joined(serves)}." if serves else "Serves no mission; it describes the place."
    named = f" The framework's own words: {joined(metric.named_as)}." if metric.named_as else ""
    return f"{missions} Why it has that role: {metric.role_basis}.{named}"


def nature_words(sources: Sequence[Source]) -> str:
    """What sort of series stand behind the metric, where any is not the publisher's current one."""
    special = [source for source in sources if source.nature is not Nature.CURRENT]
    if not special:
        return "All figures come from their publishers' current series."
    return " ".join(f"{source.title}: {NATURES[source.nature]}." for source in special)


def source_line(sources: Sequence[Source], period: str) -> str:
    """The line under a chart: who published what, when, and for which period."""
    names = []
    for source in sources:
        released = f", released {day(source.released_on)}" if source.released_on else ", date of release not stated"
        names.append(f"{source.publisher}, {source.title}{released}")
    return f"Source: {'; '.join(names)}. Figures for {period}."


def revision_words(revision: Revision | None, metric: Metric, previous_build: str) -> str:
    """How the metric's figures changed against the build before."""
    if revision is None:
        return f"No figure was revised since the build before this one ({previous_build})."
    parts = []
    if revision.figures_revised:
        parts.append(
            f"{counted(revision.figures_revised, 'figure')} revised, half of them by "
            f"{change(abs(revision.median_size), metric).lstrip('+')} or more, the largest change "
            f"{change(abs(revision.largest_size), metric).lstrip('+')} ({revision.largest_at})"
        )
    if revision.periods_added:
        parts.append(f"periods added: {joined(revision.periods_added)}")
    if revision.periods_lost:
        parts.append(f"periods gone: {joined(revision.periods_lost)}")
    words = "; ".join(parts) or "the number of figures changed"
    return f"Since the build before ({previous_build}): {words}."


def _going(counts: Summary) -> str:
    """Which way most places go; weaker words where every such direction rests on ranks alone."""
    answer, places_are = counts.direction, PLACE_LEVELS[counts.level]
    if answer is TrendAnswer.CANNOT_BE_CALCULATED or counts.places == 1:
        return ""
    moving = sum(counts.trends[one] for one in MOVING)
    indicative = 0 < moving == counts.trend_reasons.get(Reason.INDICATIVE, 0)
    if answer is None:
        told = [(one, count) for one, count in counts.trends.items() if count and one in GOING]
        said = [f"{_verb(one, indicative=indicative)} {count:,}" for one, count in told]
        return f"{joined(said)} of {counts.places:,} {places_are}" if said else ""
    share = counts.trends[answer] / counts.places
    how_many = "all" if share == 1 else "almost all of" if share >= ALMOST_ALL else "most of"
    return f"{_verb(answer, indicative=indicative)} {how_many} {counts.places:,} {places_are}"


def _verb(answer: TrendAnswer, *, indicative: bool) -> str:
    return f"it seems to be {GOING[answer]}" if indicative and answer in MOVING else GOING[answer]


def _standing_out(counts: Summary, against: str, noun: str) -> str:
    if not counts.flagged:
        return f"none of the{noun} stands out from {against}" if noun else f"none stands out from {against}"
    stand = "stands" if counts.flagged == 1 else "stand"
    of_all = "" if not noun and counts.compared == counts.places else f" of {counts.compared:,}"  # said once already
    return f"{counts.flagged:,}{of_all}{noun} {stand} out from {against}"


def _range(metric: Metric, standings: Sequence[Standing], counts: Summary) -> str:
    present = sorted(
        (each.verdict.value, with_article(each.place))
        for each in standings
        if each.has_newest and each.verdict and each.verdict.value is not None
    )
    (low, lowest), (high, highest) = present[0], present[-1]
    if len(present) == 1:
        return f"{number(low, metric)} in {lowest}{_trend_of_one(counts)}"
    places_are = "they" if _going(counts) else PLACE_LEVELS[counts.level]
    top = number(high, metric, bare=True)
    return f"{places_are} range from {number(low, metric)} in {lowest} to {top} in {highest}"


def _trend_of_one(counts: Summary) -> str:
    """Which way the only place there is goes, after its figure."""
    if counts.places != 1 or counts.direction not in GOING:
        return ""
    if counts.direction is TrendAnswer.NO_CLEAR_CHANGE:
        return ", and the trend shows no clear change"
    verb = "seems to be" if Reason.INDICATIVE in counts.trend_reasons else "is"
    return f", and the trend {verb} {TRENDS[counts.direction]}"


def _because(reasons: Mapping[Reason, int]) -> str:
    """The commonest reason, as the end of a sentence."""
    return next((f": {REASONS[reason].because}" for reason in reasons), "")


def _months(months: int) -> str:
    if months % 12:
        return counted(months, "month")
    return counted(months // 12, "year")
