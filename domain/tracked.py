"""A tracked transformation: what is published or was told of it, and, for those who may read it, its delivery."""

import datetime as dt
from dataclasses import dataclass

from domain.delivery import Delivery
from domain.published import AmountKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """One transformation as the lists show it.

    ``published`` tells that a public register names it; ``amount`` is the published amount in pounds, of the kind
    ``amount_kind``. ``own_missions`` and ``own_metrics`` are what its own people say it aims at; without any, our own
    reading of its name stands in (``metrics.purposes``) and must be shown as such. ``delivery`` is ``None`` where the
    reader may not see what was reported, which is not the same as nothing reported.
    """

    transformation_id: str
    title: str
    programme_id: str
    lead: str
    place_codes: tuple[str, ...]
    published: bool
    amount: float | None = None
    amount_kind: AmountKind = AmountKind.NONE
    own_missions: tuple[str, ...] = ()
    own_metrics: tuple[str, ...] = ()
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    delivery: Delivery | None = None
