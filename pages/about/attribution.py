"""Whose figures these are, under which licences they may be used, and on what the service is built."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

import streamlit as st

from domain.source import Source
from ui import frame, prose
from ui.numbers import day
from ui.roles import EVERYONE
from ui.tables import Cell, Column, table

TITLE, ORDER, ROLES = "Attribution", 4, EVERYONE
DESCRIPTION = "Who publishes the figures, and the licences under which they may be used again."
PARAMETERS = ()

OPEN_GOVERNMENT = "Open Government Licence v3.0"
OPEN_LICENCES = (OPEN_GOVERNMENT, "Open Parliament Licence", "MIT licence")
TERMS = {
    OPEN_GOVERNMENT: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "Open Parliament Licence v3.0": "https://www.parliament.uk/site-information/copyright-parliament/open-parliament-licence/",
    "MIT licence": "https://opensource.org/license/mit",
}
STATEMENTS = (
    "Contains public sector information licensed under the Open Government Licence v3.0.",
    "Contains Parliamentary information licensed under the Open Parliament Licence v3.0.",
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right 2025.",
)
OURS = (
    "Titles, descriptions, warnings, comparisons and trends are this service's own. No publisher of a figure has "
    "approved them or is answerable for them."
)
LIBRARIES = (
    ("streamlit", "the pages", "Apache Licence 2.0"),
    ("plotly", "the charts and maps", "MIT licence"),
    ("duckdb", "reading the figures", "MIT licence"),
    ("pandas", "tables of figures", "BSD licence, 3 clauses"),
    ("numpy", "arithmetic", "BSD licence, 3 clauses, and others for its parts"),
    ("scipy", "distributions of statistics", "BSD licence, 3 clauses"),
    ("pyarrow", "the files the figures are kept in", "Apache Licence 2.0"),
    ("pydantic", "checking what is read", "MIT licence"),
    ("rapidfuzz", "finding places by another spelling", "MIT licence"),
    ("tantivy", "searching the learning library", "MIT licence"),
    ("requests", "fetching publishers' files", "Apache Licence 2.0"),
    ("sqlalchemy", "reading and writing the register", "MIT licence"),
    ("alembic", "bringing the register's tables up to date", "MIT licence"),
    ("psycopg", "reaching PostgreSQL", "GNU Lesser General Public Licence 3.0"),
    ("authlib", "signing in with OpenID Connect", "BSD licence, 3 clauses"),
    ("httpx", "speaking to the provider people sign in with", "BSD licence, 3 clauses"),
    ("openpyxl", "the spreadsheets of returns", "MIT licence"),
    ("defusedxml", "reading spreadsheets that cannot be trusted", "Python Software Foundation Licence"),
)
"""Name, what it does here, licence: those that requirements.txt names."""

LISTS = (
    (
        "Names of statuses, reasons for delay, categories and scales of risk, and the standard outputs of returns",
        "Ministry of Housing, Communities and Local Government, Crown copyright, published under the MIT licence;"
        " as they stood in March 2026",
    ),
    (
        "Bank holidays in England and Wales from 2019 to 2027, on which no clock runs",
        f"GOV.UK, {OPEN_GOVERNMENT}; put together on 23 November 2026",
    ),
)
"""What lists the register uses, and whose they are."""


def prepare(sources: Mapping[str, Source]) -> dict[str, list[Source]]:
    """The sources by licence: the licence of most sources first, sources by publisher and title."""
    by_licence: dict[str, list[Source]] = defaultdict(list)
    for source in sorted(sources.values(), key=lambda source: (source.publisher, source.title)):
        by_licence[source.licence].append(source)
    return dict(sorted(by_licence.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def page(request: frame.Request, stores: Any) -> None:
    """Draw the statements, the sources by licence and publisher, and the libraries."""
    by_licence = prepare(stores.sources)
    frame.where_am_i(request)
    frame.heading(finding(by_licence))
    may = "These licences let anybody copy, adapt and share the figures, as long as the publisher is named, like this:"
    st.html(prose.paragraphs([may]) + prose.bullets(STATEMENTS) + prose.paragraphs([OURS]) + _terms())
    st.html("".join(_licence(licence, sources) for licence, sources in by_licence.items()) + _lists() + _libraries())
    frame.foot(request, build=stores.figures.build_id)


def finding(by_licence: Mapping[str, Sequence[Source]]) -> str:
    """The page in one sentence."""
    total = sum(len(sources) for sources in by_licence.values())
    opened = [licence for licence in by_licence if any(name in licence for name in OPEN_LICENCES)]
    free = sum(len(by_licence[licence]) for licence in opened)
    main = len(by_licence.get(OPEN_GOVERNMENT, ()))
    if not total:
        return "No sources are listed"
    every = f"All {total}" if free == total else f"{free} of {total}"
    return f"{every} sources may be used again, {main} of them under the {OPEN_GOVERNMENT}"


def _terms() -> str:
    links = [f'<a href="{escape(address)}" rel="noreferrer">{escape(name)}</a>' for name, address in TERMS.items()]
    return f"<p>The licences in full: {'; '.join(links)}.</p>"


def _licence(licence: str, sources: Sequence[Source]) -> str:
    publishers = groupby(sources, key=lambda source: source.publisher)
    items = "".join(f"<dt>{escape(name)}</dt><dd>{_sources(list(group))}</dd>" for name, group in publishers)
    return f'{prose.heading(f"{licence} ({len(sources)})")}<dl class="terms">{items}</dl>'


def _sources(sources: Sequence[Source]) -> str:
    return "<ul>" + "".join(f"<li>{_item(source)}</li>" for source in sources) + "</ul>"


def _item(source: Source) -> str:
    title = escape(source.title)
    linked = f'<a href="{escape(source.page)}" rel="noreferrer">{title}</a>' if source.page else title
    return linked + (f", {day(source.released_on)}" if source.released_on else "")


def _lists() -> str:
    items = "".join(f"<dt>{escape(what)}</dt><dd>{escape(whose)}</dd>" for what, whose in LISTS)
    return f'{prose.heading("Lists used by the register")}<dl class="terms">{items}</dl>'


def _libraries() -> str:
    rows = [{"name": Cell(name), "does": does, "licence": licence} for name, does, licence in LIBRARIES]
    columns = [
        Column("name", "Library", names_the_row=True),
        Column("does", "What it does here"),
        Column("licence", "Licence"),
    ]
    sentence = "The colours of charts follow the guidance of the government Analysis Function."
    drawn = table(rows, columns, caption="Free software this service is built with")
    return prose.heading("Software") + prose.paragraphs([sentence]) + drawn
