"""The papers of one return: the round that asks, the form, and everything on record that bears on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from data.register.faults import NotThere
from data.register.register import AT_MOST
from data.returns.form import SENT_BEFORE, form_for
from data.returns.known import Known, outputs_by_indicator
from data.returns.lists import STANDARD_OUTPUTS
from data.returns.quarters import Quarter
from data.returns.reading import date_in_words
from domain.allocation import Allocation, Stage
from domain.form import Facts, Form
from domain.milestone import Milestone
from domain.money import Basis
from domain.published import AmountKind
from domain.record import Record
from domain.result import Output
from domain.returns import Return
from domain.risk import Risk
from domain.round import AnswerKind, Round
from domain.spend import Spend
from domain.update import Update
from domain.version import Version

if TYPE_CHECKING:
    from data.desk.desk import Desk
    from data.register.register import Register
    from domain.tracked import Tracked

Noun = TypeVar("Noun", bound=Record)
NOUN_OF: Mapping[AnswerKind, type[Record]] = {
    AnswerKind.STANDING: Update,
    AnswerKind.SPEND: Spend,
    AnswerKind.MILESTONES: Milestone,
    AnswerKind.OUTPUTS: Output,
    AnswerKind.RISKS: Risk,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What is needed to show, check or send one return. ``on_record`` holds what the next versions would replace."""

    form: Form
    facts: Facts
    known: Known
    on_record: Mapping[tuple[type[Record], str], Version[Record]]
    update_id: str | None


def papers_of(desk: Desk, owed: Return, *, as_at: dt.datetime | None = None, only_field: str | None = None) -> Papers:
    """The papers of a return as they stood at a moment, or stand.

    For ``only_field`` the form holds its question alone, and only what that needs is looked up: a draft is saved at
    every word.
    """
    register, tracked = desk.register, desk.tracked(owed.transformation_id)
    asked = round_of(register, owed.round_id)
    if only_field is not None:
        questions = tuple(each for each in asked.questions if only_field.startswith(each.question_id))
        asked = asked.model_copy(update={"questions": questions})
    kinds = {each.answer_kind for each in asked.questions}
    nouns = [noun for kind, noun in NOUN_OF.items() if kind in kinds]
    key = owed.transformation_id
    versions = [
        version for noun in nouns for version in register.find(noun, as_at=as_at, limit=AT_MOST, transformation_id=key)
    ]
    known = _known(register, owed, versions)
    facts = _facts(desk, owed, asked, tracked, known, as_at) if nouns else Facts(today=desk.today)
    title = tracked.title if tracked else owed.transformation_id
    return Papers(
        form=form_for(asked, owed, title=title, facts=facts, known=known),
        facts=facts,
        known=known,
        on_record={(type(version.record), version.record.record_id): version for version in versions},
        update_id=known.update.update_id if known.update else None,
    )


def round_of(register: Register, round_id: str) -> Round:
    """The round of an id; raises ``NotThere`` where none is on record."""
    version = register.get(Round, round_id)
    if version is None:
        raise NotThere(f"There is no round {round_id!r}. Nothing was changed. Open it again from the list of rounds.")
    return version.record


def _known(register: Register, owed: Return, versions: list[Version[Record]]) -> Known:
    records = [version.record for version in versions]
    updates = sorted(_of(records, Update), key=lambda each: (each.happened_on, each.update_id))
    mine = [each for each in updates if each.return_id == owed.record_id]
    told_in = _told_in(register, owed, versions)
    last = updates[-1] if updates else None
    return Known(
        status=last.status if last else None,
        status_told_in=told_in[last.record_id] if last else "",
        update=mine[-1] if mine else None,
        milestones=tuple(sorted(_of(records, Milestone), key=lambda each: (each.planned_on, each.milestone_id))),
        outputs=outputs_by_indicator(_of(records, Output)),
        risks=tuple(each for each in _of(records, Risk) if not each.closed),
        spend={each.record_id: each for each in _of(records, Spend)},
        told_in=told_in,
    )


def _of(records: list[Record], noun: type[Noun]) -> list[Noun]:
    return [record for record in records if isinstance(record, noun)]


def _told_in(register: Register, owed: Return, versions: list[Version[Record]]) -> dict[str, str]:
    """Where each record was last said: in which return, or on which day where it came otherwise.

    A milestone or a risk does not name its return; what was told in the same moment as one that does came with it.
    """
    named = {version.told_at: key for version in versions if (key := getattr(version.record, "return_id", None))}
    sent_in = {version.record.record_id: named.get(version.told_at, "") for version in versions}
    others = {key.split("/", 1)[0] for key in sent_in.values() if key and key != owed.record_id}
    rounds = register.find(Round, record_id=sorted(others), limit=AT_MOST) if others else []
    titles = {version.record.round_id: version.record.title for version in rounds}

    def words(version: Version[Record]) -> str:
        key = sent_in[version.record.record_id]
        if key == owed.record_id:
            return SENT_BEFORE
        title = titles.get(key.split("/", 1)[0])
        return f"your return of {title}" if title else f"what was told on {date_in_words(version.told_at.date())}"

    return {version.record.record_id: words(version) for version in versions}


def _facts(
    desk: Desk, owed: Return, asked: Round, tracked: Tracked | None, known: Known, as_at: dt.datetime | None
) -> Facts:
    return Facts(
        today=desk.today,
        awarded=_awarded(desk.register, owed, tracked, as_at),
        starts_on=tracked.starts_on if tracked else None,
        ends_on=tracked.ends_on if tracked else None,
        last_status=known.status or "",
        spent_before=sum(float(each.amount) for each in known.spend.values() if _spent_before(each, asked)),
        indicators=dict(STANDARD_OUTPUTS),
    )


def _awarded(register: Register, owed: Return, tracked: Tracked | None, as_at: dt.datetime | None) -> float | None:
    """The awards on record; without any, the grant a public register names."""
    key = owed.transformation_id
    awards = register.find(Allocation, as_at=as_at, limit=AT_MOST, transformation_id=key, stage=Stage.AWARDED)
    if awards:
        return float(sum(version.record.amount for version in awards))
    return tracked.amount if tracked and tracked.amount_kind is AmountKind.GRANT else None


def _spent_before(spend: Spend, asked: Round) -> bool:
    """Whether an amount was spent before the first quarter the round asks of."""
    first = Quarter.of(asked.period_start)
    if spend.quarter is None:
        before = spend.financial_year < first.financial_year
    else:
        before = Quarter(spend.financial_year, spend.quarter) < first
    return spend.basis is Basis.ACTUAL and before
