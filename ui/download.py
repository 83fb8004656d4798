"""A table offered as a file: the rows, and above them where they come from."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from domain.metric import Metric
from domain.source import Source
from domain.verdict import RULE_VERSION
from ui.address import query_string
from ui.export import csv_bytes, file_name
from ui.numbers import day
from ui.request import Request
from ui.rows import cited
from ui.stores import Stores

if TYPE_CHECKING:
    import pandas as pd


def offer(
    make: "Callable[[], pd.DataFrame]", *, title: str, metrics: Iterable[Metric], request: Request, stores: Stores,
    caveats: Iterable[str] = (), further: Iterable[Source] = (), key: str = "", query: str = "", **parameters: object,
) -> None:  # fmt: skip
    """A button that makes the file only when it is pressed.

    ``further`` are sources that feed no metric. ``parameters`` are those of the link to the view; ``query`` is the
    same already written out.
    """
    name = file_name(title, request.today)
    metrics = list(metrics)
    sources = [*cited(metrics, stores.sources), *further]
    days = sorted(source.released_on for source in sources if source.released_on)
    query = query or query_string(parameters)
    address = (st.context.url or request.page) + (f"?{query}" if query else "")

    def written() -> bytes:
        said = [*caveats, *(f"{metric.title}: {caveat}" for metric in metrics for caveat in metric.caveats)]
        return csv_bytes(
            make(), title=title, sources=sources, licence="; ".join(sorted({source.licence for source in sources})),
            released=_released(days), caveats=said,
            build=stores.figures.build_id, rules=RULE_VERSION, address=address, made_on=request.today,
        )  # fmt: skip

    label, key = f"Download as CSV: {name}", key or f"csv.{name}"
    st.download_button(label, written, file_name=name, mime="text/csv", on_click="ignore", key=key)


def _released(days: Sequence[dt.date]) -> str:
    """The first and the last day on which figures in the file were released, in order; one where they are the same."""
    ends = dict.fromkeys([*days[:1], *days[-1:]])
    return " to ".join(day(end) for end in ends) or "date of publication not stated"
