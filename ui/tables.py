"""Accessible tables as HTML: a caption, scoped headers, and rows that stack on a narrow screen.

A page draws what these functions return with ``st.html``. Every text is escaped here; only marks and
sparklines, which this project draws itself, go through as they are. The cells of a long table are most of what a page
sends, so their tags are as short as HTML lets them be: without quotes, and unclosed where the next tag closes them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from domain.reason import Reason
from domain.verdict import LevelAnswer, TrendAnswer
from ui.marks import mark_word
from ui.numbers import NO_FIGURE
from ui.wording import level_label, trend_label

ALLOWED_SCHEMES = ("", "http", "https")
MANY_COLUMNS = 5  # from here on the rows stack on a tablet too

TABLE_CSS = Path(__file__).with_name("tables.css").read_text(encoding="utf-8")
"""The style sheet of these tables, of marks and of the keys of charts, for the page's one style element."""


@dataclass(frozen=True)
class Column:
    """One column: the key of its cells, its heading, and whether it holds numbers or names the row.

    Where rows stack because the screen is narrow, the cells that are ``rest`` wait behind a "More" of their row.
    """

    key: str
    title: str
    numeric: bool = False
    names_the_row: bool = False
    rest: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell: its text, where it links to, a drawing before or below the text, and a second, quieter line.

    ``drawing`` and ``picture`` are images from :mod:`ui.marks` and :mod:`ui.sparkline`, never a reader's text. ``fold``
    is HTML from :mod:`ui.tipping` that opens under the text, ``opens`` the id of a note from :mod:`ui.shared_notes`
    that it opens instead; a ``quiet`` text stands back behind its neighbours. ``name`` is what a screen reader calls a
    link whose text is the same in every row; it begins with that text.
    """

    text: str
    href: str = ""
    drawing: str = ""
    note: str = ""
    picture: str = ""
    fold: str = ""
    opens: str = ""
    quiet: bool = False
    name: str = ""


Content = Cell | str | tuple[str, str] | None
"""What a cell may be given as: a whole cell, a text, a text with an address, or nothing, which reads "no figure"."""


def level_cell(
    answer: LevelAnswer | None, reason: Reason | None = None, *, note: str = "", reliable: bool = True
) -> Cell:
    """A cell that says where a value stands: mark and word, or why it cannot be told."""
    return Cell(level_label(answer, reason), drawing=mark_word(answer, reliable=reliable), note=note)


def trend_cell(answer: TrendAnswer | None, reason: Reason | None = None, *, note: str = "") -> Cell:
    """A cell that says where a series is going: mark and word, or why it cannot be told."""
    return Cell(trend_label(answer, reason), drawing=mark_word(answer), note=note)


def table(
    rows: Sequence[Mapping[str, Content]],
    columns: Sequence[Column],
    *,
    caption: str,
    scroll: bool = False,
    caption_hidden: bool = False,
    empty: str = "There is nothing to list here.",
) -> str:
    """The rows as an HTML table.

    On a narrow screen every row becomes a block in which each cell carries its column's heading, which the style sheet
    repeats from the table itself. With ``scroll`` the table keeps its shape and scrolls inside a region that the
    keyboard can reach.
    """
    if not rows:
        return f'<p class="table-empty">{escape(caption)}: {escape(empty)}</p>'
    head = "".join(_heading(column) for column in columns)
    body = "".join(f"<tr role=row>{_row(row, columns)}" for row in rows)
    labels = "" if scroll else _labels(columns)
    return _framed(
        head, body, caption=caption, caption_hidden=caption_hidden, scroll=scroll, columns=len(columns), labels=labels
    )


@dataclass(frozen=True)
class HeatCell:
    """One figure of a heat table: the value as text, its answer or the reason there is none.

    ``more`` holds further cells below, each with its heading.
    """

    value: str
    answer: LevelAnswer | None
    reason: Reason | None = None
    note: str = ""
    reliable: bool = True
    fold: str = ""
    more: tuple[tuple[str, Cell], ...] = ()


@dataclass(frozen=True)
class Heading:
    """A heading of a row or column: its code, its words and where it leads."""

    code: str
    title: str
    href: str = ""
    note: str = ""


def heat_table(
    places: Sequence[Heading],
    metrics: Sequence[Heading],
    cells: Mapping[tuple[str, str], HeatCell],
    *,
    caption: str,
) -> str:
    """Metrics down, places across; each cell has value, mark and word, and a shade that only repeats the word.

    ``cells`` is keyed by the codes of place and metric. A pair that is absent reads "no figure".
    """
    head = '<th scope="col" role="columnheader">Measure</th>' + "".join(_heat_heading(place) for place in places)
    body = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">{_words(Cell(m.title, href=m.href, note=m.note))}</th>'
        + "".join(_heat_cell(cells.get((place.code, m.code))) for place in places)
        + "</tr>"
        for m in metrics
    )
    return _framed(head, body, caption=caption, caption_hidden=False, scroll=True, columns=len(places) + 1, kind="heat")


def _framed(
    head: str,
    body: str,
    *,
    caption: str,
    caption_hidden: bool,
    scroll: bool,
    columns: int,
    kind: str = "plain",
    labels: str = "",
) -> str:
    hidden = ' class="visually-hidden"' if caption_hidden else ""
    inner = (
        f'<table role="table" class="figures {kind}"{labels}><caption{hidden}>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )
    if scroll:
        return f'<div class="table-scroll" role="region" tabindex="0" aria-label="{escape(caption)}">{inner}</div>'
    return f'<div class="table-stack {"wide" if columns >= MANY_COLUMNS else "slim"}">{inner}</div>'


def _heading(column: Column) -> str:
    number = ' class="number"' if column.numeric else ""
    return f'<th scope="col" role="columnheader"{number}>{escape(column.title)}</th>'


def _labels(columns: Sequence[Column]) -> str:
    """The headings as values for the style sheet, once a table, because a table has hundreds of cells."""
    told = ";".join(f"--h{position}:{_css_text(column.title)}" for position, column in enumerate(columns, 1))
    return f' style="{told}"'


def _css_text(text: str) -> str:
    """A text as a style sheet writes it; whatever is no letter, digit or space by its number, so nothing can escape."""
    return "'" + "".join(each if each.isalnum() or each == " " else f"\\{ord(each):x} " for each in text) + "'"


def _row(row: Mapping[str, Content], columns: Sequence[Column]) -> str:
    folds = any(column.rest for column in columns)
    return "".join(_cell(_as_cell(row.get(column.key)), column, folds=folds) for column in columns)


def _cell(cell: Cell, column: Column, *, folds: bool) -> str:
    if column.names_the_row:
        return f"<th scope=row role=rowheader>{_words(cell)}{_more(cell) if folds else ''}"
    kinds = " ".join(name for name, holds in (("number", column.numeric), ("rest", column.rest)) if holds)
    number = f' class="{kinds}"' if " " in kinds else f" class={kinds}" if kinds else ""
    words = _words(cell)
    if cell.note or cell.picture:  # on a narrow screen a cell is a grid of two: its heading and all it holds
        words = f"<div>{words}</div>"
    return f"<td role=cell{number}>{words}"


def _more(cell: Cell) -> str:
    """What opens the rest of a row, seen by the style sheet's leave where rows stack; heard with the row's name."""
    of = f"<span class=visually-hidden> on {escape(cell.text)}</span>"
    return f"<details class=rest><summary>More{of}</summary></details>"


def _heat_heading(place: Heading) -> str:
    return f'<th scope="col" role="columnheader">{_words(Cell(place.title, href=place.href, note=place.note))}</th>'


def _heat_cell(cell: HeatCell | None) -> str:
    if cell is None:
        return f'<td role="cell" class="shade-none">{NO_FIGURE}</td>'
    shade = (cell.answer or LevelAnswer.NOT_COMPARED).value.replace("_", "-")
    word = level_cell(cell.answer, cell.reason, note=cell.note, reliable=cell.reliable)
    value = f'<span class="value">{escape(cell.value)}</span> {_words(replace(word, fold=cell.fold))}'
    if not cell.more:
        return f'<td role="cell" class="shade-{shade}">{value}</td>'
    # the shade is that of the level alone, and stands behind nothing else
    more = "".join(f'<div class="more"><span>{escape(title)}</span> {_words(one)}</div>' for title, one in cell.more)
    return f'<td role="cell"><div class="level shade-{shade}">{value}</div>{more}</td>'


def _as_cell(content: Content) -> Cell:
    if content is None or content == "":
        return Cell(NO_FIGURE)
    if isinstance(content, Cell):
        return content
    return Cell(content) if isinstance(content, str) else Cell(content[0], href=content[1])


def _words(cell: Cell) -> str:
    note = f" <small>{escape(cell.note)}</small>" if cell.note else ""
    return f"{_opening(cell)}{note}{cell.picture}"


def _opening(cell: Cell) -> str:
    """The text, as what opens the note on it where there is one."""
    text = escape(cell.text)
    if cell.href:
        named = f' aria-label="{escape(cell.name)}"' if cell.name else ""
        text = f'<a href="{escape(_checked(cell.href))}" target=_self{named}>{text}</a>'
    main = f'<span class="marked">{cell.drawing}<span>{text}</span></span>' if cell.drawing else text
    if cell.opens:
        return f"<button popovertarget={cell.opens}>{main}</button>"
    main = f'<span class="quiet">{main}</span>' if cell.quiet else main
    if cell.fold:  # of one name, so that opening one closes the other; the style sheet adds the question
        return f'<details name="tip"><summary>{main}</summary><div>{cell.fold}</div></details>'
    return main


def _checked(address: str) -> str:
    """The address, refused where it would run something instead of leading somewhere."""
    scheme = urlsplit(address.strip()).scheme.lower()
    if scheme not in ALLOWED_SCHEMES:
        raise ValueError(f"a table cannot link to {address!r}: give a relative address, or one that begins with https")
    return address
