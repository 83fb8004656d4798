"""What it costs to judge every place, metric and comparator of the build in use.

python -m benchmarks.judging [--builds FOLDER]
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from benchmarks.build import Cost
from benchmarks.printing import against_goal, table
from data import versions
from data.figures import Figures
from data.store import read_observations_of
from metrics.verdicts import RULES

HERE = Path(__file__).parent.parent
GOAL_SECONDS = 30.0


def main(arguments: list[str] | None = None) -> None:
    """Judge once and print, beside one pass over the same figures that judges nothing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.judging", description="What judging costs.")
    parser.add_argument("--builds", type=Path, default=versions.BUILDS_FOLDER, help="where builds are kept")
    folder = versions.current(parser.parse_args(arguments).builds)
    figures, observations = Figures(folder), read_observations_of(folder)
    neighbours = pd.read_parquet(folder / "neighbours.parquet")
    catalogue = RULES.read_catalogue(HERE / "metrics" / "catalogue", HERE / "metrics" / "frameworks")
    bare = _cost(lambda: observations.groupby(["metric_id", "place_code"], observed=True)["value"].agg(["mean", "std"]))
    judged = _cost(lambda: RULES.judge(observations, catalogue, figures.places, neighbours))
    rows = [
        _row("mean and spread of every series", bare, bare, goal=""),
        _row("four cells, gaps, ranks, forecasts", judged, bare, goal=against_goal(judged.seconds, GOAL_SECONDS)),
    ]
    print(table(["work", "seconds", "cpu seconds", "x bare", "goal"], rows))
    print(f"goal: at most {GOAL_SECONDS:.0f} s for {len(observations):,} figures")


def _cost(work: Callable[[], object]) -> Cost:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Cost(time.perf_counter() - clock, time.process_time() - processor)


def _row(work: str, cost: Cost, bare: Cost, *, goal: str) -> list[str]:
    ratio = cost.processor_seconds / bare.processor_seconds
    return [work, f"{cost.seconds:.1f}", f"{cost.processor_seconds:.1f}", f"{ratio:.0f}", goal]


if __name__ == "__main__":
    main()
