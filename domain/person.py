"""A person at the other end: who they are, what they may be, and the places they answer for."""

from enum import StrEnum

from domain.frozen import Frozen
from domain.record import Line, PlaceCode


class Role(StrEnum):
    """What a person is here for. One person may hold several."""

    STEWARD = "steward"
    PLACE_OFFICER = "place_officer"
    CERTIFIER = "certifier"
    MINISTERS_OFFICE = "ministers_office"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


class Person(Frozen):
    """Who somebody is for as long as one run lasts.

    ``person_id`` is what the register writes down, an address in small letters. ``own_codes`` are the places they
    answer for, ``within_codes`` those that lie in them: a combined authority's councils, a county's districts.
    ``pretended`` says that nobody signed in and a role is only being tried on.
    """

    person_id: Line
    name: Line
    roles: frozenset[Role] = frozenset()
    own_codes: frozenset[PlaceCode] = frozenset()
    within_codes: frozenset[PlaceCode] = frozenset()
    pretended: bool = False

    @property
    def read_codes(self) -> frozenset[str]:
        """Their own places and all that lie in them."""
        return self.own_codes | self.within_codes

    def holds(self, *roles: Role) -> bool:
        """Whether they hold any of some roles."""
        return bool(self.roles & set(roles))
