"""What tests share: where the source files are, and the stores of the build that ships."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings

# Rules are tested on many examples; how long one takes on a busy machine is not what is promised.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def sources_folder() -> Path:
    """The folder of the publishers' files; tests that need it are skipped where it is not."""
    folder = Path(os.environ.get("STEWARDSHIP_SOURCES", ROOT.parent / "shared" / "data"))
    if not (folder / "els").is_dir():
        pytest.skip(f"no source files at {folder}: set STEWARDSHIP_SOURCES to the folder that holds els/")
    return folder


@pytest.fixture(scope="session")
def shipped_stores():
    """The stores the service opens: the build that ships, the catalogue, the sources; no register."""
    from app import open_stores

    return replace(open_stores(), workspace=None, open_desk=None, open_people=None, preparing=str)
