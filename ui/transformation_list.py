"""Published transformations as a list: those that fit, their programmes with what may be added up, and the table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.mission import Mission
from domain.place import Place
from domain.published import AmountKind, PublishedProgramme, PublishedTransformation
from ui.address import href
from ui.pounds import in_words
from ui.tables import Cell, Column, Content, table
from ui.transformation_words import coverage, money, money_note, places_words

PER_PAGE = 50
ADDED_UP = (AmountKind.GRANT, AmountKind.BID)
COLUMNS = [
    Column("transformation", "Transformation", names_the_row=True),
    Column("programme", "Programme"),
    Column("where", "Where"),
    Column("money", "Published money", numeric=True),
    Column("missions", "Could serve (our judgement)"),
]


@dataclass(frozen=True)
class Line:
    """One transformation of the list, with the nouns its ids stand for."""

    one: PublishedTransformation
    programme: PublishedProgramme
    places: tuple[Place, ...]
    missions: tuple[Mission, ...]

    @property
    def order(self) -> tuple[object, ...]:
        """By the name of its first place, those without a place last; then by programme and title."""
        first = self.places[0].name.casefold() if self.places else ""
        return (not self.places, first, self.programme.order, self.one.title.casefold(), self.one.transformation_id)


@dataclass(frozen=True)
class ProgrammeLine:
    """One programme among the listed: how many, the money that may be added up, and how much of it is held here."""

    programme: PublishedProgramme
    listed: int
    held: int
    money: str


def matches(one: PublishedTransformation, wanted: str) -> bool:
    """Whether every word asked for is in its name, town, lead, deal or id."""
    text = " ".join((one.title, one.locality, one.lead, one.group_title, one.transformation_id)).casefold()
    return all(word in text for word in wanted.casefold().split())


def by_programme(lines: Sequence[Line], held: Mapping[str, int]) -> tuple[ProgrammeLine, ...]:
    """The programmes of the listed, in their own order."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.programme.programme_id, []).append(line)
    found = [
        ProgrammeLine(
            mine[0].programme, len(mine), held[own_id], money_of([line.one for line in mine], mine[0].programme)
        )
        for own_id, mine in groups.items()
    ]
    return tuple(sorted(found, key=lambda line: line.programme.order))


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
        Column("covers", "How much of the programme is here"),
    ]
    rows: list[Mapping[str, Content]] = [
        {
            "programme": Cell(
                line.programme.title,
                href=href("transformations", place=place, mission=mission, programme=line.programme),
                note=line.programme.dated,
            ),
            "listed": f"{line.listed:,}",
            "money": Cell(line.money, note=line.programme.amount_means),
            "covers": coverage(line.programme, line.held),
        }
        for line in lines
    ]
    return table(rows, columns, caption="By programme", caption_hidden=True)


def listed_table(lines: Sequence[Line], *, caption: str) -> str:
    """The lines of one part of the list."""
    return table([_cells(line) for line in lines], COLUMNS, caption=caption, caption_hidden=True)


def _cells(line: Line) -> dict[str, Content]:
    one = line.one
    locality = "" if one.locality in ("", one.title) else one.locality
    return {
        "transformation": Cell(one.title, href=href("transformation", transformation=one), note=one.lead),
        "programme": Cell(line.programme.title, note=one.part),
        "where": Cell(places_words(line.places), note=locality),
        "money": Cell(money(one), note=money_note(one)),
        "missions": ", ".join(mission.title for mission in line.missions) or "cannot tell",
    }
