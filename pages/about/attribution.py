"""Whose figures these are, and under which licences they may be used."""

from collections import defaultdict
from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from domain.source import Source
from ui import frame
from ui.roles import EVERYONE

TITLE, ORDER, ROLES = "Attribution", 4, EVERYONE
DESCRIPTION = "Who publishes the figures, and the licences under which they may be used again."
PARAMETERS = ()

OPEN_GOVERNMENT = "Open Government Licence"
OPEN_GOVERNMENT_TERMS = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def prepare(sources: Mapping[str, Source]) -> dict[str, list[Source]]:
    """The sources by licence: the licence of most sources first, sources by publisher and title."""
    by_licence: dict[str, list[Source]] = defaultdict(list)
    for source in sorted(sources.values(), key=lambda source: (source.publisher, source.title)):
        by_licence[source.licence].append(source)
    return dict(sorted(by_licence.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def page(request: frame.Request, stores: Any) -> None:
    """Draw the list."""
    by_licence = prepare(stores.sources)
    frame.where_am_i(request)
    frame.heading(finding(by_licence))
    st.html(
        f'<p>Figures under the <a href="{OPEN_GOVERNMENT_TERMS}" rel="noreferrer">{OPEN_GOVERNMENT} v3.0</a> may be '
        "copied, adapted and shared, as long as their publisher is named. Shapes of places contain National Statistics "
        "data and Ordnance Survey data, each © Crown copyright and database right.</p>"
    )
    for licence, sources in by_licence.items():
        items = "".join(f"<li>{_item(source)}</li>" for source in sources)
        st.html(f"<h2>{escape(licence)}</h2><ul>{items}</ul>")
    frame.foot(request)


def finding(by_licence: Mapping[str, list[Source]]) -> str:
    """The page in one sentence."""
    total = sum(len(sources) for sources in by_licence.values())
    free = sum(len(sources) for licence, sources in by_licence.items() if OPEN_GOVERNMENT in licence)
    if not total:
        return "No sources are listed"
    if free == total:
        return f"All {total} sources may be used again under the {OPEN_GOVERNMENT}"
    return f"{free} of {total} sources may be used again under the {OPEN_GOVERNMENT}"


def _item(source: Source) -> str:
    title = escape(source.title)
    linked = f'<a href="{escape(source.page)}" rel="noreferrer">{title}</a>' if source.page else title
    day = source.released_on
    return f"{escape(source.publisher)}: {linked}" + (f", {day.day} {day:%B %Y}" if day else "")
