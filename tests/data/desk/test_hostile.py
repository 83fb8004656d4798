"""Forged ids of other places, by every role, at every door of a desk: nothing shown, nothing changed, all noted."""

from collections.abc import Callable

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
from domain.assurance import AssuranceRating
from domain.comment import Comment
from domain.grant import Grant, grant_id
from domain.milestone import Milestone
from domain.permission import NotAllowed
from domain.person import Person, Role
from domain.question_use import QuestionUse
from domain.returns import Answer, Return
from domain.transformation import Status, Transformation
from domain.update import Update
from tests.data.desk.at_the_library import FOUNDING, adoption, appeal, experiment, practice
from tests.data.desk.doors import (
    ADMINISTRATORS_ONLY,
    ANALYSTS_TOO,
    DAY,
    OPEN_TO_ALL,
    READS,
    RETURN,
    SECRET,
    VICTIM,
    WRITES,
    Use,
    money,
    promise,
    step,
    waiver,
)
from tests.data.desk.reported import HARTLEPOOL, LEEDS, THIRD, TODAY, Published, event, told

TEES_VALLEY = "E47000006"


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
