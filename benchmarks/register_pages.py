"""What one rerun of each page of the register costs with 10,000 transformations and eight rounds, on both databases.

python -m benchmarks.register_pages                        both databases, one after another
python -m benchmarks.register_pages --store sqlite --only "one return"
"""

import argparse
import contextlib
from collections.abc import Mapping
from statistics import median

from benchmarks.large_register import large_register, stores_here
from benchmarks.pages import Reruns
from benchmarks.printing import against_goal, table
from benchmarks.reader import Answer, NotShown, Reader, wait_until_read
from benchmarks.register_views import VIEWS, Records, RegisterView, read_records
from benchmarks.service import Service, ServiceFailed, empty_service, real_service

GOALS = {"sqlite": 250.0, "postgresql": 350.0}
WARM, RERUNS = 3, 20
HEADINGS = ("view", "ms", "p95", "cpu ms", "x empty", "kB", "goal")


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    options = _options().parse_args(arguments)
    views = [view for view in VIEWS if options.only in view.name]
    for store in [options.store] if options.store else stores_here():
        with large_register(store) as address:
            records = read_records(address)
            with real_service(register=address) as service, empty_service() as empty:
                wait_until_read(service)
                _say(store, measure(views, records, service, empty, options.reruns))


def measure(
    views: list[RegisterView], records: Records, service: Service, empty: Service, reruns: int
) -> dict[str, Reruns | str]:
    """The reruns of every view, and of an empty page among them; a sentence for a view that cannot be shown."""
    found: dict[str, Reruns | str] = {}
    with Reader(empty) as idle:
        found["an empty page"] = _one(idle, empty, [("", "")] * (WARM + reruns))
    for view in views:
        asked = [(view.page, view.query(records, step)) for step in range(WARM + reruns)]
        try:
            with Reader(service) as reader:
                found[view.name] = _one(reader, service, asked)
            service.refuse_failures()
        except (NotShown, ServiceFailed) as fault:
            found[view.name] = str(fault).splitlines()[0]
        print(".", end="", flush=True)
    return found


def _one(reader: Reader, service: Service, asked: list[tuple[str, str]]) -> Reruns:
    answers: list[Answer] = []
    before = 0.0
    for step, question in enumerate(asked):
        if step == WARM:
            before = service.processor_seconds()
        answers.append(reader.ask(*question))
    return Reruns(tuple(answers[WARM:]), service.processor_seconds() - before)


def _say(store: str, found: Mapping[str, Reruns | str]) -> None:
    empty = found["an empty page"]
    rows = []
    with contextlib.suppress(ZeroDivisionError):
        rows = [_row(name, each, empty, GOALS[store]) for name, each in found.items()]
    shown = [each.milliseconds for each in found.values() if isinstance(each, Reruns)]
    print(f"\n{store}: median of the views {median(shown):.0f} ms; goal for each {GOALS[store]:.0f} ms")
    print(table(HEADINGS, rows))


def _row(name: str, each: Reruns | str, empty: Reruns | str, goal: float) -> list[str]:
    if isinstance(each, str) or isinstance(empty, str):
        return [name, "-", "-", "-", "-", "-", f"not shown: {each}"]
    beside = f"{each.processor_milliseconds / empty.processor_milliseconds:.1f}" if empty.processor_seconds else "?"
    return [
        name,
        f"{each.milliseconds:.0f}",
        f"{each.slow_milliseconds:.0f}",
        f"{each.processor_milliseconds:.0f}",
        beside,
        f"{each.kilobytes:.0f}",
        against_goal(each.milliseconds, goal),
    ]


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.register_pages", description="What a rerun costs.")
    parser.add_argument("--store", choices=tuple(GOALS), help="one database instead of both")
    parser.add_argument("--only", default="", metavar="WORDS", help="only the views whose name holds these words")
    parser.add_argument("--reruns", type=int, default=RERUNS)
    return parser


if __name__ == "__main__":
    main()
