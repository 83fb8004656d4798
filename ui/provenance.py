"""What a build read from one source, as a note that opens: who published it, when, what was kept and set aside."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from domain.build_report import RegisterReport, SetAside, SetAsideReason, SourceReport
from domain.metric import Metric
from domain.source import Nature, Source, Style
from ui.address import anchor, href
from ui.numbers import age, day
from ui.prose import facts, opening
from ui.sentences import counted
from ui.wording import NATURES, SET_ASIDE

NO_NEXT_RELEASE = "no date known"
NO_RELEASE = "date of publication not known"
DETAILS_SHOWN = 4
CANNOT_BE_ADDED = ": such figures cannot be added up"  # what a build says of each merger, and the reason says already


@dataclass(frozen=True)
class SourceEntry:
    """One source, what the build says of it, the metrics it feeds, and its register of programmes if it has one."""

    source: Source
    report: SourceReport | None
    metrics: tuple[Metric, ...]
    register: RegisterReport | None = None

    @property
    def read(self) -> int:
        """Observations read: one row holds several where each column is a series."""
        return self.report.observations if self.report else 0

    @property
    def kept(self) -> int:
        """Observations in the build, those that say why there is no figure among them."""
        return self.report.kept if self.report else 0

    @property
    def set_aside(self) -> int:
        """Observations set aside, for whatever reason."""
        return sum(entry.observations for entry in self.report.set_aside) if self.report else 0

    def set_aside_for(self, reason: SetAsideReason) -> int:
        """Observations set aside for one reason."""
        return sum(each.observations for each in self.report.set_aside if each.reason is reason) if self.report else 0

    def example_of(self, reason: SetAsideReason) -> SetAside | None:
        """The largest entry set aside for one reason, with its example."""
        entries = [each for each in self.report.set_aside if each.reason is reason] if self.report else []
        return max(entries, key=lambda each: each.observations, default=None)

    @property
    def added_up(self) -> int:
        """Observations that went into a sum with others and are no longer counted by themselves."""
        return self.read - self.kept - self.set_aside


def source_note(entry: SourceEntry, today: dt.date) -> str:
    """The source as HTML: one line, and everything else when it is opened."""
    source = entry.source
    is_reference = source.layout.style is Style.REFERENCE
    kept = "facts, not figures" if is_reference else f"{counted(entry.kept, 'observation')} kept"
    if entry.register:
        kept = f"{counted(entry.register.transformations, 'transformation')} kept"
    note = f"{source.publisher}; {released_words(source, today)}; {kept}"
    return opening(source.title, facts(_facts(entry, today)), kind="source", note=note)


def released_words(source: Source, today: dt.date) -> str:
    """When the edition in use was published, and how long ago."""
    if source.released_on is None:
        return NO_RELEASE
    return f"{day(source.released_on)}, {age(source.released_on, today)}"


def _facts(entry: SourceEntry, today: dt.date) -> list[tuple[str, str]]:
    source, report = entry.source, entry.report
    page = f'<a href="{escape(source.page)}" rel="noreferrer">{escape(source.title)}</a>' if source.page else ""
    return [
        ("What it is", "" if source.nature is Nature.CURRENT else escape(NATURES[source.nature])),
        ("Publisher", escape(source.publisher)),
        ("Publisher's page", page),
        ("Licence", escape(source.licence)),
        ("Published", escape(released_words(source, today))),
        ("Next release", escape(source.next_release or NO_NEXT_RELEASE)),
        ("Feeds", ", ".join(_metric_links(entry.metrics)) or "no measure directly"),
        ("Register", _register(entry.register) if entry.register else ""),
        ("Read", f"{counted(report.rows_read, 'row')}, {counted(entry.read, 'observation')}" if report else ""),
        ("Kept", _kept(entry, report) if report else ""),
        ("Set aside", _set_aside(report.set_aside) if report and report.set_aside else "nothing" if report else ""),
        ("Warnings", _list(report.warnings) if report else ""),
        ("Know before use", _list(source.caveats)),
    ]


def _metric_links(metrics: Sequence[Metric]) -> list[str]:
    return [anchor(metric.title, href("metric", metric=metric)) for metric in metrics]


def _kept(entry: SourceEntry, report: SourceReport) -> str:
    parts = [f"{counted(entry.kept, 'observation')}"]
    if report.without_value:
        parts.append(f"{report.without_value:,} of them without a figure, each with its reason")
    if report.followed_to_successor:
        parts.append(f"{report.followed_to_successor:,} read under a former code")
    if entry.added_up:
        parts.append(f"{entry.added_up:,} more went into the sums of merged councils")
    return escape("; ".join(parts))


def _register(report: RegisterReport) -> str:
    """What became of each row of a register."""
    told = [f"{counted(report.rows_read, 'row')} read", f"{counted(report.transformations, 'transformation')} kept"]
    if report.grants_of_groups:
        told.append(f"{counted(report.grants_of_groups, 'grant')} of several transformations together")
    told += [f"{each.rows:,} set aside: {each.why} (for example {each.example})" for each in report.set_aside]
    return _list([*told, *report.warnings])


def _set_aside(entries: Sequence[SetAside]) -> str:
    by_reason = sorted(entries, key=lambda each: list(SET_ASIDE).index(each.reason))
    items = [_of_one_reason(list(group)) for _, group in groupby(by_reason, key=lambda each: each.reason)]
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _of_one_reason(entries: list[SetAside]) -> str:
    total = sum(entry.observations for entry in entries)
    details = [entry.detail.removesuffix(CANNOT_BE_ADDED) for entry in entries[:DETAILS_SHOWN]]
    more = len(entries) - len(details)
    told = "; ".join(details) + (f"; and {more} more, which the file below lists" if more > 0 else "")
    return escape(f"{total:,}: {SET_ASIDE[entries[0].reason]} ({told}). For example {entries[0].example}.")


def _list(texts: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>" if texts else ""
