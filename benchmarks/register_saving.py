"""What saving one answer costs with 10,000 transformations and eight rounds, beside a bare row written to a new file.

python -m benchmarks.register_saving [--store sqlite]
"""

import argparse
import datetime as dt
import sqlite3
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from benchmarks.large_register import STORES, large_register, stores_here
from benchmarks.printing import against_goal, table
from data.desk.desk import Desk
from data.desk.picture import Picture
from data.figures import open_current
from data.programmes.published import Programmes
from data.register.register import Register
from domain.person import Person, Role
from domain.returns import Return, ReturnState
from domain.workspace import Workspace

GOAL_MILLISECONDS = 50.0
SAVES = 300
FIELD = "obstacle"


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.register_saving", description="What saving costs.")
    parser.add_argument("--store", choices=STORES)
    chosen = parser.parse_args(arguments).store
    bare = bare_milliseconds()
    rows = []
    for store in [chosen] if chosen else stores_here():
        with large_register(store, own_copy=True) as address:
            took = saving(address)
        middle, slow = median(took), quantiles(took, n=20)[-1]
        goal = against_goal(middle, GOAL_MILLISECONDS)
        rows.append([store, f"{middle:.1f}", f"{slow:.1f}", f"{middle / bare:.1f}", goal])
    print(f"{SAVES} answers saved one after another; a bare row takes {bare:.2f} ms; goal {GOAL_MILLISECONDS:.0f} ms")
    print(table(("store", "ms", "p95", "x bare", "goal"), rows))


def saving(address: str) -> list[float]:
    """Milliseconds for each of many answers, each of another text."""
    register = Register.open(address, Workspace.TRAINING)
    try:
        picture = Picture.open(register, programmes=Programmes(open_current().folder))
        due = [version.record for version in register.find(Return, state=ReturnState.DRAFT.value, limit=SAVES)]
        took = []
        for number in range(SAVES):
            owed = due[number % len(due)]
            desk = Desk(register, picture, _officer(owed.place_code), today=dt.date.today())
            stands = desk.returns.answers(owed.record_id).get(FIELD)
            begun = time.perf_counter()
            desk.returns.save(
                owed.record_id, FIELD, f"Obstacle number {number}", replaces=stands.number if stands else None
            )
            took.append((time.perf_counter() - begun) * 1000)
        return took
    finally:
        register.close()


def bare_milliseconds() -> float:
    """One row in one transaction, on the disk before it counts."""
    with tempfile.TemporaryDirectory() as name:
        connection = sqlite3.connect(Path(name) / "bare.sqlite", isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE bare (text TEXT)")
        took = []
        for number in range(SAVES):
            begun = time.perf_counter()
            connection.execute("INSERT INTO bare VALUES (?)", (f"Obstacle number {number}",))
            took.append((time.perf_counter() - begun) * 1000)
        connection.close()
    return median(took)


def _officer(place_code: str) -> Person:
    codes = frozenset({place_code})
    return Person(person_id="measuring@place.example", name="Programme manager", roles={Role.PLACE_OFFICER},
                  own_codes=codes)  # fmt: skip


if __name__ == "__main__":
    main()
