"""The library: who may write, who checks, and what readers see meanwhile."""

import pytest

from data.desk.said_rightly import NotFitting
from data.register.check import check
from data.register.faults import Conflict, NotThere
from domain.evidence import Result
from domain.money import Basis
from domain.permission import NotAllowed
from domain.practice import Stage
from domain.transformation import Status, Transformation
from tests.data.desk.at_the_library import (
    ANN,
    FOUNDING,
    LEE,
    OFFICE,
    OLU,
    RAE,
    SAM,
    SID,
    SUE,
    TODAY,
    checked,
    desks,
    practice,
)  # fmt: skip
from tests.data.desk.at_work import HARTLEPOOL, LEEDS, refusals
from tests.data.desk.reported import event, spend, told

MINE = practice(owner_code=HARTLEPOOL)


@pytest.fixture
def desk_of(register):
    return desks(register)


@pytest.fixture
def drafted(desk_of):
    desk_of(OLU).library.draft(MINE, why="Written", replaces=None)
    return desk_of


def test_an_entry_is_written_sent_checked_by_two_and_read_by_all(desk_of, register):
    done = checked(desk_of)
    assert (done.stage, [one.checked_by for one in done.checks]) == (Stage.CHECKED, [SAM.person_id, SUE.person_id])
    assert {one.checked_on for one in done.checks} == {TODAY}
    assert all(desk_of(who).library.entries()["buses"] == done for who in (OFFICE, LEE, ANN))
    assert [one.record.stage for one in desk_of(OLU).library.history("buses")] == [
        Stage.DRAFT, Stage.SUBMITTED, Stage.CHECKED_ONCE, Stage.CHECKED,
    ]  # fmt: skip
    assert check(register.database).problems == ()


def test_a_draft_is_seen_by_its_own_place_and_by_those_who_check(drafted):
    assert [one.practice_id for one in drafted(OLU).library.unfinished()] == ["buses"]
    assert drafted(SAM).library.practice("buses") == MINE
    for who in (LEE, RAE, ANN, OFFICE):
        library = drafted(who).library
        found = (library.unfinished(), library.practice("buses"), library.version("buses"), library.history("buses"))
        assert found == ([], None, None, [])
        assert "buses" not in library.entries()


def test_what_is_written_is_there_at_once_at_the_same_desk(desk_of):
    library = desk_of(OLU).library
    library.draft(MINE, why="Written", replaces=None)
    assert library.practice("buses") == MINE


def test_a_form_cannot_say_that_it_was_checked(desk_of):
    done = checked(desk_of)
    again = desk_of(OLU).library.draft(done, why="Said to be checked", replaces=4).record
    assert (again.stage, again.checks) == (Stage.DRAFT, ())


def test_nobody_checks_what_they_wrote_and_the_second_look_is_anothers(drafted):
    changed = MINE.model_copy(update={"problem": "Nobody under twenty takes the bus."})
    drafted(SAM).library.draft(changed, why="Clearer", replaces=1)
    drafted(OLU).library.submit("buses", why="Ready")
    with pytest.raises(NotFitting, match="Sam wrote"):
        drafted(SAM).library.check("buses", note="Fine")
    drafted(SUE).library.check("buses", note="Fine")
    with pytest.raises(NotFitting, match="Sue has checked"):
        drafted(SUE).library.check("buses", note="Fine again")
    assert drafted(SID).library.check("buses", note="Fine").record.stage is Stage.CHECKED


def test_to_send_back_is_not_to_write_so_whoever_did_may_check_it_later(drafted):
    drafted(OLU).library.submit("buses", why="Ready")
    drafted(SAM).library.check("buses", note="Fine")
    back = drafted(SUE).library.send_back("buses", note="Where is the source?").record
    assert (back.stage, back.checks) == (Stage.DRAFT, ())
    drafted(OLU).library.submit("buses", why="There it is")
    assert drafted(SUE).library.check("buses", note="Thank you").record.stage is Stage.CHECKED_ONCE


def test_who_checked_an_older_text_looks_again_when_it_is_changed_and_readers_keep_the_old_one(desk_of):
    before = checked(desk_of)
    desk_of(OLU).library.draft(before.model_copy(update={"problem": "New"}), why="Added", replaces=4)
    reader = desk_of(OFFICE).library
    assert (reader.practice("buses"), reader.version("buses").number) == (before, 4)
    assert desk_of(OLU).library.practice("buses").problem == "New"
    desk_of(OLU).library.submit("buses", why="Ready")
    desk_of(SAM).library.check("buses", note="Seen")
    assert desk_of(OFFICE).library.practice("buses").problem == ""
    desk_of(SUE).library.check("buses", note="Seen")
    assert desk_of(OFFICE).library.practice("buses").problem == "New"


def test_what_is_checked_is_what_was_read(drafted):
    drafted(OLU).library.submit("buses", why="Ready")
    drafted(OLU).library.draft(MINE.model_copy(update={"problem": "Meanwhile"}), why="More", replaces=2)
    drafted(OLU).library.submit("buses", why="Ready")
    with pytest.raises(Conflict) as clash:
        drafted(SAM).library.check("buses", note="Fine", replaces=2)
    (both,) = clash.value.clashes
    assert (both.yours.problem, both.theirs.record.problem) == ("", "Meanwhile")


def test_two_who_write_at_once_both_keep_their_text(drafted):
    drafted(OLU).library.draft(MINE.model_copy(update={"problem": "First"}), why="One", replaces=1)
    with pytest.raises(Conflict) as clash:
        drafted(SAM).library.draft(MINE.model_copy(update={"problem": "Second"}), why="Two", replaces=1)
    (both,) = clash.value.clashes
    assert (both.yours.problem, both.theirs.record.problem) == ("Second", "First")


def test_a_steward_changes_a_founding_entry_and_two_others_check_it(desk_of):
    changed = FOUNDING["lighting"].model_copy(update={"caveats": "One winter only."})
    desk_of(SAM).library.draft(changed, why="A caveat", replaces=None)
    assert desk_of(OFFICE).library.practice("lighting") == FOUNDING["lighting"]
    desk_of(SAM).library.submit("lighting", why="Ready")
    with pytest.raises(NotFitting, match="Sam wrote"):
        desk_of(SAM).library.check("lighting", note="Fine")
    desk_of(SUE).library.check("lighting", note="Fine")
    desk_of(SID).library.check("lighting", note="Fine")
    assert desk_of(OFFICE).library.practice("lighting").caveats == "One winter only."


def test_a_place_takes_over_neither_anothers_entry_nor_the_founding_set(drafted, register):
    for stolen in (practice(owner_code=LEEDS), practice("lighting", owner_code=LEEDS), practice("new")):
        with pytest.raises(NotAllowed):
            drafted(LEE).library.draft(stolen, why="Mine now", replaces=1)
    with pytest.raises(NotAllowed):
        drafted(OLU).library.draft(practice(owner_code=LEEDS), why="Yours now", replaces=1)
    assert refusals(register) == [OLU.person_id, *[LEE.person_id] * 3]
    assert drafted(OLU).library.practice("buses") == MINE


def test_a_place_neither_checks_nor_retires_its_own_entry(drafted, register):
    drafted(OLU).library.submit("buses", why="Ready")
    for step in ("check", "send_back", "retire"):
        with pytest.raises(NotAllowed, match="may not check the entry"):
            getattr(drafted(OLU).library, step)("buses", note="Fine")
    assert refusals(register) == [OLU.person_id] * 3


def test_steps_out_of_turn_are_refused_in_words(drafted):
    with pytest.raises(NotFitting, match="cannot be checked: it is a draft, since"):
        drafted(SAM).library.check("buses", note="Fine")
    with pytest.raises(NotThere, match="No practice here is called 'nothing'"):
        drafted(SAM).library.check("nothing", note="Fine")
    with pytest.raises(NotThere, match="Nobody has changed"):
        drafted(SAM).library.submit("lighting", why="Ready")
    drafted(OLU).library.submit("buses", why="Ready")
    with pytest.raises(NotFitting, match="cannot be sent to be checked: it is sent to be checked, since"):
        drafted(OLU).library.submit("buses", why="Ready")


def test_what_is_retired_leaves_the_library_and_its_history_stays(desk_of):
    checked(desk_of)
    desk_of(SAM).library.retire("buses", note="Withdrawn by its authors")
    desk_of(SAM).library.retire("wardens", note="The study was withdrawn")
    assert set(desk_of(OFFICE).library.entries()) == {"lighting"}
    assert desk_of(OFFICE).library.practice("buses") is None
    assert desk_of(SAM).library.history("buses")[-1].why == "Withdrawn by its authors"
    with pytest.raises(NotFitting, match="cannot be taken out"):
        desk_of(SAM).library.retire("buses", note="Once more")


def test_many_come_in_as_drafts_all_or_none(drafted, register):
    trams = practice("trams", stage=Stage.CHECKED_ONCE)
    (one, other) = drafted(OLU).library.bring_in([trams, practice("ferries", owner_code=HARTLEPOOL)], "From a file")
    assert [(each.record.owner_code, each.record.stage) for each in (one, other)] == [(HARTLEPOOL, Stage.DRAFT)] * 2
    lines = register.audit(limit=1)[0].number
    with pytest.raises(NotAllowed):
        drafted(OLU).library.bring_in([practice("planes"), practice("x", owner_code=LEEDS)], "From a file")
    assert drafted(SAM).library.practice("planes") is None
    with pytest.raises(NotFitting, match="'planes' is there more than once"):
        drafted(OLU).library.bring_in([practice("planes"), practice("planes")], "From a file")
    assert register.audit(limit=1)[0].number == lines + 1  # the refusal


def test_a_file_replaces_drafts_and_ones_own_but_not_what_others_had_checked(desk_of):
    before = checked(desk_of)
    changed = before.model_copy(update={"problem": "From a file"})
    with pytest.raises(NotFitting, match="'buses' is an entry of others"):
        desk_of(SAM).library.bring_in([changed], "From a file")
    (mine,) = desk_of(OLU).library.bring_in([changed], "From a file")
    assert (mine.record.stage, mine.number) == (Stage.DRAFT, 5)
    assert desk_of(OFFICE).library.practice("buses") == before
    another = before.model_copy(update={"problem": "From another", "owner_code": None})
    (theirs,) = desk_of(SAM).library.bring_in([another], "From another")
    assert (theirs.number, theirs.record.owner_code) == (6, HARTLEPOOL)


def test_what_a_file_says_that_is_on_record_is_not_said_again(drafted):
    assert drafted(SAM).library.bring_in([FOUNDING["lighting"], MINE], "The same") == []


def complete(register):
    told(register, event("done", TODAY, Status.COMPLETED), spend(Basis.ACTUAL, 2025, 1, 40_000))
    told(register, event("here", TODAY, Status.COMPLETED).model_copy(update={"transformation_id": "TD-2"}))
    described = Transformation(
        transformation_id="TD-1", title="Square", lead="A council", place_codes=(HARTLEPOOL,), story="It was paved.",
        mission_ids=("pride_in_place",), metric_ids=("footfall",), starts_on=TODAY.replace(year=2023),
    )  # fmt: skip
    told(register, described)


def test_a_completed_transformation_opens_an_entry_filled_in_with_what_is_on_record(desk_of, register):
    complete(register)
    library = desk_of(OLU).library
    assert [one.transformation_id for one in library.unshared()] == ["TD-1"]
    begun = library.draft_from("TD-1")
    assert (begun.title, begun.what_was_done, begun.owner_code) == ("The square", "It was paved.", HARTLEPOOL)
    assert (begun.place_codes, begun.mission_ids, begun.metric_ids) == (
        (HARTLEPOOL,), ("pride_in_place",), ("footfall",),
    )  # fmt: skip
    assert (begun.cost, begun.started_year, begun.ended_year) == (40_000.0, 2023, 2026)
    assert (begun.result, begun.stage) == (Result.NOT_YET_KNOWN, Stage.DRAFT)
    with pytest.raises(NotFitting, match="outcome"):
        library.draft(begun, why="As it stands", replaces=None)
    library.draft(begun.model_copy(update={"outcome": "Footfall"}), why="Written", replaces=None)
    assert library.unshared() == []
    with pytest.raises(NotFitting, match="has an entry"):
        library.draft_from("TD-1")


def test_what_others_completed_is_neither_offered_nor_opened(desk_of, register):
    complete(register)
    assert [one.transformation_id for one in desk_of(LEE).library.unshared()] == ["TD-2"]
    with pytest.raises(NotAllowed):
        desk_of(LEE).library.draft_from("TD-1")
    assert desk_of(SAM).library.draft_from("TD-1").owner_code is None
    assert desk_of(LEE).library.draft_from("TD-2", mission_ids=("wellbeing",)).mission_ids == ("wellbeing",)
