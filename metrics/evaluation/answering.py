"""The rules by which an evaluation answers, or says that it cannot tell."""

import math

from domain.evaluating import Why
from domain.evaluation import Answer
from domain.reason import Reason
from metrics.methods.evidence import FEWEST_PLACEBOS
from metrics.methods.placebo import Placebos

CHANCE = 0.05
WORST_FIT = 1.0  # of the place's own ups and downs before the start
WORST_AGAINST_OTHERS = 2.0  # times what the method misses the middle one of the other places by
REASONS = {
    Reason.TOO_FEW_POINTS: Why.TOO_FEW_BEFORE,
    Reason.NO_DATA: Why.NO_FIGURES,
    Reason.INVALID: Why.NO_FIGURES,
    Reason.TOO_FEW_PLACES: Why.TOO_FEW_PLACEBOS,
    Reason.NO_INTERVAL: Why.NO_INTERVAL,
}


def well_fitted(pre_fit: float, against_others: float) -> bool:
    """Whether the comparison followed the place before the start closely enough to say anything.

    It missed the place by no more than the place's own ups and downs, and by no more than twice what the same method
    misses the middle one of the other places by.
    """
    return pre_fit <= WORST_FIT and against_others <= WORST_AGAINST_OTHERS


def no_effect_shows(found: Placebos) -> bool:
    """Whether nought lies in the interval, and the effect is not among the largest one in twenty."""
    return found.lower <= 0 <= found.upper and found.p > CHANCE


def answer_of(
    *, effect: float, space: Placebos, placebos: int, fits: bool, null_before: bool
) -> tuple[Answer, Why | None]:
    """Rose or fell only where the interval, the placebos, the fit and the years before all allow it."""
    if why := _nothing_to_go_by(space, placebos, fits=fits):
        return Answer.CANNOT_TELL, why
    clear = not space.lower <= 0 <= space.upper and space.p <= CHANCE
    if not clear:
        return Answer.NO_CLEAR_EFFECT, None
    if not null_before:
        return Answer.CANNOT_TELL, Why.EFFECT_BEFORE_START
    return (Answer.ROSE if effect > 0 else Answer.FELL), None


def _nothing_to_go_by(space: Placebos, placebos: int, *, fits: bool) -> Why | None:
    if space.reason is not None:
        return REASONS.get(space.reason, Why.NO_INTERVAL)
    if placebos < FEWEST_PLACEBOS:
        return Why.TOO_FEW_PLACEBOS
    if not fits or math.isnan(space.effect):
        return Why.POOR_FIT
    return None
