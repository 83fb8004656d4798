"""The forecaster tried on every past year of the build in use: coverage of its ranges, and what its chances were worth.

python -m benchmarks.back_test [--builds FOLDER]
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.printing import table
from data import versions
from data.figures import Figures
from data.store import read_observations_of
from metrics.catalogue import read_catalogue
from metrics.methods.calibration import Calibration
from metrics.panel import make_panel
from metrics.trajectories import calibration_of

HORIZONS = (1, 2, 3, 4, 5)
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Tried:
    """One metric's record, worked out anew, and whether the build's own agrees with it."""

    metric_id: str
    record: Calibration
    agrees: bool


def main(arguments: list[str] | None = None) -> None:
    """Try every metric and print: all together by horizon, chances by band, and each metric by itself."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.back_test", description="How well forecasts did.")
    parser.add_argument("--builds", type=Path, default=versions.BUILDS_FOLDER, help="where builds are kept")
    folder = versions.current(parser.parse_args(arguments).builds)
    tried = back_test(folder)
    print(f"Build {folder.name}: {len(tried)} metrics have a past to try forecasts on.\n")
    print(table(["years ahead", "metrics", "forecasts", "80% held", "95% held"], _by_horizon(tried)))
    print("\nHeld is the mean of the metrics' shares; the goals are 80% and 95%. A shock hits all places at once.\n")
    print(table(["chance given", "forecasts", "mean chance", "target met"], _by_band(tried)))
    print(f"\nBrier score of the bands: {_brier(tried):.3f} (0 is perfect, 0.25 is a coin).\n")
    print(
        table(["metric", "origins", "80% at 1", "95% at 1", "80% at 3", "95% at 3", "in the build"], _by_metric(tried))
    )


def back_test(folder: Path) -> list[Tried]:
    """Every metric of a build that has at least one past forecast whose outcome is known."""
    figures, catalogue = Figures(folder), read_catalogue()
    found = []
    for metric_id, rows in read_observations_of(folder).groupby("metric_id", observed=True):
        panel = make_panel(catalogue.metrics[str(metric_id)], rows, figures.places)
        record = calibration_of(panel).record
        if record is not None and record.forecasts.any():
            kept = figures.calibrations.get(str(metric_id), ())
            found.append(Tried(str(metric_id), record, np.allclose([row.q80 for row in kept], record.q80)))
    return found


def _by_horizon(tried: list[Tried]) -> list[list[str]]:
    rows = []
    for place, years in enumerate(HORIZONS):
        known = [each.record for each in tried if each.record.forecasts[place]]
        if known:
            rows.append([
                str(years), str(len(known)), f"{sum(int(record.forecasts[place]) for record in known):,}",
                f"{np.mean([record.coverage80[place] for record in known]):.1%}",
                f"{np.mean([record.coverage95[place] for record in known]):.1%}",
            ])  # fmt: skip
    return rows


def _bands(tried: list[Tried]) -> tuple[Numbers, Numbers, Numbers]:
    """For each band over all metrics: how many forecasts, their mean chance, the share of targets met."""
    count = np.sum([each.record.bins.forecasts for each in tried], axis=0)
    sums = [
        np.nansum([getattr(each.record.bins, name) * each.record.bins.forecasts for each in tried], axis=0)
        for name in ("predicted", "observed")
    ]
    return count, sums[0] / count, sums[1] / count


def _by_band(tried: list[Tried]) -> list[list[str]]:
    count, predicted, observed = _bands(tried)
    bins = tried[0].record.bins
    return [
        [f"{low:.0%} to {high:.0%}", f"{number:,.0f}", f"{chance:.1%}", f"{met:.1%}"]
        for low, high, number, chance, met in zip(bins.lower, bins.upper, count, predicted, observed, strict=True)
    ]


def _brier(tried: list[Tried]) -> float:
    count, predicted, observed = _bands(tried)
    return float(np.sum(count * ((predicted - observed) ** 2 + observed * (1 - observed))) / count.sum())


def _by_metric(tried: list[Tried]) -> list[list[str]]:
    return [
        [
            each.metric_id,
            str(each.record.origins[0]),
            *(_share(each.record, name, place) for place in (0, 2) for name in ("coverage80", "coverage95")),
            "same" if each.agrees else "OTHER",
        ]
        for each in tried
    ]


def _share(record: Calibration, name: str, place: int) -> str:
    return f"{getattr(record, name)[place]:.0%}" if record.forecasts[place] else "none"


if __name__ == "__main__":
    main()
