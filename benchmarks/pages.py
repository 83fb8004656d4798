"""What one rerun of each page costs the server, beside an empty page and on a build thirty times larger.

python -m benchmarks.pages                     make the larger build, then measure
python -m benchmarks.pages --larger FOLDER     with a larger build made before by benchmarks.larger
python -m benchmarks.pages --shipped-only      without a larger build
"""

import argparse
import contextlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from benchmarks.larger import write_larger
from benchmarks.printing import against_goal, table
from benchmarks.reader import Answer, Reader
from benchmarks.service import Service, empty_service, real_service
from benchmarks.views import Subjects, View, every_view, read_subjects
from data import versions
from metrics.catalogue import read_catalogue

GOAL_MILLISECONDS = 80.0
GOAL_TIMES_LARGER = 2.0
GOAL_KILOBYTES = 150.0
WARM, RERUNS = 5, 30
SHIPPED_HEADINGS = ("view", "ms", "p95", "cpu ms", "x empty", "kB")
LARGER_HEADINGS = ("larger ms", "cpu ms", "x shipped", "x cpu")


@dataclass(frozen=True)
class Reruns:
    """The measured reruns of one view on one service, and what its process spent on them."""

    answers: tuple[Answer, ...]
    processor_seconds: float

    @property
    def milliseconds(self) -> float:
        """The median."""
        return median(answer.milliseconds for answer in self.answers)

    @property
    def slow_milliseconds(self) -> float:
        """What one rerun in twenty exceeds."""
        return quantiles([answer.milliseconds for answer in self.answers], n=20, method="inclusive")[-1]

    @property
    def processor_milliseconds(self) -> float:
        """What one rerun keeps a processor busy for: the mean, which other work on the machine hardly moves."""
        return self.processor_seconds * 1000 / len(self.answers)

    @property
    def kilobytes(self) -> float:
        """What the largest of them sent."""
        return max(answer.received for answer in self.answers) / 1000


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    options = _options().parse_args(arguments)
    subjects = read_subjects(read_catalogue())
    views = [view for view in every_view() if options.only in view.name]
    found = {}
    with _services(options.larger, shipped_only=options.shipped_only) as services:
        for view in views:
            found[view] = measure(view, services, subjects, options.reruns)
            print(".", end="", flush=True)
    _say(found, options.reruns)


def _say(found: Mapping[View, Mapping[str, Reruns]], reruns: int) -> None:
    empty = together(each["empty"] for each in found.values())
    compared = any("larger" in each for each in found.values())
    print(f"\n{reruns} reruns of each view after {WARM} unmeasured; medians, mean processor time, the largest answer")
    print(f"an empty page: {empty.milliseconds:.1f} ms, {empty.processor_milliseconds:.1f} cpu ms")
    headings = (*SHIPPED_HEADINGS, *(LARGER_HEADINGS if compared else ()), "goals")
    print(table(headings, [_row(view, each, empty) for view, each in found.items()]))
    print(
        f"goals: at most {GOAL_MILLISECONDS:.0f} ms and {GOAL_KILOBYTES:.0f} kB a rerun, "
        f"and at most {GOAL_TIMES_LARGER:.0f} times as long on the larger build"
    )


def together(parts: Iterable[Reruns]) -> Reruns:
    """The reruns of several views as one."""
    listed = list(parts)
    answers = tuple(answer for part in listed for answer in part.answers)
    return Reruns(answers, sum(part.processor_seconds for part in listed))


def measure(view: View, services: Mapping[str, Service], subjects: Subjects, reruns: int = RERUNS) -> dict[str, Reruns]:
    """Ask every service in turn, so that whatever else the machine does slows all of them alike."""
    answers: dict[str, list[Answer]] = {name: [] for name in services}
    with contextlib.ExitStack() as tabs:
        readers = {name: tabs.enter_context(Reader(service)) for name, service in services.items()}
        for step in range(WARM + reruns):
            if step == WARM:
                before = {name: service.processor_seconds() for name, service in services.items()}
            for name, reader in readers.items():
                asked = ("", "") if name == "empty" else (view.page, view.query(subjects, step))
                answers[name].append(reader.ask(*asked))
        spent = {name: service.processor_seconds() - before[name] for name, service in services.items()}
    for service in services.values():
        service.refuse_failures()
    return {name: Reruns(tuple(each[WARM:]), spent[name]) for name, each in answers.items()}


@contextlib.contextmanager
def _services(larger: Path | None, *, shipped_only: bool) -> Iterator[dict[str, Service]]:
    with contextlib.ExitStack() as running:
        if not shipped_only and larger is None:
            print("writing the larger build", flush=True)
            larger = Path(running.enter_context(tempfile.TemporaryDirectory()))
            write_larger(versions.current(), larger)
        services = {
            "empty": running.enter_context(empty_service()),
            "shipped": running.enter_context(real_service()),
        }
        if larger is not None and not shipped_only:
            services["larger"] = running.enter_context(real_service(larger))
        yield services


def _row(view: View, found: Mapping[str, Reruns], empty: Reruns) -> list[str]:
    shipped, larger = found["shipped"], found.get("larger")
    goals = [
        against_goal(shipped.milliseconds, GOAL_MILLISECONDS),
        against_goal(shipped.kilobytes, GOAL_KILOBYTES),
        *([against_goal(larger.milliseconds / shipped.milliseconds, GOAL_TIMES_LARGER)] if larger else []),
    ]
    return [
        view.name,
        f"{shipped.milliseconds:.0f}",
        f"{shipped.slow_milliseconds:.0f}",
        f"{shipped.processor_milliseconds:.0f}",
        _times_processor(shipped, empty),
        f"{shipped.kilobytes:.0f}",
        *(_beside(larger, shipped) if larger else []),
        "/".join(goals) if "OVER" in goals else "met",
    ]


def _beside(larger: Reruns, shipped: Reruns) -> list[str]:
    return [
        f"{larger.milliseconds:.0f}",
        f"{larger.processor_milliseconds:.0f}",
        f"{larger.milliseconds / shipped.milliseconds:.2f}",
        _times_processor(larger, shipped),
    ]


def _times_processor(reruns: Reruns, beside: Reruns) -> str:
    """How many times as long a processor is busy; "?" where the system does not tell how long that was."""
    if not beside.processor_seconds:
        return "?"
    return f"{reruns.processor_milliseconds / beside.processor_milliseconds:.1f}"


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description="What one rerun costs.")
    parser.add_argument("--larger", type=Path, metavar="FOLDER", help="a folder written by benchmarks.larger")
    parser.add_argument("--shipped-only", action="store_true", help="leave the larger build out")
    parser.add_argument("--only", default="", metavar="WORDS", help="only the views whose name holds these words")
    parser.add_argument("--reruns", type=int, default=RERUNS)
    return parser


if __name__ == "__main__":
    main()
