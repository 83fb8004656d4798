"""A place itself: what kind it is, where it lies, what lies in it, and what it was made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from domain.place import Level, Place, SuccessionKind
from domain.verdict import Comparator
from ui.address import anchor, href
from ui.names import KINDS as KINDS_OF_LEVEL
from ui.names import distinct_names, with_article
from ui.numbers import people
from ui.sentences import joined

FEW_MEMBERS = 40
KINDS = {
    "E06": "unitary council",
    "E07": "district council",
    "E08": "metropolitan borough",
    "E09": "London borough",
    "E10": "county council",
    "E12": "region of England",
    "E47": "combined authority",
    "E61": "London authority",
    "W06": "unitary council",
    "S12": "council area",
    "N09": "local government district",
}


@dataclass(frozen=True)
class Origin:
    """Names and codes the place followed, with years, and the councils that belong to it."""

    merged_from: Mapping[str, int | None]
    recoded_from: Mapping[str, int | None]
    members: tuple[Place, ...]


def origin_of(place: Place, figures: Any) -> Origin:
    """What a place was made from and what belongs to it."""
    steps = [step for step in figures.successions if step.new_code == place.code]
    return Origin(
        merged_from={s.old_name: s.year for s in steps if s.kind is SuccessionKind.MERGED},
        recoded_from={s.old_code: s.year for s in steps if s.kind is SuccessionKind.RECODED},
        members=figures.members(place.code),
    )


def larger_with_figures(place: Place, metric_ids: Iterable[str], figures: Any) -> dict[str, Place]:
    """The smallest area around a place that has a figure, by metric."""
    around, wanted = parents(place, figures.places), list(metric_ids)
    if not around or not wanted:
        return {}
    having = figures.having([parent.code for parent in around], wanted)
    return {key: parent for parent in around for key in wanted if (key, parent.code) in having}


def parents(place: Place, places: Mapping[str, Place]) -> list[Place]:
    """The places a place lies in, widest first."""
    codes = (place.nation_code, place.region_code, place.combined_authority_code, place.county_code)
    return [places[code] for code in codes if code and code in places and code != place.code]


def own_address(place: Place, comparator: Comparator | None = None) -> str:
    """The address of a place's profile."""
    return href("profile", place=place, compare=comparator)


def kind_of_place(place: Place) -> str:
    """What sort of place it is: "unitary council", "combined authority"."""
    if place.level is Level.UNITED_KINGDOM:
        return "the whole country"
    return KINDS.get(place.code[:3], "nation" if place.level is Level.NATION else "council")


def about(origin: Origin, place: Place, figures: Any) -> str:
    """What sort of place it is, what it lies in, what lies in it, how many live there, and what it was made from."""
    facts = [("Kind of place", escape(_kind(place))), ("Code", escape(place.code))]
    around = parents(place, figures.places)
    within = [f"{anchor(parent.name, own_address(parent))} ({KINDS_OF_LEVEL[parent.level]})" for parent in around]
    if within:
        facts.append(("Lies in", ", ".join(within)))
    if place.population:
        facts.append(("People", escape(f"{people(place.population)}, mid-{place.population_year}")))
    if place.rural_urban:
        facts.append(("Land", escape(f"{place.rural_urban}, by the classification of 2021")))
    listed = "".join(f"<dt>{name}</dt><dd>{told}</dd>" for name, told in facts)
    history = origin_sentences(origin, place)
    told = "".join(f"<p>{escape(sentence)}</p>" for sentence in history)
    return f'<h2>About {escape(place.name)}</h2><dl class="facts">{listed}</dl>{told}{_members(origin, place, figures)}'


def _kind(place: Place) -> str:
    """The kind, and that it stands at two levels where it does."""
    kind = kind_of_place(place)
    both = ": a district and an upper tier at once" if len(place.levels) > 1 else ""
    return f"{kind[:1].upper()}{kind[1:]}{both}"


def _members(origin: Origin, place: Place, figures: Any) -> str:
    """The places that belong to it; of a nation with many councils its regions and combined authorities instead."""
    members = _nations(figures) if place.level is Level.UNITED_KINGDOM else origin.members
    if len(members) > FEW_MEMBERS and place.level is Level.NATION:
        areas = (Level.REGION, Level.COMBINED_AUTHORITY)
        members = tuple(p for p in figures.current_places if p.level in areas and p.nation_code == place.code)
    if not members:
        return ""
    names = distinct_names(members)
    items = "".join(f"<li>{anchor(name, href('profile', place=code))}</li>" for code, name in names.items())
    return f'<h3>In {escape(with_article(place))}</h3><ul class="members">{items}</ul>'


def _nations(figures: Any) -> tuple[Place, ...]:
    return tuple(place for place in figures.current_places if place.level is Level.NATION)


def origin_sentences(origin: Origin, place: Place) -> list[str]:
    """What a place was made from, and what that means for its series."""
    told = []
    if origin.merged_from:
        year = next((year for year in origin.merged_from.values() if year), None)
        when = f" in {year}" if year else ""
        told.append(
            f"{place.name} was made{when} from {joined(sorted(origin.merged_from))}. Earlier counts of those councils "
            "are added up where the publisher gives counts; rates, medians and survey figures cannot be added up, so "
            "many series begin with the new council, or have no figure yet."
        )
    for old_code, year in origin.recoded_from.items():
        when = f" until {year}" if year else ""
        told.append(f"{place.name} had the code {old_code}{when}. The land is the same, so its series continue.")
    return told
