"""One value of an address turned into what it means, or refused with a sentence that says what would do."""

import datetime as dt
import re
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from domain.evidence import Result
from domain.place import Level, Place
from domain.practice import CostBand
from domain.transformation import Status
from domain.verdict import Comparator
from ui.address import DECIMALS
from ui.learning_words import COST_BANDS
from ui.visible import shown
from ui.wording import PLACE_LEVELS

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
VIEW = re.compile(r"[a-z][a-z0-9_-]{0,30}")
NUMBER = re.compile(rf"-?\d{{1,12}}(\.\d{{1,{DECIMALS}}})?", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)
YEARS = range(2000, 2101)
GRADE = re.compile(r"[0-5]", re.ASCII)
WORDS_AT_MOST = 200
NAMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}", re.ASCII)  # as the register names what it holds
ROW = re.compile(r"[1-9]\d{0,8}", re.ASCII)

Member = TypeVar("Member", bound=StrEnum)


class Refused(Exception):
    """A value that means nothing here; says so, and offers other places where there are some."""

    def __init__(self, sentence: str, offers: tuple[Place, ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence, self.offers = sentence, offers


def comparator(_name: str, text: str) -> Comparator:
    """What to compare with."""
    fault = f"“{shown(text)}” is not something places are compared with here."
    return _member(Comparator, text, f"{fault} This compares with the nation.")


def level(_name: str, text: str) -> Level:
    """A level of geography."""
    levels = ", ".join(PLACE_LEVELS.values())
    return _member(Level, text, f"“{shown(text)}” is not a level of geography. The levels are: {levels}.")


def status(_name: str, text: str) -> Status:
    """Where delivery stands."""
    listed = ", ".join(Status).replace("_", " ")
    return _member(Status, text.replace(" ", "_"), f"“{shown(text)}” is not a status. The statuses are: {listed}.")


def result(_name: str, text: str) -> Result:
    """What came of a practice."""
    listed = ", ".join(Result).replace("_", " ")
    fault = f"“{shown(text)}” is not a result. The results are: {listed}. Entries of every result are shown."
    return _member(Result, text.replace(" ", "_"), fault)


def cost_band(_name: str, text: str) -> CostBand:
    """Roughly what something cost."""
    bands = "; ".join(COST_BANDS.values())
    fault = f"“{shown(text)}” is not a band of cost. The bands are: {bands}. Entries of every cost are shown."
    return _member(CostBand, text, f"{fault} Choose one from the list of costs instead.")


def grade(_name: str, text: str) -> int:
    """A level of evidence; 0 stands for what is not graded."""
    levels = "a level of evidence: those go from 1 to 5, and 0 stands for what is not graded"
    return int(_shaped(GRADE, text, f"{levels}. Entries of every level are shown."))


def words(_name: str, text: str) -> str:
    """What is searched for."""
    if len(text) > WORDS_AT_MOST:
        raise Refused(
            f"The search of {len(text):,} characters is longer than {WORDS_AT_MOST}, so nothing was searched for and"
            " the whole list is shown. Use the words that matter most."
        )
    return text


def period(_name: str, text: str) -> dt.date:
    """The first day of a period."""
    return _date(text, "the first day of a period")


def past_day(today: dt.date) -> Callable[[str, str], dt.date]:
    """Reads a day as at which something was on record: today at the latest."""

    def read(_name: str, text: str) -> dt.date:
        day = _date(text, "a day")
        if day > today:
            written = f"{day.day} {day:%B %Y}"
            raise Refused(f"{written} has not come yet, so nothing is known of it. Choose a day up to today.")
        return day

    return read


def target(_name: str, text: str) -> float:
    """A number written out in digits: no exponent, no separator, no unit, and neither infinite nor undefined."""
    if NUMBER.fullmatch(text):
        return float(text)
    advice = "Write digits only, with a point before decimals and without commas or units, such as 78.5."
    raise Refused(f"“{shown(text)}” is not a number a target can be set at. {advice}")


def year(_name: str, text: str) -> int:
    """A year to reach a target in."""
    if YEAR.fullmatch(text) and int(text) in YEARS:
        return int(text)
    between = f"four digits between {YEARS[0]} and {YEARS[-1]}"
    raise Refused(f"“{shown(text)}” is not a year a target can be set for. Write it as {between}, such as 2030.")


def view(_name: str, text: str) -> str:
    """The name of a view; whether this page has it is decided where the page offers its views."""
    return _shaped(VIEW, text, "a view of this page. The first view is shown.")


def kind(_name: str, text: str) -> str:
    """The name of a kind of record; whether there is one is decided where it is read."""
    return _shaped(VIEW, text, "a kind of record. The whole list is shown.")


def order(_name: str, text: str) -> str:
    """The name of an order; whether this list has it is decided where it is made."""
    return _shaped(VIEW, text, "an order of this list. Its own order is used.")


def named(what: str) -> Callable[[str, str], str]:
    """Reads an id; ``what`` says of what. Whether there is one is decided where it is read."""
    return lambda _name, text: _shaped(NAMED, text, f"{what}. Nothing is chosen by it.")


def row(_name: str, text: str) -> int:
    """A row of a list, the first one being 1."""
    return int(_shaped(ROW, text, "the number of a row. The whole list is shown."))


def _shaped(shape: re.Pattern[str], text: str, what: str) -> str:
    if not shape.fullmatch(text):
        raise Refused(f"“{shown(text)}” is not {what}")
    return text


def _date(text: str, what: str) -> dt.date:
    try:
        if DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass  # the shape of a date, and no such day
    raise Refused(f"“{shown(text)}” is not {what}. Write it as year, month and day, such as 2024-04-01.")


def _member(members: type[Member], text: str, sentence: str) -> Member:
    for member in members:
        if member.value == text:
            return member
    raise Refused(sentence)
