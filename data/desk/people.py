"""People: the table of roles, ended sign-ins, the audit, and the one place where leave is asked for."""

import datetime as dt
from collections.abc import Callable, Iterable

from data.register.check import Soundness, check
from data.register.faults import RegisterFault
from data.register.register import Register
from domain.audit import AuditLine
from domain.grant import Grant, grant_id
from domain.permission import Action, NotAllowed, demand
from domain.person import Person, Role
from domain.record import UNSEEN
from domain.sign_out import SignOut
from domain.version import Version

AT_MOST = 5_000
MOST, LONGEST_KEY = 2_000, 250  # characters that fit in a line of the audit


class OwnKeys(RegisterFault):
    """An administrator would have locked themselves out."""


class LastKeys(RegisterFault):
    """Nobody in the table of roles would be an administrator any more."""


class People:
    """The table of roles and the audit, as one person may read and change them."""

    def __init__(self, register: Register, person: Person) -> None:
        self._register, self._person = register, person

    def demand(self, action: Action, place_codes: Iterable[str] = (), *, of: str = "") -> None:
        """Go on, or refuse and say so in the audit."""
        try:
            demand(self._person, action, place_codes, of=of)
        except NotAllowed as refused:
            detail, about = fitting(refused.for_reader, MOST), fitting(of, LONGEST_KEY)
            self._register.note(by=self._person.person_id, action="refused", detail=detail, record_id=about)
            raise

    def grants(self) -> list[Version[Grant]]:
        """The table of roles."""
        self.demand(Action.GRANT_ROLES, of="people")
        return self._register.find(Grant, limit=AT_MOST)

    def grant_of(self, address: str) -> Version[Grant] | None:
        """What the table of roles says of whoever signs in with an address; everybody may ask about themselves."""
        if address.strip().lower() != self._person.person_id.lower():
            self.demand(Action.GRANT_ROLES, of=address)
        return self._register.get(Grant, grant_id(address))

    def grant(self, grant: Grant, *, why: str, replaces: int | None) -> Version[Grant]:
        """Give somebody roles and places, or take them. Nobody takes their own keys: then somebody always has some."""
        self.demand(Action.GRANT_ROLES, of=grant.address)
        if grant.grant_id != grant_id(grant.address):
            raise ValueError(f"{grant.grant_id!r} is not the key of {grant.address}: make it with grant_id")
        if grant.grant_id == grant_id(self._person.person_id) and Role.ADMINISTRATOR not in grant.roles:
            raise OwnKeys(
                "You would take the role of administrator from yourself, and could not give it back. Nothing was"
                " changed. Ask another administrator to do it."
            )
        self._keep_one_administrator(grant)
        return self._register.append(grant, by=self._person.person_id, why=why, replaces=replaces)

    def _keep_one_administrator(self, grant: Grant) -> None:
        """Whoever tries a role on at this machine is nobody in the table, and must not empty it either."""
        if Role.ADMINISTRATOR in grant.roles:
            return
        administrators = self._register.find(Grant, roles=Role.ADMINISTRATOR, limit=2)
        if [version.record.grant_id for version in administrators] == [grant.grant_id]:
            raise LastKeys(
                f"{grant.address} is the last administrator in the table of roles. Nothing was changed. Give the role"
                " to somebody else first, then take it away here."
            )

    def history(self, address: str) -> list[Version[Grant]]:
        """Every line the table of roles ever had for an address, the first one first."""
        self.demand(Action.GRANT_ROLES, of=address)
        return self._register.history(Grant, grant_id(address))

    def audit(
        self, *, limit: int = 100, before: int | None = None, **filters: str | tuple[str, ...]
    ) -> list[AuditLine]:
        """Lines of the audit, newest first; a filter is ``done_by``, ``action``, ``kind`` or ``record_id``."""
        self.demand(Action.READ_AUDIT)
        return self._register.audit(limit=limit, before=before, **filters)

    def check(self, *, progress: Callable[[int, int], None] | None = None) -> Soundness:
        """Look at every seal and every version once, and say so in the audit."""
        self.demand(Action.READ_AUDIT)
        found = check(self._register.database, progress=progress)
        wrong = f"{len(found.problems)} do not fit, the first: {found.problems[0]}" if found.problems else "all fit"
        detail = f"{found.lines} lines and {found.versions} versions were looked at: {wrong}"
        self._register.note(by=self._person.person_id, action="checked", detail=fitting(detail, MOST))
        return found

    def taken_away(self, what: str) -> None:
        """Say in the audit that what was read was taken away as a file."""
        self._register.note(by=self._person.person_id, action="exported", detail=fitting(what, MOST))

    def note(self, *, action: str, detail: str) -> AuditLine:
        """Add a line to the audit for something the person did that changed no record, such as to sign in."""
        return self._register.note(by=self._person.person_id, action=action, detail=fitting(detail, MOST))

    def ended(self, sign_in_id: str) -> bool:
        """Whether a sign-in was ended."""
        return self._register.get(SignOut, sign_in_id) is not None

    def end(self, sign_in_id: str, *, expires_at: dt.datetime) -> None:
        """End a sign-in of the person for good; ending it twice is ending it once."""
        if not self.ended(sign_in_id):
            ended = SignOut(sign_in_id=sign_in_id, expires_at=expires_at)
            self._register.append(ended, by=self._person.person_id, why="Signed out.", replaces=None)


def fitting(text: str, length: int) -> str:
    """What the audit can keep of a text: a refusal is noted whatever was asked for."""
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)[:length]
