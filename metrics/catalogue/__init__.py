"""The catalogue: one TOML file is one metric; one folder of ``metrics/frameworks`` is one framework."""

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from domain.metric import Metric
from domain.mission import Catalogue, Framework, Mission
from domain.place import ENGLAND, NORTHERN_IRELAND, SCOTLAND, WALES

CATALOGUE_FOLDER = Path(__file__).parent
FRAMEWORKS_FOLDER = Path(__file__).parent.parent / "frameworks"

NATIONS = (ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND)
MISSION_FILE = re.compile(r"\d+_([a-z][a-z0-9_]*)", re.ASCII)

Model = TypeVar("Model", bound=BaseModel)


class CatalogueError(ValueError):
    """A file of the catalogue cannot be used. The message names the file, the field, the value and what to do."""


def read_catalogue(catalogue: Path = CATALOGUE_FOLDER, frameworks: Path = FRAMEWORKS_FOLDER) -> Catalogue:
    """Every metric and framework, validated; raises ``CatalogueError`` at the first file that does not fit."""
    metrics: dict[str, Metric] = {}
    for path in sorted(catalogue.glob("*/*.toml")):
        metric = _model(Metric, path, metric_id=path.stem, topic=path.parent.name)
        if metric.metric_id in metrics:
            other = metrics[metric.metric_id].topic
            raise CatalogueError(
                f"{path}: a metric called {metric.metric_id!r} is already in {other}. Rename one file."
            )
        metrics[metric.metric_id] = metric
    if not metrics:
        raise CatalogueError(f"{catalogue} holds no metric. Give the folder that holds one folder for each topic.")
    for metric in metrics.values():
        _check_metric(metric, metrics)
    named = {framework.framework_id: framework for framework in _frameworks(frameworks)}
    _check_topics(named, metrics)
    try:
        return Catalogue(metrics=metrics, frameworks=named)
    except ValidationError as error:
        raise CatalogueError(_first_fault(error)) from error


def _check_metric(metric: Metric, metrics: Mapping[str, Metric]) -> None:
    if metric.nearest and metric.nearest not in metrics:
        fault = f"{metric.metric_id}: nearest names {metric.nearest!r}, which is no metric here."
        raise CatalogueError(f"{fault} Correct the name, or take nearest away.")
    strange = [code for code in metric.covers if code not in NATIONS]
    if strange:
        raise CatalogueError(f"{metric.metric_id}: covers names {strange[0]!r}. Nations are {', '.join(NATIONS)}.")
    for ref in metric.series:
        if not math.isfinite(ref.multiplier) or ref.multiplier == 0:
            fault = f"{metric.metric_id}: no figure can be multiplied by {ref.multiplier}."
            raise CatalogueError(f"{fault} Give series {ref.series!r} a multiplier such as 100, or none.")


def _check_topics(frameworks: Mapping[str, Framework], metrics: Mapping[str, Metric]) -> None:
    known = sorted({metric.topic for metric in metrics.values()})
    for framework in frameworks.values():
        for mission in framework.missions:
            strange = [topic for topic in mission.topics if topic not in known]
            if strange:
                where = f"{framework.framework_id}, mission {mission.mission_id}"
                raise CatalogueError(f"{where}: no topic called {strange[0]!r}. The topics are: {', '.join(known)}.")


def _frameworks(folder: Path) -> Iterator[Framework]:
    found = []
    for path in sorted(folder.glob("*/framework.toml")):
        files = sorted(file for file in path.parent.glob("*.toml") if file != path)
        missions = tuple(_model(Mission, file, mission_id=_mission_id(file)) for file in files)
        _check_once(path.parent, missions)
        found.append(_model(Framework, path, framework_id=path.parent.name, missions=missions))
    yield from sorted(found, key=lambda framework: (framework.order, framework.framework_id))


def _mission_id(file: Path) -> str:
    match = MISSION_FILE.fullmatch(file.stem)
    if not match:
        raise CatalogueError(f"{file}: the name of a mission's file is its number, _ and its name: 04_digital.toml.")
    return match[1]


def _check_once(folder: Path, missions: tuple[Mission, ...]) -> None:
    for name in ("mission_id", "number"):
        values = [getattr(mission, name) for mission in missions]
        twice = next((value for value in values if values.count(value) > 1), None)
        if twice is not None:
            raise CatalogueError(f"{folder}: two missions have the {name} {twice!r}. Give one of them another.")


def _model(kind: type[Model], path: Path, **known: Any) -> Model:
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        if followed := sorted(given.keys() & known.keys()):
            fault = f"{path}: {followed[0]} follows from the names of files and folders."
            raise CatalogueError(f"{fault} Take the field away.")
        return kind(**given, **known)
    except (OSError, UnicodeDecodeError) as error:
        fault = f"{path}: cannot be read as UTF-8 text: {error}."
        raise CatalogueError(f"{fault} Correct the file and run again.") from error
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{path}: not valid TOML: {error}. Correct the file and run again.") from error
    except ValidationError as error:
        raise CatalogueError(f"{path}: {_first_fault(error)}") from error


def _first_fault(error: ValidationError) -> str:
    fault = error.errors()[0]
    field = ".".join(str(part) for part in fault["loc"]) or "the whole file"
    given = fault.get("input")
    value = "" if isinstance(given, dict) else f" (given: {str(given)[:200]!r})"
    return f"{field}: {fault['msg'].removeprefix('Value error, ')}{value}. Correct it and run again."
