"""How far apart places lie in every period, and whether the distance closes: the gap tables of one metric."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.disparity import GapMeasure, Weighting
from domain.metric import Kind
from domain.observation import Mark
from domain.reason import Reason
from metrics.benchmarks import WIDTH
from metrics.methods.dispersion import rows_of
from metrics.methods.inequality import decompose, disparities, undefined_reason
from metrics.methods.sampling_noise import SHARE_WITH_ERROR, squared_errors, without_noise
from metrics.panel import Numbers, Panel, Texts, Whole
from metrics.years import breaks_of

FEWEST_PLACES = 10
SHARE_OF_FULLEST = 0.8  # of the places that ever have a figure, a period needs so many
SHARE_OF_CONSTANT = 0.7  # and so many must have one in every period kept
Z95 = 1.959964
DRAWS, SEED = 200, 20300101
NO_GAPS = (Kind.COUNT, Kind.CHANGE)
PLAIN = {
    GapMeasure.DECILE_GAP: "gap_90_10", GapMeasure.DECILE_RATIO: "ratio_90_10", GapMeasure.FIFTHS_GAP: "fifths_gap",
    GapMeasure.SPREAD: "standard_deviation", GapMeasure.THEIL: "theil_t",
}  # fmt: skip

Measures = Mapping[GapMeasure, Numbers]


@dataclass(frozen=True)
class Constant:
    """The same places in every period kept: values and errors as periods by places, in the metric's unit."""

    columns: Whole
    rows: Whole
    values: Numbers
    errors: Numbers
    people: Numbers
    regions: list[str]

    @property
    def has_errors(self) -> bool:
        """Whether enough places of every period have a standard error."""
        return bool((np.isfinite(self.errors).mean(axis=1) >= SHARE_WITH_ERROR).all())


class Measured(NamedTuple):
    """Every measure of one weighting: as the figures stand, corrected, and drawn anew within their error."""

    plain: Measures
    corrected: Measures | None
    drawn: Measures | None  # periods by draws
    drawn_corrected: Measures | None


def constant_places(panel: Panel) -> Constant | None:
    """The places of the lowest level that have a figure in every period kept; none where that leaves too few."""
    if panel.metric.additive or panel.metric.kind in NO_GAPS:
        return None
    known = np.isfinite(panel.value) & (panel.mark != Mark.SHARED_MINOR.value)
    known &= (panel.group == panel.metric.lowest_level.value)[:, None]
    columns = _comparable_columns(panel, known)
    rows = np.flatnonzero(known[:, columns].all(axis=1)) if len(columns) else np.array([], dtype=np.intp)
    if len(rows) < FEWEST_PLACES:
        return None
    cells = np.ix_(rows, columns)
    return Constant(
        columns=columns,
        rows=rows,
        values=panel.value[cells].T.copy(),
        errors=((panel.upper[cells] - panel.lower[cells]) / WIDTH).T.copy(),
        people=np.array([panel.places[row].population or 0.0 for row in rows]),
        regions=[panel.places[row].region_code or panel.places[row].nation_code or "" for row in rows],
    )


def _comparable_columns(panel: Panel, known: npt.NDArray[np.bool_]) -> Whole:
    """The periods after the last break that nearly all places have; early ones go where they would cost places."""
    counts = known.sum(axis=0)
    columns = np.flatnonzero((counts > 0) & (counts >= SHARE_OF_FULLEST * counts.max(initial=0)))
    begins = np.flatnonzero(breaks_of(panel, np.arange(len(panel.starts))))
    if len(columns) and len(begins):
        later = columns[columns >= begins[-1]]
        columns = later if len(later) else columns
    while len(columns) > 1 and known[:, columns].all(axis=1).sum() < SHARE_OF_CONSTANT * counts.max():
        columns = np.delete(columns, int(np.argmin(counts[columns])))
    return columns


def weightings(constant: Constant) -> Iterator[tuple[Weighting, Numbers | None]]:
    """Places counted once each, and by the people who live in them where that is known."""
    yield Weighting.PLACES, None
    if constant.people.sum() > 0:
        yield Weighting.PEOPLE, constant.people


def measure_all(constant: Constant, weights: Numbers | None) -> Measured:
    """Every measure of every period; the corrected and the drawn ones where figures have errors."""
    plain = _measures(constant.values, constant.regions, weights)
    if not constant.has_errors:
        return Measured(plain, None, None, None)
    noise = np.random.default_rng(SEED)
    corrected, drawn, drawn_corrected = [], [], []
    for values, errors in zip(constant.values, constant.errors, strict=True):
        rows = rows_of(values, weights)
        squares = squared_errors(rows, errors)
        centre = without_noise(rows, squares).values
        draws = centre + np.sqrt(squares) * noise.standard_normal((DRAWS, len(values)))
        again = without_noise(rows_of(draws, weights), squares).values
        corrected.append(_measures(centre, constant.regions, weights))
        drawn.append(_measures(draws, constant.regions, weights))
        drawn_corrected.append(_measures(again, constant.regions, weights))
    together = {measure: np.concatenate([each[measure] for each in corrected]) for measure in GapMeasure}
    return Measured(plain, together, _stacked(drawn), _stacked(drawn_corrected))


def _stacked(each: list[Measures]) -> Measures:
    return {measure: np.stack([found[measure] for found in each]) for measure in GapMeasure}


def _measures(rows: Numbers, regions: list[str], weights: Numbers | None) -> Measures:
    found = disparities(rows, weights, measures=list(PLAIN.values()))
    parts = decompose(np.atleast_2d(rows), regions, weights)
    return {measure: np.atleast_1d(found[name]) for measure, name in PLAIN.items()} | {
        GapMeasure.THEIL_BETWEEN: parts.between,
        GapMeasure.THEIL_WITHIN: parts.within,
        GapMeasure.BETWEEN_SHARE: parts.between_share,
    }


def gap_rows(panel: Panel, constant: Constant, weighting: Weighting, measured: Measured) -> pd.DataFrame:
    """One row for each measure and period, as ``domain.disparity.Gap`` has it."""
    each = [_cells(measure, constant, measured) for measure in GapMeasure]
    # one frame of long columns: making many small frames costs more than the statistics
    columns = {name: np.concatenate([cells[name] for cells in each]) for name in each[0]}
    starts = panel.starts[constant.columns].astype("datetime64[s]")
    return pd.DataFrame({
        "metric_id": panel.metric.metric_id, "weighting": weighting.value,
        "period_start": np.tile(starts, len(each)),
        "period_months": np.tile(panel.months[constant.columns], len(each)),
        **columns, "places": np.int16(len(constant.rows)),
    })  # fmt: skip


def _cells(measure: GapMeasure, constant: Constant, measured: Measured) -> dict[str, npt.NDArray[Any]]:
    """The columns of one measure: the value of each period with its interval, plain and corrected."""
    periods = len(constant.columns)
    nothing = np.full(periods, np.nan)
    value = measured.plain[measure]
    corrected = measured.corrected[measure] if measured.corrected else nothing
    lower, upper = limits(measured.drawn, measure, value) if measured.drawn else (nothing, nothing)
    again = measured.drawn_corrected
    low, high = limits(again, measure, corrected) if again else (nothing, nothing)
    return {
        "measure": np.full(periods, measure.value, dtype=object),
        "value": value, "lower": lower, "upper": upper,
        "corrected": corrected, "corrected_lower": low, "corrected_upper": high,
        "reason": _reasons(measure, value, constant),
    }  # fmt: skip


def limits(drawn: Measures, measure: GapMeasure, around: Numbers) -> tuple[Numbers, Numbers]:
    """The middle 95% of the draws of each period, laid about the measure itself; NaN where a draw has no number."""
    return spread_about(drawn[measure], around)


def spread_about(draws: Numbers, around: Numbers | float) -> tuple[Numbers, Numbers]:
    """The normal 95% range with the spread of the draws (along the last axis), laid about another middle.

    Draws of a measure lie a little off it, because errors spread places apart and correcting draws them in; and a
    few hundred tell their spread far better than their ends.
    """
    with np.errstate(all="ignore"):
        reach = Z95 * np.std(draws, axis=-1)
    return around - reach, around + reach


def _reasons(measure: GapMeasure, value: Numbers, constant: Constant) -> Texts:
    """Why a measure has no value, or, where it has one, why it has no interval."""
    why = np.full(len(value), "" if constant.has_errors else Reason.NO_INTERVAL.value, dtype=object)
    for period in np.flatnonzero(~np.isfinite(value)):
        found = undefined_reason(PLAIN.get(measure, "theil_t"), constant.values[period])
        why[period] = (found or Reason.CONSTANT).value
    return why
