"""A sign-out: a sign-in that was ended and must not be used again, however long its cookie lasts."""

import datetime as dt

from domain.record import Identifier, Record


class SignOut(Record):
    """One ended sign-in, by the fingerprint of its token; after ``expires_at`` the token is refused anyway."""

    sign_in_id: Identifier
    expires_at: dt.datetime

    @property
    def record_id(self) -> str:
        """The key of the ended sign-in."""
        return self.sign_in_id
