"""Why somebody who came to the door was not let in: what happened, and what they can do now."""

from collections.abc import Mapping
from enum import StrEnum


class Why(StrEnum):
    """Every way in which a sign-in does not let somebody in."""

    SIGNED_OUT = "signed_out"
    NOT_SIGNED_IN = "not_signed_in"
    DECLINED = "declined"
    UNREACHABLE = "unreachable"
    EXPIRED = "expired"
    ENDED = "ended"
    CLAIMS = "claims"
    NO_ROLE = "no_role"
    ROLE_REMOVED = "role_removed"
    NO_PLACE = "no_place"
    UNKNOWN_PLACE = "unknown_place"


class TurnedAway(Exception):
    """Nobody was let in. ``for_reader`` says what happened and what to do next."""

    def __init__(self, why: Why, for_reader: str) -> None:
        super().__init__(for_reader)
        self.why, self.for_reader = why, for_reader


HEADINGS: Mapping[Why, str] = {
    Why.SIGNED_OUT: "You have signed out",
    Why.NOT_SIGNED_IN: "Sign in to see this service",
    Why.DECLINED: "The sign-in was not completed",
    Why.UNREACHABLE: "The sign-in cannot be reached",
    Why.EXPIRED: "Your sign-in has ended",
    Why.ENDED: "This sign-in was ended",
    Why.CLAIMS: "Your sign-in does not say what we need",
    Why.NO_ROLE: "You have no role here yet",
    Why.ROLE_REMOVED: "Your role here was taken away",
    Why.NO_PLACE: "Your role has no place yet",
    Why.UNKNOWN_PLACE: "Your sign-in names a place we do not know",
}

SENTENCES: Mapping[Why, str] = {
    Why.SIGNED_OUT: "Nobody can go on from where you stopped, on this computer or with a copy of its cookies.",
    Why.NOT_SIGNED_IN: "It is for people who look after levelling up, in government and in places. You sign in with"
    " your organisation's account, and come back to the page you asked for.",
    Why.DECLINED: "Your organisation's sign-in page sent you back without signing you in: it was cancelled there, or"
    " your account may not use this service. Try again, or ask whoever looks after that account.",
    Why.UNREACHABLE: "Your organisation's sign-in page did not answer, or what it answered could not be checked."
    " Nothing is wrong with your account. Wait a minute and try again; if it goes on, tell whoever looks after this"
    " service.",
    Why.ENDED: "Somebody signed out of it, perhaps you in another window. To go on, sign in again.",
}
"""What is said where nothing about the person needs to be."""
