"""Each target of a mission answered from the figures, or the reason for which they cannot answer it."""

from collections.abc import Mapping, Sequence

from domain.metric import Metric, Polarity
from domain.mission import Aim, TargetFact
from domain.reason import Reason
from domain.verdict import TrajectoryAnswer, Verdict
from ui import change_counts, gap_words
from ui.fan_words import carried_on_sentence, is_past, is_past_untold, past_sentence, past_untold_sentence
from ui.mission_answers import Answer
from ui.mission_view import Measure
from ui.numbers import change, is_missing, number, period_label
from ui.sentences import chance_words
from ui.wording import REASONS, TRAJECTORIES

HINT = "That is no more than a hint"
NOTHING_MEASURES_IT = "The figures cannot answer this: nothing here measures what was promised."


def answered(
    target: TargetFact, answers: Mapping[str, Answer], measures: Mapping[str, Measure], metrics: Mapping[str, Metric]
) -> str:
    """What the figures say to one target, measure by measure; ``answers`` are those of the headline measures."""
    if target.aim is None:
        return _no_aim(target, metrics)
    asked = [target.metric] if target.metric else list(answers)
    several = len(asked) > 1
    said = [_of_one(target, metric_id, answers, measures, metrics, several=several) for metric_id in asked]
    cautions = [_caution(target, answers.get(metric_id), measures.get(metric_id)) for metric_id in asked]
    return "\n\n".join(_once(said, cautions)) or NOTHING_MEASURES_IT


def _once(said: Sequence[str], cautions: Sequence[str]) -> list[str]:
    """The answers, with a caution that all of them share taken out of each and put under them once."""
    shared = cautions[0] if len(said) > 1 and len(set(cautions)) == 1 else ""
    if not shared or not all(shared in one for one in said):
        return list(said)
    return [*(one.replace(shared, "").replace("  ", " ").strip() for one in said), _of_all(shared)]


def _of_all(caution: str) -> str:
    several = {"This is weak": "These chances are weak", HINT: "These are no more than hints"}
    for one, many in {**several, "The chance by": "The chances by"}.items():
        caution = caution.replace(one, many)
    return caution


def _caution(target: TargetFact, answer: Answer | None, measure: Measure | None) -> str:
    """The sentence that says how far an answer can be trusted, where it has one."""
    if target.aim is Aim.NARROW:
        return gap_words.weak_sentence(answer.gap) if answer else ""
    if target.everywhere:
        return change_counts.weaker(answer.count) if answer and answer.count else ""
    verdict = measure.national if measure else None
    if verdict is None or verdict.trajectory_reason is None:
        return ""
    return _untold(verdict, target) if _cannot_tell(verdict) else _hint(verdict.trajectory_reason)


def _hint(reason: Reason) -> str:
    return f"{HINT}, because {REASONS[reason].because}."


def _no_aim(target: TargetFact, metrics: Mapping[str, Metric]) -> str:
    near = metrics.get(target.metric or "")
    if near is None:
        return NOTHING_MEASURES_IT
    return (
        "The figures cannot answer this: it does not say how much would count as met, or in a form that can be "
        f"counted. What comes nearest is {near.title}."
    )


def _of_one(
    target: TargetFact,
    metric_id: str,
    answers: Mapping[str, Answer],
    measures: Mapping[str, Measure],
    metrics: Mapping[str, Metric],
    *,
    several: bool,
) -> str:
    measure, metric = measures.get(metric_id), metrics[metric_id]
    named = f"{metric.title}: " if several and target.aim is not Aim.NARROW else ""  # a gap is named in its sentence
    if measure is None or measure.summary is None:
        why = metric.not_measured or "This build of the figures holds none."
        return f"{metric.title}: cannot be answered, because there are no figures. {why}"
    answer = answers.get(metric_id, Answer(metric))
    if target.aim is Aim.NARROW:
        said = gap_words.gap_sentence(answer.gap, metric, why=answer.why_no_gap)
        words = [said, gap_words.target_sentence(answer.gap)]
    elif target.everywhere:
        words = _everywhere(answer)
    else:
        words = [_nationally(measure, target)]
    return named + " ".join(word for word in words if word)


def _everywhere(answer: Answer) -> list[str]:
    count, metric = answer.count, answer.metric
    if count is None or not count.places:
        return [f"Cannot be answered, because {REASONS[Reason.NO_BASELINE].because}."]
    moved = f"Since {change_counts.baseline_label(count)} {change_counts.count_clause(count, metric)}."
    worse = change_counts.worse_count(count, metric)
    so_far = f"Not so far: in {worse:,} places it went the other way." if worse > 2 * count.expected else ""
    return [moved, so_far, change_counts.weaker(count), _ahead(answer)]


def _ahead(answer: Answer) -> str:
    return change_counts.everywhere_sentence(answer.count) if answer.count else ""


def _nationally(measure: Measure, target: TargetFact) -> str:
    """Where the figure of the widest area stands to the target, and the chance of reaching it."""
    verdict, place, metric = measure.national, measure.national_place, measure.metric
    if verdict is None or place is None:
        return "Cannot be answered, because there is no national figure."
    period = period_label(verdict.period_start, verdict.period_months)
    now = f"{place.name}: {number(verdict.value, metric)} in {period}"
    if verdict.trajectory is TrajectoryAnswer.NO_TARGET or verdict.target_year != target.year:
        return f"{now}. Whether it will be met cannot be told, because no path to it can be drawn."
    to_reach = _to_reach(verdict.target_value, metric)
    if verdict.trajectory is TrajectoryAnswer.ALREADY_MET:
        return f"{now}{to_reach}: already met."
    return f"{now}{to_reach}. {_chance(measure, target)}{_pace(measure)}"


def _to_reach(value: float | None, metric: Metric) -> str:
    if is_missing(value):
        return ""
    side = "at most " if metric.polarity is Polarity.LOWER_IS_BETTER else "at least "
    return f"; the target is {side}{number(value, metric, bare=True)}"


def _chance(measure: Measure, target: TargetFact) -> str:
    verdict = measure.national
    if verdict is None or verdict.chance is None or is_missing(verdict.chance):
        return _untold(verdict, target)
    if verdict.trajectory is TrajectoryAnswer.CANNOT_TELL:
        return f"{_untold(verdict, target)} {carried_on_sentence(verdict.chance, verdict.trajectory_reason)}"
    said = f"{TRAJECTORIES[verdict.trajectory].capitalize()}: {chance_words(verdict.chance)} by {target.year}."
    return f"{said} {_hint(verdict.trajectory_reason)}" if verdict.trajectory_reason else said


def _cannot_tell(verdict: Verdict) -> bool:
    return is_missing(verdict.chance) or verdict.trajectory is TrajectoryAnswer.CANNOT_TELL


def _untold(verdict: Verdict | None, target: TargetFact) -> str:
    reason = verdict.trajectory_reason if verdict else None
    because = REASONS[reason].because if reason else "the figures do not say enough"
    return f"The chance by {target.year} cannot be told, because {because}."


def _pace(measure: Measure) -> str:
    verdict, metric = measure.national, measure.metric
    if verdict and is_past_untold(verdict, metric):
        return f" {past_untold_sentence(verdict.target_year)}"
    if verdict and is_past(verdict, metric):
        return f" {past_sentence(verdict.target_year)}"
    if verdict is None or is_missing(verdict.needed) or is_missing(verdict.achieved):
        return ""
    return (
        f" It would take {change(verdict.needed, metric)} a year; so far it has been "
        f"{change(verdict.achieved, metric)} a year."
    )


def all_answered(
    targets: Sequence[TargetFact],
    answers: Sequence[Answer],
    measures: Sequence[Measure],
    metrics: Mapping[str, Metric],
) -> list[str]:
    """The answers to the targets of a mission, in their order."""
    by_id = {answer.metric.metric_id: answer for answer in answers}
    known = {measure.metric.metric_id: measure for measure in measures}
    return [answered(target, by_id, known, metrics) for target in targets]
