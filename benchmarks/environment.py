"""The environment of measured processes: one in which Python keeps what it compiled, as it does once installed."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EMPTY = Path(tempfile.gettempdir()) / "stewardship-benchmarks-empty-register"
BYTECODE = Path(tempfile.gettempdir()) / "stewardship-benchmarks-bytecode"


def environment(builds: Path | None = None, register: str | None = None) -> dict[str, str]:
    """The variables for a process to be measured, on the builds of a folder or on those it would use anyway.

    ``register`` is the address of a training workspace that has been filled; without one the process gets an empty live
    one, because a fresh training workspace would be filled while something else is measured.

    Where nothing may write compiled modules, every process would compile its packages anew for seconds: that is no
    cost of the product.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    chosen = {"STEWARDSHIP_BUILDS": str(builds.resolve())} if builds else {}
    workspace = "training" if register else "live"
    held = {"STEWARDSHIP_REGISTER": register or str(EMPTY), "STEWARDSHIP_WORKSPACE": workspace}
    return kept | {"PYTHONPYCACHEPREFIX": str(BYTECODE)} | chosen | held


def compile_beforehand(modules: Sequence[str]) -> None:
    """Import modules in a process that nobody measures, so that they are compiled when it counts."""
    words = "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1:]]"
    subprocess.run([sys.executable, "-c", words, *modules], cwd=ROOT, env=environment(), check=True)
