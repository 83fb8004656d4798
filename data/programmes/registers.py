"""The published registers read: every row becomes a transformation, gives the grant of a group, or is set aside."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from data.fault import BuildRefused, Fault
from data.geography import Geography
from data.programmes.account import Account
from data.programmes.declared import Declared, Register, Rows
from data.programmes.identity import identity
from data.source_file import find_file
from data.table import Table, read_table
from domain.build_report import RegisterReport
from domain.published import AmountKind, PlaceBasis, PublishedProgramme, PublishedTransformation

NO_PLACE_KNOWN = "none of its codes is that of a place here"
GIVEN_TWICE = "given twice, word for word"
ADDED_UP = "The source leaves the total blank: this is revenue and capital added."
OTHER_PROGRAMME = "its words belong to no programme read here"
Row = Mapping[str, str]


@dataclass(frozen=True)
class Registers:
    """Everything the registers of a build say: programmes, transformations, and what became of each row."""

    programmes: tuple[PublishedProgramme, ...]
    transformations: tuple[PublishedTransformation, ...]
    reports: tuple[RegisterReport, ...]


def read_registers(folder: Path, declared: tuple[Register, ...], geography: Geography) -> Registers:
    """Every register; raises ``BuildRefused`` with each that cannot be read, not only the first."""
    programmes: list[PublishedProgramme] = []
    found: list[PublishedTransformation] = []
    reports, faults = [], []
    for register in declared:
        try:
            mine, report = _one_register(folder, register, geography)
        except Fault as fault:
            faults.append(f"{register.source_id}: {fault}")
            continue
        programmes += [each.programme for each in register.declared]
        found += mine
        reports.append(report)
    faults += _used_twice(found)
    if faults:
        raise BuildRefused(faults)
    order = {programme.programme_id: programme.order for programme in programmes}
    found.sort(key=lambda each: (order[each.programme_id], each.transformation_id))
    return Registers(tuple(sorted(programmes, key=lambda each: each.order)), tuple(found), tuple(reports))


def _used_twice(found: list[PublishedTransformation]) -> list[str]:
    """A sentence for each id that two programmes give to different things."""
    first: dict[str, PublishedTransformation] = {}
    faults = []
    for each in found:
        other = first.setdefault(each.transformation_id, each)
        if other is not each:
            where = f"{other.found_at} and {each.found_at}"
            faults.append(f"two transformations have the id {each.transformation_id!r} ({where}). Make the ids differ.")
    return faults


def _one_register(
    folder: Path, register: Register, geography: Geography
) -> tuple[list[PublishedTransformation], RegisterReport]:
    tables = {path: read_table(find_file(folder, path), columns) for path, columns in _files(register).items()}
    account = Account(register.source_id, tables)
    found = []
    for declared in register.declared:
        rows = _rows(tables[declared.rows.file], declared.rows.keep)
        made = _made(dict(rows), declared, geography, account)
        found += _with_groups(made, declared, tables, account)
    for leftover in register.leftover:
        account.rest(leftover.file, leftover.why)
    for path in tables:
        account.rest(path, OTHER_PROGRAMME)
    return found, account.report()


def _files(register: Register) -> dict[str, tuple[str, ...]]:
    """Every file with the columns it must have."""
    wanted: dict[str, tuple[str, ...]] = {leftover.file: () for leftover in register.leftover}
    for declared in register.declared:
        rows, grants = declared.rows, declared.rows.group_grants
        wanted[rows.file] = (*wanted.get(rows.file, ()), *rows.columns)
        if grants:
            wanted[grants.file] = (*wanted.get(grants.file, ()), grants.group, grants.amount, *grants.keep)
    return wanted


def _rows(table: Table, keep: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, Row]]:
    """The rows whose columns hold one of the texts asked for, by their number in the file."""
    for number, row in zip(table.numbers, table.cells.to_dict("records"), strict=True):
        if all(row[column.lower()] in texts for column, texts in keep.items()):
            yield int(number), {str(name): str(text) for name, text in row.items()}


@dataclass(frozen=True)
class _Line:
    """One row with what it came to; a line that names nothing has no transformation, yet its money counts."""

    number: int
    group: str
    amount: float | None
    made: PublishedTransformation | None


@dataclass(frozen=True)
class _Money:
    """The amounts of one row; ``added_up`` where the whole is the sum of its two parts."""

    amount: float | None
    revenue: float | None
    capital: float | None
    added_up: bool


def _made(rows: Mapping[int, Row], declared: Declared, geography: Geography, account: Account) -> list[_Line]:
    """What each row came to; one that is set aside is counted and, if it names nothing, kept for its money."""
    layout, lines = declared.rows, []
    seen: dict[str, int] = {}
    for number, row in rows.items():
        money = _money(row, layout, number)
        group = _text(row, layout.group)
        if not _first(row, layout.titles):
            account.set_aside(layout.file, number, layout.unnamed or "it has no name", _text(row, layout.id))
            lines.append(_Line(number, group, money.amount, None))
            continue
        own_id = identity(row, layout, number)
        if own_id in seen:
            _refuse_unless_same(rows[seen[own_id]], row, layout, number, own_id)
            account.set_aside(layout.file, number, GIVEN_TWICE, own_id)
            continue
        seen[own_id] = number
        codes = _place_codes(row, own_id, layout, geography, account)
        if _text(row, layout.places) and not codes:
            account.set_aside(layout.file, number, NO_PLACE_KNOWN, f"{own_id} {_text(row, layout.places)}")
            continue
        account.keep(layout.file, number)
        made = _transformation(row, own_id, declared, codes=codes, money=money, number=number)
        lines.append(_Line(number, group, money.amount, made))
    return lines


def _transformation(
    row: Row, own_id: str, declared: Declared, *, codes: tuple[str, ...], money: _Money, number: int
) -> PublishedTransformation:
    """The row as a noun, as yet without what it shares with its group."""
    layout, programme = declared.rows, declared.programme
    part = _text(row, layout.part)
    return PublishedTransformation(
        transformation_id=own_id,
        programme_id=programme.programme_id,
        title=layout.title_as.format_map(row) or _first(row, layout.titles),
        part=layout.parts.get(part, part),
        locality=_text(row, layout.locality),
        lead=_first(row, layout.leads),
        place_codes=codes,
        place_basis=_basis(row, own_id, layout, placed=bool(codes)),
        amount=money.amount,
        amount_kind=programme.amount_kind if money.amount is not None else AmountKind.NONE,
        revenue=money.revenue,
        capital=money.capital,
        period=_text(row, layout.period),
        group_id=_text(row, layout.group),
        group_title=layout.group_title.format_map(row),
        group_amount=None,
        group_size=0,
        note=ADDED_UP if money.added_up else _text(row, layout.note),
        found_at=f"{Path(layout.file).name} row {number}",
    )


def _money(row: Row, layout: Rows, number: int) -> _Money:
    whole, revenue, capital = (
        _pounds(row, column, layout, number) for column in (layout.amount, layout.revenue, layout.capital)
    )
    if whole is None and revenue is not None and capital is not None:
        return _Money(revenue + capital, revenue, capital, added_up=True)
    return _Money(whole, revenue, capital, added_up=False)


def _text(row: Row, column: str | None) -> str:
    return row[column.lower()] if column else ""


def _first(row: Row, columns: tuple[str, ...]) -> str:
    return next((row[name.lower()] for name in columns if row[name.lower()]), "")


def _pounds(row: Row, column: str | None, layout: Rows, number: int) -> float | None:
    """An amount of pounds; none for a blank cell, and never a guess."""
    text = _text(row, column)
    if not text:
        return None
    try:
        amount = float(text.replace(",", "").removeprefix("£"))
    except ValueError:
        amount = math.nan
    if math.isfinite(amount) and amount >= 0:
        return amount
    remedy = "Write pounds in digits, or leave the cell blank where no amount is published."
    raise Fault(layout.file, "not an amount of money", remedy, row=number, column=column, value=text)


def _refuse_unless_same(first: Row, second: Row, layout: Rows, number: int, own_id: str) -> None:
    if first != second:
        remedy = "Keep the right row, or name more columns in id_from so that the ids differ."
        raise Fault(layout.file, "another row has this id and says something else", remedy, row=number, value=own_id)


def _place_codes(row: Row, own_id: str, layout: Rows, geography: Geography, account: Account) -> tuple[str, ...]:
    """The places in use today that the codes lead to."""
    given = [code.strip() for code in _text(row, layout.places).split(";") if code.strip()]
    found: list[str] = []
    for code in (*given, *layout.also.get(own_id, ())):
        place = geography.by_code.get(code)
        following = () if place is None else (code,) if place.is_current else geography.successor(code)
        if not following:
            account.warn(f"{own_id}: no place here has the code {code!r}, or followed it")
        found += following
    return tuple(dict.fromkeys(found))


def _basis(row: Row, own_id: str, layout: Rows, *, placed: bool) -> PlaceBasis:
    if not placed:
        return PlaceBasis.NONE
    by_hand = own_id in layout.also or _text(row, layout.basis).startswith(layout.assigned)
    return PlaceBasis.ASSIGNED if by_hand else PlaceBasis.PUBLISHED


def _with_groups(
    lines: list[_Line], declared: Declared, tables: Mapping[str, Table], account: Account
) -> list[PublishedTransformation]:
    """The transformations with the grant of their group: as published, else the sum of its lines, unnamed ones too."""
    made = [line.made for line in lines if line.made]
    if not declared.rows.group:
        return made
    grants = _published_grants(declared.rows, tables, account)
    sizes: dict[str, int] = {}
    for each in made:
        sizes[each.group_id] = sizes.get(each.group_id, 0) + 1
    if not declared.rows.group_grants:
        for line in lines:
            grants[line.group] = grants.get(line.group, 0.0) + (line.amount or 0.0)
    return [
        replace(
            each, group_amount=grants.get(each.group_id), group_size=sizes[each.group_id],
            amount_kind=_kind_in_group(each, declared, grants),
        )
        for each in made
    ]  # fmt: skip


def _kind_in_group(each: PublishedTransformation, declared: Declared, grants: Mapping[str, float]) -> AmountKind:
    if each.amount is None and declared.programme.amount_kind is AmountKind.SHARED and each.group_id in grants:
        return AmountKind.SHARED
    return each.amount_kind


def _published_grants(layout: Rows, tables: Mapping[str, Table], account: Account) -> dict[str, float]:
    grants: dict[str, float] = {}
    if layout.group_grants is None:
        return grants
    source = layout.group_grants
    where = layout.model_copy(update={"file": source.file})
    for number, row in _rows(tables[source.file], source.keep):
        group, amount = row[source.group.lower()], _pounds(row, source.amount, where, number)
        if amount is not None:
            grants[group] = amount
            account.grant(source.file, number)
    return grants
