"""How numbers, intervals, changes and periods are written for a reader."""

import datetime as dt
import math
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from domain.metric import Metric
from domain.period import Period

NO_FIGURE = "no figure"
NO_INTERVAL = "no interval"
MINUS = "\N{MINUS SIGN}"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SCHOOL_YEAR_STARTS = (8, 9)  # August in Scotland, September elsewhere


def number(value: float | None, metric: Metric, *, bare: bool = False) -> str:
    """The value as a reader sees it: "57.1 years", "£642.50 a week", "26.6%"; bare leaves the unit's words out.

    A percentage never repeats what it is a percentage of: the title of the metric says that.
    """
    return _written(value, metric, bare=bare, rounding=ROUND_HALF_UP)


def threshold(value: float | None, metric: Metric, *, upwards: bool) -> str:
    """A limit rounded so that the printed number itself lies beyond it: up for a lower limit, down for an upper one."""
    return _written(value, metric, bare=False, rounding=ROUND_CEILING if upwards else ROUND_FLOOR)


def interval(lower: float | None, upper: float | None, metric: Metric) -> str:
    """Both ends of an interval: "56.0 to 58.2"."""
    if is_missing(lower) or is_missing(upper):
        return NO_INTERVAL
    return f"{number(lower, metric, bare=True)} to {number(upper, metric, bare=True)}"


def change(amount: float | None, metric: Metric) -> str:
    """A difference with its sign: "+0.9 years", and "points" where the metric is a percentage."""
    if is_missing(amount):
        return NO_FIGURE
    rounded = _rounded(amount, metric.decimals, ROUND_HALF_UP)
    sign = "+" if rounded > 0 else MINUS if rounded < 0 else ""
    digits = f"{abs(rounded):,f}"
    if is_percentage(metric):
        return f"{sign}{digits} {'point' if digits == '1' else 'points'}"
    return _joined(f"{sign}{metric.prefix}{digits}{metric.suffix}", _unit_after(metric))


def people(count: float | None) -> str:
    """A number of people: "95,336 people"."""
    if is_missing(count):
        return NO_FIGURE
    whole = _rounded(count, 0, ROUND_HALF_UP)
    return f"{whole:,f} {'person' if whole == 1 else 'people'}".replace("-", MINUS)


def ordinal(position: int) -> str:
    """A rank in words and figures: "1st", "214th"."""
    teens = 10 <= abs(position) % 100 <= 20
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(abs(position) % 10, "th")
    return f"{position:,}{ending}"


def unit_words(metric: Metric) -> str:
    """The unit as an axis says it: "years", "% of people aged 16 to 64", "£ a week"."""
    beginning = metric.prefix or metric.suffix
    return metric.unit if metric.unit.startswith(beginning) else _joined(beginning.strip(), metric.unit)


def is_percentage(metric: Metric) -> bool:
    """Whether differences between two values are percentage points."""
    return metric.suffix == "%" or metric.unit.startswith(("%", "per cent", "percent"))


def is_missing(value: float | None) -> bool:
    """Whether there is no number: none, not a number, or infinite."""
    try:
        return value is None or not math.isfinite(value)
    except TypeError:  # a frame's own marker for a missing value
        return True


def period_label(start: dt.date, months: int, *, long: bool = False) -> str:
    """The stretch of time a figure covers: "2023", "2022/23", "2022 to 2024", "December 2025", "30 April 2025".

    The long form of a financial year says which months it runs over.
    """
    if months == 0:
        return day(start)
    end = Period(start=start, months=months).end
    if start.day != 1:
        return f"year to {day(end)}" if months == 12 else f"{day(start)} to {day(end)}"
    if months == 1:
        return month(start)
    if months == 12:
        return _year_label(start, end, long=long)
    if start.month == 1 and months % 12 == 0:
        return f"{start.year} to {end.year}"
    if start.year == end.year:
        return f"{MONTHS[start.month - 1]} to {month(end)}"
    return f"{month(start)} to {month(end)}"


def middle_year(start: dt.date, months: int) -> int:
    """The year in which a period has its middle, by which forecasts count: 2023 of the years 2022 to 2024."""
    return (start.year * 12 + start.month - 1 + months // 2) // 12


def day(on: dt.date) -> str:
    """A day: "30 April 2025"."""
    return f"{on.day} {month(on)}"


def month(on: dt.date) -> str:
    """A month: "April 2025"."""
    return f"{MONTHS[on.month - 1]} {on.year}"


def age(on: dt.date, today: dt.date) -> str:
    """How old something is: "12 days old", "5 months old", "3 years old"."""
    days = (today - on).days
    if days < 0:
        return "dated in the future"
    months = (today.year - on.year) * 12 + today.month - on.month - (today.day < on.day)
    if months >= 24:
        return f"{months // 12} years old"
    count, unit = (months, "month") if months else (days, "day")
    return f"{count} {unit}{'' if count == 1 else 's'} old"


def _year_label(start: dt.date, end: dt.date, *, long: bool) -> str:
    if start.month == 1:
        return str(start.year)
    straddling = f"{start.year}/{end.year % 100:02d}"
    if start.month == 4:
        return f"{straddling} (April to March)" if long else straddling
    if start.month in SCHOOL_YEAR_STARTS:
        return f"school year {straddling}"
    return f"year to {month(end)}"


def _written(value: float | None, metric: Metric, *, bare: bool, rounding: str) -> str:
    if is_missing(value):
        return NO_FIGURE
    digits = _quick(value, metric.decimals) if rounding is ROUND_HALF_UP else ""
    digits = digits or f"{_rounded(value, metric.decimals, rounding):,f}"
    sign = MINUS if digits.startswith("-") and digits.strip("-0.,") else ""
    text = f"{sign}{metric.prefix}{digits.removeprefix('-')}{metric.suffix}"
    return text if bare else _joined(text, _unit_after(metric))


def _quick(value: float | None, decimals: int) -> str:
    """The digits at a tenth of the cost, or nothing where the value lies so near a tie that it must be done exactly."""
    scaled = abs(value or 0.0) * 10**decimals
    return "" if abs(scaled % 1 - 0.5) < 1e-6 or scaled > 1e9 else f"{value or 0.0:,.{decimals}f}"


def _rounded(value: float | None, decimals: int, rounding: str) -> Decimal:
    # Through the shortest text of the float, so that 2.675 rounds as it reads and not as it is stored.
    exact = Decimal(repr(round(float(value or 0), decimals + 6)))
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=rounding)


def _unit_after(metric: Metric) -> str:
    """The unit's words, without the sign that the number already carries."""
    unit = metric.unit.strip()
    if is_percentage(metric) or unit == metric.suffix.strip():
        return ""
    return unit.removeprefix(metric.prefix).strip() if metric.prefix else unit


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
