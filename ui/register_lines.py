"""What the register says on pages of figures: the transformations of a place, and those that aim at a mission."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from domain.commitment import Side
from domain.mission import Framework, Mission
from domain.place import Place
from domain.stocktake import Stocktake
from domain.tracked import Tracked
from domain.transformation import Status
from domain.workspace import Workspace
from ui.address import anchor, href
from ui.delivery_words import STATUSES
from ui.names import with_article
from ui.prose import heading
from ui.sentences import counted, joined

SIMULATED = "What is said of returns and commitments here is simulated, for practice."


@dataclass(frozen=True)
class InPlace:
    """The transformations that reach a place: how many, of how many programmes, and how many need attention.

    Their money is never added up here: programmes overlap, and later ones rename or take in earlier ones.
    ``pressing`` is none where they are too many to look at one by one; ``takes`` are the stocktakes of both sides.
    """

    many: int
    seen: int
    programmes: int
    pressing: int | None
    takes: dict[Side, Stocktake]
    simulated: bool


def in_place(
    found: Sequence[Tracked], pressing: int | None, takes: dict[Side, Stocktake], *, simulated: bool
) -> InPlace:
    """Sum up what reaches a place."""
    return InPlace(
        many=len(found),
        seen=sum(one.delivery is not None for one in found),
        programmes=len({one.programme_id for one in found if one.programme_id}),
        pressing=pressing,
        takes=takes,
        simulated=simulated,
    )


def place_lines(told: InPlace, place: Place) -> str:
    """Two sentences for a profile, each leading to its list."""
    if not told.many:
        return ""
    words = f"{counted(told.many, 'transformation')} {'reaches' if told.many == 1 else 'reach'} {with_article(place)}"
    first = anchor(words, href("transformations", place=place)) + escape(_of_programmes(told))
    if told.seen:
        first += escape("; ") + anchor(_needing(told), href("transformations", place=place, kind="attention"))
    simulated = f'<p class="source">{escape(SIMULATED)}</p>' if told.simulated and told.seen else ""
    return (
        heading(f"Transformations and commitments in {with_article(place)}")
        + f"<p>{first}.</p><p>{_promises(told, place)}</p>{simulated}"
    )


def _of_programmes(told: InPlace) -> str:
    return f", of {told.programmes} programmes that may overlap" if told.programmes > 1 else ""


def _needing(told: InPlace) -> str:
    if told.pressing is None:
        return "see which need attention"
    if not told.pressing:
        return "none that you may see needs attention"
    return f"{told.pressing} {'needs' if told.pressing == 1 else 'need'} attention"


def _promises(told: InPlace, place: Place) -> str:
    whose = {Side.PLACE: "by the place", Side.CENTRE: "by central government"}
    parts = []
    for side, words in whose.items():
        take = told.takes.get(side)
        if take and take.promised:
            late = f" ({take.late} late)" if take.late else ""
            kind = "places" if side is Side.PLACE else "centre"
            address = href("commitments", place=place, kind=kind)
            named = f"{counted(take.promised, 'commitment')} {words}"
            parts.append(f"{anchor(named, address)}{escape(late)}")
    return f"{' and '.join(parts)}." if parts else escape("No commitment about it is on record on either side.")


def aiming_at(stores: Any, framework: Framework, mission: Mission) -> str:
    """The transformations of a mission, gathered in one pass; without a register the published ones alone."""
    published = stores.programmes.transformations if stores.programmes else {}
    every = stores.desk.every() if stores.desk else {}
    own = [one for one in every.values() if mission.mission_id in one.own_missions]
    judged = sum(
        any(each.mission_id == mission.mission_id for each in stores.purposes.missions(one, framework))
        for own_id, one in published.items()
        if own_id not in every or not every[own_id].own_missions
    )
    simulated = bool(stores.desk) and stores.desk.workspace is Workspace.TRAINING
    return mission_lines(own, judged, framework, mission, simulated=simulated)


def mission_lines(
    own: Sequence[Tracked], judged: int, framework: Framework, mission: Mission, *, simulated: bool
) -> str:
    """The transformations that aim at a mission: those whose own people say so by status, and those we judge do."""
    said = []
    if own:
        aims = "says itself that it aims" if len(own) == 1 else "say themselves that they aim"
        said.append(f"{counted(len(own), 'transformation')} {aims} at this mission: {joined(by_status(own))}.")
    if judged:
        many = f"{judged:,} {'more ' if own else ''}transformation{'' if judged == 1 else 's'}"
        said.append(f"{many} could serve it by our judgement, from name and programme; nobody of their own said so.")
    if not said:
        return ""
    told = "".join(f"<p>{escape(sentence)}</p>" for sentence in said)
    practice = f'<p class="source">{escape(SIMULATED)}</p>' if simulated and own else ""
    link = anchor("See them in the list", href("transformations", framework=framework, mission=mission))
    return f"<h2>Transformations</h2>{told}<p>{link}.</p>{practice}"


def by_status(found: Iterable[Tracked]) -> list[str]:
    """How many have each status, in the order of delivery; those not to be seen and those without one at the end."""
    known: Counter[Status] = Counter()
    untold = hidden = 0
    for one in found:
        if one.delivery is None:
            hidden += 1
        elif one.delivery.status is None:
            untold += 1
        else:
            known[one.delivery.status] += 1
    told = [f"{known[status]:,} {words}" for status, words in STATUSES.items() if known[status]]
    told += [f"{untold:,} without a status"] if untold else []
    return told + ([f"{hidden:,} whose returns are not yours to see"] if hidden else [])
