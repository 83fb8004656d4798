"""Sections of the day of those who look after figures and people: how old figures are, what lacks, who has keys."""

import datetime as dt
from collections.abc import Iterable, Sequence

from domain.audit import AuditLine
from domain.build_report import BuildReport
from domain.grant import Grant
from domain.metric import Metric, Role
from domain.mission import Catalogue
from domain.period import Period
from domain.version import Version
from ui.address import href
from ui.numbers import age, day, period_label
from ui.sentences import counted
from ui.today_sections import SHOWN, Item, Section

OLD_DAYS = 3 * 365


def freshness_section(report: BuildReport, catalogue: Catalogue, today: dt.date) -> Section:
    """How old the newest figures of the headline measures are, the oldest first."""
    known = [(catalogue.metrics[one.metric_id], one) for one in report.metrics if one.metric_id in catalogue.metrics]
    ended = [(Period(start=one.latest_period, months=one.latest_months).end, metric, one) for metric, one in known]
    old = sum((today - on).days > OLD_DAYS for on, _metric, _one in ended)
    headline = sorted((each for each in ended if each[1].role is Role.HEADLINE), key=lambda each: each[0])
    items = [
        Item(
            metric.title, href("metric", metric=metric),
            f"{period_label(one.latest_period, one.latest_months)}, ended {age(on, today).replace(' old', ' ago')}",
        )
        for on, metric, one in headline[:SHOWN]
    ]  # fmt: skip
    told = (
        f"Build {report.build_id} of {day(report.built_at.date())} holds figures on {counted(len(ended), 'measure')}; "
        f"those of {old:,} are for a period that ended more than three years ago."
    )
    return Section("Age of figures", told, tuple(items), ("Every measure and its next release", "sources"))


def gaps_section(catalogue: Catalogue) -> Section:
    """The measures for which no open figures were found."""
    missing: list[Metric] = [metric for metric in catalogue.metrics.values() if not metric.is_measured]
    items = [Item(metric.title, href("metric", metric=metric)) for metric in missing[:SHOWN]]
    told = (
        f"No open figures were found for {counted(len(missing), 'measure')}."
        if missing
        else "No measure lacks figures."
    )
    return Section("What is not measured", told, tuple(items), ("All measures", "metrics"))


def people_section(grants: Sequence[Version[Grant]]) -> Section:
    """How many people hold a role, and how many hold none any more."""
    holding = [version for version in grants if version.record.roles]
    newest = sorted(holding, key=lambda version: version.told_at, reverse=True)[:3]
    items = [
        Item(version.record.name, href("people"), f"changed on {day(version.told_at.date())} by {version.told_by}")
        for version in newest
    ]
    told = f"{len(holding):,} {'person holds' if len(holding) == 1 else 'people hold'} a role in the table."
    gone = len(grants) - len(holding)
    told += f" {gone:,} {'holds' if gone == 1 else 'hold'} none any more." if gone else ""
    return Section("People and roles", told, tuple(items), ("People and roles", href("people")))


def refusals_section(refused: Iterable[AuditLine], since: dt.date) -> Section:
    """What was refused lately, newest first."""
    late = [line for line in refused if line.done_at.date() >= since]
    items = [Item(line.done_by, href("audit"), f"{day(line.done_at.date())}: {line.detail}") for line in late[:SHOWN]]
    told = f"{counted(len(late), 'refusal')} since {since:%A} {day(since)}." if late else "Nothing was refused lately."
    return Section("Refused", told, tuple(items), ("The audit", href("audit")))
