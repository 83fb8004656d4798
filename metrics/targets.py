"""What the frameworks ask of each metric, as a number that a place's figure can be held to."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from domain.metric import Role
from domain.mission import Aim, Catalogue, Framework, Mission, TargetFact

OF_A_PLACE = (Aim.REACH, Aim.GAIN, Aim.IMPROVE)  # the most exact first


@dataclass(frozen=True)
class Target:
    """One aim of a framework for one metric. ``value`` is a level, a gain, or none, as ``aim`` says."""

    metric_id: str
    aim: Aim
    value: float | None
    year: int
    everywhere: bool
    framework_id: str
    mission_id: str
    statement: str


def targets(catalogue: Catalogue) -> Iterator[Target]:
    """Every aim of every framework in their order, once for each metric it speaks to."""
    for framework in _in_order(catalogue):
        for mission in framework.missions:
            for fact in mission.targets:
                yield from _of(fact, catalogue, framework, mission)


def _of(fact: TargetFact, catalogue: Catalogue, framework: Framework, mission: Mission) -> Iterator[Target]:
    if fact.aim is None or fact.year is None:
        return
    headline = [metric.metric_id for metric, role in catalogue.of_mission(mission) if role is Role.HEADLINE]
    for metric_id in [fact.metric] if fact.metric else headline:
        if catalogue.metrics[metric_id].is_measured:
            yield Target(
                metric_id=metric_id, aim=fact.aim, value=fact.value, year=fact.year, everywhere=fact.everywhere,
                framework_id=framework.framework_id, mission_id=mission.mission_id, statement=fact.statement,
            )  # fmt: skip


def place_targets(catalogue: Catalogue) -> dict[str, Target]:
    """By metric: the target a place's own figure can be held to; the most exact of several, and of those the first."""
    found = [target for target in targets(catalogue) if target.aim in OF_A_PLACE]
    found.sort(key=lambda target: OF_A_PLACE.index(target.aim))
    return {target.metric_id: target for target in reversed(found)}


def gap_years(catalogue: Catalogue) -> dict[str, int]:
    """By metric: the year by which the first framework that says so wants the gap between places to be smaller."""
    found = [target for target in targets(catalogue) if target.aim is Aim.NARROW]
    return {target.metric_id: target.year for target in reversed(found)}


def baseline_on(catalogue: Catalogue) -> dt.date | None:
    """The day from which change is counted: that of the first framework that names one."""
    return next((framework.baseline_on for framework in _in_order(catalogue) if framework.baseline_on), None)


def _in_order(catalogue: Catalogue) -> list[Framework]:
    return sorted(catalogue.frameworks.values(), key=lambda framework: (framework.order, framework.framework_id))
