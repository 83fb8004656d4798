"""What the simulated returns are about: the published transformations, each with an award that is simulated too."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from data.programmes.published import Programmes
from data.training.chance import chance
from data.training.themes import Theme, theme_of
from domain.place import Place
from domain.published import AmountKind, PublishedTransformation

YEARS_OF_CEILING = 0.3  # a ceiling is for ten years; about so much of it is awarded at first
UNKNOWN_AWARD = (180_000, 3_600_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One transformation with what a life needs. ``capital_share`` is how much of the award may build things."""

    transformation_id: str
    title: str
    lead: str
    programme_id: str
    fund_id: str
    place: Place
    place_codes: tuple[str, ...]
    announced: Decimal
    award: Decimal
    capital_share: float
    theme: Theme
    published: bool


def published_subjects(programmes: Programmes, places: Mapping[str, Place], *, seed: int) -> Iterator[Subject]:
    """Every published transformation that lies in a place known here."""
    for one in programmes.transformations.values():
        codes = tuple(code for code in one.place_codes if code in places)
        if codes:
            rng = chance(seed, f"award {one.transformation_id}")
            announced, award = _amounts(one, rng)
            yield Subject(
                transformation_id=one.transformation_id,
                title=one.title,
                lead=one.lead or places[codes[0]].name,
                programme_id=one.programme_id,
                fund_id=fund_of(one.programme_id),
                place=places[codes[0]],
                place_codes=codes,
                announced=announced,
                award=award,
                capital_share=_capital_share(one, rng),
                theme=theme_of(one.title),
                published=True,
            )


def fund_of(programme_id: str) -> str:
    """The fund a programme is paid from."""
    if programme_id.startswith("levelling_up_fund"):
        return "levelling_up_fund"
    if programme_id.startswith("synthetic"):
        return "synthetic"
    return {"town_deals": "towns_fund", "future_high_streets": "towns_fund"}.get(programme_id, programme_id)


def _amounts(one: PublishedTransformation, rng: Random) -> tuple[Decimal, Decimal]:
    """What is announced and what is awarded: as published where an amount is, else in a likely range."""
    if one.amount_kind is AmountKind.SHARED and one.group_amount and one.group_size:
        amount = one.group_amount / one.group_size * rng.uniform(0.8, 1.0)
    else:
        amount = one.amount or rng.uniform(*UNKNOWN_AWARD)
    award = amount * YEARS_OF_CEILING if one.amount_kind is AmountKind.CEILING else amount
    return Decimal(round(amount)), Decimal(round(award))


def _capital_share(one: PublishedTransformation, rng: Random) -> float:
    if one.amount and one.revenue is not None and one.capital is not None and one.revenue + one.capital:
        return one.capital / (one.revenue + one.capital)
    return 1.0 if rng.random() < 0.88 else 0.85
