"""Ways to begin a comparison: links to places and metrics worth setting side by side."""

from collections.abc import Iterable, Mapping, Sequence

from domain.metric import Metric, Role
from domain.mission import Catalogue, Framework
from domain.place import Level, Place
from domain.verdict import Comparator
from ui.address import href
from ui.request import SEVERAL_AT_MOST
from ui.sentences import counted

Link = tuple[str, str]
"""Words, and the address they lead to."""


def of_places(current: Sequence[Place], near: Mapping[Place, Sequence[Place]], metrics: Sequence[Metric]) -> list[Link]:
    """Links to sets of places: the largest combined authorities, the regions, the nations, a place and those like it.

    ``near`` holds the nearest statistical neighbours of some places. The metrics chosen so far come along.
    """
    at = {level: [place for place in current if place.level is level] for level in Level}
    authorities = sorted(at[Level.COMBINED_AUTHORITY], key=lambda place: (-(place.population or 0), place.name))
    shown = authorities[:SEVERAL_AT_MOST]
    sets: list[tuple[str, Sequence[Place], Comparator]] = [
        (_largest(len(shown), len(authorities)), shown, Comparator.NATION),
        ("The two largest combined authorities", authorities[:2], Comparator.NATION),
        (f"The {len(at[Level.REGION])} English regions", at[Level.REGION], Comparator.NATION),
        ("The nations of the United Kingdom", at[Level.NATION], Comparator.UNITED_KINGDOM),
        *(
            (f"{place.name} and the {counted(len(alike), 'place')} most like it", [place, *alike], Comparator.NATION)
            for place, alike in near.items()
            if alike
        ),
    ]
    return [
        (words, href("compare", places=places[:SEVERAL_AT_MOST], metrics=metrics, compare=comparator))
        for words, places, comparator in sets
        if len(places) > 1
    ]


def of_missions(
    framework: Framework, catalogue: Catalogue, places: Sequence[Place], **parameters: object
) -> list[Link]:
    """Links to the same places on the measures a framework puts first for each of its missions."""
    links = []
    for mission in framework.missions:
        first = [m for m, role in catalogue.of_mission(mission) if role is Role.HEADLINE and m.is_measured]
        if first:
            address = href("compare", places=places, metrics=first[:SEVERAL_AT_MOST], **parameters)
            links.append((f"{mission.title} ({counted(len(first[:SEVERAL_AT_MOST]), 'measure')})", address))
    return links


def named(places: Iterable[Place], codes: Iterable[str], *, at_most: int) -> list[Place]:
    """The first few of some codes that are places in use today."""
    by_code = {place.code: place for place in places}
    return [by_code[code] for code in codes if code in by_code][:at_most]


def _largest(shown: int, total: int) -> str:
    return f"The {shown} largest combined authorities" if shown < total else f"All {total} combined authorities"
