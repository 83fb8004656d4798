"""What forecasts and chances made in the past were worth: coverage in tables, chances in a picture and a table."""

from collections.abc import Mapping, Sequence

import pandas as pd

from domain.calibration import Calibration, ChanceBin, Coverage
from domain.metric import Metric
from ui.address import href
from ui.charts import Chart, Figure, annotation, key_list, layout
from ui.pictures import NAMESPACE, image
from ui.sentences import counted
from ui.tables import Cell, Column, Content, table
from ui.theme import COLOURS

Records = Mapping[str, Sequence[Calibration]]

HEIGHT = 420
NO_RECORD = "No measure of this build has a past long enough to try forecasts on."
SHOCKS = (
    "A shock hits all places at once, so forecasts fail together: in 2020, or when energy prices leapt in 2022, more "
    "figures lay outside their ranges than in other years. A good record over many years is no promise for the next."
)
RUN_AGAIN = (
    "Anybody with the code can run the trial again on the build in use: the command is “make backtest”. It works every "
    "figure below out anew and says whether it agrees with the build."
)
EVERYDAY = 0.2  # a chance that people underrate
SMALLEST, LARGEST = 8, 22  # pixels across a mark


def coverage_words(coverage: Sequence[Coverage], records: Records) -> list[str]:
    """How often the ranges held what they were meant to hold, and on how much that rests."""
    if not coverage:
        return [NO_RECORD]
    held80 = sum(one.coverage80 for one in coverage) / len(coverage)
    held95 = sum(one.coverage95 for one in coverage) / len(coverage)
    most, first, last = max(one.metrics for one in coverage), coverage[0].horizon, coverage[-1].horizon
    without = len(records) - most
    said = (
        f"Ranges meant to hold the figure four times in five (80%) held {held80:.0%} of them; those meant to hold it "
        f"19 times in 20 (95%) held {held95:.0%}. That is the mean over {first} to {last} years ahead and over "
        f"{counted(most, 'measure')}, each counting the same."
    )
    rest = f" For {counted(without, 'other measure')} the past is too short to try, and the usual widths are used."
    return [said + (rest if without else ""), SHOCKS, RUN_AGAIN]


def coverage_table(coverage: Sequence[Coverage]) -> str:
    """Coverage by years ahead, as HTML."""
    rows: list[dict[str, Content]] = [
        {
            "horizon": counted(one.horizon, "year"), "metrics": f"{one.metrics:,}", "forecasts": f"{one.forecasts:,}",
            "held80": f"{one.coverage80:.0%}", "held95": f"{one.coverage95:.0%}",
        }
        for one in coverage
    ]  # fmt: skip
    columns = [Column("horizon", "Years ahead", names_the_row=True), *_held()]
    return table(rows, columns, caption="How often past ranges held the figure, by years ahead", empty=NO_RECORD)


def by_metric_table(records: Records, metrics: Mapping[str, Metric]) -> str:
    """Coverage of each measure over all years ahead that could be tried, as HTML; the worst 80% range first."""
    rows = sorted(_metric_rows(records, metrics), key=lambda row: (row[1], row[0]))
    cells: list[dict[str, Content]] = [
        {
            "metric": Cell(title, href=href("metric", metric=metrics[metric_id])), "origins": f"{origins:,}",
            "forecasts": f"{forecasts:,}", "held80": f"{held80:.0%}", "held95": f"{held95:.0%}",
        }
        for title, held80, held95, forecasts, origins, metric_id in rows
    ]  # fmt: skip
    columns = [
        Column("metric", "Measure", names_the_row=True), Column("origins", "Earlier years tried", numeric=True),
        *_held()[1:],
    ]  # fmt: skip
    return table(cells, columns, caption="How often past ranges held the figure, by measure", empty=NO_RECORD)


def _held() -> list[Column]:
    return [
        Column("metrics", "Measures", numeric=True), Column("forecasts", "Forecasts tried", numeric=True),
        Column("held80", "In the 80% range", numeric=True), Column("held95", "In the 95% range", numeric=True),
    ]  # fmt: skip


def _metric_rows(records: Records, metrics: Mapping[str, Metric]) -> list[tuple[str, float, float, int, int, str]]:
    rows = []
    for metric_id, several in records.items():
        tried = [one for one in several if one.forecasts and one.coverage80 is not None]
        if tried and metric_id in metrics:
            held80 = sum(one.coverage80 or 0.0 for one in tried) / len(tried)
            held95 = sum(one.coverage95 or 0.0 for one in tried) / len(tried)
            forecasts, origins = sum(one.forecasts for one in tried), max(one.origins for one in tried)
            rows.append((metrics[metric_id].title, held80, held95, forecasts, origins, metric_id))
    return rows


def records_file(records: Records, metrics: Mapping[str, Metric]) -> pd.DataFrame:
    """One row for each measure and number of years ahead: the record, and the widths that follow from it."""
    return pd.DataFrame([
        {
            "Measure": metrics[one.metric_id].title if one.metric_id in metrics else one.metric_id,
            "Metric": one.metric_id, "Years ahead": one.horizon, "Earlier years tried": one.origins,
            "Forecasts tried": one.forecasts, "Share in the 80% range": one.coverage80,
            "Share in the 95% range": one.coverage95, "Width of the 80% range, in errors": one.q80,
            "Width of the 95% range, in errors": one.q95, "Weight of its own record": one.weight,
        }
        for several in records.values()
        for one in several
    ])  # fmt: skip


def chances(bands: Sequence[ChanceBin]) -> Chart:
    """Chances given in the past beside how often the target was then met, band by band."""
    return Chart(
        title=_title(bands),
        summary=(
            "Each mark is a band of chances given in the past, larger where there were more. On the slanting line a "
            f"chance came true as often as it said; above the line more often, below it less often.{_everyday(bands)}"
        ),
        figure=_figure(bands),
        alt=_alt(bands),
        table=_table(bands),
        key=key_list([(_dot(), "a band of chances"), (_line(), "as often as it said")]),
    )


def _title(bands: Sequence[ChanceBin]) -> str:
    if not bands:
        return "No chance given in the past could be tried"
    first, last = bands[0], bands[-1]
    return (
        f"Of targets given a {first.predicted:.0%} chance {first.observed:.0%} were met; of those given "
        f"{last.predicted:.0%}, {last.observed:.0%}"
    )


def _everyday(bands: Sequence[ChanceBin]) -> str:
    """What one of the lower chances was worth, as a resident would say it."""
    if not bands:
        return ""
    one = min(bands, key=lambda band: abs(band.predicted - EVERYDAY))
    given, met = (f"{100 * share:.0f}" for share in (one.predicted, one.observed))
    return f" In everyday words: of 100 targets that were given a chance of about {given}%, {met} were met."


def _alt(bands: Sequence[ChanceBin]) -> str:
    told = [f"{one.predicted:.0%} given, {one.observed:.0%} met" for one in bands]
    return (
        f"Dot plot of the mean chance given against the share of targets met. {'; '.join(told) or 'Nothing to draw'}."
    )


def _table(bands: Sequence[ChanceBin]) -> pd.DataFrame:
    return pd.DataFrame({
        "Chance given": [f"{one.lower:.0%} to {one.upper:.0%}" for one in bands],
        "How many": [f"{one.forecasts:,}" for one in bands],
        "Mean chance given": [f"{one.predicted:.0%}" for one in bands],
        "Target then met": [f"{one.observed:.0%}" for one in bands],
    })  # fmt: skip


def _figure(bands: Sequence[ChanceBin]) -> Figure:
    most = max((one.forecasts for one in bands), default=1)
    sizes = [max(SMALLEST, LARGEST * (one.forecasts / most) ** 0.5) for one in bands]
    # whole numbers of the same ticks on both axes, so that the slanting line reads as equal
    axis = {"range": [-0.03, 1.03], "tickvals": [0, 0.2, 0.4, 0.6, 0.8, 1], "tickformat": ".0%"}
    line = {
        "type": "scatter", "mode": "lines", "x": [0, 1], "y": [0, 1], "hoverinfo": "skip",
        "line": {"color": COLOURS["quiet"], "width": 1.5, "dash": "dash"},
    }  # fmt: skip
    marks = {
        "type": "scatter", "mode": "markers+text", "cliponaxis": False,
        "x": [one.predicted for one in bands], "y": [one.observed for one in bands],
        "marker": {"size": sizes, "color": COLOURS["dark_blue"], "opacity": 1},
        "text": [f"{one.observed:.0%}" for one in bands], "textposition": _sides(bands),
        "customdata": [f"{one.forecasts:,}" for one in bands],
        "hovertemplate": "Given %{x:.0%}<br>met %{y:.0%}<br>of %{customdata}<extra></extra>",
    }  # fmt: skip
    met = annotation(
        "share of targets met", x=0, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=8
    )
    return {
        "data": [line, marks],
        "layout": layout(
            HEIGHT, annotations=[met], margin={"l": 8, "r": 16, "t": 34, "b": 8}, yaxis=axis,
            xaxis=axis | {"title": {"text": "chance given"}},
        ),
    }  # fmt: skip


def _sides(bands: Sequence[ChanceBin]) -> list[str]:
    """The figure of a mark on the side away from the slanting line."""
    return ["top left" if one.observed >= one.predicted else "bottom right" for one in bands]


def _dot() -> str:
    svg = f'<svg {NAMESPACE} width="14" height="14"><circle cx="7" cy="7" r="6" fill="{COLOURS["dark_blue"]}"/></svg>'
    return image(svg, alt="", name="mark", width=14, height=14)


def _line() -> str:
    path = f'<path d="M0 7H22" stroke="{COLOURS["quiet"]}" stroke-width="2" stroke-dasharray="5 3"/>'
    return image(f'<svg {NAMESPACE} width="22" height="14">{path}</svg>', alt="", name="mark", width=22, height=14)
