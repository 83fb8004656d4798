"""One folder is one source; its ``source.toml`` says who publishes it and how to read it."""

import tomllib
from pathlib import Path

from pydantic import ValidationError

from data.fault import Fault
from domain.source import Source

SOURCES_FOLDER = Path(__file__).parent


def read_sources(folder: Path | None = None) -> dict[str, Source]:
    """Every source by id, in order of id; raises ``Fault`` at the first file that does not fit."""
    folder = folder or SOURCES_FOLDER
    paths = sorted(folder.glob("*/source.toml"))
    if not paths:
        raise Fault(folder, "there is no source here", "Give the folder that holds one folder with a source.toml each.")
    return {path.parent.name: _read(path) for path in paths}


def _read(path: Path) -> Source:
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        if "source_id" in given:
            remedy = "Take the field away: the name of the folder is the id."
            raise Fault(path, "a source is not named in its file", remedy, column="source_id")
        return Source(source_id=path.parent.name, **given)
    except (OSError, UnicodeDecodeError) as error:
        raise Fault(path, f"cannot be read as UTF-8 text: {error}", "Correct the file and run again.") from error
    except tomllib.TOMLDecodeError as error:
        raise Fault(path, f"not valid TOML: {error}", "Correct the file and run again.") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise Fault(
            path, first["msg"], "Correct the field and run again.", column=field, value=repr(first.get("input"))
        ) from error
