"""The fields of a return as widgets: what their labels promise."""

from domain.form import Field
from domain.round import AnswerKind
from ui.return_fields import _label


def field(label: str, help_text: str = "") -> Field:
    return Field(field_id="f", label=label, kind=AnswerKind.TEXT, help=help_text)


def test_a_field_that_may_be_needed_is_not_called_optional():
    spent = "Give capital, revenue or both; nothing spent is 0."
    assert "optional" not in _label(field("Capital spent, April to June 2026", spent))
    assert "optional" not in _label(field("Main reason, if it is late", "Needed where the status is delayed."))
    assert "(optional)" in _label(field("Where it can be seen", "A web address or minutes."))
