"""Every door of a desk, tried as a stranger would: what it reads, what it writes, and what is open to all."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from data.desk.desk import Desk
from data.returns.bulk_kinds import BulkKind
from domain.adoption import Adoption
from domain.allocation import Allocation, Stage
from domain.appeal import AppealOutcome
from domain.assurance import AssuranceRating
from domain.change_request import ChangeRequest, Decision
from domain.comment import Comment
from domain.commitment import Commitment, Side, Waypoint
from domain.evidence import Result
from domain.grant import Grant, grant_id
from domain.milestone import Milestone
from domain.person import Role
from domain.returns import Answer
from domain.transformation import Transformation
from domain.update import Update
from domain.waiver import Waiver
from tests.data.desk.at_the_library import adoption, appeal, evaluation, experiment, practice
from tests.data.desk.reported import HARTLEPOOL, LEEDS, TODAY, a_round

SECRET = "Sekrit7"
RETURN = "R3/TD-1"
DAY = dt.date(2026, 5, 1)
VICTIM = ChangeRequest(
    request_id="C", transformation_id="TD-1", place_code=HARTLEPOOL, asks=f"{SECRET} asks", reason=f"{SECRET} why",
    asked_on=DAY, answer_due_on=TODAY,
)  # fmt: skip


def promise(name: str, code: str = HARTLEPOOL, of: str = "TD-1") -> Commitment:
    return Commitment(
        commitment_id=name, statement=f"{SECRET} promise", side=Side.PLACE, owner=SECRET, made_on=DAY, place_code=code,
        path=(Waypoint(on=TODAY, value=1.0),), transformation_id=of, metric_id="pay",
    )  # fmt: skip


def money(name: str) -> Allocation:
    return Allocation(
        allocation_id=name, programme_id="TD", transformation_id="TD-1", stage=Stage.AWARDED, amount=Decimal(5),
        decided_on=DAY, decided_by=SECRET,
    )  # fmt: skip


def waiver(name: str) -> Waiver:
    return Waiver(
        waiver_id=name, programme_id="TD", rule=SECRET, reason=SECRET, decided_on=DAY, decided_by=SECRET,
        starts_on=DAY, transformation_id="TD-1",
    )  # fmt: skip


def step(name: str) -> Milestone:
    return Milestone(milestone_id=name, transformation_id="TD-1", title=SECRET, planned_on=DAY)


Use = Callable[[Desk], Any]

READS: dict[str, Use] = {
    "Desk.every": lambda desk: desk.every(),
    "Desk.tracked": lambda desk: desk.tracked("TD-1"),
    "Desk.reaching": lambda desk: desk.reaching([HARTLEPOOL]),
    "Desk.marks": lambda desk: desk.marks(round_id="R3"),
    "Desk.of": lambda desk: desk.of(Update, "TD-1"),
    "Desk.told_of": lambda desk: desk.told_of(Milestone, "TD-1"),
    "Desk.comments": lambda desk: desk.comments("update", "a", "TD-1"),
    "Desk.comments, told to be elsewhere": lambda desk: desk.comments("update", "a", "TD-2"),
    "Desk.history": lambda desk: desk.history(Update, "a", "TD-1"),
    "Desk.history, told to be elsewhere": lambda desk: desk.history(Update, "a", "TD-2"),
    "Desk.history, of what was typed": lambda desk: desk.history(Answer, f"{RETURN}/q", "TD-1"),
    "Desk.history, of roles": lambda desk: desk.history(Grant, grant_id("h@x"), "TD-2"),
    "Returns.get": lambda desk: desk.returns.get(RETURN),
    "Returns.readable": lambda desk: desk.returns.readable(RETURN),
    "Returns.form": lambda desk: desk.returns.form(RETURN),
    "Returns.answers": lambda desk: desk.returns.answers(RETURN),
    "Returns.faults": lambda desk: desk.returns.faults(RETURN),
    "Returns.journey": lambda desk: desk.returns.journey(RETURN),
    "Rounds.owed_by": lambda desk: desk.rounds.owed_by("TD"),
    "Stewardship.requests": lambda desk: desk.stewardship.requests(only_open=False),
    "Stewardship.commitments": lambda desk: desk.stewardship.commitments([HARTLEPOOL]),
    "Stewardship.allocations": lambda desk: desk.stewardship.allocations("TD"),
    "Stewardship.waivers": lambda desk: desk.stewardship.waivers(),
    "Stewardship.milestones": lambda desk: desk.stewardship.milestones(["M"]),
    "Library.entries": lambda desk: desk.library.entries(),
    "Library.unfinished": lambda desk: desk.library.unfinished(),
    "Library.practice": lambda desk: desk.library.practice("E"),
    "Library.version": lambda desk: desk.library.version("E"),
    "Library.history": lambda desk: desk.library.history("E"),
    "Library.draft_from": lambda desk: desk.library.draft_from("TD-1"),
    "Library.unshared": lambda desk: desk.library.unshared(),
    "Learning.history": lambda desk: desk.learning.history(Adoption, "D"),
    "Uploads.template": lambda desk: unpacked(desk.uploads.template(RETURN)),
    **{
        f"Uploads.bulk_template, {kind}": lambda desk, kind=kind: unpacked(desk.uploads.bulk_template("TD", kind))
        for kind in BulkKind
    },
}
ADMINISTRATORS_ONLY: dict[str, Use] = {
    "People.grants": lambda desk: desk.people.grants(),
    "People.grant_of": lambda desk: desk.people.grant_of("h@x"),
    "People.history": lambda desk: desk.people.history("h@x"),
    "People.audit": lambda desk: desk.people.audit(),
    "People.check": lambda desk: desk.people.check(),
    "People.grant": lambda desk: desk.people.grant(
        Grant(grant_id=grant_id("e@x"), address="e@x", name="E", roles=(Role.STEWARD,)), why="Mine", replaces=None
    ),
}
WRITES: dict[str, Use] = {
    "Returns.save": lambda desk: desk.returns.save(RETURN, "q", "Forged", replaces=1),
    "Returns.save_all": lambda desk: desk.returns.save_all(RETURN, {"q": "Forged"}, why="Forged"),
    "Returns.submit": lambda desk: desk.returns.submit(RETURN, why="Forged"),
    "Returns.certify": lambda desk: desk.returns.certify(RETURN, why="Forged"),
    "Returns.send_back": lambda desk: desk.returns.send_back(RETURN, why="Forged"),
    "Returns.accept": lambda desk: desk.returns.accept(RETURN, why="Forged"),
    "Returns.ask_changes": lambda desk: desk.returns.ask_changes(RETURN, why="Forged"),
    "Rounds.open": lambda desk: desk.rounds.open(
        a_round("R4", DAY, DAY, dt.date(2027, 1, 1)), {"TD-1": HARTLEPOOL}, why="Forged"
    ),
    "Stewardship.comment": lambda desk: desk.stewardship.comment(
        Comment(comment_id="N", about_kind="update", about_id="a", text="Forged"), "TD-1"
    ),
    "Stewardship.comment, told to be elsewhere": lambda desk: desk.stewardship.comment(
        Comment(comment_id="N", about_kind="update", about_id="a", text="Forged"), "TD-2"
    ),
    "Stewardship.rate": lambda desk: desk.stewardship.rate(
        AssuranceRating(rating_id="N", transformation_id="TD-1", rating=5, rated_on=DAY, rated_by="F", reason="Forged")
    ),
    "Stewardship.ask_change": lambda desk: desk.stewardship.ask_change(
        VICTIM.model_copy(update={"request_id": "N", "place_code": LEEDS})
    ),
    "Stewardship.decide": lambda desk: desk.stewardship.decide(
        desk.register.history(ChangeRequest, "C")[0], Decision.GRANTED, grounds="Forged"
    ),
    "Stewardship.decide, by withdrawing": lambda desk: desk.stewardship.decide(
        desk.register.history(ChangeRequest, "C")[0], Decision.WITHDRAWN, grounds="Forged"
    ),
    "Stewardship.commit": lambda desk: desk.stewardship.commit(promise("N"), why="Forged"),
    "Stewardship.commit, over another's": lambda desk: desk.stewardship.commit(
        promise("P", LEEDS, "TD-2"), why="Forged", replaces=1
    ),
    "Stewardship.describe": lambda desk: desk.stewardship.describe(
        Transformation(transformation_id="TD-1", title="Forged", lead="F", place_codes=(LEEDS,)), why="F", replaces=1
    ),
    "Stewardship.plan": lambda desk: desk.stewardship.plan(step("N"), why="Forged"),
    "Stewardship.allocate": lambda desk: desk.stewardship.allocate(money("N"), why="Forged"),
    "Stewardship.waive": lambda desk: desk.stewardship.waive(waiver("N"), why="Forged"),
    "Uploads.load": lambda desk: desk.uploads.load(RETURN, b"PK", "forged.xlsx"),
    "Library.draft": lambda desk: desk.library.draft(practice("E", owner_code=LEEDS), why="Forged", replaces=1),
    "Library.draft, as new": lambda desk: desk.library.draft(
        practice("E", owner_code=LEEDS), why="Forged", replaces=None
    ),
    "Library.bring_in": lambda desk: desk.library.bring_in([practice("E", owner_code=LEEDS)], "Forged"),
    "Library.submit": lambda desk: desk.library.submit("E", why="Forged"),
    "Library.check": lambda desk: desk.library.check("E", note="Forged"),
    "Library.send_back": lambda desk: desk.library.send_back("E", note="Forged"),
    "Library.retire": lambda desk: desk.library.retire("E", note="Forged"),
    "Learning.take_up": lambda desk: desk.learning.take_up(adoption("N"), why="Forged"),
    "Learning.report": lambda desk: desk.learning.report(
        adoption("D", LEEDS, practice_id="E", result=Result.HARM, reported_on=TODAY), why="Forged"
    ),
    "Learning.register_experiment": lambda desk: desk.learning.register_experiment(
        experiment(experiment_id="N"), why="Forged"
    ),
    "Learning.report_experiment": lambda desk: desk.learning.report_experiment(
        experiment(result=Result.STOPPED, reported_on=TODAY), why="Forged"
    ),
    "Learning.post": lambda desk: desk.learning.post(appeal(appeal_id="N"), why="Forged"),
    "Learning.close": lambda desk: desk.learning.close("ask", AppealOutcome.TAKEN_BACK, words="Forged"),
    "Learning.attach": lambda desk: desk.learning.attach(evaluation(place_codes=(LEEDS,)), why="Forged"),
}
OPEN_TO_ALL = {
    "Desk.demand", "Desk.workspace",  # the question itself, and which workspace this is
    "Desk.library", "Desk.learning",  # parts, as returns and rounds are
    "People.demand", "People.ended", "People.end", "People.note", "People.taken_away",  # of oneself alone
    "Rounds.every", "Rounds.get", "Rounds.questions_for", "Rounds.questions_unused", "Rounds.uses",  # what is asked
    "Rounds.note_use",  # not for those who may not: tests/data/desk/test_hostile.py
    "Learning.adoptions", "Learning.taken_up", "Learning.experiments", "Learning.appeals", "Learning.answers",
    "Learning.evaluations",
    "Learning.answer",  # all of it public; those who may not write back: tests/data/desk/test_learning.py
    "Uploads.may_bulk", "Uploads.check_bulk", "Uploads.load_bulk",
    "Uploads.report",  # all four: tests/data/desk/test_uploads_bulk.py
}  # fmt: skip
ANALYSTS_TOO = ("Learning.register_experiment", "Learning.report_experiment", "Learning.attach")


def unpacked(content: bytes) -> str:
    """All the text of a spreadsheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
