"""Four views of one transformation side by side, never averaged: its own, assurance's, the figures', the residents'."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from domain.assurance import AssuranceRating
from domain.metric import Metric
from domain.update import Update
from domain.verdict import LevelAnswer, TrendAnswer, Verdict
from domain.version import Version
from ui import prose
from ui.delivery_words import RATINGS
from ui.numbers import day
from ui.sentences import counted, joined
from ui.tables import Cell, Column, table
from ui.wording import level_label, trend_label

NOT_ASKED = "Not asked yet"
APART = 2  # ratings of the same scale that differ by so much are said to disagree


@dataclass(frozen=True)
class View:
    """One view: whose it is, what it says, and how it came to that."""

    whose: str
    says: str
    basis: str


def four_views(
    updates: Sequence[Version[Update]],
    ratings: Sequence[Version[AssuranceRating]],
    verdicts: Sequence[Verdict],
    metrics: Mapping[str, Metric],
    *,
    judged_by_us: bool,
) -> tuple[View, View, View, View]:
    """The four views. ``judged_by_us`` says that its metrics are our reading of its name, not its own people's."""
    return _own(updates), _assurance(ratings), figures_view(verdicts, metrics, judged_by_us=judged_by_us), _residents()


def drawn(views: Sequence[View], disagreements: Sequence[str], *, agreed: str) -> str:
    """The views as a table, and where they do not fit together."""
    columns = [
        Column("whose", "Who says", names_the_row=True),
        Column("says", "What they say"),
        Column("basis", "On what"),
    ]
    rows = [{"whose": view.whose, "says": Cell(view.says), "basis": view.basis} for view in views]
    caption = "Four views, side by side. They are never averaged."
    if disagreements:
        where = f"<p>{escape('Where they do not fit together:')}</p>{prose.bullets(disagreements)}"
    else:
        where = f"<p>{escape(agreed)}</p>"
    return prose.heading("Four views", key="views") + table(rows, columns, caption=caption) + where


def _own(updates: Sequence[Version[Update]]) -> View:
    rated = next((version for version in updates if version.record.self_rating is not None), None)
    if rated is None or rated.record.self_rating is None:
        return View("Its own people", "No rating of their own yet", "No update has carried one.")
    one = rated.record
    evidence = f" Evidence: {one.evidence}" if one.evidence else " No evidence was given."
    return View("Its own people", RATINGS[one.self_rating or 1], f"Update of {day(one.happened_on)}.{evidence}")


def _assurance(ratings: Sequence[Version[AssuranceRating]]) -> View:
    newest = max(ratings, key=lambda version: (version.record.rated_on, version.line), default=None)
    if newest is None:
        return View("Assurance from outside", "Not rated yet", "Nobody outside it has given a rating.")
    one = newest.record
    return View("Assurance from outside", RATINGS[one.rating], f"{one.rated_by}, {day(one.rated_on)}: {one.reason}")


def figures_view(verdicts: Sequence[Verdict], metrics: Mapping[str, Metric], *, judged_by_us: bool) -> View:
    """What the official figures of what it aims to move say, counted by answer."""
    whose = "The official figures"
    chosen = "what we judge it could move" if judged_by_us else "what its own people aim to move"
    if not metrics:
        return View(whose, "Cannot tell", "No measure is linked to it.")
    told = [verdict for verdict in verdicts if verdict.metric_id in metrics]
    if not told:
        return View(whose, "Cannot tell", f"No figure for its place on the {counted(len(metrics), 'measure')} linked.")
    levels = _counts([level_label(verdict.level, None) for verdict in told if _compared(verdict)])
    trends = _counts([trend_label(verdict.trend, None) for verdict in told if _moving(verdict)])
    parts = [f"Level: {joined(levels)}" if levels else "", f"Trend: {joined(trends)}" if trends else ""]
    says = ". ".join(part for part in parts if part) or "Cannot tell"
    return View(whose, says, f"{_held(told, chosen)} They show no cause.")


def _held(told: Sequence[Verdict], chosen: str) -> str:
    """On how many figures, in how many places, and how many of them have no answer."""
    places = len({verdict.place_code for verdict in told})
    across = f" in {places} places, each" if places > 1 else ","
    silent = sum(not _compared(verdict) and not _moving(verdict) for verdict in told)
    held = f"{counted(len(told), 'figure')} on {chosen}{across} against its nation"
    if not silent:
        return f"{held}."
    if silent == len(told):
        return f"{held}. None of them can be compared, and none has a trend that can be worked out."
    return f"{held}. {silent} of them {'has' if silent == 1 else 'have'} no answer on either."


def _compared(verdict: Verdict) -> bool:
    return verdict.level is not LevelAnswer.NOT_COMPARED


def _moving(verdict: Verdict) -> bool:
    return verdict.trend is not TrendAnswer.CANNOT_BE_CALCULATED


def _counts(words: Sequence[str]) -> list[str]:
    return [f"{word} on {words.count(word)}" for word in dict.fromkeys(words)]


def _residents() -> View:
    return View("Residents", NOT_ASKED, "Nobody has asked the people who live there what they notice.")


def figures_against_self(updates: Sequence[Version[Update]], verdicts: Sequence[Verdict]) -> str:
    """That it is confident while what it aims at worsens, or the other way about; nothing where they fit."""
    rated = next((v.record for v in updates if v.record.self_rating is not None), None)
    if rated is None or rated.self_rating is None:
        return ""
    worse = sum(verdict.trend is TrendAnswer.WORSENING for verdict in verdicts)
    better = sum(verdict.trend is TrendAnswer.IMPROVING for verdict in verdicts)
    if rated.self_rating >= 4 and worse > better:
        are = "measure it aims to move is" if worse == 1 else "measures it aims to move are"
        return f"Rates itself {rated.self_rating} of 5 on {day(rated.happened_on)}, while {worse} {are} worsening"
    if rated.self_rating <= APART and better > worse:
        are = "measure it aims to move is" if better == 1 else "measures it aims to move are"
        return f"Rates itself {rated.self_rating} of 5 on {day(rated.happened_on)}, while {better} {are} improving"
    return ""
