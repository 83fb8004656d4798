"""Chains of adoption: who took it up from whom, put in order, with what became of each turn."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from domain.adoption import Adoption
from domain.chain import Chain, Fate, Link
from metrics.learning.grading import grade_of_adoption


def chain_of(adoptions: Iterable[Adoption], *, today: dt.date) -> Chain:
    """The adoptions of one practice, every one right after the one it was taken up from, those of a day by their key.

    One that names an adoption which is not among them stands as if it came from the entry, and so does the first of
    those that name each other in a circle: nothing is left out.
    """
    by_id = {one.adoption_id: one for one in sorted(adoptions, key=lambda one: (one.taken_up_on, one.adoption_id))}
    under: dict[str | None, list[Adoption]] = {}
    for one in by_id.values():
        under.setdefault(one.from_adoption_id if one.from_adoption_id in by_id else None, []).append(one)
    links: dict[str, Link] = {}
    for first in (*under.get(None, ()), *by_id.values()):
        waiting = [(first, 1)]
        while waiting:
            one, generation = waiting.pop()
            if one.adoption_id in links:
                continue
            passed_on = under.get(one.adoption_id, [])
            above = by_id.get(one.from_adoption_id or "") if generation > 1 else None
            links[one.adoption_id] = _link(one, generation, above, len(passed_on), today)
            waiting += [(each, generation + 1) for each in reversed(passed_on)]
    return Chain(tuple(links.values()), Counter(link.fate for link in links.values()))


def fate_of(adoption: Adoption, today: dt.date) -> Fate:
    """What it reports, or why it reports nothing."""
    if adoption.result is not None:
        return Fate(adoption.result.value)
    return Fate.RESULT_UNKNOWN if adoption.overdue(today) else Fate.ON_ITS_WAY


def _link(one: Adoption, generation: int, above: Adoption | None, passed_on: int, today: dt.date) -> Link:
    grade = grade_of_adoption(one)
    return Link(
        adoption=one,
        generation=generation,
        fate=fate_of(one, today),
        taken_from=above,
        passed_on=passed_on,
        level=grade.level if grade else None,
        because=grade.because if grade else "",
    )
