"""The id of a transformation: the publisher's own, or one made of names that outlive a change of codes."""

import re
import unicodedata
from collections.abc import Mapping

from data.fault import Fault
from data.programmes.declared import Rows

SHAPE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)+", re.ASCII)
LONGEST = 60


def identity(row: Mapping[str, str], layout: Rows, number: int) -> str:
    """The id of one row; raises ``Fault`` where it could not stand in an address."""
    own_id = row[layout.id.lower()] if layout.id else _made(row, layout)
    if not SHAPE.fullmatch(own_id) or len(own_id) > LONGEST:
        remedy = "An id is capitals and digits in parts joined by hyphens, such as TD-BAR-01."
        raise Fault(layout.file, "this cannot be an id", remedy, row=number, column=layout.id, value=own_id)
    return own_id


def _made(row: Mapping[str, str], layout: Rows) -> str:
    """The prefix and the names, cut at the end of a word where they are long; that ids differ is checked elsewhere."""
    words = "-".join([layout.id_prefix, *(plain(row[name.lower()]) for name in layout.id_from)])
    return words if len(words) <= LONGEST else words[: LONGEST + 1].rpartition("-")[0]


def plain(text: str) -> str:
    """A name as part of an id.

    >>> plain("Bodmin & St Austell")
    'BODMIN-ST-AUSTELL'
    >>> plain("Ynys Môn")
    'YNYS-MON'
    """
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().upper().replace("'", "")
    return re.sub(r"[^A-Z0-9]+", "-", letters).strip("-")
