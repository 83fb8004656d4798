"""The office: opened once, patient with a register that is away, and never making anything up in a live workspace."""

import datetime as dt
import sys
from threading import Event, Thread
from types import MappingProxyType, SimpleNamespace

import pytest

from data.desk import office as module
from data.desk.office import Office
from data.register.faults import RegisterGone, RegisterUnread
from data.register.register import Register
from domain.person import Person, Role
from domain.workspace import Workspace

ADA = Person(person_id="ada@x", name="Ada", roles=frozenset({Role.STEWARD}))
TODAY = dt.date(2026, 11, 23)


class Published:
    """A build that names no transformation."""

    by_id = MappingProxyType({})
    transformations = MappingProxyType({})


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    return now


def test_everybody_has_a_desk_of_their_own_over_one_register_and_one_picture(address):
    office, programmes = Office(Workspace.LIVE, address), Published()
    bob = Person(person_id="bob@x", name="Bob")
    first, second = (office.desk(person, programmes, today=TODAY) for person in (ADA, bob))
    assert (first.person, second.person) == (ADA, bob)
    assert first.register is second.register
    assert first.picture is second.picture
    assert office.desk(ADA, Published(), today=TODAY).picture is not first.picture  # another build
    first.register.close()


def test_a_register_that_is_away_is_not_waited_for_by_every_reader_and_comes_back(address, clock, monkeypatch):
    tries = []
    opened = Register.open

    def away(*arguments):
        tries.append(1)
        if len(tries) == 1:
            raise RegisterGone("The register cannot be reached.")
        return opened(*arguments)

    monkeypatch.setattr(module.Register, "open", away)
    office = Office(Workspace.LIVE, address)
    for _ in range(3):
        with pytest.raises(RegisterGone, match="cannot be reached"):
            office.people(ADA)
    assert len(tries) == 1
    clock[0] += module.SECONDS_BETWEEN_TRIES + 1
    office.people(ADA).note(action="signed in", detail="As steward.")
    office.register().close()


def test_while_the_register_is_read_for_the_first_time_others_are_told_instead_of_kept_waiting(address, monkeypatch):
    office, reading, done, programmes = Office(Workspace.LIVE, address), Event(), Event(), Published()
    drawn = module.Picture.open

    def slowly(register, **more):
        reading.set()
        done.wait(30)
        return drawn(register, **more)

    monkeypatch.setattr(module.Picture, "open", slowly)
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.05)
    first = Thread(target=office.desk, args=(ADA, programmes), kwargs={"today": TODAY})
    first.start()
    reading.wait(30)
    with pytest.raises(RegisterUnread, match="being read from the beginning"):
        office.desk(ADA, programmes, today=TODAY)
    done.set()
    first.join()
    assert office.desk(ADA, programmes, today=TODAY).every() == {}
    office.register().close()


def laying(monkeypatch, lay_out):
    monkeypatch.setitem(sys.modules, "data.training", SimpleNamespace(lay_out=lay_out))


def test_a_live_workspace_is_never_filled_with_anything_made_up(address, monkeypatch):
    laid = []
    laying(monkeypatch, lambda *arguments: laid.append(arguments))
    Office(Workspace.LIVE, address).lay_out(Published(), {})
    assert laid == []


def test_an_empty_training_workspace_is_laid_out_and_says_so_meanwhile(address, monkeypatch):
    office, said = Office(Workspace.TRAINING, address), []
    laying(monkeypatch, lambda *arguments: said.append(office.preparing))
    assert "is being laid out" in office.preparing  # though the service, which has just started, has not begun yet
    office.lay_out(Published(), {})
    assert "is being laid out" in said[0]
    assert (office.preparing, office.laying_out) == ("", False)
    office.register().close()


def test_a_training_workspace_that_could_not_be_laid_out_says_so(address, monkeypatch):
    def fail(*arguments):
        raise OSError("no room")

    laying(monkeypatch, fail)
    office = Office(Workspace.TRAINING, address)
    with pytest.raises(OSError, match="no room"):
        office.lay_out(Published(), {})
    assert "could not be laid out" in office.preparing
    assert not office.laying_out
    office.register().close()
