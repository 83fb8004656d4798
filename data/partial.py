"""A file on its way: the bytes so far beside the final name, and what is needed to go on with them later."""

import gzip
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from domain.frozen import Frozen

GZIP_START = b"\x1f\x8b"


class Version(Frozen):
    """Which version of which file the bytes belong to, in the server's own words."""

    address: str
    etag: str | None = None
    last_modified: str | None = None
    total_bytes: int | None = None
    encoding: str | None = None

    @property
    def validator(self) -> str | None:
        """What makes a server say whether its file is still this one. A weak tag does not vouch for every byte."""
        if self.etag and not self.etag.startswith("W/"):
            return self.etag
        return self.last_modified

    def is_continued_by(self, other: "Version") -> bool:
        """Whether a later reply speaks of the same version, as far as both of them say."""
        pairs = [
            (self.etag, other.etag),
            (self.last_modified, other.last_modified),
            (self.total_bytes, other.total_bytes),
        ]
        return self.encoding == other.encoding and all(a == b for a, b in pairs if a is not None and b is not None)


class Partial:
    """The unfinished download of one target: ``name.part`` and, beside it, ``name.part.json``."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path = target.with_name(target.name + ".part")
        self.version_path = target.with_name(target.name + ".part.json")

    @property
    def received_bytes(self) -> int:
        """How much has arrived."""
        return self.path.stat().st_size if self.path.exists() else 0

    def resumable_version(self, address: str) -> Version | None:
        """The version that can be gone on with from this address, or none: then begin afresh."""
        try:
            version = Version.model_validate_json(self.version_path.read_bytes())
        except (FileNotFoundError, ValidationError):
            return None
        if version.address != address or not version.validator or not self.received_bytes:
            return None
        return version

    def begin(self, version: Version) -> None:
        """Forget any earlier bytes and note which version the next ones belong to."""
        self.discard()
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.version_path.write_text(version.model_dump_json(), encoding="utf-8")

    @contextmanager
    def appending(self) -> Iterator[BinaryIO]:
        """The part opened to add bytes at its end."""
        with self.path.open("ab") as out:
            yield out

    def discard(self) -> None:
        """Remove the part and its note."""
        self.path.unlink(missing_ok=True)
        self.version_path.unlink(missing_ok=True)

    def unwrap(self, *, largest_bytes: int) -> None:
        """Take off the gzip a server wrapped round the file for the journey, unless that is the file itself."""
        wrapped = self.path.with_name(self.path.name + ".gz")
        with gzip.open(self.path) as content:
            if self.target.suffix == ".gz" and content.peek(2)[:2] != GZIP_START:
                return
        self.path.replace(wrapped)
        try:
            with gzip.open(wrapped) as content, self.path.open("wb") as out:
                while chunk := content.read(1 << 20):
                    if out.tell() + len(chunk) > largest_bytes:
                        raise ValueError(f"it unpacks to more than {largest_bytes:,} bytes")
                    out.write(chunk)
        finally:
            wrapped.unlink()

    def publish(self) -> None:
        """Give the finished file its final name."""
        settle(self.path, self.target)
        self.version_path.unlink(missing_ok=True)


def settle(finished: Path, target: Path) -> None:
    """Put a finished file in place of the old one, so that even a power cut leaves one of the two, whole."""
    with finished.open("rb+") as content:
        os.fsync(content.fileno())
    finished.replace(target)
    if os.name == "posix":  # elsewhere a folder cannot be opened to be flushed
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
