"""Opening a round: what keeps it from being opened, and the returns it makes due."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pydantic import ValidationError

from data.desk.faults import RoundRefused
from domain.programme import Programme
from domain.returns import Return
from domain.round import Round

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from data.desk.desk import Desk

AT_ONCE = 250
NOTHING_OPENED = "Nothing was opened."


def refuse_unfit(desk: Desk, new: Round, owed: Mapping[str, str]) -> None:
    """Raise ``RoundRefused`` with the first thing that is wrong."""
    for wrong in _wrong(desk, new, owed):
        raise RoundRefused(f"{wrong[0]} {NOTHING_OPENED} {wrong[1]}")


def returns_due(
    new: Round, owed: Mapping[str, str], progress: Callable[[int, int], None] | None = None
) -> Iterator[Return]:
    """A return for each transformation that owes one; ``progress`` hears how many are made of how many."""
    for number, (transformation_id, place_code) in enumerate(owed.items()):
        if progress and number % AT_ONCE == 0:
            progress(number, len(owed))
        try:
            yield Return(round_id=new.round_id, transformation_id=transformation_id, place_code=place_code)
        except ValidationError as error:
            raise RoundRefused(
                f"{transformation_id!r} cannot owe a return by {place_code!r}, which is no code of a place."
                f" {NOTHING_OPENED} Give the nine characters of its official code, such as E06000001."
            ) from error


def _wrong(desk: Desk, new: Round, owed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    every = desk.every()
    mine = {key for key, one in every.items() if one.programme_id == new.programme_id}
    if not mine and desk.register.get(Programme, new.programme_id) is None:
        yield f"There is no programme {new.programme_id!r}.", "Choose one from the list."
    if not owed:
        yield "Nobody is to answer.", "Choose at least one transformation."
    if strangers := [key for key in owed if key not in mine]:
        more = f" and {len(strangers) - 1} more" if len(strangers) > 1 else ""
        yield (
            f"{strangers[0]!r}{more} does not belong to the programme {new.programme_id!r}.",
            "Leave it out, or open a round for its own programme.",
        )
    if new.due_on < desk.today:
        yield f"Answers would be due on {new.due_on:%-d %B %Y}, which has passed.", "Give a day that is still to come."
    kinds = Counter(each.answer_kind for each in new.questions if each.answer_kind.of_several_fields)
    if twice := [kind for kind, times in kinds.items() if times > 1]:
        yield (
            f"Two questions ask for {twice[0].value.replace('_', ' ')}.",
            "Ask for it once: it has one place on record.",
        )
    if before := desk.register.get(Round, new.round_id):
        yield (
            f"There is a round {new.round_id!r} already, opened by {before.told_by} on {before.told_at:%-d %B %Y}.",
            "Give the new one another name.",
        )
