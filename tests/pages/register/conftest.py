"""What tests of the register's pages share: what was told of one transformation, and its page for anybody."""

import pytest

from tests.pages.opened import opened
from tests.pages.register.told import OWN, opener, records, told_register


@pytest.fixture
def register(tmp_path):
    """A training register in which one transformation was told of."""
    with told_register(tmp_path / "store", *records()) as register:
        yield register


@pytest.fixture
def at(register, shipped_stores):
    """The page of a transformation for anybody, as the shell opens it."""
    stores = opener(register, shipped_stores)

    def visit(who, transformation=OWN, **address):
        return opened("transformation", stores(who), transformation=transformation, **address)

    return visit
