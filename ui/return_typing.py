"""What is typed into one return in one session: saved field by field, and kept here for as long as it is not."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.returns import Answer
from domain.version import Version
from ui import kept
from ui.attempt import plainly
from ui.visible import shown

Saving = Callable[[str, str, int | None], Version[Answer]]
"""Saves one field: its id, its text, and the number of the version that was read."""

KEPT_AS = "typing."


@dataclass
class Unsaved:
    """One field whose text is not in the register: why, and what another person saved of it first, if that is why."""

    text: str
    replaces: int | None
    why: str = ""
    theirs: Version[Answer] | None = None


@dataclass
class Typing:
    """The work of one session on one return.

    ``read`` tells which version each field was drawn from, ``last`` what the page gathered when it last could.
    """

    return_id: str
    unsaved: dict[str, Unsaved] = field(default_factory=dict)
    read: dict[str, int | None] = field(default_factory=dict)
    saved_at: dt.datetime | None = None
    tried_at: dt.datetime | None = None
    last: Any = None

    def key(self, field_id: str) -> str:
        """The key of a field's widget."""
        return f"return.{self.return_id}.{field_id}"

    def typed(self, field_id: str) -> None:
        """Take over what a widget holds: called when it changes, before the run that saves it."""
        text = kept.held(self.key(field_id))
        self.unsaved[field_id] = Unsaved("" if text is None else str(text), self.read.get(field_id))

    def text(self, field_id: str, saved: Version[Answer] | None, prefilled: str) -> str:
        """What a field shows: what was typed, saved or not, else what is known already."""
        if field_id in self.unsaved:
            return self.unsaved[field_id].text
        return saved.record.text if saved else prefilled

    def drawn(self, field_id: str, saved: Version[Answer] | None, prefilled: str) -> str:
        """Make a field's widget ready, filled with what it should show, and remember what that was read from."""
        version = saved.number if saved else None
        key = self.key(field_id)
        if field_id not in self.unsaved and self.read.get(field_id, -1) != version:
            kept.empty(key)
            self.read[field_id] = version
        if not kept.drawn(key):
            kept.fill(key, self.text(field_id, saved, prefilled))
        return key

    def save(self, saving: Saving) -> None:
        """Save what is not saved yet. What fails stays here with the reason, and is tried again at the next run."""
        self.tried_at = dt.datetime.now(dt.UTC)
        for field_id, one in list(self.unsaved.items()):
            if one.theirs is None:
                self._save_one(field_id, one, saving)

    def postpone(self, why: str) -> None:
        """Say of everything that is not saved why it cannot be now; it is tried again at the next run."""
        self.tried_at = dt.datetime.now(dt.UTC)
        for one in self.unsaved.values():
            one.why = one.why if one.theirs else why

    def keep_mine(self, field_id: str) -> None:
        """Say it again over what the other person saved."""
        one = self.unsaved[field_id]
        self.unsaved[field_id] = Unsaved(one.text, one.theirs.number if one.theirs else one.replaces)

    def keep_theirs(self, field_id: str) -> None:
        """Let go of one's own text."""
        self.unsaved.pop(field_id)
        self.read.pop(field_id, None)
        kept.empty(self.key(field_id))

    @property
    def failed(self) -> str:
        """Why something could not be saved, where trying again may help."""
        return next((one.why for one in self.unsaved.values() if one.why and one.theirs is None), "")

    @property
    def clashes(self) -> Mapping[str, Unsaved]:
        """The fields another person changed meanwhile."""
        return {field_id: one for field_id, one in self.unsaved.items() if one.theirs is not None}

    def _save_one(self, field_id: str, one: Unsaved, saving: Saving) -> None:
        try:
            version = saving(field_id, one.text, one.replaces)
        except ValueError as unfit:
            one.why = f"“{shown(one.text)}” cannot be kept: {plainly(unfit)}."
        except Exception as fault:
            told, clashes = getattr(fault, "for_reader", ""), getattr(fault, "clashes", ())
            if not told:
                raise
            one.why, one.theirs = told, clashes[0].theirs if clashes else None
        else:
            del self.unsaved[field_id]
            self.read[field_id], self.saved_at = version.number, version.told_at


def typing_of(return_id: str) -> Typing:
    """The work of this session on one return."""
    return kept.keep_one(f"{KEPT_AS}{return_id}", lambda: Typing(return_id))


def unsaved_texts() -> list[str]:
    """What was typed in this session into any return and is not saved, however it came to that."""
    return [one.text for typing in kept.all_kept(KEPT_AS) for one in typing.unsaved.values() if one.text.strip()]
