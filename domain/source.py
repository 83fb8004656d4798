"""A source: who publishes which files, under which licence, and how their rows are laid out."""

import datetime as dt
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from domain.frozen import Frozen


class Nature(StrEnum):
    """What a source is, so that no stand-in passes for the real thing."""

    CURRENT = "current"
    SUBSTITUTE = "substitute"  # stands in for a file that could not be read
    VINTAGE = "vintage"  # rebuilt from earlier editions
    RETIRED = "retired"  # no longer published
    MODELLED = "modelled"
    ESTIMATE = "estimate"


class Style(StrEnum):
    """How rows are laid out."""

    ELS = "els"  # one row an observation, in the columns of Explore Local Statistics
    LONG = "long"  # one row an observation, in columns named here
    WIDE = "wide"  # one row a place, one column a series
    REFERENCE = "reference"  # facts about places or policy: read and counted, no observations


class PeriodStyle(StrEnum):
    """How a bare period text is to be read."""

    AUTO = "auto"  # ISO dates, intervals and the shapes that can be told apart
    CALENDAR = "calendar"  # 2022 is January to December; 2020-22 is three years
    FINANCIAL = "financial"  # 2022-23 starts in April 2022
    FINANCIAL_ENDING = "financial_ending"  # 2023 is April 2022 to March 2023
    FINANCIAL_STARTING = "financial_starting"  # 2022 is April 2022 to March 2023
    ACADEMIC = "academic"  # 2022/23 starts in September 2022
    ACADEMIC_ENDING = "academic_ending"  # 2023 is September 2022 to August 2023
    JANUARY = "january"  # 2023 is a count taken in January 2023
    MONTH = "month"  # 202304 and 2023-04 are months
    MID_YEAR = "mid_year"  # 2022 is a count on 30 June 2022
    SNAPSHOT = "snapshot"  # a month is the moment a count was taken


class Layout(Frozen):
    """The columns of a source's files. Names are matched without regard to case or order.

    A series is named by the texts of the ``series`` columns joined with " / " and, in a wide layout,
    the value column before them. Without series columns a long layout has one series, named after
    its value column. ``periods`` turns a publisher's own words for a period into an ISO date or interval.
    """

    style: Style = Style.ELS
    place: str = "areacd"
    name: str | None = "areanm"
    series: tuple[str, ...] = ()
    period: str | None = None
    value: str | None = None
    lower: str | None = None
    upper: str | None = None
    status: str | None = None
    notes: str | None = None
    count: str | None = None
    denominator: str | None = None
    values: tuple[str, ...] = ()  # wide: the columns that are series
    keep: dict[str, tuple[str, ...]] = Field(default_factory=dict)  # only rows whose column holds one of these
    place_codes: dict[str, str] = Field(default_factory=dict)  # a publisher's own code -> the official one
    period_style: PeriodStyle = PeriodStyle.AUTO
    period_style_column: str | None = None
    period_styles: dict[str, PeriodStyle] = Field(default_factory=dict)
    periods: dict[str, str] = Field(default_factory=dict)
    fixed_period: str | None = None

    @model_validator(mode="after")
    def _says_where_values_are(self) -> Self:
        if self.style is Style.WIDE and not self.values:
            raise ValueError("a wide layout lists its series columns in values")
        if self.style is Style.LONG and not (self.value and (self.period or self.fixed_period)):
            raise ValueError("a long layout names its value column and its period column (or a fixed_period)")
        return self


class SourceFile(Frozen):
    """One file: its path below the folder a build reads, and where it can be downloaded from.

    A build also accepts the path with ``.gz`` added or taken away. ``prepared`` says why a file
    without an address cannot be downloaded as it stands.
    """

    path: str
    address: str | None = None
    prepared: str | None = None


class Source(Frozen):
    """One source: its publisher, licence, date and files, as cited on every page that uses it."""

    source_id: str
    title: str
    publisher: str
    licence: str
    page: str | None = None
    released_on: dt.date | None = None
    next_release: str | None = None
    nature: Nature = Nature.CURRENT
    files: tuple[SourceFile, ...] = Field(min_length=1)
    layout: Layout = Layout()
    caveats: tuple[str, ...] = ()
    set_aside: dict[str, str] = Field(default_factory=dict)  # series -> why it is read but makes no metric
