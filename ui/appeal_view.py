"""Asks and offers as HTML: the list with clocks, one with its answers, and what could answer it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from domain.appeal import Appeal
from domain.comment import Comment
from domain.version import Version
from ui import prose
from ui.address import anchor, href
from ui.appeal_words import clock_words, kind_words, wanted_words
from ui.learning_words import OUTCOMES_OF_APPEAL
from ui.numbers import day
from ui.return_words import moment_words
from ui.tables import Cell, Column, table

LIST = (
    Column("title", "What is asked for or offered", names_the_row=True),
    Column("place", "By"),
    Column("about", "About"),
    Column("clock", "Clock, in working days"),
    Column("wanted", "By when, and what became of it"),
)
HELP = (
    Column("title", "What could help", names_the_row=True),
    Column("who", "Where"),
    Column("result", "Result, and how strong"),
    Column("why", "Why it is shown"),
)


@dataclass(frozen=True)
class Shown:
    """One ask or offer as a reader meets it, with its clock in working days and the nouns its ids stand for."""

    one: Appeal
    place: str
    about: tuple[str, ...]
    open_for: int
    first_answer: int | None
    overdue: int
    practice_title: str = ""
    helped_by: str = ""


@dataclass(frozen=True)
class Help:
    """Something that could answer an ask: what, where it leads, whose, with its result and strength, and why."""

    title: str
    address: str
    who: str
    result: str
    strength: str
    why: str


def listed(shown: Sequence[Shown], *, caption: str) -> str:
    """One part of the list."""
    return table([_row(each) for each in shown], LIST, caption=caption)


def _row(each: Shown) -> Mapping[str, Cell | str]:
    one = each.one
    became = OUTCOMES_OF_APPEAL[one.outcome] if one.outcome else ""
    return {
        "title": Cell(one.title, href=href("asks", appeal=one.appeal_id), note=kind_words(one)),
        "place": (each.place, href("profile", place=one.place_code)),
        "about": "; ".join(each.about),
        "clock": clock_words(one, open_for=each.open_for, first_answer=each.first_answer),
        "wanted": Cell(became or wanted_words(one, overdue=each.overdue), note=_helped(each)),
    }


def _helped(each: Shown) -> str:
    by = f"by {each.helped_by}" if each.helped_by else ""
    with_what = f"with {each.practice_title}" if each.practice_title else ""
    return " ".join(part for part in (by, with_what) if part)


def facts_part(each: Shown) -> str:
    """What is asked for or offered, by when, and what became of it."""
    one = each.one
    entry = anchor(each.practice_title or "the entry", href("practice", practice=one.practice_id or ""))
    facts = [
        ("What it is", escape(kind_words(one))),
        ("Place", anchor(each.place, href("profile", place=one.place_code))),
        ("About", escape("; ".join(each.about))),
        ("Posted", escape(day(one.posted_on))),
        ("Clock", escape(clock_words(one, open_for=each.open_for, first_answer=each.first_answer))),
        ("By when", escape(wanted_words(one, overdue=each.overdue))),
        ("Whom to ask", escape(one.contact_role or "")),
    ]
    if one.outcome is not None and one.closed_on is not None:
        facts += [
            ("Outcome", escape(f"{OUTCOMES_OF_APPEAL[one.outcome]}, closed on {day(one.closed_on)}")),
            ("In the place's words", escape(one.outcome_words or "")),
            ("Helped by", escape(each.helped_by)),
            ("With the entry", entry if one.practice_id else ""),
        ]
    return prose.paragraphs(one.words.splitlines()) + prose.facts(facts)


def answers_part(answers: Sequence[Version[Comment]]) -> str:
    """What was written beside it, the first one first."""
    if not answers:
        return prose.heading("Answers") + prose.paragraphs(["No answer yet."])
    told = "".join(_answer(each) for each in answers)
    return prose.heading("Answers") + told


def _answer(answer: Version[Comment]) -> str:
    who = f"{answer.told_by}, {moment_words(answer.told_at)}"
    return f'<div class="said">{prose.paragraphs(answer.record.text.splitlines())}{prose.paragraphs([who])}</div>'


def help_table(found: Sequence[Help], *, caption: str, empty: str) -> str:
    """What could help, the best match first."""
    rows = [
        {
            "title": (each.title, each.address),
            "who": each.who or "not said",
            "result": Cell(each.result, note=each.strength) if each.result else Cell("not an entry", quiet=True),
            "why": each.why,
        }
        for each in found
    ]
    columns = HELP if any(each.result for each in found) else [one for one in HELP if one.key != "result"]
    if not rows:
        return table(rows, columns, caption=caption, empty=empty)
    return prose.heading(caption, depth=3) + table(rows, columns, caption=caption, caption_hidden=True)


def file_frame(shown: Sequence[Shown], *, simulated: bool) -> pd.DataFrame:
    """Asks and offers as rows of a file."""
    rows = [
        {
            "Title": each.one.title,
            "Id": each.one.appeal_id,
            "What it is": kind_words(each.one),
            "Place": each.place,
            "About": "; ".join(each.about),
            "Words": each.one.words,
            "Posted on": each.one.posted_on,
            "Wanted by": each.one.wanted_by,
            "First answer on": each.one.answered_on or "",
            "Closed on": each.one.closed_on or "",
            "Outcome": OUTCOMES_OF_APPEAL[each.one.outcome] if each.one.outcome else "",
            "Helped by": each.helped_by,
            "Entry": each.practice_title,
            "Working days open": each.open_for,
            "Working days past the day it was wanted by": each.overdue,
            "Workspace": "training: simulated" if simulated else "live",
        }
        for each in shown
    ]
    return pd.DataFrame(rows)
