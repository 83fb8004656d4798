"""What a framework promised, and when: targets in few words, its dates, and links to the other frameworks."""

import datetime as dt
from collections.abc import Mapping, Sequence
from html import escape

from domain.metric import Metric
from domain.mission import Framework, Mission, PolicyEvent, TargetFact
from ui import prose
from ui.address import anchor, href
from ui.numbers import MINUS, day, month
from ui.sentences import counted, in_running_text
from ui.tables import Cell, Column, table


def in_few_words(mission: Mission) -> str:
    """The first target of a mission and how many more there are; its statement where it sets none."""
    if not mission.targets:
        return f"No target is set. {mission.statement}"
    first, *others = mission.targets
    year = f"By {first.year}: {in_running_text(first.statement)}" if first.year else first.statement
    return f"{year} {counted(len(others), 'more target')}." if others else year


def targets(mission: Mission, said: Sequence[str]) -> str:
    """The targets as dated facts with what the figures say to each, as an HTML table; a sentence where there are none.

    ``said`` holds one answer for each target, in their order.
    """
    if not mission.targets:
        return "<p>The framework sets no target for it.</p>"
    rows = [
        {
            "target": Cell(target.statement, note=f"For {target.applies_to}. {_asked(target)}"),
            "answer": answer,
            "source": Cell(target.source, note=f"{_stated(target)}. Confidence in this record: {target.confidence}"),
        }
        for target, answer in zip(mission.targets, said, strict=True)
    ]
    columns = [
        Column("target", "Target", names_the_row=True), Column("answer", "What the figures say"),
        Column("source", "Where it is stated"),
    ]  # fmt: skip
    listed = table(rows, columns, caption=f"Targets of the mission {mission.title}", caption_hidden=True)
    return f'<div class="targets">{listed}</div>'


def _asked(target: TargetFact) -> str:
    return f"To be met by {target.year}; {_number(target)}" if target.year else f"No year given; {_number(target)}"


def _number(target: TargetFact) -> str:
    if target.value is None:
        return "no number set"
    unit = target.unit or ""
    return f"{target.value:,g}{'' if unit.startswith('%') else ' '}{unit}".strip().replace("-", MINUS)


def _stated(target: TargetFact) -> str:
    return f"Stated on {day(target.stated_on)}" if target.stated_on else "Date not known"


def dates(framework: Framework) -> str:
    """The dates of a framework, folded away until they are wanted."""
    if not framework.events:
        return ""
    rows = [
        {
            "on": dated(event.on),
            "event": event.event,
            "source": Cell(event.source, note=f"Confidence in this record: {event.confidence}"),
        }
        for event in _in_order(framework.events)
    ]
    columns = [Column("on", "When", names_the_row=True), Column("event", "What happened"), Column("source", "Source")]
    listed = table(rows, columns, caption=f"Dates of {framework.title}", caption_hidden=True)
    opened = f"What has happened to this framework: {counted(len(rows), 'dated event')}"
    return prose.opening(opened, listed)


def dated(text: str) -> str:
    """A date that may be known only in part: "2026", "April 2026", "8 April 2026"."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return text
    on = dt.date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    return day(on) if len(parts) == 3 else month(on)


def frameworks_switch(
    frameworks: Sequence[Framework], chosen: Framework, *, page: str = "missions", **parameters: object
) -> str:
    """Links to the same page for each framework, the one shown marked; nothing where there is only one."""
    if len(frameworks) < 2:
        return ""
    items = [
        f'<li><span aria-current="true">{escape(one.title)} (shown)</span></li>'
        if one.framework_id == chosen.framework_id
        else f"<li>{anchor(one.title, href(page, framework=one, **parameters))}</li>"
        for one in frameworks
    ]
    return f'<nav class="switch" aria-label="Frameworks"><ul>{"".join(items)}</ul></nav>'


def mission_links(framework: Framework, shown: Mapping[str, Metric]) -> dict[str, tuple[str, str]]:
    """The name and address of each mission of a framework; ``shown`` says which measure each opens with."""
    return {
        one.mission_id: (
            f"{one.number}. {one.title}",
            href("mission", framework=framework, mission=one, metric=shown.get(one.mission_id)),
        )
        for one in framework.missions
    }


def missions_switch(framework: Framework, chosen: Mission, shown: Mapping[str, Metric]) -> str:
    """Links to the other missions of a framework."""
    links = mission_links(framework, shown)
    others = [link for mission_id, link in links.items() if mission_id != chosen.mission_id]
    if not others:
        return ""
    return f'<nav class="switch" aria-label="Other missions"><h2>Other missions</h2>{prose.links(others)}</nav>'


def _in_order(events: Sequence[PolicyEvent]) -> list[PolicyEvent]:
    return sorted(events, key=lambda event: event.on)
