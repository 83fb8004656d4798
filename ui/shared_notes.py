"""Notes that many cells of a long page open: what would change an answer, said once for all of its kind.

A browser opens such a note over the page from any button that names it, with no script. Where an old browser cannot,
the notes stand in a list at the end.
"""

from collections.abc import Iterable, Mapping
from html import escape

from ui.address import anchor, href

Notes = Mapping[str, str]
"""The id of each note by its text: what a button names."""


def notes_of(texts: Iterable[str]) -> Notes:
    """Each text once, with an id as short as can be, because a page names it a hundred times."""
    return {text: f"n{number}" for number, text in enumerate(dict.fromkeys(texts))}


def shared_notes(notes: Notes) -> str:
    """All notes as HTML, unseen until one is opened; nothing where there are none."""
    foot = f"<p>{anchor('How this is decided', href('methods'))}</p>"
    return "".join(
        f'<div class="tip" id="{key}" popover><p>{escape(text)}</p>{foot}</div>' for text, key in notes.items()
    )
