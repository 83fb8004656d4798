"""What the centre says in the training workspace: funds, programmes, roles, waivers, promises, uses of answers."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from random import Random

from data.register.founding import Entry
from data.returns.standard import STANDARD_QUESTIONS
from data.training.people import ANALYSIS, NORTH, PRIVATE_OFFICE, RETURNS_TEAM, SIMULATED, Post
from data.training.spans import Clock, Span
from data.training.subjects import fund_of
from domain.commitment import Commitment, Side, Waypoint
from domain.fund import Fund
from domain.programme import Programme
from domain.question_use import QuestionUse
from domain.record import Record
from domain.round import Question, Round
from domain.waiver import Waiver

DEPARTMENT = "Ministry of Housing, Communities and Local Government"
NOTE = f"{SIMULATED} beside the returns; the programme itself is real."
FUNDS = {
    "towns_fund": "Towns Fund",
    "levelling_up_fund": "Levelling Up Fund",
    "pathfinders": "Simplification Pathfinders",
    "pride_in_place": "Pride in Place",
    "pride_in_place_impact_fund": "Pride in Place Impact Fund",
    "community_ownership_fund": "Community Ownership Fund",
    "freeports": "Freeports",
    "synthetic": "Synthetic fund",
}
USES = {
    "standing": ((PRIVATE_OFFICE, "A note to the minister on what is late in the north"),
                 (RETURNS_TEAM, "The list of places to telephone first")),
    "spend": ((RETURNS_TEAM, "The forecast of what will be paid before the end of the financial year"),
              (ANALYSIS, "The answer to a question in Parliament about money not yet spent")),
    "milestones": ((ANALYSIS, "How long planning permission takes, by sort of place"),),
    "outputs": ((PRIVATE_OFFICE, "A speech about what has opened this year"),),
    "obstacle": ((NORTH, "A letter to the utility companies about slow answers"),),
    "in_use": ((ANALYSIS, "From when footfall could be expected to move"),),
}  # fmt: skip
"""Who used what for what. Questions that are not here were never used by anybody."""

RULES = (
    ("The award is spent by the end of the financial year.", "The contractor went into administration in February."),
    ("A change of more than a tenth between projects is asked for first.", "Flood damage had to be made good at once."),
    ("A return names one project manager.", "The post is shared with the neighbouring council for a year."),
    (
        "Match funding is in place before the second part is paid.",
        "The partner's own decision falls after the payment.",
    ),
)
PROMISES = (
    ("Central government connects every premises in the programme's towns that its own contracts cover to gigabit"
     " broadband", "Simulated: director of digital infrastructure", "gigabit_broadband", (78.0, 85.0, 92.0)),
    ("Central government pays for public charging points in the towns that had the fewest",
     "Simulated: director of transport decarbonisation", "electric_vehicle_chargers", (70.0, 100.0, 140.0)),
    ("Central government funds a further education place for every adult in the programme's towns who asks for a first"
     " level 3 course", "Simulated: director of skills", "qualifications_level_3", (60.0, 63.0, 67.0)),
)  # fmt: skip


def beginnings(
    programmes: Sequence[tuple[str, str]], people: Iterable[Post], first: dt.date, rng: Random
) -> list[Entry]:
    """Funds, programmes and the table of roles, before anything else is told."""
    clock, by = Clock(rng, dt.date.max), RETURNS_TEAM.address
    funds = dict.fromkeys(fund_of(programme_id) for programme_id, _title in programmes)
    said: list[tuple[Sequence[Record], str]] = [
        ([Fund(fund_id=name, title=FUNDS.get(name, name), department=DEPARTMENT, note=NOTE) for name in funds],
         "Funds as announced"),
        ([Programme(programme_id=name, title=title, department=DEPARTMENT, fund_id=fund_of(name), note=NOTE)
          for name, title in programmes], "Programmes as published"),
        ([post.grant for post in people], "Roles for the training workspace"),
    ]  # fmt: skip
    return [Entry(moment, records, by, why) for records, why in said if (moment := clock.at(first))]


def round_of(programme_id: str, title: str, span: Span, due_on: dt.date) -> Round:
    """The round of a programme for one half-year; from the second on, each question says who used it last."""
    return Round(
        round_id=f"{programme_id}.{span.ends_on:%Y-%m}",
        programme_id=programme_id,
        title=f"{title}, {span.words}",
        period_start=span.starts_on,
        period_end=span.ends_on,
        opens_on=span.opens_on,
        due_on=due_on,
        questions=STANDARD_QUESTIONS if span.number == 0 else tuple(map(_used_before, STANDARD_QUESTIONS)),
    )


def _used_before(question: Question) -> Question:
    used_by = tuple(post.name for post, _what in USES.get(question.question_id, ()))
    return question.model_copy(update={"last_used_by": used_by})


def uses(asked: Round, span: Span, rng: Random) -> Iterator[Entry]:
    """What the answers of a round were used for, weeks after they were due."""
    clock = Clock(rng, span.until)
    for number, (question_id, whom) in enumerate(USES.items()):
        post, used_for = whom[(span.number + number) % len(whom)]
        if rng.random() < 0.25:
            continue
        day = asked.due_on + dt.timedelta(days=rng.randint(12, 30) + 4 * number)
        use = QuestionUse(
            use_id=f"{asked.round_id}.{question_id}", round_id=asked.round_id, question_id=question_id,
            used_by=post.name, used_on=day, used_for=used_for,
        )  # fmt: skip
        if moment := clock.at(day):
            yield Entry(moment, [use], post.address, "Noted when the paper was sent")


def waivers(programme_ids: Sequence[str], spans: Sequence[Span], rng: Random) -> Iterator[tuple[Span, Entry]]:
    """A few rules that did not hold for a while."""
    for number, programme_id in enumerate(programme_ids):
        span = spans[number % len(spans)]
        rule, reason = RULES[number % len(RULES)]
        day = span.opens_on + dt.timedelta(days=rng.randint(2, 25))
        waiver = Waiver(
            waiver_id=f"{programme_id}.W1", programme_id=programme_id, rule=rule, reason=reason, decided_on=day,
            decided_by="Simulated: director of places", starts_on=day, ends_on=day + dt.timedelta(days=365),
        )  # fmt: skip
        if moment := Clock(rng, span.until).at(day):
            yield span, Entry(moment, [waiver], RETURNS_TEAM.address, "Waiver as decided by the director")


def promises(first: dt.date, last: dt.date, rng: Random) -> Iterator[Entry]:
    """What the centre itself has promised, with a path."""
    clock = Clock(rng, dt.date.max)
    for number, (statement, owner, metric_id, values) in enumerate(PROMISES, start=1):
        step = (last - first) // len(values)
        path = tuple(Waypoint(on=first + step * (at + 1), value=value) for at, value in enumerate(values))
        promise = Commitment(
            commitment_id=f"centre.P{number}", statement=statement, side=Side.CENTRE, owner=owner, made_on=first,
            path=path, metric_id=metric_id, note=f"{SIMULATED}: nobody has promised this.",
        )  # fmt: skip
        if moment := clock.at(first):
            yield Entry(moment, [promise], RETURNS_TEAM.address, "Promised when the programmes began")
