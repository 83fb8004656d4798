"""The people of the training workspace: roles at places and in the centre, never names of persons."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from domain.grant import Grant, grant_id
from domain.person import Role
from domain.place import Place

NOT_LETTERS = re.compile(r"[^a-z0-9]+")
SIMULATED = "Simulated for the training workspace"
ENDING = ".example"


@dataclass(frozen=True, slots=True)
class Post:
    """A post somebody holds: the address they sign in with, and what they are called."""

    address: str
    name: str
    roles: tuple[Role, ...]
    place_codes: tuple[str, ...] = ()

    @property
    def grant(self) -> Grant:
        """The line of the table of roles."""
        return Grant(
            grant_id=grant_id(self.address), address=self.address, name=self.name, roles=self.roles,
            place_codes=self.place_codes,
        )  # fmt: skip


RETURNS_TEAM = Post("returns@centre.example", "Steward, returns team", (Role.STEWARD,))
NORTH = Post("north@centre.example", "Steward, northern places", (Role.STEWARD,))
SOUTH = Post("south@centre.example", "Steward, southern places", (Role.STEWARD,))
ASSURANCE = Post("assurance@centre.example", "Steward, delivery assurance", (Role.STEWARD,))
PAYMENTS = Post("payments@centre.example", "Steward, payments", (Role.STEWARD,))
PRIVATE_OFFICE = Post("private.office@centre.example", "Private office of the minister", (Role.MINISTERS_OFFICE,))
ANALYSIS = Post("analysis@centre.example", "Analyst, places", (Role.ANALYST,))
ADMINISTRATOR = Post("administrator@centre.example", "Administrator of the service", (Role.ADMINISTRATOR,))
CENTRE = (RETURNS_TEAM, NORTH, SOUTH, ASSURANCE, PAYMENTS, PRIVATE_OFFICE, ANALYSIS, ADMINISTRATOR)


def made_up(address: str) -> bool:
    """Whether an address is of one of these people, whose steps nobody took.

    >>> made_up("returns@centre.example"), made_up("place_officer@this-machine")
    (True, False)
    """
    return address.endswith(ENDING)


def officer(place: Place) -> Post:
    """Who answers for the transformations of a place."""
    return Post(
        f"programmes@{_domain(place)}", f"Programme manager, {place.name}", (Role.PLACE_OFFICER,), (place.code,)
    )


def certifier(place: Place) -> Post:
    """Who says that its figures are right."""
    return Post(f"finance@{_domain(place)}", f"Finance officer, {place.name}", (Role.CERTIFIER,), (place.code,))


def posts(places: Iterable[Place]) -> tuple[Post, ...]:
    """Everybody: the centre, and two posts in every place."""
    return (*CENTRE, *(post for place in places for post in (officer(place), certifier(place))))


def _domain(place: Place) -> str:
    """The end of the addresses of a place; ``.example`` can belong to nobody.

    >>> _domain(Place(code="W06000001", name="Ynys Môn", levels=("district",)))
    'ynys-mon.example'
    """
    plain = unicodedata.normalize("NFKD", place.name).encode("ascii", "ignore").decode().lower()
    return f"{NOT_LETTERS.sub('-', plain).strip('-')}{ENDING}"
