"""Names that are made, not typed: of the fields of a form, and of the records a return brings in."""

import hashlib

LONGEST = 80
LONGEST_OWN = 70  # room for an ending that tells two records of one row apart
DIGEST = 12


def field_id(question_id: str, row_id: str = "", column: str = "") -> str:
    """The id of a field: that of its question, or the question, the row and the column joined by full stops.

    >>> field_id("obstacle"), field_id("spend", "2026-Q2", "capital_actual")
    ('obstacle', 'spend.2026-Q2.capital_actual')
    """
    return shortened(".".join(part for part in (question_id, row_id, column) if part))


def record_of_own(return_id: str, question_id: str, number: int) -> str:
    """The id of what a return brings in by one of its new rows: the same each time it is sent, so never twins."""
    transformation_id = return_id.split("/", 1)[1]
    return shortened(f"{transformation_id}.{_digest(f'{return_id} {question_id}')}.{number}", longest=LONGEST_OWN)


def shortened(name: str, *, longest: int = LONGEST) -> str:
    """A name that fits; a longer one ends in a fingerprint of all of it."""
    if len(name) <= longest:
        return name
    return f"{name[: longest - DIGEST - 1]}.{_digest(name)}"


def row_of_indicator(indicator: str, unit: str) -> str:
    """The row of an output, whose name is too long and too free to be an id.

    >>> row_of_indicator("# of trees planted", "Number of trees") == row_of_indicator("# of trees planted", "trees")
    False
    """
    return f"o{_digest(f'{indicator} in {unit}')}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST]
