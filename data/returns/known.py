"""What is known of a transformation before its return is filled in, and where from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from domain.milestone import Milestone
from domain.money import Basis
from domain.result import Output
from domain.risk import Risk
from domain.spend import Spend
from domain.transformation import Status
from domain.update import Update


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOutput:
    """One output of a transformation, planned and achieved: each the newest record of its basis."""

    indicator: str
    unit: str
    bespoke: bool
    planned: Output | None = None
    achieved: Output | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything on record that a form begins with. ``told_in`` says of each record, by its key, where it was said.

    ``status`` is the last one on record; ``update`` is what this very return told when it was last sent.
    """

    status: Status | None = None
    status_told_in: str = ""
    update: Update | None = None
    milestones: tuple[Milestone, ...] = ()
    outputs: tuple[KnownOutput, ...] = ()
    risks: tuple[Risk, ...] = ()
    spend: Mapping[str, Spend] = field(default_factory=lambda: MappingProxyType({}))
    told_in: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


NOTHING = Known()


def outputs_by_indicator(records: list[Output]) -> tuple[KnownOutput, ...]:
    """Outputs put together: what is planned and what was achieved of the same thing, in the order of their names."""
    newest: dict[tuple[str, str], dict[Basis, Output]] = {}
    for record in sorted(records, key=lambda each: (each.ends_on, each.output_id)):
        newest.setdefault((record.indicator, record.unit), {})[record.basis] = record
    return tuple(
        KnownOutput(
            indicator=indicator, unit=unit, bespoke=any(one.bespoke for one in bases.values()),
            planned=bases.get(Basis.FORECAST), achieved=bases.get(Basis.ACTUAL),
        )
        for (indicator, unit), bases in sorted(newest.items())
    )  # fmt: skip
