"""Every kind of record the register keeps: its table, and what of it can be filtered, joined and added up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Boolean, Date, Integer, String, Text
from sqlalchemy.types import TypeEngine

from data.register.columns import KEY, Pence
from domain.adoption import Adoption
from domain.allocation import Allocation
from domain.appeal import Appeal
from domain.assurance import AssuranceRating
from domain.change_request import ChangeRequest
from domain.comment import Comment
from domain.commitment import Commitment
from domain.evaluation import Evaluation
from domain.experiment import Experiment
from domain.fund import Fund
from domain.grant import Grant
from domain.milestone import Milestone
from domain.practice import Practice
from domain.programme import Programme
from domain.question_use import QuestionUse
from domain.record import Record
from domain.result import Outcome, Output
from domain.returns import Answer, Return
from domain.risk import Risk
from domain.round import Round
from domain.sign_out import SignOut
from domain.spend import Spend
from domain.transformation import Transformation
from domain.update import Update
from domain.upload import Upload
from domain.waiver import Waiver

Shape = type[TypeEngine[Any]] | TypeEngine[Any]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """How one noun is kept. The whole of it is the text of a version; ``columns`` repeat what is asked for by value.

    ``many`` are fields with several values, each in a table of its own. ``refers`` are fields that must name a record
    kept here: a transformation or a programme is not among them, because published ones are kept with the figures.
    """

    noun: type[Record]
    table: str
    columns: Mapping[str, Shape] = field(default_factory=dict)
    many: tuple[str, ...] = ()
    refers: Mapping[str, type[Record]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the audit calls the kind."""
        return self.noun.__name__.lower()

    def values(self, record: Record) -> dict[str, object]:
        """The columns of one record."""
        return {name: getattr(record, name) for name in self.columns}

    def several(self, record: Record, field_name: str) -> list[str]:
        """The values of a field that has many, each once."""
        return sorted({str(value) for value in getattr(record, field_name)})


_ALL = (
    Kind(noun=Fund, table="funds"),
    Kind(noun=Programme, table="programmes", columns={"fund_id": KEY}, many=("mission_ids",)),
    Kind(
        noun=Transformation,
        table="transformations",
        columns={"programme_id": KEY, "status": KEY},
        many=("place_codes", "mission_ids"),
    ),
    Kind(
        noun=Allocation,
        table="allocations",
        columns={
            "programme_id": KEY, "fund_id": KEY, "transformation_id": KEY, "place_code": KEY, "stage": KEY,
            "stream": KEY, "financial_year": Integer, "decided_on": Date, "amount": Pence,
        },
    ),
    Kind(
        noun=Waiver,
        table="waivers",
        columns={"programme_id": KEY, "transformation_id": KEY, "place_code": KEY, "starts_on": Date, "ends_on": Date},
    ),
    Kind(noun=Round, table="rounds", columns={"programme_id": KEY, "opens_on": Date, "due_on": Date}),
    Kind(
        noun=Return,
        table="returns",
        columns={"round_id": KEY, "transformation_id": KEY, "place_code": KEY, "state": KEY},
        refers={"round_id": Round},
    ),
    Kind(
        noun=Answer,
        table="answers",
        columns={"return_id": KEY, "question_id": KEY},
        refers={"return_id": Return},
    ),
    Kind(
        noun=Update,
        table="updates",
        columns={
            "transformation_id": KEY, "return_id": KEY, "status": KEY, "self_rating": Integer, "happened_on": Date,
        },
        refers={"return_id": Return},
    ),
    Kind(
        noun=Milestone,
        table="milestones",
        columns={"transformation_id": KEY, "planned_on": Date, "expected_on": Date, "reached_on": Date},
    ),
    Kind(
        noun=Output,
        table="outputs",
        columns={"transformation_id": KEY, "return_id": KEY, "indicator": Text, "basis": KEY},
        refers={"return_id": Return},
    ),
    Kind(
        noun=Outcome,
        table="outcomes",
        columns={"transformation_id": KEY, "return_id": KEY, "metric_id": KEY, "indicator": Text, "basis": KEY},
        refers={"return_id": Return},
    ),
    Kind(
        noun=Spend,
        table="spending",
        columns={
            "transformation_id": KEY, "return_id": KEY, "basis": KEY, "stream": KEY, "financial_year": Integer,
            "quarter": Integer, "amount": Pence,
        },
        refers={"return_id": Return},
    ),
    Kind(noun=Risk, table="risks", columns={"transformation_id": KEY, "score": Integer, "closed": Boolean}),
    Kind(
        noun=Commitment,
        table="commitments",
        columns={
            "transformation_id": KEY, "place_code": KEY, "metric_id": KEY, "milestone_id": KEY, "side": KEY,
            "due_on": Date,
        },
        refers={"milestone_id": Milestone},
    ),
    Kind(
        noun=Comment,
        table="comments",
        columns={"about_kind": KEY, "about_id": KEY, "in_reply_to": KEY},
        refers={"in_reply_to": Comment},
    ),
    Kind(
        noun=AssuranceRating,
        table="assurance_ratings",
        columns={"transformation_id": KEY, "rating": Integer, "rated_on": Date},
    ),
    Kind(
        noun=ChangeRequest,
        table="change_requests",
        columns={
            "transformation_id": KEY, "place_code": KEY, "asked_on": Date, "answer_due_on": Date, "decision": KEY,
            "decided_on": Date,
        },
    ),
    Kind(
        noun=QuestionUse,
        table="question_uses",
        columns={"round_id": KEY, "question_id": KEY, "used_on": Date},
        refers={"round_id": Round},
    ),
    Kind(noun=Upload, table="uploads", columns={"return_id": KEY, "round_id": KEY, "sha256": String(64)}),
    Kind(noun=Grant, table="grants", columns={"address": Text}, many=("roles", "place_codes")),
    Kind(noun=SignOut, table="sign_outs"),
    Kind(
        noun=Practice,
        table="practices",
        columns={"stage": KEY, "owner_code": KEY, "transformation_id": KEY},
    ),
    Kind(
        noun=Adoption,
        table="adoptions",
        columns={
            "practice_id": KEY, "place_code": KEY, "from_adoption_id": KEY, "transformation_id": KEY,
            "report_due_on": Date, "reported_on": Date,
        },
        refers={"from_adoption_id": Adoption},
    ),
    Kind(
        noun=Experiment,
        table="experiments",
        columns={"practice_id": KEY, "metric_id": KEY, "owner_code": KEY, "registered_on": Date, "reported_on": Date},
    ),
    Kind(
        noun=Appeal,
        table="appeals",
        columns={"place_code": KEY, "kind": KEY, "offers": Boolean, "posted_on": Date, "closed_on": Date},
    ),
    Kind(
        noun=Evaluation,
        table="evaluations",
        columns={"transformation_id": KEY, "practice_id": KEY, "adoption_id": KEY, "metric_id": KEY},
        refers={"adoption_id": Adoption},
    ),
)  # fmt: skip

KINDS: Mapping[type[Record], Kind] = {kind.noun: kind for kind in _ALL}
