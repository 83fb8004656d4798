"""The builds kept side by side, and the one in use: published whole or not at all, and gone back to at will."""

import contextlib
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from data.fault import BuildRefused
from domain.build_report import BuildReport

if sys.platform != "win32":
    import fcntl

BUILDS_FOLDER = Path(os.environ.get("STEWARDSHIP_BUILDS", Path(__file__).parent / "official"))
POINTER = "current"
REPORT = "report.json"
PARTIAL = ".unfinished-"
BUILD_ID = re.compile(r"\d{8}T\d{6}-[0-9a-f]{8}")


class BuildUnreadable(Exception):
    """There is no usable build. ``for_reader`` is a sentence for whoever opens a page."""

    def __init__(self, what: str, remedy: str) -> None:
        self.for_reader = f"{what} {remedy}"
        super().__init__(self.for_reader)


def builds(folder: Path = BUILDS_FOLDER) -> list[str]:
    """The ids of all published builds, newest first."""
    if not folder.is_dir():
        return []
    return sorted((path.name for path in folder.iterdir() if BUILD_ID.fullmatch(path.name)), reverse=True)


def current(folder: Path = BUILDS_FOLDER) -> Path:
    """The folder of the build in use; raises ``BuildUnreadable`` when there is none."""
    try:
        build_id = (folder / POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BuildUnreadable(
            f"No build of the official figures is in use: {folder / POINTER} cannot be read.",
            "Run python -m data.build --from FOLDER, or python -m data.build --use BUILD for an earlier one.",
        ) from error
    if not BUILD_ID.fullmatch(build_id) or not (folder / build_id).is_dir():
        raise BuildUnreadable(
            f"The build in use is said to be {build_id[:60]!r}, and there is no such build.",
            "Run python -m data.build --list, then python -m data.build --use BUILD.",
        )
    return folder / build_id


@contextlib.contextmanager
def alone(folder: Path = BUILDS_FOLDER) -> Iterator[None]:
    """Keep a second build out of the folder until this one has ended, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":  # a folder cannot be locked there
        yield
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        _lock(held, folder)
        yield
    finally:
        os.close(held)


def _lock(held: int, folder: Path) -> None:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BuildRefused([f"Another build is being made in {folder}. Run again when it has ended."]) from error


def use(build_id: str, folder: Path = BUILDS_FOLDER) -> None:
    """Make an earlier build the one in use; raises ``BuildUnreadable`` when there is no such build."""
    if build_id not in builds(folder):
        known = ", ".join(builds(folder)) or "none"
        raise BuildUnreadable(f"There is no build {build_id!r}.", f"The builds kept here are: {known}.")
    read_report(folder / build_id)
    draft = folder / f".{POINTER}-{os.getpid()}"
    try:
        with draft.open("w", encoding="utf-8") as file:
            file.write(build_id + "\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / POINTER)
    finally:
        draft.unlink(missing_ok=True)


@contextlib.contextmanager
def unfinished(build_id: str, folder: Path = BUILDS_FOLDER) -> Iterator[Path]:
    """A folder to write a build into: whole under its own name at the end, gone if anything fails."""
    draft = folder / f"{PARTIAL}{build_id}"
    try:
        _clear_unfinished(folder)
        draft.mkdir(parents=True)
        yield draft
        _sync(draft)
        draft.rename(folder / build_id)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def read_report(build: Path) -> BuildReport:
    """What the build did; raises ``BuildUnreadable`` when its report is missing or damaged."""
    try:
        return BuildReport.model_validate_json((build / REPORT).read_bytes())
    except (OSError, ValidationError, ValueError) as error:
        raise BuildUnreadable(
            f"The report of build {build.name} is missing or damaged.",
            "Run python -m data.build --list and go back to another build with --use, or build again.",
        ) from error


def _clear_unfinished(folder: Path) -> None:
    if folder.is_dir():
        for left in folder.glob(f"{PARTIAL}*"):
            shutil.rmtree(left, ignore_errors=True)


def _sync(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
