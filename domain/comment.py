"""A comment: what somebody wrote beside a record, and what it replies to."""

from domain.record import Identifier, Key, Record, Remark


class Comment(Record):
    """A remark about one record of the register, named by its kind and key."""

    comment_id: Identifier
    about_kind: Identifier
    about_id: Key
    text: Remark
    in_reply_to: Identifier | None = None

    @property
    def record_id(self) -> str:
        """The key of the comment."""
        return self.comment_id
