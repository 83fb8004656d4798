"""What was sent, beside what was sent last time."""

from dataclasses import replace

from domain.comment import Comment
from domain.form import Field, Row, Section
from domain.returns import ReturnState
from domain.round import AnswerKind
from tests.pages.returns.on_record import HALL, ROUND, held
from tests.pages.returns.small_form import form_of
from ui.plain_label import plain_label
from ui.return_answers import answers_tables, changed_words, figures_table
from ui.return_journey import comments_list, journey_list

RECORD = held(state=ReturnState.CERTIFIED)
STEPS = RECORD.steps[f"{ROUND}/{HALL}"]
FORM = form_of(RECORD.rounds[ROUND], STEPS[-1].record)


def test_a_change_since_last_time_is_counted_and_a_first_return_has_none():
    now, before = {"obstacle": "Steel", "staff": "5", "open": "Yes"}, {"obstacle": "Steel", "staff": "3"}
    assert changed_words(FORM, now, before) == (
        "1 answer changed since the last return; 1 answer to what was not asked then."
    )
    assert changed_words(FORM, now, None) == "There is no earlier return of this transformation to compare with."


def test_figures_that_changed_stand_first():
    now = {"staff": "5", "steps.m1.expected_on": "1 March 2027"}
    before = {"staff": "5", "steps.m1.expected_on": "1 January 2027"}
    drawn = figures_table(FORM, now, before)
    assert drawn.index("1 March 2027") < drawn.index("How many people")
    assert "1 January 2027" in drawn


def test_an_answer_that_was_not_given_says_so_and_nothing_is_drawn_as_code():
    drawn = answers_tables(FORM, {"obstacle": "<script>alert(1)</script>"}, None)
    assert "<script>" not in drawn
    assert "nothing written" in drawn


def test_the_journey_tells_every_step_in_order_with_its_words():
    drawn = journey_list(STEPS)
    order = ["The centre asked for it", "Drafting", "Sent to the certifier", "Certified and sent to the centre"]
    positions = [drawn.index(words) for words in order]
    assert positions == sorted(positions)


def test_a_reply_stands_inside_what_it_replies_to():
    def said(own_id: str, text: str, to: str | None = None):
        one = Comment(comment_id=own_id, about_kind="return", about_id="r/t", text=text, in_reply_to=to)
        return RECORD.version(one, by="ann@example.test", why="")

    drawn = comments_list([said("c2", "Which one?", "c1"), said("c1", "The bridge is late"), said("c3", "Thank you")])
    assert drawn.index("The bridge is late") < drawn.index("Which one?") < drawn.index("Thank you")
    assert drawn.count("<ol") == 2


def test_what_people_wrote_is_no_markdown_in_a_label():
    assert plain_label("*urgent* [link](https://x) :red[no]") == r"\*urgent\* \[link\](https\://x) \:red\[no\]"


def test_a_label_is_read_aloud_without_signs_that_nobody_wrote():
    for words in ("Where it can be seen (optional)", "Spent so far (£), net: 2.5%", "Town centres - phase 2!"):
        assert plain_label(words) == words


def test_a_figure_that_was_only_expected_last_time_says_so_and_is_no_change():
    spent = Field(field_id="spend.2026-Q3.capital_actual", label="Capital spent", kind=AnswerKind.POUNDS)
    row = Row(row_id="2026-Q3", label="", fields=(spent,))
    form = replace(FORM, sections=(Section(question=FORM.sections[0].question, title="Money", rows=(row,)),))
    now, before = {spent.field_id: "278,410"}, {"spend.2026-Q3.capital_forecast": "300,000"}
    assert changed_words(form, now, before) == (
        "0 answers changed since the last return; 1 figure for what was only expected then."
    )
    drawn = answers_tables(form, now, before)
    assert "300,000 expected" in drawn
    assert "only expected then" in drawn
    assert "0 of 1 answer changed" in drawn
    said_then = {"spend.2026-Q3.capital_actual": "270,000"} | before
    assert changed_words(form, now, said_then) == "1 answer changed since the last return."


def many(count: int):
    """A part of so many figures, each asked both times."""
    rows = tuple(
        Row(
            row_id=f"q{n}", label=f"Quarter {n}",
            fields=(Field(field_id=f"q{n}", label=f"Spent in {n}", kind=AnswerKind.POUNDS),),
        )
        for n in range(count)
    )  # fmt: skip
    return replace(FORM, sections=(Section(question=FORM.sections[0].question, title="Money", rows=rows),))


def test_what_is_new_stands_in_sight_and_what_is_as_last_time_one_press_away():
    before = {f"q{n}": f"{n},000" for n in range(6)}
    drawn = answers_tables(many(6), before | {"q5": "9,999"}, before)
    in_sight, folded = drawn.split("<details", 1)
    assert "9,999" in in_sight
    assert "5 answers as last time" in folded
    assert all(f"{n},000" in folded for n in range(5))


def test_a_few_answers_as_last_time_are_not_worth_a_press():
    before = {f"q{n}": f"{n},000" for n in range(3)}
    assert "<details" not in answers_tables(many(3), before, before)
