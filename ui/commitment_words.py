"""How a commitment stands, in words: on its path, behind, kept, late, or why it cannot be told."""

from collections.abc import Mapping

from domain.commitment import Commitment, Side
from domain.metric import Metric
from domain.stocktake import Answer, Doubt, Standing, Stocktake
from ui.numbers import day, interval, number
from ui.sentences import counted, joined

ANSWERS: Mapping[Answer, str] = {
    Answer.KEPT: "kept",
    Answer.LATE: "late",
    Answer.ON_PATH: "on its path",
    Answer.BEHIND: "behind its path",
    Answer.CANNOT_TELL: "cannot tell",
}
SIDES: Mapping[Side, str] = {Side.PLACE: "a place", Side.CENTRE: "central government"}
UNSEEN = "not on record here, or not yours to see"
DOUBTS: Mapping[Doubt, str] = {
    Doubt.NO_FIGURE: "no figure is published for it",
    Doubt.NO_FIGURE_SINCE: "no figure has been published yet for any time after it was made",
    Doubt.NO_START: "no figure from before it was made says where the path begins",
    Doubt.NO_DIRECTION: "neither the measure nor the path says which way is meant",
    Doubt.WITHIN_NOISE: "chance alone could put the figure on either side of the path",
    Doubt.FIGURE_DUE: "its day has passed, and the figure for that day is not published yet",
    Doubt.NO_MILESTONE: f"the milestone it names is {UNSEEN}",
    Doubt.OTHER_MEASURE: "it is measured by something that has no entry in the catalogue of figures",
}
BARE = "Nothing shows it: no evidence was given."


def standing_words(standing: Standing, metric: Metric | None) -> str:
    """Everything there is to say of how one stands, in a sentence or two."""
    told = [_figure(standing, metric), _milestone(standing)]
    if standing.doubt is not None:
        told.insert(0, f"{DOUBTS[standing.doubt].capitalize()}.")
    return " ".join(part for part in told if part)


def _figure(standing: Standing, metric: Metric | None) -> str:
    if metric is None or standing.value is None or standing.at is None:
        return ""
    said = f"{number(standing.value, metric)} for the time to {day(standing.at)}"
    limits = ", with no interval published, so chance is not allowed for"
    if standing.lower is not None and standing.upper is not None:
        limits = f" (95% interval {interval(standing.lower, standing.upper, metric)})"
    return f"{said}{limits}; the path stood at {number(standing.path, metric)}."


def _milestone(standing: Standing) -> str:
    if standing.done_on is not None:
        late = f", {counted(standing.days, 'day')} late" if standing.days else ""
        return f"Reached on {day(standing.done_on)}{late}.{f' {BARE}' if standing.bare else ''}"
    if standing.expected_on is None:
        return ""
    if standing.answer is Answer.LATE and standing.days:
        expected = "no day to come is given for it" if standing.passed else f"expected {day(standing.expected_on)}"
        return f"Not reached, {counted(standing.days, 'day')} after its day; {expected}."
    if standing.passed:
        return f"It was expected on {day(standing.expected_on)}, which is past, and is not reached yet."
    late = f", {counted(standing.days, 'day')} after its day" if standing.days else ""
    return f"Expected on {day(standing.expected_on)}{late}."


def due_words(one: Commitment, standing: Standing) -> str:
    """When it is or was due."""
    return f"{'was due' if standing.due else 'due'} {day(one.due_on)}"


def finding(count: Stocktake, *, whose: str = "") -> str:
    """What became of several commitments, in a sentence: "2 of 9 commitments are kept, 1 is late …"."""
    of_whom = f" {whose}" if whose else ""
    if not count.promised:
        return f"No commitment{of_whom} is on record"
    if count.unseen == count.promised:
        return _of_none(count, of_whom)
    more = f"; of {count.unseen} more the milestone is {UNSEEN}" if count.unseen else ""
    return f"{_of_some(count, count.promised - count.unseen, of_whom)}{more}"


def _of_some(count: Stocktake, many: int, of_whom: str) -> str:
    """What became of those of which it is known."""
    if many == 1:
        return f"{'1' if count.unseen else 'The one'} commitment{of_whom} {_of_one(count)}"
    if count.not_due == many:
        return f"{counted(many, 'commitment')}{of_whom} are not due yet{_behind(count)}"
    verb = "is" if count.kept == 1 else "are"
    parts = [f"{count.kept or 'none'} of {counted(many, 'commitment')}{of_whom} {verb} kept"]
    parts += [f"{count.late} {'is' if count.late == 1 else 'are'} late"] if count.late else []
    parts += [f"{count.untold} {'was' if count.untold == 1 else 'were'} due and cannot be told"] if count.untold else []
    if count.not_due:
        parts.append(f"{count.not_due} {'is' if count.not_due == 1 else 'are'} not due yet{_behind(count)}")
    said = joined(parts)
    return f"{said[:1].upper()}{said[1:]}"


def _behind(count: Stocktake) -> str:
    return f" ({count.behind} of them behind)" if count.behind else ""


def _of_none(count: Stocktake, of_whom: str) -> str:
    """That the reader has sight of no milestone the commitments name: they are not thereby broken."""
    one = count.promised == 1
    named = f"the one commitment{of_whom}" if one else f"{counted(count.promised, 'commitment')}{of_whom}"
    return f"What became of {named} cannot be told: {'its milestone is' if one else 'their milestones are'} {UNSEEN}"


def _of_one(count: Stocktake) -> str:
    """What became of a commitment that is the only one."""
    if count.kept:
        return "is kept"
    if count.late:
        return "is late"
    if count.untold:
        return "was due, and cannot be told"
    return f"is not due yet{' and is behind its path' if count.behind else ''}"


def path_words(one: Commitment, metric: Metric | None) -> str:
    """The dated path: "57.5 years by 31 March 2028, 58 years by 31 March 2030"."""
    if metric is None:
        return f"by {day(one.due_on)}"
    return ", ".join(f"{number(waypoint.value, metric)} by {day(waypoint.on)}" for waypoint in one.path)
