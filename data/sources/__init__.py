"""One folder is one source; its ``source.toml`` says who publishes it and how to read it."""

import tomllib
from pathlib import Path

from pydantic import ValidationError

from data.fault import Fault
from domain.source import Source

SOURCES_FOLDER = Path(__file__).parent


def read_sources(folder: Path | None = None) -> dict[str, Source]:
    """Every source by id, in order of id; raises ``Fault`` at the first file that does not fit."""
    paths = sorted((folder or SOURCES_FOLDER).glob("*/source.toml"))
    return {path.parent.name: _read(path) for path in paths}


def _read(path: Path) -> Source:
    try:
        return Source(source_id=path.parent.name, **tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise Fault(path, f"not valid TOML: {error}", "Correct the file and run again.") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise Fault(
            path, first["msg"], "Correct the field and run again.", column=field, value=repr(first.get("input"))
        ) from error
