"""One published transformation and one programme, to be changed field by field."""

from dataclasses import replace

from domain.published import AmountKind, PlaceBasis, PublishedProgramme, PublishedTransformation

PROGRAMME = PublishedProgramme(
    programme_id="deals", source_id="deals", title="Deals", one="Deal", order=1, about="Grants to towns.",
    dated="a list of 2025", amount_kind=AmountKind.GRANT, amount_means="the grant", complete=True, covers="all of them",
    id_basis="the publisher's",
)  # fmt: skip
ONE = PublishedTransformation(
    transformation_id="TD-BOL-01", programme_id="deals", title="Market hall", part="", locality="Bolton",
    lead="Bolton Council", place_codes=("E08000001",), place_basis=PlaceBasis.PUBLISHED, amount=2_000_000.0,
    amount_kind=AmountKind.GRANT, revenue=None, capital=None, period="", group_id="", group_title="",
    group_amount=None, group_size=0, note="", found_at="deals.csv row 2",
)  # fmt: skip


def one(**fields: object) -> PublishedTransformation:
    """The transformation with some fields of its own."""
    return replace(ONE, **fields)


def programme(**fields: object) -> PublishedProgramme:
    """The programme with some fields of its own."""
    return PROGRAMME.model_copy(update=fields)
