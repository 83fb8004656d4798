"""A desk for tests of pages: transformations made by hand, and nothing behind them."""

import datetime as dt
from types import SimpleNamespace

from domain.permission import Action, reach
from domain.person import Person, Role
from domain.tracked import Tracked
from domain.workspace import Workspace

NO_ENTRIES: dict = {}
STEWARD = Person(person_id="s@centre.example", name="Sam Steward", roles={Role.STEWARD})


def officer(*codes: str) -> Person:
    """A place officer for some places."""
    return Person(person_id="o@place.example", name="Ola Officer", roles={Role.PLACE_OFFICER}, own_codes=codes)


class FakeDesk:
    """What pages ask of a desk. What somebody may not see is left out, as the real one does."""

    def __init__(
        self, every: list[Tracked], *, person: Person = STEWARD, today: dt.date = dt.date(2026, 11, 23),
        workspace: Workspace = Workspace.TRAINING, **parts: object,
    ) -> None:  # fmt: skip
        self.person, self.today, self.workspace = person, today, workspace
        self._every = every
        self.taken: list[str] = []
        self.picture = SimpleNamespace(programmes=parts.pop("programmes", {}), rounds=parts.pop("rounds", {}))
        self.records = parts.pop("records", {})
        self.people = SimpleNamespace(
            taken_away=self.taken.append, grants=lambda: parts.get("grants", []),
            audit=lambda **_filters: parts.get("audit", []),
        )  # fmt: skip
        self.stewardship = SimpleNamespace(
            requests=lambda **_filters: parts.get("requests", []),
            commitments=lambda codes=None: parts.get("commitments", []),
            milestones=lambda wanted: {
                own_id: one for own_id, one in parts.get("milestones", {}).items() if own_id in wanted
            },
            allocations=lambda programme_id=None: parts.get("allocations", []),
        )
        self.library = SimpleNamespace(
            entries=lambda: NO_ENTRIES, unshared=lambda: parts.get("unshared", []),
            unfinished=lambda: parts.get("unfinished", []),
        )  # fmt: skip
        self.learning = SimpleNamespace(
            adoptions=lambda *_asked: parts.get("adoptions", []), appeals=lambda **_asked: parts.get("appeals", []),
            evaluations=lambda **_asked: [],
        )  # fmt: skip
        self.returns = SimpleNamespace(journey=lambda return_id: parts.get("returns", {}).get(return_id, []))

    def every(self) -> dict[str, Tracked]:
        """Every transformation, without the delivery of those that are not theirs to read."""
        codes = reach(self.person, Action.READ_RETURNS)
        return {one.transformation_id: self._hidden(one, codes) for one in self._every}

    def _hidden(self, one: Tracked, codes: frozenset[str] | None) -> Tracked:
        from dataclasses import replace

        if codes is None or not codes.isdisjoint(one.place_codes):
            return one
        return replace(one, delivery=None)

    def reaching(self, place_codes: frozenset[str]) -> tuple[Tracked, ...]:
        """Those with any of some places among theirs."""
        return tuple(one for one in self.every().values() if not set(place_codes).isdisjoint(one.place_codes))

    def marks(self, *, round_id: str | None = None) -> list:
        """The returns they may see."""
        return [mark for one in self.every().values() if one.delivery for mark in one.delivery.returns]

    def of(self, noun: type, transformation_id: str) -> list:
        """What is on record of one kind about a transformation."""
        return self.records.get((noun, transformation_id), [])
