"""A small country to test pages with: real codes and names, and nothing that needs a build."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from domain.metric import Kind, Metric, Polarity, Role, SeriesRef
from domain.mission import Catalogue, Framework, Mission
from domain.place import Level, Place
from domain.source import Source, SourceFile
from ui.stores import Stores

UNITARY = (Level.DISTRICT, Level.UPPER_TIER)


def _place(code: str, name: str, *levels: Level, ended: int = 0, then: tuple[str, ...] = ()) -> Place:
    ended_on = dt.date(ended, 4, 1) if ended else None
    return Place(code=code, name=name, levels=levels or UNITARY, ended_on=ended_on, successor_codes=then)


PLACES = {
    place.code: place
    for place in (
        _place("E06000001", "Hartlepool"),
        _place("E06000053", "Isles of Scilly"),
        _place("E06000063", "Cumberland"),
        _place("E06000064", "Westmorland and Furness"),
        _place("E08000039", "Sheffield", *UNITARY),
        _place("E08000019", "Sheffield", *UNITARY, ended=2025, then=("E08000039",)),
        _place("E07000026", "Allerdale", Level.DISTRICT, ended=2023, then=("E06000063",)),
        _place("E10000006", "Cumbria", Level.UPPER_TIER, ended=2023, then=("E06000063", "E06000064")),
        _place("E07000190", "Taunton Deane", Level.DISTRICT, ended=2019, then=("E07000246",)),
        _place("E07000246", "Somerset West and Taunton", Level.DISTRICT, ended=2023, then=("E06000066",)),
        _place("E06000066", "Somerset"),
        _place("E26000001", "A place with no follower", Level.DISTRICT, ended=2020),
        _place("E12000001", "North East", Level.REGION),
        _place("E47000014", "North East", Level.COMBINED_AUTHORITY),
        _place("E92000001", "England", Level.NATION),
    )
}


def _metric(metric_id: str, title: str) -> Metric:
    return Metric(
        metric_id=metric_id,
        topic="health",
        title=title,
        description="A measure that exists so that pages can be tested.",
        role=Role.HEADLINE,
        polarity=Polarity.HIGHER_IS_BETTER,
        kind=Kind.LIFE_EXPECTANCY,
        unit="years",
        decimals=1,
        lowest_level=Level.UPPER_TIER,
        period_months=36,
        series=(SeriesRef(source="healthy_lives", series=metric_id),),
    )


def catalogue() -> Catalogue:
    """Two metrics and one framework with one mission."""
    metrics = [
        _metric("healthy_life_women", "Healthy life expectancy, women"),
        _metric("healthy_life_men", "Healthy life expectancy, men"),
    ]
    statement = "People live longer in good health."
    mission = Mission(mission_id="health", number=7, title="Health", statement=statement, topics=("health",))
    framework = Framework(
        framework_id="white_paper", title="The white paper", publisher="A ministry", published_on=dt.date(2022, 2, 2),
        status="superseded", order=1, missions=(mission,),
    )  # fmt: skip
    return Catalogue(
        metrics={metric.metric_id: metric for metric in metrics}, frameworks={framework.framework_id: framework}
    )


def source(source_id: str, title: str, licence: str = "Open Government Licence v3.0") -> Source:
    """One source with one file."""
    return Source(
        source_id=source_id, title=title, publisher="Office for National Statistics", licence=licence,
        released_on=dt.date(2026, 2, 20), files=(SourceFile(path="a.csv", prepared="made for a test"),),
    )  # fmt: skip


@dataclass(frozen=True)
class FakeMatch:
    """What a search found."""

    place: Place
    matched_name: str
    kind: str


@dataclass
class FakeFigures:
    """Figures of a country with a handful of places and no observations."""

    build_id: str = "2026-11-22-1"
    boundaries_folder: Path = Path("/nonexistent")
    places: dict[str, Place] = field(default_factory=lambda: dict(PLACES))

    def members(self, code: str) -> tuple[Place, ...]:
        """The current places that lie in another."""
        parents = ("county_code", "combined_authority_code", "region_code", "nation_code")
        inside = (place for place in self.places.values() if code in [getattr(place, name) for name in parents])
        return tuple(place for place in inside if place.is_current)

    def find_places(self, text: str) -> Sequence[FakeMatch]:
        """Present places whose own or former name holds the text."""
        wanted = text.casefold()
        found = []
        for place in self.places.values():
            if wanted in place.name.casefold():
                codes = place.successor_codes or (place.code,)
                kind = "official" if place.is_current else "former"
                found += [FakeMatch(self.places[code], place.name, kind) for code in codes]
        return found


def stores(figures: FakeFigures | None = None) -> Stores:
    """Stores of the small country."""
    sources = {"healthy_lives": source("healthy_lives", "Healthy life expectancy")}
    return Stores(figures=figures or FakeFigures(), catalogue=catalogue(), sources=sources)
