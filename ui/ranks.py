"""The ranked table: places in thirds by the interval of their rank, and those nobody can tell the place of."""

from collections import Counter
from collections.abc import Sequence
from html import escape

from domain.metric import Polarity
from domain.place import Level, Place
from domain.verdict import Comparator, Verdict
from ui.metric_views import Scene
from ui.names import with_article
from ui.numbers import ordinal
from ui.places_table import (
    NUMBER,
    Columns,
    answer_columns,
    interval_cell,
    name_cell,
    note,
    sections_table,
    value_cell,
)
from ui.prose import heading, paragraphs
from ui.standings import Standing, newest_verdicts, ordered
from ui.wording import PLACE_LEVELS, REASONS

FIRST_IS = {
    Polarity.HIGHER_IS_BETTER: "1st is the highest figure, which is the best.",
    Polarity.LOWER_IS_BETTER: "1st is the lowest figure, which is the best.",
    Polarity.NEUTRAL: "1st is the highest figure; neither end is better.",
}
HOW_TO_READ = (
    "Chance moves places up and down the order, so each rank stands with the range that holds it 95 times in 100. A "
    "place is put into a third only where that whole range lies inside it. Less exact figures are drawn in towards the "
    "average before they are ranked, so a place can stand above one with a better figure."
)
UPPER, MIDDLE, LOWER, CANNOT_TELL, NOT_RANKED = "upper", "middle", "lower", "cannot_tell", "not_ranked"


def ranks_html(scene: Scene, comparator: Comparator, *, formal: str = "") -> str:
    """The ranked table of a scene with the finding, how to read it, and its source.

    ``formal`` is a sentence on the highlighted place, for those who need a claim that holds whatever the truth is.
    """
    grouped = thirds(scene.standings, scene.level)
    title = ranks_title(scene, grouped)
    words = paragraphs(_before(scene, grouped, formal))
    drawn = sections_table(
        _sections(scene, grouped), _columns(scene, comparator), caption=title, highlight=scene.highlight
    )
    return f'{heading(title)}{words}{drawn}<p class="source">{escape(scene.source_line)}</p>'


def thirds(standings: Sequence[Standing], level: Level) -> dict[str, list[Standing]]:
    """The places by the third that holds the whole interval of their rank; by value within each."""
    grouped: dict[str, list[Standing]] = {UPPER: [], MIDDLE: [], LOWER: [], CANNOT_TELL: [], NOT_RANKED: []}
    for each in ordered(standings):
        grouped[third(each.verdict) if is_ranked(each, level) and each.verdict else NOT_RANKED].append(each)
    for group in (UPPER, MIDDLE, LOWER, CANNOT_TELL):
        grouped[group].sort(key=lambda each: each.verdict.rank if each.verdict else 0)
    return grouped


def third(verdict: Verdict) -> str:
    """The third of all ranks that holds the whole 95% interval of this one, or that none does."""
    best, worst = sorted((verdict.rank_low, verdict.rank_high))
    if worst * 3 <= verdict.rank_of:
        return UPPER
    if (best - 1) * 3 >= 2 * verdict.rank_of:
        return LOWER
    return MIDDLE if (best - 1) * 3 >= verdict.rank_of and worst * 3 <= 2 * verdict.rank_of else CANNOT_TELL


def is_ranked(each: Standing, level: Level) -> bool:
    """Whether the place has a rank among the places of the level shown."""
    return each.verdict is not None and each.verdict.rank > 0 and each.verdict.group_level == level


def ranks_title(scene: Scene, grouped: dict[str, list[Standing]]) -> str:
    """The finding: how many places can be told to be in a third of the order at all."""
    placed = sum(len(grouped[group]) for group in (UPPER, MIDDLE, LOWER))
    ranked = placed + len(grouped[CANNOT_TELL])
    subject, places_are = f"{scene.metric.title}, {scene.period}", PLACE_LEVELS[scene.level]
    if not ranked:
        return f"{subject}: {places_are} cannot be ranked"
    verb = "belongs" if placed == 1 else "belong"
    return f"{subject}: {placed:,} of {ranked:,} {places_are} surely {verb} to the upper, middle or lower third"


def _before(scene: Scene, grouped: dict[str, list[Standing]], formal: str) -> list[str]:
    ranked = any(grouped[group] for group in (UPPER, MIDDLE, LOWER, CANNOT_TELL))
    if not ranked:
        return [_why_none(scene)]
    widths = sorted(
        verdict.rank_high - verdict.rank_low + 1
        for verdict in newest_verdicts(scene.standings)
        if verdict.rank and verdict.group_level == scene.level
    )
    typical = f"The range of the middle place is {widths[len(widths) // 2]:,} ranks wide."
    return [f"{HOW_TO_READ} {FIRST_IS[scene.metric.polarity]} {typical}", *([formal] if formal else [])]


def _why_none(scene: Scene) -> str:
    """Said once: the commonest reason for which no place has a rank."""
    reasons = Counter(
        verdict.rank_reason
        for verdict in newest_verdicts(scene.standings)
        if verdict.rank_reason and verdict.group_level == scene.level
    )
    if not reasons:
        return f"The {PLACE_LEVELS[scene.level]} shown here are not of one kind, so they are not put in order."
    return f"No place is ranked. {REASONS[reasons.most_common(1)[0][0]].sentence} Places are listed by value instead."


def _sections(scene: Scene, grouped: dict[str, list[Standing]]) -> list[tuple[str, Sequence[Standing]]]:
    ranked = any(grouped[group] for group in (UPPER, MIDDLE, LOWER, CANNOT_TELL))
    end = "" if scene.metric.polarity is Polarity.NEUTRAL else ", the best"
    last = "" if scene.metric.polarity is Polarity.NEUTRAL else ", the furthest behind"
    titles = {
        UPPER: f"Upper third{end}", MIDDLE: "Middle third", LOWER: f"Lower third{last}",
        CANNOT_TELL: "Cannot tell which third",
        NOT_RANKED: "Not ranked" if ranked else "By value",
    }  # fmt: skip
    return [(f"{titles[group]} ({len(found):,})", found) for group, found in grouped.items() if found]


def _columns(scene: Scene, comparator: Comparator) -> Columns:
    verdicts = [each.verdict for each in scene.standings if each.verdict]
    metric = scene.metric
    columns: Columns = [
        ("Place", "", lambda each: name_cell(each, comparator)),
        ("Value", NUMBER, lambda each: value_cell(each, metric)),
    ]
    if any(is_ranked(each, scene.level) for each in scene.standings):
        columns.append(("Rank and range", NUMBER, lambda each: _rank(each, scene.level)))
    columns += answer_columns(verdicts)
    columns.append(("95% interval of the value", NUMBER, lambda each: interval_cell(each, metric)))
    if any(note(each) for each in scene.standings):
        columns.append(("Note", "", lambda each: escape(note(each))))
    return columns


def _rank(each: Standing, level: Level) -> str:
    if each.verdict is None or not is_ranked(each, level):
        return "not ranked"
    low, high = sorted((each.verdict.rank_low, each.verdict.rank_high))
    # the range on a line of its own: a phone has no room beside the rank, and without it the rank says too much
    return f"{ordinal(each.verdict.rank)}<br>{ordinal(low)} to {ordinal(high)}"


def formal_sentence(place: Place | None, claim: tuple[int, int, int] | None) -> str:
    """What may be claimed of one place's rank whatever the truth is: a wide range, but one that always holds.

    ``claim`` is the first and last rank and among how many; nothing is said without one.
    """
    if place is None or claim is None:
        return ""
    low, high, of = claim
    where = ordinal(low) if low == high else f"somewhere from {ordinal(low)} to {ordinal(high)}"
    return (
        f"That range assumes that places lie about their average as they seem to. A claim about {with_article(place)} "
        f"that holds 95 times in 100 without assuming so is wider: {where} of {of:,}."
    )
