"""A process that writes to a register for as long as it lives, and says which writes were confirmed."""

import sys

from data.register.appends import Draft
from data.register.register import Register
from domain.workspace import Workspace
from tests.data.register.records import transformation

TOGETHER = 3


def main(address: str, name: str) -> None:
    """Write batches of records, each said by its number once it is kept."""
    register = Register.open(address, Workspace.LIVE)
    batch = 0
    while True:
        drafts = [Draft(transformation(f"{name}-{batch}-{part}", story="x" * 3000)) for part in range(TOGETHER)]
        register.append_all(drafts, by=name, why="Writing for as long as I live")
        sys.stdout.write(f"{batch}\n")
        sys.stdout.flush()
        batch += 1


if __name__ == "__main__":
    main(*sys.argv[1:])
