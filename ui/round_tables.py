"""The tables of rounds: all of them, one by state and by place, who is waited for, and what each question was for."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.question_use import QuestionUse
from domain.returns import ReturnState
from domain.round import Question, Round
from ui.address import href
from ui.numbers import day
from ui.return_words import STATES, days_left, sentence_case, waited
from ui.round_counts import Chased, OfPlace, RoundCounts
from ui.tables import Cell, Column, Content, table

UNUSED = "Nobody has recorded a use of the answers."


@dataclass(frozen=True)
class Waiting:
    """One certified return that keeps a place waiting for the centre."""

    round_id: str
    transformation_id: str
    title: str
    place: str
    working_days: int


def rounds_table(
    rounds: Sequence[Round], counts: Mapping[str, RoundCounts], programmes: Mapping[str, str], *, today: dt.date
) -> str:
    """Every round with how far it is."""
    columns = [
        Column("round", "Round", names_the_row=True), Column("due", "Due"),
        Column("asked", "Asked", numeric=True, rest=True),
        Column("sent", "Sent", numeric=True), Column("overdue", "Overdue", numeric=True),
        Column("waiting", "Waiting for the centre", numeric=True),
        Column("accepted", "Accepted", numeric=True, rest=True),
    ]  # fmt: skip
    rows = [_round_cells(one, counts.get(one.round_id, RoundCounts()), programmes, today) for one in rounds]
    return table(rows, columns, caption="Rounds, those due last first", empty="no round has been opened yet.")


def _round_cells(
    one: Round, counts: RoundCounts, programmes: Mapping[str, str], today: dt.date
) -> Mapping[str, Content]:
    open_still, named = one.due_on >= today, programmes.get(one.programme_id, "")
    return {
        "round": Cell(one.title, href=href("one_round", round=one), note="" if named in one.title else named),
        "due": Cell(day(one.due_on), note=days_left(one.due_on, today) if open_still else ""),
        "asked": f"{counts.asked:,}",
        "sent": f"{counts.sent:,}",
        "overdue": f"{counts.overdue:,}",
        "waiting": f"{len(counts.waiting):,}",
        "accepted": f"{counts.states[ReturnState.ACCEPTED]:,}",
    }


def states_table(counts: RoundCounts) -> str:
    """How many returns are in each state; drafts that came once and were sent back are told from those yet to come."""
    told: dict[str, int] = {}
    for state, words in STATES.items():
        if state is ReturnState.DRAFT:
            told["draft, not sent yet"] = counts.states[state] - counts.reopened
        elif state is ReturnState.CHANGES_ASKED:
            told["sent, and changes asked"] = counts.states[state]
            told["sent, and drafted again after changes were asked"] = counts.reopened
        else:
            told[words] = counts.states[state]
    rows: list[Mapping[str, Content]] = [
        {"state": sentence_case(words), "count": f"{many:,}"} for words, many in told.items()
    ]
    columns = [Column("state", "How far it is", names_the_row=True), Column("count", "Returns", numeric=True)]
    return table(rows, columns, caption="Returns by how far they are", caption_hidden=True)


def waiting_table(lines: Sequence[Waiting]) -> str:
    """Who waits for the centre, longest first."""
    columns = [
        Column("title", "Transformation", names_the_row=True), Column("place", "Place"),
        Column("days", "Has waited", numeric=True),
    ]  # fmt: skip
    rows: list[Mapping[str, Content]] = [
        {
            "title": Cell(
                line.title, href=href("one_return", round=line.round_id, transformation=line.transformation_id)
            ),
            "place": line.place,
            "days": waited(line.working_days),
        }
        for line in lines
    ]
    return table(rows, columns, caption="Waiting for the centre", caption_hidden=True, empty="nobody does.")


def chase_table(lines: Sequence[Chased], places: Mapping[str, str], *, today: dt.date) -> str:
    """Who has not sent yet."""
    columns = [
        Column("title", "Transformation", names_the_row=True), Column("place", "Place"),
        Column("state", "How far it is"), Column("due", "Due"),
    ]  # fmt: skip
    rows: list[Mapping[str, Content]] = [
        {
            "title": Cell(
                line.title,
                href=href("one_return", round=line.mark.round_id, transformation=line.mark.transformation_id),
            ),
            "place": places.get(line.mark.place_code, line.mark.place_code),
            "state": sentence_case(STATES[line.mark.state]),
            "due": Cell(
                sentence_case(days_left(line.mark.due_on, today)),
                note="the return before was late as well" if line.late_before else "",
            ),
        }
        for line in lines
    ]
    return table(rows, columns, caption="Not sent yet", caption_hidden=True, empty="everybody has sent theirs.")


def places_table(lines: Sequence[OfPlace], names: Mapping[str, str]) -> str:
    """What each place was asked and has sent."""
    columns = [
        Column("place", "Place", names_the_row=True), Column("asked", "Asked", numeric=True),
        Column("sent", "Sent", numeric=True), Column("accepted", "Accepted", numeric=True),
        Column("overdue", "Overdue", numeric=True),
    ]  # fmt: skip
    rows: list[Mapping[str, Content]] = [
        {
            "place": names.get(line.place_code, line.place_code),
            "asked": f"{line.asked:,}",
            "sent": f"{line.sent:,}",
            "accepted": f"{line.accepted:,}",
            "overdue": f"{line.overdue:,}",
        }
        for line in lines
    ]
    return table(rows, columns, caption="By place, most overdue first", caption_hidden=True)


def questions_table(questions: Sequence[Question], uses: Mapping[str, Sequence[QuestionUse]], *, last: bool) -> str:
    """What is asked, why, and what the answers were used for; with ``last`` those of the round before."""
    columns = [
        Column("question", "Question", names_the_row=True), Column("why", "Why it is asked"),
        Column("last", "Who used the last answers"),
    ]  # fmt: skip
    if not last:
        columns.append(Column("used", "Uses of these answers"))
    rows: list[Mapping[str, Content]] = [
        {
            "question": question.wording,
            "why": question.asked_because,
            "last": "; ".join(question.last_used_by) or "Nobody has recorded a use of the last answers.",
            "used": "; ".join(_use(use) for use in uses.get(question.question_id, ())) or UNUSED,
        }
        for question in questions
    ]
    return table(rows, columns, caption="Questions, why they are asked, and who used the answers", caption_hidden=True)


def _use(use: QuestionUse) -> str:
    return f"{use.used_by}, {day(use.used_on)}: {use.used_for}"
