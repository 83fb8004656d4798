"""The part of a page that says what a metric is, where its figures come from and where there are none."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from domain.build_report import Changes, Revision
from domain.metric import Metric
from domain.mission import Catalogue, Framework, Mission
from domain.place import Level
from domain.source import Source
from ui.metric_words import freshness, missing_words, nature_words, revision_words, role_words, what_it_is
from ui.numbers import day
from ui.prose import bullets, facts, heading
from ui.standings import Standing, missing_by_reason, newest_period
from ui.tables import Column, table
from ui.wording import NATIONS, PLACE_LEVELS


def memberships(catalogue: Catalogue, metric: Metric) -> list[tuple[Framework, Mission, str]]:
    """Every mission of every framework the metric serves, with its role there."""
    return [
        (framework, mission, mission.metrics.get(metric.metric_id, metric.role).value)
        for framework in catalogue.frameworks.values()
        for mission in framework.missions
        if metric.topic in mission.topics or metric.metric_id in mission.metrics
    ]


def about_html(
    metric: Metric,
    standings: Sequence[Standing],
    *,
    level: Level,
    sources: Sequence[Source],
    catalogue: Catalogue,
    changes: Changes | None,
) -> str:
    """Everything that is known of the metric, as terms and their words; ``standings`` are those of ``level``."""
    entries = [(term, escape(words)) for term, words in what_it_is(metric)]
    entries.append(("Missions", escape(role_words(metric, memberships(catalogue, metric)))))
    if metric.not_measured:
        entries.append(("Why there are no figures", escape(metric.not_measured)))
    if sources:
        items = "".join(f"<li>{_source(source)}</li>" for source in sources)
        entries += [("Published by", f"<ul>{items}</ul>"), ("Kind of series", escape(nature_words(sources)))]
    if standings:
        entries.append(("Places without figures", escape(missing_words(missing_by_reason(standings), level=level))))
    caveats = dict.fromkeys([*metric.caveats, *(caveat for source in sources for caveat in source.caveats)])
    breaks = [f"From {day(each.on)}: {each.reason}" for each in metric.breaks]
    entries.append(("What to be careful about", bullets(caveats) if caveats else ""))
    entries.append(("Breaks in the series", bullets(breaks) if breaks else "None are known." if standings else ""))
    if standings and changes:
        revised = revision_words(_revision(changes, metric), metric, changes.previous_build)
        entries.append(("Revisions", escape(revised)))
    return heading("About this metric") + facts(entries)


def how_new(metric: Metric, standings: Sequence[Standing], sources: Sequence[Source], today: dt.date) -> str:
    """The newest period among the places, its age, and when the next figures are due."""
    due = metric.next_release or next((source.next_release for source in sources if source.next_release), None)
    return freshness(*newest_period(standings), today, next_release=due)


def _revision(changes: Changes, metric: Metric) -> Revision | None:
    return next((each for each in changes.revisions if each.metric_id == metric.metric_id), None)


def coverage_html(levels: Mapping[Level, Sequence[Standing]]) -> str:
    """For each level and nation, how many places have a figure for the newest period."""
    rows = [
        {"level": PLACE_LEVELS[level][:1].upper() + PLACE_LEVELS[level][1:]}
        | {nation.code: _share(standings, nation.code) for nation in NATIONS}
        for level, standings in levels.items()
        if level is not Level.UNITED_KINGDOM
    ]
    columns = [Column("level", "Kind of place", names_the_row=True)]
    columns += [Column(nation.code, name, numeric=True) for nation, name in NATIONS.items()]
    return table(rows, columns, caption="Places with a figure for the newest period") if rows else ""


def _share(standings: Iterable[Standing], nation: str) -> str:
    here = [each for each in standings if nation in (each.place.nation_code, each.place.code)]
    return f"{sum(each.has_newest for each in here):,} of {len(here):,}" if here else "none there"


def _source(source: Source) -> str:
    title = escape(source.title)
    linked = f'<a href="{escape(source.page)}" rel="noreferrer">{title}</a>' if source.page else title
    released = f"released {day(source.released_on)}" if source.released_on else "date of release not stated"
    following = f"; next release: {escape(source.next_release)}" if source.next_release else ""
    return f"{escape(source.publisher)}: {linked}, {released}. {escape(source.licence)}{following}"
