"""The closed lists of words on the Methods page as tables: cells, answers, reasons, and what stands beside a figure."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.reason import Reason
from domain.source import Nature
from ui import prose
from ui.marks import mark_image
from ui.tables import Cell, Column, Content, table
from ui.wording import FIGURE_MARKS, NATURES, REASONS, VOCABULARIES

CELLS = (
    ("Level", "Where the newest figure stands against a named comparator.", "the published 95% interval"),
    ("Trend", "Where the series is going over its latest comparable points.", "the latest five yearly figures"),
    ("Trajectory", "Whether a target will be met, with the chance of it.", "eight or more yearly figures and a target"),
    ("Assurance", "Whether a target is met again and again.", "months or quarters, and a target"),
)


def cells_table() -> str:
    """The four cells, what each says and what it rests on."""
    rows: list[dict[str, Content]] = [{"cell": name, "says": says, "on": on} for name, says, on in CELLS]
    columns = [Column("cell", "Cell", names_the_row=True), Column("says", "What it says"), Column("on", "Rests on")]
    return table(rows, columns, caption="The four cells", caption_hidden=True)


def answers_table(meanings: Sequence[tuple[str, Mapping[Any, str]]]) -> str:
    """Every answer of every cell, with when it is said; a pair gives the name of a cell and its meanings by answer."""
    rows: list[dict[str, Content]] = [
        {
            "word": Cell(VOCABULARIES[type(answer)][answer], drawing=mark_image(answer)), "cell": cell, "means": means,
        }
        for cell, answers in meanings
        for answer, means in answers.items()
    ]  # fmt: skip
    columns = [Column("word", "Word", names_the_row=True), Column("cell", "Cell"), Column("means", "When it is said")]
    return table(rows, columns, caption="Every answer a cell can give", caption_hidden=True)


def reasons_table() -> str:
    """Every reason for which there is no answer, and what would be needed."""
    rows: list[dict[str, Content]] = [
        {"label": words.label, "because": f"{words.because[:1].upper()}{words.because[1:]}.", "needed": words.needed}
        for words in (REASONS[reason] for reason in Reason)
    ]
    columns = [
        Column("label", "What the cell says", names_the_row=True), Column("because", "What it means"),
        Column("needed", "What would be needed"),
    ]  # fmt: skip
    sentence = f"There are {len(rows)} reasons and no others. A missing figure is never nought, nor another year's."
    drawn = table(rows, columns, caption="Reasons for no answer, or a weaker one", caption_hidden=True)
    return prose.paragraphs([sentence]) + drawn


def marks_table() -> str:
    """What is said beside a figure and beside a source."""
    rows: list[dict[str, Content]] = [{"said": Cell(words), "of": "a figure"} for words in FIGURE_MARKS.values()]
    natures = [words for nature, words in NATURES.items() if nature is not Nature.CURRENT]
    rows += [{"said": Cell(words), "of": "a source"} for words in natures]
    columns = [Column("said", "What is said", names_the_row=True), Column("of", "Of what")]
    return table(rows, columns, caption="Words beside figures and sources", caption_hidden=True)
