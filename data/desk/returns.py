"""Returns: from what is due to what is accepted. Each step is one version of the return, with who, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.form import Fault, Form
from domain.returns import Answer, Return
from domain.version import Version

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data.desk.desk import Desk


class Returns:
    """The returns one person may fill in, certify or review.

    due -> draft -> submitted -> certified -> accepted, or from certified to changes_asked, from there draft again and
    so on; a certifier may send a submitted return back to draft.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def get(self, return_id: str) -> Version[Return] | None:
        """One return the person may see, or none."""
        raise NotImplementedError

    def form(self, return_id: str) -> Form:
        """What the return asks, field by field, with what is known already."""
        raise NotImplementedError

    def answers(self, return_id: str) -> Mapping[str, Version[Answer]]:
        """What was typed, by the id of the field. Drafts are for their own place only."""
        raise NotImplementedError

    def save(self, return_id: str, field_id: str, text: str, *, replaces: int | None) -> Version[Answer]:
        """Keep one answer as it was typed, right or wrong; ``Conflict`` where another came first."""
        raise NotImplementedError

    def save_all(self, return_id: str, texts: Mapping[str, str], *, why: str) -> int:
        """Keep many answers at once, all or none, over what stands now; how many changed."""
        raise NotImplementedError

    def faults(self, return_id: str) -> Sequence[Fault]:
        """Everything that is wrong with what is filled in, in the order of the form."""
        raise NotImplementedError

    def submit(self, return_id: str, *, why: str) -> Version[Return]:
        """Send it in. The answers become updates, spend, milestones, outputs and risks in the same moment.

        Raises ``ReturnFaulty`` with the faults where something stops it.
        """
        raise NotImplementedError

    def certify(self, return_id: str, *, why: str) -> Version[Return]:
        """The finance officer says that the figures are right. Nobody certifies what they submitted themselves."""
        raise NotImplementedError

    def send_back(self, return_id: str, *, why: str) -> Version[Return]:
        """The finance officer sends it back to its author."""
        raise NotImplementedError

    def accept(self, return_id: str, *, why: str) -> Version[Return]:
        """The centre is content."""
        raise NotImplementedError

    def ask_changes(self, return_id: str, *, why: str) -> Version[Return]:
        """The centre says what it needs; ``why`` is what the place reads."""
        raise NotImplementedError

    def journey(self, return_id: str) -> list[Version[Return]]:
        """Every step of one return."""
        raise NotImplementedError
