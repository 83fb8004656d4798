"""A framework, its missions and their targets: dated facts about a policy, never code."""

import datetime as dt
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from domain.frozen import Frozen
from domain.metric import Metric, Role


class Aim(StrEnum):
    """What a target asks of figures, where figures can say whether it is met."""

    IMPROVE = "improve"  # better than at the baseline
    GAIN = "gain"  # better than at the baseline by ``value``
    REACH = "reach"  # at least ``value``, or at most where lower is better
    NARROW = "narrow"  # a smaller gap between places than at the baseline


class TargetFact(Frozen):
    """One target a mission states, as published: with its year, and a number where one was given.

    ``aim`` says how figures can answer it, and is empty where none can; an aim without a ``metric`` speaks to the
    mission's headline measures. ``everywhere`` tells what is promised of each place from what is promised of the whole.
    """

    statement: str
    year: int | None = None
    value: float | None = None
    unit: str | None = None
    metric: str | None = None
    aim: Aim | None = None
    everywhere: bool = False
    applies_to: str = "the United Kingdom"
    stated_on: dt.date | None = None
    source: str = Field(min_length=3)
    confidence: str = "high"

    @model_validator(mode="after")
    def _aim_has_what_it_needs(self) -> Self:
        if self.aim in (Aim.REACH, Aim.GAIN) and self.value is None:
            raise ValueError(f"{self.statement!r} aims to {self.aim} a number: give it as value")
        if self.aim and self.year is None:
            raise ValueError(f"{self.statement!r} has an aim but no year to reach it by: give it as year")
        return self


class Mission(Frozen):
    """One mission or outcome of a framework, and the metrics that speak to it.

    ``topics`` claims whole folders of the catalogue with each metric's own role; ``metrics`` claims
    single metrics, with the role this framework gives them.
    """

    mission_id: str
    number: int
    title: str
    pillar: str = ""
    statement: str
    targets: tuple[TargetFact, ...] = ()
    topics: tuple[str, ...] = ()
    metrics: dict[str, Role] = Field(default_factory=dict)
    caveats: tuple[str, ...] = ()


class PolicyEvent(Frozen):
    """A dated fact of policy: ``on`` is cut to the part that is known (2026, 2026-04, 2026-04-08)."""

    on: str
    event: str
    source: str
    confidence: str = "high"


class Framework(Frozen):
    """A named set of missions, with the dates a reader must know."""

    framework_id: str
    title: str
    publisher: str
    published_on: dt.date
    status: str
    order: int = 100
    baseline_on: dt.date | None = None
    baseline_basis: str = ""
    missions: tuple[Mission, ...] = ()
    events: tuple[PolicyEvent, ...] = ()

    def mission(self, mission_id: str) -> Mission | None:
        """The mission of that id, or none."""
        return next((m for m in self.missions if m.mission_id == mission_id), None)


class Catalogue(Frozen):
    """Every metric by id and every framework by id, checked against each other."""

    metrics: dict[str, Metric]
    frameworks: dict[str, Framework]

    @model_validator(mode="after")
    def _frameworks_name_known_metrics(self) -> Self:
        for framework in self.frameworks.values():
            for mission in framework.missions:
                targets = [t.metric for t in mission.targets if t.metric]
                for metric_id in [*mission.metrics, *targets]:
                    if metric_id not in self.metrics:
                        where = f"{framework.framework_id}, mission {mission.mission_id}"
                        raise ValueError(f"{where}: no metric called {metric_id!r} in the catalogue")
        return self

    def of_mission(self, mission: Mission) -> tuple[tuple[Metric, Role], ...]:
        """The metrics of a mission with their role in it, headline first, then by title."""
        claimed = {m.metric_id: (m, m.role) for m in self.metrics.values() if m.topic in mission.topics}
        claimed |= {metric_id: (self.metrics[metric_id], role) for metric_id, role in mission.metrics.items()}
        order = list(Role)
        return tuple(sorted(claimed.values(), key=lambda pair: (order.index(pair[1]), pair[0].title)))
