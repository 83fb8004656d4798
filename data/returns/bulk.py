"""Many records in one file: its rows read, each cell by the same rules as a form, with every fault at once."""

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from data.returns.bulk_kinds import COLUMNS, TRANSFORMATION, VERSION, BulkKind, columns_of
from data.returns.bulk_sheet import BULK_VERSION
from data.returns.cell_text import text_of
from data.returns.grid import MOST_COLUMNS, Cell, Grid, address, read_grids
from data.returns.opening import FileRefused, check_size, refuse
from data.returns.reading import Unreadable, Value, read
from data.returns.workbook_layout import ABOUT
from domain.form import Fault, Field
from domain.workspace import Workspace

MOST_ROWS = 5_000
MOST_LINES = 100_000  # of a CSV file, empty ones too
HEADER_WITHIN = 20
SHOWN = 120
AFTER_TITLE = re.compile(r"[,(].*$", re.DOTALL)
GET_TEMPLATE = "Download the current rows from this page, change those, and upload that file."
Progress = Callable[["Stage", int, int], None]


class Stage(StrEnum):
    """What is being done with a file."""

    READING = "reading"
    CHECKING = "checking"
    LOADING = "loading"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: where it stands, what its cells say, and what is wrong with them."""

    sheet: str
    number: int
    values: Mapping[str, Value]
    faults: tuple[Fault, ...]
    cells: Mapping[str, str]
    labels: Mapping[str, str]

    @property
    def transformation_id(self) -> str:
        """The transformation it is about, as far as it can be read."""
        return str(self.values.get(TRANSFORMATION.field_id, ""))

    @property
    def version(self) -> Value | None:
        """The version of the record that was on record when the rows were downloaded, as the cell says it."""
        return self.values.get(VERSION.field_id)

    def fault(self, column: str, wrong: str, remedy: str, *, value: str = "") -> Fault:
        """A fault in one of its cells."""
        label = self.labels.get(column, "The row")
        cell = self.cells.get(column, f"row {self.number}")
        said = value or str(self.values.get(column, ""))
        return Fault(
            field_id=column, label=label, value=said[:SHOWN], wrong=wrong, remedy=remedy, sheet=self.sheet, cell=cell
        )


@dataclass(frozen=True, slots=True)
class Rows:
    """Every row of a file, and what is wrong with the file itself."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def read_rows(
    content: bytes, file_name: str, kind: BulkKind, *, programme_id: str, workspace: Workspace, progress: Progress
) -> Rows:
    """The rows of a spreadsheet or a CSV file. Never raises for what a file may hold."""
    progress(Stage.READING, 0, 1)
    try:
        grid = _grid(content, file_name, kind, programme_id, workspace)
    except FileRefused as refused:
        told = Fault(
            field_id="", label="The file", value=file_name, wrong="It cannot be loaded.", remedy=refused.for_reader
        )
        return Rows((), (told,))
    progress(Stage.READING, 1, 1)
    header = next((row for row in list(grid.rows)[:HEADER_WITHIN] if _names_transformations(grid.rows[row])), None)
    if header is None:
        wrong = f"No row has the heading “{TRANSFORMATION.label}”, so it cannot be told what the columns are."
        return Rows((), (_in_file(grid, "", wrong, GET_TEMPLATE),))
    columns, faults = _columns(grid, header, kind)
    if faults:
        return Rows((), tuple(faults))
    labels = {field.field_id: field.label for field in columns_of(kind)}
    return Rows(tuple(_read(grid, header, columns, labels)), ())


def _grid(content: bytes, file_name: str, kind: BulkKind, programme_id: str, workspace: Workspace) -> Grid:
    """The sheet with the rows. A file says what it is for where it was downloaded from here."""
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or not file_name.lower().endswith((".csv", ".txt")):
        grids, properties = read_grids(content, file_name)
        hidden = next((grid for grid in grids if grid.title == ABOUT), Grid(title=""))
        said = properties | {hidden.text(row, 1): hidden.text(row, 2) for row in hidden.rows}
        found = [grid for grid in grids if any(map(_names_transformations, list(grid.rows.values())[:HEADER_WITHIN]))]
        if len(found) > 1:
            refuse(f"{file_name} has {len(found)} sheets with rows to load. Nothing was loaded. Leave one of them.")
        grid = found[0] if found else Grid(title=grids[0].title if grids else "")
    else:
        grid, said = _from_csv(content, file_name), {}
    _refuse_another(said, grid, file_name, kind, programme_id, workspace)
    return grid


def _refuse_another(
    said: Mapping[str, str], grid: Grid, file_name: str, kind: BulkKind, programme_id: str, workspace: Workspace
) -> None:
    """Refuse what was downloaded for something else, or to practise with."""
    first = (cell.text for row in list(grid.rows.values())[:HEADER_WITHIN] for cell in row.values())
    practice = said.get("workspace") == Workspace.TRAINING or any("SIMULATED" in text for text in first)
    if (practice and workspace is Workspace.LIVE) or (said.get("workspace") == "live" and workspace != "live"):
        refuse(f"{file_name} comes from another workspace. Simulated and real records are never mixed. {GET_TEMPLATE}")
    if "return_id" in said:
        of = ", ".join(said[name][:SHOWN] for name in ("title", "round_title") if said.get(name))
        refuse(f"{file_name} is the spreadsheet of one return ({of}). Nothing was loaded. Upload it on its own page.")
    if said.get("kind", kind.value) != kind.value:
        theirs = _title_of(said["kind"])
        refuse(
            f"{file_name} holds {theirs}, and here it is {COLUMNS[kind].title.lower()} that are brought in. Nothing was"
            f" loaded. Choose that above, or: {GET_TEMPLATE}"
        )
    if said.get("programme_id", programme_id) != programme_id:
        theirs = said.get("programme_title") or said["programme_id"]
        refuse(
            f"{file_name} holds rows of another programme, {theirs[:SHOWN]}. Nothing was loaded. Choose that one above,"
            f" or: {GET_TEMPLATE}"
        )
    if said.get("template_version", BULK_VERSION) != BULK_VERSION:
        refuse(f"{file_name} was made to an older or newer layout. Nothing was loaded. {GET_TEMPLATE}")


def _title_of(kind: str) -> str:
    """What a file says it holds, in words."""
    return COLUMNS[BulkKind(kind)].title.lower() if kind in set(BulkKind) else f"“{kind[:SHOWN]}”"


def _from_csv(content: bytes, file_name: str) -> Grid:
    """A text file with commas, semicolons or tabs between; in UTF-8, or as Excel for Windows writes it, either way."""
    check_size(content, file_name)
    try:
        text = content.decode("utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    between = max(",;\t", key=text[:4_000].count)
    rows: dict[int, dict[int, Cell]] = {}
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=between), 1):
            if cells := {column: Cell(said) for column, said in enumerate(row[:MOST_COLUMNS], 1) if said.strip()}:
                rows[number] = cells
            if len(rows) > MOST_ROWS + HEADER_WITHIN or number > MOST_LINES:
                refuse(TOO_MANY.format(file_name=file_name))
    except csv.Error as error:
        raise FileRefused(
            f"{file_name} cannot be read as a CSV file ({error}). Nothing was loaded. Save it anew as CSV or .xlsx."
        ) from error
    return Grid(title="CSV file", rows=rows)


TOO_MANY = "{file_name} has more than " + f"{MOST_ROWS:,} rows, the most that is loaded at once. Split it."


def _names_transformations(row: Mapping[int, Cell]) -> bool:
    return any(_title(cell.text) == TRANSFORMATION.label.casefold() for cell in row.values())


def _title(text: str) -> str:
    """A heading without its unit or a remark behind it."""
    return " ".join(AFTER_TITLE.sub("", text).split()).casefold()


def _columns(grid: Grid, header: int, kind: BulkKind) -> tuple[dict[int, Field], list[Fault]]:
    """Which column is which, whatever their order, and what is missing, doubled or unknown."""
    known = {field.label.casefold(): field for field in columns_of(kind)}
    columns: dict[int, Field] = {}
    faults = []
    for number, cell in grid.rows[header].items():
        field = known.get(_title(cell.text))
        if field is None or field in columns.values():
            wrong = "This column is there twice." if field else f"No column of {COLUMNS[kind].title} is called this."
            faults.append(_in_file(grid, address(header, number), wrong, "Take it out.", value=cell.text))
        else:
            columns[number] = field
    needed = [field for field in known.values() if field.required and field not in columns.values()]
    for field in needed:
        wrong = f"The column “{field.label}” is missing."
        faults.append(_in_file(grid, address(header, 1), wrong, f"Add it. {field.help} {GET_TEMPLATE}".strip()))
    if len(grid.rows) - list(grid.rows).index(header) - 1 > MOST_ROWS:
        faults.append(_in_file(grid, "", TOO_MANY.format(file_name=grid.title), "Upload the parts one by one."))
    return columns, faults


def _in_file(grid: Grid, cell: str, wrong: str, remedy: str, value: str = "") -> Fault:
    return Fault(
        field_id="", label="The file", value=value[:SHOWN], wrong=wrong, remedy=remedy, sheet=grid.title, cell=cell
    )


def _read(grid: Grid, header: int, columns: Mapping[int, Field], labels: Mapping[str, str]) -> Iterator[Row]:
    for number, cells in grid.rows.items():
        if number > header:
            yield _row(grid, number, cells, columns, labels)


def _row(
    grid: Grid, number: int, cells: Mapping[int, Cell], columns: Mapping[int, Field], labels: Mapping[str, str]
) -> Row:
    """Each cell read by the rules of its column. Blank rows are not among the rows."""
    values: dict[str, Value] = {}
    faults = []
    where = {field.field_id: address(number, column) for column, field in columns.items()}
    for column, field in columns.items():
        try:
            if grid.merged and (hidden := grid.hidden_under(number, column)):
                raise Unreadable(f"This cell is joined with others ({hidden}).", "Undo “Merge cells” there.")
            text = text_of(cells.get(column), field)
            if text:
                values[field.field_id] = read(field, text)
            elif field.required:
                raise Unreadable("This cell is empty.", f"Fill it in. {field.help}".strip())
        except Unreadable as unreadable:
            said = cells[column].text[:SHOWN] if column in cells else ""
            faults.append(
                Fault(field_id=field.field_id, label=field.label, value=said, wrong=unreadable.wrong,
                      remedy=unreadable.remedy, sheet=grid.title, cell=where[field.field_id])
            )  # fmt: skip
    faults += [
        _in_file(grid, address(number, column), "This stands under no heading.", "Take it out.", value=cell.text)
        for column, cell in cells.items()
        if column not in columns
    ]
    return Row(grid.title, number, values, tuple(faults), where, labels)
