"""Staleness: how long a transformation has been without evidence, counted in rounds that are past their due date."""

from enum import StrEnum

from domain.delivery import Delivery


class Freshness(StrEnum):
    """How new the evidence is."""

    NOT_ASKED = "not_asked"  # no round has asked for any
    WAITING = "waiting"  # a round has asked, and none is past its due date without an answer
    FRESH = "fresh"
    SILENT = "silent"  # the last round brought none
    STALE = "stale"  # nor did the one before


def freshness(told: Delivery) -> Freshness:
    """How new the evidence of one transformation is."""
    if told.stale:
        return Freshness.STALE
    if told.silent_rounds:
        return Freshness.SILENT
    if told.evidence_on:
        return Freshness.FRESH
    return Freshness.WAITING if told.returns else Freshness.NOT_ASKED


def evidence_words(told: Delivery) -> str:
    """The newest evidence in words, with the rounds since then that brought none.

    >>> evidence_words(Delivery(silent_rounds=2))
    'never any; stale: none for 2 rounds'
    """
    found = freshness(told)
    if found is Freshness.NOT_ASKED:
        return "not asked for yet"
    newest = f"{told.evidence_on.day} {told.evidence_on:%B %Y}" if told.evidence_on else "never any"
    if found is Freshness.STALE:
        return f"{newest}; stale: none for {told.silent_rounds} rounds"
    if found is Freshness.SILENT:
        return f"{newest}; none in the last round"
    return newest if told.evidence_on else "none yet"
