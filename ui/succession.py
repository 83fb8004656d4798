"""A retired place: what follows it today, and how to say so."""

import datetime as dt
from collections.abc import Mapping

from domain.place import Place


def followers(place: Place, places: Mapping[str, Place]) -> tuple[Place, ...]:
    """Today's places that follow a retired one, however many steps away."""
    found: dict[str, Place] = {}
    seen: set[str] = set()
    waiting = list(place.successor_codes)
    while waiting:
        code = waiting.pop(0)
        follower = places.get(code)
        if follower is None or code in seen:
            continue
        seen.add(code)
        if follower.is_current:
            found[code] = follower
        else:
            waiting.extend(follower.successor_codes)
    return tuple(found.values())


def retired_sentence(place: Place, following: tuple[Place, ...]) -> str:
    """What became of a retired place, and what the reader sees or should do."""
    named = f"{place.name} ({place.code})"
    when = f" on {_day(place.ended_on)}" if place.ended_on else ""
    if not following:
        return f"{named} came to an end{when}, and no one place follows it. Choose a present place by name."
    if len(following) > 1:
        return f"{named} came to an end{when}. Its area is now in {_joined(following)}. Choose one of them."
    follower = following[0]
    if follower.name == place.name:
        return f"{named} was given a new code, {follower.code}{when and ','}{when}. This page follows the new code."
    return f"{named} became part of {follower.name}{when}. This page shows {follower.name}."


def _joined(places: tuple[Place, ...]) -> str:
    return ", ".join(place.name for place in places[:-1]) + f" and {places[-1].name}"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
