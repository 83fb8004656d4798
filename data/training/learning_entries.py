"""Three simulated entries on their way into the library: a draft, one sent to be checked, and one checked once."""

import datetime as dt
from collections.abc import Iterator, Sequence
from random import Random

from data.register.founding import Entry
from data.training.learning_days import ago, moment
from data.training.learning_words import ENTRIES
from data.training.people import NORTH, officer
from data.training.themes import THEMES
from domain.evidence import Design, Result
from domain.place import Place
from domain.practice import Check, Practice, Stage

THEME_OF = (7, 1, 6)
COSTS = (64_000, 118_000, 21_000)
NOTE = "Simulated: the figures agree with what was sent. A second steward should look at the design."
CAVEAT = "Simulated for the training workspace: nobody did this, and nothing here was measured."


def entries(places: Sequence[Place], today: dt.date, rng: Random) -> Iterator[Entry]:
    """Each by the officer of its own place, one step further than the one before."""
    for number, (place, (title, problem, done)) in enumerate(zip(rng.sample(list(places), 3), ENTRIES, strict=True)):
        theme, by = THEMES[THEME_OF[number]], officer(place).address
        begun = ago(today, 50 - 9 * number)
        draft = Practice(
            practice_id=f"simulated-entry-{number + 1}", title=title, problem=problem, what_was_done=done,
            mission_ids=theme.missions, metric_ids=theme.metrics, place_codes=(place.code,), lead=place.name,
            started_year=begun.year - 2, ended_year=begun.year - 1, cost=COSTS[number],
            outcome="People who took part (simulated)", design=Design.BEFORE_AFTER, result=Result.MIXED,
            caveats=CAVEAT, contact_role="Programme manager (simulated)", owner_code=place.code,
        )  # fmt: skip
        yield Entry(moment(begun, rng), [draft], by, "A first draft")
        if number >= 1:
            sent = draft.model_copy(update={"stage": Stage.SUBMITTED})
            yield Entry(moment(ago(today, 30 - 6 * number), rng), [sent], by, "Ready to be checked")
        if number == len(ENTRIES) - 1:
            on = ago(today, 8)
            look = Check(checked_by=NORTH.address, checked_on=on, note=NOTE)
            looked = draft.model_copy(update={"stage": Stage.CHECKED_ONCE, "checks": (look,)})
            yield Entry(moment(on, rng), [looked], NORTH.address, NOTE)
