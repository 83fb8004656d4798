"""Asks and offers with the nouns their ids stand for: places, measures, missions and entries by name."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from domain.adoption import Adoption
from domain.appeal import Appeal
from domain.person import Person
from domain.practice import Practice
from ui.address import href
from ui.appeal_view import Help, Shown
from ui.appeal_words import kind_words, why_matched
from ui.experiment_words import level_words
from ui.learning_words import KINDS_OF_APPEAL, RESULTS
from ui.names import with_article
from ui.sentences import joined
from ui.stores import Stores

SIGNED_AT_MOST = 3


def shown_of(one: Appeal, clock: Any, stores: Stores) -> Shown:
    """One ask or offer with its clock (``metrics.learning.exchange.Clock``)."""
    entry = stores.desk.library.entries().get(one.practice_id) if one.practice_id else None
    metrics, missions = _metrics_named(one.metric_ids, stores), named(one.mission_ids, mission_titles(stores))
    return Shown(
        one=one,
        place=place_name(one.place_code, stores),
        about=(*metrics, *missions),
        open_for=clock.open_for,
        first_answer=clock.first_answer,
        overdue=clock.overdue,
        practice_title=entry.title if entry else one.practice_id or "",
        helped_by=place_name(one.helped_by, stores) if one.helped_by else "",
    )


def appeals_that_help(one: Appeal, matches: Iterable[Any], stores: Stores) -> list[Help]:
    """Offers that could answer an ask, or asks an offer could answer, each with its reason in words."""
    return [
        Help(
            title=match.found.title,
            address=href("asks", appeal=match.found.appeal_id),
            who=f"{place_name(match.found.place_code, stores)}, {kind_words(match.found)}",
            result="",
            strength="",
            why=_why(one, match, stores),
        )
        for match in matches
    ]


def entries_that_help(
    one: Appeal, matches: Iterable[Any], levels: Mapping[str, int | None], stores: Stores
) -> list[Help]:
    """Checked entries that could answer an ask. ``levels`` are their grades by id."""
    return [
        Help(
            title=match.found.title,
            address=href("practice", practice=match.found.practice_id),
            who=_where(match.found, stores),
            result=RESULTS[match.found.result],
            strength=level_words(levels.get(match.found.practice_id)),
            why=_why(one, match, stores),
        )
        for match in matches
    ]


def adopters_that_help(
    one: Appeal, matches: Iterable[Any], levels: Mapping[str, int | None], stores: Stores
) -> list[Help]:
    """Places that took up an entry which could answer an ask. ``levels`` are the grades of their reports by id."""
    entries = stores.desk.library.entries()
    return [
        Help(
            title=entries[match.found.practice_id].title,
            address=href("adoption", practice=match.found.practice_id),
            who=place_name(match.found.place_code, stores),
            result=_reported(match.found, stores),
            strength=level_words(levels.get(match.found.adoption_id)) if match.found.result else "",
            why=_why(one, match, stores),
        )
        for match in matches
    ]


def _reported(one: Adoption, stores: Stores) -> str:
    if one.result is not None:
        return RESULTS[one.result]
    return "result unknown, its report is overdue" if one.overdue(stores.desk.today) else "no report yet"


def _where(one: Practice, stores: Stores) -> str:
    few, more = one.place_codes[:3], len(one.place_codes) - 3
    names = [place_name(code, stores) for code in few] + ([f"{more} more"] if more > 0 else [])
    return joined(names) or one.place_words or ""


def _why(one: Appeal, match: Any, stores: Stores) -> str:
    return why_matched(
        metrics=_metrics_named(match.metric_ids, stores),
        missions=named(match.mission_ids, mission_titles(stores)),
        place=place_name(match.place_code, stores) if match.place_code else "",
        asking=place_name(one.place_code, stores),
        rank=match.rank,
        kind=KINDS_OF_APPEAL[one.kind] if match.same_kind else "",
    )


def place_name(code: str, stores: Stores) -> str:
    """The name of a place, its code where nobody knows it."""
    place = stores.figures.places.get(code)
    return place.name if place else code


def signed_for(person: Person, stores: Stores) -> str:
    """For whom a person answers: a place or some of their own, or else central government."""
    places = stores.figures.places
    names = [with_article(places[code]) for code in sorted(person.own_codes) if code in places]
    more = len(names) - SIGNED_AT_MOST
    return joined([*names[:SIGNED_AT_MOST], *([f"{more} more"] if more > 0 else [])]) or "central government"


def metric_titles(stores: Stores) -> dict[str, str]:
    """Every metric of the catalogue by id, in the order of titles; an ask may be about one nobody measures yet."""
    metrics = stores.catalogue.metrics.values()
    return {metric.metric_id: metric.title for metric in sorted(metrics, key=lambda metric: metric.title)}


def _metrics_named(ids: Sequence[str], stores: Stores) -> list[str]:
    """The titles of some metrics, without putting the whole catalogue in order for each line of a list."""
    return named(ids, {own_id: one.title for own_id in ids if (one := stores.catalogue.metrics.get(own_id))})


def mission_titles(stores: Stores) -> dict[str, str]:
    """Every mission of every framework, by id; the first framework's where two share one."""
    frameworks = sorted(stores.catalogue.frameworks.values(), key=lambda each: each.order, reverse=True)
    return {one.mission_id: one.title for framework in frameworks for one in framework.missions}


def named(ids: Sequence[str], titles: Mapping[str, str]) -> list[str]:
    """The titles of some ids; an id nobody knows stands for itself."""
    return [titles.get(own_id, own_id) for own_id in ids]
