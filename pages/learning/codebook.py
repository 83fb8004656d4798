"""What every field of the library means, how the grade of an entry follows, and the files to fill in and take away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from data.library.codebook import Column, codebook
from data.library.files import Note, csv_of, json_of, template_csv
from data.library.founding import read_founding
from domain.evidence import Design
from metrics.methods.evidence import FEWEST_PLACEBOS, GRADE_WORDS, Checks, GradeReason, maryland_grade
from ui import frame, prose
from ui.address import href
from ui.codebook_tables import Rung, Told, columns_table, grades_table, said_of
from ui.learning_words import LEVELS, NOT_GRADED
from ui.numbers import day
from ui.roles import EVERYONE
from ui.sentences import counted
from ui.visible import shown

TITLE, ORDER, ROLES = "Codebook", 8, EVERYONE
DESCRIPTION = "What every field of the library means, how strong evidence is graded, and files to fill in."
PARAMETERS = ("words",)

GRADES, APART, FILES = "grades", "apart", "files"
ALL_SHOWN = Checks(
    controls_adequate=True, pre_fit_passes=True, in_time_placebo_null=True, placebos=FEWEST_PLACEBOS,
    manual_link="https://example.org/study", comparators_justified=True,
)  # fmt: skip
SAID_OF_GRADES = (
    "The grade of an entry is worked out from the design of the study and from what was shown of it, by one published "
    "rule. Nobody can type in a grade, and what came of it plays no part: nothing and harm can be as sure as success.",
    "The scale is the Maryland scale as the What Works Centre for Local Economic Growth set it out in 2016. That a "
    "synthetic control can reach level 3 is a rule of this project. What has not been said has not been shown.",
)
SAID_OF_APART = (
    "Cost, strength of evidence and size of effect are three different questions: what would it take, how sure can "
    "anyone be, and how much did it change. A sum of them would let a cheap thing that is hardly known stand beside a "
    "dear thing that is well known, and nobody could tell which they were looking at.",
    "So they stand side by side in every list and file, each with its own words, and are never added or turned into "
    "one mark. A result is never shown without its grade.",
)
SAID_OF_FILES = (
    "A file has one row for each entry. One entry is one outcome: a study with three outcomes is three entries that "
    "name the same source. Lists within a cell have an upright stroke between their parts.",
    "A file is loaded whole or not at all. What is wrong is told by row and column with how to put it right; an effect "
    "without an interval, or an entry that may be there already, is a warning.",
)
NOTES: tuple[Note, ...] = (
    ("Title", "Founding set of the learning library"),
    ("What it is", "Real, publicly documented practice and evaluations; nothing in this file is simulated."),
    (
        "Take care",
        "Fields named under readings are the writer's reading and no finding. Fields named under unconfirmed had "
        "figures that could not be confirmed in the study itself, and are left empty. No report was read in full.",
    ),
    ("Missing figures", "An empty cell means that no figure could be pointed to. It never means zero."),
    ("Licence", "Facts and figures restated in our own words, each with its source; sources keep their own licences."),
)


@dataclass(frozen=True)
class Book:
    """Everything the page shows: the columns by group, and what each design can reach."""

    groups: tuple[tuple[str, str, tuple[Told, ...]], ...]
    rungs: tuple[Rung, ...]


def prepare() -> Book:
    """Gather the codebook and the rule."""
    groups = tuple((group.key, group.title, tuple(map(_told, group.columns))) for group in codebook())
    return Book(groups, tuple(map(_rung, Design)))


def _told(column: Column) -> Told:
    return Told(
        column.numbered(1) if column.repeats else column.name, column.title, column.meaning, column.kind.value,
        column.allowed, column.unit, column.required, column.repeats, column.example,
    )  # fmt: skip


def _rung(design: Design) -> Rung:
    (least, why), (most, at_most) = maryland_grade(design), maryland_grade(design, ALL_SHOWN)
    return Rung(design, least, GRADE_WORDS[why], most, GRADE_WORDS[at_most])


def page(request: frame.Request, stores: Any) -> None:
    """Draw the columns by group, the rule of the grade, and the files."""
    book = prepare()
    frame.where_am_i(request)
    frame.heading(finding(book))
    words = request.words or ""
    titles = {key: title for key, title, told in book.groups if not words or _holding(told, words)}
    more = {GRADES: "How the grade follows", APART: "Why nothing is added up", FILES: "Files"}
    st.html(prose.contents({**titles, **more}))
    frame.type_in(
        request, "words", "Find a column, then press Enter", example="For example: cost, or interval", max_chars=60
    )
    _columns(book, words)
    st.html(_grades(book) + _files())
    _downloads(request)
    frame.foot(request, build=stores.figures.build_id)


def finding(book: Book) -> str:
    """The page in one sentence."""
    columns = [one for _key, _title, told in book.groups for one in told]
    needed = sum(one.required for one in columns)
    return f"{len(columns)} fields tell an entry of the library, {needed} of them have to be filled in"


def _columns(book: Book, words: str) -> None:
    """The columns by group, folded with their names in sight; where words are looked for, those that hold them all."""
    if not words:
        folded = (_folded(key, title, told) for key, title, told in book.groups)
        st.html("".join(folded))
        return
    found = [(key, title, _holding(told, words)) for key, title, told in book.groups]
    count = sum(len(told) for _key, _title, told in found)
    frame.notice(f"{counted(count, 'column') if count else 'No column'} with “{shown(words)}” in what is said of it.")
    st.button("Show every column", key="codebook.every", on_click=frame.change, kwargs={"words": None})
    drawn = [prose.heading(title, key=key) + columns_table(told, caption=title) for key, title, told in found if told]
    if drawn:
        st.html("".join(drawn))


def _folded(key: str, title: str, told: Sequence[Told]) -> str:
    names = ", ".join(one.name for one in told)
    table = columns_table(told, caption=title)
    return prose.heading(title, key=key) + prose.opening(counted(len(told), "column"), table, note=names)


def _holding(told: Sequence[Told], words: str) -> tuple[Told, ...]:
    """The columns of whose texts every word is part, however it is written."""
    sought = words.casefold().replace("_", " ").split()
    return tuple(one for one in told if all(word in said_of(one) for word in sought))


def _grades(book: Book) -> str:
    reasons = prose.bullets(f"{words[:1].upper()}{words[1:]}." for words in map(GRADE_WORDS.__getitem__, GradeReason))
    levels = prose.bullets(f"{words[:1].upper()}{words[1:]}." for words in (*LEVELS.values(), NOT_GRADED))
    return (
        prose.heading("How the grade follows", key=GRADES)
        + prose.paragraphs(SAID_OF_GRADES)
        + levels
        + prose.opening("Which level each design can have", grades_table(book.rungs))
        + prose.opening("Every reason a grade can have", reasons)
        + prose.heading("Why nothing is added up", key=APART)
        + prose.paragraphs(SAID_OF_APART)
    )


def _files() -> str:
    back = prose.links([("Find an entry in the library", href("library"))])
    return prose.heading("Files", key=FILES) + prose.paragraphs(SAID_OF_FILES) + back


def _downloads(request: frame.Request) -> None:
    """An empty file to fill in, and the founding set in both forms."""
    notes = (*NOTES, ("File made on", day(request.today)))
    named = f"founding-set-{request.today.isoformat()}"
    for label, name, kind, make in (
        ("An empty file to fill in", "practices-template.csv", "text/csv", template_csv),
        ("The founding set as CSV", f"{named}.csv", "text/csv", lambda: csv_of(read_founding().values(), notes=notes)),
        (
            "The founding set as JSON", f"{named}.json", "application/json",
            lambda: json_of(read_founding().values(), notes=notes),
        ),
    ):  # fmt: skip
        st.download_button(
            f"{label}: {name}", make, file_name=name, mime=kind, on_click="ignore", key=f"codebook.{name}"
        )
