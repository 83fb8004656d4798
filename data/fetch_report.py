"""What a fetch tells the person who runs it: progress while it lasts, and a summary that says what to do next."""

import dataclasses
import shutil
import sys
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TextIO

from data.checksums import Checksum

REDRAW_SECONDS = 0.1
START_OF_LINE = "\r\x1b[K"


class Outcome(StrEnum):
    """How one file ended, in the word the report prints."""

    DOWNLOADED = "downloaded"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    NOT_DOWNLOADABLE = "not downloadable"
    WOULD_DOWNLOAD = "would download"
    FAILED = "failed"


@dataclass(frozen=True)
class Progress:
    """How far one file has come."""

    path: str
    received: int
    total: int | None


@dataclass(frozen=True)
class Remark:
    """Something to know about one file on its way, such as why it is tried again."""

    path: str
    words: str


@dataclass(frozen=True)
class Result:
    """How one file ended."""

    source_id: str
    path: str
    address: str | None
    outcome: Outcome
    detail: str = ""
    next_step: str = ""

    def failed(self, what: str, next_step: str) -> "Result":
        """The same file, failed."""
        return dataclasses.replace(self, outcome=Outcome.FAILED, detail=what, next_step=next_step)

    def not_downloadable(self, prepared: str | None) -> "Result":
        """The same file, which has no address."""
        reason = prepared or "no address is given in source.toml"
        return dataclasses.replace(self, outcome=Outcome.NOT_DOWNLOADABLE, detail=reason)

    def arrived(self, entry: Checksum, previous: Checksum | None, *, was_intact: bool) -> "Result":
        """The same file, told apart by its checksum from what was here before."""
        size = in_words(entry.bytes)
        if previous is None:
            return dataclasses.replace(self, outcome=Outcome.DOWNLOADED, detail=size)
        if previous.sha256 != entry.sha256:
            detail = f"{size}, sha256 was {previous.sha256}, is now {entry.sha256}"
            return dataclasses.replace(self, outcome=Outcome.CHANGED, detail=detail)
        if not was_intact:
            detail = f"{size}, as recorded; the copy here was missing or had been altered"
            return dataclasses.replace(self, outcome=Outcome.DOWNLOADED, detail=detail)
        return dataclasses.replace(self, outcome=Outcome.UNCHANGED, detail=size)


class Report:
    """Lines for a log, and on a terminal one more line that is redrawn while files arrive."""

    def __init__(self, *, total: int, out: TextIO | None = None) -> None:
        self._total = total
        self._out = out or sys.stdout
        self._results: list[Result] = []
        self._under_way: dict[str, Progress] = {}
        self._drawn_at = 0.0

    @property
    def failures(self) -> list[Result]:
        """The files that failed."""
        return [result for result in self._results if result.outcome is Outcome.FAILED]

    def progress(self, progress: Progress) -> None:
        """Redraw how far the files under way have come, on a terminal and not too often."""
        self._under_way[progress.path] = progress
        now = time.monotonic()
        if self._out.isatty() and now - self._drawn_at >= REDRAW_SECONDS:
            self._drawn_at = now
            words = "; ".join(_so_far(each) for each in self._under_way.values())
            width = shutil.get_terminal_size().columns - 1
            self._out.write(START_OF_LINE + words[:width])
            self._out.flush()

    def remark(self, remark: Remark) -> None:
        """Say something about a file on its way."""
        self._line(f"{remark.path}: {remark.words}")

    def add(self, result: Result) -> None:
        """Say how a file ended."""
        self._results.append(result)
        self._under_way.pop(result.path, None)
        detail = f": {result.detail}" if result.detail else ""
        source = f" from {result.address}" if result.outcome is Outcome.WOULD_DOWNLOAD else ""
        self._line(f"[{len(self._results)}/{self._total}] {result.path}: {result.outcome}{detail}{source}")

    def close(self, *, interrupted: bool = False) -> None:
        """Say how it all ended, and what to do about each failure."""
        counts = [(outcome, sum(r.outcome is outcome for r in self._results)) for outcome in Outcome]
        words = ", ".join(f"{count} {outcome}" for outcome, count in counts if count)
        self._line(f"\n{self._total} {'file' if self._total == 1 else 'files'}: {words or 'nothing yet'}.")
        for failure in self.failures:
            self._line(f"\n{failure.path} (source {failure.source_id}) failed.")
            self._line(f"  Address: {failure.address or 'none'}")
            self._line(f"  What happened: {failure.detail}.")
            self._line(f"  What to do: {failure.next_step}")
        if interrupted:
            self._line("Stopped. What has arrived is kept: run the same command again to go on.")

    def _line(self, words: str) -> None:
        start = START_OF_LINE if self._out.isatty() else ""
        self._out.write(f"{start}{words}\n")
        self._out.flush()


def _so_far(progress: Progress) -> str:
    if not progress.total:
        return f"{progress.path} {in_words(progress.received)}"
    percent = 100 * progress.received // progress.total
    return f"{progress.path} {in_words(progress.received)} of {in_words(progress.total)} ({percent}%)"


def in_words(size_bytes: int) -> str:
    """A size a person can read, in powers of a thousand."""
    if size_bytes < 1_000:
        return f"{size_bytes} bytes"
    if size_bytes < 1_000_000:
        return f"{size_bytes / 1_000:.1f} kB"
    return f"{size_bytes / 1_000_000:.1f} MB"
