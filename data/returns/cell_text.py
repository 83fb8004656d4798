"""One cell as the text that would be typed for its field, or why it cannot be."""

from data.returns.grid import Cell, Sort
from data.returns.reading import (
    Unreadable,
    date_in_words,
    number_in_words,
    pounds_in_words,
    read,
    read_choice,
    read_date,
    read_number,
    read_pounds,
)
from domain.form import Field
from domain.record import UNSEEN
from domain.round import AnswerKind

SHOWN = 60


def text_of(cell: Cell | None, field: Field) -> str:
    """The text, empty for an empty cell. Raises ``Unreadable`` with what is wrong and how to put it right.

    What somebody typed stays as it was typed; what the spreadsheet keeps as a day or a number is put in words.
    """
    if cell is None:
        return ""
    _refuse_what_nobody_typed(cell)
    text = _in_words(cell, field)
    if len(text) > field.longest:
        raise Unreadable(
            f"This has {len(text):,} characters, and {field.longest:,} fit.", "Say it more shortly, or say where it is."
        )
    if found := UNSEEN.search(text):
        raise Unreadable(
            f"Character {found.start() + 1} cannot be seen ({found.group()!a}).", "Take it out, or type it again."
        )
    if text and field.kind is not AnswerKind.TEXT:
        read(field, text)
    return text


def _refuse_what_nobody_typed(cell: Cell) -> None:
    """A formula's last result may be old or missing, and what is certified must be what somebody saw."""
    if cell.sort is Sort.FORMULA:
        raise Unreadable(
            "This cell holds a formula, and formulas are not read.",
            "Copy the cell, choose “Paste special” and “Values” on the same cell, and save.",
        )
    if cell.sort is Sort.ERROR:
        raise Unreadable(f"This cell holds the error {cell.text[:SHOWN]}.", "Type the value that belongs there.")


def _in_words(cell: Cell, field: Field) -> str:
    if cell.sort is Sort.TEXT:
        return cell.text.strip()
    if field.kind is AnswerKind.DATE and cell.sort is not Sort.DATE:
        raise Unreadable("This is not a day.", "Write it as 31 October 2026, and format the cell as a date.")
    if field.kind in {AnswerKind.POUNDS, AnswerKind.NUMBER} and cell.sort is Sort.PERCENT:
        raise Unreadable(
            "This cell is a percentage, where a number of its own is asked for.",
            "Format the cell as a number and type the number again.",
        )
    if field.kind in {AnswerKind.POUNDS, AnswerKind.NUMBER} and cell.sort is not Sort.NUMBER:
        raise Unreadable(
            "This cell holds a day, or true or false, where a number is asked for.",
            "Format the cell as a number and type the number again.",
        )
    if field.kind is AnswerKind.POUNDS:
        return pounds_in_words(read_pounds(cell.text))
    if field.kind is AnswerKind.NUMBER:
        return number_in_words(read_number(cell.text))
    if field.kind is AnswerKind.CHOICE:
        return read_choice(cell.text, field.choices)
    return date_in_words(read_date(cell.text)) if cell.sort is Sort.DATE else cell.text
