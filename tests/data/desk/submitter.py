"""A process that sends one return again and again for as long as it lives, and says which sendings were confirmed."""

import sys

from data.register.register import Register
from domain.workspace import Workspace
from tests.data.desk.at_work import CERTIFIER, OFFICER, RETURN, desks
from tests.data.returns.asked import sound


def main(address: str, first: int) -> None:
    """Fill in, send, say so, and have it sent back."""
    register = Register.open(address, Workspace.LIVE)
    officer, certifier = desks(register)(OFFICER).returns, desks(register)(CERTIFIER).returns
    stands = officer.get(RETURN)
    if stands.record.state == "submitted":
        certifier.send_back(RETURN, why="Once more")
    while True:
        officer.save_all(RETURN, sound() | {"standing.now.event": f"Event {first}"}, why="Typed")
        officer.submit(RETURN, why=f"Event {first}")
        sys.stdout.write(f"{first}\n")
        sys.stdout.flush()
        certifier.send_back(RETURN, why="Once more")
        first += 1


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
