"""The chain as a drawing: a tree that grows from the entry at the left to its latest adopters at the right.

It is a list within a list, drawn by the style sheet alone, so that whoever cannot see it hears who follows whom; on a
narrow screen each generation stands below the one before, a step to the right.
"""

from collections.abc import Mapping, Sequence
from html import escape

from domain.chain import Chain, Link
from domain.place import Place
from ui.address import anchor, href
from ui.adoption_marks import fate_image
from ui.adoption_words import FATES, due_words, short
from ui.numbers import day
from ui.sentences import counted

MOST_DRAWN = 40  # adoptions; the list below the drawing holds all
ADAPTED_LENGTH = 90


def chain_drawing(
    chain: Chain, places: Mapping[str, Place], *, practice_id: str, origin: str, chosen: str | None
) -> str:
    """The tree as HTML. ``origin`` says where the entry itself is from, ``chosen`` is the adoption that is open."""
    drawn = chain.links[:MOST_DRAWN]
    root = f'<div class="turn origin"><strong>The entry</strong><span>{escape(origin)}</span></div>'
    inner = f"<li>{root}{_level(_by_generation(drawn), places, practice_id, chosen)}</li>"
    rest = len(chain.links) - len(drawn)
    more = f"<p>{counted(rest, 'more adoption')} in the list below.</p>" if rest else ""
    label = "Who took it up from whom, generation by generation"
    return f'<div class="chain" role="region" tabindex="0" aria-label="{label}"><ul>{inner}</ul></div>{more}'


class _Branch:
    """One adoption with those that took it up from there."""

    def __init__(self, link: Link | None) -> None:
        self.link = link
        self.under: list[_Branch] = []


def _by_generation(links: Sequence[Link]) -> _Branch:
    """The links as a tree; each stands after the one it was taken up from."""
    root = _Branch(None)
    path = [root]
    for link in links:
        del path[min(link.generation, len(path)) :]
        branch = _Branch(link)
        path[-1].under.append(branch)
        path.append(branch)
    return root


def _level(branch: _Branch, places: Mapping[str, Place], practice_id: str, chosen: str | None) -> str:
    """Those below one, each with those below it; as few are drawn as a reader can follow, so this never runs deep."""
    inner = "".join(
        f"<li>{_turn(each.link, places, practice_id, chosen)}{_level(each, places, practice_id, chosen)}</li>"
        for each in branch.under
        if each.link
    )
    return f"<ul>{inner}</ul>" if inner else ""


def _turn(link: Link, places: Mapping[str, Place], practice_id: str, chosen: str | None) -> str:
    one = link.adoption
    name = places[one.place_code].name if one.place_code in places else one.place_code
    address = href("adoption", practice=practice_id, adoption=one.adoption_id)
    adapted = f"<span>Adapted: {escape(short(one.adapted, ADAPTED_LENGTH))}</span>" if one.adapted else ""
    current = ' aria-current="true"' if one.adoption_id == chosen else ""
    return (
        f'<div class="turn"{current}><strong>{anchor(name, address)}</strong>'
        f'<span class="fate">{fate_image(link.fate)} {escape(FATES[link.fate])}</span>'
        f"<span>{escape(day(one.taken_up_on))}, {escape(due_words(one))}</span>{adapted}</div>"
    )
