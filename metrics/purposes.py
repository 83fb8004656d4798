"""What transformations are for: purposes declared in one file, and told from a title and a programme."""

import re
import tomllib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from domain.mission import Catalogue, Framework, Mission
from domain.published import PublishedTransformation
from domain.purpose import Purpose
from metrics.catalogue import CatalogueError

FILE = Path(__file__).with_name("purposes.toml")


class Purposes:
    """Every purpose, and which of them a transformation has. Safe to share: what it remembers never changes."""

    def __init__(self, purposes: tuple[Purpose, ...]) -> None:
        self.all = purposes
        self._told: dict[tuple[str, str], tuple[Purpose, ...]] = {}
        self._missions: dict[tuple[str, str, str], tuple[Mission, ...]] = {}

    def of(self, transformation: PublishedTransformation) -> tuple[Purpose, ...]:
        """The purposes its title or its programme tells, in the order of the file; often none."""
        key = (transformation.title, transformation.programme_id)
        if key not in self._told:
            self._told[key] = tuple(purpose for purpose in self.all if self._has(purpose, *key))
        return self._told[key]

    def missions(self, transformation: PublishedTransformation, framework: Framework) -> tuple[Mission, ...]:
        """The missions of one framework that it could serve, in the framework's order."""
        key = (transformation.title, transformation.programme_id, framework.framework_id)
        if key not in self._missions:
            named = [each.missions.get(framework.framework_id, ()) for each in self.of(transformation)]
            wanted = {mission_id for mission_ids in named for mission_id in mission_ids}
            self._missions[key] = tuple(each for each in framework.missions if each.mission_id in wanted)
        return self._missions[key]

    def _has(self, purpose: Purpose, title: str, programme_id: str) -> bool:
        if programme_id in purpose.programmes:
            return True
        pattern = self._patterns[purpose.purpose_id]
        return pattern is not None and pattern.search(title.casefold()) is not None

    @cached_property
    def _patterns(self) -> Mapping[str, re.Pattern[str] | None]:
        return {purpose.purpose_id: _pattern(purpose.words) for purpose in self.all}


def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of the words at the beginning of a word; one that ends in a full stop as a whole word.

    >>> bool(_pattern(("cycl", "rail.")).search("a new cycleway"))
    True
    >>> bool(_pattern(("cycl", "rail.")).search("derailed railings"))
    False
    """
    if not words:
        return None
    ends = (re.escape(word.removesuffix(".").casefold()) + (r"\b" if word.endswith(".") else "") for word in words)
    return re.compile(r"\b(?:" + "|".join(ends) + ")")


def read_purposes(catalogue: Catalogue, path: Path = FILE) -> Purposes:
    """Every purpose, checked against the catalogue; raises ``CatalogueError`` with what to correct."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        purposes = tuple(Purpose(**one) for one in given.get("purpose", []))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path}: cannot be read: {error}. Correct the file and run again.") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise CatalogueError(f"{path}: {field}: {first['msg']}. Correct it and run again.") from error
    for purpose in purposes:
        _check(purpose, catalogue, path)
    return Purposes(purposes)


def _check(purpose: Purpose, catalogue: Catalogue, path: Path) -> None:
    where = f"{path}: purpose {purpose.purpose_id!r}"
    strange = [metric_id for metric_id in purpose.metrics if metric_id not in catalogue.metrics]
    if strange:
        raise CatalogueError(f"{where} names the metric {strange[0]!r}, which is not in the catalogue. Correct it.")
    for framework_id, mission_ids in purpose.missions.items():
        framework = catalogue.frameworks.get(framework_id)
        if framework is None:
            raise CatalogueError(f"{where} names the framework {framework_id!r}, which there is not. Correct it.")
        for mission_id in mission_ids:
            if framework.mission(mission_id) is None:
                fault = f"{where} names the mission {mission_id!r}, which {framework_id} does not have."
                raise CatalogueError(f"{fault} Correct it.")
