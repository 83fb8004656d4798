"""What is said over, under and instead of a fan chart: the finding, what its bands are, its message with numbers."""

from domain.metric import Metric, Polarity
from domain.prospect import Prospect
from domain.reason import Reason
from domain.verdict import TrajectoryAnswer, Verdict
from ui.captions import series_words
from ui.charts import PlaceSeries
from ui.numbers import change, is_missing, number, threshold
from ui.sentences import as_subject, chance_words
from ui.wording import REASONS, TRAJECTORIES

FROM_THE_PAST = (
    "What is expected follows from the pace and the ups and downs of the figures so far. It knows nothing of decisions "
    "taken since."
)
BANDS = "Four times in five the figure is expected within the darker band, 19 times in 20 within the two together."
PAST_UNTOLD = "past the target now; whether it will last cannot be told"
UNPROVED: dict[Reason | None, str] = {Reason.TOO_FAR_AHEAD: "which has not been tried so far ahead"}
FORECASTING = (
    Reason.TOO_FAR_AHEAD, Reason.TOO_UNCERTAIN, Reason.TOO_FEW_POINTS, Reason.OVERLAPPING_PERIODS,
    Reason.BREAK_IN_SERIES, Reason.NOT_ANNUAL,
)  # fmt: skip
"""Why what lies ahead cannot be told although what is so now can."""
UNCERTAIN = "It is very uncertain, because it rests on five to seven yearly figures."


def fan_title(prospect: Prospect, metric: Metric, *, place: str) -> str:
    """The finding: the chance of the target, or the range to expect, or that nothing can be expected."""
    subject = f"{as_subject(metric.title)} in {place}"
    target = target_words(prospect, metric)
    if target and prospect.answer is TrajectoryAnswer.ALREADY_MET:
        return f"{subject} already meets the target of {target}"
    if target and prospect.chance is not None and prospect.answer is not TrajectoryAnswer.CANNOT_TELL:
        return f"{subject}: {chance_words(prospect.chance)} of {target}"
    if prospect.fan:
        last = prospect.fan[-1]
        will = "will still be" if is_past(prospect, metric) else "will reach"
        unsure = f"; whether it {will} {target} we cannot tell" if target else ""
        return f"{subject}: expected {_between(last.lower80, last.upper80, metric)} in {last.year}{unsure}"
    return f"{subject}: we cannot tell what lies ahead"


def fan_summary(prospect: Prospect, metric: Metric) -> str:
    """What the reader sees, how it stands to the target, and how much it can be trusted."""
    sentences = [BANDS, FROM_THE_PAST] if prospect.fan else []
    if prospect.very_uncertain and prospect.fan and prospect.reason is not Reason.OVERLAPPING_PERIODS:
        sentences.append(UNCERTAIN)
    sentences += target_sentences(prospect, metric)
    if prospect.reason and (not prospect.fan or target_words(prospect, metric)):
        sentences.append(REASONS[prospect.reason].sentence)
    return " ".join(sentences)


def target_sentences(prospect: Prospect, metric: Metric) -> list[str]:
    """Where the newest figure stands to the path, and the pace needed beside the pace so far; none without a target."""
    if not target_words(prospect, metric):
        return []
    sentences = [_path_sentence(prospect, metric)] if prospect.path else []
    if not is_missing(prospect.path_gap):
        side = "ahead of" if (prospect.path_gap or 0.0) >= 0 else "behind"
        far = change(abs(prospect.path_gap or 0.0), metric).lstrip("+")
        sentences.append(f"The newest figure is {far} {side} it.")
    if is_past(prospect, metric):
        sentences.append(past_sentence(_year(prospect)))
    elif not is_missing(prospect.needed):
        so_far = "" if is_missing(prospect.achieved) else f"; so far it has been {change(prospect.achieved, metric)}"
        sentences.append(
            f"From now on it takes {change(prospect.needed, metric)} a year{so_far}{' a year' if so_far else ''}."
        )
    if prospect.tip_answer and not is_missing(prospect.tip_value):
        upwards = metric.polarity is not Polarity.LOWER_IS_BETTER
        at = f"{threshold(prospect.tip_value, metric, upwards=upwards)} or {'more' if upwards else 'less'}"
        sentences.append(f"With a newest figure of {at} it would be {TRAJECTORIES[prospect.tip_answer]}.")
    return sentences


def is_past(held: Prospect | Verdict, metric: Metric) -> bool:
    """Whether the newest figure is already on the right side of the target."""
    if is_missing(held.value) or is_missing(held.target_value):
        return False
    ahead = (held.value or 0.0) - (held.target_value or 0.0)
    return ahead <= 0 if metric.polarity is Polarity.LOWER_IS_BETTER else ahead >= 0


def past_sentence(year: int) -> str:
    """What is asked of a figure that is past a target which counts in its year alone."""
    return f"It is past the target now; what is asked is whether it still will be in {year}."


def past_untold_sentence(year: int) -> str:
    """The same where nothing can be said of that year."""
    return f"It is past the target now; whether it will last{f' until {year}' if year else ''} cannot be told."


def is_past_untold(verdict: Verdict, metric: Metric) -> bool:
    """Whether the newest figure is past its target and only what lies ahead cannot be told."""
    untold = verdict.trajectory is TrajectoryAnswer.CANNOT_TELL and verdict.trajectory_reason in FORECASTING
    return untold and not verdict.stale and is_past(verdict, metric)


def carried_on_sentence(chance: float, reason: Reason | None) -> str:
    """A chance that carries no answer, told once and as no more than it is.

    >>> carried_on_sentence(0.34, Reason.TOO_FAR_AHEAD)
    'Carried on as before, the chance would come to about 34%, which has not been tried so far ahead.'
    """
    percent = chance_words(chance).removesuffix(" chance")
    about = "" if percent.startswith(("less", "more")) else "about "
    doubt = UNPROVED.get(reason, "which rests on too little to go by")
    return f"Carried on as before, the chance would come to {about}{percent}, {doubt}."


def _path_sentence(prospect: Prospect, metric: Metric) -> str:
    """Where the path runs; for a promise to do better than at the baseline, that it is level."""
    began, ended = number(prospect.path[0][1], metric), number(prospect.path[-1][1], metric)
    if began == ended:
        return f"The target is to be no worse in {_year(prospect)} than around {prospect.baseline_year}: {ended}."
    return f"The path runs straight from {began} in {prospect.baseline_year} to {ended} in {_year(prospect)}."


def _year(prospect: Prospect) -> int:
    return prospect.path[-1][0] if prospect.path else prospect.target_year


def target_words(prospect: Prospect, metric: Metric, *, bare: bool = False) -> str:
    """The target in words: "at least 65.0 years by 2030"; nothing where there is none."""
    if is_missing(prospect.target_value):
        return ""
    most = "at most" if metric.polarity is Polarity.LOWER_IS_BETTER else "at least"
    by = f" by {prospect.target_year}" if prospect.target_year else ""
    return f"{most} {number(prospect.target_value, metric, bare=bare)}{by}"


def fan_alt(prospect: Prospect, metric: Metric, history: PlaceSeries) -> str:
    """The message of the chart with its numbers, for a reader who cannot see it."""
    parts = [f"Fan chart. {fan_title(prospect, metric, place=history.name)}."]
    told = series_words(history, metric)
    if told:
        parts.append(f"{history.name} {told}.")
    if prospect.fan:
        last = prospect.fan[-1]
        parts.append(
            f"In {last.year} the middle of what is expected is {number(last.middle, metric)}: four times in five "
            f"{_between(last.lower80, last.upper80, metric)}, 19 times in 20 "
            f"{_between(last.lower95, last.upper95, metric)}."
        )
    return " ".join([*parts, *target_sentences(prospect, metric)])


def _between(low: float, high: float, metric: Metric) -> str:
    return f"between {number(low, metric, bare=True)} and {number(high, metric)}"
