"""A training workspace with 20,000 synthetic entries of the library and their afterlife, made once a day and kept."""

import datetime as dt
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from data.figures import open_current
from data.programmes.published import Programmes
from data.register.appends import Draft
from data.register.migrate import newest
from data.register.register import Register
from data.training.laying import lay_out
from domain.adoption import Adoption
from domain.appeal import Appeal, AppealKind
from domain.evidence import Design, Effect, Result, StudyChecks
from domain.experiment import Arm, Experiment
from domain.place import Level, Place
from domain.practice import Check, Citation, CostBand, Practice, Precondition, Stage
from domain.record import Record
from domain.workspace import Workspace
from metrics.catalogue import read_catalogue

ENTRIES, ADOPTIONS, LONGEST_CHAIN, EXPERIMENTS, APPEALS = 20_000, 6_000, 400, 400, 800
AT_ONCE = 1_000
SEED = 20_261_123
WHY = "Synthetic, for measuring"
VOCABULARY = (
    "street market tenants bus fares reading coach library clinic nursery apprentices landlords insulation river park"
    " lighting burglary pension carers youth club football mill harbour broadband laptops grant loan vacant shops"
    " allotment mentor visits nurses breakfast tutoring attendance cycling lane toll parking waste recycling flooding"
    " volunteers elders loneliness choir museum heritage station ferry tram timetable ticket fraud debt advice rent"
    " arrears prevention shelter kitchen allotments orchard school governors parents toddlers speech therapy asthma"
    " damp mould boilers turbines retrofit skills welders coding bootcamp retraining redundancy employers vacancies"
    " wages hours contracts procurement cooperative charter ballot assembly jury panel survey doorstep leaflets text"
    " reminders letters courts probation knives patrols alcohol licensing taverns smoking steps weighing swimming"
)
WORDS = tuple(VOCABULARY.split())
CHECKERS = ("a@x.example", "b@x.example")


def large_library() -> str:
    """The address of one, filled if it is not yet."""
    name = f"stewardship-benchmarks-library-{newest()}-{dt.date.today()}-{ENTRIES}"
    address = str(Path(tempfile.gettempdir()) / name)
    register = Register.open(address, Workspace.TRAINING)
    try:
        if not register.count(Practice):
            print(f"making {ENTRIES:,} synthetic entries of the library", flush=True)
            _fill(register)
    finally:
        register.close()
    return address


def _fill(register: Register) -> None:
    figures = open_current()
    lay_out(register, Programmes(figures.folder), figures.places, dt.date.today())
    chance = Random(SEED)
    councils = [place for place in figures.current_places if Level.DISTRICT in place.levels]
    batch: list[Record] = []
    for record in _records(chance, councils):
        batch.append(record)
        if len(batch) == AT_ONCE:
            _write(register, batch)
            batch = []
    _write(register, batch)


def _write(register: Register, records: Sequence[Record]) -> None:
    if records:
        register.append_all([Draft(record) for record in records], by="benchmark@measuring.example", why=WHY)


def _records(chance: Random, councils: Sequence[Place]) -> Iterator[Record]:
    catalogue = read_catalogue()
    metrics = [metric.metric_id for metric in catalogue.metrics.values() if metric.is_measured]
    framework = min(catalogue.frameworks.values(), key=lambda one: one.order)
    missions = [mission.mission_id for mission in framework.missions]
    for number in range(ENTRIES):
        yield _practice(number, chance, councils, metrics, missions)
    before: dict[int, list[str]] = {}
    for number in range(ADOPTIONS):
        entry = 0 if number < LONGEST_CHAIN else chance.randrange(ENTRIES // 10)
        yield _adoption(number, entry, before.setdefault(entry, []), chance, councils)
    for number in range(EXPERIMENTS):
        yield _experiment(number, chance, councils, metrics)
    for number in range(APPEALS):
        yield _appeal(number, chance, councils, metrics, missions)


def _text(chance: Random, many: int) -> str:
    return " ".join(chance.choices(WORDS, k=many)).capitalize() + "."


def _practice(
    number: int, chance: Random, councils: Sequence[Place], metrics: Sequence[str], missions: Sequence[str]
) -> Practice:
    today = dt.date.today()
    metric = chance.choice(metrics)
    return Practice(
        practice_id=f"synthetic-{number:05d}",
        title=f"Synthetic {number:05d}: {_text(chance, 5)}",
        problem=_text(chance, 25),
        what_was_done=_text(chance, 60),
        mechanism=_text(chance, 25),
        preconditions=(
            Precondition(statement=_text(chance, 8)),
            Precondition(statement=_text(chance, 6), metric_id=chance.choice(metrics), at_least=chance.uniform(1, 50)),
        ),
        designed_with=_text(chance, 12),
        mission_ids=tuple(chance.sample(missions, 1 + chance.randrange(2))),
        metric_ids=(metric, *chance.sample(metrics, 1)),
        place_codes=tuple(place.code for place in chance.sample(councils, 1)),
        population=_text(chance, 4),
        started_year=chance.randint(2005, 2022),
        cost_band=chance.choice(list(CostBand)),
        outcome=f"Outcome on {metric}",
        effect=_effect(chance, metric) if chance.random() < 0.6 else None,
        design=chance.choice(list(Design)) if chance.random() < 0.8 else None,
        study_checks=StudyChecks(comparators_justified=chance.random() < 0.4),
        result=chance.choice(list(Result)),
        caveats=_text(chance, 15),
        sources=(
            Citation(author="A. Body", title=_text(chance, 8), publisher="A publisher", year=2020,
                     address=f"https://example.org/{number}"),
        ),
        stage=Stage.CHECKED,
        checks=tuple(Check(checked_by=who, checked_on=today, note="Looked at") for who in CHECKERS),
        owner_code=chance.choice(councils).code,
    )  # fmt: skip


def _effect(chance: Random, metric: str) -> Effect:
    value, half = chance.gauss(0.5, 2), chance.uniform(0.5, 3)
    return Effect(
        outcome=f"Outcome on {metric}", value=value, lower=value - half, upper=value + half, unit="points",
        metric_id=metric, higher_is_better=True,
    )  # fmt: skip


def _adoption(number: int, entry: int, before: list[str], chance: Random, councils: Sequence[Place]) -> Adoption:
    """One more adopter, half of them from another; two in three have reported, half of those with an effect."""
    own_id, on = f"synthetic-{number:05d}", dt.date(2021, 1, 1) + dt.timedelta(days=len(before))
    reported = chance.random() < 0.66
    value, half = chance.gauss(0.5, 2), chance.uniform(0.5, 3)
    effect = Effect(outcome="Outcome", value=value, lower=value - half, upper=value + half, unit="points")
    told = Adoption(
        adoption_id=own_id,
        practice_id=f"synthetic-{entry:05d}",
        place_code=councils[number % len(councils)].code,
        taken_up_on=on,
        report_due_on=on + dt.timedelta(days=chance.randint(300, 2_500)),
        from_adoption_id=chance.choice(before) if before and chance.random() < 0.5 else None,
        adapted=_text(chance, 12),
        reported_on=on + dt.timedelta(days=400) if reported else None,
        result=chance.choice(list(Result)) if reported else None,
        effect=effect if reported and chance.random() < 0.5 else None,
        design=chance.choice(list(Design)) if reported else None,
        report=_text(chance, 20) if reported else "",
    )
    before.append(own_id)
    return told


def _experiment(number: int, chance: Random, councils: Sequence[Place], metrics: Sequence[str]) -> Experiment:
    one, other = chance.sample(councils, 2)
    registered = dt.date.today() - dt.timedelta(days=chance.randint(1, 900))
    return Experiment(
        experiment_id=f"synthetic-{number:05d}",
        title=f"Synthetic {number:05d}: {_text(chance, 5)}",
        question=_text(chance, 10),
        arms=(
            Arm(name="New", what=_text(chance, 6), place_codes=(one.code,)),
            Arm(name="As before", what=_text(chance, 6), place_codes=(other.code,)),
        ),
        metric_id=chance.choice(metrics),
        design=Design.RANDOMISED,
        assigned_by="A draw in public",
        analysis=_text(chance, 15),
        registered_on=registered,
        data_from=registered + dt.timedelta(days=30),
        results_due_on=registered + dt.timedelta(days=500),
        practice_id=f"synthetic-{chance.randrange(ENTRIES):05d}",
        owner_code=one.code,
    )


def _appeal(
    number: int, chance: Random, councils: Sequence[Place], metrics: Sequence[str], missions: Sequence[str]
) -> Appeal:
    posted = dt.date.today() - dt.timedelta(days=chance.randint(0, 300))
    return Appeal(
        appeal_id=f"synthetic-{number:05d}",
        offers=number % 2 == 0,
        kind=chance.choice(list(AppealKind)),
        place_code=chance.choice(councils).code,
        title=f"Synthetic {number:05d}: {_text(chance, 5)}",
        words=_text(chance, 20),
        posted_on=posted,
        wanted_by=posted + dt.timedelta(days=120),
        metric_ids=(chance.choice(metrics),),
        mission_ids=(chance.choice(missions),),
    )
