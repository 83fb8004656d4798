"""What a full build costs, beside a bare reading of the same files.

python -m benchmarks.build [--from FOLDER]
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from pyarrow import csv

from benchmarks.environment import ROOT, compile_beforehand, environment
from benchmarks.printing import against_goal, table

SOURCES = Path(os.environ.get("STEWARDSHIP_SOURCES", ROOT.parent / "shared" / "data"))
IMPORTED = ("data.build", "metrics.verdicts", "scipy.special")
GOAL_SECONDS = 40.0  # of which 30 for judging, see benchmarks.judging
GOAL_GIGABYTES = 2.0
READINGS = 3


class BuildFailed(Exception):
    """The build did not finish, so there is nothing to measure."""


@dataclass(frozen=True)
class Cost:
    """What one piece of work took; ``gigabytes`` is the most memory it held, 0 where that was not measured."""

    seconds: float
    processor_seconds: float
    gigabytes: float = 0.0


def main(arguments: list[str] | None = None) -> None:
    """Build twice, read once, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build", description="What a full build costs.")
    parser.add_argument("--from", dest="files", type=Path, default=SOURCES, metavar="FOLDER")
    files = parser.parse_args(arguments).files
    if not (files / "els").is_dir():
        parser.error(f"no source files at {files}: name the folder that holds els/ with --from or STEWARDSHIP_SOURCES")
    compile_beforehand(IMPORTED)
    with tempfile.TemporaryDirectory() as builds:
        first, second = _build(files, Path(builds)), _build(files, Path(builds))
    # After the builds: a child's peak of memory is never told as less than what its parent held when starting it.
    bare = read_bare(files / "els")
    rows = [
        ["bare reading of els/", f"{bare.seconds:.2f}", f"{bare.processor_seconds:.2f}", "", "1.0", ""],
        _row("first build", first, bare),
        _row("build compared with the first", second, bare),
    ]
    print(table(["work", "seconds", "cpu seconds", "peak GB", "x bare", "goals"], rows))
    print(f"goals: at most {GOAL_SECONDS:.0f} s and {GOAL_GIGABYTES:.0f} GB")


def read_bare(folder: Path, readings: int = READINGS) -> Cost:
    """Every CSV file of a folder parsed and let go: the fastest of a few readings."""
    costs = []
    for _ in range(readings):
        clock, processor = time.perf_counter(), time.process_time()
        for file in sorted([*folder.glob("*.csv"), *folder.glob("*.csv.gz")]):
            csv.read_csv(file, parse_options=csv.ParseOptions(newlines_in_values=True))
        costs.append(Cost(time.perf_counter() - clock, time.process_time() - processor))
    return min(costs, key=lambda cost: cost.seconds)


def _build(files: Path, builds: Path) -> Cost:
    """One build in a fresh process."""
    command = [sys.executable, "-m", "data.build", "--from", str(files.resolve()), "--builds", str(builds)]
    with tempfile.TemporaryFile() as said:
        clock = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=said, stderr=subprocess.STDOUT)
        _pid, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - clock
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise BuildFailed(f"the build ended with {process.returncode}:\n{said.read()[-3000:].decode()}")
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kilobytes on Linux
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e9)


def _row(work: str, cost: Cost, bare: Cost) -> list[str]:
    goals = [against_goal(cost.seconds, GOAL_SECONDS), against_goal(cost.gigabytes, GOAL_GIGABYTES)]
    return [
        work,
        f"{cost.seconds:.1f}",
        f"{cost.processor_seconds:.1f}",
        f"{cost.gigabytes:.2f}",
        f"{cost.seconds / bare.seconds:.1f}",
        "/".join(goals) if "OVER" in goals else "met",
    ]


if __name__ == "__main__":
    main()
