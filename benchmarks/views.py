"""The views that are measured: every page, and of some pages several pictures.

Every rerun asks for another place, metric or mission, as a reader who looks around does, so that nothing the service
may have kept from the rerun before flatters the measurement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data import versions
from data.store import read_places
from domain.mission import Catalogue
from domain.place import Level
from ui import menu
from ui.address import query_string

PLACES_COMPARED, METRICS_COMPARED = 10, 3
PLACES_FOR_A_MAP = 300  # fewer, and a map of councils is mostly empty


@dataclass(frozen=True)
class Subjects:
    """What can be asked for: councils, metrics with a history in most of them, missions."""

    places: Sequence[str]
    metrics: Sequence[str]
    missions: Sequence[str]


@dataclass(frozen=True, eq=False)
class View:
    """One view. ``asks`` names what changes with every rerun: any of place, places, metric, metrics, mission."""

    name: str
    page: str
    asks: Sequence[str] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)

    def query(self, subjects: Subjects, step: int) -> str:
        """The parameters of one rerun."""
        return query_string({name: _asked(name, subjects, step) for name in self.asks} | dict(self.fixed))


VIEWS = (
    View("missions", "missions"),
    View("mission", "mission", ["mission"]),
    View("disparities, all measures", "disparities", fixed={"view": "all"}),
    View("disparities, one measure", "disparities", ["metric"], {"view": "decile_gap"}),
    View("exceptions", "exceptions"),
    View("exceptions, one area", "exceptions", ["place"]),
    View("exceptions, getting worse", "exceptions", fixed={"view": "worsening"}),
    View("exceptions, since the baseline", "exceptions", fixed={"view": "since"}),
    View("profile, headline", "profile", ["place"], {"view": "headline"}),
    View("profile, all", "profile", ["place"], {"view": "all"}),
    View("compare, table", "compare", ["places", "metrics"], {"view": "table"}),
    View("compare, dots", "compare", ["places", "metrics"], {"view": "dots"}),
    View("compare, over time", "compare", ["places", "metrics"], {"view": "trends"}),
    View("what if", "what-if", ["place", "metric"], {"target": "50", "by": "2028"}),
    View("alike", "alike", ["place", "metric"]),
    View("metric, map", "metric", ["metric", "place"], {"view": "map", "level": "district"}),
    View("metric, hex map", "metric", ["metric", "place"], {"view": "hex", "level": "district"}),
    View("metric, beeswarm", "metric", ["metric", "place"], {"view": "beeswarm", "level": "district"}),
    View("metric, table", "metric", ["metric", "place"], {"view": "table", "level": "district"}),
    View("metric, ranks", "metric", ["metric", "place"], {"view": "ranks", "level": "district"}),
    View("metric, funnel", "metric", ["metric", "place"], {"view": "funnel", "level": "district"}),
    View("metric, change", "metric", ["metric", "place"], {"view": "change", "level": "district"}),
    View("metric, future", "metric", ["metric", "place"], {"view": "future", "level": "district"}),
    View("metric, over time", "metric", ["metric", "place"], {"view": "time", "level": "district"}),
    View("transformations", "transformations"),
    View("transformations, one place", "transformations", ["place"]),
    View("transformations, one mission", "transformations", ["mission"]),
    View("transformation, one place", "transformation", fixed={"transformation": "TD-BAR-01"}),
    View("transformation, ten places", "transformation", fixed={"transformation": "LUF1-068"}),
    View("metrics", "metrics"),
    View("sources", "sources", fixed={"view": "sources"}),
    View("sources, stand-ins", "sources", fixed={"view": "stand-ins"}),
    View("sources, freshness", "sources", fixed={"view": "freshness"}),
    View("sources, set aside", "sources", fixed={"view": "set-aside"}),
    View("sources, changes", "sources", fixed={"view": "build"}),
    View("methods", "methods", ["place", "metric"]),
    View("methods, exact", "methods", fixed={"view": "exact"}),
    View("what changed", "changes"),
    View("accessibility", "accessibility"),
    View("attribution", "attribution"),
)


def every_view() -> tuple[View, ...]:
    """The views above, and any page that none of them opens, as it is when nothing is asked of it."""
    seen = {view.page for view in VIEWS}
    return (*VIEWS, *(View(address, address) for address in sorted(menu.addresses() - seen)))


def read_subjects(catalogue: Catalogue) -> Subjects:
    """What the build in use can be asked for."""
    build = versions.current()
    councils = sorted(place.code for place in read_places(build) if place.is_current and Level.DISTRICT in place.levels)
    held = [
        metric.metric_id
        for metric in versions.read_report(build).metrics
        if metric.places >= PLACES_FOR_A_MAP
        and metric.first_period < metric.latest_period
        and catalogue.metrics[metric.metric_id].lowest_level is Level.DISTRICT
    ]
    first = min(catalogue.frameworks.values(), key=lambda framework: framework.order)
    return Subjects(places=councils, metrics=held, missions=[mission.mission_id for mission in first.missions])


def _asked(name: str, subjects: Subjects, step: int) -> str | list[str]:
    # steps that share no divisor with most lengths, so that reruns differ and every part of the country is met
    match name:
        case "place":
            return _from(subjects.places, step * 47, 1)[0]
        case "places":
            return _from(subjects.places, step * 47, PLACES_COMPARED)
        case "metric":
            return _from(subjects.metrics, step, 1)[0]
        case "metrics":
            return _from(subjects.metrics, step * METRICS_COMPARED, METRICS_COMPARED)
        case "mission":
            return _from(subjects.missions, step, 1)[0]
    raise ValueError(f"{name!r} cannot be asked for; a view asks for a place, places, a metric, metrics or a mission")


def _from(choices: Sequence[str], start: int, number: int) -> list[str]:
    return [choices[(start + offset) % len(choices)] for offset in range(number)]
