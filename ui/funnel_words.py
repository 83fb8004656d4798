"""What is said over, under and instead of a funnel: different is one thing, unusual another."""

from collections.abc import Mapping

from domain.funnel import Funnel, FunnelPlace
from domain.metric import Metric
from domain.place import Place
from ui.change_counts import about
from ui.names import with_article
from ui.numbers import change, number

DIFFERENT_OR_UNUSUAL = (
    "Different means that chance does not explain the distance, even after allowing for how many places are looked "
    "at; unusual, that it is large even beside the ordinary distance between places, which have different people, "
    "work and history."
)
EXACT = "The further right, the more exact a figure is, and the less room chance has."
LARGE_PLACES = "A place with more than a tenth of the people of its nation is held against the rest of it."


def funnel_title(funnel: Funnel, metric: Metric, *, nation: Place, places_are: str, period: str) -> str:
    """The finding: how many places are different, and how many of them are unusual."""
    different, unusual = (sum(getattr(one, name) for one in funnel.places) for name in ("different", "unusual"))
    dated = f", {period}" if period else ""
    against, total = with_article(nation), len(funnel.places)
    if not different:
        return f"{metric.title}: none of {total:,} {places_are} can be told from {against}{dated}"
    verb = "differs" if different == 1 else "differ"
    few = "none of them is" if not unusual else "1 of them is" if unusual == 1 else f"{unusual:,} of them are"
    return f"{metric.title}: {different:,} of {total:,} {places_are} {verb} from {against}; {few} unusual{dated}"


def funnel_summary(funnel: Funnel, _metric: Metric, *, nation: Place, places_are: str) -> str:
    """How many lie outside each pair of limits and how many would by chance; different and unusual told apart."""
    total = len(funnel.places)
    sentences = [
        DIFFERENT_OR_UNUSUAL,
        f"The limits of chance alone around {with_article(nation)} leave {_none_or(funnel.outside95)} of {total:,} "
        f"{places_are} outside the dashed pair, where chance would put {about(funnel.expected95)}, and "
        f"{_none_or(funnel.outside998)} outside the solid pair, where it would put {about(funnel.expected998)}.",
        f"With the ordinary spread allowed for, {_none_or(funnel.wide95)} lie outside the dashed pair and "
        f"{_none_or(funnel.wide998)} outside the solid one.",
        EXACT,
    ]
    if any(one.rest_of for one in funnel.places):
        sentences.append(LARGE_PLACES)
    return " ".join(sentences)


def _none_or(number: int) -> str:
    return f"{number:,}" if number else "none"


def funnel_alt(funnel: Funnel, metric: Metric, places: Mapping[str, Place], *, nation: Place, places_are: str) -> str:
    """The message of the picture with its numbers; the unusual places by name as far as they are few."""
    parts = [f"Funnel plot. {funnel_title(funnel, metric, nation=nation, places_are=places_are, period='')}."]
    parts.append(funnel_summary(funnel, metric, nation=nation, places_are=places_are))
    unusual = sorted((one for one in funnel.places if one.unusual), key=lambda one: one.value)
    if unusual:
        named = [*unusual[:5], *unusual[5:][-5:]]
        which = "Unusual" if len(named) == len(unusual) else "The lowest and highest of the unusual"
        parts.append(f"{which}: {'; '.join(place_words(one, metric, places) for one in named)}.")
    return " ".join(parts)


def place_words(one: FunnelPlace, metric: Metric, places: Mapping[str, Place]) -> str:
    """One place in a few words: "Hartlepool 57.1 years, plus or minus 1.1 years"."""
    reach = change(one.reach, metric).lstrip("+")
    return f"{places[one.place_code].name} {number(one.value, metric)}, plus or minus {reach}"


def standing_words(one: FunnelPlace) -> str:
    """Where a place stands in the funnel."""
    if one.unusual:
        return "different, and unusual"
    return "different, within the ordinary spread" if one.different else "cannot be told from its nation"
