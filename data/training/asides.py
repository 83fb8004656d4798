"""What is said beside the returns of one transformation: ratings, talk, requests for change, a promise."""

import datetime as dt
from random import Random

from data.register.founding import Entry
from data.training.journey import Move
from data.training.people import ASSURANCE, NORTH, PAYMENTS, officer
from data.training.spans import Clock, Span, on_weekday
from data.training.stories import Story, Temper
from data.training.subjects import Subject
from domain.assurance import AssuranceRating
from domain.change_request import ChangeRequest, Decision
from domain.comment import Comment
from domain.commitment import Commitment, Side, Waypoint
from domain.milestone import Milestone
from domain.record import Record

DAYS_TO_ANSWER = dt.timedelta(days=28)
DECIDED_BY = "Simulated: director of places"
TROUBLED = frozenset({Story.DELAYED, Story.RESCOPED, Story.OVERSPENT, Story.STALLED})
REASONS = {
    1: "No way to the end of it can be seen at present; the board has no plan that is paid for.",
    2: "The dates rest on two steps that others decide on, and neither has a day.",
    3: "It can be done if the contract is signed this quarter.",
    4: "The plan is sound; the last payment and the opening are close together.",
    5: "Two visits and the ledger agree with every return.",
}
ASKS = (
    ("Move £{sum:,} from this financial year to the next", "The main contract is signed later than planned."),
    ("Six more months to the end date", "The statutory steps before work on site took longer than allowed for."),
    ("Leave out one of the agreed outputs", "The second cost report shows that the award does not reach that far."),
    ("Use £{sum:,} of capital for fees", "Design and surveys cost more than the share set aside for them."),
    ("Another site, four hundred metres away", "The owner of the first site did not agree to sell."),
)
OF_THE_CENTRE = (
    (
        "Simulated: head of payments",
        "The department pays each part within thirty days, so that this step is kept",
    ),
    ("Simulated: head of returns", "The department answers every return within fifteen working days until this step"),
    ("Simulated: director of rail", "The department signs the agreement for the station in time for this step"),
)
GROUNDS = {
    Decision.GRANTED: "The outcome stays the same and the money stays within the award.",
    Decision.REFUSED: "The programme ends before the new date; another way has to be found.",
    Decision.WITHDRAWN: "Solved by the place itself.",
}


class Asides:
    """Everything that is no return."""

    def __init__(self, subject: Subject, story: Story, temper: Temper, rng: Random) -> None:
        self._subject, self._story, self._temper, self._rng = subject, story, temper, rng
        self._officer = officer(subject.place).address
        self._ratings = self._requests = self._comments = 0

    def beginning(self, planned: dt.date, last: Milestone) -> list[Entry]:
        """Some places promise the last step by its day; to a few of them the centre promises something of its own."""
        one, drawn = self._subject, self._rng.random()
        if drawn > 0.07:
            return []
        if drawn > 0.05:
            promise = self._of_the_centre(planned, last)
            return self._said(planned + dt.timedelta(days=5), promise, PAYMENTS.address, "Promised with the award")
        promise = Commitment(
            commitment_id=f"{one.transformation_id}.P1",
            statement=f"{last.title} by {last.planned_on:%B %Y}: {one.title}"[:2000],
            side=Side.PLACE,
            owner=f"Chief executive, {one.place.name}",
            made_on=planned,
            path=(Waypoint(on=last.planned_on),),
            place_code=one.place.code,
            transformation_id=one.transformation_id,
            milestone_id=last.milestone_id,
        )
        return self._said(
            planned + dt.timedelta(days=3), promise, self._officer, "Promised at the signing of the award"
        )

    def _of_the_centre(self, planned: dt.date, last: Milestone) -> Commitment:
        one = self._subject
        owner, statement = self._rng.choice(OF_THE_CENTRE)
        return Commitment(
            commitment_id=f"{one.transformation_id}.P2",
            statement=f"{statement}: {last.title}, {one.title}",
            side=Side.CENTRE,
            owner=owner,
            made_on=planned,
            path=(Waypoint(on=last.planned_on),),
            place_code=one.place.code,
            transformation_id=one.transformation_id,
            milestone_id=last.milestone_id,
        )

    def during(self, span: Span, *, turned: bool, over: bool) -> list[Entry]:
        """A rating, a request: neither in every half-year."""
        entries = self._rating(span, turned=turned) if self._rng.random() < 0.22 else []
        if over:
            return entries
        likely = 0.35 if turned and self._story in TROUBLED else 0.02
        return entries + (self._request(span) if self._rng.random() < likely else [])

    def talk(self, return_id: str, move: Move) -> list[Entry]:
        """A question beside a return that was sent back, and sometimes an answer."""
        if self._rng.random() > 0.5:
            return []
        asked = self._comment(return_id, "We can go through it by telephone this week, if that is easier for you.")
        day = move.moment.date() + dt.timedelta(days=1)
        entries = self._said(day, asked, move.by, "A word beside the return")
        if self._rng.random() < 0.6:
            reply = self._comment(return_id, "Thank you. The answer is in the return now.", asked.comment_id)
            entries += self._said(day + dt.timedelta(days=4), reply, self._officer, "A reply")
        return entries

    def _comment(self, return_id: str, text: str, in_reply_to: str | None = None) -> Comment:
        self._comments += 1
        return Comment(
            comment_id=f"{self._subject.transformation_id}.S{self._comments}", about_kind="return", about_id=return_id,
            text=text, in_reply_to=in_reply_to,
        )  # fmt: skip

    def _rating(self, span: Span, *, turned: bool) -> list[Entry]:
        self._ratings += 1
        rating = self._temper.rates[1 if turned else 0] + self._rng.choice((-1, -1, 0, 0, 0))
        if turned and self._story in {Story.CONTRADICTORY, Story.SILENT}:
            rating = 2
        rating = min(5, max(1, rating))
        day = on_weekday(span.opens_on + dt.timedelta(days=self._rng.randint(3, 170)))
        said = AssuranceRating(
            rating_id=f"{self._subject.transformation_id}.B{self._ratings}",
            transformation_id=self._subject.transformation_id,
            rating=rating,
            rated_on=day,
            rated_by=ASSURANCE.name,
            reason=REASONS[rating],
        )
        return self._said(day, said, ASSURANCE.address, "Rated after a visit and the last return")

    def _request(self, span: Span) -> list[Entry]:
        self._requests += 1
        rng, one = self._rng, self._subject
        asks, reason = rng.choice(ASKS)
        day = on_weekday(span.opens_on + dt.timedelta(days=rng.randint(4, 110)))
        request = ChangeRequest(
            request_id=f"{one.transformation_id}.Q{self._requests}", transformation_id=one.transformation_id,
            place_code=one.place.code, asks=asks.format(sum=int(one.award) // 20_000 * 1_000 or 1_000), reason=reason,
            asked_on=day, answer_due_on=day + DAYS_TO_ANSWER,
        )  # fmt: skip
        decision = rng.choice((Decision.GRANTED, Decision.GRANTED, Decision.GRANTED, Decision.REFUSED))
        if rng.random() < 0.05:
            decision = Decision.WITHDRAWN
        decided_on = on_weekday(day + dt.timedelta(days=rng.randint(10, 95)))
        by = self._officer if decision is Decision.WITHDRAWN else NORTH.address
        decided = request.model_copy(
            update={
                "decision": decision, "decided_on": decided_on, "grounds": GROUNDS[decision],
                "decided_by": officer(one.place).name if decision is Decision.WITHDRAWN else DECIDED_BY,
            }
        )  # fmt: skip
        return [
            *self._said(day, request, self._officer, "Asked after the programme board met"),
            *self._said(decided_on, decided, by, GROUNDS[decision]),
        ]

    def _said(self, day: dt.date, record: Record, by: str, why: str) -> list[Entry]:
        moment = Clock(self._rng, dt.date.max).at(day)
        return [Entry(moment, [record], by, why)] if moment else []
