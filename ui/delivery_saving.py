"""Saving what a form holds: on success the page is drawn anew and says so, otherwise the form stays as it was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from domain.version import Version
from ui import kept, prose
from ui.address import href
from ui.attempt import say
from ui.frame import notice
from ui.return_words import moment_words
from ui.unfit import unfit_words

SAID = "delivery.said"
REMARK = 2_000  # characters


@dataclass
class Form:
    """One form of one session: which version its text was opened on, and its turn, which is a new one once saved.

    The keys of its widgets stay the same until then, whatever others save meanwhile, so that no text is lost.
    """

    name: str
    version: Version[Any] | None = None
    turn: int = 0

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


def form_of(name: str, version: Version[Any] | None = None) -> Form:
    """A form by its name. One that is not open yet opens on what stands now."""
    form = kept.keep_one(f"form.{name}", lambda: Form(name, version))
    if not form.open:
        form.version = version
    return form


def tried(form: Form, save: Callable[[], object], *, done: str, back: tuple[str, str] | None = None) -> None:
    """Save. ``done`` is said above the page that is drawn anew; what stands in the way is said beside the form.

    ``back`` are the words and the address of the list that the work came from.
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
            form.version = clash.theirs
            st.html(_theirs(clash.theirs))
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


def _theirs(version: Version[Any]) -> str:
    """What the other person saved first, for comparing with what is still in the form."""
    record = version.record.model_dump(mode="json")
    facts = "".join(
        f"<dt>{escape(name.replace('_', ' '))}</dt><dd>{escape(_text(value))}</dd>"
        for name, value in record.items()
        if value not in (None, "", [], {})
    )
    who = f"Saved first by {version.told_by}, {moment_words(version.told_at)}. Yours is still in the form."
    return f'<div class="said"><p>{escape(who)}</p><dl class="terms">{facts}</dl></div>'


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name.replace('_', ' ')} {_text(part)}" for name, part in value.items() if part is not None)
    return "; ".join(map(_text, value)) if isinstance(value, list) else str(value)
