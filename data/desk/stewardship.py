"""Stewardship: what is said about transformations beside their returns, on either side."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from domain.allocation import Allocation
from domain.assurance import AssuranceRating
from domain.change_request import ChangeRequest, Decision
from domain.comment import Comment
from domain.commitment import Commitment
from domain.record import Record
from domain.transformation import Transformation
from domain.version import Version
from domain.waiver import Waiver

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.desk.desk import Desk

Noun = TypeVar("Noun", bound=Record)


class Stewardship:
    """Ratings, comments, requests, commitments, money and descriptions, as one person may read and write them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def comment(self, comment: Comment, transformation_id: str) -> Version[Comment]:
        """Write beside a record of a transformation."""
        raise NotImplementedError

    def rate(self, rating: AssuranceRating) -> Version[AssuranceRating]:
        """Give an assurance rating."""
        raise NotImplementedError

    def requests(self, *, only_open: bool = True) -> list[Version[ChangeRequest]]:
        """Change requests the person may see, those waiting longest first."""
        raise NotImplementedError

    def ask_change(self, request: ChangeRequest) -> Version[ChangeRequest]:
        """Ask the centre for a change."""
        raise NotImplementedError

    def decide(self, version: Version[ChangeRequest], decision: Decision, *, grounds: str) -> Version[ChangeRequest]:
        """Decide on one: the centre grants or refuses, the place withdraws."""
        raise NotImplementedError

    def commitments(self, place_codes: Iterable[str] | None = None) -> list[Version[Commitment]]:
        """Commitments by places the person may read, and all of the centre's, in the order they fall due."""
        raise NotImplementedError

    def commit(self, commitment: Commitment, *, why: str, replaces: int | None = None) -> Version[Commitment]:
        """Make a commitment, or say anew what it is."""
        raise NotImplementedError

    def describe(self, said: Transformation, *, why: str, replaces: int | None) -> Version[Transformation]:
        """Say what a transformation is for, where, and when."""
        raise NotImplementedError

    def allocations(self, programme_id: str | None = None) -> list[Version[Allocation]]:
        """Decisions about money the person may see, in the order of their days."""
        raise NotImplementedError

    def allocate(self, allocation: Allocation, *, why: str) -> Version[Allocation]:
        """Record a decision about money."""
        raise NotImplementedError

    def waivers(self, programme_id: str | None = None) -> list[Version[Waiver]]:
        """Rules that are waived, in the order of their days."""
        raise NotImplementedError

    def waive(self, waiver: Waiver, *, why: str) -> Version[Waiver]:
        """Record that a rule does not hold for a while."""
        raise NotImplementedError
