"""People and roles: who may do what for which places, given and taken with a reason, and never by the last one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import streamlit as st

from data.register.faults import Conflict
from domain.grant import Grant, grant_id
from domain.permission import NotAllowed
from domain.person import Role
from domain.place import Place
from domain.version import Version
from ui import frame, kept, prose
from ui.admission import provider_configured
from ui.attempt import SAID, refusal, say_what_was_done
from ui.claims import OF_A_PLACE
from ui.names import distinct_names
from ui.people_tables import history_table, people_table, permissions_table, roles_list, roles_words
from ui.people_words import NOWHERE, THIS_MACHINE_ONLY, WHICH_COUNTS, people_finding
from ui.people_words import ROLES as ROLE_WORDS
from ui.roles import GRANTING
from ui.stores import Stores
from ui.succession import followers
from ui.visible import shown

TITLE, ORDER, ROLES = "People and roles", 2, GRANTING
DESCRIPTION = "Who holds which role for which places, since when and why, and what each role may do."
PARAMETERS = ("start",)

PER_PAGE = 25  # rows stack on a phone: more would be a very long way to the form below them
NEW = ""
CHANGE, MAY_DO = "Give, change or take roles", "What each role may do"


@dataclass(frozen=True)
class Table:
    """The people who fit, and how many there are in all."""

    every: Mapping[str, Version[Grant]]
    fitting: tuple[Version[Grant], ...]
    people: int
    administrators: int


def prepare(stores: Stores, *, wanted: str = "", names: Mapping[str, str] = MappingProxyType({})) -> Table:
    """Gather the table of roles: those who hold one first, by name; ``names`` are those of places by code."""
    versions = sorted(
        stores.desk.people.grants(),
        key=lambda one: (not one.record.roles, one.record.name.casefold(), one.record.address),
    )
    words = wanted.casefold().split()
    return Table(
        every={version.record.grant_id: version for version in versions},
        fitting=tuple(one for one in versions if all(word in _searched(one.record, names) for word in words)),
        people=sum(bool(one.record.roles) for one in versions),
        administrators=sum(Role.ADMINISTRATOR in one.record.roles for one in versions),
    )


def _searched(grant: Grant, names: Mapping[str, str]) -> str:
    places = " ".join(names.get(code, code) for code in grant.place_codes)
    return f"{grant.name} {grant.address} {roles_words(grant)} {places}".casefold()


def page(request: frame.Request, stores: Stores) -> None:
    """Draw who holds what, the form that changes it, and what each role may do."""
    frame.where_am_i(request, "Administration", TITLE)
    top = st.container()
    label = "Find by name, address, role or place"
    wanted = st.text_input(label, max_chars=60, key="people.find", on_change=frame.change)
    names = distinct_names(stores.figures.current_places)
    try:
        found = prepare(stores, wanted=wanted, names=names)
    except NotAllowed as refused:
        with top:
            frame.heading("You cannot see who holds which role")
            frame.notice(refused.for_reader)
        return
    with top:
        without = len(found.every) - found.people
        frame.heading(
            people_finding(people=found.people, administrators=found.administrators, without=without),
            caption="The table of roles",
        )
        say_what_was_done()
        told = [WHICH_COUNTS] if provider_configured() else [THIS_MACHINE_ONLY, WHICH_COUNTS]
        st.html(prose.paragraphs(told) + prose.contents({"change": CHANGE, "roles": MAY_DO}))
    _list(request, found, names)
    st.html(prose.heading(CHANGE, key="change"))
    _change(stores, found, names)
    table = prose.opening("Every action, role by role", permissions_table(), kind="tables")
    st.html(prose.heading(MAY_DO, key="roles") + prose.bullets(roles_list()) + table)
    frame.foot(request, rules="")


def _list(request: frame.Request, found: Table, names: Mapping[str, str]) -> None:
    """One part of the people who fit, and buttons to the parts before and after it."""
    total = len(found.fitting)
    start = request.start if request.start <= total else 1
    st.html(people_table(found.fitting[start - 1 : start - 1 + PER_PAGE], names))
    with st.container(horizontal=True):
        if start > 1:
            before = max(start - PER_PAGE, 1)
            _turn(f"Show those from {before:,}", "people.before", before)
        if start + PER_PAGE <= total:
            after = start + PER_PAGE
            _turn(f"Show those from {after:,}", "people.after", after)


def _turn(label: str, key: str, start: int) -> None:
    st.button(label, key=key, on_click=frame.change, kwargs={"start": start})


def _change(stores: Stores, found: Table, names: Mapping[str, str]) -> None:
    """The form of one person, with the line it was drawn from, and how that line came about."""
    options = [NEW, *found.every]
    labels = {NEW: "Somebody who is not in the table yet"} | {
        own_id: f"{version.record.name} ({version.record.address})" for own_id, version in found.every.items()
    }
    chosen = st.selectbox("Whose roles", options, format_func=labels.__getitem__, key="people.whose")
    stands = found.every.get(chosen or NEW)
    turn = kept.keep_one("people.turn", lambda: 0)
    base = f"people.{chosen}.{turn}"
    if not kept.drawn(f"{base}.roles"):
        kept.keep(f"{base}.read", stands.number if stands else None)
    with st.form(base, border=False):
        address, name = _identity(stands, base)
        roles = st.multiselect(
            "Roles (none takes access away)", list(ROLE_WORDS), format_func=ROLE_WORDS.__getitem__,
            default=stands.record.roles if stands else (), key=f"{base}.roles",
        )  # fmt: skip
        standing = _todays(stands.record.place_codes, stores.figures.places) if stands else []
        places = st.multiselect(
            "Places they answer for, by name", list(names), format_func=names.__getitem__, default=standing,
            key=f"{base}.places",
        )  # fmt: skip
        why = st.text_area("Why (this stays on record)", max_chars=2_000, key=f"{base}.why")
        sent = st.form_submit_button("Save", type="primary")
    if sent:
        _save(stores, base, address=address, name=name, roles=roles, places=places, why=why)
    if stands:
        versions = stores.desk.people.history(stands.record.address)
        st.html(prose.opening(f"How the line of {shown(stands.record.name)} changed", history_table(versions, names)))


def _todays(codes: Sequence[str], places: Mapping[str, Place]) -> list[str]:
    """Today's codes of the places of a line: of one that was given a new code or merged, those that followed it."""
    known = (places[code] for code in codes if code in places)
    found = (each.code for place in known for each in ((place,) if place.is_current else followers(place, places)))
    return list(dict.fromkeys(found))


def _identity(stands: Version[Grant] | None, base: str) -> tuple[str, str]:
    """Who it is: the address is asked once, and never changes."""
    if stands is None:
        address = st.text_input("Address they sign in with", max_chars=250, key=f"{base}.address")
    else:
        address = stands.record.address
        st.html(prose.paragraphs([f"Address they sign in with: {address}"]))
    name = st.text_input("Name", value=stands.record.name if stands else "", max_chars=250, key=f"{base}.name")
    return address.strip().lower(), name.strip()


def _save(
    stores: Stores, base: str, *, address: str, name: str, roles: Sequence[Role], places: Sequence[str], why: str
) -> None:
    """Keep the line, or say what is missing; the form stays as it is until it is kept."""
    missing = _missing(address=address, name=name, roles=roles, places=places, why=why)
    if missing:
        frame.notice(f"{missing} Nothing was changed, and what you typed is still here.")
        return
    number = kept.keep_one(f"{base}.read", lambda: None)

    told_first: list[str] = []

    def save() -> None:
        said = Grant(
            grant_id=grant_id(address), address=address, name=name, roles=tuple(sorted(roles)),
            place_codes=tuple(sorted(places)),
        )  # fmt: skip
        try:
            stores.desk.people.grant(said, why=why.strip(), replaces=number)
        except Conflict as conflict:
            theirs = conflict.clashes[0].theirs
            kept.keep(f"{base}.read", theirs.number)
            told_first.append(_first_words(theirs))
            raise

    if refused := refusal(save):
        frame.notice(" ".join([refused, *told_first]))
        return
    kept.keep("people.turn", kept.keep_one("people.turn", lambda: 0) + 1)
    kept.keep(SAID, f"Saved. {name} ({address}) now has: {_listed(roles)}.")
    st.rerun()


def _missing(*, address: str, name: str, roles: Sequence[Role], places: Sequence[str], why: str) -> str:
    """What the form still lacks, or nothing."""
    if not address or not name:
        return "Give the address somebody signs in with, and their name."
    if not places and (of_place := [role for role in ROLE_WORDS if role in roles and role in OF_A_PLACE]):
        return f"{ROLE_WORDS[of_place[0]]} is a role for a place: choose at least one place."
    if not why.strip():
        return "Write why: a role is given or taken for a reason that stays on record."
    return ""


def _first_words(theirs: Version[Grant]) -> str:
    """What another administrator saved first, so that it can be compared."""
    count = len(theirs.record.place_codes)
    places = f"{count} {'place' if count == 1 else 'places'}"
    return f"Their line has the roles: {roles_words(theirs.record)}; for {places}. Save again to put yours over it."


def _listed(roles: Sequence[Role]) -> str:
    return ", ".join(words for role, words in ROLE_WORDS.items() if role in roles) or NOWHERE
