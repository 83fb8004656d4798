"""What is published of programmes and their transformations: dated facts with a source, read-only.

They are kept apart from what people tell us, which refers to a transformation by its id.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.frozen import Frozen


class AmountKind(StrEnum):
    """What a published amount of money is. Amounts of different kinds are never added up."""

    GRANT = "grant"  # granted to this transformation
    BID = "bid"  # asked for in the bid that won, as announced
    CEILING = "ceiling"  # at most so much, over several years
    SHARED = "shared"  # only a grant for several transformations together is published
    NONE = "none"  # no amount is published


class PlaceBasis(StrEnum):
    """How a transformation came by its places."""

    PUBLISHED = "published"  # the source gives the codes, or the authority that holds the money
    ASSIGNED = "assigned"  # matched by hand to a name in the source
    NONE = "none"  # the source does not say where it is, or not clearly enough


class Overlap(Frozen):
    """Another programme whose money or work may be the same, so that the two are never added up."""

    programme: str
    why: str


class PublishedProgramme(Frozen):
    """One programme as its register was published.

    ``title`` names all of it, ``one`` a single award. ``expected`` is how many there should be where the register held
    here is not ``complete``, and ``covers`` says which those here are. ``dated`` says for when the register speaks;
    ``amount_means`` what its money is; ``id_basis`` where the ids come from.
    """

    programme_id: str
    source_id: str
    title: str
    one: str
    order: int
    about: str
    dated: str
    amount_kind: AmountKind
    amount_means: str
    complete: bool
    expected: int | None = None
    covers: str
    id_basis: str
    overlaps: tuple[Overlap, ...] = ()
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedTransformation:
    """One transformation as a register names it.

    ``part`` is the phase of its programme, ``locality`` the town or neighbourhood, ``lead`` who answers for it; each is
    empty where the register does not say. ``place_codes`` are codes in use today. ``amount`` is in pounds, of which
    ``revenue`` and ``capital`` where the two are told apart; ``period`` is the one it is for. ``group_amount`` is the
    grant of all ``group_size`` named transformations of its group together, with lines that name none.
    """

    transformation_id: str
    programme_id: str
    title: str
    part: str
    locality: str
    lead: str
    place_codes: tuple[str, ...]
    place_basis: PlaceBasis
    amount: float | None
    amount_kind: AmountKind
    revenue: float | None
    capital: float | None
    period: str
    group_id: str
    group_title: str
    group_amount: float | None
    group_size: int
    note: str
    found_at: str
