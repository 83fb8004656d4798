"""What tests of the pages of returns share: stores with a fake desk, and a page opened as one person."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest

from tests.pages.opened import opened
from tests.pages.returns.fake_desk import FakeDesk
from tests.pages.returns.on_record import ADDRESS, OFFICER, Held
from tests.ui import fakes
from tests.ui.transformations import programme


@pytest.fixture
def seen_by() -> Callable:
    """Opens a page as a person sees it, over what is on record."""

    def seen(page: str, person, on_record: Held, **address: str):
        return opened(page, stores_of(person, on_record), person=person, **address)

    return seen


def stores_of(person, on_record: Held):
    """Stores of the small country with the desk of a person."""
    figures = SimpleFigures()
    programmes = SimpleNamespace(by_id={"deals": programme(title="Deals")}, transformations={})
    return replace(fakes.stores(figures), programmes=programmes, desk=FakeDesk(person, on_record))


class SimpleFigures(fakes.FakeFigures):
    """The fake figures with what a list of places needs."""

    @property
    def current_places(self):
        return [place for place in self.places.values() if place.is_current]

    def members(self, code):
        return ()


@pytest.fixture
def filling_in(seen_by):
    """The return as its officer opens it."""

    def opened(on_record, **address):
        return seen_by("one-return", OFFICER, on_record, **ADDRESS, **address)

    return opened
