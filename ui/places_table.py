"""All places in one table, small enough to be sent whole: about 200 bytes a row where others take 1,500.

Marks are drawn by a style of a few classes instead of an image in every cell, and the table scrolls in a region of
its own, so that its cells need no labels.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from domain.metric import Metric, Polarity
from domain.place import Level, Place
from domain.verdict import Comparator, LevelAnswer, TrajectoryAnswer, TrendAnswer, Verdict
from ui.address import href
from ui.four_cells import RELIABLE
from ui.marks import Answer, mark_svg
from ui.metric_views import Scene
from ui.numbers import NO_FIGURE, interval, is_missing, number, period_label
from ui.pictures import data_address
from ui.prose import heading, paragraphs
from ui.rows import comparator_name
from ui.sentences import chance_words
from ui.standings import Standing, ordered
from ui.tipping import QUESTION, all_tips
from ui.wording import (
    FIGURE_MARKS,
    PLACE_LEVELS,
    TRAJECTORIES,
    assurance_label,
    level_label,
    reason_label,
    trajectory_label,
    trend_label,
)

Writer = Callable[[Standing], str]
Columns = list[tuple[str, str, Writer]]
"""Of each column its heading, its class in HTML, and what writes its cells."""

NUMBER = " class=n"
FEW_ROWS = 60  # up to here each row opens on what would change it; with more the page would grow too heavy to send
NO_RANKS = "Places are listed in order of their value. Neighbours in the list often cannot be told apart."
WHERE_TIPS_ARE = "Highlight a place above to see all its answers, and what would change them."
FIFTHS_ARE = {
    Polarity.HIGHER_IS_BETTER: "The 1st fifth holds the highest values, which are the best.",
    Polarity.LOWER_IS_BETTER: "The 1st fifth holds the lowest values, which are the best.",
    Polarity.NEUTRAL: "The 1st fifth holds the lowest values; neither end is better.",
}
FIFTHS = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 5: "5th"}


def table_html(scene: Scene, comparator: Comparator, *, by_name: bool, against: Mapping[str, str] | None = None) -> str:
    """The table of a scene with its title, what to know before reading it, and its source."""
    order = "by name" if by_name else "from the highest value to the lowest"
    caption = f"{scene.metric.title}, {scene.period}: {PLACE_LEVELS[scene.level]} {order}"
    notes = [] if by_name else [NO_RANKS]
    if any(each.verdict and _ranked(each.verdict, scene.level) for each in scene.standings):
        notes.append(FIFTHS_ARE[scene.metric.polarity])
    notes.append(unanswered(scene.standings, level=scene.level))
    if len(scene.standings) > FEW_ROWS:
        notes.append(WHERE_TIPS_ARE)
    drawn = places_table(
        ordered(scene.standings, by_name=by_name), scene.metric,
        caption=caption, level=scene.level, comparator=comparator, highlight=scene.highlight,
        against=against,
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
    against: Mapping[str, str] | None = None,
) -> str:
    """One row a place. A column in which no place has an answer is left out; ``unanswered`` says why in words.

    ``against`` names each place's comparator, by code; where it is given and rows are few, each opens on what would
    change its four answers.
    """
    columns = [*_columns(standings, metric, level), *_last_columns(standings, metric, against=against)]
    named = ("Place", "", lambda each: name_cell(each, comparator))
    return sections_table([("", standings)], [named, *columns], caption=caption, highlight=highlight)


def sections_table(
    sections: Sequence[tuple[str, Sequence[Standing]]], columns: Columns, *, caption: str, highlight: str | None
) -> str:
    """Places under headings; the heading is left out where it is empty, and a section where it holds no place."""
    head = "".join(f"<th scope=col{kind}>{escape(title)}" for title, kind, _ in columns)
    body = "".join(
        f"<tbody>{_section_heading(title, len(columns))}"
        + "".join(_row(each, columns, chosen=each.place.code == highlight) for each in standings)
        for title, standings in sections
        if standings
    )
    verdicts = [each.verdict for _, standings in sections for each in standings if each.verdict]
    style = _mark_style({answer for verdict in verdicts for answer in _answers(verdict)})
    label = escape(caption)
    return (
        f'{style}<div class="table-scroll" role="region" tabindex="0" aria-label="{label}">'
        f'<table class="figures places"><caption class="visually-hidden">{label}</caption>'
        f"<thead><tr>{head}{body}</table></div>"
    )


def _section_heading(title: str, columns: int) -> str:
    return f"<tr class=section><th scope=rowgroup colspan={columns}>{escape(title)}" if title else ""


def comparators_by_code(
    standings: Sequence[Standing], comparator: Comparator, places: Mapping[str, Place]
) -> dict[str, str]:
    """What each place is compared with, as a sentence names it."""
    return {
        each.place.code: comparator_name(each.place, comparator, places, rest_of=each.verdict.rest_of)
        for each in standings
        if each.verdict
    }


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


def _columns(standings: Sequence[Standing], metric: Metric, level: Level) -> Columns:
    verdicts = [each.verdict for each in standings if each.verdict]
    columns: Columns = [("Value", NUMBER, lambda each: value_cell(each, metric))]
    # the answers before the details, so that a phone shows them without scrolling sideways
    columns += answer_columns(verdicts)
    if any(not is_missing(verdict.lower) for verdict in verdicts):
        columns.append(("95% interval", NUMBER, lambda each: interval_cell(each, metric)))
    if any(_ranked(verdict, level) for verdict in verdicts):
        columns.append(("Fifth", NUMBER, lambda each: _fifth(each, level)))
    return columns


def answer_columns(verdicts: Sequence[Verdict]) -> Columns:
    """A column for each of the four cells in which any place has an answer."""
    columns: Columns = []
    if any(_has_level(verdict) for verdict in verdicts):
        columns.append(("Level", "", _level))
    if any(_has_trend(verdict) for verdict in verdicts):
        columns.append(("Trend", "", _trend))
    aimed = [verdict.target_year for verdict in verdicts if verdict.trajectory is not TrajectoryAnswer.NO_TARGET]
    if aimed:
        columns.append((f"Trajectory to {max(aimed)}" if max(aimed) else "Trajectory", "", _trajectory))
    if any(verdict.assurance in RELIABLE for verdict in verdicts):
        columns.append(("Assurance", "", _assurance))
    return columns


def _last_columns(standings: Sequence[Standing], metric: Metric, *, against: Mapping[str, str] | None) -> Columns:
    columns: Columns = []
    if any(note(each) for each in standings):
        columns.append(("Note", "", lambda each: escape(note(each))))
    if against is not None and len(standings) <= FEW_ROWS:
        columns.append((QUESTION.removesuffix("?"), "", lambda each: _tips(each, metric, against)))
    return columns


def _row(each: Standing, columns: Columns, *, chosen: bool) -> str:
    cells = "".join(f"<td{kind}>{write(each)}" for _, kind, write in columns[1:])
    name = columns[0][2](each)
    if chosen:
        return f"<tr class=chosen><th scope=row>{name} <span class=note>highlighted</span>{cells}"
    return f"<tr><th scope=row>{name}{cells}"


def name_cell(each: Standing, comparator: Comparator) -> str:
    """The place with the way to its profile."""
    # its nation is what a profile compares with unless told otherwise
    against = None if comparator is Comparator.NATION else comparator
    address = escape(href("profile", place=each.place, compare=against))
    return f'<a href="{address}" target=_self>{escape(each.place.name)}</a>'


def value_cell(each: Standing, metric: Metric) -> str:
    """The figure without the words of its unit."""
    verdict = each.verdict
    return NO_FIGURE if verdict is None else escape(number(verdict.value, metric, bare=True))


def note(each: Standing) -> str:
    """What else must be known of the figure: why there is none, that it is an older one, how it was made."""
    verdict, reason = each.verdict, each.missing
    older = verdict is not None and verdict.stale and not is_missing(verdict.value)
    notes = [f"figure for {period_label(verdict.period_start, verdict.period_months)}"] if verdict and older else []
    notes += [reason_label(reason, each.place.level)] if reason and not older else []
    notes += [FIGURE_MARKS[verdict.mark]] if verdict and verdict.mark else []
    return "; ".join(notes)


def interval_cell(each: Standing, metric: Metric) -> str:
    """The 95% interval of the figure."""
    return escape(interval(each.verdict.lower, each.verdict.upper, metric)) if each.verdict else ""


def _fifth(each: Standing, level: Level) -> str:
    return FIFTHS[each.verdict.fifth] if each.verdict and _ranked(each.verdict, level) else "not ranked"


def _level(each: Standing) -> str:
    if each.verdict is None:
        return _marked(LevelAnswer.NOT_COMPARED, level_label(None, each.missing))
    unusual = ", unusual" if each.verdict.unusual else ""
    return _marked(each.verdict.level, level_label(each.verdict.level, each.verdict.level_reason) + unusual)


def _trend(each: Standing) -> str:
    if each.verdict is None:
        return _marked(TrendAnswer.CANNOT_BE_CALCULATED, trend_label(None, each.missing))
    return _marked(each.verdict.trend, trend_label(each.verdict.trend, each.verdict.trend_reason))


def _trajectory(each: Standing) -> str:
    verdict = each.verdict
    if verdict is None or verdict.trajectory is TrajectoryAnswer.NO_TARGET:
        return TRAJECTORIES[TrajectoryAnswer.NO_TARGET]
    told = verdict.chance is not None and verdict.trajectory is not TrajectoryAnswer.CANNOT_TELL
    chance = f", {chance_words(verdict.chance)}" if told else ""
    return _marked(verdict.trajectory, trajectory_label(verdict.trajectory, verdict.trajectory_reason) + chance)


def _assurance(each: Standing) -> str:
    verdict = each.verdict
    if verdict is None or verdict.assurance not in RELIABLE:
        return escape(assurance_label(verdict.assurance, verdict.assurance_reason)) if verdict else NO_FIGURE
    return _marked(verdict.assurance, assurance_label(verdict.assurance, verdict.assurance_reason))


def _tips(each: Standing, metric: Metric, against: Mapping[str, str]) -> str:
    if each.verdict is None or is_missing(each.verdict.value):
        return NO_FIGURE
    return all_tips(each.verdict, metric, against=against.get(each.place.code, "its comparator"))


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


def _answers(verdict: Verdict) -> tuple[Answer, ...]:
    return verdict.level, verdict.trend, verdict.trajectory, verdict.assurance


def _has_level(verdict: Verdict) -> bool:
    return verdict.level is not LevelAnswer.NOT_COMPARED


def _has_trend(verdict: Verdict) -> bool:
    return verdict.trend is not TrendAnswer.CANNOT_BE_CALCULATED


def _ranked(verdict: Verdict, level: Level) -> bool:
    """Whether the fifth is one among the places of the level shown."""
    return verdict.fifth > 0 and verdict.group_level == level
