"""What was typed turned into values: days, pounds, numbers, choices; or a sentence that says why it cannot be."""

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal

from domain.form import Field
from domain.round import AnswerKind

Value = str | Decimal | dt.date | bool

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1990, 2100
POUND_DIGITS, NUMBER_DIGITS, MOST_CHARACTERS = 13, 14, 40
YEAR_FIRST = re.compile(r"^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ t]00:00(?::00)?)?$")
DAY_FIRST = re.compile(r"^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})$")
IN_WORDS = re.compile(r"^([0-9]{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? ([0-9]{4})$")
SHORT_YEAR = re.compile(r"^[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}$")
NUMBER = re.compile(r"^(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?$")
MAGNITUDE = re.compile(r"^[£(+-]*\s*[0-9][0-9,.]*\s*(?:k|m|mn|bn|b|thousand|million|billion)\)?$", re.IGNORECASE)
YES, NO = frozenset({"yes", "y"}), frozenset({"no", "n"})


class Unreadable(Exception):
    """A text that is not what its field asks for: what is wrong with it, and how to put it right."""

    def __init__(self, wrong: str, remedy: str) -> None:
        self.wrong, self.remedy = wrong, remedy
        super().__init__(f"{wrong} {remedy}")


def read(field: Field, text: str) -> Value:
    """The value typed into a field that is not empty."""
    match field.kind:
        case AnswerKind.DATE:
            return read_date(text)
        case AnswerKind.POUNDS:
            return read_pounds(text)
        case AnswerKind.NUMBER:
            return read_number(text)
        case AnswerKind.YES_OR_NO:
            return read_yes_or_no(text)
        case AnswerKind.CHOICE:
            return read_choice(text, field.choices)
        case _:
            return text.strip()


def read_date(text: str) -> dt.date:
    """A day: year first with strokes, or day first, or with the month in words; never month first.

    >>> read_date("31/10/2026") == read_date("2026-10-31") == read_date("31 Oct 2026")
    True
    """
    words = " ".join(text.split()).lower()
    if found := YEAR_FIRST.match(words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := DAY_FIRST.match(words):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := IN_WORDS.match(words):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if SHORT_YEAR.match(words):
        raise Unreadable("The year has two digits, which could be several years.", f"Write all four. {DATES}")
    raise Unreadable("This is not a day that can be read.", DATES)


def read_pounds(text: str) -> Decimal:
    """An amount to the penny, with or without a pound sign and commas; a minus or brackets are money taken back.

    >>> read_pounds("£1,234.50"), read_pounds("(300)")
    (Decimal('1234.5'), Decimal('-300'))
    """
    if MAGNITUDE.match(text.strip()):
        raise Unreadable("Short forms such as k and m are not read, because a slip would cost thousands.", ALL_DIGITS)
    amount = _decimal(text.replace("£", "", 1), AMOUNTS)
    if _decimals(amount) > 2:
        raise Unreadable("There are more than two digits after the point.", "Write pounds and pence: 1,234.50.")
    if len(str(int(abs(amount)))) > POUND_DIGITS:
        raise Unreadable("The amount is larger than any programme.", "Look whether digits were typed twice.")
    return amount


def read_number(text: str) -> Decimal:
    """A number with at most four digits after the point.

    >>> read_number("1,250.5")
    Decimal('1250.5')
    """
    if MAGNITUDE.match(text.strip()):
        raise Unreadable("Short forms such as k and m are not read.", ALL_DIGITS)
    number = _decimal(text, NUMBERS)
    if _decimals(number) > 4:
        raise Unreadable("There are more than four digits after the point.", "Round it to four or fewer.")
    if len(str(int(abs(number)))) > NUMBER_DIGITS:
        raise Unreadable("The number is too large to be kept.", "Look whether digits were typed twice.")
    return number


def read_yes_or_no(text: str) -> bool:
    """Yes or no, in large or small letters."""
    said = text.strip().casefold()
    if said in YES or said in NO:
        return said in YES
    raise Unreadable("This is neither yes nor no.", "Write yes or no.")


def read_choice(text: str, choices: Sequence[str]) -> str:
    """One of the choices as the list writes it, however large its letters; on a scale the number alone will do.

    >>> read_choice("on TRACK", ["Not started", "On track"]), read_choice("2", ["1 - Low", "2 - High"])
    ('On track', '2 - High')
    """
    said = " ".join(text.split()).casefold()
    for choice in choices:
        words = " ".join(choice.split()).casefold()
        if said == words or (said.isdigit() and words.startswith(f"{said} - ")):
            return choice
    some = "; ".join(choices[:MOST_NAMED])
    more = f"; and {len(choices) - MOST_NAMED} more" if len(choices) > MOST_NAMED else ""
    raise Unreadable("This is not one of the choices.", f"Choose one of: {some}{more}.")


def date_in_words(day: dt.date) -> str:
    """A day as a form shows it.

    >>> date_in_words(dt.date(2026, 10, 31))
    '31 October 2026'
    """
    return f"{day.day} {MONTHS[day.month - 1].title()} {day.year}"


def pounds_in_words(amount: Decimal) -> str:
    """An amount as a form shows it, without pence where there are none.

    >>> pounds_in_words(Decimal("-1234567.50")), pounds_in_words(Decimal("300.00"))
    ('-1,234,567.50', '300')
    """
    return f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"


def number_in_words(number: Decimal) -> str:
    """A number as a form shows it.

    >>> number_in_words(Decimal("1250.5000"))
    '1,250.5'
    """
    whole, _, rest = f"{number:,.4f}".partition(".")
    rest = rest.rstrip("0")
    return f"{whole}.{rest}" if rest else whole


DATES = "Write the day first, such as 31 October 2026 or 31/10/2026, or the year first, 2026-10-31."
ALL_DIGITS = "Write all the digits, for example 1,200,000."
AMOUNTS = "Write it like 1,234 or 1234.50, with a minus for money taken back."
NUMBERS = "Write it like 1,250 or 12.5, without the unit."
MOST_NAMED = 8


def _day(year: int, month: int, day: int) -> dt.date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(f"The year {year} lies outside {FIRST_YEAR} to {LAST_YEAR}.", "Look whether it is mistyped.")
    if month > 12 >= day:
        raise Unreadable(f"There is no month {month}: it seems to be written with the month first.", DATES)
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise Unreadable(f"There is no day {day} in month {month} of {year}.", DATES) from None


def _month(word: str) -> int:
    found = [number for number, name in enumerate(MONTHS, start=1) if name == word or name[:3] == word]
    if word == "sept":
        found = [9]
    if not found:
        raise Unreadable(f"{word.title()!r} is no month.", DATES)
    return found[0]


def _decimal(text: str, remedy: str) -> Decimal:
    """A number with commas between thousands; brackets or a minus (of any width) are below nought."""
    plain = text.strip().replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", "")
    bracketed = plain.startswith("(") and plain.endswith(")")
    digits = (plain[1:-1] if bracketed else plain).strip()
    minus = digits.startswith("-") and not bracketed
    digits = digits[1:].strip() if minus else digits
    if not NUMBER.match(digits):
        raise Unreadable("This is not a number that can be read.", remedy)
    if len(digits) > MOST_CHARACTERS:
        raise Unreadable("The number is too large to be kept.", "Look whether digits were typed twice.")
    value = Decimal(_without_idle_noughts(digits.replace(",", "")))
    return -value if (minus or bracketed) and value else value


def _without_idle_noughts(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
