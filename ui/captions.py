"""The sentences over, under and instead of charts and maps: titles, summaries, text alternatives, labels."""

from collections.abc import Sequence

from domain.metric import Metric
from domain.observation import Mark
from domain.verdict import LevelAnswer
from ui.charts import Benchmark, PlaceSeries, PlaceValue, Point, Spread
from ui.numbers import NO_FIGURE, interval, is_missing, number, period_label, unit_words
from ui.sentences import PREPOSITIONS, as_subject, counted, joined, level_sentence
from ui.sparkline import sparkline_label
from ui.wording import CANNOT_TELL, DOUBTFUL, FIGURE_MARKS, LEVELS, NATURES, level_label

HOLLOW = "Hollow marks are figures that are unreliable or provisional."
NOTHING = "There is nothing to draw: none of the places chosen has a figure."
MAP_NOTE = "The table below the map holds the same figures."


def places_title(
    rows: Sequence[PlaceValue], metric: Metric, *, highlight: str | None, benchmark: Benchmark | None, period: str
) -> str:
    """The finding of a chart of places: about the highlighted one, else how many stand out, else the spread."""
    row = next((row for row in rows if row.code == highlight), None)
    if row and benchmark and row.answer:
        return _dated(level_sentence(
            row.name, row.value, metric,
            answer=row.answer, comparator=benchmark.name, benchmark=benchmark.value,
        ), period)  # fmt: skip
    if row and not is_missing(row.value):
        return _dated(f"{as_subject(metric.title)} is {number(row.value, metric)} in {row.name}", period)
    if benchmark and any(row.answer for row in rows):
        return _dated(f"{metric.title}: {_standing_out(rows, benchmark)}", period)
    return _dated(f"{metric.title}: {_spread(rows, metric)}", period)


def places_summary(
    rows: Sequence[PlaceValue], metric: Metric, *, benchmark: Benchmark | None, marked: bool = True
) -> str:
    """One sentence above a chart of places: from where to where, the comparator, and who has no figure."""
    spread = _spread(rows, metric)
    if spread == NOTHING:
        return NOTHING
    missing = sum(is_missing(row.value) for row in rows)
    sentences = [f"{_sentence(spread)}."]
    if marked and benchmark and not is_missing(benchmark.value):
        sentences.append(f"The line marks {benchmark_label(benchmark, metric)}.")
    if missing:
        sentences.append(f"{counted(missing, 'place')} without a figure.")
    if marked and any(not row.reliable for row in rows):
        sentences.append(HOLLOW)
    return " ".join(sentences)


def places_alt(
    rows: Sequence[PlaceValue],
    metric: Metric,
    *,
    kind: str,
    benchmark: Benchmark | None,
    marked: bool = True,
    named: int = 12,
) -> str:
    """The message of a chart of places with its numbers; the first few places are named one by one."""
    present = [row for row in rows if not is_missing(row.value)]
    if not present:
        return f"{kind} of {metric.title}. {NOTHING}"
    parts = [f"{kind} of {metric.title}.", places_summary(rows, metric, benchmark=benchmark, marked=marked)]
    if benchmark and any(row.answer for row in rows):
        parts.append(f"{_sentence(_standing_out(rows, benchmark))}.")
    if len(present) <= named:
        parts.append("; ".join(place_words(row, metric) for row in rows) + ".")
    return " ".join(parts)


def place_words(row: PlaceValue, metric: Metric) -> str:
    """One place in a few words: "Hartlepool 57.1 years (56.0 to 58.2), worse"."""
    if is_missing(row.value):
        return f"{row.name}: {level_label(None, row.reason)}" if row.reason else f"{row.name}: no figure"
    limits = "" if is_missing(row.lower) else f" ({interval(row.lower, row.upper, metric)})"
    answer = f", {level_label(row.answer, row.reason)}" if row.answer else ""
    doubt = f", {FIGURE_MARKS[row.mark]}" if row.mark else "" if row.reliable else f", {DOUBTFUL}"
    return f"{row.name} {number(row.value, metric)}{limits}{answer}{doubt}"


def benchmark_label(benchmark: Benchmark, metric: Metric) -> str:
    """The words on the comparator's line: "England 61.9"; its name alone where places have different ones."""
    if is_missing(benchmark.value):
        return benchmark.name
    return f"{benchmark.name} {number(benchmark.value, metric, bare=True)}"


def answer_words(benchmark: Benchmark | None) -> dict[LevelAnswer | None, str]:
    """The words of a key: "better than England", "similar to England", "cannot tell"."""
    name = benchmark.name if benchmark else "the comparator"
    words: dict[LevelAnswer | None, str] = {
        answer: f"{word} {PREPOSITIONS.get(answer, 'than')} {name}" for answer, word in LEVELS.items()
    }
    return words | {LevelAnswer.NOT_COMPARED: CANNOT_TELL}


def series_title(series: PlaceSeries | None, metric: Metric) -> str:
    """The finding of a line chart: how the highlighted place moved between its first and last figure."""
    if series is None:
        return f"{metric.title} over time"
    return f"{as_subject(metric.title)} in {series.name} {series_words(series, metric)}"


def series_words(series: PlaceSeries, metric: Metric) -> str:
    """A series in words, since its last break: "fell from 61.2 years in 2012 to 57.1 years in 2023"."""
    points = since_last_break(series.points, metric)
    periods = [period_label(point.start, point.months) for point in points]
    return sparkline_label([point.value for point in points], periods, metric)


def since_last_break(points: Sequence[Point], metric: Metric) -> Sequence[Point]:
    """The figures that may be compared with the latest one."""
    known = [point for point in points if not is_missing(point.value)]
    if not known:
        return known
    marked = [point.start for point in known if point.mark is Mark.BREAK]
    breaks = [a_break.on for a_break in metric.breaks if a_break.on <= known[-1].start]
    return [point for point in known if point.start >= max([*marked, *breaks], default=known[0].start)]


def series_summary(all_series: Sequence[PlaceSeries], metric: Metric, *, breaks: Sequence[str]) -> str:
    """What the lines show, and what a reader must know about gaps, breaks and stand-ins."""
    sentences = [f"{_sentence(unit_words(metric))}, over time."]
    if any(is_missing(point.value) for series in all_series for point in series.points):
        sentences.append("A gap means there is no figure.")
    sentences += [f"The line is broken where figures stop being comparable: {reason}." for reason in breaks]
    stand_ins = [f"{series.name} ({NATURES[series.nature]})" for series in all_series if series.stands_in]
    if stand_ins:
        sentences.append(f"Dashed: {joined(stand_ins)}.")
    if any(not point.firm for series in all_series for point in series.points):
        sentences.append(HOLLOW)
    return " ".join(sentences)


def series_alt(all_series: Sequence[PlaceSeries], metric: Metric, *, breaks: Sequence[str]) -> str:
    """The message of a line chart with its numbers."""
    lines = [f"{series.name} {series_words(series, metric)}" for series in all_series]
    broken = [f"Break in the series: {reason}" for reason in breaks]
    return f"Line chart of {metric.title}. " + ". ".join([*lines, *broken]) + "."


def spread_title(spreads: Sequence[Spread], metric: Metric, *, places_are: str) -> str:
    """The finding of a distribution over time: whether eight in ten places drew together or apart since a break."""
    spreads = comparable_spreads(spreads, metric)
    if len(spreads) < 2:
        return f"{metric.title} across {places_are}"
    first, last = spreads[0], spreads[-1]
    before, after = round(first.p90 - first.p10, metric.decimals), round(last.p90 - last.p10, metric.decimals)
    moved = "as far apart" if before == after else "closer together" if after < before else "further apart"
    than = "as" if before == after else "than"
    began, ended = period_label(first.start, first.months), period_label(last.start, last.months)
    return f"{metric.title}: the figures of {places_are} were {moved} in {ended} {than} in {began}"


def comparable_spreads(spreads: Sequence[Spread], metric: Metric) -> Sequence[Spread]:
    """The periods that may be compared with the latest one."""
    points = [Point(spread.start, spread.months, spread.p50) for spread in spreads]
    kept = {point.start for point in since_last_break(points, metric)}
    return [spread for spread in spreads if spread.start in kept]


def spread_summary(*, places_are: str, highlight: PlaceSeries | None) -> str:
    """What the bands are."""
    line = f" The dark blue line is {highlight.name}." if highlight else ""
    return (
        f"Half of all {places_are} lie in the darker band, eight in ten in the two bands together; "
        f"the grey line is the middle one.{line} Where figures rest on samples, part of how far apart they lie is "
        "chance."
    )


def spread_alt(spreads: Sequence[Spread], metric: Metric, *, places_are: str, highlight: PlaceSeries | None) -> str:
    """The message of a distribution over time with its numbers: the first and the last period."""
    parts = [f"Bands over time of {metric.title} across {places_are}."]
    spreads = comparable_spreads(spreads, metric)
    parts += [
        f"In {period_label(spread.start, spread.months)} the middle was {number(spread.p50, metric)}, with "
        f"eight in ten between {number(spread.p10, metric)} and {number(spread.p90, metric)}."
        for spread in [*spreads[:1], *spreads[1:][-1:]]
    ]
    if highlight:
        parts.append(f"{highlight.name} {series_words(highlight, metric)}.")
    return " ".join(parts)


def map_summary(
    rows: Sequence[PlaceValue], metric: Metric, *, benchmark: Benchmark | None, highlight: str | None
) -> str:
    """One sentence above a map, and where the same is found without a map."""
    spread = _spread(rows, metric)
    beginning = NOTHING if spread == NOTHING else f"{_sentence(spread)}."
    missing = sum(is_missing(row.value) for row in rows)
    gaps = f" {counted(missing, 'place')} without a figure." if missing and spread != NOTHING else ""
    against = f" Compared with {benchmark_label(benchmark, metric)}." if benchmark else ""
    outlined = "".join(f" {row.name} is outlined." for row in rows if row.code == highlight)
    return f"{beginning}{gaps}{against}{outlined} {MAP_NOTE}"


def class_words(low: float, high: float, count: int, metric: Metric) -> str:
    """One class of a map: its range and how many places are in it."""
    first, last = number(low, metric, bare=True), number(high, metric, bare=True)
    return f"{first if first == last else f'{first} to {last}'}: {counted(count, 'place')}"


def no_figure_words(count: int) -> str:
    """The class of a map for places without a figure or an answer."""
    return f"{NO_FIGURE}: {counted(count, 'place')}"


def _standing_out(rows: Sequence[PlaceValue], benchmark: Benchmark) -> str:
    groups = {
        "better": {LevelAnswer.BETTER, LevelAnswer.MUCH_BETTER},
        "worse": {LevelAnswer.WORSE, LevelAnswer.MUCH_WORSE},
        "higher": {LevelAnswer.HIGHER, LevelAnswer.MUCH_HIGHER},
        "lower": {LevelAnswer.LOWER, LevelAnswer.MUCH_LOWER},
    }
    counts = {word: sum(row.answer in answers for row in rows) for word, answers in groups.items()}
    said = [f"{count} {word}" for word, count in counts.items() if count]
    if not said:
        return f"no place can be told apart from {benchmark.name}"
    total = sum(not is_missing(row.value) for row in rows)
    return f"{joined(said)} than {benchmark.name}, of {counted(total, 'place')}"


def _spread(rows: Sequence[PlaceValue], metric: Metric) -> str:
    present = sorted((row for row in rows if not is_missing(row.value)), key=lambda row: (row.value, row.name))
    if not present:
        return NOTHING
    low, high = present[0], present[-1]
    if low is high:
        return f"one place has a figure: {low.name}, {number(low.value, metric)}"
    return f"from {number(low.value, metric)} in {low.name} to {number(high.value, metric)} in {high.name}"


def _dated(sentence: str, period: str) -> str:
    plain = sentence.removesuffix(".")
    return f"{plain}, {period}" if period else plain


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
