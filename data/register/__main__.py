"""Look after the register from the command line.

python -m data.register --migrate          make it, or bring its tables up to date
python -m data.register --check            is everything in it whole, and as it was sealed?
python -m data.register --backup FILE      everything, at one moment, in one file; others may go on writing
python -m data.register --restore FILE     put a backup into an empty register, of either database

STEWARDSHIP_REGISTER, or --at, is a folder or the postgresql:// address of a database; --workspace is live or training.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from data.register.backup import restore_backup, write_backup
from data.register.check import check
from data.register.engine import Database, configured_address
from data.register.faults import RegisterFault
from data.register.migrate import migrate, newest, see_ready
from data.register.proof import Proof
from domain.workspace import Workspace

FAILED = 1
SHOWN = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code is 0, or 1 when it was not done or the register is not sound."""
    options = _options(arguments)
    try:
        address = configured_address() if options.at is None else options.at
        database = Database(address, Workspace(options.workspace))
        try:
            return _run(database, options)
        finally:
            database.close()
    except RegisterFault as fault:
        sys.stderr.write(f"{fault.for_operator}\n")
        return FAILED


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m data.register", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--at", metavar="ADDRESS", help="a folder or a postgresql:// address")
    parser.add_argument("--workspace", choices=[workspace.value for workspace in Workspace], default="live")
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument("--migrate", action="store_true", help="make the register, or bring it up to date")
    wanted.add_argument("--check", action="store_true", help="look at everything in it once")
    wanted.add_argument("--backup", type=Path, metavar="FILE", help="write everything to a new file")
    wanted.add_argument("--restore", type=Path, metavar="FILE", help="read everything from a file")
    return parser.parse_args(arguments)


def _run(database: Database, options: argparse.Namespace) -> int:
    if options.migrate:
        migrate(database)
        _say(f"The {database.workspace} register is at step {newest()}.")
    elif options.restore:
        _say(f"Restored {_held(restore_backup(database, options.restore))}")
    elif options.backup:
        see_ready(database)
        _say(f"Wrote {options.backup}: {_held(write_backup(database, options.backup))}")
    else:
        see_ready(database)
        return _checked(database)
    return 0


def _checked(database: Database) -> int:
    found = check(database)
    _say(f"Looked at {found.versions} versions and {found.lines} audit lines; the last seal is {found.seal}.")
    for problem in found.problems[:SHOWN]:
        _say(f"- {problem}")
    if len(found.problems) > SHOWN:
        _say(f"- and {len(found.problems) - SHOWN} more")
    many = "1 problem" if len(found.problems) == 1 else f"{len(found.problems)} problems"
    _say(f"{many}: restore a backup elsewhere and compare." if found.problems else "All is sound.")
    return FAILED if found.problems else 0


def _held(proof: Proof) -> str:
    return f"{proof.versions} versions and {proof.lines} audit lines; the last seal is {proof.seal}."


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")


if __name__ == "__main__":
    sys.exit(main())
