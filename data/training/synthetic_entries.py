"""Synthetic entries of the library, as many as wanted, for measuring: they say in their titles what they are."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from data.training.chance import chance
from data.training.themes import THEMES, Theme
from data.training.words import DESIGNED_WITH, LEARNED, OBSTACLES, sentence
from domain.adoption import Adoption
from domain.evidence import Design, Effect, Result, StudyChecks
from domain.practice import Check, Citation, CostBand, Practice, Precondition, Stage

SEED = 2022
TWO_IN = 10
CAVEAT = "Synthetic: made up to measure how fast the pages are. Nobody did this."
CHECKED_ON = dt.date(2026, 1, 5)
LOOKS = tuple(Check(checked_by=f"{name}@centre.example", checked_on=CHECKED_ON, note=CAVEAT) for name in ("a", "b"))
PLACES = tuple(f"E0{kind}{number:06d}" for kind, many in ((6, 60), (7, 240), (8, 36)) for number in range(1, many + 1))
WHOM = (
    "young people without work", "tenants of private landlords", "parents of small children", "carers", "commuters",
    "people over seventy", "small firms", "market traders", "pupils of six schools", "people who sleep rough",
    "households in fuel poverty", "newcomers", "volunteers", "people with long illnesses", "night workers",
)  # fmt: skip
WAYS = (
    "vouchers", "visits at home", "a bus on demand", "letters in plain words", "a mentor", "evening opening",
    "small grants", "a licence for landlords", "free travel", "a shared desk", "peer support", "wardens",
    "a community share offer", "training on the job", "insulation", "a navigator", "text messages", "street lighting",
)  # fmt: skip
PROBLEMS = (
    "Too few {whom} reach what is there for them in {setting}.",
    "In {setting}, {whom} wait for months and give up.",
    "Nobody in {setting} knew how many {whom} needed help.",
    "Services for {whom} in {setting} each kept their own list.",
)
SETTINGS = (
    "coastal towns", "former coalfields", "market towns", "the outer estates", "villages without a bus",
    "the old centre", "harbour wards", "new suburbs", "university quarters", "hill farms",
)  # fmt: skip
UNITS = ("%", "percentage points", "per 1,000 people", "minutes", "£ a week")


def lay_out_many_entries(
    count: int = 20_000, *, seed: int = SEED, place_codes: Sequence[str] = PLACES
) -> dict[str, Practice]:
    """So many invented entries by id, tried in some of the places; the same seed gives the same ones."""
    rng = chance(seed, "synthetic entries")
    return {one.practice_id: one for one in _entries(count, place_codes, rng)}


def lay_out_their_adoptions(
    entries: Mapping[str, Practice], today: dt.date, *, seed: int = SEED, place_codes: Sequence[str] = PLACES
) -> list[Adoption]:
    """Two adoptions for every ten entries, the second of each pair taken up from the first."""
    rng = chance(seed, "synthetic adoptions")
    taken_up: list[Adoption] = []
    for number, entry in enumerate(list(entries.values())[::TWO_IN]):
        taken_up += _pair(entry, number, today, place_codes, rng)
    return taken_up


def _entries(count: int, place_codes: Sequence[str], rng: Random) -> Iterator[Practice]:
    for number in range(1, count + 1):
        theme = THEMES[number % len(THEMES)]
        whom, way, setting = rng.choice(WHOM), rng.choice(WAYS), rng.choice(SETTINGS)
        result = rng.choice(tuple(Result))
        begun = rng.randint(1998, 2023)
        yield Practice(
            practice_id=f"synthetic-{number:05d}",
            title=f"Synthetic {number:05d}: {way} for {whom} in {setting}",
            problem=rng.choice(PROBLEMS).format(whom=whom, setting=setting),
            what_was_done=_done(theme, whom, way, rng),
            mechanism=f"With {way}, {whom} find {theme.thing} without asking three offices.",
            preconditions=_preconditions(theme, rng),
            designed_with=sentence(DESIGNED_WITH, theme, rng),
            mission_ids=theme.missions,
            metric_ids=theme.metrics,
            place_codes=tuple(rng.sample(place_codes, rng.randint(1, 3))),
            population=whom[0].upper() + whom[1:],
            started_year=begun,
            ended_year=begun + rng.randint(1, 3),
            cost_band=rng.choice((*CostBand, None)),
            outcome=f"Use of {theme.thing} by {whom}",
            effect=_effect(theme, rng) if rng.random() < 0.6 else None,
            design=rng.choice((*Design, None)),
            study_checks=StudyChecks(controls_adequate=rng.random() < 0.5, comparators_justified=rng.random() < 0.5),
            study_places=rng.randint(1, 80),
            result=result,
            caveats=CAVEAT,
            sources=(Citation(author="Synthetic", title=f"Report {number}", publisher="Nobody", year=begun + 3),),
            stage=Stage.CHECKED,
            checks=LOOKS,
        )


def _done(theme: Theme, whom: str, way: str, rng: Random) -> str:
    begun = f"{theme.partner[0].upper()}{theme.partner[1:]} offered {way} to {rng.randint(40, 4_000)} {whom}"
    return f"{begun} beside {theme.thing}. {sentence(LEARNED, theme, rng)} {sentence(OBSTACLES, theme, rng)}"


def _preconditions(theme: Theme, rng: Random) -> tuple[Precondition, ...]:
    said = Precondition(statement=f"{theme.partner[0].upper()}{theme.partner[1:]} takes part from the first day.")
    bound = Precondition(
        statement="Not more of it than in most places.", metric_id=theme.metrics[0], at_most=float(rng.randint(10, 90))
    )
    return (said, bound)[: rng.randint(0, 2)]


def _effect(theme: Theme, rng: Random) -> Effect:
    value, half = round(rng.gauss(0, 5), 1), round(rng.uniform(0.5, 8), 1)
    with_interval = rng.random() < 0.7
    return Effect(
        outcome=f"Use of {theme.thing}", value=value, unit=rng.choice(UNITS),
        lower=round(value - half, 1) if with_interval else None,
        upper=round(value + half, 1) if with_interval else None, higher_is_better=True,
    )  # fmt: skip


def _pair(entry: Practice, number: int, today: dt.date, place_codes: Sequence[str], rng: Random) -> Sequence[Adoption]:
    first_place, second_place = rng.sample(place_codes, 2)
    begun = today - dt.timedelta(days=rng.randint(500, 1_500))
    first = Adoption(
        adoption_id=f"synthetic-adoption-{number}-1", practice_id=entry.practice_id, place_code=first_place,
        taken_up_on=begun, report_due_on=begun + dt.timedelta(days=365), adapted=CAVEAT,
        reported_on=begun + dt.timedelta(days=370), result=rng.choice(tuple(Result)), report=CAVEAT,
        effect=entry.effect,
    )  # fmt: skip
    second = Adoption(
        adoption_id=f"synthetic-adoption-{number}-2", practice_id=entry.practice_id, place_code=second_place,
        taken_up_on=begun + dt.timedelta(days=200), report_due_on=begun + dt.timedelta(days=600), adapted=CAVEAT,
        from_adoption_id=first.adoption_id,
    )  # fmt: skip
    return first, second
