"""A grant: the roles a person holds and the places they answer for, as an administrator gave them."""

import hashlib
import re

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


def grant_id(address: str) -> str:
    """The key of the grant of whoever signs in with an address: what of it can be read, and a digest of the whole.

    >>> grant_id("Ada@Council.example") == grant_id(" ada@council.example ")
    True
    >>> grant_id("ada@council.example")[:19]
    'ada.council.example'
    """
    whole = address.strip().lower()
    readable = re.sub(r"[^a-z0-9]+", ".", whole).strip(".")[:40] or "person"
    return f"{readable}-{hashlib.sha256(whole.encode()).hexdigest()[:16]}"
