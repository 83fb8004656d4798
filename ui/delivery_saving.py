"""Saving what a form holds: on success the page is drawn anew and says so, otherwise the form stays as it was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from domain.record import Record
from domain.version import Version
from ui import kept, prose
from ui.address import href
from ui.attempt import say
from ui.clash import Worded, saved_first
from ui.frame import notice
from ui.unfit import unfit_words

SAID = "delivery.said"
REMARK = 2_000  # characters
BARE = Worded()


@dataclass
class Form:
    """One form of one session: which version its text was opened on, and its turn, which is a new one once saved.

    ``opened`` is what it was opened on where no version of that was told yet.

    The keys of its widgets stay the same until then, whatever others save meanwhile, so that no text is lost.
    """

    name: str
    version: Version[Any] | None = None
    turn: int = 0
    opened: Record | None = None

    def key(self, widget: str) -> str:
        """The key of one of its widgets."""
        return f"form.{self.name}.{self.turn}.{widget}"

    @property
    def open(self) -> bool:
        """Whether its reader has it on the screen; every form has a widget called ``why``."""
        return kept.drawn(self.key("why"))

    @property
    def replaces(self) -> int | None:
        """The number of the version that its text would replace."""
        return self.version.number if self.version else None


def form_of(name: str, version: Version[Any] | None = None, opened: Record | None = None) -> Form:
    """A form by its name. One that is not open yet opens on what stands now."""
    form = kept.keep_one(f"form.{name}", lambda: Form(name, version))
    if not form.open:
        form.version, form.opened = version, opened
    return form


def tried(
    form: Form, save: Callable[[], object], *, done: str, back: tuple[str, str] | None = None,
    worded: Worded = BARE,
) -> None:  # fmt: skip
    """Save. ``done`` is said above the page that is drawn anew; what stands in the way is said beside the form.

    ``back`` are the words and the address of the list that the work came from; ``worded`` has the titles of the fields
    for where somebody else saved first.
    """
    try:
        save()
    except ValueError as unfit:
        notice(f"Not saved: {unfit_words(unfit)}. What you typed is still in the form.")
    except Exception as fault:
        told = getattr(fault, "for_reader", "")
        if not told:
            raise
        notice(told)
        for clash in getattr(fault, "clashes", ()):
            opened = form.version.record if form.version else form.opened
            form.version = clash.theirs
            st.html(saved_first(clash.theirs, opened, worded))
    else:
        form.turn += 1
        kept.keep(SAID, (done, back))
        st.rerun()


def say_what_was_saved() -> None:
    """At the head of a page: what the run before this one saved, and the ways back to the rest of the work."""
    said = kept.take(SAID)
    if said is None:
        return
    done, back = said
    say(done)
    if back:
        st.html(prose.links([("Back to Today", href("today")), back]))
