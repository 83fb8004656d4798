"""What tests of today share: the morning of whoever has a desk, on the build that ships."""

from dataclasses import replace

import pytest

from pages.home import today
from tests.metrics.stewardship.deliveries import TODAY
from tests.pages.desks import FakeDesk
from ui.request import read_request


@pytest.fixture(scope="module")
def day_of(shipped_stores):
    """Gathers the morning of the person whose desk it is, as the address asks for it."""

    def gathered(desk: FakeDesk, **address: str) -> today.Morning:
        asked = {name: (value,) for name, value in address.items()}
        request = read_request(
            asked, places=shipped_stores.figures.places, catalogue=shipped_stores.catalogue, today=TODAY
        )
        return today.prepare(request, replace(shipped_stores, desk=desk), desk.person)

    return gathered
