"""Places like one another by this project's own choice of measures, for areas and outcomes that need their own list."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from domain.metric import Metric
from domain.mission import Catalogue
from domain.place import Level, Place
from metrics.methods.neighbours import PRESENT_AT_LEAST, nearest

STANDARD = (
    "median_weekly_pay", "disposable_income_per_head", "employment_rate", "gva_per_hour",
    "business_births", "high_growth_businesses", "greenhouse_gas_emissions_per_head",
    "population_change_five_years", "no_qualifications", "qualifications_level_3",
    "child_poverty_before_housing_costs", "healthy_life_expectancy_female",
    "average_house_price", "first_time_buyer_mortgages",
    "gigabit_broadband", "five_g_coverage", "railway_station_walk", "electric_vehicle_chargers",
    "food_outlets_per_head", "museums_per_head", "short_term_let_length_of_stay",
)  # fmt: skip
"""What a place is, from fields far apart: its economy, people, homes, connections, land and visitors."""

SAME_THING: tuple[frozenset[str], ...] = (
    # output, however divided
    frozenset({"gdp_per_head", "gdp_per_head_real", "gva_per_hour", "gva_per_job", "productivity_index"}),
    frozenset({"total_output", "gdp_per_head", "gdp_per_head_real", "gva_per_hour", "gva_per_job"}),
    # a ratio and its two sides
    frozenset({"house_price_to_earnings", "average_house_price"}),
    frozenset({"house_price_to_earnings", "median_weekly_pay"}),
    frozenset({"low_paid_jobs", "median_weekly_pay"}),
    # people without work, counted in several ways
    frozenset({"employment_deprivation", "employment_rate", "claimant_count", "economic_inactivity"}),
    frozenset({"employment_deprivation", "modelled_unemployment", "long_term_sickness_inactivity"}),
    # people on low incomes, counted in several ways
    frozenset({"income_deprivation", "child_poverty_before_housing_costs", "child_poverty_after_housing_costs"}),
    frozenset({"income_deprivation", "free_school_meals_primary", "disposable_income_per_head"}),
    frozenset({"child_poverty_before_housing_costs", "disposable_income_per_head"}),
    frozenset({"child_poverty_after_housing_costs", "disposable_income_per_head", "average_house_price"}),
    # what young people leave school with becomes what adults hold
    frozenset({"level_3_by_19", "level_3_by_19_gap", "qualifications_level_3"}),
    frozenset({"gcse_english_and_maths_by_19", "gcse_english_and_maths_at_16", "attainment_8", "no_qualifications"}),
)  # fmt: skip
"""Metrics that measure one thing in several ways, or that one of them is worked out from, across topics."""

INDICES: Mapping[str, frozenset[str]] = {
    "deprivation_score": frozenset({
        "disposable_income_per_head", "employment_rate", "no_qualifications", "qualifications_level_3",
        "child_poverty_before_housing_costs", "healthy_life_expectancy_female", "average_house_price",
    }),
}  # fmt: skip
"""An index of many things, and the standard measures that stand for its parts."""

NEIGHBOURS: Mapping[Level, int] = {Level.COMBINED_AUTHORITY: 5, Level.UPPER_TIER: 20}
"""The levels that get lists of their own, and how many neighbours each place of them has."""


def feature_metrics(catalogue: Catalogue) -> tuple[Metric, ...]:
    """The standard measures of what a place is: measured, and none of them a total, which would weigh size alone."""
    found = [catalogue.metrics[metric_id] for metric_id in STANDARD if metric_id in catalogue.metrics]
    return tuple(metric for metric in found if metric.is_measured and not metric.additive)


def without_outcome(metrics: Iterable[Metric], outcome: Metric | None) -> tuple[Metric, ...]:
    """The metrics that may choose neighbours for an outcome: neither itself, nor its parts, nor another cut of it."""
    return tuple(metric for metric in metrics if outcome is None or not is_part_of(metric, outcome))


def is_part_of(metric: Metric, outcome: Metric) -> bool:
    """Whether a metric says something of the outcome by its making, so that it must not choose its neighbours.

    It does where both are of one topic, come from one source, are one quantity cut differently (which the catalogue
    names with the same first words), or are listed as one thing in several measures.
    """
    pair = {metric.metric_id, outcome.metric_id}
    return (
        metric.topic == outcome.topic
        or bool({ref.source for ref in metric.series} & {ref.source for ref in outcome.series})
        or _named_alike(metric.metric_id.split("_"), outcome.metric_id.split("_"))
        or any(pair <= group for group in SAME_THING)
        or any(index in pair and pair & parts for index, parts in INDICES.items())
    )


def _named_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names begin with the same three words, or one is the beginning of the other."""
    compared = min(len(one), len(other), 3)
    return one[:compared] == other[:compared]


def wide(features: pd.DataFrame, metrics: Sequence[Metric], codes: Collection[str]) -> pd.DataFrame:
    """Newest figures (``metric_id``, ``place_code``, ``value``) as places by metrics, NaN for none.

    A metric with figures in fewer than seven in ten of the places is left out, as a place with fewer than seven in
    ten of the metrics is by the method itself.
    """
    names, order = [metric.metric_id for metric in metrics], sorted(codes)
    kept = features[features["metric_id"].isin(names) & features["place_code"].isin(order)]
    table = kept.pivot(index="place_code", columns="metric_id", values="value").reindex(index=order, columns=names)
    table = table.astype(float)
    return table.loc[:, np.isfinite(table.to_numpy()).sum(axis=0) >= PRESENT_AT_LEAST * len(table)]


class OwnNeighbours:
    """The lists of every outcome in turn; outcomes that leave out the same measures share one search."""

    def __init__(self, features: pd.DataFrame, *, catalogue: Catalogue, places: Mapping[str, Place]) -> None:
        metrics = feature_metrics(catalogue)
        self._metrics = {metric.metric_id: metric for metric in metrics}
        current = [place for place in places.values() if place.is_current]
        self._tables = {
            level: wide(features, metrics, [place.code for place in current if level in place.levels])
            for level in NEIGHBOURS
        }
        self._searched: dict[tuple[Level, tuple[str, ...]], dict[str, list[str]]] = {}

    def of(self, outcome: Metric) -> dict[str, list[str]]:
        """By place code: the codes of the places most like it, nearest first, for one outcome to be compared."""
        found: dict[str, list[str]] = {}
        for level, table in self._tables.items():
            allowed = without_outcome((self._metrics[name] for name in table.columns), outcome)
            found |= self._search(level, tuple(metric.metric_id for metric in allowed))
        return found

    def _search(self, level: Level, names: tuple[str, ...]) -> dict[str, list[str]]:
        key = level, names
        if key not in self._searched:
            self._searched[key] = _lists(self._tables[level][list(names)], k=NEIGHBOURS[level])
        return self._searched[key]


def _lists(table: pd.DataFrame, *, k: int) -> dict[str, list[str]]:
    """Places with too few figures have no neighbours and are absent."""
    if table.empty:
        return {}
    codes = nearest(table, k=k).codes.dropna()
    return dict(zip(codes.index, codes.to_numpy().tolist(), strict=True))
