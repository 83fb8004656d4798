"""What a person's day holds of learning: what is worth sharing, who waits for help or a check, which report is late."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from domain.appeal import Appeal
from domain.permission import Action, may
from domain.practice import Stage
from ui.address import href
from ui.numbers import day
from ui.sentences import counted
from ui.today_morning import Morning
from ui.today_sections import SHOWN, Item, Section

WITH_A_CHECKER = (Stage.SUBMITTED, Stage.CHECKED_ONCE)
Waited = Callable[[dt.date, dt.date], int]
Maker = Callable[[Morning], Section | None]


def to_steward(waited: Waited) -> tuple[Maker, ...]:
    """The sections of a steward. ``waited`` counts the working days between two days."""
    return checks_waiting, partial(asks_waiting, waited=waited), worth_sharing


def to_officer(waited: Waited) -> tuple[Maker, ...]:
    """The sections of a place officer."""
    return partial(reports_overdue, waited=waited), partial(asks_waiting, waited=waited), worth_sharing


def worth_sharing(morning: Morning) -> Section | None:
    """Completed transformations of which no entry tells, among those the person may write about."""
    person = morning.person
    found = [one for one in morning.desk.library.unshared() if may(person, Action.DRAFT_PRACTICE, one.place_codes)]
    if not found:
        return None
    told = f"{counted(len(found), 'completed transformation')} {_have(len(found))} no entry in the library."
    items = tuple(morning.item(one, "completed; others could learn from it") for one in found[:SHOWN])
    return Section("Worth sharing", told, items, ("The library", href("library")))


def checks_waiting(morning: Morning) -> Section | None:
    """Entries of the library that wait for one of their two checks."""
    found = [one for one in morning.desk.library.unfinished() if one.stage in WITH_A_CHECKER]
    if not found:
        return None
    items = tuple(
        Item(one.title, href("practice", practice=one.practice_id), _check(one.stage)) for one in found[:SHOWN]
    )
    told = f"{len(found):,} {'entry of the library waits' if len(found) == 1 else 'entries of the library wait'}."
    return Section("To check", told, items, ("Entries on their way", href("library", view="drafts")))


def _check(stage: Stage) -> str:
    return "waits for its first check" if stage is Stage.SUBMITTED else "waits for its second check"


def asks_waiting(morning: Morning, waited: Waited) -> Section | None:
    """Asks nobody has answered, the longest wait first; for an officer their own place's before those of others."""
    own = morning.person.own_codes
    found = [one for one in morning.desk.learning.appeals(only_open=True) if not one.offers]
    found = [one for one in found if one.answered_on is None or one.place_code in own]
    if not found:
        return None
    found.sort(key=lambda one: one.place_code not in own)
    unanswered = sum(one.answered_on is None for one in found)
    told = f"{counted(unanswered, 'ask')} {'waits' if unanswered == 1 else 'wait'} for a first answer."
    items = tuple(_ask(one, morning, waited) for one in found[:SHOWN])
    return Section("Asks", told, items, ("All asks and offers", href("asks")))


def _ask(one: Appeal, morning: Morning, waited: Waited) -> Item:
    place = morning.stores.figures.places.get(one.place_code)
    days = counted(waited(one.posted_on, morning.today), "working day")
    note = f"unanswered for {days}" if one.answered_on is None else f"answered on {day(one.answered_on)}, still open"
    return Item(f"{one.title}, {place.name if place else one.place_code}", href("asks", appeal=one.appeal_id), note)


def reports_overdue(morning: Morning, waited: Waited) -> Section | None:
    """Practices the person's places took up and were to report on by a day that has passed."""
    entries, person = morning.desk.library.entries(), morning.person
    found = [
        one
        for one in morning.desk.learning.adoptions()
        if one.overdue(morning.today) and may(person, Action.ADOPT, [one.place_code])
    ]
    if not found:
        return None
    items = tuple(
        Item(
            entries[one.practice_id].title if one.practice_id in entries else one.practice_id,
            href("adoption", practice=one.practice_id, adoption=one.adoption_id),
            f"due {counted(waited(one.report_due_on, morning.today), 'working day')} ago",
        )
        for one in found[:SHOWN]
    )
    told = f"{counted(len(found), 'report')} on what you took up {_is(len(found))} overdue, so the result is unknown."
    return Section("To report back", told, items, ("What was taken up", href("adoption")))


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
