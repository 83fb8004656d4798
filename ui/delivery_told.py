"""Everything that was told of one transformation, as it stands or stood at the end of a day."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from domain.allocation import Allocation
from domain.assurance import AssuranceRating
from domain.change_request import ChangeRequest
from domain.comment import Comment
from domain.commitment import Commitment
from domain.milestone import Milestone
from domain.record import Record
from domain.result import Outcome, Output
from domain.returns import Return
from domain.risk import Risk
from domain.spend import Spend
from domain.transformation import Transformation
from domain.update import Update
from domain.version import Version
from domain.waiver import Waiver

Noun = TypeVar("Noun", bound=Record)
NOUNS: tuple[type[Record], ...] = (
    Update, Milestone, Spend, Output, Outcome, Risk, AssuranceRating, ChangeRequest, Commitment, Allocation, Waiver,
    Return,
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """Every version of every record about one transformation, in the order of the telling, up to the end of a day.

    ``comments`` are those beside the transformation itself.
    """

    versions: tuple[Version[Any], ...]
    comments: tuple[Version[Comment], ...] = ()
    on: dt.date | None = None

    def standing(self, noun: type[Noun]) -> list[Version[Noun]]:
        """The newest version of each record of a kind, in the order of the telling; what was withdrawn is left out."""
        newest = {version.record.record_id: version for version in self.of(noun)}
        return sorted((one for one in newest.values() if not one.withdrawn), key=lambda one: one.line)

    def of(self, noun: type[Noun]) -> list[Version[Noun]]:
        """Every version of every record of a kind."""
        return [version for version in self.versions if type(version.record) is noun]

    def before(self, version: Version[Noun]) -> Version[Noun] | None:
        """The version that one replaced."""
        same = (one for one in self.of(type(version.record)) if one.record.record_id == version.record.record_id)
        return next((one for one in same if one.number == version.replaces), None)

    @property
    def described(self) -> Version[Transformation] | None:
        """What its own people say it is for."""
        return next(iter(self.standing(Transformation)), None)

    @property
    def updates(self) -> list[Version[Update]]:
        """The dated events, the newest first; of one day that told last."""
        return sorted(
            self.standing(Update), key=lambda version: (version.record.happened_on, version.line), reverse=True
        )

    @property
    def newest_first(self) -> Sequence[Version[Any]]:
        """Everything that was ever told, the newest first."""
        return self.versions[::-1]


def told_of(desk: Any, transformation_id: str, *, on: dt.date | None = None) -> Told:
    """Ask for it; refused by the desk where it is not the reader's."""
    found: list[Version[Any]] = desk.history(Transformation, transformation_id, transformation_id)
    for noun in NOUNS:
        found += desk.told_of(noun, transformation_id)
    comments = desk.comments("transformation", transformation_id, transformation_id)
    return Told(_until(found, on), _until(comments, on), on)


def _until(versions: Iterable[Version[Any]], on: dt.date | None) -> tuple[Version[Any], ...]:
    kept = (one for one in versions if on is None or one.told_at.date() <= on)
    return tuple(sorted(kept, key=lambda one: one.line))
