"""The words for published transformations: what an amount is, how sure a place is, and what nobody has published."""

from collections.abc import Sequence

from domain.mission import Mission
from domain.place import Place
from domain.published import AmountKind, PlaceBasis, PublishedProgramme, PublishedTransformation
from ui.names import with_article
from ui.pounds import in_words, pounds
from ui.sentences import counted

AMOUNTS = {
    AmountKind.GRANT: "grant",
    AmountKind.BID: "bid as announced",
    AmountKind.CEILING: "at most, over ten years",
    AmountKind.SHARED: "for its group together",
    AmountKind.NONE: "no amount published",
}
BASES = {
    PlaceBasis.PUBLISHED: "",
    PlaceBasis.ASSIGNED: "The council was matched by hand to a name in the source.",
    PlaceBasis.NONE: "The source does not say in which council this is, or not clearly enough to match it.",
}
NO_RETURN = (
    "No return has been published on this transformation. Whether it has begun, is on time or is finished, what has "
    "been spent, and what it has built or changed are not known here, so it has no status."
)
ALL_REPORTED = (
    "Money is as published. Status, evidence, ratings, spend and milestones are as they were reported here, and the "
    "two are never added up together."
)
NO_RETURNS = (
    "Nobody publishes returns on these transformations. What is here is what was announced or granted: none has a "
    "status, and none is said to be on time or late."
)
NEVER_ADDED = (
    "Money is added up within one programme only, and never across programmes: a bid, a grant and a ceiling are "
    "different things, later programmes rename or take in earlier ones, and some projects stand in two registers."
)
OUR_JUDGEMENT = (
    "This is our judgement, made from the words of its name and from its programme. No publisher says which mission it "
    "serves or which figure it is meant to move, and figures move for many other reasons."
)


def money(one: PublishedTransformation) -> str:
    """The amount to the pound, or that it has none of its own."""
    if one.amount is not None:
        return pounds(one.amount)
    return "none of its own" if one.amount_kind is AmountKind.SHARED else "none published"


def money_note(one: PublishedTransformation) -> str:
    """What the amount is, in a few words; of a shared grant its size and how many share it."""
    if one.amount_kind is AmountKind.NONE:
        return ""
    if one.amount_kind is AmountKind.SHARED and one.group_amount is not None:
        return f"{pounds(one.group_amount)} for {counted(one.group_size, 'project')} together"
    return f"{AMOUNTS[one.amount_kind]}{f', {one.period}' if one.period else ''}"


def money_clause(one: PublishedTransformation) -> str:
    """The amount inside the sentence that heads its page."""
    if one.amount_kind is AmountKind.SHARED and one.group_amount:
        return f"shares a grant of {in_words(one.group_amount)}"
    if one.amount is None:
        return "has no published amount"
    amount = in_words(one.amount)
    return {
        AmountKind.BID: f"was announced with {amount}",
        AmountKind.CEILING: f"may have up to {amount}",
    }.get(one.amount_kind, f"has a grant of {amount}")


def coverage(programme: PublishedProgramme, held: int) -> str:
    """How much of a programme is here: "Incomplete: 18 of 55, the first in alphabetical order"."""
    if programme.complete:
        return f"{programme.covers[:1].upper()}{programme.covers[1:]}"
    return f"Incomplete: {held:,} of {programme.expected:,}, {programme.covers}"


def list_finding(
    found: int, *, place: Place | None, programme: PublishedProgramme | None, mission: Mission | None, narrowed: bool
) -> str:
    """The list in one sentence."""
    told = listed_words(
        found, place=place, programme=programme.title if programme else "", mission=mission, narrowed=narrowed
    )
    if not found:
        return f"No {told}"
    return f"{found:,} {told}, and no return on {'it' if found == 1 else 'any of them'} is public"


def listed_words(
    found: int,
    *,
    place: Place | None,
    programme: str,
    mission: Mission | None,
    narrowed: bool,
    kind: str = "published ",
    needing: str = "",
) -> str:
    """What is listed, as the beginning of a sentence: "published transformations reach Hartlepool"."""
    parts = [f"{kind}transformation" if found <= 1 else f"{kind}transformations"]
    parts += [f"of the programme {programme}"] if programme else []
    parts += [f"that could serve {mission.title}"] if mission else []
    parts += [needing] if needing else []
    parts += ["and with what else you asked for" if needing else "with what you asked for"] if narrowed else []
    parts += [f"{'reaches' if found <= 1 else 'reach'} {with_article(place)}"] if place else []
    parts += [] if place else ["is listed" if found <= 1 else "are listed"]
    return " ".join(parts)


def places_words(places: Sequence[Place], *, shown: int = 2) -> str:
    """Where it is, in a cell: a few names and how many more."""
    if not places:
        return "not said"
    more = len(places) - shown
    named = ", ".join(place.name for place in places[:shown])
    return f"{named} and {more} more" if more > 0 else named
