"""What would change a verdict: for each of its four cells the tipping point, what it rests on, and why it is silent."""

from collections.abc import Iterable
from functools import cache
from html import escape

from domain.change import Change
from domain.metric import Metric, Polarity
from domain.reason import Reason
from domain.verdict import (
    RULE_VERSION,
    AssuranceAnswer,
    LevelAnswer,
    TrajectoryAnswer,
    TrendAnswer,
    Verdict,
)
from ui.address import anchor, href
from ui.fan_words import carried_on_sentence, is_past, is_past_untold, past_sentence, past_untold_sentence
from ui.numbers import change, is_missing, number, threshold
from ui.reason_words import REASONS
from ui.sentences import chance_words, counted, tipping_sentence
from ui.since_baseline import since_sentences
from ui.wording import TRAJECTORIES, TRENDS

QUESTION = "What would change this?"
TREND_POINTS = 5  # figures on one footing that the trend rule needs
ALIKE = (LevelAnswer.SIMILAR, LevelAnswer.NOT_COMPARED)
COUNTED_POINTS = (Reason.TOO_FEW_POINTS, Reason.OVERLAPPING_PERIODS, Reason.BREAK_IN_SERIES)
OPPOSITE = {
    TrendAnswer.IMPROVING: "worsened", TrendAnswer.WORSENING: "got better",
    TrendAnswer.RISING: "fell", TrendAnswer.FALLING: "rose",
}  # fmt: skip
BEYOND_CHANCE = (
    "It counts as a change only if chance would draw so clear a line through fewer than 1 in 500 steady series, "
    "and if no single figure decides which way it points."
)
BY_RANKS = "It is judged by the order of the figures alone, so no answer can be more than a hint."
SERIES_TOO_SHORT = (
    "There are too few figures to tell the ordinary ups and downs of the series from a real move. It needs more months "
    "or quarters."
)
ASSURED: dict[AssuranceAnswer, str] = {
    AssuranceAnswer.CONSISTENTLY_MEETS: "The whole range in which the series ordinarily moves is on the right side of "
    "the target. It would be hit and miss if that range came to hold the target.",
    AssuranceAnswer.HIT_AND_MISS: "The target lies inside the range in which the series ordinarily moves, so meeting "
    "it is a matter of chance. It would be met consistently if the whole range moved past the target.",
    AssuranceAnswer.CONSISTENTLY_MISSES: "The whole range in which the series ordinarily moves is on the wrong side of "
    "the target. It would be hit and miss if that range came to hold the target.",
}


def level_tip(verdict: Verdict, metric: Metric, *, against: str) -> list[str]:
    """The figures at which the level would be another, whether chance explains it, and whether it is unusual."""
    if verdict.level is LevelAnswer.NOT_COMPARED:
        return _why(verdict.level_reason)
    said = ways_out(verdict, metric)
    if said and not is_missing(verdict.benchmark):
        held = f"{against} stays at {number(verdict.benchmark, metric)}"
        said.append(f"That holds while {held} and the interval keeps its width.")
    return [*said, *_different_or_unusual(verdict)]


def ways_out(verdict: Verdict, metric: Metric) -> list[str]:
    """Both ways out of a level: "It would count as similar from 60.8 years."."""
    ways = ((verdict.below_level, verdict.tip_below, False), (verdict.above_level, verdict.tip_above, True))
    return [
        tipping_sentence(answer, at, metric, upwards=upwards, now=verdict.level)
        for answer, at, upwards in ways
        if answer and not is_missing(at)
    ]


def _different_or_unusual(verdict: Verdict) -> list[str]:
    """Different asks whether chance explains the gap; unusual, whether places ordinarily lie so far apart."""
    if verdict.level in ALIKE:
        return []
    different = (
        "The difference is more than chance makes even among so many places."
        if verdict.flagged
        else "Among so many places a few differences of this size arise by chance."
    )
    if verdict.unusual:
        return [different, "It is unusual too: it lies beyond the ordinary spread between places."]
    return [different, "It is not marked as unusual: it does not lie beyond the ordinary spread between places."]


def trend_tip(verdict: Verdict, metric: Metric) -> list[str]:
    """What the trend rests on and what would turn it; where it cannot be calculated, what is missing."""
    if verdict.trend is TrendAnswer.CANNOT_BE_CALCULATED:
        return [*_why(verdict.trend_reason), *_missing_points(verdict)]
    rests = f"It rests on the latest {counted(verdict.points, 'comparable figure')}."
    if not is_missing(verdict.slope):
        rests = f"{rests[:-1]}, which moved by {change(verdict.slope, metric)} each year."
    return [rests, *_turning(verdict, metric)]


def _turning(verdict: Verdict, metric: Metric) -> list[str]:
    """How the trend is judged and what would turn it, the same for every series with this answer."""
    answer, reason = verdict.trend, verdict.trend_reason
    rule = BY_RANKS if reason is Reason.INDICATIVE else BEYOND_CHANCE
    if answer is TrendAnswer.NO_CLEAR_CHANGE:
        ways = "rising or falling" if metric.polarity is Polarity.NEUTRAL else "improving or worsening"
        turn = f"It would count as {ways} if the next figures moved one way steadily enough to pass that test."
        return [rule, *(_why(reason) if reason is Reason.WITHIN_SCATTER else [turn])]
    turn = (
        f"It would no longer count as {TRENDS[answer]} if the next figures {OPPOSITE[answer]}, or scattered so widely "
        "that chance could explain the line."
    )
    return [rule, turn, *(_why(reason) if reason is Reason.IN_CASH else [])]


def _missing_points(verdict: Verdict) -> list[str]:
    lacking = TREND_POINTS - verdict.points
    if verdict.trend_reason not in COUNTED_POINTS or not 0 < verdict.points < TREND_POINTS:
        return []
    return [f"There {_are(verdict.points)} {verdict.points} of the {TREND_POINTS} figures needed: {lacking} more."]


def trajectory_tip(verdict: Verdict, metric: Metric) -> list[str]:
    """The target, the chance of it, the pace it needs beside the pace made, and what the next better answer takes."""
    if verdict.trajectory is TrajectoryAnswer.NO_TARGET or is_missing(verdict.target_value):
        return _why(verdict.trajectory_reason or Reason.TARGET_NOT_SET)
    said = [_target_sentence(verdict, metric)]
    said += _chance(verdict)
    if metric.in_cash:
        said.append("Target and figure are in the money of the day, so rising prices alone bring them together.")
    if verdict.trajectory is TrajectoryAnswer.ALREADY_MET:
        return [*said, "It is met already, and would no longer be if the figure went back past the target."]
    said += _pace(verdict, metric)
    if verdict.tip_answer and not is_missing(verdict.tip_value):
        upwards = metric.polarity is not Polarity.LOWER_IS_BETTER
        at = threshold(verdict.tip_value, metric, upwards=upwards)
        beyond = "more" if upwards else "less"
        said.append(f"With a newest figure of {at} or {beyond} it would be {TRAJECTORIES[verdict.tip_answer]}.")
    elif verdict.trajectory is TrajectoryAnswer.ON_TRACK:
        said.append("There is no better answer until the target is met.")
    told_already = verdict.trajectory_reason in (None, Reason.IN_CASH)
    return said if told_already else [*said, *_why(verdict.trajectory_reason)]


def _chance(verdict: Verdict) -> list[str]:
    """The chance; where it does not carry an answer, only as what the past would suggest."""
    if verdict.chance is None:
        return []
    if verdict.trajectory is TrajectoryAnswer.CANNOT_TELL:
        return [carried_on_sentence(verdict.chance, verdict.trajectory_reason)]
    return [f"If things go on as they have, there is a {chance_words(verdict.chance)} of that."]


def _target_sentence(verdict: Verdict, metric: Metric) -> str:
    most = "at most" if metric.polarity is Polarity.LOWER_IS_BETTER else "at least"
    by = f" by {verdict.target_year}" if verdict.target_year else ""
    return f"The target asks for {most} {number(verdict.target_value, metric)} here{by}."


def _pace(verdict: Verdict, metric: Metric) -> list[str]:
    said = []
    if not is_missing(verdict.path_gap):
        side = "ahead of" if (verdict.path_gap or 0) >= 0 else "behind"
        far = change(abs(verdict.path_gap or 0), metric).lstrip("+")
        said.append(f"The newest figure is {far} {side} the straight path there.")
    if is_past_untold(verdict, metric):
        said.append(past_untold_sentence(verdict.target_year))
    elif is_past(verdict, metric):  # and so of no pace: a backward one would be "needed"
        said.append(past_sentence(verdict.target_year))
    elif not is_missing(verdict.needed) and not is_missing(verdict.achieved):
        needed, achieved = (f"{change(pace, metric)} each year" for pace in (verdict.needed, verdict.achieved))
        said.append(f"It takes {needed} from now on; so far it has been {achieved}.")
    return said


def assurance_tip(verdict: Verdict, metric: Metric) -> list[str]:
    """Whether the ordinary ups and downs of the series lie past the target, and what would change that."""
    if verdict.assurance is AssuranceAnswer.SERIES_TOO_SHORT:
        return [SERIES_TOO_SHORT]
    if verdict.assurance not in ASSURED:
        return _why(verdict.assurance_reason or Reason.TARGET_NOT_SET)
    target = "" if is_missing(verdict.target_value) else f"The target is {number(verdict.target_value, metric)}."
    return [*([target] if target else []), ASSURED[verdict.assurance]]


def tips(
    verdict: Verdict, metric: Metric, *, against: str, release: str = "", moved: Change | None = None
) -> dict[str, str]:
    """What would change each cell, as HTML by the name of the cell; ``release`` names the build of the figures.

    ``moved`` is the change since the baseline, told with the trend.
    """
    foot = _foot(release)
    planned = _what_if(verdict, metric)
    return {
        "level": _html(level_tip(verdict, metric, against=against), foot),
        "trend": _html([*trend_tip(verdict, metric), *since_sentences(moved, metric)], foot),
        "trajectory": _html(trajectory_tip(verdict, metric), planned + foot),
        "assurance": _html(assurance_tip(verdict, metric), foot),
    }


def own_tips(verdict: Verdict, metric: Metric) -> dict[str, str]:
    """In a sentence or two, for a table of a hundred rows, what is true of one cell alone because it holds a number."""
    told = {"level": ways_out, "trajectory": trajectory_tip, "assurance": assurance_tip}
    return {cell: " ".join(told[cell](verdict, metric)) for cell in _with_numbers(verdict)}


def shared_tips(verdict: Verdict, metric: Metric) -> dict[str, str]:
    """What would change each of the other cells, in words that hold for every cell with the same answer."""
    own = _with_numbers(verdict)
    untold = verdict.trend is TrendAnswer.CANNOT_BE_CALCULATED
    said = {"trend": _why(verdict.trend_reason) if untold else _turning(verdict, metric)}
    if "level" not in own:
        said["level"] = _why(verdict.level_reason)
    if "trajectory" not in own:
        said["trajectory"] = trajectory_tip(verdict, metric)
    if "assurance" not in own:
        said["assurance"] = assurance_tip(verdict, metric)
    return {cell: " ".join(sentences) for cell, sentences in said.items()}


def _with_numbers(verdict: Verdict) -> list[str]:
    """The cells of which something can be said with a number of their own."""
    tipped = ((verdict.below_level, verdict.tip_below), (verdict.above_level, verdict.tip_above))
    own = {
        "level": any(answer and not is_missing(at) for answer, at in tipped),
        "trajectory": verdict.trajectory is not TrajectoryAnswer.NO_TARGET and not is_missing(verdict.target_value),
        "assurance": verdict.assurance in ASSURED,
    }
    return [cell for cell, holds in own.items() if holds]


def all_tips(verdict: Verdict, metric: Metric, *, against: str, release: str = "") -> str:
    """One note to open that holds all four, for where a cell has no room of its own."""
    named = {
        "Level": level_tip(verdict, metric, against=against),
        "Trend": trend_tip(verdict, metric),
        "Trajectory": trajectory_tip(verdict, metric),
        "Assurance": assurance_tip(verdict, metric),
    }
    listed = "".join(f"<dt>{name}</dt><dd>{escape(' '.join(said))}</dd>" for name, said in named.items())
    inside = f'<dl class="facts">{listed}</dl>{_what_if(verdict, metric)}{_foot(release)}'
    return f'<details class="why"><summary>{QUESTION}</summary>{inside}</details>'


def _what_if(verdict: Verdict, metric: Metric) -> str:
    """The way to the page on which a reader sets a target, beginning from this one where there is one."""
    address = href(
        "what_if", place=verdict.place_code, metric=metric, compare=verdict.comparator,
        target=verdict.target_value, by=verdict.target_year or None,
    )  # fmt: skip
    return f"<p>{anchor('Try another target or year', address)}</p>"


def _html(sentences: Iterable[str], foot: str) -> str:
    return f"<p>{escape(' '.join(sentences))}</p>{foot}"


@cache
def _foot(release: str) -> str:
    made = f"Rules {RULE_VERSION}" + (f"; build {escape(release)}" if release else "")
    return f'<p class="made">{made}. {anchor("How this is decided", href("methods"))}</p>'


def _why(reason: Reason | None) -> list[str]:
    return [REASONS[reason or Reason.NO_DATA].sentence]


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
