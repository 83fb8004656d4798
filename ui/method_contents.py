"""The Methods page in parts: which methods belong together, the list of contents, and sections that open."""

from collections.abc import Iterable, Mapping
from html import escape

from ui import prose
from ui.address import anchor

Titles = Mapping[str, str]

PARTS = {
    "cells": "The four cells of a verdict",
    "record": "What past forecasts were worth",
    "methods": "Every method, one by one",
    "example": "One comparison worked through",
}
LISTS = "The words used"
CLOSED_LISTS = {
    "words": "The words of a verdict and their marks",
    "reasons": "Every reason for which there is no answer",
    "marks": "What is said beside a figure",
}
GROUPS: dict[str, tuple[str, ...]] = {
    "Where a figure stands": (
        "level", "intervals", "rest-of", "neighbours", "tipping", "fifths", "ranks", "funnel", "unusual", "by-chance",
        "reliability",
    ),
    "Where it is going": ("trend", "second-opinion", "since-baseline"),
    "Whether a target will be met": ("trajectory", "forecast", "back-test", "variation", "assurance"),
    "How far apart places lie": (
        "gaps", "noise-in-gaps", "between-and-within", "convergence", "slope",
    ),
    "What a local change did": ("impact", "placebo", "event-study", "pooling", "evidence-grade"),
    "What figures cannot show": ("small-numbers", "codes"),
}  # fmt: skip
OTHERS = "Other methods"


def grouped(titles: Titles) -> dict[str, Titles]:
    """The titles by group, in the order of the groups; what belongs to none comes last under its own name."""
    placed = {key for keys in GROUPS.values() for key in keys}
    every = {**GROUPS, OTHERS: tuple(key for key in titles if key not in placed)}
    found = {group: {key: titles[key] for key in keys if key in titles} for group, keys in every.items()}
    return {group: held for group, held in found.items() if held}


def contents(groups: Mapping[str, Titles]) -> str:
    """Links to the sections of the same page, under the name of each group."""
    items = "".join(f"<li><strong>{escape(group)}</strong>{_links(titles)}</li>" for group, titles in groups.items())
    return f'<nav aria-label="On this page"><ul class="contents grouped">{items}</ul></nav>'


def _links(titles: Titles) -> str:
    return prose.links((title, f"#{key}") for key, title in titles.items())


def short_contents(titles: Titles) -> str:
    """The main parts of the page in one line of links."""
    return f"<p>{' · '.join(anchor(title, f'#{key}') for key, title in titles.items())}</p>"


def folded(title: str, inner: str, *, key: str, depth: int = 3) -> str:
    """A section that is closed until it is chosen, or led to by its key. ``inner`` is HTML made by the page.

    The key is inside: a browser that is led to what a closed note hides opens the note.
    """
    heading = f'<h{depth} class="opens">{escape(title)}</h{depth}>'
    return f'<details class="method"><summary>{heading}</summary><div id="{escape(key)}">{inner}</div></details>'


def sections(groups: Mapping[str, Mapping[str, tuple[str, str]]]) -> Iterable[str]:
    """Each group as a heading with its folded sections, given as title and inner HTML by key."""
    for group, held in groups.items():
        parts = "".join(folded(title, inner, key=key) for key, (title, inner) in held.items())
        yield f"<h2>{escape(group)}</h2>{parts}"
