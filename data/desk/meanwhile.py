"""What was answered after a spreadsheet was downloaded: an old file takes nothing away unseen."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from data.desk.typing_in import answers_by_field
from data.register.register import Register
from data.returns.filled import cells, label_of
from data.returns.reading import Unreadable, read
from data.returns.workbook_layout import NO_ANSWERS
from domain.form import Field, Form
from domain.returns import Answer
from domain.version import Version

Answers = Mapping[str, Version[Answer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanwhile:
    """Answers that are newer than a file.

    ``stays`` are those of which the file says nothing new, by the id of the field; ``replaced`` those of which it does,
    each with its label and what was answered.
    """

    stays: Mapping[str, str] = field(default_factory=dict)
    replaced: tuple[tuple[str, str], ...] = ()


def answers_at(answers: Answers) -> str:
    """The moment of the newest answer, as a file keeps it."""
    moments = [version.told_at for version in answers.values()]
    return max(moments).isoformat() if moments else NO_ANSWERS


def meanwhile(
    register: Register, form: Form, texts: Mapping[str, str], *, return_id: str, made: str | None
) -> Meanwhile:
    """Which texts of a file that differ from what stands are about answers that came after the file was made."""
    if not made:
        return Meanwhile()
    stand, held = answers_by_field(register, return_id), _held(register, return_id, made)
    labels = {field.field_id: label_of(section, row, field) for section, row, field in cells(form)}
    stays: dict[str, str] = {}
    replaced: list[tuple[str, str]] = []
    for field_id, text in texts.items():
        now, then = stand.get(field_id), held.get(field_id)
        if now is None or (then is not None and then.number == now.number):
            continue
        asked = form.fields[field_id]
        if says_the_same(asked, text, then.record.text if then else asked.prefilled):
            stays[field_id] = labels[field_id]
        elif now.record.text:
            replaced.append((labels[field_id], now.record.text))
    return Meanwhile(stays=stays, replaced=tuple(replaced))


def says_the_same(asked: Field, text: str, stands: str) -> bool:
    """Whether two texts say the same in a field: a spreadsheet writes the same day or amount in its own way."""
    if text == stands or not (text and stands):
        return text == stands
    try:
        return read(asked, text) == read(asked, stands)
    except Unreadable:
        return False


def _held(register: Register, return_id: str, made: str) -> Answers:
    """The answers a file was made with."""
    if made == NO_ANSWERS:
        return {}
    try:
        moment = dt.datetime.fromisoformat(made)
    except ValueError:
        return {}
    return answers_by_field(register, return_id, as_at=moment) if moment.tzinfo else {}
