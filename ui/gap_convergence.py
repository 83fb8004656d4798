"""Whether places grow more alike, and whether those behind gain on those ahead: convergence in plain words."""

import datetime as dt

from domain.disparity import Convergence, GapMeasure
from domain.metric import Metric
from domain.reason import Reason
from ui.gap_units import step_number
from ui.numbers import is_missing, period_label
from ui.prose import facts, paragraphs
from ui.wording import REASONS

SURE = 0.05
LONGEST = 200  # years: a half-life beyond it is no answer
WHAT_NOISE_DOES = (
    "A place whose first figure was low by chance will seem to catch up when chance lets go of it. So the plain figure "
    "overstates how fast places draw together. The second uses each place's figure of the period before as a yardstick "
    "(an instrument) for where it really began, and chance in the first figure no longer counts."
)

WEAK_YARDSTICK = (
    "Here the earlier figure says little about where places began, so the second pace is a hint and not an answer."
)


def convergence_html(found: Convergence | None, metric: Metric) -> str:
    """Both kinds of convergence as sentences, then the numbers behind them."""
    if found is None:
        return paragraphs(["Whether places draw together cannot be told: too few places have enough figures."])
    if is_missing(found.sigma_first) and is_missing(found.beta):
        why = REASONS[found.reason].because if found.reason else "there are too few figures"
        return paragraphs([f"Whether places draw together cannot be told, because {why}."])
    weak = WEAK_YARDSTICK if found.reason is Reason.LOW_RELIABILITY else ""
    said = [alike_sentence(found, metric), catching_up_sentence(found), half_life_sentence(found), weak]
    return paragraphs([*filter(None, said), WHAT_NOISE_DOES]) + facts(_numbers(found, metric))


def title(found: Convergence | None) -> str:
    """The finding, for a heading."""
    if found is None or (is_missing(found.beta_iv) and is_missing(found.beta)):
        return "Whether places behind are catching up cannot be told"
    rate, lower, upper = _best(found)
    if lower is None or upper is None or lower <= 0 <= upper:
        return "We cannot tell whether places that were behind are catching up"
    if rate < 0:
        return f"Places that were behind have been gaining on those ahead, {_percent(rate)} of the distance a year"
    return f"Places that were ahead have been pulling further ahead, {_percent(rate)} of the distance a year"


def alike_sentence(found: Convergence, metric: Metric) -> str:
    """Whether places have grown more alike (sigma convergence)."""
    if found.sigma_first is None or found.sigma_last is None or is_missing(found.sigma_first + found.sigma_last):
        return ""
    before, after = (_spread(value, found, metric) for value in (found.sigma_first, found.sigma_last))
    if found.p is None or is_missing(found.p):
        verdict = "whether that is more than noise cannot be tested"
    elif found.p < SURE:
        verdict = "by a test of the figures as published, chance would hardly explain the change"
    else:
        verdict = "chance alone could explain that, so we cannot tell whether places have grown more alike"
    then, now = _in(found.first_start, metric), _in(found.last_start, metric)
    return (
        f"The typical distance of a place from the average, noise taken out, was {before} in {then} and {after} in "
        f"{now}; {verdict}."
    )


def catching_up_sentence(found: Convergence) -> str:
    """Whether those behind gain on those ahead (beta convergence), plainly and with the instrument."""
    if found.beta is None or is_missing(found.beta):
        return ""
    plain = f"Taken as they stand, {_gained(found.beta)}{_range(found.beta_lower, found.beta_upper)}."
    if found.beta_iv is None or is_missing(found.beta_iv):
        return f"{plain} Part of that is noise, and there is no earlier figure to take it out with."
    better = f"{_gained(found.beta_iv)}{_range(found.beta_iv_lower, found.beta_iv_upper)}"
    return f"{plain} Part of that is noise: measured from an earlier figure, {better}."


def half_life_sentence(found: Convergence) -> str:
    """How long until half of the distance is gone."""
    rate, lower, upper = _best(found)
    if found.half_life is None or is_missing(found.half_life) or rate >= 0:
        return ""
    if lower is None or upper is None or lower <= 0 <= upper:
        return ""
    if found.half_life > LONGEST:
        return f"At that pace it would take more than {LONGEST} years for half of the distance to go."
    return f"At that pace half of the distance would be gone in about {found.half_life:,.0f} years."


def _numbers(found: Convergence, metric: Metric) -> list[tuple[str, str]]:
    return [
        ("Period", f"{_in(found.first_start, metric)} to {_in(found.last_start, metric)}, {found.years:,.0f} years"),
        ("Places", f"{found.places:,}"),
        ("Chance of as large a change in spread by luck alone", _chance(found.p)),
        ("Scale", "shares of a typical figure (logarithms)" if found.logarithms else "the measure's own unit"),
    ]


def _best(found: Convergence) -> tuple[float, float | None, float | None]:
    """The pace to believe: with the instrument where there is one."""
    if found.beta_iv is not None and not is_missing(found.beta_iv):
        return found.beta_iv, found.beta_iv_lower, found.beta_iv_upper
    return found.beta or 0.0, found.beta_lower, found.beta_upper


def _gained(rate: float) -> str:
    if rate < 0:
        return f"places that were behind gained {_percent(rate)} of the distance to those ahead each year"
    return f"places that were ahead drew away by {_percent(rate)} of the distance each year"


def _range(lower: float | None, upper: float | None) -> str:
    """The interval of a pace, gains counted positive; where it holds nought, that it could be either."""
    if lower is None or upper is None or is_missing(lower) or is_missing(upper):
        return ""
    if lower <= 0 <= upper:
        gain, loss = _percent(lower), _percent(upper)
        return f" (by the 95% interval anything from a gain of {gain} to a loss of {loss})"
    low, high = sorted((abs(lower), abs(upper)))
    return f" (95% interval {_percent(low)} to {_percent(high)})"


def _percent(rate: float) -> str:
    return f"{abs(rate) * 100:.1f}%"


def _chance(p: float | None) -> str:
    if p is None or is_missing(p):
        return "cannot be given"
    return "less than 1 in 1,000" if p < 0.001 else f"{p:.1%}"


def _spread(value: float | None, found: Convergence, metric: Metric) -> str:
    if value is None or is_missing(value):
        return "not known"
    return f"{value:.1%} of a typical figure" if found.logarithms else step_number(value, metric, GapMeasure.SPREAD)


def _in(start: dt.date, metric: Metric) -> str:
    return period_label(start, metric.period_months)
