"""Forged ids of other places, by every role, at every door of a desk: nothing shown, nothing changed, all noted."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from data.desk.desk import Desk
from data.desk.learning import Learning
from data.desk.library import Library
from data.desk.people import People
from data.desk.picture import Picture
from data.desk.returns import Returns
from data.desk.rounds import Rounds
from data.desk.shelf import Shelf
from data.desk.stewardship import Stewardship
from data.desk.uploads import Uploads
from data.register.check import check
from data.register.faults import RegisterFault
from data.register.register import Register
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
from domain.permission import NotAllowed
from domain.person import Person, Role
from domain.question_use import QuestionUse
from domain.returns import Answer, Return
from domain.transformation import Status, Transformation
from domain.update import Update
from domain.waiver import Waiver
from tests.data.desk.at_the_library import FOUNDING, adoption, appeal, evaluation, experiment, practice
from tests.data.desk.test_picture import HARTLEPOOL, LEEDS, THIRD, TODAY, Published, a_round, event, told

SECRET = "Sekrit7"
RETURN = "R3/TD-1"
TEES_VALLEY = "E47000006"
DAY = dt.date(2026, 5, 1)


def person(name: str, *roles: Role, own: tuple[str, ...] = (), within: tuple[str, ...] = ()) -> Person:
    return Person(person_id=f"{name}@x.example", name=name, roles=roles, own_codes=own, within_codes=within)


STRANGERS = [
    person("officer-elsewhere", Role.PLACE_OFFICER, own=(LEEDS,)),
    person("certifier-elsewhere", Role.CERTIFIER, own=(LEEDS,)),
    person("both-elsewhere", Role.PLACE_OFFICER, Role.CERTIFIER, own=(LEEDS,)),
    person("officer-nowhere", Role.PLACE_OFFICER),
    person("certifier-above", Role.CERTIFIER, own=(TEES_VALLEY,), within=(HARTLEPOOL,)),
    person("administrator", Role.ADMINISTRATOR),
    person("no-role-here", own=(HARTLEPOOL,)),
]
READERS_ONLY = [
    person("analyst", Role.ANALYST), person("office", Role.MINISTERS_OFFICE),
    person("officer-above", Role.PLACE_OFFICER, own=(TEES_VALLEY,), within=(HARTLEPOOL,)),
]  # fmt: skip
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


@pytest.fixture
def desk_of(register: Register) -> Callable[[Person], Desk]:
    """The desk of anybody over a register in which Hartlepool has said something in every way there is."""
    told(register, THIRD, Return(round_id="R3", transformation_id="TD-1", place_code=HARTLEPOOL))
    told(register, Answer(return_id=RETURN, question_id="q", text=f"{SECRET} draft"))
    told(
        register, event("a", DAY, Status.STALLED, evidence=SECRET), step("M"), VICTIM, promise("P"), money("A"),
        waiver("W"),
        Transformation(
            transformation_id="TD-1", title="The square", lead=SECRET, place_codes=(HARTLEPOOL,), story=SECRET
        ),
        AssuranceRating(
            rating_id="B", transformation_id="TD-1", rating=1, rated_on=DAY, rated_by=SECRET, reason=SECRET
        ),
        Grant(grant_id=grant_id("h@x"), address="h@x", name=SECRET, roles=(Role.CERTIFIER,), place_codes=(HARTLEPOOL,)),
    )  # fmt: skip
    told(register, Comment(comment_id="S", about_kind="update", about_id="a", text=f"{SECRET} remark"))
    told(
        register, practice("E", owner_code=HARTLEPOOL, problem=f"{SECRET} draft", transformation_id="TD-1"),
        adoption("D", practice_id="E"), experiment(), appeal(),
    )  # fmt: skip
    picture = Picture.open(register, programmes=Published(), today=TODAY)
    return lambda who: Desk(register, picture, who, today=TODAY, shelf=Shelf(register, FOUNDING))


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
    "Rounds.note_use",  # below: not for those who may not
    "Learning.adoptions", "Learning.taken_up", "Learning.experiments", "Learning.appeals", "Learning.answers",
    "Learning.evaluations",
    "Learning.answer",  # all of it public; those who may not write back: tests/data/desk/test_learning.py
    "Uploads.may_bulk", "Uploads.check_bulk", "Uploads.load_bulk", "Uploads.report",  # tests/data/desk/test_uploads.py
}  # fmt: skip
ANALYSTS_TOO = ("Learning.register_experiment", "Learning.report_experiment", "Learning.attach")


def unpacked(content: bytes) -> str:
    """All the text of a spreadsheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def changes(register: Register) -> list[str]:
    """What the audit says was changed, as against tried, looked at or taken away."""
    return [f"{line.kind} {line.record_id}" for line in register.audit(limit=200) if line.version is not None]


def refusals(register: Register, who: Person) -> int:
    return len(register.audit(limit=200, action="refused", done_by=who.person_id))


def test_every_door_of_a_desk_is_tried_here():
    doors = {
        f"{part.__name__}.{name}"
        for part in (Desk, Learning, Library, People, Returns, Rounds, Stewardship, Uploads)
        for name in vars(part)
        if not name.startswith("_")
    }
    tried = {name.split(",")[0] for name in (*READS, *WRITES, *ADMINISTRATORS_ONLY)} | OPEN_TO_ALL
    assert doors - tried == set()


@pytest.mark.parametrize("who", STRANGERS, ids=lambda who: who.name)
def test_whoever_reads_what_is_not_theirs_finds_nothing_of_it(desk_of, who):
    desk = desk_of(who)
    for name, read in READS.items():
        try:
            found = read(desk)
        except (NotAllowed, RegisterFault, ValueError) as refused:
            found = refused
        assert SECRET not in f"{found!r} {found}", name
        assert SECRET not in repr(getattr(found, "clashes", "")), name


@pytest.mark.parametrize("who", [*READERS_ONLY, person("steward", Role.STEWARD)], ids=lambda who: who.name)
def test_what_was_typed_and_not_sent_is_for_its_own_place_not_for_those_who_read_what_was_sent(desk_of, who):
    desk, seen = desk_of(who), []
    for name, read in READS.items():
        if name.startswith(("Desk.", "Returns.", "Uploads.")):
            try:
                found = read(desk)
            except (NotAllowed, RegisterFault, ValueError) as refused:
                found = refused
            assert f"{SECRET} draft" not in f"{found!r} {found}", name
            seen.append(SECRET in f"{found!r}")
    assert any(seen)  # what was sent is theirs to read


@pytest.mark.parametrize("who", STRANGERS, ids=lambda who: who.name)
def test_whoever_writes_where_it_is_not_theirs_changes_nothing_and_it_is_on_record(desk_of, register, who):
    desk, before = desk_of(who), changes(register)
    for name, write in WRITES.items():
        noted = refusals(register, who)
        with pytest.raises((NotAllowed, RegisterFault)) as refused:
            write(desk)
        assert SECRET not in str(refused.value), name
        assert changes(register) == before, name
        if refused.type is NotAllowed:
            assert refusals(register, who) == noted + 1, name


@pytest.mark.parametrize("who", READERS_ONLY, ids=lambda who: who.name)
def test_whoever_may_only_read_changes_nothing(desk_of, register, who):
    desk, before = desk_of(who), changes(register)
    for name, write in WRITES.items():
        if name == "Stewardship.comment" and Role.PLACE_OFFICER in who.roles:
            continue  # they may
        if name.startswith(ANALYSTS_TOO) and Role.ANALYST in who.roles:
            continue
        with pytest.raises((NotAllowed, RegisterFault)):
            write(desk)
        assert changes(register) == before, name


@pytest.mark.parametrize("who", [*STRANGERS, *READERS_ONLY, person("steward", Role.STEWARD)], ids=lambda who: who.name)
def test_roles_and_the_audit_are_for_administrators_alone(desk_of, register, who):
    desk, before = desk_of(who), changes(register)
    for name, use in ADMINISTRATORS_ONLY.items():
        if who.holds(Role.ADMINISTRATOR):
            continue
        noted = refusals(register, who)
        with pytest.raises(NotAllowed):
            use(desk)
        assert refusals(register, who) == noted + 1, name
    assert changes(register) == before


def test_nobody_gives_themselves_a_role_by_naming_another_key(desk_of, register):
    root = desk_of(person("root", Role.ADMINISTRATOR))
    forged = Grant(grant_id=grant_id("h@x"), address="root@x.example", name="R", roles=(Role.STEWARD,))
    before = changes(register)
    with pytest.raises((ValueError, RegisterFault)):
        root.people.grant(forged, why="Forged", replaces=1)
    assert changes(register) == before


@pytest.mark.parametrize("who", STRANGERS, ids=lambda who: who.name)
def test_a_use_of_answers_is_recorded_only_by_those_who_may(desk_of, register, who):
    use = QuestionUse(use_id="N", round_id="R3", question_id="q", used_by="F", used_on=DAY, used_for="Forged")
    with pytest.raises(NotAllowed):
        desk_of(who).rounds.note_use(use, why="Forged")
    assert register.count(QuestionUse) == 0


def test_an_id_taken_by_another_place_tells_nothing_of_what_it_holds(desk_of, register):
    officer = desk_of(person("officer-elsewhere", Role.PLACE_OFFICER, own=(LEEDS,)))
    told(register, replace_event("b"))
    before = changes(register)
    forged: list[Use] = [
        lambda desk: desk.stewardship.comment(
            Comment(comment_id="S", about_kind="update", about_id="b", text="Mine"), "TD-2"
        ),
        lambda desk: desk.stewardship.ask_change(
            VICTIM.model_copy(update={"transformation_id": "TD-2", "place_code": LEEDS, "asks": "Mine"})
        ),
        lambda desk: desk.stewardship.plan(
            Milestone(milestone_id="M", transformation_id="TD-2", title="Mine", planned_on=DAY), why="Mine"
        ),
        lambda desk: desk.stewardship.commit(promise("P", LEEDS, "TD-2"), why="Mine"),
    ]
    for write in forged:
        with pytest.raises((NotAllowed, RegisterFault)) as refused:
            write(officer)
        assert SECRET not in f"{refused.value} {getattr(refused.value, 'clashes', '')!r}"
    assert changes(register) == before


def replace_event(name: str) -> Update:
    return event(name, DAY, Status.ON_TRACK).model_copy(update={"transformation_id": "TD-2"})


HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "'; DROP TABLE comments; --", "=1+1",
    "+1+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "🙂 e\u0301 العربية 東京 👩\u200d🚀", "${jndi:ldap://x}",
    "{{7*7}}", "%s%n", "[a](javascript:alert(1))", "<!--", "]]>",
]  # fmt: skip
UNSEEN = ["\x00", "a\x00b", "\u202e gpj.exe", "\u2066hidden\u2069", "\x1b[31m", "\ud800", "x" * 1_000_000]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_kept_to_the_letter_and_do_nothing(desk_of, register, words):
    officer = desk_of(person("officer", Role.PLACE_OFFICER, own=(HARTLEPOOL,)))
    kept = officer.stewardship.comment(Comment(comment_id="N", about_kind="update", about_id="a", text=words), "TD-1")
    assert kept.record.text == words
    assert words in [version.record.text for version in officer.comments("update", "a", "TD-1")]
    assert check(register.database).problems == ()


@pytest.mark.parametrize("words", UNSEEN, ids=lambda words: ascii(words[:8]))
def test_what_cannot_be_seen_or_does_not_fit_is_refused_before_it_is_kept(words):
    with pytest.raises(ValueError, match=r"cannot be seen|at most|surrogate|unicode|UTF-8"):
        Comment(comment_id="N", about_kind="update", about_id="a", text=f"Words {words}")


def test_a_seen_id_that_holds_more_than_an_id_is_no_return(desk_of):
    officer = desk_of(person("officer", Role.PLACE_OFFICER, own=(HARTLEPOOL,)))
    for own_id in ("../../etc/passwd", "R3/TD-1/q", "R3/TD-1 OR 1=1", "R3/\x00", "R3/TD-1'--", "", "x" * 10_000):
        assert officer.returns.get(own_id) is None
        with pytest.raises(RegisterFault):
            officer.returns.journey(own_id)


@pytest.mark.parametrize("asked", ["\x00", "x" * 100_000, "\u202e", "TD-1\n\nrefused"])
def test_a_refusal_is_on_record_whatever_was_asked_for(desk_of, register, asked):
    who = STRANGERS[0]
    with pytest.raises(NotAllowed):
        desk_of(who).stewardship.comment(Comment(comment_id="N", about_kind="a", about_id="a", text="x"), asked)
    assert refusals(register, who) == 1
    assert check(register.database).problems == ()
