"""What a build changed, in words: measures and places that came and went, figures revised, warnings, earlier builds."""

import datetime as dt
from collections.abc import Mapping, Sequence

from domain.build_report import Changes, Revision
from domain.metric import Metric
from ui.address import href
from ui.numbers import day, number, period_label
from ui.prose import bullets, paragraphs
from ui.sentences import counted
from ui.tables import Cell, Column, table

COLUMNS = (
    Column("metric", "Measure", names_the_row=True),
    Column("revised", "Figures revised", numeric=True),
    Column("size", "By how much"),
    Column("periods", "Periods"),
    Column("count", "Figures before and now"),
)


def changes_words(changes: Changes | None, metrics: Mapping[str, Metric]) -> str:
    """What changed since the build before, as HTML."""
    if changes is None:
        return paragraphs(["This is the first build, so there is nothing to compare it with."])
    lists = {
        "Measures that appeared": changes.metrics_appeared,
        "Measures that vanished": changes.metrics_vanished,
        "Places that appeared": changes.places_appeared,
        "Places that vanished": changes.places_vanished,
    }
    named = {words: "; ".join(_title(name, metrics) for name in names) for words, names in lists.items() if names}
    told = [f"{words}: {names}." for words, names in named.items()]
    if not told and not changes.revisions:
        return paragraphs([f"Nothing: every figure is as it was in build {changes.previous_build}."])
    rows = [revision_row(revision, metrics.get(revision.metric_id)) for revision in changes.revisions]
    drawn = table(rows, COLUMNS, caption="Measures whose figures changed") if rows else ""
    return paragraphs([f"Compared with build {changes.previous_build}.", *told]) + drawn


def revision_row(revision: Revision, metric: Metric | None) -> dict[str, Cell | str]:
    """One measure whose figures changed."""
    typical, most = (
        number(size, metric) if metric else f"{size:,.4g}" for size in (revision.median_size, revision.largest_size)
    )
    added = [f"{_period(each)} added" for each in revision.periods_added]
    lost = [f"{_period(each)} lost" for each in revision.periods_lost]
    return {
        "metric": Cell(metric.title, href=href("metric", metric=metric)) if metric else revision.metric_id,
        "revised": f"{revision.figures_revised:,}",
        "size": f"typically {typical}, at most {most} ({revision.largest_at})"
        if revision.figures_revised
        else "no figure revised",
        "periods": ", ".join(added + lost) or "the same",
        "count": f"{revision.observations_before:,} before, {revision.observations_after:,} now",
    }


def warning_words(warnings: Sequence[str]) -> str:
    """The warnings of a build that was published all the same."""
    if not warnings:
        return paragraphs(["This build passed them without a warning."])
    return paragraphs([f"This build passed them, with {counted(len(warnings), 'warning')}:"]) + bullets(warnings)


def builds_kept(build_ids: Sequence[str], *, in_use: str) -> str:
    """The builds that can be gone back to, with the time each was made."""
    marked = {build_id: ", in use" if build_id == in_use else "" for build_id in build_ids}
    return bullets(f"{build_id}, made on {_made(build_id)}{note}" for build_id, note in marked.items())


def _made(build_id: str) -> str:
    moment = dt.datetime.strptime(build_id[:15], "%Y%m%dT%H%M%S").replace(tzinfo=dt.UTC)
    return f"{day(moment.date())} at {moment:%H:%M} UTC"


def _title(name: str, metrics: Mapping[str, Metric]) -> str:
    return metrics[name].title if name in metrics else name


def _period(text: str) -> str:
    """A period as a build report writes it, its first day and its months, in words."""
    start, _, months = text.partition("/")
    return period_label(dt.date.fromisoformat(start), int(months))
