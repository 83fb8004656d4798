"""From the many ways publishers write a period to a first day and a length in months."""

import datetime as dt
import re
from collections.abc import Callable, Iterable

from domain.period import Period
from domain.source import PeriodStyle

ISO_DATE = r"(\d{4})-(\d{2})-(\d{2})(?:T00:00(?::00)?(?:\.0+)?Z?)?"
INTERVAL = re.compile(ISO_DATE + r"/P(\d+)([YM])", re.ASCII)
DATE = re.compile(ISO_DATE, re.ASCII)
MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
YEAR = re.compile(r"(\d{4})", re.ASCII)
SPAN = re.compile(r"(\d{4})\s*(?:/|-|–|\bto\b)\s*(\d{4}|\d{2})", re.ASCII)
SIX_DIGITS = re.compile(r"(\d{4})(\d{2})", re.ASCII)

FIRST_MONTH = {
    PeriodStyle.FINANCIAL: 4,
    PeriodStyle.FINANCIAL_ENDING: 4,
    PeriodStyle.FINANCIAL_STARTING: 4,
    PeriodStyle.ACADEMIC: 9,
    PeriodStyle.ACADEMIC_ENDING: 9,
}
ENDING = {PeriodStyle.FINANCIAL_ENDING, PeriodStyle.ACADEMIC_ENDING}


class PeriodError(ValueError):
    """A text that is no period in the style expected."""


def read_period(text: str, style: PeriodStyle = PeriodStyle.AUTO) -> Period:
    """The period a text names; raises ``PeriodError`` saying what was expected.

    >>> read_period("2022-01-01/P3Y")
    Period(start=datetime.date(2022, 1, 1), months=36)
    >>> read_period("202021", PeriodStyle.FINANCIAL)
    Period(start=datetime.date(2020, 4, 1), months=12)
    """
    text = text.strip()
    period = _interval(text) or _moment(text, style)
    if period:
        return period
    for pattern, of_style in _SHAPES:
        match = pattern.fullmatch(text)
        if match:
            return of_style(match, style)
    raise PeriodError("not a period this programme knows (such as 2023, 2022/23, 2022-01-01/P3Y or 2023-04-30)")


def months_among_years(texts: Iterable[str]) -> str | None:
    """The first text that would be read as a month although it stands among pairs of years of the same shape.

    >>> months_among_years(["2010-11", "2011-12", "2012-13"])
    '2010-11'
    >>> months_among_years(["2010-11", "2010-12"])
    """
    pairs = [match for match in map(MONTH.fullmatch, texts) if match]
    doubtful = [match.group() for match in pairs if int(match[2]) == (int(match[1]) + 1) % 100]
    years = [text for text in doubtful if int(text[5:]) > 12]
    return next((text for text in doubtful if int(text[5:]) <= 12), None) if years else None


def _interval(text: str) -> Period | None:
    match = INTERVAL.fullmatch(text)
    if not match:
        return None
    year, month, day, length, unit = match.groups()
    months = int(length) * (12 if unit == "Y" else 1)
    if not 1 <= months <= 240:
        raise PeriodError("a period lasts from one month to twenty years")
    return Period(start=_date(year, month, day), months=months)


def _moment(text: str, style: PeriodStyle) -> Period | None:
    match = DATE.fullmatch(text)
    if not match:
        return None
    day = _date(*match.groups())
    # some files of whole years give each year as its first day
    whole_year = style is PeriodStyle.CALENDAR and (day.month, day.day) == (1, 1)
    return Period(start=day, months=12 if whole_year else 0)


def _month(match: re.Match[str], style: PeriodStyle) -> Period:
    # 2020-21 has the shape of a month but names two years where a style says so
    year, second = match.groups()
    if style in FIRST_MONTH or not 1 <= int(second) <= 12:
        return _span(match, style)
    if style is PeriodStyle.CALENDAR and int(second) > int(year[2:]):
        return _span(match, style)
    return Period(start=_date(year, second, "1"), months=0 if style is PeriodStyle.SNAPSHOT else 1)


def _year(match: re.Match[str], style: PeriodStyle) -> Period:
    year = int(match.group(1)) - (style in ENDING)
    _plausible(year)
    if style is PeriodStyle.JANUARY:
        return Period(start=dt.date(year, 1, 1), months=0)
    if style is PeriodStyle.MID_YEAR:
        return Period(start=dt.date(year, 6, 30), months=0)
    if style is PeriodStyle.SNAPSHOT:
        raise PeriodError("a snapshot needs a month or a day, not only a year")
    return Period(start=dt.date(year, FIRST_MONTH.get(style, 1), 1), months=12)


def _span(match: re.Match[str], style: PeriodStyle) -> Period:
    first, last = match.groups()
    start = int(first)
    end = int(last) if len(last) == 4 else start - start % 100 + int(last)
    if end < start and len(last) == 2:
        end += 100
    _plausible(start)
    years = end - start
    # 2022/23 is one year that spans two; 2020-22 of whole calendar years is three years
    if style is PeriodStyle.CALENDAR:
        years += 1
    if not 1 <= years <= 20:
        raise PeriodError("the second year must follow the first by one to twenty years")
    month = FIRST_MONTH.get(style, 4 if style is PeriodStyle.AUTO else 1)
    return Period(start=dt.date(start, month, 1), months=12 * years)


def _six_digits(match: re.Match[str], style: PeriodStyle) -> Period:
    second = match.group(2)
    if style in (PeriodStyle.MONTH, PeriodStyle.SNAPSHOT):
        return _month(match, style)
    if style is PeriodStyle.AUTO and 1 <= int(second) <= 12:
        raise PeriodError("either a month or two years: say which with period_style in the source's layout")
    return _span(match, style)


def _date(year: str, month: str, day: str) -> dt.date:
    _plausible(int(year))
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError as error:
        raise PeriodError(f"no such day: {error}") from error


def _plausible(year: int) -> None:
    if not 1900 <= year <= 2100:
        raise PeriodError("the year must lie between 1900 and 2100")


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], PeriodStyle], Period]], ...] = (
    (MONTH, _month),
    (YEAR, _year),
    (SIX_DIGITS, _six_digits),
    (SPAN, _span),
)
