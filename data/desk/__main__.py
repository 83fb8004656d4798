"""Give somebody a role from the command line: the first administrator, whom nobody else can let in.

python -m data.desk --give administrator --to ada@example.gov.uk --name "Ada Lovelace" --why "Looks after the service."

STEWARDSHIP_REGISTER, or --at, is a folder or the postgresql:// address of a database; --workspace is live or training.
Everything after that is done on the page People and roles.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from data.register.faults import RegisterFault
from data.register.register import Register
from domain.grant import Grant, grant_id
from domain.permission import PERMISSIONS, Extent
from domain.person import Role
from domain.workspace import Workspace

COMMAND_LINE = "command line"
FAILED = 1
NAMED = {"address": "to", "grant_id": "to"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code is 0, or 1 when nothing was given."""
    options = _options(arguments)
    try:
        register = Register.open(options.at, Workspace(options.workspace))
        try:
            given = _give(register, options)
        finally:
            register.close()
    except RegisterFault as fault:
        sys.stderr.write(f"{fault.for_operator}\n")
        return FAILED
    except ValidationError as fault:
        wrong = "; ".join(_wrong(error) for error in fault.errors())
        sys.stderr.write(f"Nothing was given, because something is not written as it must be: {wrong}.\n")
        return FAILED
    roles = " and ".join(role.replace("_", " ") for role in given.roles)
    sys.stdout.write(f"{given.address} is {roles} in the {options.workspace} workspace.\n")
    if not given.place_codes and not any(Extent.EVERYWHERE in PERMISSIONS[role].values() for role in given.roles):
        sys.stdout.write("They answer for no place yet, and reach nothing until then: run this again with --place.\n")
    return 0


def _wrong(error: Mapping[str, Any]) -> str:
    """What one part of the line is to be, as it is called on the command line."""
    name = str(error["loc"][0]) if error["loc"] else "why"
    if name == "place_codes":
        return f"--place {error['input']!r} is no code of a place, which has nine characters, such as E06000001"
    return f"--{NAMED.get(name, name)} {error['input']!r}: {error['msg'].removeprefix('Value error, ')}"


def _give(register: Register, options: argparse.Namespace) -> Grant:
    """Add the role to those a person has."""
    address = options.to.strip().lower()
    now = register.get(Grant, grant_id(address))
    had, places = (now.record.roles, now.record.place_codes) if now else ((), ())
    line = Grant(
        grant_id=grant_id(address),
        address=address,
        name=options.name or (now.record.name if now else address),
        roles=tuple(dict.fromkeys((*had, Role(options.give)))),
        place_codes=tuple(dict.fromkeys((*places, *options.place))),
    )
    return register.append(line, by=COMMAND_LINE, why=options.why, replaces=now.number if now else None).record


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m data.desk", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--at", metavar="ADDRESS", help="a folder or a postgresql:// address")
    parser.add_argument("--workspace", choices=[workspace.value for workspace in Workspace], default="live")
    parser.add_argument("--give", required=True, choices=[role.value for role in Role], help="the role")
    parser.add_argument("--to", required=True, metavar="ADDRESS", help="the address they sign in with")
    parser.add_argument("--name", help="how they are shown")
    parser.add_argument("--place", action="append", default=[], metavar="CODE", help="a place to have the role for")
    parser.add_argument("--why", required=True, help="the reason, which the history keeps")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
