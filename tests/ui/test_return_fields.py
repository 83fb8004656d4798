"""The fields of a return as widgets: what their labels promise."""

from domain.form import Fault, Field, Row, Weight
from domain.round import AnswerKind
from ui.return_fields import label_of, row_names


def field(label: str, help_text: str = "") -> Field:
    return Field(field_id="f", label=label, kind=AnswerKind.TEXT, help=help_text)


def test_a_field_that_may_be_needed_is_not_called_optional():
    spent = "Give capital, revenue or both; nothing spent is 0."
    assert "optional" not in label_of(field("Capital spent, April to June 2026", spent))
    assert "optional" not in label_of(field("Main reason, if it is late", "Needed where the status is delayed."))
    assert "(optional)" in label_of(field("Where it can be seen", "A web address or minutes."))


def test_the_boxes_of_several_milestones_are_told_apart_by_their_names_alone():
    long = "Steel frame of the new market hall put up and certified by the surveyor"
    rows = [
        Row(row_id=own_id, label=title, fields=())
        for own_id, title in (("m1", "Work starts"), ("m2", "Work starts"), ("m3", long), ("m4", long), ("n1", ""))
    ]
    names = row_names(rows)
    labels = [label_of(field("Reached on"), name=name) for name in names.values()]
    assert len(set(labels)) == len(rows)
    assert labels[0] == "Reached on (optional): Work starts"
    assert all(len(name) <= 45 for name in names.values())


def test_a_part_with_a_single_row_does_not_say_its_name_again():
    (name,) = row_names([Row(row_id="now", label="What stood in the way?", fields=())]).values()
    assert label_of(field("What stood in the way?"), name=name) == "What stood in the way? (optional)"


def test_a_box_with_something_to_put_right_says_so_in_its_own_name():
    def fault(weight: Weight) -> Fault:
        return Fault(field_id="f", label="Reached on", value="soon", wrong="no day", remedy="write one", weight=weight)

    named = label_of(field("Reached on"), name="Work starts", fault=fault(Weight.STOPS))
    assert named == "Reached on (optional): Work starts - to put right"
    assert label_of(field("Reached on"), fault=fault(Weight.EXPLAIN)).endswith("please explain")
