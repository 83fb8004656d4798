"""How the rows of a source become the transformations of one programme: ``programmes.toml`` beside its source.toml."""

import tomllib
from pathlib import Path

from pydantic import Field, ValidationError

from data.fault import Fault
from domain.frozen import Frozen
from domain.published import PublishedProgramme

NAME = "programmes.toml"


class GroupGrants(Frozen):
    """The file in which the grant of each group stands, where it is published by itself."""

    file: str
    keep: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    group: str
    amount: str


class Rows(Frozen):
    """The rows of one programme and the columns of its facts.

    ``titles`` and ``leads`` are tried in turn; ``title_as`` words a title anew, and may name columns in braces as
    ``group_title`` may. ``id`` names a column of ready ids; without it an id is made of ``id_prefix`` and the texts of
    ``id_from``. ``assigned`` begins every text of the ``basis`` column that says a place was matched by hand. ``also``
    adds places that the title names and the codes leave out, by id.
    """

    file: str
    keep: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    id: str | None = None
    id_prefix: str = ""
    id_from: tuple[str, ...] = ()
    titles: tuple[str, ...]
    title_as: str = ""
    unnamed: str = ""
    part: str | None = None
    parts: dict[str, str] = Field(default_factory=dict)
    locality: str | None = None
    leads: tuple[str, ...] = ()
    places: str
    basis: str | None = None
    assigned: str = "assigned here"
    also: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    amount: str | None = None
    revenue: str | None = None
    capital: str | None = None
    period: str | None = None
    note: str | None = None
    group: str | None = None
    group_title: str = ""
    group_grants: GroupGrants | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column the file must have."""
        single = (
            self.id, self.part, self.locality, self.places, self.basis, self.amount, self.revenue,
            self.capital, self.period, self.note, self.group,
        )  # fmt: skip
        named = [name for name in single if name]
        return tuple(dict.fromkeys([*named, *self.titles, *self.leads, *self.id_from, *self.keep]))


class Declared(Frozen):
    """One programme, and where its rows are."""

    programme: PublishedProgramme
    rows: Rows


class Leftover(Frozen):
    """Rows that are read and make no transformation: in which file, and why."""

    file: str
    why: str


class Register(Frozen):
    """Every programme of one source."""

    source_id: str
    declared: tuple[Declared, ...] = ()
    leftover: tuple[Leftover, ...] = ()


def read_declared(sources: Path) -> tuple[Register, ...]:
    """The registers of all sources that have one; raises ``Fault`` at the first file that does not fit."""
    registers = tuple(_read(path) for path in sorted(sources.glob(f"*/{NAME}")))
    known = [declared.programme.programme_id for register in registers for declared in register.declared]
    for register in registers:
        for declared in register.declared:
            _check(declared.programme, known, sources / register.source_id / NAME)
    return registers


def _read(path: Path) -> Register:
    source_id = path.parent.name
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        declared = [
            Declared(rows=one.pop("rows"), programme=PublishedProgramme(source_id=source_id, **one))
            for one in given.pop("programme", [])
        ]
        return Register(source_id=source_id, declared=tuple(declared), **given)
    except (OSError, UnicodeDecodeError) as error:
        raise Fault(path, f"cannot be read as UTF-8 text: {error}", "Correct the file and run again.") from error
    except tomllib.TOMLDecodeError as error:
        raise Fault(path, f"not valid TOML: {error}", "Correct the file and run again.") from error
    except KeyError as error:
        raise Fault(path, "a programme does not say where its rows are", "Add a [programme.rows] table.") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        given_value = repr(first.get("input"))[:200]
        raise Fault(path, first["msg"], "Correct the field and run again.", column=field, value=given_value) from error


def _check(programme: PublishedProgramme, known: list[str], path: Path) -> None:
    if known.count(programme.programme_id) > 1:
        remedy = "Give one of them another id."
        raise Fault(path, "two programmes have this id", remedy, column="programme_id", value=programme.programme_id)
    for overlap in programme.overlaps:
        if overlap.programme not in known:
            remedy = f"Name one of {', '.join(known)}."
            raise Fault(path, "it overlaps with a programme that is not here", remedy, value=overlap.programme)
    if not programme.complete and programme.expected is None:
        raise Fault(path, "an incomplete programme says how many there should be", "Give expected as a number.")
