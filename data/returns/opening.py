"""Opening a file that came from outside: everything is looked at from without before anything of it is unpacked."""

import io
import re
import zipfile
import zlib
from typing import NoReturn

from openpyxl import DEFUSEDXML, Workbook, load_workbook

LARGEST_BYTES = 5_000_000
LARGEST_UNPACKED = 20_000_000
LARGEST_PART = 5_000_000  # of anything that is neither a sheet nor the texts of the sheets
MOST_PARTS = 400
MOST_CELLS = 150_000
MOST_SHEETS = 30
MOST_TAGS = 800_000  # of the sheets and their texts: five for each cell that may be there, and some
MOST_OTHER_TAGS = 20_000  # of everything else, of which the library makes an object each
CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
SHEET = re.compile(rb"<(?:\w+:)?sheet[\s>/]")
HEAD = 300  # bytes in which a part says how it is encoded
BEFORE_TEXT = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
ENCODING = re.compile(rb"""^[^>]*?encoding\s*=\s*["']([^"']*)""")
STEEPEST = 120  # how many times larger a part may become; only those large enough to matter are held to it
MATTERS = 2_000_000
OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ARCHIVES = (".zip", ".xlsx", ".xlsm", ".xlsb", ".docx", ".pptx", ".ods", ".7z", ".rar", ".gz", ".jar")
SAVE_AS = "Open it, choose “Save as” and “Excel Workbook (.xlsx)”, and upload that file."
DOWNLOAD_AGAIN = "Download the spreadsheet from here again, copy your answers into it, and upload that one."
SAVE_ANEW = "Open it in your spreadsheet program, save it as a new file, and upload that one."
NOTHING = "Nothing was loaded."


class FileRefused(Exception):
    """A file that is not opened, or cannot be. ``for_reader`` says why, and what to do instead."""

    def __init__(self, for_reader: str) -> None:
        self.for_reader = for_reader
        super().__init__(for_reader)


def open_workbook(content: bytes, file_name: str) -> Workbook:
    """The workbook in a file, its links to other files dropped; raises ``FileRefused``."""
    if not DEFUSEDXML:
        raise RuntimeError("defusedxml is not installed, so spreadsheets from outside are not opened: install it")
    look_at(content, file_name)
    try:
        return load_workbook(io.BytesIO(content), read_only=True, keep_links=False, keep_vba=False)
    except Exception as error:  # the library raises whatever its parts raise, and a broken file has many faults
        raise unreadable(file_name) from error


def unreadable(file_name: str) -> FileRefused:
    """What to say of a file whose inside is broken."""
    return FileRefused(f"{file_name} is damaged, or is no spreadsheet inside. {NOTHING} {DOWNLOAD_AGAIN}")


def look_at(content: bytes, file_name: str) -> None:
    """Refuse what is no .xlsx file, or one that could do harm, from its first bytes and its table of contents."""
    check_size(content, file_name)
    if content.startswith(OLD_CONTAINER):
        _refuse_old(content, file_name)
    if not content.startswith(b"PK\x03\x04"):
        refuse(f"{file_name} is not an Excel workbook (.xlsx). {NOTHING} {SAVE_AS}")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive, file_name)
            _check_tags(archive, file_name)
            _check_cells(archive, file_name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise unreadable(file_name) from error


def check_size(content: bytes, file_name: str) -> None:
    """Refuse a file with nothing in it, or with more than anybody fills in."""
    if not content:
        refuse(f"{file_name} is empty (0 bytes): it may not have been saved. {NOTHING} Save it and upload it again.")
    if len(content) > LARGEST_BYTES:
        refuse(
            f"{file_name} has {len(content) / 1e6:,.1f} MB; at most {LARGEST_BYTES / 1e6:.0f} MB are read. {NOTHING}"
            " Take out pictures and sheets that are not part of the form, or split it."
        )


def refuse(sentence: str) -> NoReturn:
    """Say no."""
    raise FileRefused(sentence)


def _refuse_old(content: bytes, file_name: str) -> NoReturn:
    """The container of old Excel files is also what encrypted new ones are wrapped in."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        refuse(
            f"{file_name} is protected by a password, so it cannot be read. {NOTHING} Take the password off"
            " (File, Info, Protect Workbook), save it, and upload it again."
        )
    refuse(f"{file_name} is in the format of old Excel versions (.xls). {NOTHING} {SAVE_AS}")


def _check_parts(archive: zipfile.ZipFile, file_name: str) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS:
        refuse(
            f"{file_name} has {len(parts):,} parts inside, more than a filled-in form has ({MOST_PARTS} at most)."
            f" {NOTHING} {DOWNLOAD_AGAIN}"
        )
    if twice := next((name for name in names if names.count(name) > 1), None):
        refuse(f"{file_name} has the part {twice[:80]} inside more than once. {NOTHING} {SAVE_ANEW}")
    _check_sizes(parts, file_name)
    _check_kind(archive, names, file_name)
    if any(part.flag_bits & 0x1 for part in parts):
        refuse(f"{file_name} is protected by a password, so it cannot be read. {NOTHING} Save it without one.")
    if nested := next((name for name in names if name.lower().endswith(ARCHIVES)), None):
        refuse(f"{file_name} has another file packed inside it ({nested[:80]}). {NOTHING} Take it out.")


def _check_sizes(parts: list[zipfile.ZipInfo], file_name: str) -> None:
    """By what the table of contents says; reading stops there too, whatever the parts really hold."""
    unpacked = sum(part.file_size for part in parts)
    steep = any(part.file_size > MATTERS and part.file_size > STEEPEST * part.compress_size for part in parts)
    large = any(part.file_size > LARGEST_PART and not _may_be_large(part.filename) for part in parts)
    if unpacked > LARGEST_UNPACKED or steep or large:
        refuse(
            f"{file_name} would unpack to {unpacked / 1e6:,.0f} MB, which no filled-in form does, so it was not opened."
            f" {NOTHING} {DOWNLOAD_AGAIN}"
        )


def _check_tags(archive: zipfile.ZipFile, file_name: str) -> None:
    """A small file can name one sheet ten thousand times, or hold a million fonts: all are made before they are seen.

    Every part is looked at, whatever its name: inside, a workbook says itself which of its parts is what.
    """
    sheets, cells, others = 0, 0, 0
    for part in archive.infolist():
        text = _text_of(archive.read(part), file_name)
        sheets += len(SHEET.findall(text))
        tags = text.count(b"<")
        cells, others = (cells + tags, others) if _may_be_large(part.filename) else (cells, others + tags)
    if sheets > MOST_SHEETS:
        refuse(f"{file_name} has {sheets:,} sheets; at most {MOST_SHEETS} are read. {NOTHING} {DOWNLOAD_AGAIN}")
    if cells > MOST_TAGS:
        refuse(
            f"{file_name} has far more rows, cells or marks inside than any filled-in form, perhaps empty rows that"
            f" were formatted, so it was not opened. {NOTHING} Delete the empty rows below the tables, save it and"
            f" upload it again, or start anew. {DOWNLOAD_AGAIN}"
        )
    if others > MOST_OTHER_TAGS:
        refuse(
            f"{file_name} has far more styles, names or marks inside than any filled-in form, so it was not opened."
            f" {NOTHING} {DOWNLOAD_AGAIN}"
        )


def _text_of(content: bytes, file_name: str) -> bytes:
    """A part that is text, nothing for a picture. In another encoding than every spreadsheet's, nothing is counted."""
    head = content[:HEAD]
    if not head.lstrip(BEFORE_TEXT).startswith(b"<"):
        return b""
    declared = ENCODING.search(head)
    if b"\0" in head or (declared and declared[1].lower() not in {b"utf-8", b"us-ascii"}):
        raise unreadable(file_name)
    return content


def _check_cells(archive: zipfile.ZipFile, file_name: str) -> None:
    """Counting cells in the text of the sheets takes a hundredth of the time that reading them does."""
    sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
    cells = sum(sum(1 for _ in CELL.finditer(archive.read(name))) for name in sheets)
    if cells > MOST_CELLS:
        refuse(
            f"{file_name} has {cells:,} cells; at most {MOST_CELLS:,} are read. {NOTHING} Take out sheets and columns"
            " that are not asked for, or split it."
        )


def _may_be_large(name: str) -> bool:
    return name.startswith("xl/worksheets/") or name == "xl/sharedStrings.xml"


def _check_kind(archive: zipfile.ZipFile, names: list[str], file_name: str) -> None:
    if "mimetype" in names and b"opendocument" in archive.read("mimetype")[:200]:
        refuse(f"{file_name} is an OpenDocument file (.ods), which is not read here. {NOTHING} {SAVE_AS}")
    if "xl/workbook.bin" in names:
        refuse(f"{file_name} is a binary workbook (.xlsb), which is not read here. {NOTHING} {SAVE_AS}")
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        refuse(f"{file_name} is packed like a workbook, but has none inside. {NOTHING} {SAVE_AS}")
    macros = any("vbaproject" in name.lower() or name.lower().startswith("xl/macrosheets/") for name in names)
    if macros or b"macroEnabled" in archive.read("[Content_Types].xml"):
        refuse(
            f"{file_name} holds macros, which are small programs, so it was not opened. {NOTHING} Choose “Save as” and"
            " “Excel Workbook (.xlsx)”, which leaves them out, and upload that file."
        )
