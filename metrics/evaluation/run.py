"""Run an evaluation: the estimate, its placebos in space and time, each donor left out in turn, and the answer."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from domain.evaluating import Method
from metrics.evaluation.answering import answer_of, no_effect_shows, well_fitted
from metrics.evaluation.evaluated import EARLIER_BY, Earlier, Evaluated
from metrics.evaluation.scaled import effect_in_unit, gaps_in_unit, scaled, size_in_unit, unscaled
from metrics.evaluation.setup import Setup
from metrics.evaluation.several import evaluate_several
from metrics.methods.arrays import FloatArray
from metrics.methods.impact import (
    Impact,
    difference_in_differences,
    leave_one_donor_out,
    minimum_detectable_effect,
    placebo_in_space,
    placebo_in_time,
    synthetic_control,
    synthetic_did,
)
from metrics.methods.placebo import Placebos

Progress = Callable[[float, str], object]

EXACT = 1e-6  # of what the method misses the middle place by: less is rounding
WIDTH = 3.92  # standard errors from one end of a 95% interval to the other
SPACE, TIME, WITHOUT = (0.05, 0.55), (0.55, 0.95), 0.95  # how far the work is when each step begins and ends
ESTIMATES: Mapping[Method, Callable[..., Impact]] = {
    Method.SYNTHETIC_DID: synthetic_did,
    Method.DIFFERENCE_IN_DIFFERENCES: difference_in_differences,
    Method.SYNTHETIC_CONTROL: synthetic_control,
    Method.DEMEANED_SYNTHETIC_CONTROL: partial(synthetic_control, demean=True),
}


def evaluate(panel: pd.DataFrame, setup: Setup, *, progress: Progress | None = None) -> Evaluated:
    """What the figures say came of a change, and whether they can say anything.

    ``panel`` holds figures in the metric's unit, places by the first days of periods; of it the places and periods of
    the ``setup`` are used. ``progress`` is told how far the work is, from 0 to 1, and what is being done.
    """
    grid = panel.reindex(index=[*setup.codes, *setup.donors], columns=list(setup.periods))
    on_scale = scaled(grid.to_numpy(dtype=float), setup.scale)
    values = pd.DataFrame(on_scale, index=grid.index, columns=range(len(setup.periods)))
    if setup.method is Method.EVENT_STUDY:
        return evaluate_several(values, setup)
    return _evaluate_one(values, setup, progress or _nobody_is_told)


def _evaluate_one(values: pd.DataFrame, setup: Setup, progress: Progress) -> Evaluated:
    asked: dict[str, Any] = {
        "treated": list(setup.codes), "start": setup.before, "donors": list(setup.donors), "nearest": setup.nearest,
    }  # fmt: skip
    progress(0.0, "comparing with other places")
    own = ESTIMATES[setup.method](values, **asked)
    again: dict[str, Any] = asked | {"estimator": setup.method.value}
    space = placebo_in_space(values, **again, seed=setup.seed, tried=_told(progress, SPACE, "trying every other place"))
    earlier = placebo_in_time(
        values, **again, seed=setup.seed, periods_earlier=EARLIER_BY,
        tried=_told(progress, TIME, "pretending it started earlier"),
    )  # fmt: skip
    progress(WITHOUT, "leaving out one place at a time")
    without = leave_one_donor_out(values, **again)
    progress(1.0, "done")
    return _put_together(values, setup, own, space, earlier, without.effects)


def _nobody_is_told(_share: float, _words: str) -> None:
    return


def _told(progress: Progress, stretch: tuple[float, float], words: str) -> Callable[[int, int], object]:
    first, last = stretch
    return lambda done, of: progress(first + (last - first) * done / of, f"{words}: {done} of {of}")


def _put_together(
    values: pd.DataFrame, setup: Setup, own: Impact, space: Placebos, earlier: Placebos,
    without_each: "pd.Series[float]",
) -> Evaluated:  # fmt: skip
    """Everything in the metric's unit, with the answer that follows."""
    path, since = own.study.treated, slice(setup.before, None)

    def told(effect: float) -> float:
        return effect_in_unit(path[since], effect, setup.scale)

    lower, upper = told(space.lower), told(space.upper)
    middle = float(np.median(space.pre_rmspe)) if len(space.pre_rmspe) else 0.0
    against_others = own.pre_rmspe / middle if middle > 0 else float("nan")
    placebos = int(np.isfinite(space.effects).sum())
    fits = well_fitted(own.pre_fit, against_others)
    before = _earlier(setup, path, earlier)
    answer, why = answer_of(
        effect=own.effect, space=space, placebos=placebos, fits=fits, null_before=before is None or before.null
    )
    gaps = gaps_in_unit(path, own.fit.gaps, setup.scale)
    return Evaluated(
        setup=setup, answer=answer, why=why,
        effect=told(own.effect), lower=lower, upper=upper, se=(upper - lower) / WIDTH,
        p=space.p, smallest_p=space.smallest_p,
        placebos=placebos,
        detectable=size_in_unit((path - own.fit.gaps)[since], _detectable(own, space), setup.scale),
        pre_fit=own.pre_fit, against_others=against_others, fits=fits,
        paths=_paths(setup, path, gaps), placebo_gaps=_placebo_gaps(values, setup, space),
        weights=own.weights, without_each=without_each.map(told), earlier=before,
        events=pd.DataFrame(), pre_test_p=float("nan"),
    )  # fmt: skip


def _detectable(own: Impact, space: Placebos) -> float:
    """What would have been seen here: placebo effects are brought to this place's noise, as for the interval.

    A fit without a gap before gives nothing to scale by; what is left of one in rounding would give a size without end.
    """
    if space.reason is not None:
        return float("nan")
    noisy = space.pre_rmspe > EXACT * space.pre_rmspe.median()
    return minimum_detectable_effect((space.effects[noisy] / space.pre_rmspe[noisy] * own.pre_rmspe).to_numpy())


def _paths(setup: Setup, path: FloatArray, gaps: FloatArray) -> pd.DataFrame:
    observed = unscaled(path, setup.scale)
    return pd.DataFrame(
        {"observed": observed, "counterfactual": observed - gaps, "gap": gaps}, index=list(setup.periods)
    )


def _placebo_gaps(values: pd.DataFrame, setup: Setup, space: Placebos) -> pd.DataFrame:
    if space.gaps.empty:
        return space.gaps
    paths = values.loc[space.gaps.index].to_numpy()
    gaps = gaps_in_unit(paths, space.gaps.to_numpy(), setup.scale)
    return pd.DataFrame(gaps, index=space.gaps.index, columns=list(setup.periods))


def _earlier(setup: Setup, path: FloatArray, found: Placebos) -> Earlier | None:
    """What shows at a start that was none, where there are periods enough to pretend one."""
    if not np.isfinite([found.effect, found.lower, found.upper]).all():
        return None
    first = setup.before - EARLIER_BY
    effect, lower, upper = (
        effect_in_unit(path[first : setup.before], size, setup.scale)
        for size in (found.effect, found.lower, found.upper)
    )
    return Earlier(setup.periods[first], effect, lower, upper, found.p, no_effect_shows(found))
