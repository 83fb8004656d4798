"""What of an entry is searched: its texts by field, in the order in which a match is shown."""

from collections.abc import Callable, Iterable, Mapping

from domain.practice import Practice

Texts = Callable[[Practice, Mapping[str, str]], Iterable[str | None]]

READ: Mapping[str, Texts] = {
    "title": lambda one, _names: (one.title,),
    "problem": lambda one, _names: (one.problem,),
    "what_was_done": lambda one, _names: (one.what_was_done,),
    "outcome": lambda one, _names: (one.outcome, _other_outcome(one)),
    "result": lambda one, _names: (_plain(one.result),),
    "places": lambda one, names: (*(names.get(code, code) for code in one.place_codes), one.place_words),
    "mechanism": lambda one, _names: (one.mechanism,),
    "preconditions": lambda one, _names: (each.statement for each in one.preconditions),
    "people": lambda one, _names: (one.population, one.lead, one.designed_with, one.designed_how, one.contact_role),
    "how_studied": lambda one, _names: (_plain(one.design or ""), one.design_words),
    "cost": lambda one, _names: (one.cost_words,),
    "caveats": lambda one, _names: (one.caveats,),
    "sources": lambda one, _names: (
        f"{each.author}, {each.title}, {each.publisher} {each.year or ''}" for each in one.sources
    ),
    "resources": lambda one, _names: (each.title for each in one.resources),
    "about": lambda one, _names: (_plain(own_id) for own_id in (*one.mission_ids, *one.metric_ids)),
}
FIELDS = tuple(READ)
"""The fields that a hit may name as where it matched: the first that holds any of the words."""
BETWEEN = " | "


def texts_of(practice: Practice, place_names: Mapping[str, str]) -> dict[str, str]:
    """Every text of an entry by field; a field without any is absent."""
    found = {field: BETWEEN.join(filter(None, read(practice, place_names))) for field, read in READ.items()}
    return {field: text for field, text in found.items() if text}


def _other_outcome(one: Practice) -> str | None:
    return one.effect.outcome if one.effect and one.effect.outcome != one.outcome else None


def _plain(code: str) -> str:
    """The words of a code of ours."""
    return code.replace("_", " ").replace("-", " ")
