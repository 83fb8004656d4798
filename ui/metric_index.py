"""The catalogue as an index: every metric by mission, measured or not, with its newest period and how many places."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from domain.metric import Metric, Role
from domain.mission import Catalogue, Framework, Mission
from domain.period import Period
from domain.place import Level
from ui import frame
from ui.address import href
from ui.numbers import age, period_label
from ui.tables import Cell, Column, table
from ui.wording import PLACE_LEVELS

VIEWS = {
    "all": "All",
    "headline": "Headline only",
    "measured": "Measured only",
    "not-measured": "Not measured",
}
OTHER = "Other measures of places"
COLUMNS = [
    Column("metric", "Metric", names_the_row=True),
    Column("role", "Role"),
    Column("newest", "Newest figures"),
    Column("places", "Places with a figure"),
]


@dataclass(frozen=True)
class Newest:
    """The newest period of one metric, the level it is counted at, and how many places have a figure."""

    start: dt.date
    months: int
    level: Level
    places: int


@dataclass(frozen=True)
class Group:
    """The metrics of one mission, or those of none."""

    mission_id: str
    title: str
    metrics: tuple[tuple[Metric, Role], ...]


def draw_index(request: frame.Request, stores: Any, *, mission: Mission | None = None) -> list[Group]:
    """The choice of what to list, and the list, of one mission or of all."""
    view = frame.choose_view(request, VIEWS, "Show")
    mission_id = mission.mission_id if mission else None
    shown = groups(stores.catalogue, request.framework, view=view, mission_id=mission_id)
    if not shown:
        frame.notice(f"No metric here is “{VIEWS[view].lower()}”. Choose another of the options above.")
    st.html(index_html(shown, newest_of(stores.figures), today=request.today))
    return shown


def newest_of(figures: Any) -> dict[str, Newest]:
    """The newest period of every metric that has figures."""
    return {
        row.metric_id: Newest(row.latest_start.date(), int(row.latest_months), Level(row.level), int(row.places))
        for row in figures.summaries.itertuples()
    }


def groups(catalogue: Catalogue, framework: Framework, *, view: str, mission_id: str | None = None) -> list[Group]:
    """The metrics by mission of a framework, then those it does not use; only what the view shows."""
    missions = [
        Group(mission.mission_id, f"{mission.number}. {mission.title}", catalogue.of_mission(mission))
        for mission in framework.missions
    ]
    used = {metric.metric_id for group in missions for metric, _ in group.metrics}
    rest = sorted((m for m in catalogue.metrics.values() if m.metric_id not in used), key=lambda m: m.title)
    missions.append(Group("", OTHER, tuple((metric, metric.role) for metric in rest)))
    kept = [
        Group(group.mission_id, group.title, tuple(pair for pair in group.metrics if _shown(*pair, view)))
        for group in missions
        if mission_id is None or group.mission_id == mission_id
    ]
    return [group for group in kept if group.metrics]


def index_html(shown: Iterable[Group], newest: Mapping[str, Newest], *, today: dt.date) -> str:
    """One table for each group."""
    return "<br>".join(_group(group, newest, today) for group in shown)


def index_finding(catalogue: Catalogue, listed: Sequence[Group]) -> str:
    """The index in one sentence: how many metrics are measured, and for how many no figures were found."""
    metrics = {metric.metric_id: metric for group in listed for metric, _ in group.metrics}
    measured = sum(metric.is_measured for metric in metrics.values())
    holes = len(metrics) - measured
    scope = "" if len(metrics) == len(catalogue.metrics) else " listed here"
    if not measured:
        return f"No open figures were found for {'this measure' if holes == 1 else f'any of these {holes} measures'}"
    if not holes:
        return f"All {measured} metrics{scope} have figures"
    return f"{measured} of {len(metrics)} metrics{scope} have figures; no open figures were found for the other {holes}"


def _shown(metric: Metric, role: Role, view: str) -> bool:
    match view:
        case "headline":
            return role is Role.HEADLINE
        case "measured":
            return metric.is_measured
        case "not-measured":
            return not metric.is_measured
        case _:
            return True


def _group(group: Group, newest: Mapping[str, Newest], today: dt.date) -> str:
    rows = [_row(metric, role, newest.get(metric.metric_id), today) for metric, role in group.metrics]
    return table(rows, COLUMNS, caption=group.title)


def _row(metric: Metric, role: Role, newest: Newest | None, today: dt.date) -> dict[str, Cell]:
    name = Cell(metric.title, href=href("metric", metric=metric))
    if newest is None:
        return {
            "metric": name,
            "role": Cell(role.value),
            "newest": Cell("not measured", note=metric.not_measured or ""),
            "places": Cell("none"),
        }
    period = period_label(newest.start, newest.months)
    end = Period(start=newest.start, months=newest.months).end
    return {
        "metric": name,
        "role": Cell(role.value),
        "newest": Cell(period, note=age(end, today)),
        "places": Cell(_places(newest)),
    }


def _places(newest: Newest) -> str:
    places_are = PLACE_LEVELS[newest.level]
    return places_are if newest.level is Level.UNITED_KINGDOM else f"{newest.places:,} {places_are}"
