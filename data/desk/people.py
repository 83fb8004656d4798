"""People: the table of roles, ended sign-ins, the audit, and the one place where leave is asked for."""

from collections.abc import Iterable

from data.register.register import Register
from domain.audit import AuditLine
from domain.grant import Grant
from domain.permission import Action, NotAllowed, demand
from domain.person import Person
from domain.version import Version


class People:
    """The table of roles and the audit, as one person may read and change them."""

    def __init__(self, register: Register, person: Person) -> None:
        self._register, self._person = register, person

    def demand(self, action: Action, place_codes: Iterable[str] = (), *, of: str = "") -> None:
        """Go on, or refuse and say so in the audit."""
        try:
            demand(self._person, action, place_codes, of=of)
        except NotAllowed as refused:
            self._register.note(
                by=self._person.person_id, action="refused", detail=refused.for_reader, record_id=of or ""
            )
            raise

    def grants(self) -> list[Version[Grant]]:
        """The table of roles."""
        raise NotImplementedError

    def grant(self, grant: Grant, *, why: str, replaces: int | None) -> Version[Grant]:
        """Give somebody roles and places, or take them."""
        raise NotImplementedError

    def audit(self, *, limit: int = 100, before: int | None = None) -> list[AuditLine]:
        """Lines of the audit, newest first."""
        raise NotImplementedError
