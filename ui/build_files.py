"""What a build says of itself, as files: the sources, what was set aside from them, and how fresh each measure is."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from domain.build_report import BuildReport
from ui.address import href
from ui.export import csv_bytes, file_name
from ui.freshness import Fresh, freshness_record
from ui.numbers import day
from ui.provenance import NO_NEXT_RELEASE, SourceEntry
from ui.request import Request
from ui.wording import NATURES, SET_ASIDE

COUNTED = "Observations, not rows: one row holds several where each column is a series."


def download_sources(request: Request, report: BuildReport, entries: Sequence[SourceEntry]) -> None:
    """A button for one line a source."""
    title = "Sources of the official figures"
    _button(request, report, title, lambda: [source_record(entry) for entry in entries], "sources")


def download_set_aside(request: Request, report: BuildReport, entries: Sequence[SourceEntry]) -> None:
    """A button for one line a source, reason and kind of observation set aside."""
    title = "Observations set aside and why"
    _button(request, report, title, lambda: set_aside_records(entries), "set-aside")


def download_freshness(request: Request, report: BuildReport, fresh: Sequence[Fresh]) -> None:
    """A button for one line a measure."""
    title = "How fresh each measure is"
    _button(request, report, title, lambda: [freshness_record(each) for each in fresh], "freshness")


def source_record(entry: SourceEntry) -> dict[str, object]:
    """One source as a line of a file."""
    source, report = entry.source, entry.report
    return {
        "source": source.title, "code": source.source_id, "publisher": source.publisher,
        "nature": NATURES[source.nature], "licence": source.licence, "page": source.page or "",
        "published": source.released_on, "next release": source.next_release or NO_NEXT_RELEASE,
        "feeds": "; ".join(metric.title for metric in entry.metrics),
        "rows read": report.rows_read if report else None, "observations read": entry.read, "kept": entry.kept,
        "kept without a figure": report.without_value if report else None, "set aside": entry.set_aside,
        "added up into merged councils": entry.added_up, "know before use": " ".join(source.caveats),
    }  # fmt: skip


def set_aside_records(entries: Sequence[SourceEntry]) -> list[dict[str, object]]:
    """Everything set aside, one line for each source, reason and kind."""
    return [
        {
            "source": entry.source.title, "code": entry.source.source_id, "why": SET_ASIDE[each.reason],
            "what exactly": each.detail, "observations": each.observations, "for example": each.example,
        }
        for entry in entries if entry.report
        for each in entry.report.set_aside
    ]  # fmt: skip


def _button(
    request: Request, report: BuildReport, title: str, records: Callable[[], list[dict[str, Any]]], view: str
) -> None:
    name = file_name(title, request.today)

    def made() -> bytes:
        import pandas as pd  # noqa: PLC0415 - only the reader who wants the file pays for it

        return csv_bytes(
            pd.DataFrame(records()), title=title, sources=(), licence="as the publisher of each source says",
            released=f"build of {day(report.built_at.date())}", caveats=(COUNTED,), build=report.build_id,
            rules=report.rule_version, address=href(request.page, view=view), made_on=request.today,
        )  # fmt: skip

    st.download_button(
        f"Download {name}", data=made, file_name=name, mime="text/csv", on_click="ignore", key=f"file.{view}"
    )
