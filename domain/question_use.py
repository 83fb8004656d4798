"""A use of a question: who used the answers to it, when, and for what. A question nobody uses should not be asked."""

import datetime as dt

from domain.record import Identifier, Line, Record, Remark


class QuestionUse(Record):
    """One use of the answers one round got to one question."""

    use_id: Identifier
    round_id: Identifier
    question_id: Identifier
    used_by: Line
    used_on: dt.date
    used_for: Remark

    @property
    def record_id(self) -> str:
        """The key of the use."""
        return self.use_id
