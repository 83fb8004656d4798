"""Which transformation a record belongs to, by what the record itself says: a reader's word for it is not enough."""

from data.register.kinds import KINDS
from data.register.register import Register
from domain.record import Record
from domain.returns import Answer
from domain.transformation import Transformation

NOUNS = {kind.name: noun for noun, kind in KINDS.items()}


def belongs(register: Register, kind: str, record_id: str, transformation_id: str) -> bool:
    """Whether a record of a kind is there and about a transformation. A transformation is about itself."""
    noun = NOUNS.get(kind)
    if noun is Transformation:
        return record_id == transformation_id
    if noun is None:
        return False
    found = register.history(noun, record_id)
    return bool(found) and about(found[-1].record) == transformation_id


def about(record: Record) -> str | None:
    """The transformation a record is about, none for one that is about several or none."""
    if isinstance(record, Answer):
        return record.return_id.partition("/")[2]
    return getattr(record, "transformation_id", None)
