"""The nouns of the register refuse what contradicts itself, with words that say how to put it right."""

import datetime as dt
from decimal import Decimal

import pytest
from pydantic import ValidationError

from domain.adoption import Adoption
from domain.allocation import Allocation, Stage
from domain.appeal import Appeal
from domain.commitment import Commitment, Side, Waypoint
from domain.experiment import Arm, Experiment
from domain.money import Basis, Stream
from domain.round import AnswerKind, Question
from domain.spend import Spend
from domain.transformation import Standing, Status
from tests.data.register.records import LEEDS, SPRING, SUMMER, a_round, one_of_each, transformation


def test_a_status_needs_a_dated_event() -> None:
    assert transformation(standing=None).status is None
    for wrong in ({"status": "on_track"}, {"status": "on_track", "since": SPRING, "event": " "}):
        with pytest.raises(ValidationError):
            Standing.model_validate(wrong)
    assert transformation(standing=Standing(status=Status.STALLED, since=SPRING, event="No owner")).status == "stalled"


@pytest.mark.parametrize(
    "wrong",
    [
        {"place_codes": ()},
        {"place_codes": ("Leeds",)},
        {"transformation_id": "a/b"},
        {"transformation_id": "../x"},
        {"title": "a\nb"},
        {"title": "a\x00"},
        {"story": "\ud800"},
        {"lead": ""},
        {"colour": "red"},
    ],
)
def test_a_transformation_has_a_place_a_key_and_readable_words(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        transformation(**wrong)


def test_what_ends_ends_after_it_starts() -> None:
    with pytest.raises(ValidationError, match="it ends on 1 April 2026, before it starts on 30 September 2026"):
        transformation(starts_on=SUMMER, ends_on=SPRING)


PROMISE = {"commitment_id": "P", "statement": "Pay in time", "owner": "Communities", "made_on": SPRING}
ONE, TWO = Waypoint(on=SPRING, value=1.0), Waypoint(on=SUMMER, value=2.0)


def test_a_commitment_has_an_owner_on_either_side_a_path_and_something_to_check_it_by() -> None:
    kept = Commitment(**PROMISE, side=Side.PLACE, place_code=LEEDS, path=(ONE, TWO), metric_id="employment_rate")
    assert kept.due_on == SUMMER
    for wrong, words in (
        ({"side": Side.CENTRE, "path": (ONE,)}, "by a metric or by a milestone"),
        ({"side": Side.CENTRE, "path": (ONE,), "metric_id": "m", "milestone_id": "n"}, "name one of the two"),
        ({"side": Side.PLACE, "path": (ONE,), "metric_id": "m"}, "names the place"),
        ({"side": Side.CENTRE, "path": (TWO, ONE), "metric_id": "m"}, "follow one another"),
        ({"side": Side.CENTRE, "path": (Waypoint(on=SPRING),), "metric_id": "m"}, "has a value"),
        ({"side": Side.CENTRE, "path": (), "metric_id": "m"}, "at least 1 item"),
    ):
        with pytest.raises(ValidationError, match=words):
            Commitment(**PROMISE, **wrong)


def test_a_question_that_offers_choices_has_some() -> None:
    asked = {"question_id": "q", "wording": "Which?", "asked_because": "To know"}
    assert Question(**asked, answer_kind=AnswerKind.CHOICE, choices=("Yes", "No")).choices == ("Yes", "No")
    for wrong in ({"answer_kind": AnswerKind.CHOICE}, {"choices": ("Yes",)}):
        with pytest.raises(ValidationError, match="give choices"):
            Question(**asked, **wrong)


def test_a_round_closes_after_it_opens_and_asks_each_question_once() -> None:
    said = a_round().model_dump()
    for wrong, words in (
        ({"due_on": SPRING}, "before the round opens"),
        ({"period_end": dt.date(2026, 1, 1)}, "before it starts"),
        ({"questions": said["questions"] * 2}, "two questions are called q1"),
        ({"questions": ()}, "at least 1 item"),
    ):
        with pytest.raises(ValidationError, match=words):
            type(a_round()).model_validate(said | wrong)


def test_an_amount_is_in_pounds_and_whole_pennies() -> None:
    given = {"allocation_id": "A", "programme_id": "P", "stage": Stage.PAID, "decided_on": SPRING, "decided_by": "X"}
    for amount in ("1.001", "NaN", "Infinity", "99999999999999.00", "0"):
        with pytest.raises(ValidationError):
            Allocation(**given, amount=Decimal(amount))


def test_one_amount_of_spend_has_one_key() -> None:
    said = {"transformation_id": "T", "basis": Basis.ACTUAL, "stream": Stream.CAPITAL, "financial_year": 2026}
    assert Spend(**said, amount=Decimal(1)).record_id == "T/2026/capital/actual"
    assert Spend(**said, amount=Decimal(2), quarter=4).record_id == "T/2026-Q4/capital/actual"


def test_every_record_reads_back_from_its_own_text() -> None:
    for record in one_of_each():
        assert type(record).model_validate_json(record.model_dump_json()) == record


DAYS = {"posted_on": SUMMER, "wanted_by": SPRING}
ARMS = tuple(Arm(name=name, what="So", place_codes=(code,)) for name, code in (("New", LEEDS), ("Old", "E06000001")))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Adoption(
            adoption_id="a", practice_id="p", place_code=LEEDS, taken_up_on=SUMMER, report_due_on=SPRING
        ),
        lambda: Appeal(
            appeal_id="a", offers=False, kind="kit", place_code=LEEDS, title="A", words="B", metric_ids=("m",), **DAYS
        ),
        lambda: Experiment(
            experiment_id="e", title="E", question="Q", arms=ARMS, metric_id="m", design="randomised",
            assigned_by="lot", analysis="means", registered_on=SPRING, data_from=SUMMER, results_due_on=SPRING,
        ),
    ],
    ids=["a report that is due before", "an ask wanted before", "results due before"],
)  # fmt: skip
def test_days_that_do_not_follow_each_other_are_named_as_people_write_them(make) -> None:
    with pytest.raises(ValidationError, match="1 April 2026") as told:
        make()
    assert "30 September 2026" in str(told.value)
    assert "2026-" not in told.value.errors()[0]["msg"]
