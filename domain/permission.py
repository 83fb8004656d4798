"""Who may do what, and where: one table, asked wherever the register is read or written."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from domain.person import Person, Role


class Action(StrEnum):
    """Everything that needs leave. What is published, every reader may read, and it is not among these."""

    READ_RETURNS = "read_returns"  # what was sent in: status, spend, milestones, risks, comments
    READ_DRAFTS = "read_drafts"  # what a place has typed and not yet sent
    ANSWER = "answer"  # type, upload and submit a return
    CERTIFY = "certify"  # say that the figures of a submitted return are right, or send it back to its author
    REVIEW = "review"  # accept a certified return, or ask for changes
    OPEN_ROUND = "open_round"
    NOTE_USE = "note_use"  # record what the answers to a question were used for
    DESCRIBE = "describe"  # say what a transformation is for, when it runs, its milestones and risks
    IMPORT = "import"  # bring in many records at once
    COMMENT = "comment"
    RATE = "rate"  # give an assurance rating
    ALLOCATE = "allocate"  # record funds, allocations, payments and waivers
    ASK_CHANGE = "ask_change"  # ask the centre for a change to a transformation
    DECIDE_CHANGE = "decide_change"
    COMMIT_FOR_PLACE = "commit_for_place"
    COMMIT_FOR_CENTRE = "commit_for_centre"
    DRAFT_PRACTICE = "draft_practice"  # write and change an entry of the learning library, before it is checked
    CHECK_PRACTICE = "check_practice"  # the two looks by others that an entry needs, and to send it back or retire it
    ADOPT = "adopt"  # take a practice up, and report back
    EXPERIMENT = "experiment"  # register an experiment, and report what came of it
    APPEAL = "appeal"  # post an ask or an offer, and close it
    EVALUATE = "evaluate"  # attach what the figures say to a transformation, a practice or an adoption
    EXPORT = "export"  # take what was read away as a file
    READ_AUDIT = "read_audit"
    GRANT_ROLES = "grant_roles"


class Extent(StrEnum):
    """How far a role reaches."""

    OWN = "own"  # the places a person answers for
    WITHIN = "within"  # those, and the places that lie in them
    EVERYWHERE = "everywhere"


PERMISSIONS: Mapping[Role, Mapping[Action, Extent]] = {
    Role.STEWARD: dict.fromkeys(
        (
            Action.READ_RETURNS, Action.REVIEW, Action.OPEN_ROUND, Action.NOTE_USE, Action.IMPORT, Action.COMMENT,
            Action.RATE, Action.ALLOCATE, Action.DECIDE_CHANGE, Action.COMMIT_FOR_CENTRE, Action.DRAFT_PRACTICE,
            Action.CHECK_PRACTICE, Action.EXPERIMENT, Action.EVALUATE, Action.EXPORT,
        ),
        Extent.EVERYWHERE,
    ),
    Role.PLACE_OFFICER: {
        Action.READ_RETURNS: Extent.WITHIN,
        Action.READ_DRAFTS: Extent.OWN,
        Action.ANSWER: Extent.OWN,
        Action.DESCRIBE: Extent.OWN,
        Action.IMPORT: Extent.OWN,
        Action.COMMENT: Extent.WITHIN,
        Action.ASK_CHANGE: Extent.OWN,
        Action.COMMIT_FOR_PLACE: Extent.OWN,
        Action.DRAFT_PRACTICE: Extent.OWN,
        Action.ADOPT: Extent.OWN,
        Action.EXPERIMENT: Extent.OWN,
        Action.APPEAL: Extent.OWN,
        Action.EVALUATE: Extent.OWN,
        Action.EXPORT: Extent.WITHIN,
    },
    Role.CERTIFIER: {
        Action.READ_RETURNS: Extent.OWN,
        Action.READ_DRAFTS: Extent.OWN,
        Action.CERTIFY: Extent.OWN,
        Action.COMMENT: Extent.OWN,
        Action.EXPORT: Extent.OWN,
    },
    Role.MINISTERS_OFFICE: dict.fromkeys(
        (Action.READ_RETURNS, Action.NOTE_USE, Action.EXPORT), Extent.EVERYWHERE
    ),
    Role.ANALYST: dict.fromkeys(
        (Action.READ_RETURNS, Action.NOTE_USE, Action.EXPERIMENT, Action.EVALUATE, Action.EXPORT), Extent.EVERYWHERE
    ),
    Role.ADMINISTRATOR: dict.fromkeys((Action.READ_AUDIT, Action.GRANT_ROLES), Extent.EVERYWHERE),
}  # fmt: skip


class NotAllowed(Exception):
    """Somebody asked for what their role does not reach. Nothing was read or written.

    ``title`` heads a page that cannot be shown for it.
    """

    title = "This is not yours to see or to do"

    def __init__(self, for_reader: str) -> None:
        self.for_reader = for_reader
        super().__init__(for_reader)


def reach(person: Person, action: Action) -> frozenset[str] | None:
    """The places for which a person may do something; none at all is the empty set, ``None`` is everywhere."""
    extents = [PERMISSIONS[role].get(action) for role in person.roles]
    if Extent.EVERYWHERE in extents:
        return None
    within = person.within_codes if Extent.WITHIN in extents else frozenset()
    own = person.own_codes if within or Extent.OWN in extents or Extent.WITHIN in extents else frozenset()
    return frozenset(own | within)


def may(person: Person, action: Action, place_codes: Iterable[str] = ()) -> bool:
    """Whether a person may do something for one of some places; for no place in particular, only who may everywhere.

    >>> officer = Person(person_id="o@x", name="O", roles={Role.PLACE_OFFICER}, own_codes={"E06000001"})
    >>> may(officer, Action.ANSWER, ["E06000001"]), may(officer, Action.ANSWER, ["E06000002"])
    (True, False)
    """
    codes = reach(person, action)
    return codes is None or not codes.isdisjoint(place_codes)


def demand(person: Person, action: Action, place_codes: Iterable[str] = (), *, of: str = "") -> None:
    """Raise ``NotAllowed`` unless a person may; ``of`` names what they asked for, as a reader would."""
    if may(person, action, place_codes):
        return
    what = f" {of}" if of else ""
    roles = ", ".join(sorted(role.replace("_", " ") for role in person.roles)) or "no role"
    raise NotAllowed(
        f"{person.name} ({roles}) may not {WORDS[action]}{what}. Nothing was changed. If this should be yours to do,"
        " ask an administrator to look at your role and your places."
    )


WORDS: Mapping[Action, str] = {
    Action.READ_RETURNS: "read what was reported on",
    Action.READ_DRAFTS: "read the draft of",
    Action.ANSWER: "answer for",
    Action.CERTIFY: "certify",
    Action.REVIEW: "accept or send back",
    Action.OPEN_ROUND: "open a round for",
    Action.NOTE_USE: "record a use of",
    Action.DESCRIBE: "change the description of",
    Action.IMPORT: "bring in records for",
    Action.COMMENT: "comment on",
    Action.RATE: "rate",
    Action.ALLOCATE: "record money for",
    Action.ASK_CHANGE: "ask for a change to",
    Action.DECIDE_CHANGE: "decide on a change to",
    Action.COMMIT_FOR_PLACE: "make a commitment for",
    Action.COMMIT_FOR_CENTRE: "make a commitment of central government for",
    Action.DRAFT_PRACTICE: "write the entry",
    Action.CHECK_PRACTICE: "check the entry",
    Action.ADOPT: "take up a practice for",
    Action.EXPERIMENT: "register or report an experiment for",
    Action.APPEAL: "ask or offer for",
    Action.EVALUATE: "attach an evaluation to",
    Action.EXPORT: "take away",
    Action.READ_AUDIT: "read the audit of",
    Action.GRANT_ROLES: "give or take roles for",
}
