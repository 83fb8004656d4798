"""The forecaster tried on the past: how wide its ranges had to be, and what its chances were worth."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from domain.metric import Polarity
from metrics.methods.arrays import BoolArray, FloatArray, floats
from metrics.methods.drift import Drifts, drifts, forecast_error, on_scale
from metrics.methods.forecast import ENOUGH_POINTS
from metrics.methods.multipliers import LONGEST, Q80, Q95, nearly_share_below, student
from metrics.methods.orientation import read_polarity
from metrics.methods.scales import Scale, read_scale
from metrics.methods.window import break_mask

FEWEST_ORIGINS = 3  # with fewer a metric has no record of its own
SLOW_TO_TRUST = 5.0  # as many origins as the defaults count for
EDGES = np.array([0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0])  # of the bands of chance
DISTANCES = np.array([-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0])  # of the targets tried, in years' ordinary straying
TRIED_YEARS = (1, 3, 5)


@dataclass(frozen=True)
class Bins:
    """Past chances by band: how many, their mean, and the share of targets then met (NaN in an empty band)."""

    lower: FloatArray
    upper: FloatArray
    forecasts: npt.NDArray[np.intp]
    predicted: FloatArray
    observed: FloatArray


@dataclass(frozen=True)
class Calibration:
    """One metric's record, a number for each of ``horizon`` years ahead.

    ``q80`` and ``q95`` are for forecasts made now. ``origins`` counts past periods whose outcome so many years on is
    known, ``weight`` is how far they count against the defaults. ``coverage80`` and ``coverage95`` are the shares of
    ``forecasts`` past figures that lay in their ranges, each made with what was known at its origin: the mean over
    places, then over origins.
    """

    horizon: npt.NDArray[np.intp]
    q80: FloatArray
    q95: FloatArray
    origins: npt.NDArray[np.intp]
    weight: FloatArray
    forecasts: npt.NDArray[np.intp]
    coverage80: FloatArray
    coverage95: FloatArray
    bins: Bins


def calibrate(
    panel: npt.ArrayLike,
    *,
    transform: Scale | str = Scale.IDENTITY,
    horizons: int = LONGEST,
    breaks: npt.ArrayLike | None = None,
    whole: float = 100.0,
    period_years: float = 1,
    polarity: Polarity | str = Polarity.HIGHER_IS_BETTER,
    least_record: int = 0,
) -> Calibration:
    """How wide forecasts of a metric must be, by its own past, and how well past ranges and chances did.

    At every period with 8 figures or more behind it each place is forecast with what was known then, and
    ``|figure - mean| / se`` taken at each horizon. With ``k`` earlier origins whose outcome is known,
    ``q = w quantile + (1 - w) default``, ``w = k / (k + 5)``, the quantile over all their places; ``w = 0`` while
    ``k`` is below 3. Defaults are 1.8 and 2.85. Of overlapping periods (``period_years`` above 1) ``w = 1``, because
    the defaults are too narrow for them.

    Chances are tried on targets 0, 1/2, 1 and 2 times ``s sqrt(h)`` above and below the figure at the origin, 1, 3 and
    5 years on, and counted in bands; ``polarity`` says which side of a target meets it.

    Takes places by years, oldest first, NaN for missing; other arguments as for ``forecast``. ``least_record``
    scores only forecasts with so many known origins behind them. Figures the scale cannot hold are left out. Without
    any origin the multipliers are the defaults and the coverage is NaN. A panel that is not places by years, or
    ``horizons`` below 1, is a ValueError.

    Reference: this project's rule; coverage of prediction intervals as in Hyndman and Athanasopoulos (2021),
    Forecasting: Principles and Practice, 3rd edition, section 5.9.

    The order of calls, for the places of one metric:

    >>> from metrics.methods.trajectory import chance_of_meeting, forecast
    >>> rng = np.random.default_rng(1)
    >>> panel = 50 + np.cumsum(rng.normal(0.5, 1.0, size=(40, 15)), axis=1)  # places by years
    >>> record = calibrate(panel, transform="logit")
    >>> ahead = forecast(panel, transform="logit", multipliers=record)
    >>> target = panel[:, -1] + 4
    >>> found = chance_of_meeting(ahead, target, polarity="higher_is_better", horizon=4, baseline=panel[:, 0])
    >>> record.origins.tolist(), ahead.upper95.shape, found.chance.shape
    ([7, 6, 5, 4, 3], (40, 5), (40,))
    """
    values = floats(panel)
    if values.ndim != 2 or values.shape[1] == 0:
        raise ValueError(f"the panel has the shape {values.shape}: give places by years")
    if horizons < 1:
        raise ValueError(f"horizons {horizons!r} are not ahead: give 1 or more years")
    scaled = on_scale(np.where(np.isfinite(values), values, np.nan), read_scale(transform), whole)
    known = drifts(scaled, break_mask(breaks, values.shape))
    sign = -1 if read_polarity(polarity) is Polarity.LOWER_IS_BETTER else 1
    tried = [_Tried(known, years, overlapping=period_years > 1, least=least_record) for years in range(1, horizons + 1)]
    bins = [part for trial in tried if trial.years in TRIED_YEARS for part in trial.chances(sign)]
    return Calibration(
        horizon=np.arange(1, horizons + 1),
        q80=np.array([trial.now[0] for trial in tried]),
        q95=np.array([trial.now[1] for trial in tried]),
        origins=np.array([trial.columns.size for trial in tried]),
        weight=np.array([_weight(trial.columns.size, trial.overlapping) for trial in tried]),
        forecasts=np.array([np.isfinite(trial.ratio[:, trial.scored]).sum() for trial in tried]),
        coverage80=np.array([trial.coverage(0) for trial in tried]),
        coverage95=np.array([trial.coverage(1) for trial in tried]),
        bins=_bins(bins),
    )


class _Tried:
    """All past forecasts at one horizon: error ratios, places by origins, and the multipliers each origin had."""

    def __init__(self, known: Drifts, years: int, *, overlapping: bool, least: int) -> None:
        self.known, self.years, self.overlapping = known, years, overlapping
        self.ratio = _ratios(known, years)
        self.columns = np.flatnonzero(np.isfinite(self.ratio).any(axis=0))
        record = [self.columns[self.columns <= origin - years] for origin in self.columns]
        self.multipliers = np.array([self._multipliers(columns) for columns in record]).reshape(-1, 2)
        long_enough = np.array([columns.size >= least for columns in record], dtype=bool)
        self.scored, self.multipliers = self.columns[long_enough], self.multipliers[long_enough]
        self.now = self._multipliers(self.columns)

    def _multipliers(self, columns: npt.NDArray[np.intp]) -> tuple[float, float]:
        weight = _weight(columns.size, self.overlapping)
        if weight == 0:
            return Q80, Q95
        past = self.ratio[:, columns]
        own80, own95 = np.quantile(past[np.isfinite(past)], [0.80, 0.95])
        return weight * own80 + (1 - weight) * Q80, weight * own95 + (1 - weight) * Q95

    def coverage(self, which: int) -> float:
        """The share of figures in their ranges: over places, then over origins."""
        ratio = self.ratio[:, self.scored]
        present = np.isfinite(ratio)
        held = (present & (np.nan_to_num(ratio) <= self.multipliers[:, which])).sum(axis=0) / present.sum(axis=0)
        return float(held.mean()) if held.size else float("nan")

    def chances(self, sign: int) -> list[tuple[FloatArray, BoolArray]]:
        """For each distance of a target: past chances of meeting it, and whether it was met."""
        if not self.scored.size:
            return []
        place, column = np.nonzero(np.isfinite(self.ratio[:, self.scored]))
        cell = (place, self.scored[column])
        s, points = self.known.s[cell], self.known.points[cell]
        moved = (self.known.scaled[place, cell[1] + self.years] - self.known.scaled[cell]) / s
        freedom, t90 = (part[column] for part in student(self.multipliers[:, 0], self.multipliers[:, 1]))
        width = self.multipliers[column, 0] * forecast_error(np.ones(len(s)), points, float(self.years)) / t90
        expected = self.known.drift[cell] / s * self.years
        targets = DISTANCES * np.sqrt(self.years)
        return [
            (nearly_share_below(sign * (expected - target) / width, freedom), sign * (moved - target) >= 0)
            for target in targets
        ]


def _ratios(known: Drifts, years: int) -> FloatArray:
    """Size of the error of each past forecast in its standard errors: places by origins, NaN where none was made."""
    if known.scaled.shape[1] <= years:
        return np.full((len(known.scaled), 0), np.nan)
    then, later = known.scaled[:, :-years], known.scaled[:, years:]
    made = (known.points[:, :-years] >= ENOUGH_POINTS) & (known.start[:, :-years] == known.start[:, years:])
    error = known.error(float(years))[:, :-years]
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.abs(later - then - known.drift[:, :-years] * years) / error
    return np.where(made & (error > 0), ratio, np.nan)


def _weight(origins: int, overlapping: bool) -> float:
    if origins < FEWEST_ORIGINS:
        return 0.0
    return 1.0 if overlapping else origins / (origins + SLOW_TO_TRUST)


def _bins(parts: list[tuple[FloatArray, BoolArray]]) -> Bins:
    chance = np.concatenate([part[0] for part in parts]) if parts else np.zeros(0)
    met = np.concatenate([part[1] for part in parts]) if parts else np.zeros(0, dtype=bool)
    band = np.searchsorted(EDGES[1:-1], chance, side="right")
    count = np.bincount(band, minlength=len(EDGES) - 1)
    with np.errstate(invalid="ignore"):
        predicted = np.bincount(band, weights=chance, minlength=len(count)) / count
        observed = np.bincount(band, weights=met, minlength=len(count)) / count
    return Bins(EDGES[:-1], EDGES[1:], count, predicted, observed)
