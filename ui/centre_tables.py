"""The tables of the centre's own record: programmes, rounds, questions, commitments and waivers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from domain.commitment import Commitment
from domain.waiver import Waiver
from ui.address import href
from ui.numbers import NO_FIGURE, day
from ui.pounds import pounds
from ui.sentences import counted
from ui.tables import Cell, Column, Content, table

Named = Callable[[str], str]
"""The title of a programme by its id."""


def payments_table(payments: Sequence[Any], named: Named) -> str:
    """Who was paid, who waits, and of whom it cannot be told, by programme."""
    columns = [
        Column("programme", "Programme", names_the_row=True), Column("paid", "Paid", numeric=True),
        Column("half", "Half within", numeric=True), Column("nine", "Nine in ten within", numeric=True),
        Column("unpaid", "Not paid yet", numeric=True), Column("untold", "Cannot tell", numeric=True),
    ]  # fmt: skip
    rows: list[Mapping[str, Content]] = [
        {
            "programme": Cell(named(one.programme_id), href=href("centre", programme=one.programme_id)),
            "paid": f"{one.paid.count:,}" if one.paid else "0",
            "half": days(one.paid.half) if one.paid else NO_FIGURE,
            "nine": days(one.paid.nine_in_ten) if one.paid else NO_FIGURE,
            "unpaid": _unpaid(one),
            "untold": Cell(f"{one.unrecorded + one.paid_first:,}", note=_untold(one)),
        }
        for one in payments
    ]
    return table(rows, columns, caption="Days from announcement to first payment, by programme", caption_hidden=True)


def days(count: int) -> str:
    """A number of days."""
    return counted(count, "day")


def _unpaid(one: Any) -> Cell:
    longest = f"the longest for {days(one.unpaid.longest)}" if one.unpaid else ""
    cancelled = f"{one.cancelled:,} cancelled before any payment" if one.cancelled else ""
    return Cell(f"{one.unpaid.count:,}" if one.unpaid else "0", note="; ".join(filter(None, (longest, cancelled))))


def _untold(one: Any) -> str:
    missing = f"{one.unrecorded:,} without a day of announcement" if one.unrecorded else ""
    turned = f"{one.paid_first:,} paid before they were announced" if one.paid_first else ""
    return "; ".join(filter(None, (missing, turned)))


def rounds_table(rounds: Sequence[tuple[str, Any]]) -> str:
    """How returns were answered, by round."""
    columns = [
        Column("round", "Round", names_the_row=True), Column("returns", "Returns", numeric=True),
        Column("answered", "Answered", numeric=True), Column("half", "Half within", numeric=True),
        Column("nine", "Nine in ten within", numeric=True), Column("longest", "Longest", numeric=True),
        Column("waiting", "Waiting now", numeric=True), Column("again", "Sent again", numeric=True),
    ]  # fmt: skip
    rows: list[Mapping[str, Content]] = [
        {
            "round": title,
            "returns": f"{one.returns:,}",
            "answered": f"{one.answered.count:,}" if one.answered else "0",
            "half": days(one.answered.half) if one.answered else NO_FIGURE,
            "nine": days(one.answered.nine_in_ten) if one.answered else NO_FIGURE,
            "longest": days(one.answered.longest) if one.answered else NO_FIGURE,
            "waiting": Cell(
                f"{one.waiting.count:,}" if one.waiting else "0",
                note=f"the longest for {days(one.waiting.longest)}" if one.waiting else "",
            ),
            "again": f"{one.sent_again:,}",
        }
        for title, one in rounds
    ]
    return table(rows, columns, caption="How returns were answered, by round", caption_hidden=True)


def burdens_table(burdens: Sequence[Any], named: Named) -> str:
    """What finished rounds asked, and how much of it nobody used."""
    columns = [
        Column("round", "Round", names_the_row=True), Column("asked", "Questions", numeric=True),
        Column("returns", "Returns asked for", numeric=True), Column("answers", "Answers asked for", numeric=True),
        Column("unused", "Answers without a use on record", numeric=True),
    ]  # fmt: skip
    rows: list[Mapping[str, Content]] = [
        {
            "round": Cell(one.round.title, note=f"{named(one.round.programme_id)}; due {day(one.round.due_on)}"),
            "asked": f"{len(one.round.questions):,}",
            "returns": f"{one.returns:,}",
            "answers": f"{one.asked:,}",
            "unused": Cell(f"{one.never_used:,}", note=f"{counted(len(one.unused), 'question')}"),
        }
        for one in burdens
    ]
    return table(rows, columns, caption="What finished rounds asked for", caption_hidden=True)


def unused_table(burdens: Sequence[Any], named: Named) -> str:
    """The questions whose answers nobody used: the same one asked in several rounds stands once."""
    columns = [
        Column("question", "Question", names_the_row=True), Column("why", "Why it was asked"),
        Column("programme", "Programme"), Column("rounds", "Rounds", numeric=True),
        Column("answers", "Answers asked for", numeric=True),
    ]  # fmt: skip
    found: dict[tuple[str, str], list[tuple[Any, Any]]] = {}
    for one in burdens:
        for question in one.unused:
            found.setdefault((one.round.programme_id, question.question_id), []).append((question, one))
    ordered = sorted(found.items(), key=lambda item: -sum(one.returns for _, one in item[1]))
    rows: list[Mapping[str, Content]] = [
        {
            "question": asked[0][0].wording,
            "why": asked[0][0].asked_because,
            "programme": named(programme_id),
            "rounds": f"{len(asked):,}",
            "answers": f"{sum(one.returns for _, one in asked):,}",
        }
        for (programme_id, _), asked in ordered
    ]
    return table(
        rows, columns, caption="Questions without a use on record", caption_hidden=True,
        empty="somebody recorded a use of every question of every finished round",
    )  # fmt: skip


def alterations_table(alterations: Sequence[Any], named: Named) -> str:
    """Awards that were changed, by programme."""
    columns = [
        Column("programme", "Programme", names_the_row=True), Column("awarded", "Awards", numeric=True),
        Column("altered", "Changed later", numeric=True), Column("added", "Added", numeric=True),
        Column("back", "Taken back", numeric=True),
    ]  # fmt: skip
    rows: list[Mapping[str, Content]] = [
        {
            "programme": Cell(named(one.programme_id), href=href("centre", programme=one.programme_id)),
            "awarded": f"{one.awarded:,}",
            "altered": f"{one.altered:,}",
            "added": pounds(one.added),
            "back": pounds(one.taken_back),
        }
        for one in alterations
    ]
    return table(rows, columns, caption="Awards changed after the first decision", caption_hidden=True)


def waivers_table(waivers: Sequence[Waiver], named: Named) -> str:
    """Rules that were waived, newest decision first."""
    columns = [
        Column("rule", "Rule that was waived", names_the_row=True), Column("programme", "Programme"),
        Column("why", "Why"), Column("decided", "Decided"), Column("holds", "For how long"),
    ]  # fmt: skip
    rows: list[Mapping[str, Content]] = [
        {
            "rule": one.rule,
            "programme": Cell(named(one.programme_id), note=one.transformation_id or one.place_code or ""),
            "why": one.reason,
            "decided": Cell(day(one.decided_on), note=one.decided_by),
            "holds": f"{day(one.starts_on)} to {day(one.ends_on) if one.ends_on else 'no end given'}",
        }
        for one in waivers
    ]
    return table(rows, columns, caption="Waivers", caption_hidden=True, empty="no rule has been waived")


def promises_table(promises: Sequence[tuple[Commitment, str, str]]) -> str:
    """The centre's commitments with what became of each: the words, and the day or number behind them."""
    columns = [
        Column("promise", "What was promised", names_the_row=True), Column("owner", "By whom"),
        Column("due", "Due"), Column("stands", "How it stands"),
    ]  # fmt: skip
    rows: list[Mapping[str, Content]] = [
        {
            "promise": one.statement,
            "owner": Cell(one.owner, note=f"made on {day(one.made_on)}"),
            "due": day(one.due_on),
            "stands": Cell(words, note=note),
        }
        for one, words, note in promises
    ]
    return table(
        rows, columns, caption="Commitments of central government", caption_hidden=True,
        empty="no commitment of central government is on record",
    )  # fmt: skip
