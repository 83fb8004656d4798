"""Prose as HTML: paragraphs, lists, facts, a list of contents, and notes that open. Every text is escaped here."""

import re
from collections.abc import Iterable, Mapping
from html import escape

from ui.address import anchor

CODE = re.compile(r"``(.+?)``")


def paragraphs(texts: Iterable[str]) -> str:
    """One paragraph for each text."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def bullets(texts: Iterable[str]) -> str:
    """A list with one item for each text."""
    return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>"


def numbered(texts: Iterable[str]) -> str:
    """Steps in order."""
    return f"<ol>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ol>"


def links(addresses: Iterable[tuple[str, str]]) -> str:
    """A list of links: words and where they lead."""
    return f"<ul>{''.join(f'<li>{anchor(text, address)}</li>' for text, address in addresses)}</ul>"


def heading(text: str, *, key: str = "", depth: int = 2) -> str:
    """A heading below the page's first one, with a key that a list of contents can lead to."""
    named = f' id="{escape(key)}"' if key else ""
    return f"<h{depth}{named}>{escape(text)}</h{depth}>"


def contents(titles: Mapping[str, str]) -> str:
    """Links to the headings of the same page, by key."""
    items = "".join(f"<li>{anchor(title, f'#{key}')}</li>" for key, title in titles.items())
    return f'<nav aria-label="On this page"><ul class="contents">{items}</ul></nav>'


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Names with what they are, as a list of terms. What they are is HTML made by these functions or escaped before."""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{what}</dd>" for name, what in pairs if what)
    return f'<dl class="terms">{rows}</dl>'


def opening(summary: str, inner: str, *, kind: str = "more", note: str = "") -> str:
    """A note that opens when its summary is chosen. ``inner`` is HTML made by these functions."""
    quiet = f' <span class="note">{escape(note)}</span>' if note else ""
    named = f'<span class="opens">{escape(summary)}</span>{quiet}'
    return f'<details class="{escape(kind)}"><summary>{named}</summary>{inner}</details>'


def with_code(text: str) -> str:
    """Escaped text in which words between double backticks are set as code.

    >>> with_code("limits ``a < b`` hold")
    'limits <code>a &lt; b</code> hold'
    """
    return CODE.sub(r"<code>\1</code>", escape(text))
