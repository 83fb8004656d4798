"""Shapes for maps, fetched by the browser: an address that holds the build never changes what it answers."""

import re
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from ui.stores import stores
from ui.visible import shown

NAME = re.compile(r"[a-z_]{1,60}")
FOR_EVER = {"cache-control": "public, immutable, max-age=31536000"}
TOPOJSON_ADDRESS = "/geometry/topo/"
LAYERS = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")


def geometry_address(build: str, name: str) -> str:
    """Where the browser finds one set of shapes of a build."""
    return f"/geometry/{build}/{name}.json"


async def empty_world(_request: Request) -> Response:
    """A world without coastlines. Plotly asks for one before it draws any map, and would fetch it from abroad."""
    empty = {"type": "GeometryCollection", "geometries": []}
    return JSONResponse({"type": "Topology", "arcs": [], "objects": dict.fromkeys(LAYERS, empty)}, headers=FOR_EVER)


async def shapes(request: Request) -> Response:
    """One set of shapes of the current build."""
    build, name = request.path_params["build"], request.path_params["name"]
    return await run_in_threadpool(_shapes, build, name)


def _shapes(build: str, name: str) -> Response:
    try:
        figures = stores().figures
    except Exception as fault:
        return _sentence(getattr(fault, "for_reader", "The shapes cannot be read at the moment. Try again."), 503)
    if build != figures.build_id:
        return _sentence(f"Build “{shown(build)}” is not the current one. Load the page again for new shapes.", 404)
    file = Path(figures.boundaries_folder) / f"{name}.json"
    if not NAME.fullmatch(name) or not file.is_file():
        return _sentence(f"There are no shapes called “{shown(name)}”.", 404)
    return FileResponse(file, media_type="application/json", headers=FOR_EVER)


def _sentence(text: str, status: int) -> Response:
    return PlainTextResponse(text + "\n", status, headers={"cache-control": "no-store"})


ROUTES = [
    Route("/geometry/topo/world_110m.json", empty_world),
    Route("/geometry/{build}/{name}.json", shapes),
]
