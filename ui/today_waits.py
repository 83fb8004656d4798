"""Who waits for whom: what places wait for, what central government waits for, and what it promised and owes still."""

from collections.abc import Iterable, Sequence

from domain.commitment import Side
from domain.place import Place
from domain.stocktake import Answer
from ui.address import href
from ui.commitment_view import Promise
from ui.commitment_words import standing_words
from ui.sentences import counted, joined
from ui.today_sections import Item, Section
from ui.today_words import promised

RECORD = href("centre")


def waits_section(
    *,
    reviews: int,
    requests: int,
    late_requests: int,
    longest: int | None,
    overdue: Sequence[str],
    about: tuple[Place | None, str | None] = (None, None),
) -> Section:
    """Both ways, as a fact about either: none of it is the reader's to do.

    ``overdue`` names the transformation of each return that is; ``longest`` is in working days; ``about`` is the place
    and the programme it is about.
    """
    place, programme = about
    told = [_for_centre(reviews, requests, late_requests, longest)]
    if overdue:
        past = f"{counted(len(overdue), 'return')} past {'its' if len(overdue) == 1 else 'their'} day"
        told.append(f"The central team waits for {past}, of {counted(len(set(overdue)), 'transformation')}.")
    else:
        told.append("No return is past its day.")
    listed = href("transformations", kind="overdue", place=place, programme=programme)
    overdue_list = ("The overdue returns", listed)
    return Section(
        "Who waits for whom", " ".join(told), (), ("The centre's own record", href("centre", programme=programme)),
        (overdue_list,) if overdue else (),
    )  # fmt: skip


def _for_centre(reviews: int, requests: int, late: int, longest: int | None) -> str:
    """What places wait for."""
    if not reviews and not requests:
        return "No place waits for an answer of the central team."
    waiting = [counted(reviews, "certified return")] if reviews else []
    if requests:
        past = f" ({late:,} past the day an answer was due)" if late else ""
        waiting.append(f"{counted(requests, 'change request')}{past}")
    kept = f"; the longest has waited {counted(longest, 'working day')}" if longest else ""
    return f"Places wait for the central team to answer {joined(waiting)}{kept}."


def owed_section(promises: Iterable[Promise], *, answers: int, waits: tuple[Item, ...]) -> Section:
    """What central government has to answer, and what it promised for a day that is past and has not done."""
    late = [
        each
        for each in promises
        if each.one.side is Side.CENTRE
        and each.standing.due
        and each.standing.answer is Answer.LATE
        and each.standing.done_on is None
    ]
    told = f"{counted(answers, 'answer') if answers else 'No answer'} to come; "
    told += f"{counted(len(late), 'promise') if late else 'no promise'} past its day and not kept."
    return Section("What the centre owes you", told, waits + tuple(map(_promise, late)), ("Its own record", RECORD))


def _promise(each: Promise) -> Item:
    so_far = standing_words(each.standing, each.metric)
    return Item(
        each.one.statement, href("commitments", kind="centre"), f"{promised(each.one.owner, each.one.due_on)}. {so_far}"
    )
