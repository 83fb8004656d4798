"""Fill the training workspace from the command line.

python -m data.training                                       simulated returns on the published transformations
python -m data.training --transformations 10000 --rounds 8    synthetic transformations, for measuring

STEWARDSHIP_REGISTER, or --at, is a folder or the postgresql:// address of a database. Nothing is ever written into the
live workspace, nor into one that has been filled before: a workspace that was filled when there were no adoptions,
experiments, asks and offers yet gets none, and a new address does.
"""

import argparse
import datetime as dt
import sys
import time
from collections.abc import Sequence

from data.figures import open_current
from data.programmes.published import Programmes
from data.register.faults import RegisterFault
from data.register.register import Register
from data.training.laying import SEED, lay_out
from data.training.synthetic import lay_out_synthetic
from data.versions import BuildUnreadable
from domain.workspace import Workspace

FAILED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code is 0, or 1 when nothing could be written."""
    options = _options(arguments)
    try:
        figures = open_current()
        register = Register.open(options.at, Workspace.TRAINING)
        try:
            begun, today = time.monotonic(), dt.date.today()
            if options.transformations:
                written = lay_out_synthetic(
                    register, figures.current_places, today, transformations=options.transformations,
                    rounds=options.rounds, seed=options.seed,
                )  # fmt: skip
            else:
                written = lay_out(register, Programmes(figures.folder), figures.places, today, seed=options.seed)
        finally:
            register.close()
    except RegisterFault as fault:
        return _failed(fault.for_operator)
    except BuildUnreadable as fault:
        return _failed(str(fault))
    taken = f"{written:,} versions in {time.monotonic() - begun:.1f} s"
    sys.stdout.write(
        f"{taken}\n" if written else "The training workspace had been filled before: nothing was written.\n"
    )
    return 0


def _failed(words: str) -> int:
    sys.stderr.write(f"{words}\n")
    return FAILED


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m data.training", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--at", metavar="ADDRESS", help="a folder or a postgresql:// address")
    parser.add_argument(
        "--transformations", type=int, default=0, help="how many synthetic ones, instead of the published"
    )
    parser.add_argument("--rounds", type=int, default=8, help="how many rounds the synthetic ones answer")
    parser.add_argument("--seed", type=int, default=SEED, help="another number tells other stories")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
