"""The places most like one by measures a reader may choose: how near, what makes them alike, how firm the list is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from domain.metric import Metric
from domain.place import Level, Place
from domain.verdict import Comparator
from ui.about_place import own_address
from ui.address import anchor, href
from ui.names import with_article
from ui.numbers import number, unit_words
from ui.prose import bullets, paragraphs
from ui.sentences import counted, in_running_text, joined, titles
from ui.tables import Cell, Column, Content, table
from ui.wording import PLACE_LEVELS

NAMED = 3  # places in the finding
PLACES_COMPARED, METRICS_COMPARED = 5, 5  # in the link to a comparison
NO_OTHER_LIST = "It has no published list to set beside this one."
MIDDLE = "The middle one is the one with as many below it as above."


@dataclass(frozen=True)
class AlikePlace:
    """One other place: its distance as a percentage of the middle one's, what brings it near, what holds it apart."""

    place: Place
    distance: float
    alike: tuple[Metric, ...]
    apart: tuple[Metric, ...]
    published: bool


@dataclass(frozen=True)
class AlikeMeasure:
    """One measure: the place's own figure, and the middle ones of its nearest and of all others of its kind."""

    metric: Metric
    own: float | None
    nearest: float | None
    every: float | None


@dataclass(frozen=True)
class OwnLikeness:
    """A place's nearest on some measures.

    ``standard`` is true where the measures are those the page begins with. ``of_outcome`` were left out because they
    belong to the outcome, ``too_few`` because too few places have a figure. ``lists_shared`` and ``list_length`` say
    how many of as many are on the published list, 0 for no list. ``kept_without`` counts by measure how many of the
    nearest stay where it is left out.
    """

    place: Place
    level: Level
    standard: bool
    outcome: Metric | None
    of_outcome: tuple[Metric, ...]
    too_few: tuple[Metric, ...]
    measures: tuple[AlikeMeasure, ...] = ()
    nearest: tuple[AlikePlace, ...] = ()
    others: int = 0
    lists_shared: int = 0
    list_length: int = 0
    kept_without: Mapping[str, int] | None = None

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The measures that were used."""
        return tuple(each.metric for each in self.measures)


def finding(found: OwnLikeness) -> str:
    """The page's heading: which places are nearest."""
    if not found.nearest:
        return f"We cannot say which places are most like {with_article(found.place)} on these measures"
    first = [with_article(each.place) for each in found.nearest[:NAMED]]
    verb = "is" if len(first) == 1 else "are"
    said = f"{joined(first)} {verb} most like {with_article(found.place)}"
    return said[:1].upper() + said[1:]


def introduction(found: OwnLikeness) -> str:
    """What the list rests on, what was left out and why, and what the distance means, as HTML."""
    kind = PLACE_LEVELS[found.level]
    chosen = "the standard set" if found.standard else "the set you chose"
    counting = counted(len(found.measures), "measure")
    told = [f"Compared with all other {kind} on {counting}, {chosen}, each by its newest figure and counting the same."]
    if found.nearest:
        told.append(
            f"A distance of 100 is that of the middle one of {found.others:,} {kind}, put in order of how near they "
            "are; 0 would be no difference on any measure."
        )
    return paragraphs([" ".join(told), *_left_out(found)])


def why_none(found: OwnLikeness) -> str:
    """Why there is no list, and what to do."""
    kind = PLACE_LEVELS[found.level]
    if found.level is Level.UNITED_KINGDOM:
        return "There is only one United Kingdom, so nothing of its kind can be like it. Choose another place."
    if not found.measures and found.outcome and found.of_outcome:
        fault = f"every measure chosen belongs to the outcome, {in_running_text(found.outcome.title)}"
        return f"There is no list, because {fault}. Choose other measures, or no outcome."
    if not found.measures:
        return f"There is no list, because too few {kind} have figures for these measures. Choose other measures."
    few = f"{with_article(found.place)} has figures for fewer than seven in ten of these measures"
    return f"There is no list, because {few}. Choose measures that are published for it."


def places_table(found: OwnLikeness) -> str:
    """The nearest places in order, with what brings each near and what holds it apart."""
    columns = [
        Column("place", "Place", names_the_row=True),
        Column("distance", "Distance", numeric=True),
        Column("alike", "Alike above all in"),
        Column("apart", "Furthest apart in"),
        *([Column("published", "On the published list")] if found.list_length else []),
    ]
    rows: list[dict[str, Content]] = [
        {
            "place": (f"{rank}. {each.place.name}", own_address(each.place)),
            "distance": f"{each.distance:.0f}",
            "alike": _listed(each.alike),
            "apart": _listed(each.apart),
            "published": "yes" if each.published else "no",
        }
        for rank, each in enumerate(found.nearest, start=1)
    ]
    return table(rows, columns, caption=f"Places most like {with_article(found.place)}, the nearest first")


def measures_table(found: OwnLikeness) -> str:
    """The measures, those that bring the nearest closest first, each with three figures."""
    columns = [
        Column("measure", "Measure", names_the_row=True),
        Column("own", found.place.name, numeric=True),
        Column("nearest", f"Middle one of its {len(found.nearest)} nearest", numeric=True),
        Column("every", f"Middle one of all other {PLACE_LEVELS[found.level]}", numeric=True),
    ]
    rows: list[dict[str, Content]] = [
        {
            "measure": Cell(each.metric.title, href=_address(each.metric, found.place), note=unit_words(each.metric)),
            "own": number(each.own, each.metric, bare=True),
            "nearest": number(each.nearest, each.metric, bare=True),
            "every": number(each.every, each.metric, bare=True),
        }
        for each in found.measures
    ]
    caption = f"What {with_article(found.place)} and its nearest have in common"
    first = f"What brings them closest comes first; what holds them apart comes last. {MIDDLE}"
    return f"<h2>{escape(caption)}</h2>{paragraphs([first])}" + table(
        rows, columns, caption=caption, caption_hidden=True
    )


def how_firm(found: OwnLikeness) -> str:
    """How far the list agrees with the published one, and how much of it hangs on each measure, as HTML."""
    name, count = with_article(found.place), len(found.nearest)
    told = [_published(found)]
    kept = found.kept_without or {}
    if kept and count < found.others:
        fewest, most = min(kept.values()), max(kept.values())
        stay = f"{fewest}" if fewest == most else f"between {fewest} and {most}"
        told.append(
            f"Leave out any one measure, and {stay} of these {count} will stay on the list{_weightiest(found)}."
        )
    told.append(
        "Such lists depend heavily on what is measured: another sensible set gives other places, and none is the right "
        "one. Choose the measures that matter to your question, and see which places stay."
    )
    told.append(
        f"Nothing chosen here changes a verdict. Those compare {name} with published lists, or with lists by the "
        "standard set that leave out what is being compared."
    )
    return f"<h2>How firm this list is</h2>{bullets(told)}"


def onward(found: OwnLikeness) -> str:
    """Links to the same places side by side, and to the profile."""
    chosen = [found.place, *(each.place for each in found.nearest[:PLACES_COMPARED])]
    metrics = [found.outcome] if found.outcome else found.metrics[:METRICS_COMPARED]
    compare = href("compare", places=chosen, metrics=metrics, compare=Comparator.NATION)
    words = f"Compare {with_article(found.place)} with its {len(chosen) - 1} nearest side by side"
    profile = anchor(f"Profile of {with_article(found.place)}", own_address(found.place))
    return f"<p>{anchor(words, compare)}</p><p>{profile}</p>"


def as_frame(found: OwnLikeness) -> pd.DataFrame:
    """The nearest places as rows of a file."""
    return pd.DataFrame(
        {
            "rank": range(1, len(found.nearest) + 1),
            "place_code": [each.place.code for each in found.nearest],
            "place": [each.place.name for each in found.nearest],
            "distance_middle_place_is_100": [round(each.distance, 1) for each in found.nearest],
            "alike_above_all_in": [_listed(each.alike) for each in found.nearest],
            "furthest_apart_in": [_listed(each.apart) for each in found.nearest],
            "on_the_published_list": [each.published for each in found.nearest],
        }
    )


def _address(metric: Metric, place: Place) -> str:
    return href("metric", metric=metric, place=place)


def _left_out(found: OwnLikeness) -> list[str]:
    told = []
    if found.outcome:
        title = in_running_text(found.outcome.title)
        parts = [metric.title for metric in found.of_outcome]
        also = f" Left out with it, as measures of the same thing or the same field: {_named(parts)}." if parts else ""
        told.append(f"What is to be compared must not choose the places, so {title} is left out.{also}")
    if found.too_few:
        few = _named([metric.title for metric in found.too_few])
        told.append(f"Left out because too few {PLACE_LEVELS[found.level]} have a figure: {few}.")
    return told


def _published(found: OwnLikeness) -> str:
    if not found.list_length:
        return NO_OTHER_LIST
    count = found.list_length
    published = "the Office for National Statistics lists first as most like it, all in all"
    verb = "is" if found.lists_shared == 1 else "are"
    shared = found.lists_shared or "None"
    return f"{shared} of these {len(found.nearest)} {verb} among the {count} that {published}."


def _weightiest(found: OwnLikeness) -> str:
    kept = found.kept_without or {}
    fewest = min(kept.values())
    weighty = [metric.title for metric in found.metrics if kept.get(metric.metric_id) == fewest]
    if len(weighty) > NAMED or fewest == len(found.nearest):
        return ""
    return f"; most hangs on {_named(weighty)}"


def _listed(metrics: Sequence[Metric]) -> str:
    return "; ".join(in_running_text(metric.title) for metric in metrics) or "nothing in particular"


def _named(given: Sequence[str]) -> str:
    return titles(given, shown=len(given))
