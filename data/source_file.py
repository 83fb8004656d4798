"""One file of a source: where it lies, and its text whatever the encoding, packed or not."""

import gzip
import zlib
from pathlib import Path, PurePosixPath

from data.fault import Fault

LARGEST_BYTES = 400_000_000
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
AGAIN = "Download the file again."


def find_file(folder: Path, path: str) -> Path:
    """The file at ``path`` below the folder, with or without .gz; raises ``Fault`` when neither is there."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts:
        remedy = "Correct the path in source.toml, for example to 'els/file.csv'."
        raise Fault(folder, "a path must lead from the folder downwards", remedy, value=path)
    for candidate in (path, f"{path}.gz", path.removesuffix(".gz")):
        if (folder / candidate).is_file():
            return folder / candidate
    raise Fault(
        folder / path,
        "the file is not there, neither plain nor with .gz",
        "Download it (python -m data.fetch) or correct the path in source.toml.",
    )


def read_text(path: Path) -> str:
    """The whole file with line feeds at the ends of its lines; raises ``Fault`` when it is no readable text."""
    raw = _unpacked(path)
    if not raw.strip():
        raise Fault(path, "the file is empty", AGAIN)
    if raw.startswith(ZIP):
        remedy = "Unpack it; save a spreadsheet as CSV in UTF-8."
        raise Fault(path, "this is a zip archive or a spreadsheet, not a CSV file", remedy)
    text = _decoded(path, raw)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise Fault(path, "the file holds bytes that are no text", "Save it as CSV in UTF-8.", row=line)
    # the oldest spreadsheets end their lines with a carriage return alone
    return text if "\n" in text else text.replace("\r", "\n")


def _unpacked(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            packed = file.read(2) == GZIP or path.suffix == ".gz"
        with gzip.open(path) if packed else path.open("rb") as file:
            raw = file.read(LARGEST_BYTES + 1)  # a small archive can hold more than fits into memory
    except (OSError, EOFError, zlib.error) as error:
        raise Fault(path, f"cannot be read: {error}", "Check its permissions, or download it again.") from error
    if len(raw) > LARGEST_BYTES:
        raise Fault(path, f"the file holds more than {LARGEST_BYTES:,} bytes", "Check what it holds.")
    return raw


def _decoded(path: Path, raw: bytes) -> str:
    if raw.startswith(UTF_16):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Fault(path, f"its UTF-16 text is broken at byte {error.start:,}", AGAIN) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # older government files are Windows-1252; five bytes have no meaning there and are kept visible
        return raw.decode("cp1252", errors="replace")
