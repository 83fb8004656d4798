"""How far a figure has moved since the baseline, beside what drifting back towards the average would bring alone."""

from domain.change import Change, ChangeAnswer
from domain.metric import Metric
from domain.reason import Reason
from ui.numbers import MINUS, change, interval, is_missing, period_label
from ui.sentences import possessive
from ui.wording import CHANGES, REASONS

SIGNS = ("+", MINUS)
UNTOLD: dict[Reason | None, str] = {
    None: "no more than noise could bring",
    Reason.IN_CASH: "before inflation",
    Reason.NO_INTERVAL: "with no interval to tell it from noise",
}


def since_words(moved: Change | None, metric: Metric) -> str:
    """The change in a few words for a cell; nothing where there is none.

    "Rose by 0.9 years since 2017, a bad year here; +0.5 years expected without any real change".
    """
    if moved is None or is_missing(moved.change) or moved.baseline_start >= moved.newest_start:
        return ""
    said = f"{_moved(moved, metric)} since {baseline_label(moved)}{', a bad year here' if moved.bad_year else ''}"
    said += _doubt(moved)
    if not _drifts(moved, metric):
        return said
    return f"{said}; {change(moved.by_regression, metric)} expected without any real change"


def since_sentences(moved: Change | None, metric: Metric) -> list[str]:
    """The same at length: the interval, whether noise explains it, and what drifting back means."""
    if moved is None:
        return []
    began = baseline_label(moved)
    if is_missing(moved.change):
        because = f": {REASONS[moved.reason].because}" if moved.reason else ""
        return [f"The change since {began} cannot be told{because}."]
    limits = "" if is_missing(moved.lower) else f" (95% interval {interval(moved.lower, moved.upper, metric)})"
    said = [f"Since {began} the figure has moved by {change(moved.change, metric)}{limits}."]
    if moved.reason:
        because = REASONS[moved.reason].because
        told = f"{_sentence(because)}." if moved.reason is Reason.IN_CASH else f"It cannot be judged: {because}."
        said.append(told)
    if moved.indicative:
        said.append("The noise is judged by the series' own ups and downs, because no interval is published.")
    if _drifts(moved, metric):
        said.append(_regression(moved, metric))
    return said


def _drifts(moved: Change, metric: Metric) -> bool:
    """Whether drifting back towards the average alone would bring a change large enough to print."""
    return change(moved.by_regression, metric)[:1] in SIGNS


def baseline_label(moved: Change) -> str:
    """The period from which change is counted."""
    return period_label(moved.baseline_start, moved.baseline_months)


def _moved(moved: Change, metric: Metric) -> str:
    signed = change(moved.change, metric)
    if moved.answer is ChangeAnswer.CANNOT_TELL:
        return signed
    return f"{CHANGES[moved.answer]} {f'by {signed[1:]}' if signed[:1] in SIGNS else 'slightly'}"


def _doubt(moved: Change) -> str:
    if moved.reason is Reason.IN_CASH:
        return f", {UNTOLD[moved.reason]}"
    if moved.answer is ChangeAnswer.CANNOT_TELL:
        return f", {UNTOLD.get(moved.reason, 'which cannot be told from noise')}"
    return " (indicative)" if moved.indicative else ""


def _regression(moved: Change, metric: Metric) -> str:
    """Regression to the mean, explained where it matters."""
    expected = f"{change(moved.by_regression, metric)} would be expected without any real change"
    if not moved.bad_year:
        return f"Figures drift back towards the average by themselves: {expected}."
    whose = _sentence(possessive(baseline_label(moved)))
    luck = "Figures so far out are partly bad luck and drift back by themselves"
    return f"{whose} figure was among the worst fifth of places. {luck}: {expected}."


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
