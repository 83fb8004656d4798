"""Uploads: spreadsheets that were filled in elsewhere, for one return or for thousands of records."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.desk.bulk_uploads import Checked, check, current_rows, load, plain_name
from data.desk.meanwhile import Meanwhile, answers_at, meanwhile, says_the_same
from data.desk.people import fitting
from data.register.appends import Draft
from data.register.faults import NotThere, RegisterFault
from data.returns.bulk import MOST_ROWS, Progress, Stage
from data.returns.bulk_kinds import COLUMNS, TRANSFORMATION, VERSION, BulkKind, texts_of
from data.returns.bulk_report import report_csv
from data.returns.bulk_sheet import bulk_workbook
from data.returns.workbook import workbook_for
from data.returns.workbook_reading import read_workbook
from domain.permission import Action, may
from domain.returns import Return
from domain.upload import Upload
from domain.version import Version

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.desk.desk import Desk
    from domain.form import Fault, Form
    from domain.tracked import Tracked


class TooManyRows(RegisterFault):
    """More rows than a spreadsheet of them is made for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What became of the spreadsheet of one return: loaded, or not and why.

    ``changed`` counts the answers that are different now. Faults of a file that was loaded stop or delay the sending of
    the return, those of one that was not its loading. ``already`` says when this very file was loaded before, and
    ``meanwhile`` what was answered since the file was downloaded, so that an old file takes nothing away unseen.
    ``ignored`` is what the file says where nothing is asked.
    """

    loaded: bool
    changed: int = 0
    faults: tuple[Fault, ...] = ()
    already: str = ""
    meanwhile: Meanwhile = field(default_factory=Meanwhile)
    ignored: tuple[Fault, ...] = ()


def nobody_watches(_stage: Stage, _done: int, _total: int) -> None:
    """Progress for nobody."""


class Uploads:
    """The spreadsheets one person may take away and bring back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def template(self, return_id: str) -> bytes:
        """The spreadsheet of one return, pre-filled."""
        self._mine(return_id)
        form = self._desk.returns.form(return_id)
        answers = self._desk.returns.answers(return_id)
        texts = {name: version.record.text for name, version in answers.items()}
        return workbook_for(
            form, texts, workspace=self._desk.workspace, made_at=dt.datetime.now(dt.UTC), answers_at=answers_at(answers)
        )

    def load(self, return_id: str, content: bytes, file_name: str) -> Loaded:
        """Read a filled-in spreadsheet into the draft of one return: all of it, or nothing and every fault at once.

        What is missing or needs an explanation does not stop a draft; what cannot be read does.
        """
        owed = self._mine(return_id)
        name, sha256 = plain_name(file_name), hashlib.sha256(content).hexdigest()
        if already := self._already(return_id, sha256, name):
            return Loaded(loaded=False, already=already)
        form = self._desk.returns.form(return_id)
        reading = read_workbook(content, form, file_name=name, workspace=self._desk.workspace)
        if not reading.fit:
            self._note_refused(return_id, name, reading.faults)
            return Loaded(loaded=False, faults=reading.faults, ignored=reading.ignored)
        texts = self._said_otherwise(return_id, form, reading.texts)
        since = meanwhile(self._desk.register, form, texts, return_id=return_id, made=reading.answers_at)
        texts = {field_id: text for field_id, text in texts.items() if field_id not in since.stays}
        upload = _upload(owed.record, name, sha256, rows=len(reading.texts))
        why = f"From the spreadsheet {name}"
        changed = self._desk.returns.save_all(return_id, texts, why=why, beside=[Draft(upload, None)])
        faults = tuple(reading.placed(fault) for fault in self._desk.returns.faults(return_id))
        return Loaded(loaded=True, changed=changed, faults=faults, meanwhile=since, ignored=reading.ignored)

    def bulk_template(
        self, programme_id: str, kind: BulkKind, *, programme_title: str = "", place_code: str | None = None
    ) -> bytes:
        """The current rows of one kind for the transformations of a programme, or of one place of it, to be changed."""
        versions = current_rows(self._desk, programme_id, kind, place_code)
        every = self._desk.every()
        rows = [_row(version, kind, every) for version in versions]
        if kind is BulkKind.TRANSFORMATIONS:
            rows += self._not_yet_described(programme_id, place_code, {row[TRANSFORMATION.field_id] for row in rows})
        if len(rows) > MOST_ROWS:
            raise TooManyRows(
                f"There are more than {MOST_ROWS:,} rows of {COLUMNS[kind].title.lower()} here, and one spreadsheet"
                " holds no more. Choose one place."
            )
        return bulk_workbook(
            kind, rows, programme_id=programme_id, programme_title=programme_title or programme_id,
            workspace=self._desk.workspace, made_at=dt.datetime.now(dt.UTC),
        )  # fmt: skip

    def check_bulk(
        self, programme_id: str, kind: BulkKind, content: bytes, file_name: str,
        *, place_names: Mapping[str, str] | None = None, progress: Progress = nobody_watches,
    ) -> Checked:  # fmt: skip
        """What loading a file would do, row by row. Nothing is loaded yet."""
        return check(
            self._desk, programme_id, kind, content, file_name, place_names=place_names or {}, progress=progress
        )

    def load_bulk(self, checked: Checked, *, why: str, progress: Progress = nobody_watches) -> int:
        """Load a file that was checked: all its new and changed rows or none; how many.

        ``Conflict`` where somebody changed one of them since: nothing is loaded, and it is checked again.
        """
        return load(self._desk, checked, why=why, progress=progress)

    def report(self, checked: Checked, *, loaded: bool) -> bytes:
        """What became of each row, as a CSV file."""
        return report_csv(
            checked.rows, checked.file_faults, title=COLUMNS[checked.kind].title, file_name=checked.file_name,
            by=self._desk.person.name, loaded=loaded, workspace=self._desk.workspace, made_at=dt.datetime.now(dt.UTC),
        )  # fmt: skip

    def _mine(self, return_id: str) -> Version[Return]:
        owed = self._desk.returns.get(return_id)
        if owed is None:
            raise NotThere(f"No return here has the number {return_id!r}. Nothing was loaded. Open it from your list.")
        self._desk.demand(Action.ANSWER, (owed.record.place_code,), of=f"the return {return_id}")
        return owed

    def _said_otherwise(self, return_id: str, form: Form, texts: Mapping[str, str]) -> dict[str, str]:
        """What differs from what is there: a spreadsheet writes the same day and the same amount in its own way."""
        answers = self._desk.returns.answers(return_id)
        stands = {
            name: answers[name].record.text if name in answers else field.prefilled
            for name, field in form.fields.items()
        }
        return {name: text for name, text in texts.items() if not says_the_same(form.fields[name], text, stands[name])}

    def _already(self, return_id: str, sha256: str, name: str) -> str:
        """When this very file was loaded into this return, and by whom."""
        found = self._desk.register.find(Upload, return_id=return_id, sha256=sha256, limit=1)
        if not found:
            return ""
        (version,) = found
        named = "" if version.record.file_name == name else f" as {version.record.file_name}"
        when = f"{version.told_at:%-d %B %Y at %H:%M} UTC"
        return (
            f"This very file was loaded on {when} by {version.told_by}{named}. Nothing was loaded again. If you changed"
            " something in it, save the file first. To load it once more as it is, save it anew in your spreadsheet"
            " program."
        )

    def _note_refused(self, return_id: str, name: str, faults: tuple[Fault, ...]) -> None:
        detail = f"{name}: {len(faults)} faults; the first: {faults[0].wrong} {faults[0].remedy}"
        self._desk.register.note(
            by=self._desk.person.person_id, action="upload refused", detail=fitting(detail, 1_000), kind="return",
            record_id=return_id,
        )  # fmt: skip

    def _not_yet_described(self, programme_id: str, place_code: str | None, told: set[str]) -> list[dict[str, str]]:
        """Transformations that are only published so far, with what is published of them."""
        return [
            _published(each)
            for each in self._desk.every().values()
            if each.programme_id == programme_id
            and each.transformation_id not in told
            and (place_code is None or place_code in each.place_codes)
            and may(self._desk.person, Action.IMPORT, each.place_codes)
        ]


def _upload(owed: Return, name: str, sha256: str, *, rows: int) -> Upload:
    key = hashlib.sha256(f"{owed.record_id} {sha256}".encode()).hexdigest()[:40]
    return Upload(
        upload_id=f"return-{key}", file_name=name, sha256=sha256, rows=rows, return_id=owed.record_id,
        round_id=owed.round_id,
    )  # fmt: skip


def _row(version: Version[object], kind: BulkKind, every: Mapping[str, Tracked]) -> dict[str, str]:  # type: ignore[type-var]
    record = version.record
    own_id = str(getattr(record, TRANSFORMATION.field_id))
    told = every.get(own_id)
    return {
        **texts_of(record, kind),  # type: ignore[arg-type]
        TRANSFORMATION.field_id: own_id,
        "transformation_title": told.title if told else "",
        VERSION.field_id: str(version.number),
    }


def _published(one: Tracked) -> dict[str, str]:
    return {
        TRANSFORMATION.field_id: one.transformation_id,
        "title": one.title,
        "lead": one.lead,
        "place_codes": ", ".join(one.place_codes),
    }
