"""What can stand in the way of a return or a round, said so that whoever wanted it knows what to do next.

All of them are faults of the register too: a page that shows those shows these.
"""

from collections.abc import Sequence

from data.register.faults import RegisterFault
from domain.form import Fault, Weight
from domain.returns import Answer, Return, ReturnState
from domain.version import Version


class ReturnFaulty(RegisterFault):
    """A return cannot be sent as it is filled in; ``faults`` says all that is wrong."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        stops = sum(fault.weight is Weight.STOPS for fault in self.faults)
        explains = len(self.faults) - stops
        counted = [f"{_things(stops)} to put right"] * bool(stops) + [f"{_things(explains)} to explain"] * bool(
            explains
        )
        first = self.faults[0]
        are = "is" if len(self.faults) == 1 else "are"
        super().__init__(
            f"The return was not sent: there {are} {' and '.join(counted)}. The first is {first.label!r}: {first.wrong}"
            f" {first.remedy} Everything you typed is kept."
        )


class StepRefused(RegisterFault):
    """A return stands elsewhere than the step asked for needs; ``version`` is where it stands."""

    def __init__(self, wanted: str, version: Version[Return]) -> None:
        self.version = version
        super().__init__(
            f"This return cannot be {wanted} now: it is {STANDS[version.record.state]}, by {version.told_by} on"
            f" {version.told_at:%-d %B %Y at %H:%M} UTC. Nothing was changed. {NEXT[version.record.state]}"
        )


class AnswersMoved(RegisterFault):
    """Somebody typed in a return while another was sending it."""

    def __init__(self, changed: Sequence[Version[Answer]]) -> None:
        self.changed = tuple(changed)
        last = max(self.changed, key=lambda version: version.told_at)
        super().__init__(
            f"{last.told_by} changed {len(self.changed)} of the answers while you were sending the return, the last on"
            f" {last.told_at:%-d %B %Y at %H:%M} UTC. It was not sent. Look at the answers again, then send it."
        )


class AnswerUnkeepable(RegisterFault):
    """A text that cannot be kept even as a draft."""


class ReasonMissing(RegisterFault):
    """A step without a reason, or with one that does not fit."""


class RoundRefused(RegisterFault):
    """A round that cannot be opened as it is."""


STANDS = {
    ReturnState.DUE: "due and nobody has begun it; it was asked for",
    ReturnState.DRAFT: "a draft, made one",
    ReturnState.SUBMITTED: "submitted",
    ReturnState.CERTIFIED: "certified",
    ReturnState.CHANGES_ASKED: "waiting for changes, asked for",
    ReturnState.ACCEPTED: "accepted",
}
NEXT = {
    ReturnState.DUE: "The place fills it in and sends it first.",
    ReturnState.DRAFT: "The place sends it first.",
    ReturnState.SUBMITTED: "Its certifier certifies it, or sends it back to its author.",
    ReturnState.CERTIFIED: "The centre accepts it, or asks for changes.",
    ReturnState.CHANGES_ASKED: "The place changes it and sends it again.",
    ReturnState.ACCEPTED: "It is finished; what has changed since belongs in the next round.",
}


def _things(number: int) -> str:
    return "1 thing" if number == 1 else f"{number} things"
