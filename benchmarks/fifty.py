"""Fifty people at once, a third of them writing, on 10,000 transformations and eight rounds.

python -m benchmarks.fifty [--store sqlite] [--people 50] [--seconds 60] [--think 5]

Readers go from page to page as stewards; writers are place officers, each typing into a return of their own. After
the last answer every write that was acknowledged is looked for in the register.
"""

import argparse
import itertools
import threading
import time
from dataclasses import dataclass, field
from random import Random
from statistics import median, quantiles

from benchmarks.large_register import STORES, large_register, stores_here
from benchmarks.printing import against_goal, table
from benchmarks.reader import Reader, wait_until_read
from benchmarks.register_views import VIEWS, Records, read_records
from benchmarks.service import Service, ServiceFailed, real_service
from data.figures import open_current
from data.register.register import Register
from domain.returns import Answer, Return, ReturnState
from domain.workspace import Workspace
from ui.names import distinct_names
from ui.view_as import offered

GOAL_MILLISECONDS = 1000.0
QUESTION, PART = "obstacle", "part-6-obstacle"
FIELD = "What stood most in the way in this period?"
READ = ("today", "transformations", "transformations, one place", "transformation", "portfolio", "commitments")


@dataclass
class Visit:
    """What one person met: how long each answer took, what was acknowledged, and what went wrong."""

    waited: list[float] = field(default_factory=list)
    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    options = _options().parse_args(arguments)
    rows = []
    for store in [options.store] if options.store else stores_here():
        with large_register(store, own_copy=True) as address:
            records, owed = read_records(address), _owed(address, options.people)
            with real_service(register=address) as service:
                visits, spent = _together(service, records, owed, options)
            rows.append([store, *_told(visits, _lost(address, visits), spent / options.seconds)])
    print(f"{options.people} people for {options.seconds} s, one question each about every {options.think} s")
    print(table(("store", "answers", "ms", "p95", "writes", "lost", "errors", "cpu of one", "goal"), rows))


def _together(
    service: Service, records: Records, owed: list[tuple[str, str, str]], options: argparse.Namespace
) -> tuple[list[Visit], float]:
    """Everybody at once, for so many seconds."""
    wait_until_read(service)  # that is measured elsewhere
    visits = [Visit() for _ in range(options.people)]
    until = time.monotonic() + options.seconds
    before = service.processor_seconds()
    threads = []
    for number, visit in enumerate(visits):
        writes = number % 3 == 0
        whom = (service, visit, owed[number]) if writes else (service, visit, records)
        threads.append(threading.Thread(target=_write if writes else _read, args=(*whom, number, until, options.think)))
        threads[-1].start()
        time.sleep(min(0.1, options.think / options.people))
    for thread in threads:
        thread.join()
    spent = service.processor_seconds() - before
    try:
        service.refuse_failures()
    except ServiceFailed as fault:
        visits[0].errors.append(str(fault))
    return visits, spent


def _read(service: Service, visit: Visit, records: Records, number: int, until: float, think: float) -> None:
    rng = Random(number)
    views = [view for view in VIEWS if view.name in READ]
    try:
        with Reader(service) as reader:
            for step in itertools.count(number * 1000):
                view = rng.choice(views)
                visit.waited.append(reader.ask(view.page, view.query(records, step)).milliseconds)
                if not _pause(rng, until, think):
                    return
    except Exception as fault:  # whatever it is, it is counted, and the others go on
        visit.errors.append(f"{type(fault).__name__}: {fault}")


def _write(service: Service, visit: Visit, mine: tuple[str, str, str], number: int, until: float, think: float) -> None:
    rng, (round_id, transformation_id, place) = Random(number), mine
    query = f"round={round_id}&transformation={transformation_id}&view={PART}"
    try:
        with Reader(service) as reader:
            reader.ask("one-return", query)
            reader.ask("one-return", query, typed={"View as": "place officer"})
            reader.ask("one-return", query, typed={"For the place": place})
            for step in itertools.count():
                text = f"Obstacle {step} of person {number}"
                answer = reader.ask("one-return", query, typed={_field(reader): text})
                visit.waited.append(answer.milliseconds)
                visit.acknowledged.append((f"{round_id}/{transformation_id}/{QUESTION}", text))
                if not _pause(rng, until, think):
                    return
    except Exception as fault:  # whatever it is, it is counted, and the others go on
        visit.errors.append(f"{type(fault).__name__}: {fault}")


def _field(reader: Reader) -> str:
    """The field as it is labelled now."""
    return next((label for label in reader.widgets if label.startswith(FIELD)), FIELD)


def _pause(rng: Random, until: float, think: float) -> bool:
    """Think for a while; whether there is time for another question."""
    time.sleep(rng.uniform(0.5, 1.5) * think)
    return time.monotonic() < until


def _owed(address: str, many: int) -> list[tuple[str, str, str]]:
    """Returns nobody has sent, each of a place of its own: round, transformation, the name of the place as offered."""
    names = distinct_names(offered(open_current().places.values()))
    register = Register.open(address, Workspace.TRAINING)
    try:
        drafts = register.find(Return, state=ReturnState.DRAFT.value, limit=many * 40)
    finally:
        register.close()
    by_place = {version.record.place_code: version.record for version in drafts}
    found = [(each.round_id, each.transformation_id, names[code]) for code, each in by_place.items() if code in names]
    if len(found) < many:
        raise SystemExit(f"only {len(found)} places have a draft, and {many} are wanted: ask for fewer people")
    return found


def _lost(address: str, visits: list[Visit]) -> int:
    """How many acknowledged writes the register does not hold, in any version."""
    register = Register.open(address, Workspace.TRAINING)
    try:
        lost = 0
        for visit in visits:
            for key in {key for key, _text in visit.acknowledged}:
                held = {version.record.text for version in register.history(Answer, key)}
                lost += sum(1 for at, text in visit.acknowledged if at == key and text not in held)
        return lost
    finally:
        register.close()


def _told(visits: list[Visit], lost: int, busy: float) -> list[str]:
    waited = [each for visit in visits for each in visit.waited]
    errors = [error for visit in visits for error in visit.errors]
    for error in sorted(set(errors))[:5]:
        print(error)
    writes = sum(len(visit.acknowledged) for visit in visits)
    kept = not lost and not errors and writes
    goal = against_goal(median(waited), GOAL_MILLISECONDS) if kept else "OVER"
    return [
        str(len(waited)), f"{median(waited):.0f}", f"{quantiles(waited, n=20)[-1]:.0f}", str(writes), str(lost),
        str(len(errors)), f"{busy:.0%}", goal,
    ]  # fmt: skip


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fifty", description="Many people at once.")
    parser.add_argument("--store", choices=STORES)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--think", type=float, default=5.0, help="seconds between two questions of one person")
    return parser


if __name__ == "__main__":
    main()
