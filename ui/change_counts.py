"""How many places rose since the baseline beyond noise, fell, or cannot be told: by places and by people, in words."""

import datetime as dt

from domain.change import ChangeAnswer
from domain.disparity import NationalCount
from domain.metric import Metric, Polarity
from domain.place import Level
from domain.verdict import TrendAnswer
from ui.marks import mark_image
from ui.numbers import is_missing, period_label
from ui.sentences import counted, joined
from ui.tables import Cell, Column, table
from ui.wording import PLACE_LEVELS, REASONS

MILLION = 1_000_000
LEAST_CHANCE = 0.01
ONE_SIDE = 0.025  # of places that stand still, the share a 95% test would send each way
TALLY = [
    Column("which", "Since the baseline", names_the_row=True),
    Column("places", "Places", numeric=True),
    Column("people", "People who live there", numeric=True),
    Column("chance", "Places by chance alone", numeric=True),
]
INDICATIVE = (
    "indicative: no interval is published, so each place's own ups and downs from year to year stand in for the noise"
)


BETTER = {Polarity.HIGHER_IS_BETTER: "rose", Polarity.LOWER_IS_BETTER: "fell", Polarity.NEUTRAL: ""}
"""Which side is better, if either is."""


def side_note(side: str, metric: Metric) -> str:
    """Whether a rise or a fall is better or worse; a rise of money of its day is neither."""
    better = BETTER[metric.polarity]
    if not better:
        return ""
    if metric.in_cash and side == better:
        return "before inflation"
    return "better" if side == better else "worse"


def judged(answer: ChangeAnswer, metric: Metric) -> TrendAnswer:
    """A rise or a fall as better or worse by the polarity of the metric, which decides its mark."""
    if answer is ChangeAnswer.CANNOT_TELL:
        return TrendAnswer.CANNOT_BE_CALCULATED
    plain = TrendAnswer.RISING if answer is ChangeAnswer.ROSE else TrendAnswer.FALLING
    return {"better": TrendAnswer.IMPROVING, "worse": TrendAnswer.WORSENING}.get(side_note(answer, metric), plain)


def better_count(count: NationalCount, metric: Metric) -> int:
    """How many places improved beyond noise; none where neither direction is better, or prices alone would do it."""
    return _noted("better", count, metric)


def worse_count(count: NationalCount, metric: Metric) -> int:
    """How many places got worse beyond noise; none where neither direction is better."""
    return _noted("worse", count, metric)


def _noted(note: str, count: NationalCount, metric: Metric) -> int:
    sides = {"rose": count.rose, "fell": count.fell}
    return sum(number for side, number in sides.items() if side_note(side, metric) == note)


def has_answer(count: NationalCount | None) -> bool:
    """Whether at least half of the places could be tested."""
    return count is not None and count.places > 0 and 2 * tested(count) >= count.places


def baseline_label(count: NationalCount) -> str:
    """The period change is counted from."""
    return period_label(count.baseline_start, count.baseline_months)


def newest_label(count: NationalCount) -> str:
    """The period change is counted to."""
    return period_label(count.newest_start, count.newest_months)


def count_clause(count: NationalCount, metric: Metric) -> str:
    """How many places went which way: "21 of 150 councils rose beyond noise, 83 fell and 46 cannot be told"."""
    return _clause(count, metric, [f"{_none_or(count.cannot_tell)} cannot be told"])


def short_clause(count: NationalCount, metric: Metric) -> str:
    """The same for a title, without the rest: "21 of 150 councils rose beyond noise and 83 fell"."""
    return _clause(count, metric, [])


def _clause(count: NationalCount, metric: Metric, rest: list[str]) -> str:
    if not has_answer(count):
        return plain_clause(count)
    sides = [(count.rose, "rose"), (count.fell, "fell")]
    if BETTER[metric.polarity] == "fell":
        sides.reverse()
    (first, verb), (second, other) = sides
    note = side_note(verb, metric)
    aside = f" ({note})" if note == "before inflation" or (note and verb == "fell") else ""
    parts = [f"{_none_or(first)} of {_places(count)} {verb} beyond noise{aside}", f"{_none_or(second)} {other}", *rest]
    return joined(parts)


def plain_clause(count: NationalCount) -> str:
    """Which places stand higher and lower where most of them cannot be tested, and that this may be noise."""
    untested = count.places - tested(count)
    which = "nothing is published" if untested == count.places else f"for {untested:,} of them nothing is published"
    stand = f"{count.higher:,} of {_places(count)} stand higher and {count.lower:,} lower"
    return f"{stand}; {which} to tell that from noise"


def leans(count: NationalCount | None, metric: Metric) -> str:
    """Which side more places went than the other, and more than twice as many as by chance: "better", "worse" or ""."""
    if count is None or not has_answer(count):
        return ""
    better, worse = better_count(count, metric), worse_count(count, metric)
    if better > max(worse, 2 * count.expected):
        return "better"
    return "worse" if worse > max(better, 2 * count.expected) else ""


def chance_clause(count: NationalCount) -> str:
    """How many chance alone would give each way."""
    return f"chance alone would give {about(count.expected)} each way"


def about(expected: float) -> str:
    """A number expected by chance: "about 4", "fewer than 1"."""
    return "fewer than 1" if expected < 0.95 else f"about {expected:.0f}"


def weaker(count: NationalCount) -> str:
    """That the answers rest on scatter and not on published intervals, for all or some of the places."""
    if not count.indicative:
        return ""
    if count.indicative >= tested(count):
        return f"These answers are {INDICATIVE}."
    return f"For {counted(count.indicative, 'place')} the answer is {INDICATIVE}."


def tested(count: NationalCount) -> int:
    """How many places could be tested: of those that stand still, one in forty would seem to move each way."""
    return min(round(count.expected / ONE_SIDE), count.places)


def later_baseline(count: NationalCount, on: dt.date | None) -> str:
    """That the figures begin after the framework's baseline, where they do."""
    if on is None or count.baseline_start <= on:
        return ""
    return f"Comparable figures begin after the end of {on.year}, so change is counted from {baseline_label(count)}."


def tally_table(count: NationalCount, metric: Metric) -> str:
    """Places and people side by side, with what chance alone would give."""
    by_chance = about(count.expected)
    people, places = {"rose": count.people_rose, "fell": count.people_fell}, {"rose": count.rose, "fell": count.fell}
    total = count.people_rose + count.people_fell + count.people_cannot_tell
    rows = [
        {
            "which": Cell(
                f"{side.capitalize()} beyond noise", note=side_note(side, metric),
                drawing=mark_image(judged(ChangeAnswer(side), metric)),
            ),
            "places": f"{places[side]:,}", "people": people_words(people[side], total), "chance": by_chance,
        }
        for side in (("fell", "rose") if BETTER[metric.polarity] == "fell" else ("rose", "fell"))
    ]  # fmt: skip
    rows.append({
        "which": Cell("Cannot be told", note=_signs(count), drawing=mark_image(None)),
        "places": f"{count.cannot_tell:,}",
        "people": people_words(count.people_cannot_tell, total), "chance": "the rest",
    })  # fmt: skip
    return table(rows, TALLY, caption=f"Change of {metric.title} since {baseline_label(count)}", caption_hidden=True)


def people_words(people: int, total: int) -> str:
    """A number of residents and the share of all who are counted: "4.1 million (6%)"."""
    if not total:
        return "not known"
    written = f"{people / MILLION:,.1f} million" if people >= MILLION else f"{people:,}"
    return f"{written} ({people / total:.0%})"


def everywhere_sentence(count: NationalCount) -> str:
    """What can be expected of a promise that every place does better, by the year it was promised for."""
    if not count.target_year:
        return ""
    if count.better_by_target is None or is_missing(count.better_by_target):
        why = f", because {REASONS[count.target_reason].because}" if count.target_reason else ""
        return f"How many places will be better in {count.target_year} than at the baseline cannot be forecast{why}."
    expected = (
        f"If places go on as they have, about {count.better_by_target:,.0f} of the {count.judged:,} that can be "
        f"forecast would be better in {count.target_year} than at the baseline ({baseline_label(count)})."
    )
    if count.target_reason is not None:
        expected += f" That says little: {REASONS[count.target_reason].because}."
    if count.all_at_most is None or is_missing(count.all_at_most):
        return expected
    if count.all_at_most < LEAST_CHANCE:
        return f"{expected} The chance that every one of them is: less than 1%."
    most = f"at most a {count.all_at_most:.0%} chance"
    return f"{expected} For every one of them to be better, so must the least likely be: {most}."


def reliability_sentence(count: NationalCount) -> str:
    """How much of the difference between places is real, where that is known."""
    if count.reliability is None or is_missing(count.reliability):
        return ""
    return (
        f"Of the differences between places in the newest figures, {count.reliability:.0%} is real; the rest is the "
        "error of the figures."
    )


def file_columns(count: NationalCount | None) -> dict[str, object]:
    """The counts as columns of a file."""
    if count is None:
        return {}
    return {
        "Change counted from": baseline_label(count), "to": newest_label(count),
        "Places compared": count.places, "Rose beyond noise": count.rose, "Fell beyond noise": count.fell,
        "Change cannot be told": count.cannot_tell, "By chance alone, each way": round(count.expected, 2),
        "People where it rose": count.people_rose, "People where it fell": count.people_fell,
        "People where it cannot be told": count.people_cannot_tell,
        "Places with indicative answers": count.indicative,
    }  # fmt: skip


def _signs(count: NationalCount) -> str:
    return f"leaving noise aside, {count.higher:,} of all places stand higher and {count.lower:,} lower"


def _places(count: NationalCount) -> str:
    return f"{count.places:,} {PLACE_LEVELS[Level(count.group_level)]}"


def _none_or(number: int) -> str:
    return f"{number:,}" if number else "none"
