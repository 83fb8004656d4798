"""A return: what one transformation answers in one round, and how far those answers have come."""

from enum import StrEnum

from domain.record import Identifier, Key, Passage, PlaceCode, Record


class ReturnState(StrEnum):
    """How far a return has come."""

    DUE = "due"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    CERTIFIED = "certified"
    CHANGES_ASKED = "changes_asked"
    ACCEPTED = "accepted"


class Return(Record):
    """The return of one transformation in one round, owed by the body of ``place_code``.

    There can be only one: its key is made of the round and the transformation.
    """

    round_id: Identifier
    transformation_id: Identifier
    place_code: PlaceCode
    state: ReturnState = ReturnState.DUE
    note: Passage = ""

    @property
    def record_id(self) -> str:
        """The key of the return."""
        return f"{self.round_id}/{self.transformation_id}"


class Answer(Record):
    """The answer to one question of a return, as it was typed: it is judged when the return is sent, not before."""

    return_id: Key
    question_id: Identifier
    text: Passage

    @property
    def record_id(self) -> str:
        """The key of the answer."""
        return f"{self.return_id}/{self.question_id}"
