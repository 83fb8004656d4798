"""A history laid into the training workspace: dated in the past, sealed like everything else, whole or not there."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator

import pytest

from data.register.check import check
from data.register.faults import NotThere, RegisterUnfit
from data.register.founding import Entry, found
from data.register.register import Register
from domain.returns import ReturnState
from domain.transformation import Transformation
from domain.workspace import Workspace
from tests.data.register.records import a_return, a_round, transformation

MARCH, MAY, JULY = (dt.datetime(2025, month, 3, 10, 30, tzinfo=dt.UTC) for month in (3, 5, 7))
WHO = "administrator@centre.example"


@pytest.fixture
def practice(address: str) -> Iterator[Register]:
    register = Register.open(address, Workspace.TRAINING)
    yield register
    register.close()


def told() -> list[Entry]:
    """A transformation described twice, a round with a return, and the return sent."""
    return [
        Entry(MARCH, [transformation(story="A first plan")], "officer@hartlepool.example", "First words"),
        Entry(MAY, [a_round(), a_return()], "returns@centre.example", "Round opened"),
        Entry(JULY, [transformation(story="A second plan")], "officer@hartlepool.example", "Second words"),
        Entry(
            JULY, [a_return().model_copy(update={"state": ReturnState.DRAFT})], "officer@hartlepool.example", "Begun"
        ),
    ]


def lay(register: Register, entries: Callable[[], list[Entry]] = told) -> int:
    return found(register.database, entries, by=WHO, detail="Simulated for practice")


def test_what_was_laid_in_is_dated_as_told_and_stood_as_it_then_was(practice):
    assert lay(practice) == 5
    stood = practice.get(Transformation, "TD-HAR-01", as_at=MAY)
    assert stood is not None
    assert (stood.record.story, stood.told_at, stood.told_by, stood.why) == (
        "A first plan", MARCH, "officer@hartlepool.example", "First words",
    )  # fmt: skip
    now = practice.get(Transformation, "TD-HAR-01")
    assert now is not None
    assert (now.record.story, now.number, now.replaces) == ("A second plan", 2, 1)


def test_a_register_with_a_history_is_sound_and_goes_on(practice):
    lay(practice)
    assert check(practice.database).problems == ()
    practice.append(transformation("TD-NEW-01"), by="someone", why="Told today", replaces=None)
    found_sound = check(practice.database)
    assert found_sound.problems == ()
    assert (found_sound.versions, found_sound.lines) == (6, 7)  # five, the word that it was laid in, and one of today


def test_it_is_laid_in_once(practice):
    lay(practice)
    assert lay(practice) == 0
    assert practice.count(Transformation) == 1


def test_the_live_workspace_takes_no_history(register):
    with pytest.raises(RegisterUnfit, match="live workspace"):
        lay(register)
    assert register.audit() == []


def test_what_breaks_off_in_the_middle_leaves_nothing_behind(practice):
    def broken():
        yield from told()
        raise OSError("the machine stopped")

    with pytest.raises(OSError, match="stopped"):
        lay(practice, broken)
    assert practice.audit() == []
    assert lay(practice) == 5


def test_of_two_at_once_one_writes_and_the_other_finds_it_done(address):
    registers = [Register.open(address, Workspace.TRAINING) for _ in range(2)]
    together, written = threading.Barrier(2), []

    def run(register):
        together.wait()
        written.append(lay(register))

    threads = [threading.Thread(target=run, args=(register,)) for register in registers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(written) == [0, 5]
    assert check(registers[0].database).problems == ()
    for register in registers:
        register.close()


def test_nothing_is_laid_in_before_what_is_there_already(practice):
    practice.append(transformation("TD-OLD-01"), by="someone", why="Told today", replaces=None)
    with pytest.raises(RegisterUnfit, match="empty register"):
        lay(practice)
    assert practice.count(Transformation) == 1


def test_what_would_be_out_of_order_or_in_the_future_is_refused(practice):
    with pytest.raises(ValueError, match="order of time"):
        lay(practice, lambda: [told()[2], told()[0]])
    ahead = Entry(dt.datetime.now(dt.UTC) + dt.timedelta(hours=1), [transformation()], "someone", "Too early")
    with pytest.raises(ValueError, match="in the past"):
        lay(practice, lambda: [ahead])
    assert practice.audit() == []


def test_a_return_of_a_round_nobody_opened_is_refused(practice):
    with pytest.raises(NotThere, match="R1"):
        lay(practice, lambda: [Entry(MARCH, [a_return()], "someone", "No round")])
    assert practice.audit() == []
