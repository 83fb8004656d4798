"""Simulated asks and offers: some answered, some waited for too long, some closed with what became of them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from data.register.founding import Entry
from data.training.learning_days import ago, moment
from data.training.learning_words import ANSWERS, APPEALS, OUTCOMES, SIMULATED, WORDS_BESIDE
from data.training.people import officer
from data.training.themes import THEMES
from domain.appeal import Appeal, AppealKind, AppealOutcome
from domain.comment import Comment
from domain.place import Place
from domain.practice import Practice


@dataclass(frozen=True, slots=True)
class Course:
    """Posted so many days ago, wanted after so many, answered after so many, closed after so many with an outcome."""

    posted: int
    wanted: int
    answered: int | None = None
    closed: int | None = None
    outcome: AppealOutcome | None = None


COURSES = (
    Course(260, 90, 6, 70, AppealOutcome.MET),
    Course(210, 60, 15, 58, AppealOutcome.PARTLY_MET),
    Course(190, 60, None, 75, AppealOutcome.NOT_MET),
    Course(150, 45, 3, 30, AppealOutcome.MET),
    Course(120, 60),
    Course(75, 40, 12),
    Course(60, 30),
    Course(30, 60, 9),
    Course(12, 50),
    Course(240, 120, 20, 90, AppealOutcome.MET),
    Course(130, 200, 33),
    Course(85, 60, None, 50, AppealOutcome.TAKEN_BACK),
    Course(55, 150),
    Course(25, 120, 5),
    Course(9, 180),
)


def asks(practices: Sequence[Practice], places: Sequence[Place], today: dt.date, rng: Random) -> Iterator[Entry]:
    """Each ask and offer with its answer and its end."""
    for number, (course, (offers, kind, title, words, theme)) in enumerate(zip(COURSES, APPEALS, strict=True), 1):
        asker, helper = rng.sample(list(places), 2)
        posted_on = ago(today, course.posted)
        about = THEMES[theme]
        appeal = Appeal(
            appeal_id=f"simulated-appeal-{number}", offers=offers, kind=AppealKind(kind), place_code=asker.code,
            title=f"{SIMULATED}: {title}", words=f"{words} {WORDS_BESIDE}", posted_on=posted_on,
            wanted_by=posted_on + dt.timedelta(days=course.wanted), metric_ids=about.metrics,
            mission_ids=about.missions, contact_role="Programme manager (simulated)",
        )  # fmt: skip
        yield Entry(moment(posted_on, rng), [appeal], officer(asker).address, "Posted for the programme board")
        if course.answered is not None:
            on = ago(today, course.posted - course.answered)
            appeal = appeal.model_copy(update={"answered_on": on})
            said = Comment(
                comment_id=f"{appeal.appeal_id}-answer", about_kind="appeal", about_id=appeal.appeal_id,
                text=ANSWERS[number % len(ANSWERS)],
            )  # fmt: skip
            yield Entry(moment(on, rng), [said, appeal], officer(helper).address, "An answer")
        if course.closed is not None and course.outcome is not None:
            yield _end(appeal, course, course.outcome, asker, helper, practices, today, rng)


def _end(
    appeal: Appeal, course: Course, outcome: AppealOutcome, asker: Place, helper: Place,
    practices: Sequence[Practice], today: dt.date, rng: Random,
) -> Entry:  # fmt: skip
    on = ago(today, course.posted - (course.closed or 0))
    helped = outcome in {AppealOutcome.MET, AppealOutcome.PARTLY_MET}
    like = (one.practice_id for one in practices if set(one.mission_ids) & set(appeal.mission_ids))
    told = {
        "closed_on": on, "outcome": outcome, "outcome_words": OUTCOMES[outcome],
        "helped_by": helper.code if helped else None, "practice_id": next(like, None) if helped else None,
    }  # fmt: skip
    closed = Appeal.model_validate(appeal.model_dump() | told)
    return Entry(moment(on, rng), [closed], officer(asker).address, OUTCOMES[outcome])
