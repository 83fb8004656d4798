"""Verdicts and observations as the rows that charts and tables draw, and comparators as sentences name them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from domain.metric import Metric
from domain.observation import Observation
from domain.place import UNITED_KINGDOM, Place
from domain.source import Nature, Source
from domain.verdict import Comparator, LevelAnswer, Verdict
from ui.charts import Benchmark, PlaceSeries, PlaceValue, Point
from ui.names import with_article
from ui.wording import COMPARATORS, NATURES


def comparator_place(place: Place, comparator: Comparator, places: Mapping[str, Place]) -> Place | None:
    """The place a place is compared with; none for a family of neighbours or where it has no such parent."""
    code = {
        Comparator.NATION: place.nation_code,
        Comparator.UNITED_KINGDOM: UNITED_KINGDOM,
        Comparator.REGION: place.region_code,
        Comparator.COMBINED_AUTHORITY: place.combined_authority_code,
    }.get(comparator)
    return places.get(code or "")


def comparator_name(place: Place, comparator: Comparator, places: Mapping[str, Place], *, rest_of: bool = False) -> str:
    """How a sentence names the comparator: "England", "the rest of the North East", "the average of places like it"."""
    if comparator.is_neighbours:
        return f"the average of {COMPARATORS[comparator]}"
    parent = comparator_place(place, comparator, places)
    name = with_article(parent) if parent else COMPARATORS[comparator]
    return f"the rest of {name}" if rest_of else name


def available_comparators(place: Place) -> tuple[Comparator, ...]:
    """The comparators that can mean anything for a place, in the order they are offered."""
    parents = {
        Comparator.NATION: place.nation_code,
        Comparator.REGION: place.region_code,
        Comparator.COMBINED_AUTHORITY: place.combined_authority_code,
        Comparator.UNITED_KINGDOM: None if place.code == UNITED_KINGDOM else UNITED_KINGDOM,
    }
    offered = [comparator for comparator, code in parents.items() if code]
    # neighbours are published for councils, counties and combined authorities
    if place.code[:3] not in ("E12", "E92", "K02", "N92", "S92", "W92"):
        offered += [comparator for comparator in Comparator if comparator.is_neighbours]
    return tuple(offered)


def benchmark_of(verdict: Verdict, place: Place, places: Mapping[str, Place]) -> Benchmark | None:
    """What one verdict was compared with, or nothing where there was nothing."""
    if verdict.comparator is None or verdict.benchmark is None:
        return None
    name = comparator_name(place, verdict.comparator, places, rest_of=verdict.rest_of)
    return Benchmark(name=name, value=verdict.benchmark)


def place_value(verdict: Verdict, places: Mapping[str, Place]) -> PlaceValue:
    """One verdict as a row of a chart of places."""
    compared = verdict.level is not LevelAnswer.NOT_COMPARED
    return PlaceValue(
        code=verdict.place_code,
        name=places[verdict.place_code].name,
        value=None if verdict.stale else verdict.value,
        lower=None if verdict.stale else verdict.lower,
        upper=None if verdict.stale else verdict.upper,
        answer=verdict.level if compared else None,
        reason=verdict.reason or (None if compared else verdict.level_reason),
        mark=verdict.mark,
    )


def place_series(
    observations: Sequence[Observation], places: Mapping[str, Place], sources: Mapping[str, Source]
) -> list[PlaceSeries]:
    """Observations of one metric, ordered by place and time, as one series for each place."""
    return [
        _series(code, list(group), places, sources)
        for code, group in groupby(observations, key=lambda observation: observation.place_code)
    ]


def _series(
    code: str, observations: Sequence[Observation], places: Mapping[str, Place], sources: Mapping[str, Source]
) -> PlaceSeries:
    source = sources.get(observations[-1].source_id)
    points = tuple(
        Point(
            start=each.period_start,
            months=each.period_months,
            value=each.value,
            lower=each.lower,
            upper=each.upper,
            mark=each.mark,
        )
        for each in observations
    )
    return PlaceSeries(
        code=code, name=places[code].name, points=points, nature=source.nature if source else Nature.CURRENT
    )


def cited(metrics: Iterable[Metric], sources: Mapping[str, Source]) -> list[Source]:
    """The sources of some metrics, each once, in the order they are met."""
    found = {ref.source: sources[ref.source] for metric in metrics for ref in metric.series if ref.source in sources}
    return list(found.values())


def unlike_current(metric: Metric, sources: Mapping[str, Source]) -> str:
    """What the reader must know of a metric's sources: stand-in, earlier edition and so on; nothing where current."""
    natures = [sources[ref.source].nature for ref in metric.series if ref.source in sources]
    others = list(dict.fromkeys(NATURES[nature] for nature in natures if nature is not Nature.CURRENT))
    some = "in part " if Nature.CURRENT in natures else ""
    return "; ".join(f"{some}{words}" for words in others)
