"""Where to look first: figures that stand out, for the whole country or one part of it, concerns before strengths."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from domain.change import Change
from domain.exceptional import Group, Pair, Tally
from domain.metric import Metric
from domain.mission import Framework
from domain.place import UNITED_KINGDOM, Level, Place
from domain.standout import Standout
from domain.verdict import Verdict
from metrics import exceptional
from ui import exception_tables as tables
from ui import exception_words as words
from ui import frame, prose
from ui.address import anchor
from ui.download import offer
from ui.exception_file import changes_file, verdicts_file
from ui.exception_words import OF_MANY, Scope, against_words
from ui.names import distinct_names
from ui.numbers import age
from ui.promises import frameworks_switch
from ui.roles import EVERYONE
from ui.rows import cited
from ui.wording import PLACE_LEVELS

TITLE, ORDER, ROLES = "Exceptions", 1.7, EVERYONE
DESCRIPTION = "Where to look first: figures that stand out beyond chance, by place and by measure, concerns first."
PARAMETERS = ("framework", "place", "compare", "mission", "view", "level")

VIEWS = {
    "concerns": "On the worse side",
    "strengths": "On the better side",
    "either": "Higher or lower",
    "places": "By place",
    "measures": "By measure",
    "worsening": "Getting worse",
    "since": "Changed since the baseline",
}
SIDES = {"concerns": Standout.CONCERN, "strengths": Standout.STRENGTH, "either": Standout.NEITHER}
AT_MOST, MOVES_AT_MOST, GROUPS_AT_MOST = 50, 30, 60  # rows of a list
ALL_BELOW = 100  # a list shorter than this is not cut


@dataclass(frozen=True)
class Exceptions:
    """What was looked at and what stands out. ``flags`` holds a row for each figure that does, the surest first."""

    scope: Scope
    against: str
    metrics: Mapping[str, Metric]
    codes: tuple[str, ...]
    tally: Tally
    flags: pd.DataFrame
    tested: pd.DataFrame
    ages: Mapping[str, str]  # how old the figures are of a measure that ended

    @property
    def asked(self) -> dict[str, Any]:
        """The measures and places, as reads of the figures ask for them."""
        return {"metric_ids": self.metrics, "place_codes": self.codes}

    @property
    def compared(self) -> list[Metric]:
        """The metrics of which any figure was compared."""
        return [self.metrics[key] for key in dict.fromkeys(self.tested["metric_id"])]

    def pairs(self, side: Standout) -> tuple[Pair, ...]:
        """Metric and place of each figure that stands out on one side."""
        return exceptional.pairs_of(self.flags[self.flags["side"] == side])


def prepare(request: frame.Request, stores: Any) -> Exceptions:
    """Gather what stands out among the places and measures asked for."""
    figures, catalogue = stores.figures, stores.catalogue
    scope = Scope(request.framework, request.comparator, request.place, request.mission, request.level)
    missions = [request.mission] if request.mission else request.framework.missions
    metrics = {metric.metric_id: metric for one in missions for metric, _ in catalogue.of_mission(one)}
    everywhere = scope.place is None or scope.place.code == UNITED_KINGDOM
    inside = figures.current_places if everywhere else figures.members(scope.place.code)
    codes = tuple(dict.fromkeys([*([scope.place.code] if scope.place else []), *(place.code for place in inside)]))
    asked = {"metric_ids": metrics, "place_codes": codes}
    ended = exceptional.ended_before(figures.summary_rows, metrics, request.today)
    found = _of_level(figures.flags(scope.comparator, **asked), scope.level)
    flags = exceptional.with_side(exceptional.ended_last(found, ended))
    tested = _of_level(figures.tested(scope.comparator, **asked), scope.level)
    against = against_words(scope, figures.places)
    tally = exceptional.tally_of(flags, int(tested["places"].sum()))
    ages = {key: age(last, request.today) for key, last in ended.items()}
    return Exceptions(scope, against, metrics, codes, tally, flags, tested, ages)


def _of_level(found: pd.DataFrame, level: Level | None) -> pd.DataFrame:
    return found if level is None else found[found["group_level"] == level.value].reset_index(drop=True)


def page(request: frame.Request, stores: Any) -> None:
    """Draw how much stands out, then the list asked for."""
    frame.where_am_i(request, TITLE)
    top = st.container()  # what the figures say comes before what can be changed
    _choosers(request, stores)
    found = prepare(request, stores)
    with top:
        frame.heading(words.finding(found.tally, found.against), caption=words.subject(found.scope))
        st.html(_opening(found) + frameworks_switch(_frameworks(stores), request.framework, page="exceptions"))
    view = frame.choose_view(request, VIEWS, "Show")
    DRAWN[view](request, stores, found, view)
    frame.foot(request, sources=cited(found.compared, stores.sources), build=stores.figures.build_id)


def _frameworks(stores: Any) -> list[Framework]:
    return sorted(stores.catalogue.frameworks.values(), key=lambda one: (one.order, one.framework_id))


def _choosers(request: frame.Request, stores: Any) -> None:
    """Where, against what, for which mission and which kind of place."""
    where, against, mission, level = st.columns(4)
    place, chosen = request.place, request.mission
    with where:
        names = distinct_names(stores.figures.current_places)
        frame.choose_or_every("place", "Where", names, place.code if place else None, every="The whole country")
    with against:
        capital = {comparator: f"{said[:1].upper()}{said[1:]}" for comparator, said in OF_MANY.items()}
        frame.choose_comparator(request, words=capital)
    with mission:
        titles = {one.mission_id: f"{one.number}. {one.title}" for one in request.framework.missions}
        key = chosen.mission_id if chosen else None
        frame.choose_or_every("mission", "Mission", titles, key, every="Every mission")
    with level:
        kinds = {one.value: f"{PLACE_LEVELS[one][:1].upper()}{PLACE_LEVELS[one][1:]}" for one in Level}
        asked = request.level.value if request.level else None
        frame.choose_or_every("level", "Kind of place", kinds, asked, every="Every kind")


def _opening(found: Exceptions) -> str:
    if not found.tally.tested:
        return prose.paragraphs([f"No measure asked for has a figure that can be set against {found.against}."])
    items = "".join(
        f"<li><strong>{count:,}</strong> {escape(said)}</li>" for count, said in words.counts_of(found.tally)
    )
    more = f"<p>{escape(words.FALSE_ALARMS)} {anchor('How this is worked out', 'methods#by-chance')}</p>"
    listed = prose.bullets([words.DIFFERENT, words.UNUSUAL])
    sure = prose.opening("How sure the list is", more)
    return f'<ul class="counts">{items}</ul>{listed}{prose.paragraphs([words.ASKS])}{sure}'


def _draw_side(request: frame.Request, stores: Any, found: Exceptions, view: str) -> None:
    """The figures that stand out on one side."""
    pairs = found.pairs(SIDES[view])
    st.html(prose.heading(f"{VIEWS[view]}: {len(pairs):,}"))
    if not pairs:
        st.html(prose.paragraphs([words.NOTHING[view]]))
        return
    st.html(_listed(found, stores, pairs, "the unusual, then the surest"))
    chosen = set(pairs)

    def made() -> pd.DataFrame:
        verdicts = stores.figures.exceptions(found.scope.comparator, **found.asked)
        return _file([one for one in verdicts if (one.metric_id, one.place_code) in chosen], found, stores)

    _offer(request, stores, found, view, made)


def _listed(found: Exceptions, stores: Any, pairs: Sequence[Pair], first: str) -> str:
    """The first of the pairs as a table, and how many there are."""
    comparator, places = found.scope.comparator, stores.figures.places
    shown = stores.figures.verdicts_at(_first(pairs, AT_MOST), comparator)
    drawn = tables.figures_table(
        shown, found.metrics, places, comparator=comparator, against=found.against, caption="Figures that stand out",
        ages=found.ages,
    )  # fmt: skip
    cut = words.cut_words(len(shown), len(pairs), first=first, scope=found.scope)
    old = words.OLD_LAST if any(key in found.ages for key, _ in pairs) else ""
    return prose.paragraphs(filter(None, [cut, old])) + drawn


def _first(pairs: Sequence[Pair], at_most: int) -> Sequence[Pair]:
    return pairs if len(pairs) < ALL_BELOW else pairs[:at_most]


def _draw_places(request: frame.Request, stores: Any, found: Exceptions, view: str) -> None:
    """The places with most to look at."""
    groups = exceptional.places_of(found.flags)
    st.html(
        prose.heading("The places with most to look at")
        + prose.paragraphs(words.groups_cut_words(len(groups), "place", at_most=GROUPS_AT_MOST))
        + tables.places_table(
            groups[:GROUPS_AT_MOST], found.metrics, stores.figures.places, comparator=found.scope.comparator
        )
    )
    _offer(request, stores, found, view, partial(_groups_file, groups, stores.figures.places, "Place"))


def _draw_measures(request: frame.Request, stores: Any, found: Exceptions, view: str) -> None:
    """The measures on which most places stand out."""
    groups, level = exceptional.measures_of(found.flags, found.tested), found.scope.level
    st.html(
        prose.heading("The measures on which most places stand out")
        + prose.paragraphs(words.groups_cut_words(len(groups), "measure", at_most=GROUPS_AT_MOST))
        + tables.measures_table(groups[:GROUPS_AT_MOST], found.metrics, stores.figures.places, level=level)
    )
    _offer(request, stores, found, view, partial(_groups_file, groups, found.metrics, "Measure"))


def _groups_file(groups: Sequence[Group], named: Mapping[str, Place | Metric], noun: str) -> pd.DataFrame:
    return pd.DataFrame([
        {
            noun: named[group.key].name if isinstance(named[group.key], Place) else named[group.key].title,
            "Code": group.key, "On the worse side": group.worse, "Of these unusual": group.unusual,
            "On the better side": group.better, "Higher or lower": group.either,
            **({"Places compared": group.tested, "By chance alone": group.expected} if group.tested else {}),
        }
        for group in groups
    ])  # fmt: skip


def _draw_worsening(request: frame.Request, stores: Any, found: Exceptions, view: str) -> None:
    """The series that are getting worse."""
    asked, level = found.asked, found.scope.level
    rows = _of_level(stores.figures.worsening(found.scope.comparator, **asked), level)
    trends = exceptional.worsening_of(
        exceptional.ended_last(rows, found.ages), _of_level(stores.figures.trends(**asked), level)
    )
    st.html(prose.heading(f"Getting worse: {len(trends.pairs):,}") + _said(words.trends_words(trends), "trend"))
    if trends.pairs:
        st.html(_listed(found, stores, trends.pairs, "those that stand out as worse too"))
        _offer(request, stores, found, view, lambda: _file(_all(found, stores, trends.pairs), found, stores))


def _draw_moves(request: frame.Request, stores: Any, found: Exceptions, view: str) -> None:
    """The changes since the baseline beyond noise."""
    figures, scope = stores.figures, found.scope
    tested = int(_of_level(figures.moves_tested(**found.asked), scope.level)["changes"].sum())
    moves = exceptional.moves_of(_of_level(figures.moves(**found.asked), scope.level), tested, found.metrics)
    st.html(_said(" ".join([words.moves_words(moves), scope.framework.baseline_basis]).strip(), "since-baseline"))
    shown = figures.changes_at([*_first(moves.worse, MOVES_AT_MOST), *_first(moves.better, MOVES_AT_MOST)])
    parts = (("For the worse", moves.worse), ("For the better", moves.better))
    st.html("".join(_moved(title, pairs, shown, found, figures.places) for title, pairs in parts))
    if shown:
        every = [*moves.worse, *moves.better]
        _offer(
            request, stores, found, view,
            lambda: changes_file(figures.changes_at(every), found.metrics, figures.places),
        )  # fmt: skip


def _said(sentences: str, key: str) -> str:
    """Sentences with a link to the method behind them."""
    return f"<p>{escape(sentences)} {anchor('How this is worked out', f'methods#{key}')}</p>"


def _moved(
    title: str, pairs: Sequence[Pair], shown: Sequence[Change], found: Exceptions,
    places: Mapping[str, Place],
) -> str:  # fmt: skip
    first = set(_first(pairs, MOVES_AT_MOST))
    rows = [one for one in shown if (one.metric_id, one.place_code) in first]
    if not rows:
        return prose.heading(title) + prose.paragraphs(["No change looked at is of this kind."])
    drawn = tables.changes_table(rows, found.metrics, places, comparator=found.scope.comparator, caption=title)
    cut = words.cut_words(len(rows), len(pairs), first="the surest", scope=found.scope)
    return prose.heading(f"{title}: {len(pairs):,}") + prose.paragraphs(filter(None, [cut])) + drawn


def _all(found: Exceptions, stores: Any, pairs: Sequence[Pair]) -> Sequence[Verdict]:
    verdicts: Sequence[Verdict] = stores.figures.verdicts_at(pairs, found.scope.comparator)
    return verdicts


def _file(verdicts: Sequence[Verdict], found: Exceptions, stores: Any) -> pd.DataFrame:
    return verdicts_file(verdicts, found.metrics, stores.figures.places, comparator=found.scope.comparator)


def _offer(request: frame.Request, stores: Any, found: Exceptions, view: str, make: Any) -> None:
    scope = found.scope
    offer(
        make, title=f"Exceptions, {VIEWS[view].lower()}", metrics=found.compared, request=request, stores=stores,
        caveats=[words.finding(found.tally, found.against), words.DIFFERENT, words.UNUSUAL, words.FALSE_ALARMS],
        framework=scope.framework, place=scope.place, compare=scope.comparator, mission=scope.mission, view=view,
        level=scope.level,
    )  # fmt: skip


DRAWN = {
    "concerns": _draw_side,
    "strengths": _draw_side,
    "either": _draw_side,
    "places": _draw_places,
    "measures": _draw_measures,
    "worsening": _draw_worsening,
    "since": _draw_moves,
}
