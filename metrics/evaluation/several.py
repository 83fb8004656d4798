"""Places that took part in different years: the effect by years since, against places that never did."""

import math

import numpy as np
import pandas as pd

from domain.evaluating import Why
from domain.evaluation import Answer
from metrics.evaluation.answering import CHANCE
from metrics.evaluation.evaluated import Evaluated
from metrics.evaluation.lots import Lots, draw_lots, effects_of
from metrics.evaluation.scaled import effect_in_unit, size_in_unit, unscaled
from metrics.evaluation.setup import Setup
from metrics.methods.arrays import FloatArray
from metrics.methods.event_study import COLUMNS, EventStudy, PreTest, event_study
from metrics.methods.evidence import FEWEST_PLACEBOS
from metrics.methods.intervals import normal_quantile
from metrics.methods.placebo import minimum_detectable_effect

NAN = float("nan")
ROUNDING = 1e-9
Z = normal_quantile(0.95)
ENOUGH_ADOPTERS = 40  # with fewer, formulas for many places give intervals that are too narrow
EFFECTS = ("effect", "lower", "upper", "band_lower", "band_upper")


def evaluate_several(values: pd.DataFrame, setup: Setup) -> Evaluated:
    """An event study: ``values`` are on the scale, places by the positions of the periods.

    With under forty places that took part, intervals and bands come from groups of other places drawn by lot; from
    forty on, from the influence functions, unless a year in which one place alone began leaves them without an error.
    How often chance does as much is always by lot, and so is the test of the years before: Wald's finds a difference
    in three of four groups of ten among which there is none.
    """
    position = {period: number for number, period in enumerate(setup.periods)}
    complete = values[np.isfinite(values.to_numpy()).all(axis=1)]
    firsts = {code: position[first] for code, first in setup.treated if code in complete.index}
    donors = [code for code in setup.donors if code in complete.index]
    # a cohort of position 0 would read as "never", so positions count from 1
    numbered = complete.set_axis([column + 1 for column in complete.columns], axis=1)
    cohorts: dict[str, int | None] = {code: first + 1 for code, first in firsts.items()}
    found = event_study(numbered, cohorts | dict.fromkeys(donors), seed=setup.seed)
    times = [int(time) for time in found.effects["event_time"]]
    took_part, others = complete.loc[list(firsts)].to_numpy(), complete.loc[donors].to_numpy()
    lots = draw_lots(others, list(firsts.values()), times, seed=setup.seed)
    if len(firsts) < ENOUGH_ADOPTERS or not math.isfinite(found.overall_se):
        found = _by_lot(found, lots)
    if lots.vary:
        test = _tested_by_lot(found, took_part, others, list(firsts.values()), setup.seed)
        found = found._replace(pre_test=test)
    return _put_together(found, lots, took_part, len(donors), setup)


def _by_lot(found: EventStudy, lots: Lots) -> EventStudy:
    """The same effects with the errors that places drawn by lot show."""
    if not lots.vary:
        return found._replace(overall_se=NAN)
    frame = found.effects.copy()
    errors = lots.errors
    known = np.isfinite(errors)
    critical = float(np.quantile(np.abs(lots.by_time[:, known] / errors[known]).max(axis=1), 0.95))
    frame["se"] = errors
    for name, sign, reach in (
        ("lower", -1, Z),
        ("upper", 1, Z),
        ("band_lower", -1, critical),
        ("band_upper", 1, critical),
    ):
        frame[name] = frame["effect"] + sign * reach * errors
    return found._replace(effects=frame, overall_se=lots.se, critical=critical)


def _tested_by_lot(
    found: EventStudy, took_part: FloatArray, donors: FloatArray, firsts: list[int], seed: int
) -> PreTest:
    """How many groups drawn by lot from all places ran as far from the others before anything had started anywhere.

    How far is Mahalanobis' distance, so that small steps that all go one way count for as much as they come to.
    """
    everybody = np.vstack([took_part, donors])[:, : min(firsts)]
    times = [int(time) for time in found.effects["event_time"] if time < 0]
    lots = draw_lots(everybody, firsts, times, seed=seed)
    mine = effects_of(everybody, np.arange(len(firsts)), firsts, times)
    early = np.isfinite(mine) & np.isfinite(lots.errors)
    if not early.any():
        return found.pre_test._replace(statistic=NAN, freedom=0, p=NAN)
    own, steps = mine[early], lots.by_time[:, early]
    if len(firsts) > 1:  # one place alone is among those drawn
        steps = np.vstack([own, steps])
    spread = np.linalg.pinv(np.atleast_2d(np.cov(steps.T)), hermitian=True)
    far, statistic = ((steps @ spread) * steps).sum(axis=1), float(own @ spread @ own)
    p = float((far >= statistic * (1 - ROUNDING)).mean())
    return PreTest(statistic=statistic, freedom=int(early.sum()), p=p, reason=None)


def _put_together(found: EventStudy, lots: Lots, paths: FloatArray, donors: int, setup: Setup) -> Evaluated:
    path = paths.mean(axis=0) if len(paths) else np.full(len(setup.periods), NAN)
    since, half = path[setup.before :], Z * found.overall_se
    effect, lower, upper = (
        effect_in_unit(since, size, setup.scale) for size in (found.overall, found.overall - half, found.overall + half)
    )
    placebos = donors if len(lots.overall) else 0
    as_far = int((np.abs(lots.overall) >= abs(found.overall)).sum())
    p = (1 + as_far) / (1 + len(lots.overall)) if placebos else NAN
    fits = bool(found.pre_test.p > CHANCE)
    answer, why = _answer(effect=effect, lower=lower, upper=upper, p=p, placebos=placebos, fits=fits)
    return Evaluated(
        setup=setup, answer=answer, why=why, effect=effect, lower=lower, upper=upper, se=(upper - lower) / (2 * Z), p=p,
        smallest_p=1 / (1 + len(lots.overall)), placebos=placebos,
        detectable=size_in_unit(since - np.nan_to_num(found.overall), _detectable(lots), setup.scale),
        pre_fit=NAN, against_others=NAN, fits=fits,
        paths=pd.DataFrame({"observed": unscaled(path, setup.scale)}, index=list(setup.periods)),
        placebo_gaps=pd.DataFrame(), weights=pd.Series(dtype=float), without_each=pd.Series(dtype=float), earlier=None,
        events=_events(found.effects, path, setup), pre_test_p=found.pre_test.p,
    )  # fmt: skip


def _detectable(lots: Lots) -> float:
    return minimum_detectable_effect(lots.overall) if lots.vary else NAN


def _answer(
    *, effect: float, lower: float, upper: float, p: float, placebos: int, fits: bool
) -> tuple[Answer, Why | None]:
    rules = [
        (not math.isfinite(effect), Why.NO_FIGURES),
        (placebos < FEWEST_PLACEBOS, Why.TOO_FEW_PLACEBOS),
        (not math.isfinite(lower), Why.NO_INTERVAL),
        (not fits, Why.EFFECT_BEFORE_START),
    ]
    why = next((why for applies, why in rules if applies), None)
    if why is not None:
        return Answer.CANNOT_TELL, why
    if lower <= 0 <= upper or p > CHANCE:
        return Answer.NO_CLEAR_EFFECT, None
    return (Answer.ROSE if effect > 0 else Answer.FELL), None


def _events(effects: pd.DataFrame, path: FloatArray, setup: Setup) -> pd.DataFrame:
    """Effects by periods since, in the unit, each at the level of the places in that period."""
    frame = effects[list(COLUMNS)].copy()
    for name in EFFECTS:
        frame[name] = [
            effect_in_unit(_around(path, int(time), setup.before), float(size), setup.scale)
            for time, size in zip(frame["event_time"], frame[name], strict=True)
        ]
    return frame


def _around(path: FloatArray, event_time: int, before: int) -> FloatArray:
    column = min(max(before + event_time, 0), len(path) - 1)
    return path[column : column + 1]
