"""Reading a filled-in spreadsheet back into the texts of its form, with everything that is wrong with it at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from data.returns import workbook_layout as at
from data.returns.cell_text import text_of
from data.returns.grid import Cell, Grid, address, read_grids
from data.returns.opening import DOWNLOAD_AGAIN, FileRefused
from data.returns.reading import Unreadable
from data.returns.workbook_layout import Layout, Line, identity, layouts
from domain.form import Fault, Field, Form, Weight
from domain.workspace import Workspace

UNMERGE = "Undo “Merge cells” there, and fill in each cell by itself."
NOTHING_ASKED = "Nothing is asked in this cell, so this is not taken over."
OWN_SHEET = "This sheet is no part of the return, so nothing on it is taken over."
WHERE_IT_BELONGS = "If it belongs to another column or row, write it there and upload the file again."
SHOWN = 120  # characters of a value that a fault repeats


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file says, by the id of the field, where each stands, and what cannot be loaded as it is.

    ``ignored`` is what was written where nothing is asked, which stops nothing and must not be lost without a word.
    ``answers_at`` is the moment of the newest answer the file was made with; nothing where it does not say.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    ignored: tuple[Fault, ...] = ()
    where: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    answers_at: str | None = None

    @property
    def fit(self) -> bool:
        """Whether nothing stands in the way of loading it."""
        return not self.faults

    def placed(self, fault: Fault) -> Fault:
        """A fault found later, with the sheet and cell of its field."""
        sheet, cell = self.where.get(fault.field_id, ("", ""))
        return replace(fault, sheet=fault.sheet or sheet, cell=fault.cell or cell)


def read_workbook(
    content: bytes, form: Form, *, file_name: str = "The file", workspace: Workspace = Workspace.LIVE
) -> Reading:
    """What the file says. Never raises for what a file may hold: every problem is a fault."""
    try:
        grids, properties = read_grids(content, file_name)
    except FileRefused as refused:
        return Reading(faults=(_of_file(file_name, "cannot be read", refused.for_reader),))
    said = _said(grids, properties)
    faults = tuple(_strangeness(said, form, workspace, file_name))
    if faults:
        return Reading(faults=faults)
    reader = _Reader(grids)
    for layout in layouts(form):
        reader.read(layout)
    reader.own_sheets()
    return Reading(
        texts=reader.texts, faults=tuple(reader.faults), ignored=tuple(reader.ignored), where=reader.where,
        answers_at=said.get(at.ANSWERS_AT),
    )  # fmt: skip


def _of_file(file_name: str, wrong: str, remedy: str) -> Fault:
    return Fault(field_id="", label="The file", value=file_name, wrong=wrong, remedy=remedy)


def _said(grids: tuple[Grid, ...], properties: dict[str, str]) -> dict[str, str]:
    """What the file says of itself, on its hidden sheet or in its properties."""
    hidden = next((grid for grid in grids if grid.title == at.ABOUT), Grid(title=""))
    return properties | {hidden.text(row, 1): hidden.text(row, 2) for row in hidden.rows}


def _strangeness(said: dict[str, str], form: Form, workspace: Workspace, file_name: str) -> Iterator[Fault]:
    """Why a whole file does not belong here; without one of these its cells are not even looked at."""
    wanted = identity(form, workspace.value)
    if not said.get("return_id"):
        wrong = "does not say which return it is for, so it was not made from the spreadsheet of this return"
        yield _of_file(file_name, wrong, DOWNLOAD_AGAIN)
    elif said["return_id"] != wanted["return_id"]:
        theirs = f"{said.get('title', '')}, {said.get('round_title', '')} ({said['return_id']})"
        ours = f"{form.title}, {form.round.title} ({wanted['return_id']})"
        wrong = f"is the return of {theirs[:300]}, and this is the return of {ours}"
        yield _of_file(file_name, wrong, "Upload it on the page of its own return, or choose the file for this one.")
    elif said.get("workspace") != wanted["workspace"]:
        wrong = f"comes from the {said.get('workspace', 'unknown')} workspace, and this is the {workspace} one"
        yield _of_file(file_name, wrong, f"Simulated and real returns are never mixed. {DOWNLOAD_AGAIN}")
    elif said.get("template_version") != at.VERSION:
        version = said.get("template_version", "")[:20] or "not said"
        wrong = f"was made to an older or newer layout (version {version}; this service reads version {at.VERSION})"
        yield _of_file(file_name, wrong, DOWNLOAD_AGAIN)


class _Reader:
    """Reads one sheet after another and collects what is found and what is wrong."""

    def __init__(self, grids: tuple[Grid, ...]) -> None:
        self._grids = grids
        self.texts: dict[str, str] = {}
        self.faults: list[Fault] = []
        self.ignored: list[Fault] = []
        self.where: dict[str, tuple[str, str]] = {}
        self._read: set[str] = {at.ABOUT, at.CHOICES, at.START}

    def own_sheets(self) -> None:
        """Name the sheets that are none of the form's, and hold something."""
        for grid in self._grids:
            if grid.rows and grid.title not in self._read:
                self.ignored.append(
                    Fault(field_id="", label="A sheet of its own", value="", wrong=OWN_SHEET, remedy=WHERE_IT_BELONGS,
                          weight=Weight.EXPLAIN, sheet=grid.title)
                )  # fmt: skip

    def read(self, layout: Layout) -> None:
        """Find the sheet of a section, then its columns, then each of its rows."""
        grid = self._sheet(layout)
        if grid is None:
            return
        columns = self._columns(grid, layout)
        rows = _rows(grid)
        for line in layout.lines:
            row = rows.get(at.ROW_KEY + line.key) or _row_by_label(grid, line, layout, rows)
            if row is None:
                self._missing(f"the row “{line.label}”", line.label, grid.title)
            else:
                self._line(grid, line, row, columns)
                self._not_asked(grid, line, row, zip(layout.columns, columns, strict=True))
        self._strays(grid, layout, columns, set(rows.values()))

    def _sheet(self, layout: Layout) -> Grid | None:
        """By its key, whatever it is called now and wherever it stands; else by its title."""
        key = at.SHEET_KEY + layout.key
        found = [grid for grid in self._grids if grid.text(at.KEY_ROW, at.KEY_COLUMN) == key]
        found = found or [grid for grid in self._grids if grid.title.casefold() == layout.title.casefold()]
        self._read.update(grid.title for grid in found)
        if len(found) == 1:
            return found[0]
        titles = " and ".join(f"“{grid.title}”" for grid in found)
        wrong = f"is there {len(found)} times, as {titles}" if found else "is not in the file"
        remedy = "Take the copy out." if found else f"It may have been taken out. {DOWNLOAD_AGAIN}"
        self.faults.append(
            Fault(field_id="", label=layout.heading, value=layout.title, wrong=f"The sheet {wrong}.",
                  remedy=remedy, sheet=layout.title)
        )  # fmt: skip
        return None

    def _columns(self, grid: Grid, layout: Layout) -> list[int | None]:
        """Where each column stands: by its hidden key, else by its title, so that columns may be moved or added."""
        keys = {cell.text: column for column, cell in grid.rows.get(at.KEY_ROW, {}).items()}
        header = next((row for row in grid.rows.values() if _is_header(row)), {})
        titles = {cell.text.casefold(): column for column, cell in header.items()}
        found = []
        for number, title in enumerate(layout.columns):
            starts = (column for text, column in titles.items() if text.startswith(title.casefold()))
            column = keys.get(f"{at.COLUMN_KEY}{number}") or next(starts, None)
            if column is None:
                self._missing(f"the column “{title}”", title, grid.title)
            found.append(column)
        return found

    def _missing(self, what: str, label: str, sheet: str) -> None:
        self.faults.append(
            Fault(field_id="", label=label, value="", wrong=f"On the sheet “{sheet}” {what} cannot be found.",
                  remedy=f"Put it back as it was, or start anew. {DOWNLOAD_AGAIN}",
                  sheet=sheet)
        )  # fmt: skip

    def _line(self, grid: Grid, line: Line, row: int, columns: list[int | None]) -> None:
        for asked, column in zip(line.cells, columns, strict=True):
            if asked is not None and column is not None:
                self._field(grid, asked, row, column)

    def _not_asked(self, grid: Grid, line: Line, row: int, columns: Iterable[tuple[str, int | None]]) -> None:
        """What somebody wrote into a cell of the table that its row does not ask for."""
        for asked, (title, column) in zip(line.cells, columns, strict=True):
            text = grid.text(row, column) if column is not None and asked is None else ""
            if column is not None and text and text.casefold() != at.NOT_ASKED:
                self.ignored.append(
                    Fault(field_id="", label=f"{line.label}: {title}", value=text[:SHOWN], wrong=NOTHING_ASKED,
                          remedy=WHERE_IT_BELONGS, weight=Weight.EXPLAIN, sheet=grid.title, cell=address(row, column))
                )  # fmt: skip

    def _field(self, grid: Grid, asked: Field, row: int, column: int) -> None:
        self.where[asked.field_id] = grid.title, address(row, column)
        cell = grid.rows.get(row, {}).get(column)
        try:
            if hidden := grid.hidden_under(row, column):
                raise Unreadable(f"This cell is joined with others ({hidden}).", UNMERGE)
            self.texts[asked.field_id] = text_of(cell, asked)
        except Unreadable as wrong:
            value = cell.text[:SHOWN] if cell else ""
            self.faults.append(
                Fault(field_id=asked.field_id, label=asked.label, value=value, wrong=wrong.wrong,
                      remedy=wrong.remedy, sheet=grid.title, cell=address(row, column))
            )  # fmt: skip

    def _strays(self, grid: Grid, layout: Layout, columns: list[int | None], known: set[int]) -> None:
        """Something written where nothing is asked would be lost without a word."""
        asked = {column for column in columns if column is not None}
        header = next((number for number, row in grid.rows.items() if _is_header(row)), at.HEADER_ROW)
        first = header + at.FIRST_ROW - at.HEADER_ROW
        for row, cells in grid.rows.items():
            if row in known or row < first:
                continue
            for column in sorted(asked & set(cells)):
                self.faults.append(
                    Fault(field_id="", label=layout.heading, value=cells[column].text[:SHOWN],
                          wrong="This stands between or below the rows of the form, where nothing is asked, so it would"
                          " be lost.",
                          remedy="Move it into one of the empty rows of the table, or take it out.",
                          sheet=grid.title, cell=address(row, column))
                )  # fmt: skip
        self._beside(grid, layout, _beside(grid, header, first, asked))

    def _beside(self, grid: Grid, layout: Layout, cells: list[tuple[int, int]]) -> None:
        """What somebody wrote in columns that are none of the form's: the first, and how many more."""
        if cells:
            row, column = cells[0]
            more = f", and so {'does 1 more cell' if len(cells) == 2 else f'do {len(cells) - 1:,} more cells'}"
            self.ignored.append(
                Fault(field_id="", label=layout.heading, value=grid.text(row, column)[:SHOWN],
                      wrong=f"This stands beside the table{more if len(cells) > 1 else ''}. {NOTHING_ASKED}",
                      remedy=WHERE_IT_BELONGS, weight=Weight.EXPLAIN, sheet=grid.title, cell=address(row, column))
            )  # fmt: skip


def _beside(grid: Grid, header: int, first: int, asked: set[int]) -> list[tuple[int, int]]:
    """The cells that hold something in columns whose header is none of the form's; its keys have no header."""
    titles = grid.rows.get(header, {})
    ours = asked | {column for column, cell in titles.items() if cell.text in at.OUR_TITLES}
    return [
        (row, column)
        for row, cells in grid.rows.items()
        for column, cell in cells.items()
        if row >= first and column not in ours and not cell.text.startswith(at.ROW_KEY)
    ]


def _rows(grid: Grid) -> dict[str, int]:
    """Each row that has its hidden key, wherever it was moved."""
    found: dict[str, int] = {}
    for number, row in grid.rows.items():
        key = row.get(at.KEY_COLUMN)
        if key and key.text.startswith(at.ROW_KEY):
            found.setdefault(key.text, number)
    return found


def _row_by_label(grid: Grid, line: Line, layout: Layout, rows: dict[str, int]) -> int | None:
    """The only row with a label, for when the keys are gone; of several alike the one in the same order."""
    if rows:
        return None
    same = [number for number in sorted(grid.rows) if _label_of(grid, number) == line.label.strip().casefold()]
    alike = [each for each in layout.lines if each.label == line.label]
    return same[alike.index(line)] if len(same) == len(alike) else None


def _label_of(grid: Grid, row: int) -> str:
    """The first text of a row: the labels stand first, wherever the first column went."""
    cells = grid.rows[row]
    return cells[min(cells)].text.strip().casefold()


def _is_header(cells: Mapping[int, Cell]) -> bool:
    return any(cell.text.endswith(at.FILL_IN) for cell in cells.values())
