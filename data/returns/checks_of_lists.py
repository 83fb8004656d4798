"""The rules of milestones, outputs and risks: whole rows, days that can be, each output once and with a unit."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from data.returns.filled import Filled
from data.returns.form_rows import ANOTHER
from data.returns.reading import date_in_words
from domain.form import Facts, Fault, Row, Section, Weight

MILESTONE_NEEDS = ("title", "planned_on")
RISK_NEEDS = ("title", "category", "impact", "likelihood", "proximity", "owner")
NEEDED = "Something stands in this row, so this is needed too."
FILL_OR_EMPTY = "Fill it in, or empty the row."


def milestone_faults(filled: Filled, section: Section, facts: Facts) -> Iterator[Fault]:
    """What the rules find in the milestones."""
    for row in section.rows:
        yield from _incomplete(filled, section, row, MILESTONE_NEEDS)
        reached = filled.value(section, row, "reached_on")
        if not isinstance(reached, dt.date):
            continue
        if reached > facts.today:
            yield filled.fault(
                section, row, "reached_on", f"{date_in_words(reached)} is still to come, so it is not reached yet.",
                "Give that day under 'Now expected on', and leave this empty.",
            )  # fmt: skip
        elif not filled.text(section, row, "evidence"):
            yield filled.fault(
                section, row, "evidence", f"It was reached on {date_in_words(reached)}, and nothing shows it.",
                "Say where it can be seen; where nothing can be shown, say why.", weight=Weight.EXPLAIN,
            )  # fmt: skip


def output_faults(filled: Filled, section: Section) -> Iterator[Fault]:
    """What the rules find in the outputs."""
    seen: dict[str, str] = {row.label.casefold(): row.label for row in section.rows if not row.new}
    for row in section.rows:
        yield from _below_nought(filled, section, row)
        if not row.new or not filled.touched(row):
            continue
        yield from _badly_named(filled, section, row)
        name = indicator_of(filled, section, row)
        if name and (first := seen.get(name.casefold())):
            column = "bespoke" if filled.value(section, row, "indicator") == ANOTHER else "indicator"
            yield filled.fault(
                section, row, column, f"This output is given already, under {first!r}.",
                "Put both amounts together in one row.",
            )  # fmt: skip
        elif name:
            seen[name.casefold()] = row.label
        if not any(filled.text(section, row, column) for column in ("planned", "achieved")):
            yield filled.fault(
                section, row, "planned", "It is said what is counted, and not how much.",
                "Give what is planned in all, what is achieved to date, or both.",
            )  # fmt: skip


def risk_faults(filled: Filled, section: Section) -> Iterator[Fault]:
    """What the rules find in the risks."""
    for row in section.rows:
        yield from _incomplete(filled, section, row, RISK_NEEDS)


def indicator_of(filled: Filled, section: Section, row: Row) -> str:
    """The name of the output of a new row, of the list or the place's own; nothing where it has none."""
    listed, own = filled.value(section, row, "indicator"), filled.value(section, row, "bespoke")
    if isinstance(listed, str) and listed != ANOTHER:
        return listed
    return own if isinstance(own, str) else ""


def _below_nought(filled: Filled, section: Section, row: Row) -> Iterator[Fault]:
    for column in ("planned", "achieved"):
        amount = filled.value(section, row, column)
        if isinstance(amount, Decimal) and amount < 0:
            yield filled.fault(
                section, row, column, "There cannot be less than none of an output.",
                "Give what there is in all; where less is achieved than was told, give the smaller number.",
            )  # fmt: skip


def _badly_named(filled: Filled, section: Section, row: Row) -> Iterator[Fault]:
    listed, own = filled.value(section, row, "indicator"), filled.text(section, row, "bespoke")
    if not listed and not own and not filled.text(section, row, "indicator"):
        yield filled.fault(section, row, "indicator", NEEDED, "Choose an output, or name your own.")
    elif listed == ANOTHER and not own:
        yield filled.fault(section, row, "bespoke", "It is not on the list, and has no name.", "Name your own output.")
    elif own and listed and listed != ANOTHER:
        yield filled.fault(
            section, row, "bespoke", f"The row names two outputs: {listed!r} from the list, and this.",
            f"Empty one of the two, or choose {ANOTHER!r}.",
        )  # fmt: skip
    elif own and not filled.text(section, row, "unit"):
        yield filled.fault(section, row, "unit", "An output of your own has no unit.", "Say what is counted.")


def _incomplete(filled: Filled, section: Section, row: Row, needs: tuple[str, ...]) -> Iterator[Fault]:
    """What a new row lacks that has begun; rows on record say themselves what they need."""
    if row.new and filled.touched(row):
        for column in needs:
            if not filled.text(section, row, column):
                yield filled.fault(section, row, column, NEEDED, FILL_OR_EMPTY)
