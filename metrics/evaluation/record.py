"""An evaluation as it is kept: the numbers, and everything needed to run it again."""

import datetime as dt
import math

import pandas as pd

from domain.evaluation import Answer, Evaluation
from domain.key import key_for
from domain.metric import Metric
from domain.verdict import RULE_VERSION
from metrics.evaluation.evaluated import Evaluated
from metrics.evaluation.run import Progress, evaluate
from metrics.evaluation.setup import DESIGNS, read_setup

NUMBERS = ("effect", "lower", "upper", "se", "p_value", "detectable")
ROUNDING = 1e-9  # of the number: two machines may add up in another order


def record_of(
    found: Evaluated, *, metric: Metric, starts_on: dt.date, finding: str, cannot_tell: str, build_id: str,
    run_on: dt.date, transformation_id: str | None = None, practice_id: str | None = None,
    adoption_id: str | None = None,
) -> Evaluation:  # fmt: skip
    """The record of a run; the same run about the same thing has the same key."""
    settings = found.setup.as_settings()
    about = (transformation_id, practice_id, adoption_id)
    return Evaluation(
        evaluation_id=key_for("evaluation", metric.metric_id, build_id, starts_on, *about, *settings),
        metric_id=metric.metric_id, place_codes=found.setup.codes, starts_on=starts_on,
        design=DESIGNS[found.setup.method], answer=found.answer, finding=finding,
        effect=_known(found.effect), lower=_known(found.lower), upper=_known(found.upper), se=_known(found.se),
        p_value=_known(found.p), detectable=_known(found.detectable), pre_fit=_known(found.pre_fit),
        pre_fit_passes=found.checks.pre_fit_passes, in_time_placebo_null=found.checks.in_time_placebo_null,
        placebos=found.placebos, unit=metric.unit,
        cannot_tell=cannot_tell if found.answer is Answer.CANNOT_TELL else "",
        settings=settings, build_id=build_id, rule_version=RULE_VERSION, run_on=run_on,
        transformation_id=transformation_id, practice_id=practice_id, adoption_id=adoption_id,
    )  # fmt: skip


def run_again(kept: Evaluation, figures: pd.DataFrame, *, progress: Progress | None = None) -> Evaluated:
    """The run with the settings that were kept with it, on the figures of its metric."""
    return evaluate(figures, read_setup(kept.settings), progress=progress)


def same_numbers(kept: Evaluation, found: Evaluated) -> bool:
    """Whether a run gives the numbers that were kept."""
    now = (found.effect, found.lower, found.upper, found.se, found.p, found.detectable)
    return kept.answer is found.answer and all(
        _alike(getattr(kept, name), _known(number)) for name, number in zip(NUMBERS, now, strict=True)
    )


def _known(number: float) -> float | None:
    return float(number) if math.isfinite(number) else None


def _alike(before: float | None, now: float | None) -> bool:
    if before is None or now is None:
        return before is now
    return math.isclose(before, now, rel_tol=ROUNDING, abs_tol=1e-12)
