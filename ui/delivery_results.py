"""What came of it and what may go wrong: outputs and outcomes against plan, and risks by score with their movement."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from domain.money import Basis
from domain.result import Outcome, Output, Result
from domain.risk import Risk
from domain.version import Version
from ui import prose
from ui.delivery_told import Told
from ui.numbers import day
from ui.tables import Cell, Column, table

IMPACTS, LIKELIHOODS, PROXIMITIES = 6, 4, 5  # the tops of the scales


def results(told: Told) -> str:
    """Outputs and outcomes, each with what was planned and what was reached so far."""
    parts = [
        _results(told.standing(Output), "What it made: outputs against plan", "No output has been reported yet."),
        _results(told.standing(Outcome), "What changed: outcomes against plan", "No outcome has been reported yet."),
    ]
    return prose.heading("Outputs and outcomes", key="results") + "".join(parts)


def _results(found: Sequence[Version[Output]] | Sequence[Version[Outcome]], caption: str, nothing: str) -> str:
    newest: dict[tuple[str, str], dict[Basis, Result]] = {}
    for record in sorted((version.record for version in found), key=lambda one: one.ends_on):
        newest.setdefault((record.indicator, record.unit), {})[record.basis] = record
    if not newest:
        return prose.paragraphs([nothing])
    columns = [
        Column("indicator", "What is counted", names_the_row=True),
        Column("planned", "Planned", numeric=True),
        Column("reached", "Reached so far", numeric=True),
        Column("share", "Of plan", numeric=True),
    ]
    rows = [
        {
            "indicator": Cell(name, note="of the place's own" if _own(bases) else ""),
            "planned": _amount(bases.get(Basis.FORECAST), unit, "by"),
            "reached": _amount(bases.get(Basis.ACTUAL), unit, "to"),
            "share": share_words(bases.get(Basis.ACTUAL), bases.get(Basis.FORECAST)),
        }
        for (name, unit), bases in sorted(newest.items())
    ]
    return table(rows, columns, caption=caption)


def share_words(reached: Result | None, planned: Result | None) -> str:
    """How much of the plan is reached: "63%"; where one of the two is not known, that it cannot be told."""
    if reached is None or planned is None or planned.value <= 0:
        return "cannot tell"
    return f"{reached.value / planned.value:.0%}"


def _own(bases: dict[Basis, Result]) -> bool:
    return any(one.bespoke for one in bases.values())


def _amount(one: Result | None, unit: str, until: str) -> Cell:
    if one is None:
        return Cell("not said")
    return Cell(_digits(one.value), note=f"{unit[:1].lower()}{unit[1:]}, {until} {day(one.ends_on)}")


def _digits(value: Decimal) -> str:
    """The number as it was given, without noughts behind its point."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def risks(told: Told) -> str:
    """The open risks, the highest score first, each with how it moved since the version before."""
    title = prose.heading("Risks", key="risks")
    found = [version for version in told.standing(Risk) if not version.record.closed]
    closed = sum(version.record.closed for version in told.standing(Risk))
    more = " more" if found else ""
    ended = f"{closed}{more} {'is' if closed == 1 else 'are'} closed." if closed else ""
    if not found:
        return title + prose.paragraphs([f"No open risk is on record. {ended}".strip()])
    columns = [
        Column("title", "Risk", names_the_row=True),
        Column("score", "Score of 24", numeric=True),
        Column("moved", "Since the version before"),
        Column("parts", "Impact, likelihood, how soon"),
        Column("owner", "Who answers for it"),
        Column("mitigation", "What is done about it"),
    ]
    ordered = sorted(found, key=lambda version: (-version.record.score, version.record.title))
    rows = [_risk(version, told.before(version)) for version in ordered]
    product = f"Score: impact (1 to {IMPACTS}) times likelihood (1 to {LIKELIHOODS})."
    scales = f"{product} How soon: 1 to {PROXIMITIES}, 5 soonest."
    return (
        title
        + table(rows, columns, caption="Open risks, the highest score first")
        + (f'<p class="source">{escape(f"{scales} {ended}".strip())}</p>')
    )


def _risk(version: Version[Risk], before: Version[Risk] | None) -> dict[str, Cell | str]:
    one = version.record
    return {
        "title": Cell(one.title, note=one.category),
        "score": str(one.score),
        "moved": moved_words(one, before.record if before else None),
        "parts": f"{one.impact}, {one.likelihood}, {one.proximity}",
        "owner": one.owner,
        "mitigation": one.mitigation or "nothing said",
    }


def moved_words(now: Risk, before: Risk | None) -> str:
    """How a risk moved: "up 5 from 10", "unchanged", "new"."""
    if before is None:
        return "new"
    if now.score == before.score:
        return "unchanged"
    return f"{'up' if now.score > before.score else 'down'} {abs(now.score - before.score)} from {before.score}"
