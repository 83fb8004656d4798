"""The small hand-made geography folder, copies of it to spoil, and the full one where it is at hand."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "fixtures" / "geography"
FULL = Path(os.environ.get("STEWARDSHIP_SOURCES", ROOT.parent / "shared" / "data")) / "geography"
needs_full_geography = pytest.mark.skipif(not FULL.is_dir(), reason="the full geography folder is not on this machine")


def copied(to: Path) -> Path:
    """A copy of the small folder that a test may spoil."""
    return shutil.copytree(SMALL, to / "geography")


def replace_in(path: Path, old: str, new: str) -> None:
    """Replace text in a file that must hold it."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
