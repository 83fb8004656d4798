"""Many entries of the library at once, held against what is on record before any of them is written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from data.desk.said_rightly import fits, made
from data.library.duplicates import says_the_same
from data.register.appends import Draft
from domain.permission import Action, reach
from domain.practice import Practice, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from data.desk.desk import Desk
    from data.desk.shelf import Shelf
    from domain.version import Version

AT_ONCE = 500
NAMED = 5
UNCHECKED = frozenset({Stage.DRAFT, Stage.SUBMITTED, Stage.CHECKED_ONCE})


def drafts_of(desk: Desk, shelf: Shelf, practices: Sequence[Practice]) -> list[Draft]:
    """What is to be written of them; refused as a whole where one is not theirs or takes the place of another's."""
    twice = [key for key, times in Counter(one.practice_id for one in practices).items() if times > 1]
    fits(not twice, f"{_named(twice)} is there more than once: leave one row of each.")
    told = _told(desk, [one.practice_id for one in practices])
    own = _own_code(desk)
    drafts, taken = [], []
    for one in practices:
        version = told.get(one.practice_id)
        stands = version.record if version else shelf.founding.get(one.practice_id)
        owner = one.owner_code or (stands.owner_code if stands else own)
        brought = made(Practice, one.model_dump() | {"stage": Stage.DRAFT, "checks": (), "owner_code": owner})
        if stands is not None and says_the_same(brought, stands):
            continue
        for code in {owner, stands.owner_code if stands else owner}:
            desk.demand(Action.DRAFT_PRACTICE, [code] if code else (), of=one.practice_id)
        if stands is not None and not _replaceable(desk, stands):
            taken.append(one.practice_id)
        drafts.append(Draft(brought, version.number if version else None))
    fits(not taken, f"{_named(taken)} is an entry of others that was checked: give yours an id of its own.")
    _refuse_unknown(desk, [draft.record for draft in drafts if isinstance(draft.record, Practice)])
    return drafts


def _told(desk: Desk, ids: Sequence[str]) -> Mapping[str, Version[Practice]]:
    found: dict[str, Version[Practice]] = {}
    for some in _parts(ids):
        versions = desk.register.find(Practice, record_id=some, limit=AT_ONCE)
        found |= {version.record.practice_id: version for version in versions}
    return found


def _parts(ids: Sequence[str]) -> Iterator[list[str]]:
    return (list(ids[start : start + AT_ONCE]) for start in range(0, len(ids), AT_ONCE))


def _own_code(desk: Desk) -> str | None:
    """Whose an entry is that names no place: theirs who have one place and no leave beyond it."""
    codes = reach(desk.person, Action.DRAFT_PRACTICE)
    return next(iter(codes)) if codes is not None and len(codes) == 1 else None


def _replaceable(desk: Desk, stands: Practice) -> bool:
    """What nobody has checked, and what is one's own: the entries of no place are the centre's."""
    codes = reach(desk.person, Action.DRAFT_PRACTICE)
    own = stands.owner_code is None if codes is None else stands.owner_code in codes
    return own or stands.stage in UNCHECKED


def _refuse_unknown(desk: Desk, practices: Sequence[Practice]) -> None:
    named = {one.transformation_id for one in practices if one.transformation_id is not None}
    unknown = sorted(named - desk.every().keys()) if named else []
    fits(not unknown, f"No transformation is called {_named(unknown)}: correct it or leave it out.")


def _named(ids: Sequence[str]) -> str:
    more = f" (and {len(ids) - NAMED} more)" if len(ids) > NAMED else ""
    return f"{', '.join(map(repr, ids[:NAMED]))}{more}"
