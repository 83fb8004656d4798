"""Milestones on a line of time: when each was planned, when it is expected or was reached, and how far it slipped."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from domain.milestone import Milestone
from ui.charts import Chart, Figure, annotation, key_list, layout, wrapped
from ui.delivery_words import later_words
from ui.numbers import day
from ui.pictures import NAMESPACE, image
from ui.sentences import counted
from ui.theme import COLOURS

ROW = 48  # pixels for each milestone
EDGES = 78  # pixels above and below
MOST_DRAWN = 24
MARKS = {
    "planned": ("line-ns", COLOURS["dark_grey"], "planned"),
    "expected": ("circle-open", COLOURS["dark_blue"], "expected"),
    "passed": ("diamond-open", COLOURS["dark_pink"], "expected by a day that has passed, not reached"),
    "reached": ("square", COLOURS["dark_blue"], "reached"),
}


def milestone_chart(milestones: Sequence[Milestone], *, today: dt.date, past: bool = False) -> Chart:
    """The milestones in the order of their plan, with the table behind them. ``past`` if ``today`` is a past day."""
    ordered = in_order(milestones)
    return Chart(
        title=timeline_finding(ordered, today=today),
        summary="An upright stroke is the plan. The line from it leads to when it was reached or is expected.",
        figure=_figure(ordered[:MOST_DRAWN], today, day(today) if past else "today"),
        alt=f"Timeline of milestones. {timeline_finding(ordered, today=today)}. "
        + " ".join(f"{one.title}: {milestone_words(one, today=today)}." for one in ordered[:MOST_DRAWN]),
        table=milestone_table(ordered),
        key=_key(ordered, today),
    )


def in_order(milestones: Sequence[Milestone]) -> list[Milestone]:
    """By the day they were planned for."""
    return sorted(milestones, key=lambda one: (one.planned_on, one.title))


def timeline_finding(milestones: Sequence[Milestone], *, today: dt.date) -> str:
    """How many are reached and how far the latest is behind: "3 of 8 milestones are reached; the latest …"."""
    reached = sum(one.reached_on is not None for one in milestones)
    verb = "is" if reached == 1 else "are"
    parts = [f"{reached or 'None'} of {counted(len(milestones), 'milestone')} {verb} reached"]
    passed = sum(_state(one, today) == "passed" for one in milestones)
    if passed:
        parts.append(f"{passed} {'has' if passed == 1 else 'have'} passed the expected day without being reached")
    ahead = [one for one in milestones if one.reached_on is None and one.expected_on]
    worst = max(ahead, key=lambda one: now_on(one) - one.planned_on, default=None)
    if worst and now_on(worst) > worst.planned_on:
        parts.append(f"the one furthest behind is expected {later_words(worst.planned_on, now_on(worst))} than planned")
    return "; ".join(parts).replace("within a month of plan than planned", "within a month of its plan")


def now_on(one: Milestone) -> dt.date:
    """The day it was reached, or else is expected, or else was planned for."""
    return one.reached_on or one.expected_on or one.planned_on


def milestone_words(one: Milestone, *, today: dt.date) -> str:
    """One milestone in words: "planned for 1 May 2026, reached on 3 June 2026, 1 month later"."""
    now = {
        "planned": "no newer forecast",
        "expected": f"expected on {day(now_on(one))}",
        "passed": f"expected on {day(now_on(one))}, which has passed, and not reached",
        "reached": f"reached on {day(now_on(one))}",
    }[_state(one, today)]
    return f"planned for {day(one.planned_on)}, {now}, {later_words(one.planned_on, now_on(one))}"


def milestone_table(milestones: Sequence[Milestone]) -> pd.DataFrame:
    """The table behind the timeline."""
    return pd.DataFrame(
        {
            "Milestone": [one.title for one in milestones],
            "Planned": [day(one.planned_on) for one in milestones],
            "Expected": [day(one.expected_on) if one.expected_on else "no newer forecast" for one in milestones],
            "Reached": [day(one.reached_on) if one.reached_on else "not reached" for one in milestones],
            "Against plan": [later_words(one.planned_on, now_on(one)) for one in milestones],
            "Where it can be seen": [one.evidence or ("nothing given" if one.reached_on else "") for one in milestones],
        }
    )


def _state(one: Milestone, today: dt.date) -> str:
    if one.reached_on:
        return "reached"
    if now_on(one) < today:
        return "passed"
    return "expected" if one.expected_on else "planned"


def _figure(milestones: Sequence[Milestone], today: dt.date, named: str) -> Figure:
    rows = range(len(milestones) - 1, -1, -1)
    days = [each for one in milestones for each in (one.planned_on, now_on(one))] + [today]
    room = max((max(days) - min(days)) / 25, dt.timedelta(days=20))
    return {
        "data": [_traces(milestones, rows), *_points(milestones, rows, today)],
        "layout": layout(
            ROW * len(milestones) + EDGES,
            margin={"l": 8, "r": 8, "t": 34, "b": 40},
            xaxis={
                "type": "date", "range": [(min(days) - room).isoformat(), (max(days) + room).isoformat()], "nticks": 5,
                "showgrid": True,
            },
            yaxis={"visible": False, "range": [-0.6, len(milestones) - 0.3]},
            shapes=[_today_rule(today)],
            annotations=[
                _today_words(today, named), *(_named(one, y) for one, y in zip(milestones, rows, strict=True)),
            ],
        ),
    }  # fmt: skip


def _traces(milestones: Sequence[Milestone], rows: Sequence[int]) -> Figure:
    """The lines from plan to forecast, all in one."""
    x: list[str | None] = []
    y: list[float | None] = []
    for one, row in zip(milestones, rows, strict=True):
        x += [one.planned_on.isoformat(), now_on(one).isoformat(), None]
        y += [row, row, None]
    line = {"color": COLOURS["dark_grey"], "width": 1.5}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _points(milestones: Sequence[Milestone], rows: Sequence[int], today: dt.date) -> list[Figure]:
    plan = [(one.planned_on, row, one) for one, row in zip(milestones, rows, strict=True)]
    now = [
        (now_on(one), row, one) for one, row in zip(milestones, rows, strict=True) if _state(one, today) != "planned"
    ]
    drawn = [_marks("planned", plan, today)]
    for state in ("expected", "passed", "reached"):
        points = [point for point in now if _state(point[2], today) == state]
        if points:
            drawn.append(_marks(state, points, today))
    return drawn


def _marks(state: str, points: Sequence[tuple[dt.date, int, Milestone]], today: dt.date) -> Figure:
    symbol, colour, _words = MARKS[state]
    said = (f"{one.title}: {milestone_words(one, today=today)}" for _, _, one in points)
    return {
        "type": "scatter", "mode": "markers",
        "x": [on.isoformat() for on, _, _ in points],
        "y": [row for _, row, _ in points],
        "marker": {"symbol": symbol, "size": 13, "color": colour, "line": {"color": colour, "width": 2.5}},
        "text": [wrapped(words, 44, most_lines=5) for words in said],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _named(one: Milestone, row: int) -> Figure:
    words = wrapped(one.title, 46, most_lines=1)
    return annotation(words, x=0, xref="paper", xanchor="left", y=row + 0.2, yanchor="bottom")


def _today_rule(today: dt.date) -> Figure:
    on = today.isoformat()
    ink = {"color": COLOURS["black"], "width": 1.5, "dash": "dot"}
    return {"type": "line", "x0": on, "x1": on, "y0": 0, "y1": 1, "yref": "paper", "line": ink, "layer": "below"}


def _today_words(today: dt.date, named: str) -> Figure:
    return annotation(named, x=today.isoformat(), y=1, yref="paper", yanchor="bottom", xanchor="center")


def _key(milestones: Sequence[Milestone], today: dt.date) -> str:
    used = {"planned", *(_state(one, today) for one in milestones)}
    return key_list([(_drawing(state), words) for state, (_, _, words) in MARKS.items() if state in used])


def _drawing(state: str) -> str:
    """The mark of a state as an image for the key."""
    ink = f'fill="none" stroke="{MARKS[state][1]}" stroke-width="2.5"'
    shape = {
        "planned": f'<path d="M8 2V14" {ink}/>',
        "expected": f'<circle cx="8" cy="8" r="5" {ink}/>',
        "passed": f'<path d="M8 1.5L14.5 8L8 14.5L1.5 8Z" {ink}/>',
        "reached": f'<rect x="3" y="3" width="10" height="10" fill="{MARKS[state][1]}"/>',
    }[state]
    svg = f'<svg {NAMESPACE} width="16" height="16">{shape}</svg>'
    return image(svg, alt="", name="mark", width=16, height=16)
