"""What waits for the same person once a return is dealt with: which has waited longest, and how many there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.delivery import ReturnMark
from domain.permission import Action, may
from domain.returns import ReturnState
from ui import prose
from ui.address import href
from ui.return_list import TO_CERTIFY, WITH_CENTRE, in_order
from ui.return_words import counted, waited

QUEUES: Mapping[Action, tuple[str, ReturnState]] = {
    Action.REVIEW: (WITH_CENTRE, ReturnState.CERTIFIED),
    Action.CERTIFY: (TO_CERTIFY, ReturnState.SUBMITTED),
}
FOR: Mapping[Action, str] = {
    Action.REVIEW: "for the answer of the centre",
    Action.CERTIFY: "for your certificate",
}
DEALT_WITH: Mapping[ReturnState, Action] = {
    ReturnState.ACCEPTED: Action.REVIEW,
    ReturnState.CHANGES_ASKED: Action.REVIEW,
    ReturnState.CERTIFIED: Action.CERTIFY,
    ReturnState.DRAFT: Action.CERTIFY,
}
"""What somebody has just done, or would not have to do any more, where a return stands like this."""


@dataclass(frozen=True)
class Next:
    """What is left of one kind of work: how many returns, and the one that has waited longest, if there is any."""

    action: Action
    left: int
    mark: ReturnMark | None = None
    title: str = ""


def next_of(desk: Any, state: ReturnState, place_code: str) -> Next | None:
    """What waits for the person after a return of some state; nothing where that is not theirs to deal with."""
    action = DEALT_WITH.get(state)
    if action is None or not may(desk.person, action, [place_code]):
        return None
    group, wanted = QUEUES[action]
    every = desk.every()
    marks = [
        mark
        for one in every.values()
        if one.delivery
        for mark in one.delivery.returns
        if mark.state is wanted and may(desk.person, action, [mark.place_code])
    ]
    if not marks:
        return Next(action, 0)
    first = in_order(group, marks)[0]
    return Next(action, len(marks), first, every[first.transformation_id].title)


def next_html(found: Next, days: int, round_title: str) -> str:
    """How many are left, and the way to the one that has waited longest, ``days`` working days."""
    if found.mark is None:
        return prose.paragraphs([f"No return waits {FOR[found.action]} any more."]) + prose.links(
            [("All returns", href("returns"))]
        )
    waits = "waits" if found.left == 1 else "wait"
    which = "It" if found.left == 1 else "The first of them"
    since = f"has waited {waited(days)}" if days else "came today"
    address = href("one_return", round=found.mark.round_id, transformation=found.mark.transformation_id)
    told = f"{counted(found.left, 'return')} {waits} {FOR[found.action]}. {which} {since}:"
    return prose.paragraphs([told]) + prose.links([(f"{found.title}, {round_title}", address)])
