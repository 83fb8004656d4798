"""A country small enough to judge by hand: its places, their figures, and what is said of each."""

from types import MappingProxyType

import numpy as np
import pandas as pd

from domain.metric import Metric
from domain.mission import Catalogue
from domain.place import ENGLAND, Level, Place
from domain.rules import Judgements
from domain.verdict import Comparator
from metrics.verdicts import RULES

REGION = "E12000001"
COUNCILS = [f"E0600000{number}" for number in range(1, 8)]


def place(code: str, name: str, levels: tuple[Level, ...], population: int, **parents: str | None) -> Place:
    return Place(code=code, name=name, levels=levels, population=population, population_year=2022, **parents)


def some_places() -> dict[str, Place]:
    unitary = (Level.DISTRICT, Level.UPPER_TIER)
    found = [
        place("K02000001", "United Kingdom", (Level.UNITED_KINGDOM,), 2000),
        place(ENGLAND, "England", (Level.NATION,), 1000),
        place(REGION, "North East", (Level.REGION,), 400, nation_code=ENGLAND),
        *(
            place(code, f"Council {code[-1]}", unitary, people, region_code=REGION, nation_code=ENGLAND)
            for code, people in zip(COUNCILS, (100, 20, 20, 20, 20, 20, 20), strict=True)
        ),
        place("W06000001", "Lonely", unitary, 50, nation_code="W92000004"),
        place("W92000004", "Wales", (Level.NATION,), 50),
    ]
    return {each.code: each for each in found}


def figures(*rows: tuple[str, int, float] | tuple[str, int, float, float, float], **more: object) -> pd.DataFrame:
    frame = pd.DataFrame(
        [(*row, *[np.nan] * (5 - len(row))) for row in rows], columns=["place_code", "year", "value", "lower", "upper"]
    )
    return frame.assign(**({
        "metric_id": "example", "period_months": 12,
        "period_start": pd.to_datetime(frame["year"].astype(str) + "-01-01"),
        "count": np.nan, "denominator": np.nan, "reason": "", "mark": "", "source_id": "s",
    } | more))  # fmt: skip


def judged(observations: pd.DataFrame, metric: Metric, neighbours: dict[str, list[str]] | None = None) -> Judgements:
    catalogue = Catalogue(metrics={"example": metric}, frameworks={})
    listed = [
        ("global", code, rank, other)
        for code, others in (neighbours or {}).items()
        for rank, other in enumerate(others, 1)
    ]
    frame = pd.DataFrame(listed, columns=["family", "place_code", "rank", "neighbour_code"])
    return RULES.judge(observations, catalogue, MappingProxyType(some_places()), frame)


def compared(result: Judgements, code: str, comparator: Comparator) -> pd.Series:
    frame = result.comparisons
    (row,) = frame[(frame["place_code"] == code) & (frame["comparator"] == comparator.value)].to_dict("records")
    return row


def standing(result: Judgements, code: str) -> pd.Series:
    (row,) = result.standings[result.standings["place_code"] == code].to_dict("records")
    return row
