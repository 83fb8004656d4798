"""What sending a return writes: the next version of everything its answers speak of, and nothing that is unchanged."""

from collections.abc import Mapping

from sqlalchemy import Connection

from data.desk.papers import Papers
from data.register import reads
from data.register.appends import Draft
from data.returns.filled import fill
from data.returns.naming import record_of_own
from data.returns.records import emptied, records_of
from domain.record import Record

FIRST = 1


def drafts_of(connection: Connection, papers: Papers, texts: Mapping[str, str]) -> list[Draft]:
    """New and changed records, each over the version its author saw; those a row was emptied of are withdrawn.

    Every record has the same key each time the return is sent, so sending it again makes versions and never twins.
    """
    filled = fill(papers.form, texts)
    update_id = papers.update_id or record_of_own(papers.form.owed.record_id, "update", FIRST)
    said = records_of(filled, papers.facts, papers.known, update_id=update_id)
    numbers = _numbers_of_withdrawn(connection, papers, said)
    drafts = []
    for record in said:
        key = (type(record), record.record_id)
        before = papers.on_record.get(key)
        if before is None:
            drafts.append(Draft(record, numbers.get(key)))
        elif not _same(before.record, record):
            drafts.append(Draft(record, before.number))
    gone = (papers.on_record[key] for key in emptied(filled, papers.known, said))
    return [*drafts, *(Draft(version.record, version.number, withdrawn=True) for version in gone)]


def _same(before: Record, record: Record) -> bool:
    """Whether a record says what it said, in whichever return."""
    return before.model_dump(exclude={"return_id"}) == record.model_dump(exclude={"return_id"})


def _numbers_of_withdrawn(
    connection: Connection, papers: Papers, said: list[Record]
) -> dict[tuple[type[Record], str], int]:
    """The last versions of records that were withdrawn, or closed, and are said again."""
    found: dict[tuple[type[Record], str], int] = {}
    for noun in {type(record): None for record in said}:
        ids = [record.record_id for record in said if type(record) is noun]
        unseen = [record_id for record_id in ids if (noun, record_id) not in papers.on_record]
        for record_id, version in reads.standing(connection, noun, unseen).items():
            found[noun, record_id] = version.number
    return found
