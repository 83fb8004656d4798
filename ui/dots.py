"""The dot plot: a few places, each a dot with its interval, against a line that says whose it is."""

from collections.abc import Sequence

from domain.metric import Metric
from ui.captions import answer_words, places_alt, places_summary, places_title
from ui.charts import (
    FONT_SIZE,
    Benchmark,
    Chart,
    Figure,
    PlaceValue,
    annotation,
    answer_key,
    layout,
    value_table,
    wrapped,
)
from ui.numbers import NO_FIGURE, is_missing, unit_words
from ui.points import point_traces, value_range, vertical_rule
from ui.theme import COLOURS

ROW_PADDING, LINE_OF_TEXT = 12, 18  # pixels
NAME_WIDTH = 21  # characters


def dot_plot(
    rows: Sequence[PlaceValue],
    metric: Metric,
    *,
    highlight: str | None = None,
    benchmark: Benchmark | None = None,
    period: str = "",
    title: str = "",
    source_line: str = "",
) -> Chart:
    """Places as dots on one scale, highest at the top, each with the interval around it."""
    ordered = sorted(rows, key=lambda row: (is_missing(row.value), -(row.value or 0.0), row.name))
    heights = list(range(len(ordered) - 1, -1, -1))
    figure = {
        "data": _interval_bars(ordered, heights, highlight)
        + point_traces(ordered, heights, metric, highlight=highlight, size=10),
        "layout": _layout(ordered, heights, metric, highlight, benchmark),
    }
    judged = any(row.answer for row in ordered)
    return Chart(
        title=title or places_title(ordered, metric, highlight=highlight, benchmark=benchmark, period=period),
        summary=places_summary(ordered, metric, benchmark=benchmark),
        figure=figure,
        alt=places_alt(ordered, metric, kind="Dot plot", benchmark=benchmark),
        table=value_table(ordered, metric),
        source_line=source_line,
        key=answer_key(ordered, answer_words(benchmark)) if judged else "",
    )


def _interval_bars(rows: Sequence[PlaceValue], heights: Sequence[int], highlight: str | None) -> list[Figure]:
    return [
        _bars(
            [pair for pair in zip(rows, heights, strict=True) if (pair[0].code == highlight) is chosen], chosen=chosen
        )
        for chosen in (False, True)
    ]


def _bars(pairs: Sequence[tuple[PlaceValue, int]], *, chosen: bool) -> Figure:
    known = [(row, y) for row, y in pairs if not (is_missing(row.lower) or is_missing(row.upper))]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [limit for row, _ in known for limit in (row.lower, row.upper, None)],
        "y": [height for _, y in known for height in (y, y, None)],
        "line": {"color": COLOURS["dark_blue"] if chosen else "#8C8C8C", "width": 4 if chosen else 2},
        "hoverinfo": "skip",
    }


def _layout(
    rows: Sequence[PlaceValue],
    heights: Sequence[int],
    metric: Metric,
    highlight: str | None,
    benchmark: Benchmark | None,
) -> Figure:
    limits = [number for row in rows for number in (row.value, row.lower, row.upper)]
    extent = value_range([*limits, benchmark.value if benchmark else None])
    rule = vertical_rule(benchmark, metric, extent)
    rule["annotations"] += [
        annotation(NO_FIGURE, x=0, xref="paper", xanchor="left", y=y, xshift=6, font={"color": COLOURS["dark_grey"]})
        for row, y in zip(rows, heights, strict=True)
        if is_missing(row.value)
    ]
    names = [_name(row, chosen=row.code == highlight) for row in rows]
    tallest = max((name.count("<br>") + 1 for name in names), default=1)
    return layout(
        (LINE_OF_TEXT * tallest + ROW_PADDING) * len(rows) + 100,
        margin={"l": 8, "r": 12, "t": 34, "b": 48},
        xaxis={"range": extent, "title": {"text": wrapped(unit_words(metric), 48)}, "nticks": 6},
        yaxis={
            "range": [-0.7, len(rows) - 0.3],
            "tickvals": list(heights),
            "ticktext": names,
            "tickfont": {"size": FONT_SIZE},
        },
        **rule,
    )


def _name(row: PlaceValue, *, chosen: bool) -> str:
    name = wrapped(row.name, NAME_WIDTH)
    return f"<b>{name}</b>" if chosen else name
