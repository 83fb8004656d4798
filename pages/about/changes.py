"""What changed since the build before: verdicts old and new side by side, and whether rules or figures changed them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from domain.build_report import BuildReport
from domain.calibration import VerdictChange
from domain.verdict import Comparator
from metrics.explained.rule_changes import RULE_CHANGES
from metrics.turns import expected_turns, renewed
from ui import changed_verdicts as verdicts
from ui import frame, prose
from ui.address import href
from ui.build_changes import changes_words
from ui.download import offer
from ui.names import distinct_names
from ui.roles import EVERYONE
from ui.sentences import counted

TITLE, ORDER, ROLES = "What changed", 3, EVERYONE
DESCRIPTION = "Verdicts that changed since the build before, old and new side by side, by rules or by figures."
PARAMETERS = ("place", "metric")

TURNS_AT_MOST, ROWS_AT_MOST = 40, 50
FIFTHS = (
    "A fifth is one of five equal groups of places. None is given where places differ by less than the error of their "
    "figures, or too few can be ranked. Changes of fifths come last."
)
NEW_CELLS = "A cell that the build before did not have yet is not counted as changed."
BY_RULES = (
    "Where the rules changed and the figures did not, chance has no part in it: the same figures are judged otherwise."
)


@dataclass(frozen=True)
class Changed:
    """What changed since the build before. ``rules_before`` is empty where that build did not say.

    ``renewed`` counts the comparisons with the nation on measures whose figures changed, of which ``levels`` gave
    another level, and ``expected`` at most would by chance alone.
    """

    report: BuildReport
    previous: str
    rules_before: str
    every: tuple[VerdictChange, ...]
    chosen: tuple[VerdictChange, ...]
    renewed: int
    levels: int
    expected: float


def prepare(request: frame.Request, figures: Any) -> Changed:
    """Gather every change, and those of the place and the measure asked for."""
    report: BuildReport = figures.report
    every = verdicts.in_order(figures.verdict_changes)
    chosen = tuple(
        one
        for one in every
        if (request.place is None or one.place_code == request.place.code)
        and (request.metric is None or one.metric_id == request.metric.metric_id)
    )
    previous, before = (report.changes.previous_build, report.changes.rules_before) if report.changes else ("", "")
    renewals = renewed(report, figures.summary_rows)
    levels = sum(
        one.cell == "level" and one.cause == verdicts.FIGURES and one.comparator == Comparator.NATION for one in every
    )
    return Changed(report, previous, before, every, chosen, renewals, levels, expected_turns(renewals))


def page(request: frame.Request, stores: Any) -> None:
    """Draw what changed, or that there is nothing to compare with."""
    changed = prepare(request, stores.figures)
    frame.where_am_i(request)
    frame.heading(verdicts.finding(changed.every, previous=changed.previous, read=bool(changed.previous)))
    st.html(prose.paragraphs(opening(changed)) + _rules(changed))
    if changed.every:
        _draw(request, stores, changed)
    metrics = stores.catalogue.metrics
    st.html(prose.heading("Figures that changed") + changes_words(changed.report.changes, metrics))
    st.html(prose.links([("Checks, warnings and the builds kept", href("sources", view="build"))]))
    frame.foot(request, build=stores.figures.build_id)


def opening(changed: Changed) -> list[str]:
    """Which builds and rules are compared, and how many levels chance alone would turn."""
    if not changed.previous:
        others = [warning for warning in changed.report.warnings if "earlier build" in warning]
        why = others[0][:1].upper() + others[0][1:] if others else "This is the first build"
        return [f"{why.rstrip('.')}. From the next build on, this page shows old and new verdicts side by side."]
    rules = changed.report.rule_version
    moved = f"rules {changed.rules_before} then, rules {rules} now" if changed.rules_before else f"rules {rules} now"
    same = "; the rules are the same" if changed.rules_before == rules else ""
    compared = f"Compared with build {changed.previous}: {moved}{same}. {NEW_CELLS}"
    return [compared, by_chance(changed)]


def by_chance(changed: Changed) -> str:
    """How far chance explains levels that changed."""
    if not changed.renewed:
        return f"No figure that was compared is new or revised. {BY_RULES}"
    return (
        f"{changed.renewed:,} comparisons with the nation rest on measures with new or revised figures. If no place "
        f"differed from its nation, chance alone would turn the level of about {changed.expected:,.0f} of them; "
        f"{changed.levels:,} turned. {BY_RULES}"
    )


def _rules(changed: Changed) -> str:
    told = {
        version: said
        for version, said in RULE_CHANGES.items()
        if not changed.rules_before or changed.rules_before < version <= changed.report.rule_version
    }
    by_rules = any(one.cause == verdicts.RULES for one in changed.every)
    if not changed.previous or not (changed.rules_before or by_rules):
        return ""
    return "".join(
        prose.heading(f"What rules {version} changed") + prose.bullets(said) for version, said in told.items()
    )


def _draw(request: frame.Request, stores: Any, changed: Changed) -> None:
    metrics, places = stores.catalogue.metrics, stores.figures.places
    turns = verdicts.turns_of(changed.every, metrics)
    more = len(turns) - TURNS_AT_MOST
    cut = [f"The {TURNS_AT_MOST} most frequent are listed; the file holds the others too."] if more > 0 else []
    if any(turn.cell == "fifth" for turn, *_ in turns):
        cut.append(FIFTHS)
    st.html(
        prose.heading("How many, in which cell")
        + verdicts.by_cell(changed.every)
        + prose.heading("From which answer to which")
        + prose.paragraphs(cut)
        + verdicts.by_turn(turns[:TURNS_AT_MOST], metrics, places)
        + prose.heading("One by one")
    )
    _choosers(request, stores, changed.every)
    st.html(prose.paragraphs([_chosen_words(changed)]))
    st.html(verdicts.one_by_one(changed.chosen[:ROWS_AT_MOST], metrics, places))
    named = dict.fromkeys(one.metric_id for one in changed.every)
    offer(
        lambda: verdicts.changes_file(changed.every, metrics, places), title="Verdicts that changed",
        metrics=[metrics[name] for name in named if name in metrics], request=request, stores=stores,
        caveats=[*opening(changed)], place=request.place, metric=request.metric,
    )  # fmt: skip


def _choosers(request: frame.Request, stores: Any, every: Sequence[VerdictChange]) -> None:
    """The place and the measure to list, among those of which anything changed."""
    metrics, places = stores.catalogue.metrics, stores.figures.places
    codes = {one.place_code for one in every} | ({request.place.code} if request.place else set())
    ids = {one.metric_id for one in every} | ({request.metric.metric_id} if request.metric else set())
    where, what = st.columns(2)
    with where:
        names = distinct_names([places[code] for code in codes if code in places])
        chosen = request.place.code if request.place else None
        frame.choose_or_every("place", "Place", names, chosen, every="Every place")
    with what:
        titles = {one: metrics[one].title for one in ids if one in metrics}
        ordered = dict(sorted(titles.items(), key=lambda pair: pair[1]))
        asked = request.metric.metric_id if request.metric else None
        frame.choose_or_every("metric", "Measure", ordered, asked, every="Every measure")


def _chosen_words(changed: Changed) -> str:
    number = len(changed.chosen)
    if not number:
        return "Nothing changed for the place and the measure chosen."
    said = f"{counted(number, 'answer')} changed"
    if number <= ROWS_AT_MOST:
        return f"{said}."
    return (
        f"{said}; the first {ROWS_AT_MOST} are listed. Choose a place or a measure, or take the file, which holds all."
    )
