"""Files with many records, checked against the register for one person, and loaded: all rows, or none."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from data.desk.people import fitting
from data.register.appends import Draft
from data.returns.bulk import MOST_ROWS, Progress, Row, Stage, read_rows
from data.returns.bulk_check import Draw, Outcome, RowReport, compare, drawn, refuse_twins, told_by
from data.returns.bulk_kinds import COLUMNS, TRANSFORMATION, BulkKind
from domain.permission import Action, NotAllowed, may
from domain.record import UNSEEN
from domain.transformation import Transformation
from domain.upload import Upload

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from data.desk.desk import Desk
    from domain.form import Fault
    from domain.record import Record
    from domain.tracked import Tracked
    from domain.version import Version

AT_ONCE = 500
TOLD_EVERY = 250
NO_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One file, held against the register for one person (``by``). ``drafts`` are what loading it would write."""

    kind: BulkKind
    programme_id: str
    file_name: str
    sha256: str
    by: str
    rows: tuple[RowReport, ...] = ()
    file_faults: tuple[Fault, ...] = ()
    drafts: tuple[Draft, ...] = ()

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many rows of each outcome."""
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found[outcome] for outcome in Outcome}

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that is wrong, the file itself first."""
        return (*self.file_faults, *(fault for row in self.rows for fault in row.faults))

    @property
    def fit(self) -> bool:
        """Whether it can be loaded, and brings anything."""
        return not self.faults and bool(self.drafts)


def check(
    desk: Desk, programme_id: str, kind: BulkKind, content: bytes, file_name: str,
    *, place_names: Mapping[str, str], progress: Progress,
) -> Checked:  # fmt: skip
    """What loading a file would do. Nothing is written but lines in the audit: of what was refused, and why."""
    name = plain_name(file_name)
    said = Checked(
        kind=kind, programme_id=programme_id, file_name=name, sha256=hashlib.sha256(content).hexdigest(),
        by=desk.person.person_id,
    )  # fmt: skip
    read = read_rows(content, name, kind, programme_id=programme_id, workspace=desk.workspace, progress=progress)
    if read.faults:
        return _refused(desk, replace(said, file_faults=read.faults))
    draws = _drawn(desk, read.rows, kind, programme_id, place_names, progress)
    refuse_twins(draws)
    stands, alike = _standing(desk, draws, kind), _alike(desk, draws, kind)
    _refuse_withdrawn(desk, draws, kind, stands)
    outcomes = [
        compare(draw, kind, stands.get(draw.record_id), alike.get(told_by(draw.record, kind)) if draw.record else None)
        for draw in draws
    ]
    every = desk.every()
    reports = tuple(_report(draw, outcome, every) for draw, outcome in zip(draws, outcomes, strict=True))
    fresh = (Outcome.NEW, Outcome.CHANGED)
    drafts = tuple(
        Draft(draw.record, draw.replaces)
        for draw, outcome in zip(draws, outcomes, strict=True)
        if outcome in fresh and draw.record is not None
    )
    progress(Stage.CHECKING, len(draws), len(draws))
    became = replace(said, rows=reports, drafts=drafts)
    return _refused(desk, became) if became.faults else became


def _refused(desk: Desk, checked: Checked) -> Checked:
    """The same, with a line in the audit: one for a file, however much is wrong with it."""
    faults = checked.faults
    many = "1 fault" if len(faults) == 1 else f"{len(faults):,} faults; the first"
    detail = (
        f"{checked.file_name}, {COLUMNS[checked.kind].title.lower()} of {checked.programme_id}: {many}:"
        f" {faults[0].wrong} {faults[0].remedy}"
    )
    desk.register.note(by=desk.person.person_id, action="upload refused", detail=fitting(detail, 1_000))
    return checked


def load(desk: Desk, checked: Checked, *, why: str, progress: Progress) -> int:
    """Write every new and changed row at once, and note the file; how many. ``Conflict`` where others were first."""
    if not checked.fit:
        raise ValueError(f"{checked.file_name} has faults or brings nothing new, so it is not loaded: check it first")
    _demand_each(desk, checked.drafts)
    upload = Upload(
        upload_id=f"bulk-{checked.sha256[:40]}", file_name=checked.file_name, sha256=checked.sha256,
        rows=len(checked.rows),
    )  # fmt: skip
    before = desk.register.get(Upload, upload.upload_id)
    noted = () if before else (Draft(upload),)
    progress(Stage.LOADING, 0, len(checked.drafts))
    desk.register.append_all([*checked.drafts, *noted], by=desk.person.person_id, why=why)
    progress(Stage.LOADING, len(checked.drafts), len(checked.drafts))
    return len(checked.drafts)


def current_rows(desk: Desk, programme_id: str, kind: BulkKind, place_code: str | None) -> list[Version[Any]]:
    """What is on record of one kind for the transformations of a programme that the person may change."""
    ids = [
        each.transformation_id
        for each in desk.every().values()
        if each.programme_id == programme_id
        and (place_code is None or place_code in each.place_codes)
        and may(desk.person, Action.IMPORT, each.place_codes)
    ]
    found: list[Version[Any]] = []
    noun = COLUMNS[kind].noun
    for some in _parts(ids):
        if kind is BulkKind.TRANSFORMATIONS:
            found += desk.register.find(noun, record_id=some, limit=NO_LIMIT)
        else:
            found += desk.register.find(noun, transformation_id=some, limit=NO_LIMIT)
        if len(found) > MOST_ROWS:
            break
    order = {own_id: place for place, own_id in enumerate(ids)}
    return sorted(found, key=lambda each: (order[each.record.transformation_id], each.record.record_id))


def plain_name(file_name: str) -> str:
    """The name of a file as it may be kept: without its folders and what cannot be seen."""
    last = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return " ".join(UNSEEN.sub("", last).split())[:200] or "file without a name"


def _drawn(
    desk: Desk, rows: Sequence[Row], kind: BulkKind, programme_id: str, names: Mapping[str, str], progress: Progress
) -> list[Draw]:
    """Each row as a record, and as one the person may bring in."""
    draws, refused = [], set()
    for number, row in enumerate(rows, 1):
        draw = drawn(row, kind, programme_id=programme_id)
        refused |= _check_whose(desk, draw, kind, programme_id, names)
        draws.append(draw)
        if number % TOLD_EVERY == 0:
            progress(Stage.CHECKING, number, len(rows))
    if refused:
        _tell_audit(desk, refused)
    return draws


def _check_whose(desk: Desk, draw: Draw, kind: BulkKind, programme_id: str, names: Mapping[str, str]) -> set[str]:
    """Note where a row is about something unknown, of another programme, or of others' places (returned)."""
    own_id = draw.row.transformation_id
    known = desk.every().get(own_id)
    if known is None and kind is not BulkKind.TRANSFORMATIONS:
        if own_id:
            draw.wrong(TRANSFORMATION.field_id, "No transformation has this id.", "Correct it; the list shows the ids.")
        return set()
    if known is not None and known.programme_id != programme_id:
        wrong = f"{known.title} belongs to the programme “{known.programme_id}”, and these rows to “{programme_id}”."
        draw.wrong(TRANSFORMATION.field_id, wrong, "Take the row out, or upload it for its own programme.")
    said = draw.record.place_codes if isinstance(draw.record, Transformation) else ()
    unknown = [code for code in said if names and code not in names]
    if unknown:
        draw.wrong("place_codes", f"No place has the code {', '.join(unknown[:5])}.", "Correct the code.")
    for codes in _concerned(known, draw.record):
        if not may(desk.person, Action.IMPORT, codes):
            title = known.title if known else own_id
            where = (
                ", ".join(f"{names[code]} ({code})" if code in names else code for code in codes) or "no known place"
            )
            wrong = f"{title} is in {where}, and {desk.person.name} may not bring in records for it."
            draw.wrong(TRANSFORMATION.field_id, wrong, "Take the row out; those who answer for that place may load it.")
            return set(codes) or {own_id}
    return set()


def _concerned(known: Tracked | None, record: Record | None) -> Iterable[tuple[str, ...]]:
    """The places a transformation is in, and those it would be in: leave is needed for each of the two."""
    if known is not None:
        yield known.place_codes
    if isinstance(record, Transformation):
        yield record.place_codes


def _tell_audit(desk: Desk, codes: Iterable[str]) -> None:
    """One line for a file, however many rows."""
    try:
        desk.demand(Action.IMPORT, codes, of="rows of a file")
    except NotAllowed:
        return


def _demand_each(desk: Desk, drafts: Iterable[Draft]) -> None:
    """Asked again where it is written: roles may have changed since the file was checked."""
    every = desk.every()
    for draft in drafts:
        known = every.get(getattr(draft.record, "transformation_id", ""))
        for codes in _concerned(known, draft.record):
            if not may(desk.person, Action.IMPORT, codes):
                desk.demand(Action.IMPORT, codes, of=draft.record.record_id)


def _standing(desk: Desk, draws: Iterable[Draw], kind: BulkKind) -> dict[str, Version[Any]]:
    """What stands under the keys of the rows that are sound so far."""
    ids = [draw.record_id for draw in draws if draw.record and not draw.faults]
    found: dict[str, Version[Any]] = {}
    for some in _parts(ids):
        versions: list[Version[Any]] = desk.register.find(COLUMNS[kind].noun, record_id=some, limit=NO_LIMIT)
        found |= {version.record.record_id: version for version in versions}
    return found


def _refuse_withdrawn(desk: Desk, draws: Iterable[Draw], kind: BulkKind, stands: Mapping[str, object]) -> None:
    """Note which rows name what was taken out of the register, by whomever: its key is not given twice."""
    sound = [draw for draw in draws if draw.record and not draw.faults and draw.record_id not in stands]
    for some in _parts([draw.record_id for draw in sound]):
        gone = desk.register.standing(COLUMNS[kind].noun, some)
        for draw in sound:
            if draw.record_id in gone:
                wrong = f"{draw.record_id} was taken out of the register."
                draw.wrong(COLUMNS[kind].key, wrong, "Empty the id and the version: it is a new record then.")


def _alike(desk: Desk, draws: Iterable[Draw], kind: BulkKind) -> dict[tuple[object, ...], Version[Any]]:
    """What is on record for the transformations of rows without an id, by what it says of itself."""
    key = COLUMNS[kind].key
    if not key:
        return {}
    sound = (draw.row for draw in draws if not draw.faults and key not in draw.row.values)
    ids = sorted({row.transformation_id for row in sound})
    found: dict[tuple[object, ...], Version[Any]] = {}
    for some in _parts(ids):
        versions: list[Version[Any]] = desk.register.find(COLUMNS[kind].noun, transformation_id=some, limit=NO_LIMIT)
        found |= {told_by(version.record, kind): version for version in versions}
    return found


def _report(draw: Draw, outcome: Outcome, every: Mapping[str, Tracked]) -> RowReport:
    known = every.get(draw.row.transformation_id)
    about = draw.about(known.title if known else "")
    faults = tuple(replace(fault, about=about) for fault in draw.faults)
    return RowReport(
        draw.row.sheet, draw.row.number, draw.row.transformation_id, draw.record_id, outcome, faults, about
    )


def _parts(ids: Sequence[str]) -> Iterable[list[str]]:
    return (list(ids[start : start + AT_ONCE]) for start in range(0, len(ids), AT_ONCE))
