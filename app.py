"""The server: ``streamlit run app.py`` opens the figures, warms up and serves the pages."""

import asyncio
import importlib
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

from ui import menu, stores
from ui.compression import CompressedOnce
from ui.document import Document
from ui.geometry import ROUTES
from ui.guard import Guard
from ui.surround import SERVICE

log = logging.getLogger("stewardship")

# Slow to import, and needed by the first reader's first page.
HEAVY = ("pandas", "pyarrow", "duckdb", "plotly.graph_objects", "scipy.special")


def open_stores() -> stores.Stores:
    """Everything pages read. Imported here, so that the server answers before pandas is in."""
    from data.figures import open_current
    from data.programmes.published import Programmes
    from data.sources import read_sources
    from metrics.catalogue import read_catalogue
    from metrics.purposes import read_purposes

    figures, catalogue = open_current(), read_catalogue()
    return stores.Stores(
        figures=figures,
        catalogue=catalogue,
        sources=read_sources(),
        programmes=Programmes(figures.folder),
        purposes=read_purposes(catalogue),
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
        stores.stores()
    except Exception:
        log.exception("the warm-up stopped; pages will say why")


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncGenerator[None]:
    """Warm up beside the server, which answers meanwhile."""
    warming = asyncio.create_task(asyncio.to_thread(warm_up))
    yield
    warming.cancel()


stores.provide(open_stores, stamp=current_build)

app = st.App(
    "ui/shell.py",
    routes=ROUTES,
    middleware=[
        Middleware(Guard),
        Middleware(CompressedOnce),
        Middleware(Document, service=SERVICE, addresses=menu.addresses),
    ],
    lifespan=lifespan,
)
