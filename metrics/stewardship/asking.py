"""Asking: of each kind of contradiction how many there are, and the one to ask about, so that no kind hides another."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from domain.tracked import Tracked
from metrics.stewardship.disagreement import ContradictionKind, contradictions, weights

_Ranked = tuple[tuple[int, int, str, str], Tracked]


@dataclass(frozen=True, slots=True)
class Asking:
    """One kind of contradiction: an example with its sentence, the furthest apart there is, and how many hold it."""

    kind: ContradictionKind
    one: Tracked
    sentence: str
    many: int


def to_ask(every: Iterable[Tracked], *, today: dt.date) -> list[Asking]:
    """One example of each kind there is, the commonest kind first; each of another transformation where that can be."""
    found: dict[ContradictionKind, list[_Ranked]] = {}
    for one in every:
        points = weights(one.delivery, today=today) if one.delivery else {}
        for kind, weight in points.items():
            rank = (-weight, -sum(points.values()), one.title, one.transformation_id)
            found.setdefault(kind, []).append((rank, one))
    named: set[str] = set()
    asked = []
    for kind in sorted(found, key=lambda each: (-len(found[each]), list(ContradictionKind).index(each))):
        one = _example(found[kind], named)
        named.add(one.transformation_id)
        (sentence,) = (each.sentence for each in contradictions(one.delivery, today=today) if each.kind is kind)  # type: ignore[arg-type]
        asked.append(Asking(kind, one, sentence, len(found[kind])))
    return asked


def _example(ranked: list[_Ranked], named: set[str]) -> Tracked:
    """The furthest apart of those not named yet; where all were, the furthest apart."""
    fresh = [each for each in ranked if each[1].transformation_id not in named]
    return min(fresh or ranked, key=lambda each: each[0])[1]
