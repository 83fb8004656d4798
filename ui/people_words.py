"""Roles and what they may do, in words, and which of two tellings of somebody's roles counts."""

from collections.abc import Mapping

from domain.permission import Action, Extent
from domain.person import Role

ROLES: Mapping[Role, str] = {
    Role.STEWARD: "Steward",
    Role.PLACE_OFFICER: "Place officer",
    Role.CERTIFIER: "Certifier",
    Role.MINISTERS_OFFICE: "Minister's office",
    Role.ANALYST: "Analyst",
    Role.ADMINISTRATOR: "Administrator",
}
ABOUT: Mapping[Role, str] = {
    Role.STEWARD: "works in the central team: opens rounds, reviews returns, decides on changes",
    Role.PLACE_OFFICER: "answers for one or more places: sends returns, asks for changes, makes commitments",
    Role.CERTIFIER: "is the finance officer of a place: says that the figures of a return are right",
    Role.MINISTERS_OFFICE: "reads everything that was sent in",
    Role.ANALYST: "reads everything that was sent in",
    Role.ADMINISTRATOR: "gives and takes roles and reads the audit, and reads no returns",
}
ACTIONS: Mapping[Action, str] = {
    Action.READ_RETURNS: "Read what was sent in: status, spend, milestones, risks, comments",
    Action.READ_DRAFTS: "Read what a place has typed and not sent yet",
    Action.ANSWER: "Type, upload and send a return",
    Action.CERTIFY: "Certify the figures of a return, or send it back to its author",
    Action.REVIEW: "Accept a certified return, or ask for changes",
    Action.OPEN_ROUND: "Open a round of returns",
    Action.NOTE_USE: "Record what answers were used for",
    Action.DESCRIBE: "Say what a transformation is for, when it runs, its milestones and risks",
    Action.IMPORT: "Bring in many records at once",
    Action.COMMENT: "Comment",
    Action.RATE: "Give an assurance rating",
    Action.ALLOCATE: "Record funds, allocations, payments and waivers",
    Action.ASK_CHANGE: "Ask the centre for a change",
    Action.DECIDE_CHANGE: "Decide on a change that was asked for",
    Action.COMMIT_FOR_PLACE: "Make a commitment for a place",
    Action.COMMIT_FOR_CENTRE: "Make a commitment for central government",
    Action.DRAFT_PRACTICE: "Write and change an entry of the learning library",
    Action.CHECK_PRACTICE: "Check an entry of the library against its source, or withdraw it",
    Action.ADOPT: "Say that a place takes up a practice, and what became of it",
    Action.EXPERIMENT: "Register an experiment, and report its result",
    Action.APPEAL: "Ask other places for help, or offer it",
    Action.EVALUATE: "Attach an evaluation to a transformation or an entry",
    Action.EXPORT: "Take away as a file what they may read",
    Action.READ_AUDIT: "Read the audit and check its seals",
    Action.GRANT_ROLES: "Give and take roles",
}
EXTENTS: Mapping[Extent | None, str] = {
    Extent.OWN: "own places",
    Extent.WITHIN: "own places and those in them",
    Extent.EVERYWHERE: "everywhere",
    None: "no",
}
NOWHERE = "no role: access was taken away"
NO_PLACE = "no place"
WHICH_COUNTS = (
    "Where the sign-in of somebody's organisation states their roles, those count, and their line here does not. "
    "There is one exception: a line here without any role takes access away, whatever the sign-in says. Where the "
    "sign-in states no roles, this table alone decides. Roles are looked up again each time a page is opened, so a "
    "change works at once."
)
THIS_MACHINE_ONLY = (
    "Nobody signs in at present: the service answers this machine only, and roles are tried on. The table below takes "
    "effect when a sign-in is set up."
)


def people_finding(*, people: int, administrators: int, without: int) -> str:
    """How many hold a role, and how many may change that."""
    if not people:
        return "Nobody holds a role in this table yet"
    hold = "1 person holds" if people == 1 else f"{people:,} people hold"
    change = "none of them may change this table" if not administrators else f"{administrators:,} may change this table"
    taken = f"; access was taken from {without:,}" if without else ""
    return f"{hold} a role here, and {change}{taken}"
