"""How old the newest figures of each measure are: a table, the oldest first."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from domain.build_report import MetricReport
from domain.metric import Metric, Role
from domain.source import Nature
from ui.address import href
from ui.numbers import age, day, period_label
from ui.provenance import NO_RELEASE
from ui.sentences import counted
from ui.tables import Cell, Column, table
from ui.wording import NATURES


@dataclass(frozen=True)
class Fresh:
    """One measured metric: the newest period it has figures for, and the edition they are from."""

    metric: Metric
    report: MetricReport
    ended_on: dt.date
    released_on: dt.date | None
    next_release: str
    natures: tuple[Nature, ...]
    provisional: bool

    @property
    def period(self) -> str:
        """The newest period in words."""
        return period_label(self.report.latest_period, self.report.latest_months)


COLUMNS = (
    Column("metric", "Measure", names_the_row=True),
    Column("period", "Newest figures are for"),
    Column("places", "Places", numeric=True),
    Column("released", "Published"),
    Column("next", "Next release"),
)


def freshness_table(fresh: Sequence[Fresh], today: dt.date) -> str:
    """One row for each measure, in the order given."""
    rows = [_row(each, today) for each in fresh]
    return table(rows, COLUMNS, caption=f"{counted(len(rows), 'measure')}, the oldest figures first")


def provisional_sentence(fresh: Sequence[Fresh]) -> str:
    """How many measures have provisional newest figures."""
    provisional = sum(each.provisional for each in fresh)
    if not provisional:
        return "No publisher marks the newest national figures of any measure as provisional."
    marked = "is marked provisional" if provisional == 1 else "are marked provisional"
    return f"{counted(provisional, 'measure')} {marked}, because the newest national figures are."


def freshness_record(each: Fresh) -> dict[str, object]:
    """One line of the file."""
    return {
        "measure": each.metric.title, "code": each.metric.metric_id, "role": each.metric.role.value,
        "newest period": each.period, "last day covered": each.ended_on, "places": each.report.places,
        "figures": each.report.observations, "published": each.released_on, "next release": each.next_release,
        "provisional": each.provisional, "nature": "; ".join(NATURES[nature] for nature in each.natures),
    }  # fmt: skip


def _row(each: Fresh, today: dt.date) -> dict[str, Cell | str]:
    said = [
        "headline" if each.metric.role is Role.HEADLINE else "",
        *(NATURES[nature] for nature in each.natures),
        "provisional" if each.provisional else "",
    ]
    return {
        "metric": Cell(each.metric.title, href=href("metric", metric=each.metric), note="; ".join(filter(None, said))),
        "period": Cell(each.period, note=f"ended {age(each.ended_on, today)}".replace(" old", " ago")),
        "places": f"{each.report.places:,}",
        "released": day(each.released_on) if each.released_on else NO_RELEASE,
        "next": each.next_release,
    }
