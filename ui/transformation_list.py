"""Transformations as a list: those that fit, their programmes with what may be added up, and the table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.mission import Mission
from domain.place import Place
from domain.published import AmountKind, PublishedProgramme, PublishedTransformation
from domain.tracked import Tracked
from ui.address import href
from ui.pounds import in_words
from ui.tables import Cell, Column, Content, table
from ui.transformation_words import coverage, money, money_note, places_words

ADDED_UP = (AmountKind.GRANT, AmountKind.BID)
COLUMNS = [
    Column("transformation", "Transformation", names_the_row=True),
    Column("programme", "Programme", rest=True),
    Column("where", "Where"),
    Column("money", "Published money", numeric=True),
    Column("missions", "Could serve (our judgement)", rest=True),
]
ONLY_HERE = "Described in the register only: no published list names it"


@dataclass(frozen=True, slots=True)
class Line:
    """One transformation of the list, with the nouns its ids stand for.

    ``one`` is how a public register names it, none where only ours does. ``missions`` are what its own people say it
    serves where they ``aimed`` it, else our reading of its name. ``evidence`` is the newest evidence in words, and
    ``points`` how far what is said of it disagrees. ``told`` is why it is listed, where something was asked for.
    """

    tracked: Tracked
    one: PublishedTransformation | None
    programme: PublishedProgramme | None
    programme_title: str
    places: tuple[Place, ...]
    missions: tuple[Mission, ...]
    aimed: bool = False
    evidence: str = ""
    points: int = 0
    told: str = ""


@dataclass(frozen=True)
class ProgrammeLine:
    """One programme among the listed: how many, the money that may be added up, and how much of it is held here.

    ``programme`` is none where no public register holds it.
    """

    programme_id: str
    title: str
    programme: PublishedProgramme | None
    listed: int
    held: int
    money: str


def matches(one: PublishedTransformation, wanted: str) -> bool:
    """Whether every word asked for is in its name, town, lead, deal or id."""
    text = " ".join((one.title, one.locality, one.lead, one.group_title, one.transformation_id)).casefold()
    return all(word in text for word in wanted.casefold().split())


def named_like(one: Tracked, published: PublishedTransformation | None, wanted: str) -> bool:
    """Whether every word asked for is in what it is called here or in a public register."""
    text = f"{one.title} {one.lead} {one.transformation_id}".casefold()
    words = wanted.casefold().split()
    return all(word in text for word in words) or (published is not None and matches(published, wanted))


def by_programme(
    found: Sequence[Tracked],
    *,
    published: Mapping[str, PublishedTransformation],
    programmes: Mapping[str, PublishedProgramme],
    titles: Mapping[str, str],
    held: Mapping[str, int],
) -> tuple[ProgrammeLine, ...]:
    """The programmes of the listed, the published ones first and in their own order."""
    groups: dict[str, list[Tracked]] = {}
    for one in found:
        groups.setdefault(one.programme_id, []).append(one)
    lines = []
    for own_id, mine in groups.items():
        programme = programmes.get(own_id)
        named = [published[one.transformation_id] for one in mine if one.transformation_id in published]
        told = money_of(named, programme) if programme else "no amounts published"
        title = titles.get(own_id, own_id)
        lines.append(ProgrammeLine(own_id, title, programme, len(mine), held.get(own_id, 0), told))
    return tuple(sorted(lines, key=_by_order))


def _by_order(line: ProgrammeLine) -> tuple[object, ...]:
    return (line.programme is None, line.programme.order if line.programme else 0, line.title)


def money_of(ones: Sequence[PublishedTransformation], programme: PublishedProgramme) -> str:
    """The money of some transformations of one programme, or why it is not added up."""
    if programme.amount_kind is AmountKind.NONE:
        return "no amounts published"
    if not programme.complete:
        return "not added up: the list is incomplete"
    if programme.amount_kind is AmountKind.CEILING:
        most = max((one.amount for one in ones if one.amount is not None), default=0.0)
        return f"up to {in_words(most)} each; ceilings are not added up"
    if programme.amount_kind is AmountKind.SHARED:
        return _shared(ones)
    amounts = [one.amount for one in ones if one.amount is not None]
    without = len(ones) - len(amounts)
    aside = f"; {without} without an amount" if without else ""
    return f"{in_words(sum(amounts))}{aside}" if amounts else "no amounts published"


def _shared(ones: Sequence[PublishedTransformation]) -> str:
    """Each grant once, and only where every transformation it is for is among them."""
    groups: dict[str, list[PublishedTransformation]] = {}
    for one in ones:
        groups.setdefault(one.group_id, []).append(one)
    if any(len(group) < group[0].group_size for group in groups.values()):
        return "not added up: a grant is for all projects of a high street, and not all are listed"
    total = sum(group[0].group_amount or 0.0 for group in groups.values())
    return f"{in_words(total)} in {len(groups):,} {'grant' if len(groups) == 1 else 'grants'}"


def programmes_table(lines: Iterable[ProgrammeLine], *, place: Place | None, mission: Mission | None) -> str:
    """The programmes of the list, each with what its money is and how much of it is here."""
    columns = [
        Column("programme", "Programme", names_the_row=True),
        Column("listed", "Listed", numeric=True),
        Column("money", "Published money"),
        Column("covers", "How much of the programme is here", rest=True),
    ]
    rows: list[Mapping[str, Content]] = [
        {
            "programme": Cell(
                line.title,
                href=href("transformations", place=place, mission=mission, programme=line.programme_id),
                note=line.programme.dated if line.programme else "",
            ),
            "listed": f"{line.listed:,}",
            "money": Cell(line.money, note=line.programme.amount_means if line.programme else ""),
            "covers": coverage(line.programme, line.held) if line.programme else ONLY_HERE,
        }
        for line in lines
    ]
    return table(rows, columns, caption="By programme", caption_hidden=True)


def listed_table(lines: Sequence[Line], *, caption: str) -> str:
    """The lines of one part of the list, as the published registers have them."""
    return table([_cells(line) for line in lines], COLUMNS, caption=caption, caption_hidden=True)


def _cells(line: Line) -> dict[str, Content]:
    told = line.tracked
    return {
        "transformation": Cell(told.title, href=href("transformation", transformation=told), note=told.lead),
        "programme": Cell(line.programme_title, note=line.one.part if line.one else ""),
        "where": where_cell(line),
        "money": money_cell(line),
        "missions": ", ".join(mission.title for mission in line.missions) or "cannot tell",
    }


def where_cell(line: Line) -> Cell:
    """Where it is: its places, and below them the town where that says more."""
    locality = line.one.locality if line.one and line.one.locality != line.one.title else ""
    return Cell(places_words(line.places), note=locality)


def money_cell(line: Line) -> Cell:
    """The published amount with what it is."""
    return Cell(money(line.one), note=money_note(line.one)) if line.one else Cell("none published")
