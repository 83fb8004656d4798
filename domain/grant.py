"""A grant: the roles a person holds and the places they answer for, as an administrator gave them."""

from domain.person import Role
from domain.record import Identifier, Line, PlaceCode, Record


class Grant(Record):
    """The line of one person in the table of roles. Without a role they hold none any more, whatever else says so.

    ``grant_id`` is made of the address they sign in with (see ``grant_id``), which a key cannot hold as it is.
    """

    grant_id: Identifier
    address: Line
    name: Line
    roles: tuple[Role, ...] = ()
    place_codes: tuple[PlaceCode, ...] = ()

    @property
    def record_id(self) -> str:
        """The key of the grant."""
        return self.grant_id
