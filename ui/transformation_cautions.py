"""What must be known before the money of a list is used: what is not shared out, and which programmes overlap."""

from collections.abc import Mapping, Sequence

from domain.place import Place
from domain.published import PublishedProgramme
from ui import prose
from ui.transformation_list import ProgrammeLine
from ui.transformation_words import NEVER_ADDED


def cautions(beyond: int, place: Place | None) -> list[str]:
    """That money is never added across programmes, and how many amounts are for more than the place asked for."""
    told = [NEVER_ADDED]
    if beyond and place:
        verb, whose = (
            ("reaches", "Its amount is for all its") if beyond == 1 else ("reach", "Their amount is for all their")
        )
        told.append(
            f"{beyond:,} of these {verb} beyond {place.name}. {whose} places together, and no share is published."
        )
    return told


def overlaps(lines: Sequence[ProgrammeLine], known: Mapping[str, PublishedProgramme]) -> str:
    """Why two of the listed programmes must not be added up."""
    programmes = [line.programme for line in lines if line.programme]
    listed = {programme.programme_id for programme in programmes}
    told = [
        f"{programme.title} and {known[overlap.programme].title}: {overlap.why}."
        for programme in programmes
        for overlap in programme.overlaps
        if overlap.programme in listed and known[overlap.programme].order > programme.order
    ]
    told += [f"{programme.title}: {caveat}" for programme in programmes for caveat in programme.caveats]
    inner = prose.bullets(told)
    return prose.opening("Where these programmes overlap, and what else to know of them", inner) if told else ""
