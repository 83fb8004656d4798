"""People with their roles, what each role may do, and how one person's line changed."""

from collections.abc import Mapping, Sequence

from domain.grant import Grant
from domain.permission import PERMISSIONS, Action
from domain.person import Role
from domain.version import Version
from ui.audit_words import moment_words
from ui.people_words import ABOUT, ACTIONS, EXTENTS, NO_PLACE, NOWHERE, ROLES
from ui.tables import Cell, Column, Content, table

PLACES_SHOWN = 4


def people_table(versions: Sequence[Version[Grant]], names: Mapping[str, str]) -> str:
    """Who holds which roles for which places; ``names`` are those of places by code."""
    columns = [
        Column("person", "Person", names_the_row=True), Column("roles", "Roles"),
        Column("since", "Since (UTC)", rest=True), Column("by", "Given by", rest=True),
    ]  # fmt: skip
    rows: list[Mapping[str, Content]] = [
        {
            "person": Cell(version.record.name, note=version.record.address),
            "roles": Cell(roles_words(version.record), note=_places_note(version.record, names)),
            "since": moment_words(version.told_at),
            "by": Cell(version.told_by, note=version.why),
        }
        for version in versions
    ]
    return table(rows, columns, caption="People and their roles", caption_hidden=True, empty="nobody fits")


def _places_note(grant: Grant, names: Mapping[str, str]) -> str:
    """The places of one line below its roles: nothing where the roles are for no place, or there are none."""
    told = places_words(grant, names)
    if told.text == NO_PLACE:
        return ""
    return f"{told.text}; {told.note}" if told.note else told.text


def history_table(versions: Sequence[Version[Grant]], names: Mapping[str, str]) -> str:
    """Every line one person ever had, the newest first."""
    columns = [
        Column("when", "From (UTC)", names_the_row=True), Column("roles", "Roles"), Column("places", "Places"),
        Column("by", "Given by"), Column("why", "Why"),
    ]  # fmt: skip
    rows: list[Mapping[str, Content]] = [
        {
            "when": moment_words(version.told_at),
            "roles": NOWHERE if version.withdrawn else roles_words(version.record),
            "places": places_words(version.record, names),
            "by": version.told_by,
            "why": version.why,
        }
        for version in reversed(versions)
    ]
    return table(rows, columns, caption="How this line changed", caption_hidden=True)


def permissions_table() -> str:
    """Every action against every role, from the very table that decides."""
    columns = [
        Column("action", "What may be done", names_the_row=True),
        *(Column(role, ROLES[role]) for role in Role),
    ]
    rows = [_permission_row(action, words) for action, words in ACTIONS.items()]
    return table(rows, columns, caption="What each role may do, and where", caption_hidden=True)


def _permission_row(action: Action, words: str) -> Mapping[str, Content]:
    extents = {role: PERMISSIONS[role].get(action) for role in Role}
    cells = {str(role): Cell(EXTENTS[extent], quiet=extent is None) for role, extent in extents.items()}
    return {"action": words, **cells}


def roles_list() -> list[str]:
    """Each role with what it is for."""
    return [f"{words}: {ABOUT[role]}." for role, words in ROLES.items()]


def roles_words(grant: Grant) -> str:
    """The roles of one line."""
    return ", ".join(ROLES[role] for role in ROLES if role in grant.roles) or NOWHERE


def places_words(grant: Grant, names: Mapping[str, str]) -> Cell:
    """The places of one line: a few by name, then how many more."""
    told = [names.get(code, f"{code} (no longer in use)") for code in grant.place_codes]
    more = len(told) - PLACES_SHOWN
    return Cell("; ".join(told[:PLACES_SHOWN]) or NO_PLACE, note=f"and {more} more" if more > 0 else "")
