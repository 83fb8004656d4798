"""Commitments that name one transformation, as its page lists them."""

from html import escape

from domain.commitment import Commitment, Side
from ui import prose
from ui.address import anchor, href
from ui.delivery_told import Told
from ui.numbers import day

OWES = {Side.PLACE: "by the place", Side.CENTRE: "by central government"}


def of_one(told: Told, transformation_id: str) -> str:
    """What either side promised about one transformation, in the order it falls due."""
    title = prose.heading("Commitments", key="commitments")
    found = sorted((version.record for version in told.standing(Commitment)), key=lambda one: one.due_on)
    link = anchor(
        "All commitments, with how each stands", href("commitments", transformation=transformation_id, kind="this")
    )
    if not found:
        return f"{title}<p>Neither side has made a commitment about it. {link}.</p>"
    items = "".join(f"<li>{escape(_words(one))}</li>" for one in found)
    return f"{title}<ul>{items}</ul><p>{link}.</p>"


def _words(one: Commitment) -> str:
    return f"{one.statement} Due {day(one.due_on)}, owed {OWES[one.side]} ({one.owner})."
