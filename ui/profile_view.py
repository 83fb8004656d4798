"""The parts of a place profile as HTML: counts, groups of verdicts, what is not known, and where to begin."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from domain.metric import Metric
from domain.mission import Framework
from domain.place import ENGLAND, NORTHERN_IRELAND, SCOTLAND, UNITED_KINGDOM, WALES, Place
from domain.reason import Reason
from domain.verdict import Comparator, TrajectoryAnswer
from ui.about_place import own_address, parents
from ui.address import anchor, href
from ui.four_cells import OPENS, RELIABLE
from ui.names import with_article
from ui.profile_summary import Group
from ui.promises import frameworks_switch
from ui.sentences import counted
from ui.shared_notes import Notes, shared_notes
from ui.tables import Cell, Column, Content, table
from ui.verdict_table import Naming, VerdictRow, brief_notes, verdict_table
from ui.wording import REASONS, reason_label

EXAMPLES = (
    ("combined authorities", ("E47000001", "E47000002", "E47000006")),
    ("councils", ("E06000001", "E06000063", "N09000003")),
    ("counties", ("E10000012", "E10000017")),
    ("regions", ("E12000001", "E12000009")),
    ("nations", (WALES, SCOTLAND, NORTHERN_IRELAND, ENGLAND, UNITED_KINGDOM)),
)


@dataclass(frozen=True)
class Gap:
    """A metric without a figure for the place: why, the nearest metric, and a larger area that has figures."""

    metric: Metric
    reason: Reason
    nearest: Metric | None = None
    larger: Place | None = None


def where(place: Place, places: Mapping[str, Place]) -> list[str | tuple[str, str]]:
    """The places this one lies in, widest first, and the place itself."""
    return ["Places", *[(parent.name, own_address(parent)) for parent in parents(place, places)], place.name]


def overview(
    counts: Sequence[tuple[int, str]],
    sure: Sequence[str],
    *,
    why_not: Sequence[str],
    rules: Sequence[str],
    try_target: str = "",
) -> str:
    """The counts, how sure they are, and behind a fold: why some cannot be judged, and the rule.

    ``try_target`` is the address at which the reader can set a target of their own.
    """
    items = "".join(f"<li><strong>{count}</strong> {escape(words)}</li>" for count, words in counts)
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in why_not)
    folded = _fold("Why some measures cannot be judged", f"<ul>{reasons}</ul>") if why_not else ""
    told = "".join(f"<p>{escape(rule)}</p>" for rule in rules)
    own = f" Where there is no target, {anchor('try one of your own', try_target)}." if try_target else ""
    return (
        f'<ul class="counts">{items}</ul><p>{escape(" ".join(sure))}</p>'
        f"{folded}{_fold('What counts as a concern or a strength', told)}<p>{OPENS}{own}</p>"
    )


def which_measures(
    framework: Framework, frameworks: Sequence[Framework], place: Place, *, judged: int, every: int, compare: Comparator
) -> str:
    """Whose headline measures these are and how many of them can be judged, beside the way to another framework's."""
    switch = frameworks_switch(frameworks, framework, page="profile", place=place, compare=compare)
    many = "None" if not judged else "All" if judged == every else str(judged)
    can = f"{many} of the {counted(every, 'headline measure')} of {framework.title} can be judged for {place.name}"
    further = "" if judged else ", so the page can name neither concerns nor strengths; below it says why"
    return f"{switch}<p>{escape(can)}{further}.</p>" if switch else ""


def groups(found: Sequence[Group], *, against: str, naming: Naming, today: dt.date, release: str = "") -> list[str]:
    """What small screens leave out, each group, and last the notes that the cells of brief groups open."""
    notes = brief_notes(row for one in found if one.brief for row in one.rows)
    drawn = [group(one, against=against, naming=naming, today=today, release=release, notes=notes) for one in found]
    first = left_out([row for one in found for row in one.rows])
    drawn = [first + drawn[0], *drawn[1:]] if drawn else drawn
    return [*drawn, shared_notes(notes)] if notes else drawn


def left_out(rows: Sequence[VerdictRow]) -> str:
    """On a phone the cells that say only that there is nothing to say are hidden, and this is said once instead."""
    untargeted = sum(row.verdict.trajectory is TrajectoryAnswer.NO_TARGET for row in rows)
    unasked = sum(row.verdict.assurance not in RELIABLE for row in rows)
    said = []
    if untargeted:
        said.append(f"Trajectory is left out for {_share(untargeted, len(rows))}: no target has been set.")
    if unasked:
        said.append(
            f"Assurance is left out for {_share(unasked, len(rows))}: whether one is met reliably can be told only of "
            "a target, and from many monthly or quarterly figures."
        )
    return f'<div class="verdicts"><p class="left-out">{" ".join(said)}</p></div>' if said else ""


def _share(count: int, every: int) -> str:
    return "every measure" if count == every else f"{count} of the {counted(every, 'measure')}"


def group(
    found: Group,
    *,
    against: str,
    naming: Naming,
    today: dt.date,
    release: str = "",
    notes: Notes = MappingProxyType({}),
) -> str:
    """A heading and its table, or a sentence where there is nothing to show."""
    heading = f"<h2>{escape(found.title)} ({len(found.rows)})</h2>"
    if not found.rows:
        return f"<h2>{escape(found.title)}</h2><p>{escape(found.empty)}</p>"
    drawn = verdict_table(
        found.rows, against=against, naming=naming, caption=found.title, today=today, release=release,
        brief=found.brief, notes=notes,
    )  # fmt: skip
    return f'{heading}<div class="verdicts">{drawn}</div>'


def gaps(found: Sequence[Gap], place: Place, *, brief: bool = False) -> str:
    """The metrics without a figure, each with its reason and the nearest there is; a brief list says no more."""
    heading = "<h2>What we do not know</h2>"
    if not found:
        return f"{heading}<p>Every measure asked for here has a figure for {escape(place.name)}.</p>"
    columns = [
        Column("measure", "Measure", names_the_row=True),
        Column("why", "Why there is no figure"),
        Column("nearest", "The nearest there is"),
    ]
    ordered = sorted(found, key=lambda gap: (gap.reason.value, gap.metric.title))
    rows = [_gap_row(gap, place, brief=brief) for gap in ordered]
    return heading + table(rows, columns, caption=f"Measures without a figure for {place.name}", caption_hidden=True)


def _gap_row(gap: Gap, place: Place, *, brief: bool) -> dict[str, Content]:
    address = href("metric", metric=gap.metric, place=place)
    why = _why(gap, place, brief=brief)
    return {"measure": (gap.metric.title, address), "why": why, "nearest": _nearest(gap, place)}


def _why(gap: Gap, place: Place, *, brief: bool) -> Cell:
    """The catalogue's own account where no figures were found, else the reason and what it would take."""
    if gap.metric.not_measured:
        return Cell(gap.metric.not_measured)
    if gap.reason is Reason.NO_DATA:
        return Cell(f"No figure was published for {with_article(place)}")
    return Cell(_sentence(reason_label(gap.reason, place.level)), note="" if brief else REASONS[gap.reason].needed)


def _nearest(gap: Gap, place: Place) -> Cell:
    if gap.larger:
        return Cell(f"Figures for {with_article(gap.larger)}", href=href("metric", metric=gap.metric, place=gap.larger))
    if gap.nearest:
        return Cell(gap.nearest.title, href=href("metric", metric=gap.nearest, place=place))
    return Cell("none that we know of")


def examples(places: Mapping[str, Place]) -> str:
    """A few places of each kind to begin with."""
    kinds = []
    for kind, codes in EXAMPLES:
        known = [places[code] for code in codes if code in places]
        links = "".join(f"<li>{anchor(place.name, own_address(place))}</li>" for place in known)
        kinds.append(f"<section><h3>{escape(_sentence(kind))}</h3><ul>{links}</ul></section>")
    return f'<h2>Or begin with one of these</h2><div class="side-by-side">{"".join(kinds)}</div>'


def _fold(title: str, inside: str) -> str:
    return f'<details class="why"><summary>{escape(title)}</summary>{inside}</details>'


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
