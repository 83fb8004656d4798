"""Everything that is wrong with a filled-in form, all at once and in the order of the form."""

from collections.abc import Iterator, Mapping

from data.returns.checks_of_lists import milestone_faults, output_faults, risk_faults
from data.returns.checks_of_spend import spend_faults
from data.returns.checks_of_standing import standing_faults
from data.returns.filled import Filled, cells, fault_of, fill
from domain.form import Facts, Fault, Form
from domain.round import AnswerKind

NEEDS = {AnswerKind.CHOICE: "Choose one.", AnswerKind.YES_OR_NO: "Say yes or no.", AnswerKind.POUNDS: "Nothing is 0."}


def faults(form: Form, texts: Mapping[str, str], facts: Facts) -> list[Fault]:
    """What stops the form from being sent, and what must be explained before it is; once explained it is no fault."""
    filled = fill(form, texts)
    order = {key: number for number, key in enumerate(form.fields)}
    found = [*_missing(filled), *filled.unreadable.values(), *_broken_rules(filled, facts)]
    return sorted(found, key=lambda fault: order[fault.field_id])


def _missing(filled: Filled) -> Iterator[Fault]:
    for section, row, field in cells(filled.form):
        if field.required and not filled.texts.get(field.field_id):
            yield fault_of(section, row, field, "", "This is needed.", NEEDS.get(field.kind, "Fill it in."))


def _broken_rules(filled: Filled, facts: Facts) -> Iterator[Fault]:
    for section in filled.sections(AnswerKind.STANDING):
        yield from standing_faults(filled, section, facts)
    for section in filled.sections(AnswerKind.SPEND):
        yield from spend_faults(filled, section, facts)
    for section in filled.sections(AnswerKind.MILESTONES):
        yield from milestone_faults(filled, section, facts)
    for section in filled.sections(AnswerKind.OUTPUTS):
        yield from output_faults(filled, section)
    for section in filled.sections(AnswerKind.RISKS):
        yield from risk_faults(filled, section)
