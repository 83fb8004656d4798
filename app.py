"""The server: ``streamlit run app.py`` opens the figures, warms up and serves the pages."""

import asyncio
import datetime as dt
import importlib
import logging
import os
import sys
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from data.desk.workspaces import WorkspaceUnknown, configured_workspace
from domain.workspace import Workspace
from ui import menu, sign_in, stores, typing_at_rest, view_as_cookie
from ui.admission import fault_of_settings, provider_configured
from ui.compression import CompressedOnce
from ui.document import Document
from ui.geometry import ROUTES
from ui.guard import Guard
from ui.roles import ANYBODY_ON_THIS_MACHINE
from ui.sign_in_return import SignInReturn
from ui.surround import SERVICE

log = logging.getLogger("stewardship")

# Slow to import, and needed by the first reader's first page.
HEAVY = ("pandas", "pyarrow", "duckdb", "plotly.graph_objects", "scipy.special")


def settled_workspace() -> Workspace:
    """The workspace to serve; the process ends with a sentence where it, or who may reach it, is not settled."""
    try:
        workspace = configured_workspace(os.environ)
    except WorkspaceUnknown as fault:
        sys.exit(f"The service does not start. {fault}")
    if fault := fault_of_settings():
        sys.exit(f"The service does not start. {fault}")
    return workspace


WORKSPACE = settled_workspace()
_only_one = threading.Lock()


@cache
def _office() -> Any:
    """Imported here, like the stores, so that the server answers before it is in."""
    from data.desk.office import Office

    return Office(WORKSPACE)


def office() -> Any:
    """The one register of this process, whichever thread asks first."""
    with _only_one:
        return _office()


def open_stores() -> stores.Stores:
    """Everything pages read. Imported here, so that the server answers before pandas is in."""
    from data.figures import open_current
    from data.programmes.published import Programmes
    from data.sources import read_sources
    from metrics.catalogue import read_catalogue
    from metrics.purposes import read_purposes

    figures, catalogue = open_current(), read_catalogue()
    programmes = Programmes(figures.folder)
    return stores.Stores(
        figures=figures,
        catalogue=catalogue,
        sources=read_sources(),
        programmes=programmes,
        purposes=read_purposes(catalogue),
        workspace=WORKSPACE,
        open_desk=lambda person, today: office().desk(person, programmes, today=today),
        open_people=lambda person: office().people(person),
        preparing=lambda: office().preparing,
        still_preparing=lambda: office().laying_out,
    )


def current_build() -> object:
    """What tells one build from the next: cheap enough to ask every few seconds."""
    from data.figures import stamp

    return stamp()


def warm_up() -> None:
    """Do beforehand what the first reader would otherwise wait for. Whatever fails here is told to that reader."""
    try:
        for name in HEAVY:
            importlib.import_module(name)
        menu.entries()
        held = stores.stores()
        office().lay_out(held.programmes, held.figures.places)
        desk = office().desk(ANYBODY_ON_THIS_MACHINE, held.programmes, today=dt.date.today())  # draws it all
        library_ready(desk.library.entries(), held.figures.places)  # and puts the entries on their shelf
    except Exception:
        log.exception("the warm-up stopped; pages will say why")


def library_ready(entries: Any, places: Any) -> None:
    """Read the learning library for its list and index it for its search, imported here like the stores."""
    from data.library.index import Index
    from metrics.learning.finding import founding_among

    founding_among(entries)
    Index.of(entries, {code: place.name for code, place in places.items()})


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncGenerator[None]:
    """Warm up beside the server, which answers meanwhile."""
    warming = asyncio.create_task(asyncio.to_thread(warm_up))
    yield
    warming.cancel()


stores.provide(open_stores, stamp=current_build)

app = st.App(
    "ui/shell.py",
    routes=[*ROUTES, *view_as_cookie.ROUTES, *typing_at_rest.ROUTES],
    middleware=[
        Middleware(Guard, signs_in=provider_configured, may_fetch=sign_in.may_fetch),
        Middleware(SignInReturn),
        Middleware(CompressedOnce),
        Middleware(Document, service=SERVICE, addresses=menu.addresses),
    ],
    lifespan=lifespan,
)
