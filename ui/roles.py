"""Who may open what. One function decides, where the menu is made and again before a page runs.

This is about pages alone; what a page reads and writes is asked for again where it is kept (``domain.permission``).
"""

from domain.permission import PERMISSIONS, Action
from domain.person import Person

EVERYONE = frozenset({"everyone"})
"""The roles of a page that whoever got past the sign-in may open."""

ANYBODY_ON_THIS_MACHINE = Person(person_id="nobody@this-machine", name="Nobody signed in", pretended=True)
"""Who is reading where nobody signs in and no role is tried on: published figures, and no returns."""


def who_may(*actions: Action) -> frozenset[str]:
    """The roles that may do any of some actions somewhere."""
    return frozenset(role for role, granted in PERMISSIONS.items() if any(action in granted for action in actions))


REGISTER = who_may(Action.READ_RETURNS)
ANSWERING = who_may(Action.ANSWER, Action.CERTIFY)
REVIEWING = who_may(Action.REVIEW, Action.OPEN_ROUND)
IMPORTING = who_may(Action.IMPORT)
AUDITING = who_may(Action.READ_AUDIT)
GRANTING = who_may(Action.GRANT_ROLES)


def allowed(person: Person, roles: frozenset[str]) -> bool:
    """Whether a person may open a page of some roles. A page with no roles is open to nobody."""
    return roles == EVERYONE or bool(person.roles & roles)
