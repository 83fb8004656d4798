"""The four cells of a verdict, each an answer that opens on what would change it; and its rank."""

from dataclasses import replace
from html import escape

from domain.change import Change
from domain.metric import Metric
from domain.verdict import AssuranceAnswer, LevelAnswer, TrajectoryAnswer, TrendAnswer, Verdict
from ui.fan_words import PAST_UNTOLD, is_past_untold
from ui.marks import mark_word
from ui.numbers import is_missing, number
from ui.sentences import chance_words, rank_words
from ui.shared_notes import Notes
from ui.tables import Cell, level_cell, trend_cell
from ui.tipping import ALIKE, own_tips, shared_tips, tips
from ui.wording import assurance_label, trajectory_label

CELLS = {"level": "Level", "trend": "Trend", "trajectory": "Trajectory", "assurance": "Assurance"}
"""The cells by key, in their order, with their headings."""

OPENS = "Open any answer to see what would change it."
RELIABLE = (
    AssuranceAnswer.CONSISTENTLY_MEETS, AssuranceAnswer.HIT_AND_MISS, AssuranceAnswer.CONSISTENTLY_MISSES,
)  # fmt: skip
UNREMARKABLE = (
    LevelAnswer.NOT_COMPARED, LevelAnswer.SIMILAR, TrendAnswer.CANNOT_BE_CALCULATED, TrendAnswer.NO_CLEAR_CHANGE,
)  # fmt: skip
COULD_BE_CHANCE = "Among so many places this could still be chance"
UNUSUAL = "Unusual: beyond the ordinary spread between places"


def four_cells(
    verdict: Verdict, metric: Metric, *, against: str, release: str = "", moved: Change | None = None
) -> dict[str, Cell]:
    """The cells by key, each with what would change it; ``moved`` adds the change since the baseline to the trend."""
    return _folded(_cells(verdict, metric), tips(verdict, metric, against=against, release=release, moved=moved))


def four_brief_cells(verdict: Verdict, metric: Metric, notes: Notes) -> dict[str, Cell]:
    """The cells for a table of a hundred rows: marks only where an answer stands out, what would change it in brief.

    Where that is true of one cell alone, it opens in the cell; otherwise the cell opens the note that all of its kind
    share, or holds it too where ``notes`` lacks it.
    """
    own, shared = own_tips(verdict, metric), shared_tips(verdict, metric)
    plain = {"level": verdict.level in UNREMARKABLE, "trend": verdict.trend in UNREMARKABLE}

    def brief(key: str, cell: Cell) -> Cell:
        opens = notes.get(shared.get(key, ""), "")
        fold = "" if opens else escape(own.get(key) or shared[key])
        return replace(cell, fold=fold, opens=opens, drawing="" if plain.get(key) else cell.drawing)

    return {key: brief(key, cell) for key, cell in _cells(verdict, metric).items()}


def _cells(verdict: Verdict, metric: Metric) -> dict[str, Cell]:
    note = ". ".join(level_notes(verdict))
    return {
        "level": level_cell(verdict.level, verdict.level_reason, reliable=verdict.firm, note=note),
        "trend": trend_cell(verdict.trend, verdict.trend_reason),
        "trajectory": trajectory_cell(verdict, metric),
        "assurance": assurance_cell(verdict),
    }


def _folded(cells: dict[str, Cell], folds: dict[str, str]) -> dict[str, Cell]:
    return {key: replace(cell, fold=folds.get(key, "")) for key, cell in cells.items()}


def level_notes(verdict: Verdict) -> list[str]:
    """Whether a difference could be chance after all, and whether it is unusual."""
    if verdict.level in ALIKE:
        return []
    return [*([] if verdict.flagged else [COULD_BE_CHANCE]), *([UNUSUAL] if verdict.unusual else [])]


def trajectory_cell(verdict: Verdict, metric: Metric) -> Cell:
    """Whether a target will be met, with the chance and the target; quiet where there is none."""
    words = trajectory_words(verdict, metric)
    if verdict.trajectory is TrajectoryAnswer.NO_TARGET:
        return Cell(words, quiet=True)
    by = f" by {verdict.target_year}" if verdict.target_year else ""
    notes = [] if is_missing(verdict.target_value) else [f"target {number(verdict.target_value, metric)}{by}"]
    if verdict.chance is not None and verdict.trajectory is not TrajectoryAnswer.CANNOT_TELL:
        notes.insert(0, chance_words(verdict.chance))
    notes += _cash(metric) if notes else []
    return Cell(words, drawing=mark_word(verdict.trajectory), note="; ".join(notes))


def trajectory_words(verdict: Verdict, metric: Metric) -> str:
    """The answer; where a figure is past its target and only what lies ahead cannot be told, that it is."""
    if is_past_untold(verdict, metric):
        return PAST_UNTOLD
    return trajectory_label(verdict.trajectory, verdict.trajectory_reason)


def _cash(metric: Metric) -> list[str]:
    """Rising prices alone help a sum of money towards its target."""
    return ["before inflation"] if metric.in_cash else []


def assurance_cell(verdict: Verdict) -> Cell:
    """Whether a target is met reliably; quiet where the figures do not allow the question."""
    words = assurance_label(verdict.assurance, verdict.assurance_reason)
    if verdict.assurance in RELIABLE:
        return Cell(words, drawing=mark_word(verdict.assurance))
    return Cell(words, quiet=True)


def rank_cell(verdict: Verdict) -> Cell:
    """The rank with the interval that holds it; quiet, with the reason, where there is none."""
    text, note = rank_words(verdict)
    return Cell(text, note=note, quiet=not verdict.rank)
