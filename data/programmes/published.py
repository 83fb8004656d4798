"""The published transformations of one build, read-only: written by the build, read by pages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import TypeAdapter, ValidationError

from data.programmes.registers import Registers
from data.store import damaged
from domain.published import AmountKind, PlaceBasis, PublishedProgramme, PublishedTransformation

PROGRAMMES = TypeAdapter(tuple[PublishedProgramme, ...])
PROGRAMMES_FILE, TRANSFORMATIONS_FILE = "programmes.json", "transformations.parquet"
NUMBERS = ("amount", "revenue", "capital", "group_amount")
TYPES = {"place_codes": pa.list_(pa.string()), "group_size": pa.int32()} | dict.fromkeys(NUMBERS, pa.float64())
SCHEMA = pa.schema([(field.name, TYPES.get(field.name, pa.string())) for field in fields(PublishedTransformation)])


def write_published(folder: Path, registers: Registers) -> None:
    """Write the programmes and transformations into the folder of a build."""
    (folder / PROGRAMMES_FILE).write_bytes(PROGRAMMES.dump_json(registers.programmes))
    table = pa.Table.from_pylist([asdict(each) for each in registers.transformations], schema=SCHEMA)
    pq.write_table(table, folder / TRANSFORMATIONS_FILE, compression="zstd", compression_level=15)


class Programmes:
    """The programmes of one build and their transformations, all held in memory: a few thousand rows.

    Raises ``BuildUnreadable`` when the build has none or they are damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.by_id: Mapping[str, PublishedProgramme] = {one.programme_id: one for one in _programmes(folder)}
        self.transformations: Mapping[str, PublishedTransformation] = {
            one.transformation_id: one for one in _transformations(folder)
        }
        at: dict[str, list[str]] = defaultdict(list)
        groups: dict[str, list[PublishedTransformation]] = defaultdict(list)
        for one in self.transformations.values():
            groups[one.group_id].append(one)
            for code in one.place_codes:
                at[code].append(one.transformation_id)
        self._at, self._groups = dict(at), dict(groups)

    def reaching(self, place_codes: Iterable[str]) -> tuple[PublishedTransformation, ...]:
        """Those with any of some places among theirs, each once, in the order of programmes."""
        wanted = {own_id for code in place_codes for own_id in self._at.get(code, ())}
        return tuple(one for own_id, one in self.transformations.items() if own_id in wanted)

    def group(self, group_id: str) -> tuple[PublishedTransformation, ...]:
        """All that share one grant or one deal; nothing for those that are on their own."""
        return tuple(self._groups.get(group_id, ())) if group_id else ()


def _programmes(folder: Path) -> tuple[PublishedProgramme, ...]:
    path = folder / PROGRAMMES_FILE
    try:
        return PROGRAMMES.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise damaged(path) from error


def _transformations(folder: Path) -> list[PublishedTransformation]:
    path = folder / TRANSFORMATIONS_FILE
    try:
        rows = pq.read_table(path, columns=SCHEMA.names).to_pylist()
        return [PublishedTransformation(**_typed(row)) for row in rows]
    except (OSError, pa.ArrowException, TypeError, ValueError) as error:
        raise damaged(path) from error


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    return row | {
        "place_codes": tuple(row["place_codes"]),
        "place_basis": PlaceBasis(row["place_basis"]),
        "amount_kind": AmountKind(row["amount_kind"]),
    }
