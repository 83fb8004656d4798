"""Synthetic transformations, as many as wanted, for measuring: they say in their titles what they are."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from data.register.founding import Entry, Progress
from data.register.register import Register
from data.training.chance import chance
from data.training.laying import SEED, tell, write
from data.training.spans import spans
from data.training.subjects import Subject
from data.training.themes import THEMES
from domain.place import Level, Place

PROGRAMMES = {f"synthetic-{number}": f"Synthetic programme {number}" for number in range(1, 9)}


def lay_out_synthetic(
    register: Register,
    places: Sequence[Place],
    today: dt.date,
    *,
    transformations: int,
    rounds: int,
    seed: int = SEED,
    progress: Progress | None = None,
) -> int:
    """Fill an empty training workspace with so many invented transformations and rounds, the newest of them open."""

    def history() -> Iterator[Entry]:
        subjects = list(_subjects(places, transformations, seed))
        return tell(subjects, PROGRAMMES, spans(today, closed=rounds - 1), today, seed=seed)

    return write(register, history, progress=progress)


def _subjects(places: Sequence[Place], many: int, seed: int) -> Iterator[Subject]:
    councils = [place for place in places if Level.DISTRICT in place.levels]
    rng = chance(seed, "synthetic")
    for number in range(1, many + 1):
        place, theme = councils[number % len(councils)], THEMES[number % len(THEMES)]
        award = Decimal(rng.randint(30, 2_000) * 10_000)
        yield Subject(
            transformation_id=f"SYN-{number:05d}",
            title=f"Synthetic {number:05d}: {theme.thing.removeprefix('the ')} in {place.name}",
            lead=place.name,
            programme_id=list(PROGRAMMES)[number % len(PROGRAMMES)],
            fund_id="synthetic",
            place=place,
            place_codes=(place.code,),
            announced=award,
            award=award,
            capital_share=1.0 if rng.random() < 0.8 else 0.85,
            theme=theme,
            published=False,
        )
