"""Where a backup is restored in the place of a register in use, nobody is told of what it replaced."""

import datetime as dt

import pytest

from data.desk.picture import Picture
from data.desk.shelf import Shelf
from data.register.appends import Draft
from data.register.faults import RegisterGone
from data.register.register import News, Register
from domain.practice import Stage
from domain.returns import ReturnState
from domain.round import Round
from domain.transformation import Status
from domain.update import Update
from domain.workspace import Workspace
from tests.data.desk.at_the_library import FOUNDING, practice
from tests.data.desk.reported import FIRST, SECOND, TODAY, Published, event, owed, told
from tests.data.register.ready import ready_register


class Place:
    """Where a register lies, and another may lie tomorrow."""

    def __init__(self, register: Register) -> None:
        self.register = register

    def news(self):
        return self.register.news()


@pytest.fixture
def other(tmp_path):
    register = ready_register(tmp_path / "other", Workspace.LIVE)
    yield register
    register.close()


@pytest.mark.parametrize("longer", [True, False])
def test_lists_are_of_the_register_that_lies_there_now(register, other, longer):
    told(register, FIRST, event("a", dt.date(2026, 5, 1), Status.STALLED), owed("R1"))
    place = Place(register)
    picture = Picture.open(place, programmes=Published(), today=TODAY)
    told(other, SECOND)
    if longer:
        for number in range(5):
            other.note(by="a@x.example", action="exported", detail=str(number))
    place.register = other
    picture.catch_up(TODAY)
    assert list(picture.rounds) == ["R2"]
    found = picture.seen(None)["TD-1"].delivery
    assert (found.status, found.returns) == (None, ())


def test_an_empty_register_in_its_place_empties_the_lists(register, other):
    told(register, FIRST, event("a", dt.date(2026, 5, 1), Status.STALLED))
    place = Place(register)
    picture = Picture.open(place, programmes=Published(), today=TODAY)
    place.register = other
    picture.catch_up(TODAY)
    assert dict(picture.rounds) == {}
    assert picture.seen(None)["TD-1"].delivery.status is None


def test_the_library_holds_the_entries_of_the_register_that_lies_there_now(register, other):
    told(register, practice("E", stage=Stage.DRAFT))
    place = Place(register)
    shelf = Shelf(place, FOUNDING)
    shelf.catch_up()
    assert list(shelf.newest) == ["E"]
    told(other, FIRST, practice("F", stage=Stage.DRAFT))
    place.register = other
    shelf.catch_up()
    assert list(shelf.newest) == ["F"]
    assert dict(shelf.checked) == dict(FOUNDING)


class BreakingOff(Place):
    """A database that goes away in the middle of being read, once."""

    broken = False

    def news(self):
        return self.breaking() if not self.broken else self.register.news()

    def breaking(self):
        self.broken = True
        opened = self.register.news()

        class Until(News):
            def since(self, noun, line, *names, **how):
                if noun is Update:
                    raise RegisterGone("The server was stopped.")
                return super().since(noun, line, *names, **how)

        class Opened:
            def __enter__(self):
                return Until(opened.__enter__()._connection)

            def __exit__(self, *told):
                return opened.__exit__(*told)

        return Opened()


def test_a_return_read_when_the_database_went_away_is_counted_once_when_it_is_back(register):
    place = BreakingOff(register)
    place.broken = True
    picture = Picture.open(place, programmes=Published(), today=TODAY)
    told(register, FIRST, owed("R1"))
    for number, state in enumerate((ReturnState.DRAFT, ReturnState.SUBMITTED, ReturnState.CERTIFIED), 1):
        register.append_all([Draft(owed("R1", state), number)], by="a@x.example", why="Next")
    told(register, event("a", dt.date(2025, 8, 1), Status.ON_TRACK, return_id="R1/TD-1"))
    place.broken = False
    with pytest.raises(RegisterGone):
        picture.catch_up(TODAY)
    picture.catch_up(TODAY)
    assert isinstance(picture.rounds["R1"], Round)
    (mark,) = picture.seen(None)["TD-1"].delivery.returns
    assert (mark.state, mark.times_sent) == (ReturnState.CERTIFIED, 1)
