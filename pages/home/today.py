"""Today: what needs the person who is reading, why, and who waits for whom and how long, by role."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from domain.metric import Polarity
from domain.permission import Action, reach
from domain.person import Person, Role
from domain.standout import Standout
from domain.tracked import Tracked
from domain.verdict import Comparator
from metrics.standouts import standout
from metrics.stewardship.asking import to_ask
from metrics.stewardship.attention import NeedKind, may_meet, why, worklist
from metrics.stewardship.news import A_WEEK, last_working_day, news
from metrics.stewardship.portfolio import portfolio
from metrics.stewardship.turnaround import turnaround
from metrics.stewardship.working_days import working_days
from metrics.stocktake import judged, stocktake
from metrics.turns import expected_turns, renewed
from ui import frame
from ui import today_brief as brief
from ui import today_words as words
from ui.address import href
from ui.commitment_gathered import promises_of
from ui.programme_titles import titles_of
from ui.reach import reached_from
from ui.return_journey import changes_asked
from ui.roles import EVERYONE
from ui.sentences import counted
from ui.stores import Stores
from ui.today_learning import to_officer, to_steward
from ui.today_morning import BRIEFED, Morning
from ui.today_nobody import nobody
from ui.today_office import freshness_section, gaps_section, people_section, refusals_section
from ui.today_sections import SHOWN, Item, Section, sections_html
from ui.today_waits import owed_section, waits_section

TITLE, ORDER, ROLES = "Today", 1, EVERYONE
DESCRIPTION = "What needs you, what changed, and who waits for whom, by your role."
PARAMETERS = ("place", "programme")

BRIEF = 3  # lines of a section that is one of many
LINES = 100  # of the audit
ROUNDS = 2  # of which the centre's own pace is told


def prepare(request: frame.Request, stores: Stores, person: Person) -> Morning:
    """Gather what the person may see, and what of it needs anybody."""
    every = stores.desk.every().values() if stores.desk is not None else ()
    seen = tuple(one for one in every if one.delivery is not None)
    if person.roles and person.roles <= BRIEFED:
        seen = _asked_about(seen, request, stores)
    needs, told = worklist(seen, today=request.today), partial(why, today=request.today)
    if reach(person, Action.READ_RETURNS) is None:
        return Morning(request, stores, person, seen, needs, told)
    theirs = {kind: [need for need in some if may_meet(need, person)] for kind, some in needs.items()}
    others = len(needs[NeedKind.OVERDUE]) - len(theirs[NeedKind.OVERDUE])
    return Morning(request, stores, person, seen, theirs, told, others)


def _asked_about(seen: tuple[Tracked, ...], request: frame.Request, stores: Stores) -> tuple[Tracked, ...]:
    """Those that reach the place of the address and are of its programme."""
    places = reached_from(request.place, stores.figures) if request.place else None
    programme = request.programme if request.programme in titles_of(stores) else None
    return tuple(
        one
        for one in seen
        if (programme is None or one.programme_id == programme)
        and (places is None or not places.isdisjoint(one.place_codes))
    )


def page(request: frame.Request, stores: Stores) -> None:
    """Draw the day of the person who is reading."""
    person = stores.desk.person if stores.desk is not None else request.person
    frame.where_am_i(request, "Today")
    if person is None or not person.roles or stores.desk is None:
        nobody(request, stores)
        return
    morning = prepare(request, stores, person)
    frame.heading(finding(morning), caption=words.caption(request.today, morning.roles, stores.desk.workspace))
    if morning.briefed:
        brief.choose(request, stores)
    st.html(sections_html(sections(morning)))
    frame.foot(request, build=stores.figures.build_id)


def finding(morning: Morning) -> str:
    """The day in one sentence, as the first of the person's roles needs it."""
    needs, role = morning.needs, morning.roles[0]
    centre = [*needs[NeedKind.DECISION], *needs[NeedKind.REVIEW]]
    longest = morning.longest(NeedKind.DECISION, NeedKind.REVIEW)
    if role is Role.STEWARD:
        waiting = {need.mark.place_code if need.mark else next(iter(need.one.place_codes), "") for need in centre}
        asked = sum(need.one.delivery.open_requests for need in needs[NeedKind.DECISION] if need.one.delivery)
        return words.for_steward(
            decisions=asked, reviews=len(needs[NeedKind.REVIEW]), places=len(waiting), longest=longest
        )
    if role is Role.PLACE_OFFICER:
        late, changes = len(needs[NeedKind.OVERDUE]), len(needs[NeedKind.CHANGES_ASKED])
        due = late + len(needs[NeedKind.DUE])
        return words.for_officer(due=due, late=late, changes=changes, waiting=len(centre), longest=longest)
    if role is Role.CERTIFIER:
        return words.for_certifier(len(needs[NeedKind.CERTIFICATE]), morning.longest(NeedKind.CERTIFICATE))
    if role is Role.ADMINISTRATOR:
        holding = sum(bool(version.record.roles) for version in morning.desk.people.grants())
        return f"{holding:,} {'person holds' if holding == 1 else 'people hold'} a role in this workspace"
    place, _, programme = morning.about
    odd, stale = len(needs[NeedKind.CONTRADICTION]), len(needs[NeedKind.STALE])
    about = brief.about_words(place, programme, len(morning.seen))
    return words.for_reader(len(morning.seen), odd=odd, stale=stale, about=about)


def sections(morning: Morning) -> list[Section]:
    """The sections of every role the person holds, each once."""
    makers = dict.fromkeys(maker for role in morning.roles for maker in OF_ROLE[role])
    return [section for maker in makers if (section := maker(morning)) is not None]


def listing(kind: str, order: str = "") -> str:
    """The address of the list behind a section."""
    return href("transformations", kind=kind, order=order)


def _decisions(morning: Morning) -> Section:
    """What places ask to change, those that wait longest first, with the day an answer is due."""
    waiting = {need.one.transformation_id: need for need in morning.needs[NeedKind.DECISION]}
    requests = [version.record for version in morning.desk.stewardship.requests()]
    items = []
    for asked in requests[:SHOWN]:
        if need := waiting.get(asked.transformation_id):
            waited, late = (working_days(since, morning.today) for since in (asked.asked_on, asked.answer_due_on))
            note = words.request(asked.asks, waited, working_days(morning.today, asked.answer_due_on), late)
            decide = href("transformation", transformation=need.one, view="act")
            items.append(replace(morning.item(need.one, note), href=decide))
    told = f"{counted(len(requests), 'request')} to change something." if requests else "No change request is open."
    return Section("Needs a decision", told, tuple(items), ("Every open request", listing("decision", "waiting")))


def _reviews(morning: Morning) -> Section:
    waiting = morning.needs[NeedKind.REVIEW]
    marks = (mark for one in morning.seen if one.delivery for mark in one.delivery.returns[:ROUNDS])
    told = words.reviews(len(waiting), turnaround(marks, today=morning.today).middle)
    return Section("Waiting for us", told, morning.first(NeedKind.REVIEW), ("The review queue", href("returns")))


def _contradictions(morning: Morning) -> Section:
    many = len(morning.needs[NeedKind.CONTRADICTION])
    more = ("All that do not fit together", listing("contradiction", "disagreement")) if many else None
    return Section("Contradictions", words.contradictions(many), morning.first(NeedKind.CONTRADICTION), more)


def _asking(morning: Morning) -> Section:
    """One example of each kind of contradiction."""
    found = to_ask(morning.seen, today=morning.today)
    asked = [(morning.item(one.one, one.sentence), one.kind.value, one.many) for one in found]
    return brief.asking_section("What to ask about", asked, *morning.about[:2])


def _promised(morning: Morning) -> Section:
    """What places and the centre promised, of the place and the programme asked about."""
    place, programme, title = morning.about
    codes = reached_from(place, morning.stores.figures) if place else None
    found = morning.desk.stewardship.commitments(codes)
    if programme:
        theirs = {one.transformation_id for one in morning.seen}
        found = [version for version in found if version.record.transformation_id in theirs]
    return brief.promised_section(promises_of(found, morning.stores, judged), place, title, stocktake)


def _waits(morning: Morning) -> Section:
    """Who waits for whom, as somebody reads it who is to do none of it."""
    asking = {need.one.transformation_id: need.one for need in morning.needs[NeedKind.DECISION]}
    asked = [version.record for version in morning.desk.stewardship.requests()]
    return waits_section(
        reviews=len(morning.needs[NeedKind.REVIEW]),
        requests=sum(one.delivery.open_requests for one in asking.values() if one.delivery),
        late_requests=sum(one.answer_due_on < morning.today for one in asked if one.transformation_id in asking),
        longest=morning.longest(NeedKind.DECISION, NeedKind.REVIEW),
        overdue=[need.one.transformation_id for need in morning.needs[NeedKind.OVERDUE]],
        about=morning.about[:2],
    )


def _stale(morning: Morning) -> Section:
    many = len(morning.needs[NeedKind.STALE])
    more = ("All without evidence", listing("stale")) if many else None
    return Section("Stale", words.stale(many), morning.first(NeedKind.STALE)[:BRIEF], more)


def _overdue(morning: Morning) -> Section:
    late = sorted(morning.needs[NeedKind.OVERDUE], key=lambda need: -(need.days or 0))  # the longest first
    asked = sum(bool(one.delivery and one.delivery.returns) for one in morning.seen)
    behind, again = ({need.one.transformation_id for need in late if need.times > times} for times in (0, 1))
    told = words.overdue(len(late), asked, behind=len(behind), again=len(again))
    more = ("All overdue", listing("overdue")) if late else None
    return Section("Overdue returns", told, tuple(map(morning.of_need, late[:BRIEF])), more)


def _due(morning: Morning) -> Section:
    late, coming = morning.needs[NeedKind.OVERDUE], morning.needs[NeedKind.DUE]
    told = words.due_from_you(len(late), len(coming), others=morning.others)
    items = morning.first(NeedKind.OVERDUE) + morning.first(NeedKind.DUE)
    return Section("Due from you", told, items, ("Your returns", href("returns")))


def _changes_asked(morning: Morning) -> Section | None:
    """What the centre asked for, in its own words."""
    items = []
    for need in morning.needs[NeedKind.CHANGES_ASKED][:SHOWN]:
        words_of_centre = changes_asked(morning.desk, need.mark) if need.mark else ""
        asked = f": “{words_of_centre}”" if words_of_centre else ""
        items.append(morning.of_need(need, asked))
    return Section("Changes asked for", "", tuple(items), ("Your returns", href("returns"))) if items else None


def _centre_owes(morning: Morning) -> Section:
    """What central government has to answer, and what it promised and has not done."""
    promised = morning.desk.stewardship.commitments(morning.person.read_codes)
    waits = morning.first(NeedKind.DECISION) + morning.first(NeedKind.REVIEW)
    answers = len(morning.needs[NeedKind.DECISION]) + len(morning.needs[NeedKind.REVIEW])
    return owed_section(promises_of(promised, morning.stores, judged), answers=answers, waits=waits[:BRIEF])


def _certificates(morning: Morning) -> Section:
    told = "" if morning.needs[NeedKind.CERTIFICATE] else "Nothing waits for your certificate."
    return Section("To certify", told, morning.first(NeedKind.CERTIFICATE), ("Your returns", href("returns")))


def _concerns(morning: Morning) -> Section | None:
    """How many of the figures of the person's own places are concerns."""
    figures, metrics = morning.stores.figures, morning.stores.catalogue.metrics
    items = []
    for code in sorted(morning.person.own_codes & figures.places.keys())[:SHOWN]:
        told = [one for one in figures.verdicts([code], list(metrics), Comparator.NATION) if one.value is not None]
        polar = {one.metric_id: metrics[one.metric_id].polarity is not Polarity.NEUTRAL for one in told}
        concerns = sum(standout(one, has_polarity=polar[one.metric_id]) is Standout.CONCERN for one in told)
        note = f"{counted(concerns, 'concern')} among {counted(len(told), 'measure')} with a figure"
        items.append(Item(figures.places[code].name, href("profile", place=code), note))
    return Section("Official figures", "Compared with the nation.", tuple(items)) if items else None


def _figures(morning: Morning) -> Section:
    """How many verdicts new figures changed, and how many chance would have."""
    figures = morning.stores.figures
    compared = renewed(figures.report, figures.summary_rows)
    turned = sum(
        one.cell == "level" and one.cause == "figures" and one.comparator == Comparator.NATION
        for one in figures.verdict_changes
    )
    told = words.turned_words(turned, expected_turns(compared), compared, figures.build_id)
    return Section("New figures", told, (), ("What changed", href("changes")))


def _news(morning: Morning) -> Section:
    """What was reported since the last working day, and within a week."""
    today = morning.today
    lately, week = (news(morning.seen, since=day_, today=today) for day_ in (last_working_day(today), today - A_WEEK))
    told = " ".join(words.news_words(one.since, one.returns, len(one.changed), one.rated) for one in (lately, week))
    items = tuple(morning.item(one, words.changed(one.delivery)) for one in week.changed[:BRIEF])
    place, programme, _ = morning.about
    newest = href("transformations", place=place, programme=programme, order="evidence")
    return Section("What changed", told, items, ("By newest evidence", newest))


def _standing(morning: Morning) -> Section:
    """Where everything stands, in one line."""
    told = words.standing(portfolio(morning.seen, today=morning.today).statuses)
    return brief.standing_section(told, *morning.about[:2])


def _freshness(morning: Morning) -> Section:
    return freshness_section(morning.stores.figures.report, morning.stores.catalogue, morning.today)


def _gaps(morning: Morning) -> Section:
    return gaps_section(morning.stores.catalogue)


def _people(morning: Morning) -> Section:
    return people_section(morning.desk.people.grants())


def _refusals(morning: Morning) -> Section:
    return refusals_section(morning.desk.people.audit(limit=LINES, action="refused"), morning.today - A_WEEK)


LEARNT, TAUGHT = to_officer(working_days), to_steward(working_days)
OF_ROLE: Mapping[Role, tuple[Callable[[Morning], Section | None], ...]] = {
    Role.STEWARD: (_decisions, _reviews, _contradictions, _stale, _overdue, _figures, _news, *TAUGHT),
    Role.PLACE_OFFICER: (_changes_asked, _due, _centre_owes, _contradictions, _stale, _concerns, _news, *LEARNT),
    Role.CERTIFIER: (_certificates, _changes_asked, _centre_owes),
    Role.MINISTERS_OFFICE: (_standing, _news, _waits, _promised, _asking, _figures),
    Role.ANALYST: (_standing, _asking, _figures, _freshness, _gaps),
    Role.ADMINISTRATOR: (_people, _refusals),
}
