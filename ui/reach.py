"""Which places' transformations belong to a view of one place."""

from typing import Any

from domain.place import Level, Place
from ui.about_place import parents

HOLD_AWARDS = (Level.UPPER_TIER, Level.COMBINED_AUTHORITY)  # regions and nations hold none of their own


def reached_from(place: Place, figures: Any) -> frozenset[str] | None:
    """The place, what lies in it and the areas around it: an award to any of them reaches it. None is everywhere."""
    if place.level is Level.UNITED_KINGDOM:
        return None
    within = figures.members(place.code)
    around = [area for area in parents(place, figures.places) if area.level in HOLD_AWARDS]
    return frozenset(one.code for one in (place, *within, *around))
