"""What a reader of a table can work out: hidden cells as flows that may or may not be redirected."""

from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np

from metrics.methods.arrays import BoolArray, FloatArray

Cell: TypeAlias = tuple[int, int]


@dataclass
class Table:
    """Counts with their totals in the last row and column, and which of them are hidden.

    A list of counts is a table of one row whose column totals are nobody's to see. ``unpublished`` marks them: they
    say nothing and count as hidden, but never need protecting.
    """

    cells: FloatArray
    hidden: BoolArray
    unpublished: BoolArray

    @classmethod
    def of(cls, counts: FloatArray) -> Self:
        """The table of some counts, with totals added."""
        if counts.ndim not in {1, 2} or counts.size == 0:
            raise ValueError(f"counts have the shape {counts.shape}: give a list or a table of rows by columns")
        present = counts[~np.isnan(counts)]
        wrong = present[(present < 0) | (present != np.floor(present)) | np.isinf(present)]
        if wrong.size:
            raise ValueError(f"{wrong[0]:g} is not a count: give whole numbers of 0 or more, before any rounding")
        inner = np.atleast_2d(counts)
        with_row_totals = np.column_stack([inner, inner.sum(axis=1)])
        cells = np.vstack([with_row_totals, with_row_totals.sum(axis=0)])
        unpublished = np.zeros(cells.shape, dtype=bool)
        unpublished[-1, :] = counts.ndim == 1
        return cls(cells, unpublished.copy(), unpublished)

    @property
    def inner(self) -> FloatArray:
        """The counts without totals."""
        return self.cells[:-1, :-1]

    def hide_inner(self, marked: BoolArray) -> None:
        """Hide these counts."""
        self.hidden[:-1, :-1] |= marked

    def hide_totals(self, marked: BoolArray) -> None:
        """Hide these totals; a total that nobody could add up was shown by the publisher and stays so."""
        self.hidden[-1, :] |= marked[-1, :]
        self.hidden[:, -1] |= marked[:, -1]

    def hide(self, cell: Cell) -> None:
        """Hide one cell."""
        self.hidden[cell] = True

    def lonely_line(self) -> Cell | None:
        """The smallest shown cell of the first row or column that hides one count alone under a shown total."""
        for lines, flip in ((self, False), (self.turned(), True)):
            for row in range(lines.cells.shape[0]):
                inside = lines.hidden[row, :-1]
                if inside.sum() == 1 and not lines.hidden[row, -1] and not inside.all():
                    column = _smallest(lines.cells[row, :-1], ~inside)
                    return (column, row) if flip else (row, column)
        return None

    def turned(self) -> "Table":
        """Rows as columns."""
        return Table(self.cells.T, self.hidden.T, self.unpublished.T)

    def companion(self, cell: Cell) -> Cell:
        """The best cell to hide for the sake of this one: the smallest count in its row or column, else a total."""
        row, column = cell
        in_line = np.zeros(self.cells.shape, dtype=bool)
        in_line[row, :] = in_line[:, column] = True
        is_total = np.zeros(self.cells.shape, dtype=bool)
        is_total[-1, :] = is_total[:, -1] = True
        for group in (in_line & ~is_total, in_line, ~is_total, np.ones_like(is_total)):
            shown = group & ~self.hidden
            if shown.any():
                place = _smallest(self.cells.ravel(), shown.ravel())
                return place // self.cells.shape[1], place % self.cells.shape[1]
        raise AssertionError("every cell is hidden, and then none can be worked out")


def determined(table: Table) -> Cell | None:
    """The first hidden cell that has only one possible value, or none.

    Rows and columns, those of totals included, are the nodes of a network in which what flows in flows out: a count
    flows from its row to its column, a row's total from the column of totals to its row, a column's total from its
    column to the row of totals. A hidden cell can be more than it is if some other hidden cells can bring the extra
    flow back, each going up freely and down only where it is not nought.
    """
    steps = _steps(table)
    for row, column in zip(*np.nonzero(table.hidden & ~table.unpublished), strict=True):
        tail, head = _direction(table, int(row), int(column))
        rising = _reaches(steps, head, tail, without=(int(row), int(column)))
        falling = table.cells[row, column] > 0 and _reaches(steps, tail, head, without=(int(row), int(column)))
        if not (rising or falling):
            return int(row), int(column)
    return None


def _smallest(counts: FloatArray, among: BoolArray) -> int:
    """Where the smallest of some counts stands; one that is not known comes last."""
    places = np.flatnonzero(among)
    return int(places[np.argmin(np.nan_to_num(counts[places], nan=np.inf))])


def _steps(table: Table) -> dict[int, list[tuple[int, Cell]]]:
    """Where extra flow can go from each node, and through which cell."""
    steps: dict[int, list[tuple[int, Cell]]] = {}
    for row, column in zip(*np.nonzero(table.hidden), strict=True):
        cell = int(row), int(column)
        tail, head = _direction(table, *cell)
        steps.setdefault(tail, []).append((head, cell))
        if table.cells[cell] > 0:
            steps.setdefault(head, []).append((tail, cell))
    return steps


def _direction(table: Table, row: int, column: int) -> tuple[int, int]:
    """The nodes a cell flows from and to: rows are numbered first, columns after them."""
    rows, columns = table.cells.shape
    is_total = (row == rows - 1) != (column == columns - 1)
    return (rows + column, row) if is_total else (row, rows + column)


def _reaches(steps: dict[int, list[tuple[int, Cell]]], start: int, goal: int, *, without: Cell) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        node = waiting.pop()
        if node == goal:
            return True
        for following, cell in steps.get(node, []):
            if cell != without and following not in seen:
                seen.add(following)
                waiting.append(following)
    return False
