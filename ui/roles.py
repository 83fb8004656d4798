"""Who may open what. One function decides, where the menu is made and again before a page runs."""

from dataclasses import dataclass

EVERYONE = frozenset({"everyone"})
"""The roles of a page that anybody who can reach the service may open."""


@dataclass(frozen=True)
class User:
    """The person at the other end, and the roles they hold."""

    name: str = ""
    roles: frozenset[str] = EVERYONE


# There is no sign-in yet, which is why the service listens to its own machine only (.streamlit/config.toml).
ANYBODY_ON_THIS_MACHINE = User()


def allowed(user: User, roles: frozenset[str]) -> bool:
    """Whether the user holds one of the roles. A page with no roles is open to nobody."""
    return bool(user.roles & roles)
