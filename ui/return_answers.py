"""What was sent in a return, to be read: every answer, beside that of the round before and what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.form import Fault, Field, Form, Section
from domain.round import AnswerKind
from ui import prose
from ui.return_words import counted
from ui.tables import Cell, Column, Content, table

FIGURES = frozenset({AnswerKind.NUMBER, AnswerKind.POUNDS, AnswerKind.DATE})
NOTHING = "nothing written"
EXPECTED = "only expected then"
FEW = 3  # answers that stay in sight although they are as last time
FIRST = {"changed": 0, EXPECTED: 1}  # of figures: what is new to whoever certifies them


@dataclass(frozen=True)
class Compared:
    """One answer with the one before it; ``before`` is ``None`` where it was not asked.

    ``expected`` is what was then only expected of it: the spend of a quarter that had not passed.
    """

    field: Field
    row: str
    now: str
    before: str | None
    expected: str = ""

    @property
    def changed(self) -> str:
        """What became of it since last time, in a word or two."""
        if self.before is None:
            return EXPECTED if self.expected else "not asked last time"
        return "same" if self.now.strip() == self.before.strip() else "changed"


def compared(section: Section, now: Mapping[str, str], before: Mapping[str, str] | None) -> list[Compared]:
    """The answers of one section that hold something now or held something last time."""
    found = []
    for row in section.rows:
        for field in row.fields:
            text, last = now.get(field.field_id, ""), None if before is None else before.get(field.field_id)
            expected = _expected(field.field_id, before or {}) if last is None else ""
            if text or last or expected or (field.required and not row.new):
                label = row.label if len(section.rows) > 1 and row.label not in field.label else ""
                found.append(Compared(field, label, text, last, expected))
    return found


def _expected(field_id: str, before: Mapping[str, str]) -> str:
    """What the last return expected of what is now said to have happened."""
    return before.get(f"{field_id.removesuffix('_actual')}_forecast", "") if field_id.endswith("_actual") else ""


def answers_tables(form: Form, now: Mapping[str, str], before: Mapping[str, str] | None) -> str:
    """Everything that was sent, a table for each part."""
    parts = []
    for section in form.sections:
        lines = compared(section, now, before)
        inner = _new_first(lines, caption=section.title, has_last=before is not None)
        changed = sum(line.changed == "changed" for line in lines)
        note = f"{changed} of {counted(len(lines), 'answer')} changed" if before is not None else ""
        parts.append(
            prose.heading(section.title)
            + (f"<p>{note}</p>" if note and lines else "")
            + (inner if lines else "<p>Nothing was written here.</p>")
        )
    return "".join(parts)


def _new_first(lines: Sequence[Compared], *, caption: str, has_last: bool) -> str:
    """What is new in sight, and what stands as it stood last time behind a note that opens, where that is much."""
    same = [line for line in lines if line.changed == "same"]
    if len(same) <= FEW:
        return _table(lines, caption=caption, has_last=has_last)
    new = [line for line in lines if line.changed != "same"]
    told = _table(new, caption=caption, has_last=has_last) if new else ""
    as_before = _table(same, caption=f"{caption}, as last time", has_last=has_last)
    return told + prose.opening(f"{counted(len(same), 'answer')} as last time", as_before, kind="tables")


def figures_table(form: Form, now: Mapping[str, str], before: Mapping[str, str] | None) -> str:
    """The figures alone: amounts, numbers and dates, those that changed first."""
    lines = [
        line
        for section in form.sections
        for line in compared(section, now, before)
        if line.field.kind in FIGURES and (line.now or line.before)
    ]
    lines.sort(key=lambda line: FIRST.get(line.changed, len(FIRST)))
    if not lines:
        return "<p>This return holds no figures.</p>"
    return _table(lines, caption="Figures of this return", has_last=before is not None)


def changed_words(form: Form, now: Mapping[str, str], before: Mapping[str, str] | None) -> str:
    """How many answers differ from last time, as a sentence."""
    if before is None:
        return "There is no earlier return of this transformation to compare with."
    lines = [line for section in form.sections for line in compared(section, now, before)]
    changed = sum(line.changed == "changed" for line in lines)
    fresh = sum(line.changed == "not asked last time" for line in lines)
    only_expected = sum(line.changed == EXPECTED for line in lines)
    also = f"; {counted(only_expected, 'figure')} for what was only expected then" if only_expected else ""
    also += f"; {counted(fresh, 'answer')} to what was not asked then" if fresh else ""
    return f"{counted(changed, 'answer')} changed since the last return{also}."


def faults_table(faults: Sequence[Fault], *, caption: str) -> str:
    """Everything to put right in a spreadsheet, each with its sheet and cell."""
    columns = [
        Column("where", "Where", names_the_row=True), Column("label", "What"), Column("value", "Value"),
        Column("wrong", "What is wrong"), Column("remedy", "What to do"),
    ]  # fmt: skip
    rows: list[Mapping[str, Content]] = [
        {
            "where": " ".join(part for part in (fault.sheet, fault.cell) if part) or "the whole file",
            "label": Cell(fault.label or "the file", note=fault.about),
            "value": fault.value or "empty",
            "wrong": fault.wrong,
            "remedy": fault.remedy or "put it right and upload again",
        }
        for fault in faults
    ]
    return table(rows, columns, caption=caption)


def _table(lines: Sequence[Compared], *, caption: str, has_last: bool) -> str:
    columns = [Column("what", "Asked", names_the_row=True), Column("now", "This return")]
    if has_last:
        columns += [Column("before", "Last return"), Column("changed", "Since then")]
    rows: list[Mapping[str, Content]] = [
        {
            "what": Cell(line.field.label, note=line.row),
            "now": Cell(line.now or NOTHING, quiet=not line.now),
            "before": Cell(_last(line), quiet=True),
            "changed": line.changed,
        }
        for line in lines
    ]
    return table(rows, columns, caption=caption, caption_hidden=True)


def _last(line: Compared) -> str:
    if line.expected:
        return f"{line.expected} expected"
    return "not asked" if line.before is None else line.before or NOTHING
