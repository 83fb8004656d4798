"""All places in one table, small enough to be sent whole: about 200 bytes a row where others take 1,500.

Marks are drawn by a style of a few classes instead of an image in every cell, and the table scrolls in a region of
its own, so that its cells need no labels.
"""

from collections.abc import Callable, Sequence
from html import escape

from domain.metric import Metric, Polarity
from domain.place import Level
from domain.verdict import Comparator, LevelAnswer, TrendAnswer, Verdict
from ui.address import href
from ui.marks import mark_svg
from ui.metric_views import Scene
from ui.numbers import NO_FIGURE, interval, is_missing, number, period_label
from ui.pictures import data_address
from ui.prose import heading, paragraphs
from ui.standings import Standing, ordered
from ui.wording import FIGURE_MARKS, PLACE_LEVELS, level_label, reason_label, trend_label

Answer = LevelAnswer | TrendAnswer
Writer = Callable[[Standing], str]
NO_RANKS = "Places are listed in order of their value. Neighbours in the list often cannot be told apart."
FIFTHS_ARE = {
    Polarity.HIGHER_IS_BETTER: "The 1st fifth holds the highest values, which are the best.",
    Polarity.LOWER_IS_BETTER: "The 1st fifth holds the lowest values, which are the best.",
    Polarity.NEUTRAL: "The 1st fifth holds the lowest values; neither end is better.",
}
FIFTHS = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th"}


def table_html(scene: Scene, comparator: Comparator, *, by_name: bool) -> str:
    """The table of a scene with its title, what to know before reading it, and its source."""
    order = "by name" if by_name else "from the highest value to the lowest"
    caption = f"{scene.metric.title}, {scene.period}: {PLACE_LEVELS[scene.level]} {order}"
    notes = [] if by_name else [NO_RANKS]
    if any(each.verdict and _ranked(each.verdict, scene.level) for each in scene.standings):
        notes.append(FIFTHS_ARE[scene.metric.polarity])
    notes.append(unanswered(scene.standings, level=scene.level))
    drawn = places_table(
        ordered(scene.standings, by_name=by_name), scene.metric,
        caption=caption, level=scene.level, comparator=comparator, highlight=scene.highlight,
    )  # fmt: skip
    words = " ".join(note for note in notes if note)
    return f'{heading(caption)}{paragraphs([words])}{drawn}<p class="source">{escape(scene.source_line)}</p>'


def places_table(
    standings: Sequence[Standing],
    metric: Metric,
    *,
    caption: str,
    level: Level,
    comparator: Comparator,
    highlight: str | None = None,
) -> str:
    """One row a place. A column in which no place has an answer is left out; ``unanswered`` says why in words."""
    columns = _columns(standings, metric, level, comparator)
    head = "".join(f"<th scope=col{kind}>{escape(title)}" for title, kind, _ in columns)
    rows = "".join(_row(each, columns, chosen=each.place.code == highlight) for each in standings)
    style = _mark_style({answer for each in standings if each.verdict for answer in _answers(each.verdict)})
    label = escape(caption)
    return (
        f'{style}<div class="table-scroll" role="region" tabindex="0" aria-label="{label}">'
        f'<table class="figures places"><caption class="visually-hidden">{label}</caption>'
        f"<thead><tr>{head}<tbody>{rows}</table></div>"
    )


def unanswered(standings: Sequence[Standing], *, level: Level) -> str:
    """Why there is no column of levels or trends where no place has one; nothing where both are there."""
    verdicts = [each.verdict for each in standings if each.verdict and each.has_newest]
    sentences = []
    for name, answered, reasons in (
        ("level", any(_has_level(v) for v in verdicts), [v.level_reason for v in verdicts if v.level_reason]),
        ("trend", any(_has_trend(v) for v in verdicts), [v.trend_reason for v in verdicts if v.trend_reason]),
    ):
        if verdicts and not answered:
            reason = max(set(reasons), key=reasons.count) if reasons else None
            why = f": {reason_label(reason, level).removeprefix('cannot tell: ')}" if reason else ""
            sentences.append(f"No place has a {name}{why}.")
    return " ".join(sentences)


def _columns(
    standings: Sequence[Standing], metric: Metric, level: Level, comparator: Comparator
) -> list[tuple[str, str, Writer]]:
    verdicts = [each.verdict for each in standings if each.verdict]
    number_column = " class=number"
    columns: list[tuple[str, str, Writer]] = [
        ("Place", "", lambda each: _name(each, comparator)),
        ("Value", number_column, lambda each: _value(each, metric)),
    ]
    # the answers before the details, so that a phone shows them without scrolling sideways
    if any(_has_level(verdict) for verdict in verdicts):
        columns.append(("Level", "", _level))
    if any(_has_trend(verdict) for verdict in verdicts):
        columns.append(("Trend", "", _trend))
    if any(not is_missing(verdict.lower) for verdict in verdicts):
        columns.append(("95% interval", number_column, lambda each: _interval(each, metric)))
    if any(_ranked(verdict, level) for verdict in verdicts):
        columns.append(("Fifth", number_column, lambda each: _fifth(each, level)))
    if any(_note(each) for each in standings):
        columns.append(("Note", "", lambda each: escape(_note(each))))
    return columns


def _row(each: Standing, columns: Sequence[tuple[str, str, Writer]], *, chosen: bool) -> str:
    cells = "".join(f"<td{kind}>{write(each)}" for _, kind, write in columns[1:])
    name = columns[0][2](each)
    if chosen:
        return f'<tr class=chosen><th scope=row>{name} <span class=note>highlighted</span>{cells}'
    return f"<tr><th scope=row>{name}{cells}"


def _name(each: Standing, comparator: Comparator) -> str:
    address = escape(href("profile", place=each.place, compare=comparator))
    return f'<a href="{address}" target=_self>{escape(each.place.name)}</a>'


def _value(each: Standing, metric: Metric) -> str:
    verdict = each.verdict
    return NO_FIGURE if verdict is None else escape(number(verdict.value, metric, bare=True))


def _note(each: Standing) -> str:
    """What else must be known of the figure: why there is none, that it is an older one, how it was made."""
    verdict, reason = each.verdict, each.missing
    older = verdict is not None and verdict.stale and not is_missing(verdict.value)
    notes = [f"figure for {period_label(verdict.period_start, verdict.period_months)}"] if verdict and older else []
    notes += [reason_label(reason, each.place.level)] if reason and not older else []
    notes += [FIGURE_MARKS[verdict.mark]] if verdict and verdict.mark else []
    return "; ".join(notes)


def _interval(each: Standing, metric: Metric) -> str:
    return escape(interval(each.verdict.lower, each.verdict.upper, metric)) if each.verdict else ""


def _fifth(each: Standing, level: Level) -> str:
    return FIFTHS[each.verdict.fifth] if each.verdict and _ranked(each.verdict, level) else "not ranked"


def _level(each: Standing) -> str:
    if each.verdict is None:
        return _marked(LevelAnswer.NOT_COMPARED, level_label(None, each.missing))
    return _marked(each.verdict.level, level_label(each.verdict.level, each.verdict.level_reason))


def _trend(each: Standing) -> str:
    if each.verdict is None:
        return _marked(TrendAnswer.CANNOT_BE_CALCULATED, trend_label(None, each.missing))
    return _marked(each.verdict.trend, trend_label(each.verdict.trend, each.verdict.trend_reason))


def _marked(answer: Answer, words: str) -> str:
    return f"<i class={_class(answer)}></i>{escape(words)}"


def _class(answer: Answer) -> str:
    return answer.value.replace("_", "-")


def _mark_style(answers: set[Answer]) -> str:
    """The marks in use, each drawn once."""
    rules = "".join(
        f'.places .{_class(answer)}{{background-image:url("{data_address(mark_svg(answer))}")}}'
        for answer in sorted({*answers, LevelAnswer.NOT_COMPARED, TrendAnswer.CANNOT_BE_CALCULATED}, key=_class)
    )
    return f"<style>{rules}</style>"


def _answers(verdict: Verdict) -> tuple[Answer, Answer]:
    return verdict.level, verdict.trend


def _has_level(verdict: Verdict) -> bool:
    return verdict.level is not LevelAnswer.NOT_COMPARED


def _has_trend(verdict: Verdict) -> bool:
    return verdict.trend is not TrendAnswer.CANNOT_BE_CALCULATED


def _ranked(verdict: Verdict, level: Level) -> bool:
    """Whether the fifth is one among the places of the level shown."""
    return verdict.fifth > 0 and verdict.group_level == level
