"""The centre's own record: how long it keeps places waiting, what it asks and does not use, what it promised."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import streamlit as st

from domain.centre_goal import CentreGoal
from domain.change_request import ChangeRequest
from domain.commitment import Commitment, Side
from domain.metric import Metric
from domain.observation import Observation
from domain.permission import Action, reach
from domain.place import ENGLAND, UNITED_KINGDOM
from domain.round import Round
from domain.stocktake import Answer, Standing
from domain.waiver import Waiver
from metrics.centre import (
    Alterations,
    Answers,
    Burden,
    Payments,
    Turnaround,
    burdens,
    together,
)
from metrics.centre_clocks import clocks
from metrics.centre_goals import GOALS, goal_on
from metrics.stocktake import judged, stocktake
from ui import frame, prose
from ui.centre_charts import Goal, Wait, waits_chart
from ui.centre_file import centre_frame
from ui.centre_tables import (
    alterations_table,
    burdens_table,
    payments_table,
    promises_table,
    rounds_table,
    unused_table,
    waivers_table,
)
from ui.centre_words import (
    AWARDS,
    LAST_CLOCK,
    NOT_YOURS,
    PAYMENT_CLOCK,
    SAME_RULES,
    UNUSED,
    alterations_sentence,
    burden_sentence,
    centre_finding,
    goal_told,
    payments_sentence,
    requests_sentence,
    scope_sentence,
    slowest_words,
    turnaround_sentence,
)
from ui.charts import show
from ui.commitment_words import ANSWERS, finding, standing_words
from ui.record_file import offer_records
from ui.roles import REGISTER
from ui.round_period import round_period
from ui.stores import Stores
from ui.visible import shown

TITLE, ORDER, ROLES = "The centre's own record", 8, REGISTER
DESCRIPTION = "How long central government keeps places waiting, what it asks and does not use, what it promised."
PARAMETERS = ("programme",)
PARTS = {
    "returns": "Answers to returns",
    "payments": "From announcement to payment",
    "requests": "Change requests",
    "questions": "Questions asked and not used",
    "promises": "Commitments of central government",
    "changes": "Awards changed and rules waived",
}
FEW_ROWS = 5
PRESSING = frozenset({Answer.LATE, Answer.BEHIND})
NATIONS = (UNITED_KINGDOM, ENGLAND)


Row = TypeVar("Row")


@dataclass(frozen=True)
class Record:
    """Everything the page says. ``titles`` are those of rounds by id; ``periods`` are what these are about."""

    seen: int
    total: int
    payments: tuple[Payments, ...]
    together: Turnaround
    rounds: Mapping[str, Turnaround]
    titles: Mapping[str, str]
    periods: Mapping[str, Turnaround]
    goal: CentreGoal | None
    answers: Answers
    burdens: tuple[Burden, ...]
    alterations: tuple[Alterations, ...]
    waivers: tuple[Waiver, ...]
    promises: tuple[tuple[Commitment, Standing], ...]


def prepare(request: frame.Request, stores: Stores) -> Record:
    """Gather the record of all programmes, or of the one asked for, as far as the reader may read it."""
    desk, programme = stores.desk, _programme(request, stores)
    counted = clocks(desk.every(), programme, requests=lambda: _requests(stores), today=request.today)
    rounds = [version.record for version in desk.rounds.every(programme)]
    unused = [one for one in desk.rounds.questions_unused() if programme is None or one[0].programme_id == programme]
    returns = {round_id: one.returns for round_id, one in counted.rounds.items()}
    waivers = [version.record for version in desk.stewardship.waivers(programme)]
    return Record(
        seen=counted.seen,
        total=len(counted.ids),
        payments=counted.payments,
        together=counted.together,
        rounds={one.round_id: counted.rounds[one.round_id] for one in rounds if one.round_id in counted.rounds},
        titles={one.round_id: one.title for one in rounds},
        periods=_by_period(rounds, counted.rounds),
        goal=goal_on(request.today, GOALS),
        answers=counted.answers,
        burdens=burdens(rounds, unused, returns, today=request.today),
        alterations=counted.alterations,
        waivers=tuple(sorted(waivers, key=lambda one: one.decided_on, reverse=True)),
        promises=_promises(request, stores, counted.ids if programme else None),
    )


def _requests(stores: Stores) -> list[ChangeRequest]:
    return [version.record for version in stores.desk.stewardship.requests(only_open=False)]


def _by_period(rounds: Sequence[Round], counted: Mapping[str, Turnaround]) -> dict[str, Turnaround]:
    """The rounds about one period as one, the newest first."""
    ordered = sorted(rounds, key=lambda one: (one.period_end, one.period_start), reverse=True)
    groups: dict[str, list[Turnaround]] = {}
    for one in ordered:
        if one.round_id in counted:
            groups.setdefault(round_period(one), []).append(counted[one.round_id])
    return {period: together(several) for period, several in groups.items()}


def _promises(
    request: frame.Request, stores: Stores, ids: frozenset[str] | None
) -> tuple[tuple[Commitment, Standing], ...]:
    """The centre's commitments with how each stands; of one programme those about its transformations."""
    said = [version.record for version in stores.desk.stewardship.commitments()]
    ours = [one for one in said if one.side is Side.CENTRE and (ids is None or one.transformation_id in ids)]
    milestones = stores.desk.stewardship.milestones([one.milestone_id for one in ours if one.milestone_id])
    metrics, series = stores.catalogue.metrics, _series(ours, stores)
    return tuple(
        (one, judged(one, metrics=metrics, series=series, nations=NATIONS, milestones=milestones, today=request.today))
        for one in ours
    )


def _series(ours: Sequence[Commitment], stores: Stores) -> dict[tuple[str, str], list[Observation]]:
    """The figures that promises are held against, by metric and place; without a place those of the nations."""
    found: dict[tuple[str, str], list[Observation]] = {}
    for one in ours:
        if one.metric_id in stores.catalogue.metrics:
            codes = [one.place_code] if one.place_code else [*NATIONS]
            wanted = [code for code in codes if (one.metric_id, code) not in found]
            found |= {(one.metric_id, code): [] for code in wanted}
            for observation in stores.figures.series(wanted, [one.metric_id]) if wanted else ():
                found[one.metric_id, observation.place_code].append(observation)
    return found


def _programme(request: frame.Request, stores: Stores) -> str | None:
    """The programme asked for, or none where there is none of that id."""
    return request.programme if request.programme in stores.programmes.by_id else None


def page(request: frame.Request, stores: Stores) -> None:
    """Draw the finding, then each clock with its table."""
    frame.where_am_i(request, "Register", TITLE)
    if stores.desk is None:
        frame.heading("The centre's own record cannot be read now")
        frame.notice("The register cannot be reached. Nothing in it is lost. Try again in a minute.")
        return
    if request.programme and _programme(request, stores) is None:
        frame.notice(f"No programme here is called “{shown(request.programme)}”. This speaks of every programme.")
    titles = {own_id: programme.title for own_id, programme in stores.programmes.by_id.items()}
    record, programme = prepare(request, stores), _programme(request, stores)
    hidden = bool(record.total and not record.seen)
    found = centre_finding(record.together, hidden=hidden)
    frame.heading(found, caption="How central government keeps to its own clocks")
    frame.choose_or_every("programme", "Programme", titles, programme, every="Every programme")
    scope = scope_sentence(record.seen, record.total, programme=titles.get(programme or "", ""))
    if hidden:
        st.html(prose.paragraphs([scope, NOT_YOURS]))
        frame.foot(request, build=stores.figures.build_id)
        return
    st.html(prose.paragraphs([scope, SAME_RULES]) + prose.contents(PARTS))
    _returns(record)
    _payments(record, titles)
    st.html(_rest(record, titles, stores.catalogue.metrics))
    if reach(stores.desk.person, Action.EXPORT) != frozenset():
        offer_records(
            lambda: centre_frame(record, named=lambda own_id: titles.get(own_id, own_id), titles=record.titles),
            title=TITLE, request=request, stores=stores, programme=programme,
            caveats=[scope, SAME_RULES, LAST_CLOCK, goal_told(record.goal), PAYMENT_CLOCK, UNUSED, AWARDS],
        )  # fmt: skip
    frame.foot(request, build=stores.figures.build_id)


def _returns(record: Record) -> None:
    """How returns were answered: a chart of the periods they were about, and a table of every round."""
    st.html(
        prose.heading(PARTS["returns"], key="returns")
        + prose.paragraphs([turnaround_sentence(record.together, record.goal), goal_told(record.goal), LAST_CLOCK])
    )
    drawn = [Wait(period, one.answered, one.sendings) for period, one in record.periods.items() if one.answered]
    if drawn:
        told = next((row for row in drawn if row.waits.count * 2 >= row.of), drawn[0])
        goal = Goal(record.goal.working_days, f"goal: {record.goal.working_days}") if record.goal else None
        title = f"{told.name}: nine in ten answers came within {told.waits.nine_in_ten} working days"
        show(waits_chart(drawn, title=title, unit="working days", done="answered", goal=goal), key="centre.returns")
    rounds = [(record.titles[round_id], one) for round_id, one in record.rounds.items()]
    if rounds:
        st.html(prose.opening("Every round", rounds_table(rounds), kind="tables"))


def _payments(record: Record, titles: Mapping[str, str]) -> None:
    """How long money took, by programme: a chart of those that were paid, and the table of all."""
    st.html(
        prose.heading(PARTS["payments"], key="payments")
        + prose.paragraphs([payments_sentence(record.payments), PAYMENT_CLOCK])
    )
    drawn = [Wait(titles.get(one.programme_id, one.programme_id), one.paid) for one in record.payments if one.paid]
    if drawn:
        title = slowest_words([(row.name, row.waits) for row in drawn])
        show(waits_chart(drawn, title=title, unit="days", done="paid"), key="centre.payments")
    told = payments_table(record.payments, lambda own_id: titles.get(own_id, own_id))
    st.html(prose.opening("Every programme: who was paid, who waits, and what cannot be told", told, kind="tables"))


def _rest(record: Record, titles: Mapping[str, str], metrics: Mapping[str, Metric]) -> str:
    """Requests, questions, promises and changes: each a sentence and its tables."""

    def named(own_id: str) -> str:
        return titles.get(own_id, own_id)

    altered = [one for one in record.alterations if one.altered]
    unused = (
        prose.opening("The questions", unused_table(record.burdens, named), kind="tables") if record.burdens else ""
    )
    rounds = prose.opening("By round", burdens_table(record.burdens, named), kind="tables") if record.burdens else ""
    promised = finding(stocktake(standing for _, standing in record.promises), whose="of central government")
    return "".join(
        (
            prose.heading(PARTS["requests"], key="requests"),
            prose.paragraphs([requests_sentence(record.answers)]),
            prose.heading(PARTS["questions"], key="questions"),
            prose.paragraphs([burden_sentence(record.burdens), UNUSED]),
            unused,
            rounds,
            prose.heading(PARTS["promises"], key="promises"),
            prose.paragraphs([f"{promised}."]),
            _promised(record, metrics),
            prose.heading(PARTS["changes"], key="changes"),
            prose.paragraphs([alterations_sentence(record.alterations), AWARDS]),
            prose.opening("By programme", alterations_table(altered, named), kind="tables") if altered else "",
            prose.heading("Rules that were waived", depth=3),
            _folded("The newest waivers stand above; the others", record.waivers, partial(waivers_table, named=named)),
        )
    )


def _promised(record: Record, metrics: Mapping[str, Metric]) -> str:
    """What the centre promised: what is late or behind in sight, the rest one press away."""
    pressing: list[tuple[Commitment, str, str]] = []
    others: list[tuple[Commitment, str, str]] = []
    for one, standing in record.promises:
        told = (one, ANSWERS[standing.answer], standing_words(standing, metrics.get(one.metric_id or "")))
        (pressing if standing.answer in PRESSING else others).append(told)
    if not pressing:
        return _folded("The others", others, promises_table)
    rest = f"The {len(others):,} that are kept, on their path, or cannot be told"
    folded = prose.opening(rest, promises_table(others), kind="tables")
    return promises_table(pressing) + (folded if others else "")


def _folded(rest: str, rows: Sequence[Row], made: Callable[[Sequence[Row]], str]) -> str:
    """The first few rows, and the others behind a note that opens."""
    more = f"{rest} ({len(rows) - FEW_ROWS:,})"
    folded = prose.opening(more, made(rows[FEW_ROWS:]), kind="tables") if len(rows) > FEW_ROWS else ""
    return made(rows[:FEW_ROWS]) + folded
