"""Metrics as the catalogue would have them, for the tests of what readers see."""

import datetime as dt

from domain.metric import Break, Kind, Metric, Polarity, Role, SeriesRef
from domain.place import Level

LIFE = Metric(
    metric_id="healthy_life_expectancy_women",
    topic="health",
    title="Healthy life expectancy, women",
    description="Years a newborn girl can expect to live in good health.",
    role=Role.HEADLINE,
    polarity=Polarity.HIGHER_IS_BETTER,
    kind=Kind.LIFE_EXPECTANCY,
    unit="years",
    decimals=1,
    lowest_level=Level.UPPER_TIER,
    period_months=12,
    series=(SeriesRef(source="health", series="hle_women"),),
)
PAY = LIFE.model_copy(
    update={"title": "Median weekly pay", "kind": Kind.MONEY, "unit": "a week", "prefix": "£", "decimals": 2}
)
INACTIVITY = LIFE.model_copy(
    update={
        "title": "Economic inactivity",
        "kind": Kind.PROPORTION,
        "unit": "% of people aged 16 to 64",
        "suffix": "%",
        "polarity": Polarity.LOWER_IS_BETTER,
    }
)
HOMES = LIFE.model_copy(update={"title": "Homes added", "kind": Kind.COUNT, "unit": "homes", "decimals": 0})
BROKEN = LIFE.model_copy(update={"breaks": (Break(on=dt.date(2018, 1, 1), reason="the question changed"),)})
