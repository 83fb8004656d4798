"""The places most like one: three published lists, why, and how the place stands beside their average."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from domain.metric import Metric
from domain.place import Place
from domain.verdict import Comparator, Verdict
from ui.about_place import own_address
from ui.address import anchor, href
from ui.likeness import FAMILIES, cluster_sentence
from ui.numbers import number
from ui.tables import Cell, Column, Content, level_cell, table

NEIGHBOURS_LISTED = 10
NEIGHBOURS_COMPARED = 5
MEASURES_COMPARED = 6


@dataclass(frozen=True)
class Likeness:
    """A place's neighbours and clusters by family, and its verdicts against the mean of its nearest."""

    families: Mapping[str, tuple[Place, ...]]
    clusters: Mapping[str, str]
    beside: tuple[tuple[Metric, Verdict], ...]


def likeness_of(place: Place, figures: Any, metrics: Sequence[Metric]) -> Likeness:
    """The neighbours by family, and the place beside the mean of its nearest on its first few metrics."""
    families = {
        family: tuple(figures.places[code] for code in codes if code in figures.places)
        for family, codes in figures.likeness(place.code).items()
    }
    if not families:
        return Likeness({}, {}, ())
    by_id = {metric.metric_id: metric for metric in metrics}
    beside = [
        (by_id[verdict.metric_id], verdict)
        for verdict in figures.verdicts([place.code], list(by_id), Comparator.SIMILAR_GLOBAL)
        if verdict.benchmark is not None and verdict.value is not None
    ]
    ranks = list(by_id)
    beside.sort(key=lambda pair: ranks.index(pair[0].metric_id))
    return Likeness(families, figures.clusters(place.code), tuple(beside[:MEASURES_COMPARED]))


def likeness(found: Likeness, place: Place) -> str:
    """The places most like it by each published family, why, and how it stands beside their average."""
    name = escape(place.name)
    heading = f"<h2>Places most like {name}</h2>"
    if not found.families:
        only = "Lists of places alike are published for councils, counties and combined authorities only."
        return f"{heading}<p>{only}</p>{_own_link(place)}"
    lists = "".join(
        _family(family, found.families[family], found, place) for family in FAMILIES if family in found.families
    )
    return (
        f"{heading}<p>The Office for National Statistics publishes three lists, each from another set of facts about "
        f'places. The most alike come first.</p><div class="side-by-side">{lists}</div>{_compare_link(found, place)}'
        f"{_beside(found, place)}"
    )


def _family(family: str, alike: Sequence[Place], found: Likeness, place: Place) -> str:
    title, built_on = FAMILIES[family]
    items = "".join(f"<li>{anchor(other.name, own_address(other))}</li>" for other in alike[:NEIGHBOURS_LISTED])
    # only councils are put in clusters
    cluster = f" {cluster_sentence(place.name, family, found.clusters.get(family))}" if found.clusters else ""
    return f"<section><h3>{escape(title)}</h3><p>{escape(built_on + cluster)}</p><ol>{items}</ol></section>"


def _compare_link(found: Likeness, place: Place) -> str:
    alike = next(iter([found.families[family] for family in FAMILIES if family in found.families]), ())
    chosen = [place, *alike[:NEIGHBOURS_COMPARED]]
    words = f"Compare {place.name} with its {len(chosen) - 1} nearest side by side"
    return f"<p>{anchor(words, href('compare', places=chosen))}</p>{_own_link(place)}"


def _own_link(place: Place) -> str:
    """The way to a list of the reader's own."""
    words = f"Choose what counts as alike, and see what {place.name} has in common with its nearest"
    return f"<p>{anchor(words, href('alike', place=place))}</p>"


def _beside(found: Likeness, place: Place) -> str:
    """The place against the plain mean of its neighbours of the broadest family."""
    if not found.beside:
        return f"<p>No measure shown here has figures for enough of the places like {escape(place.name)}.</p>"
    columns = [
        Column("measure", "Measure", names_the_row=True),
        Column("own", place.name),
        Column("theirs", "Average of places like it"),
        Column("level", f"{place.name} is"),
    ]
    rows: list[dict[str, Content]] = [
        {
            "measure": (metric.title, href("metric", metric=metric, place=place, compare=Comparator.SIMILAR_GLOBAL)),
            "own": number(verdict.value, metric),
            "theirs": Cell(number(verdict.benchmark, metric), note=f"of {verdict.members} places"),
            "level": level_cell(verdict.level, verdict.level_reason, reliable=verdict.firm),
        }
        for metric, verdict in found.beside
    ]
    caption = f"{place.name} beside the places like it, all in all"
    return f"<h3>{escape(caption)}</h3>" + table(rows, columns, caption=caption, caption_hidden=True)
