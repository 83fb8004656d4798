"""What the register is asked is found: by place, status and more, page by page, as it stood then, and in its audit."""

import datetime as dt
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.register.appends import Draft
from data.register.register import Register
from domain.transformation import Standing, Status, Transformation
from tests.data.register.records import HARTLEPOOL, LEEDS, SPRING, TEES_VALLEY, WHO, transformation


@pytest.fixture
def several(register: Register) -> Register:
    stalled = Standing(status=Status.STALLED, since=SPRING, event="Owner unknown")
    register.append_all(
        [
            Draft(transformation("A", place_codes=(HARTLEPOOL,))),
            Draft(transformation("B", place_codes=(LEEDS,), programme_id="LUF")),
            Draft(transformation("C", place_codes=(HARTLEPOOL, LEEDS), standing=stalled)),
            Draft(transformation("D", place_codes=(TEES_VALLEY,), standing=None, programme_id=None)),
            Draft(transformation("E", place_codes=(HARTLEPOOL,), mission_ids=("health", "pride_in_place"))),
        ],
        **WHO,
    )
    return register


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, "ABCDE"),
        ({"place_codes": HARTLEPOOL}, "ACE"),
        ({"place_codes": [HARTLEPOOL, LEEDS]}, "ABCE"),
        ({"place_codes": []}, ""),
        ({"mission_ids": "health"}, "E"),
        ({"programme_id": "LUF"}, "B"),
        ({"programme_id": None}, "D"),
        ({"status": Status.STALLED}, "C"),
        ({"status": {Status.STALLED, Status.DELAYED}}, "ABCE"),
        ({"status": None}, "D"),
        ({"record_id": ["B", "E", "X"]}, "BE"),
        ({"place_codes": HARTLEPOOL, "mission_ids": "pride_in_place", "status": "delayed"}, "AE"),
    ],
)  # fmt: skip
def test_records_are_found_by_place_mission_programme_and_status(
    several: Register, filters: dict[str, object], found: str
) -> None:
    assert "".join(version.record.record_id for version in several.find(Transformation, **filters)) == found
    assert several.count(Transformation, **filters) == len(found)


def test_a_long_list_is_read_page_by_page(several: Register) -> None:
    first = several.find(Transformation, limit=2, place_codes=[HARTLEPOOL, LEEDS])
    second = several.find(Transformation, limit=2, place_codes=[HARTLEPOOL, LEEDS], after=first[-1].record.record_id)
    assert "".join(version.record.record_id for version in [*first, *second]) == "ABCE"


def test_a_record_that_moved_is_found_where_it_is_and_as_at_then_where_it_was(several: Register) -> None:
    moved = several.append(transformation("A", place_codes=(LEEDS,)), by="Ama", why="Boundary", replaces=1)
    before = moved.told_at - dt.timedelta(microseconds=1)
    assert several.count(Transformation, place_codes=HARTLEPOOL) == 2
    assert several.count(Transformation, place_codes=HARTLEPOOL, as_at=before) == 3
    assert several.count(Transformation, place_codes=[LEEDS, HARTLEPOOL], as_at=moved.told_at) == 4
    assert several.find(Transformation, as_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)) == []


def test_what_cannot_be_asked_for_is_named(register: Register) -> None:
    with pytest.raises(ValueError, match=r"by 'colour'; it can by: mission_ids, place_codes, programme_id"):
        register.find(Transformation, colour="red")
    with pytest.raises(ValueError, match="time zone"):
        register.get(Transformation, "A", as_at=dt.datetime(2026, 1, 1))  # noqa: DTZ001


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["tell", "withdraw"])), max_size=12))
def test_the_past_never_changes(register: Register, steps: list[tuple[int, str]]) -> None:
    """After every step, every moment so far reads as it read then: a dictionary kept beside the register says so."""
    mark, stands, moments = uuid.uuid4().hex, dict[str, int](), []
    for number, (which, step) in enumerate(steps):
        name = f"{mark}-{which}"
        before = register.history(Transformation, name)
        if step == "tell":
            told = register.append(
                transformation(name, title=f"Step {number}", programme_id=mark), by="Ama", why="A step",
                replaces=before[-1].number if before else None,
            )  # fmt: skip
            stands[name] = told.number
        elif before and not before[-1].withdrawn:
            told = register.withdraw(before[-1], by="Ama", why="A step")
            del stands[name]
        else:
            continue
        moments.append((told.told_at, dict(stands)))
    for moment, stood in moments:
        found = register.find(Transformation, as_at=moment, programme_id=mark)
        assert {version.record.record_id: version.number for version in found} == stood
    assert {v.record.record_id: v.number for v in register.find(Transformation, programme_id=mark)} == stands


def test_every_version_and_every_note_has_its_line_in_the_audit(register: Register) -> None:
    first = register.append(transformation(), **WHO, replaces=None)
    register.note(by="Ben", action="exported", detail="All transformations, as CSV", kind="transformation")
    register.withdraw(first, by="Ama", why="Entered twice")
    newest, noted, oldest = register.audit()
    assert (oldest.number, oldest.action, oldest.version, oldest.done_by, oldest.detail) == (
        1,
        "appended",
        1,
        WHO["by"],
        WHO["why"],
    )
    assert (noted.action, noted.version, noted.detail) == ("exported", None, "All transformations, as CSV")
    assert (newest.action, newest.record_id, newest.version) == ("withdrawn", "TD-HAR-01", 2)
    assert [line.number for line in register.audit(limit=1, before=3)] == [2]


def test_the_audit_is_searched_by_who_what_and_which_record(register: Register) -> None:
    first = register.append(transformation(), **WHO, replaces=None)
    register.append(transformation("TD-HAR-02"), by="Ben", why="Another", replaces=None)
    register.note(by="Ben", action="exported", detail="All transformations, as CSV", kind="transformation")
    register.withdraw(first, by="Ben", why="Entered twice")
    assert [line.number for line in register.audit(done_by="Ben")] == [4, 3, 2]
    assert [line.number for line in register.audit(done_by="Ben", action="appended")] == [2]
    assert [line.number for line in register.audit(kind="transformation", record_id="TD-HAR-01")] == [4, 1]
    assert [line.number for line in register.audit(done_by="Ben", before=4, limit=1)] == [3]
    assert [line.number for line in register.audit(done_by=("Ben", "ben"), action="exported")] == [3]
    assert register.audit(done_by="ben'; DROP TABLE audit; --") == []
    with pytest.raises(ValueError, match="cannot be searched by 'seal'; it can by: done_by, action, kind, record_id"):
        register.audit(seal="x")
