"""The centre's own record as a frame for a download: one number a row, with what it counts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Named = Callable[[str], str]
Row = tuple[str, str, str, object, str]


def centre_frame(record: Any, *, named: Named, titles: Mapping[str, str]) -> "pd.DataFrame":
    """Everything the page counts; ``titles`` are those of rounds by id."""
    import pandas as pd  # noqa: PLC0415 - only a download needs it

    rows = [
        *_payments(record.payments, named),
        *_rounds(record.rounds, titles),
        *_requests(record.answers),
        *_burdens(record.burdens),
        *_alterations(record.alterations, named),
    ]
    return pd.DataFrame(rows, columns=["Part", "Of", "What", "Number", "Unit"])


def _waits(part: str, of: str, what: str, waits: Any, unit: str) -> Iterator[Row]:
    yield part, of, what, waits.count if waits else 0, "count"
    for name, words in (("half", "half within"), ("nine_in_ten", "nine in ten within"), ("longest", "longest")):
        yield part, of, f"{what}: {words}", getattr(waits, name) if waits else None, unit


def _payments(payments: Iterable[Any], named: Named) -> Iterator[Row]:
    part = "Announcement to first payment"
    for one in payments:
        of = named(one.programme_id)
        yield from _waits(part, of, "paid", one.paid, "days")
        yield from _waits(part, of, "announced and not paid yet", one.unpaid, "days until today")
        yield part, of, "without a day of announcement", one.unrecorded, "count"
        yield part, of, "cancelled before any payment", one.cancelled, "count"
        yield part, of, "paid before they were announced", one.paid_first, "count"


def _rounds(rounds: Mapping[str, Any], titles: Mapping[str, str]) -> Iterator[Row]:
    part = "Certified return to answer"
    for round_id, one in rounds.items():
        of = titles.get(round_id, round_id)
        yield part, of, "returns asked for", one.returns, "count"
        yield from _waits(part, of, "answered", one.answered, "working days")
        yield from _waits(part, of, "waiting", one.waiting, "working days until today")
        yield part, of, "back with the place", one.changes_asked, "count"
        yield part, of, "sent more than once", one.sent_again, "count"


def _requests(answers: Any) -> Iterator[Row]:
    part, of = "Change requests", "all"
    for name in ("in_time", "late", "granted", "refused", "open", "withdrawn"):
        yield part, of, name.replace("_", " "), getattr(answers, name), "count"
    yield from _waits(part, of, "decided", answers.took, "working days")
    yield from _waits(part, of, "past due", answers.overdue, "working days until today")


def _burdens(burdens: Iterable[Any]) -> Iterator[Row]:
    for one in burdens:
        yield "Questions", one.round.title, "answers asked for", one.asked, "count"
        yield "Questions", one.round.title, "answers without a use on record", one.never_used, "count"


def _alterations(alterations: Iterable[Any], named: Named) -> Iterator[Row]:
    part = "Awards"
    for one in alterations:
        of = named(one.programme_id)
        yield part, of, "awarded", one.awarded, "count"
        yield part, of, "changed after the first decision", one.altered, "count"
        yield part, of, "added later", one.added, "pounds"
        yield part, of, "taken back later", one.taken_back, "pounds"
