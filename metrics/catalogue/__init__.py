"""The catalogue: one TOML file is one metric; one folder of ``metrics/frameworks`` is one framework."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from domain.metric import Metric
from domain.mission import Catalogue, Framework, Mission

CATALOGUE_FOLDER = Path(__file__).parent
FRAMEWORKS_FOLDER = Path(__file__).parent.parent / "frameworks"

Model = TypeVar("Model", bound=BaseModel)


class CatalogueError(Exception):
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
    _check_nearest(metrics)
    named = {framework.framework_id: framework for framework in _frameworks(frameworks)}
    try:
        return Catalogue(metrics=metrics, frameworks=named)
    except ValidationError as error:
        raise CatalogueError(_first_fault(error)) from error


def _check_nearest(metrics: dict[str, Metric]) -> None:
    for metric in metrics.values():
        if metric.nearest and metric.nearest not in metrics:
            raise CatalogueError(f"{metric.metric_id}: nearest names {metric.nearest!r}, which is no metric here.")


def _frameworks(folder: Path) -> Iterator[Framework]:
    found = []
    for path in sorted(folder.glob("*/framework.toml")):
        missions = tuple(
            _model(Mission, file, mission_id=file.stem.partition("_")[2])
            for file in sorted(path.parent.glob("[0-9]*_*.toml"))
        )
        found.append(_model(Framework, path, framework_id=path.parent.name, missions=missions))
    yield from sorted(found, key=lambda framework: (framework.order, framework.framework_id))


def _model(kind: type[Model], path: Path, **known: Any) -> Model:
    try:
        return kind(**(tomllib.loads(path.read_text(encoding="utf-8")) | known))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{path}: not valid TOML: {error}. Correct the file and run again.") from error
    except ValidationError as error:
        raise CatalogueError(f"{path}: {_first_fault(error)}") from error


def _first_fault(error: ValidationError) -> str:
    fault = error.errors()[0]
    field = ".".join(str(part) for part in fault["loc"]) or "the whole file"
    given = repr(fault.get("input"))
    return f"{field}: {fault['msg']} (given: {given[:200]}). Correct the field and run again."
