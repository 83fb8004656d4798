"""Where every figure comes from, how old it is, what was set aside, and what changed since the build before."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from data.checks import SHARE_INVALID, SHARE_LOST
from data.versions import builds
from domain.build_report import BuildReport, MetricReport, SetAsideReason
from domain.metric import Metric, Role
from domain.mission import Catalogue
from domain.observation import Mark
from domain.period import Period
from domain.place import ENGLAND, NORTHERN_IRELAND, SCOTLAND, UNITED_KINGDOM, WALES
from domain.source import Nature, Source
from domain.verdict import Comparator
from ui import frame, prose
from ui.address import href
from ui.build_changes import builds_kept, changes_words, warning_words
from ui.build_files import download_freshness, download_set_aside, download_sources
from ui.freshness import Fresh, freshness_table, provisional_sentence
from ui.numbers import day
from ui.provenance import NO_NEXT_RELEASE, SourceEntry, source_note
from ui.roles import EVERYONE
from ui.sentences import counted
from ui.tables import Cell, Column, table
from ui.visible import shown
from ui.wording import NATURES, SET_ASIDE

TITLE, ORDER, ROLES = "Sources and quality", 1, EVERYONE
DESCRIPTION = "Where every figure comes from, how old it is, and what was set aside and why."
PARAMETERS = ("view",)

VIEWS = {
    "sources": "Every source",
    "stand-ins": "Only stand-ins, old editions and estimates",
    "freshness": "How fresh each measure is",
    "set-aside": "What was set aside",
    "build": "Changes and checks",
}
NATIONS = (UNITED_KINGDOM, ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND)


@dataclass(frozen=True)
class Quality:
    """Everything the page shows."""

    report: BuildReport
    entries: tuple[SourceEntry, ...]
    fresh: tuple[Fresh, ...]
    set_aside: Mapping[SetAsideReason, int]
    builds: tuple[str, ...]

    @property
    def oldest_headline(self) -> Fresh | None:
        """The headline metric whose newest figures are the oldest."""
        return next((each for each in self.fresh if each.metric.role is Role.HEADLINE), None)


def prepare(figures: Any, catalogue: Catalogue, sources: Mapping[str, Source]) -> Quality:
    """What the build says of its sources and measures, the oldest measure first."""
    report: BuildReport = figures.report
    reports = {each.source_id: each for each in report.sources}
    registers = {each.source_id: each for each in report.registers}
    entries = tuple(
        SourceEntry(source, reports.get(source_id), _fed_by(source_id, catalogue), registers.get(source_id))
        for source_id, source in sources.items()
    )
    provisional = _provisional(figures, catalogue)
    fresh = [
        _fresh(catalogue.metrics[each.metric_id], each, sources, provisional=each.metric_id in provisional)
        for each in report.metrics
        if each.metric_id in catalogue.metrics
    ]
    set_aside: Counter[SetAsideReason] = Counter()
    for entry in (entry for source in report.sources for entry in source.set_aside):
        set_aside[entry.reason] += entry.observations
    return Quality(
        report=report,
        entries=tuple(sorted(entries, key=lambda entry: (entry.source.publisher, entry.source.title))),
        fresh=tuple(sorted(fresh, key=lambda each: (each.ended_on, each.metric.title))),
        set_aside=dict(set_aside.most_common()),
        builds=tuple(builds(figures.folder.parent)),
    )


def _fed_by(source_id: str, catalogue: Catalogue) -> tuple[Metric, ...]:
    return tuple(m for m in catalogue.metrics.values() if any(series.source == source_id for series in m.series))


def _provisional(figures: Any, catalogue: Catalogue) -> set[str]:
    """The metrics whose newest figure for a nation is provisional: publishers mark whole editions so."""
    verdicts = figures.verdicts(NATIONS, list(catalogue.metrics), Comparator.UNITED_KINGDOM)
    return {verdict.metric_id for verdict in verdicts if verdict.mark is Mark.PROVISIONAL}


def _fresh(metric: Metric, report: MetricReport, sources: Mapping[str, Source], *, provisional: bool) -> Fresh:
    used = [sources[source_id] for source_id in report.sources if source_id in sources]
    return Fresh(
        metric=metric,
        report=report,
        ended_on=Period(start=report.latest_period, months=report.latest_months).end,
        released_on=max((source.released_on for source in used if source.released_on), default=None),
        next_release=metric.next_release or next((s.next_release for s in used if s.next_release), NO_NEXT_RELEASE),
        natures=tuple(dict.fromkeys(source.nature for source in used if source.nature is not Nature.CURRENT)),
        provisional=provisional,
    )


def page(request: frame.Request, stores: Any) -> None:
    """Draw the summary, then the view asked for."""
    quality = prepare(stores.figures, stores.catalogue, stores.sources)
    frame.where_am_i(request)
    frame.heading(finding(quality))
    st.html(prose.paragraphs([summary(quality)]))
    view = frame.choose_view(request, VIEWS)
    SHOWN[view](request, quality)
    frame.foot(request, build=quality.report.build_id)


def finding(quality: Quality) -> str:
    """The page in one sentence."""
    giving = sum(1 for entry in quality.entries if entry.kept)
    gives = f"{counted(giving, 'source')} {'gives' if giving == 1 else 'give'} {quality.report.observations:,} figures"
    oldest = quality.oldest_headline
    return f"{gives}; the oldest headline figure is for {oldest.period}" if oldest else gives


def summary(quality: Quality) -> str:
    """What was read and what became of it."""
    read = sum(entry.read for entry in quality.entries)
    aside = sum(quality.set_aside.values())
    opened = (
        f"The build of {day(quality.report.built_at.date())} read {len(quality.entries)} sources with {read:,} "
        f"observations and set aside {aside:,} of them, each counted with its reason."
    )
    most = next(iter(quality.set_aside.items()), None)
    why = f" The largest part, {most[1]:,}: {SET_ASIDE[most[0]]}." if most else ""
    dated = sum(each.next_release != NO_NEXT_RELEASE for each in quality.fresh)
    coming = f"for {dated} of {len(quality.fresh)} measures" if dated else "for no measure"
    return f"{opened}{why} The date of the next release is known {coming}."


def _show_sources(request: frame.Request, quality: Quality) -> None:
    _list_sources(request, quality, quality.entries)


def _show_stand_ins(request: frame.Request, quality: Quality) -> None:
    _list_sources(request, quality, [each for each in quality.entries if each.source.nature is not Nature.CURRENT])


def _list_sources(request: frame.Request, quality: Quality, entries: Sequence[SourceEntry]) -> None:
    wanted = st.text_input(
        "Find a source by a word of its title, its publisher or a measure it feeds", max_chars=60, key="sources.find"
    )
    found = [entry for entry in entries if matches(entry, wanted)]
    groups = {nature: [each for each in found if each.source.nature is nature] for nature in Nature}
    if found:
        st.html("".join(_group(nature, group, request.today) for nature, group in groups.items() if group))
    else:
        frame.notice(_nothing_found(wanted))
    download_sources(request, quality.report, quality.entries)
    download_set_aside(request, quality.report, quality.entries)


def _nothing_found(wanted: str) -> str:
    if not wanted.strip():
        return "This build has no source of this kind. Choose another view above."
    return f"No source here has “{shown(wanted.strip())}” in its title, its publisher or a measure. Try a shorter word."


def matches(entry: SourceEntry, wanted: str) -> bool:
    """Whether every word asked for is in the source's title, publisher, nature or measures."""
    source = entry.source
    text = " ".join((source.title, source.publisher, NATURES[source.nature], *(m.title for m in entry.metrics)))
    return all(word in text.casefold() for word in wanted.casefold().split())


def _group(nature: Nature, entries: Sequence[SourceEntry], today: dt.date) -> str:
    title = f"{NATURES[nature][:1].upper()}{NATURES[nature][1:]} ({len(entries)})"
    return prose.heading(title, key=f"nature-{nature.value}") + "".join(source_note(entry, today) for entry in entries)


def _show_freshness(request: frame.Request, quality: Quality) -> None:
    sentence = (
        "The oldest first. Age is counted from the last day a figure covers, not from the day it was published. "
        + provisional_sentence(quality.fresh)
    )
    st.html(prose.heading("How fresh each measure is") + prose.paragraphs([sentence]))
    st.html(freshness_table(quality.fresh, request.today))
    download_freshness(request, quality.report, quality.fresh)


def _show_set_aside(request: frame.Request, quality: Quality) -> None:
    rows = [_set_aside_row(reason, count, quality.entries) for reason, count in quality.set_aside.items()]
    columns = [
        Column("reason", "Why", names_the_row=True), Column("count", "Observations", numeric=True),
        Column("largest", "Source with most of them"), Column("example", "One of them"),
    ]  # fmt: skip
    none = [words for reason, words in SET_ASIDE.items() if reason not in quality.set_aside]
    other = [f"No observation of this build was set aside for another reason: {'; '.join(none)}."] if none else []
    drawn = table(rows, columns, caption="Observations set aside by reason")
    st.html(prose.heading("What was set aside, and why") + drawn + prose.paragraphs(other))
    download_set_aside(request, quality.report, quality.entries)


def _set_aside_row(reason: SetAsideReason, count: int, entries: Sequence[SourceEntry]) -> dict[str, Cell | str]:
    largest = max(entries, key=lambda entry: entry.set_aside_for(reason))
    one = largest.example_of(reason)
    return {
        "reason": SET_ASIDE[reason],
        "count": f"{count:,}",
        "largest": f"{largest.source.title}: {largest.set_aside_for(reason):,}",
        "example": Cell(one.example, note=one.detail) if one else "",
    }


def _show_build(_request: frame.Request, quality: Quality) -> None:
    report = quality.report
    metrics = {each.metric.metric_id: each.metric for each in quality.fresh}
    parts = [prose.heading("What changed since the build before"), changes_words(report.changes, metrics)]
    parts.append(prose.links([("Verdicts that changed, old and new side by side", href("changes"))]))
    parts += [prose.heading("Checks"), prose.paragraphs(CHECKS), warning_words(report.warnings)]
    parts += [prose.heading("Builds kept"), builds_kept(quality.builds, in_use=report.build_id)]
    st.html("".join(parts))


CHECKS = (
    "A build is published only if every measure said to be measured has figures, no figure is left under a code that "
    f"has ended, and no source has more than {SHARE_INVALID:.0%} of its figures contradicting themselves. A measure "
    f"that vanishes, or loses more than {SHARE_LOST:.0%} of its figures, stops the build until somebody accepts it.",
)

SHOWN = {
    "sources": _show_sources,
    "stand-ins": _show_stand_ins,
    "freshness": _show_freshness,
    "set-aside": _show_set_aside,
    "build": _show_build,
}
