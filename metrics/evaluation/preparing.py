"""From a question - which places, since when, on what - to all that a run needs, or the reason why there is none."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from domain.evaluating import LeftOut, Method, Why
from domain.observation import Mark
from metrics.evaluation.donors import Pool, pool_of
from metrics.evaluation.scaled import scale_for
from metrics.evaluation.setup import Setup
from metrics.evaluation.window import Window, window_of
from metrics.methods.study import ENOUGH_DONORS, NEAREST_DONORS
from metrics.panel import Panel


@dataclass(frozen=True, kw_only=True)
class Question:
    """``starts`` are the first days of the change by place. ``same_programme`` are places where the same was done.

    ``bordering`` are neighbours of the places, of which ``apart`` leaves the comparison free.
    """

    starts: Mapping[str, dt.date]
    method: Method = Method.SYNTHETIC_DID
    nearest: int | None = NEAREST_DONORS
    same_programme: Collection[str] = ()
    bordering: Collection[str] = ()
    apart: bool = False


@dataclass(frozen=True)
class Prepared:
    """What is run, with whom and what was left out; ``why`` says why nothing can be run, and then ``setup`` is none."""

    setup: Setup | None
    pool: Pool | None
    cautions: tuple[Why, ...] = ()
    why: Why | None = None


def prepare(panel: Panel, question: Question) -> Prepared:
    """Choose the periods and the places to compare with."""
    window = window_of(panel, question.starts)
    if window.why is not None:
        return Prepared(None, None, (), window.why)
    if _mostly_of_another(panel, question, window):
        return Prepared(None, None, (), Why.SHARED_FIGURE)
    pool = pool_of(
        panel, window, question.starts.keys(), same_programme=question.same_programme,
        bordering=question.bordering if question.apart else (),
    )  # fmt: skip
    if not pool.codes:
        everybody = len(pool.left_out.get(LeftOut.SAME_PROGRAMME, ())) == pool.candidates > 0
        return Prepared(None, pool, (), Why.EVERY_PLACE_TREATED if everybody else Why.NO_DONORS)
    return Prepared(_setup(panel, question, window, pool), pool, _cautions(window, pool))


def figures_of(panel: Panel) -> pd.DataFrame:
    """The panel's figures in the metric's unit, places by the first days of periods; of one day, the longest period."""
    frame = pd.DataFrame(panel.value, index=panel.codes, columns=[day.astype(dt.date) for day in panel.starts])
    return frame.loc[:, ~frame.columns.duplicated(keep="last")]


def _setup(panel: Panel, question: Question, window: Window, pool: Pool) -> Setup:
    rows = [panel.row[code] for code in (*question.starts, *pool.codes)]
    values = panel.value[rows][:, list(pool.columns)]
    return Setup(
        method=question.method,
        treated=tuple((code, _day(panel, window.first_since[code])) for code in question.starts),
        periods=tuple(_day(panel, column) for column in pool.columns),
        donors=pool.codes,
        scale=scale_for(panel.metric, values),
        nearest=question.nearest,
    )


def _day(panel: Panel, column: int) -> dt.date:
    day: dt.date = panel.starts[column].astype(dt.date)
    return day


def _mostly_of_another(panel: Panel, question: Question, window: Window) -> bool:
    rows = [panel.row[code] for code in question.starts]
    return bool(np.isin(panel.mark[rows][:, list(window.columns)].astype(str), [Mark.SHARED_MINOR.value]).any())


def _cautions(window: Window, pool: Pool) -> tuple[Why, ...]:
    return (*window.cautions, *([Why.FEW_DONORS] if len(pool.codes) < ENOUGH_DONORS else []))
