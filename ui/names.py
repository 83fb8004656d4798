"""Names of places for a list to choose from: each different from the others."""

from collections import Counter
from collections.abc import Iterable

from domain.place import Level, Place

# The names of regions that need an article. Three are those of combined authorities too, which then say what they are.
TAKES_THE = (
    "North East", "North West", "South East", "South West", "East Midlands", "West Midlands", "East of England",
)  # fmt: skip

ALSO_TAKE_IT = ("West of England", "Vale of Glamorgan", "Isle of Wight")

KINDS = {
    Level.DISTRICT: "district",
    Level.UPPER_TIER: "county",
    Level.COMBINED_AUTHORITY: "combined authority",
    Level.REGION: "region",
    Level.NATION: "nation",
    Level.UNITED_KINGDOM: "country",
}


def distinct_names(places: Iterable[Place]) -> dict[str, str]:
    """The name of each place by code, in alphabetical order.

    Places that share a name say what they are: the North East is a region and a combined authority. Where that does
    not tell them apart the code does.
    """
    places = list(places)
    shared = Counter(place.name for place in places)
    names = {place.code: _name(place) if shared[place.name] > 1 else place.name for place in places}
    still_shared = Counter(names.values())
    told_apart = {code: f"{name}, {code}" if still_shared[name] > 1 else name for code, name in names.items()}
    return dict(sorted(told_apart.items(), key=lambda pair: (pair[1].casefold(), pair[0])))


def _name(place: Place) -> str:
    return f"{place.name} ({KINDS[place.level]})"


def with_article(place: Place) -> str:
    """The name inside a sentence: "England", "the North East", "the North East combined authority"."""
    if place.level is Level.COMBINED_AUTHORITY and place.name in TAKES_THE:
        return f"the {place.name} {KINDS[place.level]}"
    needs_one = place.level is Level.UNITED_KINGDOM or (place.level is Level.REGION and place.name in TAKES_THE)
    return f"the {place.name}" if needs_one or place.name in ALSO_TAKE_IT else place.name
