"""What it takes to evaluate one change on a district metric, with every placebo in space, beside the estimate alone.

python -m benchmarks.evaluating
"""

import datetime as dt
import time
from collections.abc import Callable

import pandas as pd

from benchmarks.printing import against_goal, table
from data.figures import open_current
from domain.evaluating import Method
from metrics.catalogue import read_catalogue
from metrics.evaluation.preparing import Question, figures_of, prepare
from metrics.evaluation.remembered import Remembered
from metrics.evaluation.run import ESTIMATES, evaluate
from metrics.evaluation.scaled import scaled
from metrics.evaluation.setup import Setup
from metrics.panel import make_panel

METRIC, PLACE, START = "claimant_count", "E06000001", dt.date(2017, 4, 1)
GOAL_SECONDS, GOAL_AGAIN_SECONDS = 10.0, 0.2
WAYS = (
    (Method.SYNTHETIC_CONTROL, None), (Method.SYNTHETIC_CONTROL, 30), (Method.SYNTHETIC_DID, None),
    (Method.SYNTHETIC_DID, 30), (Method.DIFFERENCE_IN_DIFFERENCES, None), (Method.EVENT_STUDY, None),
)  # fmt: skip


def main() -> None:
    """Measure and print."""
    figures, metric = open_current(), read_catalogue().metrics[METRIC]
    begun = time.perf_counter()
    panel = make_panel(metric, figures.grid_of_metric(METRIC), figures.places)
    reading = time.perf_counter() - begun
    setups = [
        prepare(panel, Question(starts={PLACE: START}, method=method, nearest=nearest)).setup
        for method, nearest in WAYS
    ]
    grid = figures_of(panel)
    evaluate(grid, next(setup for setup in setups if setup))  # brings in what is slow to import
    rows = [_row(grid, setup, figures.build_id) for setup in setups if setup]
    print(table(("way, donors", "places", "s", "x estimate", "goal", "ms again", "goal"), rows))
    print(f"goals: {GOAL_SECONDS:.0f} s, and {1000 * GOAL_AGAIN_SECONDS:.0f} ms again; reading took {reading:.2f} s")


def _row(grid: pd.DataFrame, setup: Setup, build_id: str) -> list[str]:
    runs, key = Remembered(), (build_id, METRIC, setup)
    whole, again = (_seconds(lambda: runs.of(key, lambda: evaluate(grid, setup))) for _run in range(2))
    alone = _estimate_alone(grid, setup)
    return [
        f"{setup.method.value.replace('_', ' ')}, {setup.nearest or 'all'}", str(len(setup.donors)), f"{whole:.2f}",
        f"{whole / alone:.0f}" if alone else "-", against_goal(whole, GOAL_SECONDS),
        f"{again * 1000:.2f}", against_goal(again, GOAL_AGAIN_SECONDS),
    ]  # fmt: skip


def _estimate_alone(grid: pd.DataFrame, setup: Setup) -> float:
    """Seconds for the estimate without any check; nothing for an event study, which has no part of its own."""
    estimate = ESTIMATES.get(setup.method)
    if estimate is None:
        return 0.0
    values = grid.loc[[PLACE, *setup.donors], list(setup.periods)]
    on_scale = pd.DataFrame(scaled(values.to_numpy(), setup.scale), index=values.index)
    return _seconds(lambda: estimate(on_scale, treated=PLACE, start=setup.before, nearest=setup.nearest))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
