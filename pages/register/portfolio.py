"""A portfolio: the money, the slips and the attention of one programme or one place, and a place's funding calendar."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from domain.allocation import Allocation
from domain.milestone import Milestone
from domain.spend import Spend
from domain.tracked import Tracked
from domain.workspace import Workspace
from metrics.stewardship import funding_calendar as calendar
from metrics.stewardship.portfolio import Portfolio, portfolio
from ui import charts, frame, prose
from ui.address import href
from ui.download import offer
from ui.names import distinct_names
from ui.portfolio_calendar import Dated, QuarterOf, calendar_frame, calendar_html
from ui.portfolio_charts import slip_chart, status_chart
from ui.portfolio_view import Group, groups_frame, groups_table, money_facts
from ui.portfolio_words import MISSING, NOT_ADDED, finding
from ui.programme_titles import titles_of
from ui.reach import reached_from
from ui.roles import REGISTER
from ui.stores import Stores
from ui.transformation_file import workspace_words
from ui.visible import shown

if TYPE_CHECKING:
    import pandas as pd

TITLE, ORDER, ROLES = "Portfolio", 3, REGISTER
DESCRIPTION = "Programmes and places: money announced, paid and spent, slips, risks, and a place's funding calendar."
PARAMETERS = ("place", "programme", "view")

VIEWS = {"money": "Money, slips and attention", "calendar": "Funding calendar of one place"}
CALENDAR_AT_MOST = 80  # transformations: each is asked for its milestones, spend and money
CALENDAR_TOLD = (
    "What is due, paid, forecast and to be reached, over all programmes, from the quarter before this one on. What is "
    "past its day and not done stands in this quarter. Some money stands under two programmes, so a sum over a quarter "
    "may count it twice."
)
CALENDAR_HIDDEN = (
    "None of what was reported of them is yours to see, so nothing stands in the calendar: that does not mean that "
    "nothing is due, paid or forecast there."
)
SIMULATED = "Training workspace: what was reported is simulated."
ELSEWHERE = "place not said"


@dataclass(frozen=True)
class Found:
    """The transformations asked for, together and by group; ``titles`` are those of programmes by id."""

    ones: tuple[Tracked, ...]
    whole: Portfolio
    groups: tuple[Group, ...]
    by: str
    programme: str
    titles: Mapping[str, str]


def prepare(request: frame.Request, stores: Stores) -> Found:
    """Gather what fits the place and the programme, and put it in groups: by region within a programme."""
    titles = titles_of(stores)
    chosen = request.programme if request.programme in titles else None
    ones = [one for one in _reaching(request, stores) if chosen is None or one.programme_id == chosen]
    by = "Region" if chosen else "Programme"
    name_of = _region_of(stores) if chosen else lambda one: (one.programme_id, titles.get(one.programme_id, ""))
    gathered: dict[tuple[str, str], list[Tracked]] = {}
    for one in ones:
        gathered.setdefault(name_of(one), []).append(one)
    groups = [
        Group(title or key, _leads(key, chosen, request), portfolio(mine, today=request.today))
        for (key, title), mine in gathered.items()
    ]
    groups.sort(key=lambda group: (-group.held.held, group.title))
    return Found(
        ones=tuple(ones),
        whole=portfolio(ones, today=request.today),
        groups=tuple(groups),
        by=by,
        programme=titles[chosen] if chosen else "",
        titles=titles,
    )


def _reaching(request: frame.Request, stores: Stores) -> Iterable[Tracked]:
    places = None if request.place is None else reached_from(request.place, stores.figures)
    ones: Iterable[Tracked] = stores.desk.every().values() if places is None else stores.desk.reaching(places)
    return ones


def _region_of(stores: Stores) -> Callable[[Tracked], tuple[str, str]]:
    """The region of the first place, or the nation where it has none."""
    places = stores.figures.places

    def region(one: Tracked) -> tuple[str, str]:
        first = next((places[code] for code in one.place_codes if code in places), None)
        code = (first.region_code or first.nation_code or first.code) if first else None
        return (code, places[code].name) if code in places else ("", ELSEWHERE)

    return region


def _leads(key: str, chosen: str | None, request: frame.Request) -> str:
    """Where the name of a group leads: one step further in."""
    if chosen is None:
        return href("portfolio", place=request.place, programme=key)
    return href("transformations", place=key, programme=chosen, kind="attention") if key else ""


def page(request: frame.Request, stores: Stores) -> None:
    """Draw the portfolio, or the funding calendar of the place."""
    frame.where_am_i(request, "Register", "Portfolio")
    if stores.desk is None:
        frame.heading("The register cannot be reached, so no portfolio can be shown")
        return
    top = st.container()
    view = _controls(request, stores)
    found = prepare(request, stores)
    with top:
        _top(request, stores, found)
    if view == "calendar":
        _calendar(request, stores, found)
    elif found.ones:
        _money(request, stores, found)
    frame.foot(request, build=stores.figures.build_id)


def _controls(request: frame.Request, stores: Stores) -> str:
    titles = titles_of(stores)
    if request.programme and request.programme not in titles:
        frame.notice(f"No programme here is called “{shown(request.programme)}”. This shows every programme.")
    first, second = st.columns(2)
    with first:
        chosen = request.programme if request.programme in titles else None
        frame.choose_or_every("programme", "Programme", titles, chosen, every="Every programme")
    with second:
        names = distinct_names(stores.figures.current_places)
        code = request.place.code if request.place else None
        frame.choose_or_every("place", "Place", names, code, every="Every place")
    return frame.choose_view(request, VIEWS)


def _top(request: frame.Request, stores: Stores, found: Found) -> None:
    whole = found.whole
    told = finding(
        held=whole.held, seen=whole.seen, pressing=whole.pressing, spent=whole.spent.total,
        awarded=whole.awarded.total, programme=found.programme, place=request.place,
    )  # fmt: skip
    simulated = "; everything reported is simulated" if stores.desk.workspace is Workspace.TRAINING else ""
    frame.heading(told, caption=f"What was reported{simulated}")


def _money(request: frame.Request, stores: Stores, found: Found) -> None:
    """The money of one programme, the groups, and two charts."""
    whole = found.whole
    facts = prose.heading("Money") + money_facts(whole) if found.programme and whole.seen else ""
    st.html(
        facts
        + prose.heading(f"By {found.by.lower()}")
        + groups_table(found.groups, named=found.by, caption=f"By {found.by.lower()}")
        + prose.paragraphs([MISSING, NOT_ADDED])
    )
    if whole.seen:
        note = SIMULATED if stores.desk.workspace is Workspace.TRAINING else ""
        charts.show(status_chart(whole.statuses, note=note), key="portfolio.statuses", heading=2)
        slips = whole.slips
        drawn = slip_chart(slips.bands, middle=slips.middle, largest=slips.largest, known=slips.known, note=note)
        charts.show(drawn, key="portfolio.slips", heading=2)
    further = {"place": request.place, "programme": request.programme}
    ways = [
        ("All that need attention", href("transformations", kind="attention", **further)),
        ("Those that disagree most", href("transformations", order="disagreement", **further)),
    ]
    st.html(prose.links(ways))
    _download(request, stores, lambda: groups_frame(found.groups, found.by), f"portfolio by {found.by.lower()}")


def _calendar(request: frame.Request, stores: Stores, found: Found) -> None:
    mine = [one for one in found.ones if one.delivery is not None]
    if request.place is None:
        frame.notice("The funding calendar is of one place. Choose the place above.")
        return
    if found.ones and not mine:
        st.html(prose.paragraphs([CALENDAR_HIDDEN]))
        return
    if len(mine) > CALENDAR_AT_MOST:
        frame.notice(
            f"{len(mine):,} transformations reach {request.place.name}, and the calendar is made for "
            f"{CALENDAR_AT_MOST} at the most. Choose one programme, or a council within it."
        )
        return
    quarters = funding_calendar(mine, request, stores, found.titles)
    st.html(prose.paragraphs([CALENDAR_TOLD]) + (calendar_html(quarters) or prose.paragraphs(["Nothing lies ahead."])))
    if quarters:
        _download(request, stores, lambda: calendar_frame(quarters), f"funding calendar of {request.place.name}")


def funding_calendar(
    mine: Iterable[Tracked], request: frame.Request, stores: Stores, titles: Mapping[str, str]
) -> list[QuarterOf]:
    """The calendar of some transformations whose reports the reader may see."""
    named = {one.transformation_id: one for one in mine}
    entries: list[calendar.Entry] = []
    for own_id, one in named.items():
        entries += calendar.of_returns(one.delivery.returns if one.delivery else (), today=request.today)
        milestones, spend, money = (
            [version.record for version in stores.desk.of(noun, own_id)] for noun in (Milestone, Spend, Allocation)
        )
        entries += calendar.of_milestones(milestones, today=request.today)
        entries += [*calendar.of_spend(spend, today=request.today), *calendar.of_allocations(money)]
    found = []
    for quarter, held in calendar.by_quarter(entries, today=request.today):
        dated = ((entry, named[entry.transformation_id]) for entry in held)
        listed = tuple(Dated(entry, one.title, titles.get(one.programme_id, "")) for entry, one in dated)
        found.append(QuarterOf(calendar.quarter_words(quarter), listed))
    return found


def _download(request: frame.Request, stores: Stores, make: "Callable[[], pd.DataFrame]", what: str) -> None:
    def made() -> "pd.DataFrame":
        stores.desk.people.taken_away(f"the {what}")
        return make()

    training = ", training, simulated reports" if stores.desk.workspace is Workspace.TRAINING else ""
    offer(
        made, title=f"{what[:1].upper()}{what[1:]}{training}", metrics=(), request=request, stores=stores,
        caveats=[workspace_words(stores.desk.workspace), MISSING, NOT_ADDED], place=request.place,
        programme=request.programme, view=request.view,
    )  # fmt: skip
