"""The record of what was downloaded: one entry a file, in checksums.json at the top of the folder."""

import hashlib
from pathlib import Path

from pydantic import AwareDatetime, TypeAdapter, ValidationError

from data.partial import settle
from domain.frozen import Frozen

FILE_NAME = "checksums.json"


class Checksum(Frozen):
    """What one file was when it was downloaded."""

    path: str
    address: str
    sha256: str
    bytes: int
    fetched_at: AwareDatetime
    etag: str | None = None
    last_modified: str | None = None


RECORD = TypeAdapter(dict[str, Checksum])


def read_checksums(folder: Path) -> dict[str, Checksum]:
    """Every entry by path; empty when nothing was downloaded here yet."""
    path = folder / FILE_NAME
    try:
        return RECORD.validate_json(path.read_bytes())
    except FileNotFoundError:
        return {}
    except ValidationError as error:
        fault = error.errors()[0]
        raise ValueError(
            f"{path} cannot be read ({'.'.join(map(str, fault['loc'])) or 'whole file'}: {fault['msg']}). "
            "Put back a good copy, or delete it: then every file is downloaded again."
        ) from error


def write_checksums(folder: Path, checksums: dict[str, Checksum]) -> None:
    """Replace the record at once, entries in the order of their paths."""
    draft = folder / (FILE_NAME + ".draft")
    try:
        draft.write_bytes(RECORD.dump_json(dict(sorted(checksums.items())), indent=2) + b"\n")
        settle(draft, folder / FILE_NAME)
    finally:
        draft.unlink(missing_ok=True)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
