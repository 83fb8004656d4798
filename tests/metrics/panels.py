"""Small panels made by hand, for the tests of everything that is asked of one metric at a time."""

import numpy as np
import pandas as pd

from domain.metric import Kind, Metric, Polarity, Role, SeriesRef
from domain.place import ENGLAND, Level, Place
from metrics.panel import Panel, make_panel

NORTH, SOUTH = "E12000001", "E12000008"
COUNCILS = tuple(f"E060000{number:02}" for number in range(1, 21))


def a_metric(kind: Kind = Kind.PROPORTION, polarity: Polarity = Polarity.HIGHER_IS_BETTER, **more: object) -> Metric:
    """A metric of the catalogue, changed as a test needs it."""
    return Metric(
        **({
            "metric_id": "example", "topic": "examples", "title": "Example",
            "description": "What is counted, in words enough.",
            "role": Role.HEADLINE, "polarity": polarity, "kind": kind, "unit": "of people",
            "suffix": "%", "decimals": 1,
            "lowest_level": Level.DISTRICT, "period_months": 12, "covers": (ENGLAND, "W92000004"),
            "series": (SeriesRef(source="s", series="Example"),),
        } | more)
    )  # fmt: skip


def country() -> dict[str, Place]:
    """England with twenty councils of 100 people each, ten in the north and ten in the south."""
    both = (Level.DISTRICT, Level.UPPER_TIER)
    councils = [
        Place(code=code, name=f"Council {number}", levels=both, nation_code=ENGLAND, population=100,
              region_code=NORTH if number < 10 else SOUTH)
        for number, code in enumerate(COUNCILS)
    ]  # fmt: skip
    found = [
        Place(code=ENGLAND, name="England", levels=(Level.NATION,), population=2000),
        Place(code=NORTH, name="North", levels=(Level.REGION,), nation_code=ENGLAND, population=1000),
        Place(code=SOUTH, name="South", levels=(Level.REGION,), nation_code=ENGLAND, population=1000),
        *councils,
    ]
    return {place.code: place for place in found}


def observed(
    series: dict[str, dict[int, float]], *, width: float | None = None, month: int = 1, months: int = 12, **more: object
) -> pd.DataFrame:
    """Yearly figures by place code; ``width`` lays limits so far to either side."""
    rows = [(code, year, value) for code, years in series.items() for year, value in years.items()]
    frame = pd.DataFrame(rows, columns=["place_code", "year", "value"])
    starts = pd.to_datetime(frame["year"].astype(str) + f"-{month:02}-01").astype("datetime64[s]")
    half = np.nan if width is None else width
    return frame.assign(**({
        "metric_id": "example", "period_start": starts, "period_months": months,
        "lower": frame["value"] - half, "upper": frame["value"] + half,
        "count": np.nan, "denominator": np.nan, "reason": "", "mark": "", "source_id": "s",
    } | more))  # fmt: skip


def panel_of(metric: Metric, observations: pd.DataFrame) -> Panel:
    """The panel of one metric in the small country."""
    return make_panel(metric, observations, country())
