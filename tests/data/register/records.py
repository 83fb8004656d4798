"""One small record of every kind, for tests to begin from, and who tells it and why."""

import datetime as dt
from decimal import Decimal

from domain.adoption import Adoption
from domain.allocation import Allocation, Stage
from domain.appeal import Appeal, AppealKind
from domain.assurance import AssuranceRating
from domain.change_request import ChangeRequest, Decision
from domain.comment import Comment
from domain.commitment import Commitment, Side, Waypoint
from domain.evaluation import Answer as Finding
from domain.evaluation import Evaluation
from domain.evidence import Design, Effect, Result
from domain.experiment import Arm, Experiment
from domain.fund import Fund
from domain.grant import Grant
from domain.milestone import Milestone
from domain.money import Basis, Stream
from domain.person import Role
from domain.practice import Check, Citation, Practice, Precondition, Resource
from domain.programme import Programme
from domain.question_use import QuestionUse
from domain.record import Record
from domain.result import Outcome, Output
from domain.returns import Answer, Return
from domain.risk import Risk
from domain.round import Question, Round
from domain.sign_out import SignOut
from domain.spend import Spend
from domain.transformation import Standing, Status, Transformation
from domain.update import Update
from domain.upload import Upload
from domain.waiver import Waiver

HARTLEPOOL, TEES_VALLEY, LEEDS = "E06000001", "E47000006", "E08000035"
SPRING, SUMMER = dt.date(2026, 4, 1), dt.date(2026, 9, 30)
WHO = {"by": "ama@council.example", "why": "First entry"}


def transformation(name: str = "TD-HAR-01", **changes: object) -> Transformation:
    said = {
        "transformation_id": name, "title": "Waterfront square", "lead": "Hartlepool Borough Council",
        "place_codes": (HARTLEPOOL, TEES_VALLEY), "programme_id": "TD", "mission_ids": ("pride_in_place",),
        "standing": Standing(status=Status.DELAYED, since=SUMMER, event="The contractor left the site"),
    }  # fmt: skip
    return Transformation.model_validate(said | changes)


def one_of_each() -> tuple[Record, ...]:
    """In an order in which each refers only to those before it."""
    return (
        Fund(fund_id="TF", title="Towns Fund", department="Communities", announced_on=SPRING),
        Programme(programme_id="TD", title="Town Deals", department="Communities", fund_id="TF", mission_ids=("m1",)),
        transformation(),
        Allocation(
            allocation_id="A1", programme_id="TD", stage=Stage.AWARDED, amount=Decimal("13043763.07"),
            decided_on=SPRING, decided_by="The minister", stream=Stream.CAPITAL, financial_year=2026,
        ),
        Waiver(
            waiver_id="W1", programme_id="TD", rule="Spend by March", reason="Flood", decided_on=SPRING,
            decided_by="The director", starts_on=SPRING,
        ),
        a_round(),
        a_return(),
        Answer(return_id="R1/TD-HAR-01", question_id="q1", text="The square is open."),
        Update(
            update_id="U1", transformation_id="TD-HAR-01", happened_on=SUMMER, event="Opened", self_rating=4,
            status=Status.COMPLETED, return_id="R1/TD-HAR-01",
        ),
        Milestone(milestone_id="M1", transformation_id="TD-HAR-01", title="Site cleared", planned_on=SPRING),
        Output(
            output_id="O1", transformation_id="TD-HAR-01", indicator="Square metres of public space", unit="m²",
            basis=Basis.ACTUAL, value=Decimal("1250.5"), starts_on=SPRING, ends_on=SUMMER,
        ),
        Outcome(
            outcome_id="C1", transformation_id="TD-HAR-01", indicator="Footfall", unit="visits", basis=Basis.FORECAST,
            value=Decimal(9000), starts_on=SPRING, ends_on=SUMMER, bespoke=True,
        ),
        Spend(
            transformation_id="TD-HAR-01", basis=Basis.ACTUAL, stream=Stream.REVENUE, financial_year=2026, quarter=2,
            amount=Decimal("-12.34"),
        ),
        Risk(
            risk_id="K1", transformation_id="TD-HAR-01", title="Costs", category="Rising costs", impact=5,
            likelihood=3, proximity=4, owner="Finance director",
        ),
        Commitment(
            commitment_id="P1", statement="Pay within thirty days", side=Side.CENTRE, owner="Communities",
            made_on=SPRING, path=(Waypoint(on=SUMMER),), milestone_id="M1",
        ),
        Comment(comment_id="S1", about_kind="transformation", about_id="TD-HAR-01", text="Well done."),
        AssuranceRating(
            rating_id="B1", transformation_id="TD-HAR-01", rating=2, rated_on=SUMMER, rated_by="A steward",
            reason="No contractor",
        ),
        ChangeRequest(
            request_id="Q1", transformation_id="TD-HAR-01", place_code=HARTLEPOOL, asks="Another year",
            reason="Flood", asked_on=SPRING, answer_due_on=SUMMER, decision=Decision.GRANTED, decided_on=SUMMER,
            decided_by="The director",
        ),
        QuestionUse(
            use_id="E1", round_id="R1", question_id="q1", used_by="The director", used_on=SUMMER, used_for="Advice",
        ),
        Upload(upload_id="L1", file_name="return.xlsx", sha256="0" * 64, rows=12, return_id="R1/TD-HAR-01"),
        Grant(
            grant_id="G1", address="officer@place.example", name="An officer", roles=(Role.PLACE_OFFICER,),
            place_codes=(HARTLEPOOL, TEES_VALLEY),
        ),
        SignOut(sign_in_id="N1", expires_at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC)),
        *of_the_library(),
    )  # fmt: skip


def of_the_library() -> tuple[Record, ...]:
    """One entry of the learning library, and one of everything that follows from it."""
    jobs = Effect(outcome="People in work", value=1.5, unit="points", lower=0.2, upper=2.8, higher_is_better=True)
    return (
        Practice(
            practice_id="LP-1", title="A job coach in every library", what_was_done="Coaches sat in libraries.",
            mission_ids=("m1",), outcome="People in work", effect=jobs, result=Result.WORKED,
            design=Design.DIFFERENCE_IN_DIFFERENCES, place_codes=(LEEDS,), owner_code=LEEDS, cost=90_000,
            preconditions=(Precondition(statement="A library within reach", metric_id="library_visits", at_least=5),),
            sources=(Citation(author="A. Writer", title="Coaches", publisher="Leeds", address="https://x.example/c"),),
            resources=(Resource(title="Rota", address="https://x.example/r", licence="OGL v3.0"),),
            checks=(Check(checked_by="s@x.example", checked_on=SPRING, note="Read whole"),),
        ),
        Adoption(
            adoption_id="AD-1", practice_id="LP-1", place_code=HARTLEPOOL, taken_up_on=SPRING, report_due_on=SUMMER,
            transformation_id="TD-HAR-01", reported_on=SUMMER, result=Result.MIXED, effect=jobs, report="Half came.",
        ),
        Experiment(
            experiment_id="X1", title="Coaches by lot", question="Do coaches help?", metric_id="employment_rate",
            arms=(
                Arm(name="Coaches", what="A coach", place_codes=(LEEDS,)),
                Arm(name="As before", what="None", place_codes=(HARTLEPOOL,)),
            ),
            design=Design.RANDOMISED, assigned_by="Drawn by lot", analysis="Difference of means",
            registered_on=SPRING, data_from=SUMMER, results_due_on=dt.date(2027, 9, 30), practice_id="LP-1",
        ),
        Appeal(
            appeal_id="Z1", offers=False, kind=AppealKind.KNOW_HOW, place_code=HARTLEPOOL, title="Who has coaches?",
            words="We would like to see one at work.", posted_on=SPRING, wanted_by=SUMMER, metric_ids=("employment",),
        ),
        Evaluation(
            evaluation_id="V1", metric_id="employment_rate", place_codes=(HARTLEPOOL,), starts_on=SPRING,
            design=Design.SYNTHETIC_DID, answer=Finding.NO_CLEAR_EFFECT, finding="No clear effect", effect=0.4,
            lower=-2.0, upper=2.8, unit="%", settings=(("nearest", "30"),), build_id="B1", rule_version="2.0",
            run_on=SUMMER, transformation_id="TD-HAR-01", adoption_id="AD-1",
        ),
    )  # fmt: skip


def a_round(name: str = "R1") -> Round:
    return Round(
        round_id=name, programme_id="TD", title="Summer 2026", period_start=SPRING, period_end=SUMMER,
        opens_on=SUMMER, due_on=dt.date(2026, 10, 31),
        questions=(Question(question_id="q1", wording="What happened?", asked_because="To see who needs help"),),
    )  # fmt: skip


def a_return(round_id: str = "R1", transformation_id: str = "TD-HAR-01") -> Return:
    return Return(round_id=round_id, transformation_id=transformation_id, place_code=HARTLEPOOL)
