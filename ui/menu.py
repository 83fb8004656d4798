"""The pages there are: every ``pages/<section>/<page>.py``, found by its folder."""

import importlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from domain.person import Person, Role
from ui.address import ORDER, page_address
from ui.roles import EVERYONE, allowed

PAGES = Path(__file__).resolve().parent.parent / "pages"
SECTIONS = {
    "home": "Today", "returns": "Returns", "register": "Register", "learning": "Learning", "national": "National",
    "places": "Places", "metrics": "Metrics", "administration": "Administration", "about": "About",
}  # fmt: skip
HOMES = ("today", "missions")  # the first of them that there is

# The bar above a page has room for about eight names; these come first for whoever is here for that.
FIRST: Mapping[str, tuple[str, ...]] = {
    Role.STEWARD: (
        "today", "returns", "transformations", "portfolio", "commitments", "library", "missions", "profile",
    ),
    Role.PLACE_OFFICER: (
        "today", "returns", "transformations", "profile", "what-helps", "library", "asks", "commitments",
    ),
    Role.CERTIFIER: ("today", "returns", "transformations", "profile", "commitments"),
    Role.MINISTERS_OFFICE: (
        "today", "missions", "profile", "commitments", "exceptions", "compare", "portfolio", "library",
    ),
    Role.ANALYST: ("today", "missions", "exceptions", "disparities", "metrics", "profile", "library", "evaluate"),
    Role.ADMINISTRATOR: ("today", "people", "audit", "missions", "transformations"),
}  # fmt: skip

log = logging.getLogger("stewardship.menu")


@dataclass(frozen=True)
class Entry:
    """One page as the menu knows it.

    ``parameters`` are those its address keeps; ``in_menu`` is false for a page that only links lead to.
    """

    address: str
    section: str
    title: str
    order: float
    roles: frozenset[str]
    description: str
    show: Callable[[Any, Any], None]
    parameters: tuple[str, ...] = ORDER
    in_menu: bool = True

    @property
    def section_title(self) -> str:
        """The section's name in the menu."""
        return SECTIONS.get(self.section, self.section.replace("_", " ").capitalize())


def page_files(folder: Path = PAGES) -> tuple[Path, ...]:
    """The file of every page. A file directly in ``pages`` is none: Streamlit would serve it without the shell."""
    return tuple(sorted(file for file in folder.glob("*/*.py") if not file.stem.startswith("_")))


def addresses() -> frozenset[str]:
    """The address of every page, known without importing any."""
    return frozenset(page_address(file.stem) for file in page_files())


@cache
def entries() -> tuple[Entry, ...]:
    """Every page in the order of the menu. Read once a process."""
    found = [_entry(file) for file in page_files()]
    sections = list(SECTIONS)
    place = {section: number for number, section in enumerate(sections)}
    return tuple(sorted(found, key=lambda entry: (place.get(entry.section, len(place)), entry.order, entry.title)))


def for_person(known: tuple[Entry, ...], person: Person) -> tuple[Entry, ...]:
    """The pages a person may open that the menu shows, those first that people of their role open most."""
    first = [address for role in Role if role in person.roles for address in FIRST[role]]
    found = {entry.address: entry for entry in known if entry.in_menu and allowed(person, entry.roles)}
    ahead = [found[address] for address in dict.fromkeys(first) if address in found]
    return (*ahead, *(entry for entry in found.values() if entry not in ahead))


def home(known: tuple[Entry, ...]) -> Entry:
    """The page at the root of the service."""
    found = {entry.address: entry for entry in known}
    return next((found[address] for address in HOMES if address in found), known[0])


def _entry(file: Path) -> Entry:
    name = f"pages.{file.parent.name}.{file.stem}"
    try:
        return _from_module(importlib.import_module(name), file)
    except Exception as fault:  # a page that cannot be read must not take the others with it
        log.exception("the page %s could not be read", name)
        return _broken(file, fault)


def _from_module(module: ModuleType, file: Path) -> Entry:
    return Entry(
        address=page_address(file.stem),
        section=file.parent.name,
        title=module.TITLE,
        order=module.ORDER,
        roles=frozenset(module.ROLES),
        description=getattr(module, "DESCRIPTION", ""),
        show=module.page,
        parameters=tuple(getattr(module, "PARAMETERS", ORDER)),
        in_menu=getattr(module, "IN_MENU", True),
    )


def _broken(file: Path, fault: Exception) -> Entry:
    def show(_request: Any, _stores: Any) -> None:
        raise RuntimeError(f"{file.name} could not be imported") from fault

    title = file.stem.replace("_", " ").capitalize()
    return Entry(page_address(file.stem), file.parent.name, title, 1000, EVERYONE, "", show)
