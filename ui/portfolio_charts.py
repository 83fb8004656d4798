"""The two charts of a portfolio: how many stand in each status, and how much later than planned they are."""

from collections.abc import Mapping

import pandas as pd

from domain.transformation import Status
from ui.charts import Chart, Figure, layout
from ui.delivery_words import STATUSES
from ui.portfolio_words import SLIPS, slip_words
from ui.sentences import counted
from ui.theme import COLOURS
from ui.transformation_reports import NOTHING

ROW, MARGIN = 38, 40  # pixels


def status_chart(statuses: Mapping[Status | None, int], *, note: str = "") -> Chart:
    """How many transformations are in each status, with those of which none is reported."""
    counts = {STATUSES[status] if status else NOTHING: many for status, many in statuses.items()}
    seen = sum(counts.values())
    late = statuses.get(Status.DELAYED, 0) + statuses.get(Status.STALLED, 0)
    verb, silent = "is" if late == 1 else "are", counts[NOTHING]
    without = f" {silent:,} without a status, which says nothing either way." if silent else ""
    return Chart(
        title=f"{late:,} of {counted(seen, 'transformation')} {verb} delayed or stalled",
        summary=f"Each by its newest dated event.{without}",
        figure=_bars({name[:1].upper() + name[1:]: many for name, many in counts.items()}, hollow=NOTHING.capitalize()),
        alt="Bars of how many are in each status: " + _listed(counts),
        table=pd.DataFrame({"Status": list(counts), "Transformations": [f"{many:,}" for many in counts.values()]}),
        source_line=note,
    )


def slip_chart(
    bands: Mapping[str, int], *, middle: float | None, largest: float | None, known: int, note: str = ""
) -> Chart:
    """How much later than planned the latest unfinished milestone of each is expected."""
    counts = {SLIPS[band]: many for band, many in bands.items()}
    slipped = sum(many for band, many in bands.items() if band not in {"none", "unknown"})
    verb = "expects" if slipped == 1 else "expect"
    return Chart(
        title=f"{slipped:,} of {counted(known, 'transformation')} {verb} a milestone later than planned",
        summary=slip_words(middle, largest, known),
        figure=_bars(counts, hollow=SLIPS["unknown"]),
        alt="Bars of how many slip by how much: " + _listed(counts),
        table=pd.DataFrame({"Against the plan": list(counts), "Transformations": [f"{n:,}" for n in counts.values()]}),
        source_line=note,
    )


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {many:,}" for name, many in counts.items()) + "."


def _bars(counts: Mapping[str, int], *, hollow: str) -> Figure:
    """One bar for each, the first on top, its number beside it; what is not known is drawn hollow."""
    names, numbers = list(counts), list(counts.values())
    colours = [COLOURS["white"] if name == hollow else COLOURS["dark_blue"] for name in names]
    most = max(numbers, default=0) or 1
    return {
        "data": [{
            "type": "bar", "orientation": "h", "y": names, "x": numbers, "text": [f"{number:,}" for number in numbers],
            "textposition": "outside", "cliponaxis": False, "hoverinfo": "skip",
            "marker": {"color": colours, "line": {"color": COLOURS["dark_blue"], "width": 1.5}},
        }],
        "layout": layout(
            ROW * len(names) + MARGIN,
            xaxis={"visible": False, "range": [0, most * 1.15], "fixedrange": True},
            yaxis={"autorange": "reversed", "automargin": True, "fixedrange": True, "showgrid": False,
                   "ticksuffix": "  "},
            bargap=0.35,
        ),
    }  # fmt: skip
