"""What filling a fresh training workspace takes, beside reading the texts of its versions from JSON and no more.

python -m benchmarks.laying_out
"""

import datetime as dt
import json
import tempfile
import time

from sqlalchemy import select

from benchmarks.printing import against_goal, table
from data.figures import open_current
from data.programmes.published import Programmes
from data.register.register import Register
from data.register.tables import VERSIONS
from data.training import lay_out
from domain.workspace import Workspace

GOAL_SECONDS = 15.0


def main() -> None:
    """Measure and print."""
    figures = open_current()
    programmes = Programmes(figures.folder)
    with tempfile.TemporaryDirectory() as name:
        register = Register.open(name, Workspace.TRAINING)
        begun, busy = time.perf_counter(), time.process_time()
        versions = lay_out(register, programmes, figures.places, dt.date.today())
        took, busy = time.perf_counter() - begun, time.process_time() - busy
        parsed = _parsing(register)
        register.close()
    row = [f"{versions:,}", f"{took:.1f}", f"{busy:.1f}", f"{took / parsed:.0f}", against_goal(took, GOAL_SECONDS)]
    print(table(("versions", "s", "cpu s", "x parsed", "goal"), [row]))
    print(f"goal: {GOAL_SECONDS:.0f} s")


def _parsing(register: Register) -> float:
    """Seconds to parse every text once."""
    with register.database.reading() as connection:
        texts = [text for kept in VERSIONS.values() for (text,) in connection.execute(select(kept.c.body))]
    begun = time.perf_counter()
    for text in texts:
        json.loads(text)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
