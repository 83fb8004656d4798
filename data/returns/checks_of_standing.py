"""The rules of where delivery stands: a dated event, reasons for delay, and nothing the other answers contradict."""

import datetime as dt
from collections.abc import Iterator

from data.returns.filled import Filled
from data.returns.lists import STATUS_WORDS, status_of
from data.returns.reading import date_in_words
from domain.form import Facts, Fault, Section, Weight
from domain.round import AnswerKind
from domain.transformation import Status

LATE = frozenset({Status.DELAYED, Status.STALLED})
TURNED = frozenset({Status.RESCOPED, Status.CANCELLED})


def standing_faults(filled: Filled, section: Section, facts: Facts) -> Iterator[Fault]:
    """What the rules find in the one row of this section."""
    said = filled.value(section, section.rows[0], "status")
    yield from _event(filled, section, facts)
    if not isinstance(said, str):
        return
    status = status_of(said)
    if status in LATE:
        yield from _late(filled, section, said)
    if status in TURNED:
        yield from _to_explain(filled, section, "status", f"It is said to be {said.lower()}, and not why.")
    if status is Status.NOT_STARTED:
        yield from _not_started(filled, section, facts)
    if status is Status.COMPLETED:
        yield from _unfinished(filled, section, said)


def _event(filled: Filled, section: Section, facts: Facts) -> Iterator[Fault]:
    row, asked = section.rows[0], filled.form.round
    day = filled.value(section, row, "happened_on")
    if not isinstance(day, dt.date):
        return
    if day > facts.today:
        yield filled.fault(
            section, row, "happened_on", f"{date_in_words(day)} is still to come: an event has happened.",
            f"Give a day up to today, {date_in_words(facts.today)}. What is to come is a milestone.",
        )  # fmt: skip
    elif day < asked.period_start:
        wrong = f"The event is older than the period, which began on {date_in_words(asked.period_start)}."
        yield from _to_explain(filled, section, "happened_on", wrong)


def _not_started(filled: Filled, section: Section, facts: Facts) -> Iterator[Fault]:
    if facts.last_status not in {"", Status.NOT_STARTED}:
        last = STATUS_WORDS[Status(facts.last_status)].lower()
        yield from _to_explain(filled, section, "status", f"It is said not to have started, and was {last} before.")
    elif facts.starts_on and facts.starts_on < facts.today:
        wrong = f"It has not started, though it was to start on {date_in_words(facts.starts_on)}."
        yield from _to_explain(filled, section, "status", wrong)


def _late(filled: Filled, section: Section, said: str) -> Iterator[Fault]:
    row = section.rows[0]
    for column, remedy in (
        ("delay_reason", "Choose the main reason."),
        ("delay_explanation", "Say why, and what next."),
    ):
        if not filled.text(section, row, column):
            yield filled.fault(section, row, column, f"The status is {said.lower()}, and this says why.", remedy)


def _unfinished(filled: Filled, section: Section, said: str) -> Iterator[Fault]:
    """Milestones without a day on which they were reached."""
    open_rows = [
        filled.text(milestones, row, "title")
        for milestones in filled.sections(AnswerKind.MILESTONES)
        for row in milestones.rows
        if filled.touched(row) and not filled.text(milestones, row, "reached_on")
    ]
    if open_rows:
        more = f" and {len(open_rows) - 1} more" if len(open_rows) > 1 else ""
        yield filled.fault(
            section, section.rows[0], "status",
            f"It is said to be {said.lower()}, and the milestone {open_rows[0]!r}{more} has not been reached.",
            "Give the days on which they were reached, or choose another status.",
        )  # fmt: skip


def _to_explain(filled: Filled, section: Section, column: str, wrong: str) -> Iterator[Fault]:
    row = section.rows[0]
    if not filled.text(section, row, "delay_explanation"):
        remedy = "Say why under 'Why it is late, or not as planned'; or correct it."
        yield filled.fault(section, row, column, wrong, remedy, weight=Weight.EXPLAIN)
