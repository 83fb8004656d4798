"""The codebook as tables: what every column means, and which grade a design can reach."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.evidence import Design, Result
from domain.practice import CostBand, Stage
from ui.learning_words import COST_BANDS, DESIGNS, RESULTS, STAGES
from ui.tables import Cell, Column, table

WORDS = {
    tuple(value.value for value in kind): {value.value: words[value] for value in kind}
    for kind, words in ((Design, DESIGNS), (Result, RESULTS), (CostBand, COST_BANDS), (Stage, STAGES))
}
KINDS = {
    "code": "an id", "line": "one line of text", "text": "text", "number": "a number", "whole": "a whole number",
    "year": "a year", "yes_no": "yes or no", "date": "a date", "address": "a web address",
    "choice": "one of these", "codes": "ids with | between them", "choices": "any of these, with | between them",
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One column as the codebook tells it. ``allowed`` are the only values there are, where there are only some."""

    name: str
    title: str
    meaning: str
    kind: str
    allowed: Sequence[str]
    unit: str
    required: bool
    repeats: bool
    example: str


@dataclass(frozen=True)
class Rung:
    """What a design comes to: its level with nothing more shown, the highest it can reach, and why each."""

    design: Design
    least: int
    because: str
    most: int
    at_most_because: str


def said_of(one: Told) -> str:
    """Everything the codebook says of a column, for finding it."""
    parts = (one.name.replace("_", " "), one.title, one.meaning, _holds(one), _allowed(one.allowed), one.example)
    return " ".join(parts).casefold()


def columns_table(told: Iterable[Told], *, caption: str) -> str:
    """The columns of one group."""
    rows = [
        {
            "name": Cell(one.name, note=one.title),
            "meaning": Cell(one.meaning),
            "holds": Cell(_holds(one), note=_allowed(one.allowed)),
            "needed": Cell("yes" if one.required else "no"),
            "example": Cell(one.example),
        }
        for one in told
    ]
    heads = [
        Column("name", "Column", names_the_row=True), Column("meaning", "What it means"),
        Column("holds", "What it holds"), Column("needed", "Needed"), Column("example", "Example"),
    ]  # fmt: skip
    return table(rows, heads, caption=caption, caption_hidden=True)


def _holds(one: Told) -> str:
    unit = f", in {one.unit}" if one.unit else ""
    again = "; may be repeated: 1, 2, 3" if one.repeats else ""
    return f"{KINDS[one.kind]}{unit}{again}"


def _allowed(allowed: Sequence[str]) -> str:
    """The values there are, each with its words where they say more than its name."""
    words = WORDS.get(tuple(allowed), {})
    return ", ".join(_with_words(value, words.get(value, "")) for value in allowed)


def _with_words(value: str, words: str) -> str:
    return f"{value} ({words})" if words and words != value.replace("_", " ") else value


def grades_table(rungs: Iterable[Rung]) -> str:
    """Every design with the levels it can have."""
    rows = [
        {
            "design": Cell(DESIGNS[one.design]),
            "least": Cell(f"level {one.least}", note=one.because),
            "most": Cell(f"level {one.most}", note=one.at_most_because) if one.most > one.least else Cell("no higher"),
        }
        for one in rungs
    ]
    heads = [
        Column("design", "Design", names_the_row=True), Column("least", "With nothing more shown"),
        Column("most", "With everything shown and the study linked"),
    ]  # fmt: skip
    return table(rows, heads, caption="Which level each design has on the Maryland scale, 1 to 5")
