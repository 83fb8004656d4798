"""Verdicts that changed since the build before, old and new side by side, with the cause."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from domain.calibration import VerdictChange
from domain.metric import Metric, Polarity
from domain.place import Place
from domain.reason import Reason
from domain.verdict import AssuranceAnswer, Comparator, LevelAnswer, TrajectoryAnswer, TrendAnswer
from ui.address import href
from ui.marks import Answer, mark_image
from ui.sentences import joined
from ui.tables import Cell, Column, Content, table
from ui.verdict_table import FIFTHS, PLAIN_FIFTHS
from ui.wording import COMPARATORS, assurance_label, level_label, trajectory_label, trend_label

if TYPE_CHECKING:
    import pandas as pd

RULES, FIGURES = "rules", "figures"
CELLS = {"trend": "Trend", "level": "Level", "trajectory": "Trajectory", "assurance": "Assurance", "fifth": "Fifth"}
CAUSES = {RULES: "the rules", FIGURES: "the figures"}
PLURALS = {"trajectory": "trajectories", "assurance": "assurances"}
NO_FIFTH = "not placed in a fifth"
LABELS: dict[str, tuple[type[StrEnum], Callable[..., str]]] = {
    "level": (LevelAnswer, level_label),
    "trend": (TrendAnswer, trend_label),
    "trajectory": (TrajectoryAnswer, trajectory_label),
    "assurance": (AssuranceAnswer, assurance_label),
}
Changes = Sequence[VerdictChange]


class Turn(NamedTuple):
    """One kind of change: in which cell, from what to what, and because of what."""

    cell: str
    before: str
    before_reason: str
    after: str
    after_reason: str
    cause: str
    neutral: bool = False  # whether neither direction of its measures is better, which a fifth's words depend on


def finding(changes: Changes, *, previous: str, read: bool) -> str:
    """How many answers of each cell changed and why, trends first, or that nothing can be compared."""
    if not read:
        return "There is no earlier build whose verdicts these could be compared with"
    if not changes:
        return f"No verdict has changed since build {previous}"
    cells = Counter(one.cell for one in changes)
    told = [_counted(cells[cell], cell) for cell in sorted(cells, key=_rank)]
    what = " and ".join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else told[0]
    causes = Counter(one.cause for one in changes)
    parts = [f"{causes[cause]:,} because {words} changed" for cause, words in CAUSES.items() if causes[cause]]
    which = joined(parts) if len(parts) > 1 else f"all because {CAUSES[next(iter(causes))]} changed"
    return f"{what} changed since the build before: {which}"


def _counted(count: int, cell: str) -> str:
    return f"{count:,} {PLURALS.get(cell, f'{cell}s') if count > 1 else cell}"


def in_order(changes: Changes) -> tuple[VerdictChange, ...]:
    """The changes with trends first and fifths, which follow from the other figures, last."""
    return tuple(sorted(changes, key=lambda one: _rank(one.cell)))


def _rank(cell: str) -> int:
    return list(CELLS).index(cell) if cell in CELLS else len(CELLS)


def by_cell(changes: Changes) -> str:
    """How many answers of each cell changed for which cause, as HTML."""
    counts = Counter((one.cell, one.cause) for one in changes)
    rows = [{"cell": title, **{cause: f"{counts[cell, cause]:,}" for cause in CAUSES}} for cell, title in CELLS.items()]
    columns = [
        Column("cell", "Cell", names_the_row=True),
        *(Column(cause, f"Because {words} changed", numeric=True) for cause, words in CAUSES.items()),
    ]
    return table(rows, columns, caption="Answers that changed, by cell and cause", caption_hidden=True)


def turns_of(changes: Changes, metrics: Mapping[str, Metric]) -> list[tuple[Turn, int, VerdictChange]]:
    """Each kind of change, how often it happened and one example: the most frequent first, but fifths last."""
    counts: Counter[Turn] = Counter()
    examples: dict[Turn, VerdictChange] = {}
    for one in changes:
        reasons = one.before_reason or "", one.after_reason or ""
        neutral = one.cell == "fifth" and _is_neutral(metrics.get(one.metric_id))
        turn = Turn(one.cell, one.before, reasons[0], one.after, reasons[1], one.cause, neutral)
        counts[turn] += 1
        examples.setdefault(turn, one)
    ordered = sorted(counts.items(), key=lambda pair: (pair[0].cell == "fifth", -pair[1]))
    return [(turn, count, examples[turn]) for turn, count in ordered]


def by_turn(
    turns: Sequence[tuple[Turn, int, VerdictChange]], metrics: Mapping[str, Metric], places: Mapping[str, Place]
) -> str:
    """From what to what, how often, and one example of each, as HTML."""
    rows = [
        {
            "cell": CELLS.get(turn.cell, turn.cell),
            "before": answer_cell(turn.cell, turn.before, turn.before_reason, neutral=turn.neutral),
            "after": answer_cell(turn.cell, turn.after, turn.after_reason, neutral=turn.neutral),
            "count": f"{count:,}", "cause": CAUSES.get(turn.cause, turn.cause),
            "example": _where(example, metrics, places),
        }
        for turn, count, example in turns
    ]  # fmt: skip
    columns = [
        Column("cell", "Cell", names_the_row=True), Column("before", "Before"), Column("after", "Now"),
        Column("count", "Times", numeric=True), Column("cause", "Changed by"), Column("example", "For example"),
    ]  # fmt: skip
    return table(rows, columns, caption="From which answer to which", caption_hidden=True)


def one_by_one(changes: Changes, metrics: Mapping[str, Metric], places: Mapping[str, Place]) -> str:
    """Single changes, old and new side by side, as HTML."""
    rows: list[dict[str, Content]] = [
        {
            "where": _where(one, metrics, places),
            "cell": Cell(CELLS.get(one.cell, one.cell), note=_against(one)),
            "before": _cell(one, one.before, one.before_reason, metrics),
            "after": _cell(one, one.after, one.after_reason, metrics),
            "cause": CAUSES.get(one.cause, one.cause),
        }
        for one in changes
    ]
    columns = [
        Column("where", "Place and measure", names_the_row=True), Column("cell", "Cell"), Column("before", "Before"),
        Column("after", "Now"), Column("cause", "Changed by"),
    ]  # fmt: skip
    return table(rows, columns, caption="Answers that changed, old and new side by side", caption_hidden=True)


def changes_file(changes: Changes, metrics: Mapping[str, Metric], places: Mapping[str, Place]) -> "pd.DataFrame":
    """Every answer that changed, one row each."""
    import pandas as pd  # noqa: PLC0415 - only a download needs it

    return pd.DataFrame([
        {
            "Place": places[one.place_code].name if one.place_code in places else one.place_code,
            "Code": one.place_code,
            "Measure": metrics[one.metric_id].title if one.metric_id in metrics else one.metric_id,
            "Metric": one.metric_id, "Cell": CELLS.get(one.cell, one.cell), "Compared with": _against(one) or None,
            "Before": answer_words(
                one.cell, one.before, one.before_reason or "", neutral=_is_neutral(metrics.get(one.metric_id))
            ),
            "Now": answer_words(
                one.cell, one.after, one.after_reason or "", neutral=_is_neutral(metrics.get(one.metric_id))
            ),
            "Changed by": CAUSES.get(one.cause, one.cause),
        }
        for one in changes
    ])  # fmt: skip


def answer_cell(cell: str, answer: str, reason: str | None, *, neutral: bool = False) -> Cell:
    """An answer as a build wrote it, with its mark."""
    known = _known(cell, answer)
    return Cell(answer_words(cell, answer, reason or "", neutral=neutral), drawing=mark_image(known) if known else "")


def _cell(one: VerdictChange, answer: str, reason: str | None, metrics: Mapping[str, Metric]) -> Cell:
    return answer_cell(one.cell, answer, reason, neutral=_is_neutral(metrics.get(one.metric_id)))


def answer_words(cell: str, answer: str, reason: str, *, neutral: bool = False) -> str:
    """The words for an answer as a build wrote it; one that the rules no longer know is shown as it was written."""
    if cell == "fifth":
        return _fifth(answer, PLAIN_FIFTHS if neutral else FIFTHS)
    known = _known(cell, answer)
    if known is None:
        return answer.replace("_", " ")
    why = Reason(reason) if reason in set(Reason) else None
    return LABELS[cell][1](known, why)


def _fifth(answer: str, words: Sequence[str]) -> str:
    if answer == "0":
        return NO_FIFTH
    return words[int(answer) - 1] if answer in {"1", "2", "3", "4", "5"} else answer


def _is_neutral(metric: Metric | None) -> bool:
    return metric is not None and metric.polarity is Polarity.NEUTRAL


def _known(cell: str, answer: str) -> Answer | None:
    kind: Any = LABELS[cell][0] if cell in LABELS else None
    return kind(answer) if kind and answer in set(kind) else None


def _against(one: VerdictChange) -> str:
    known = one.comparator and one.comparator in set(Comparator)
    return f"against {COMPARATORS[Comparator(one.comparator)]}" if known else ""


def _where(one: VerdictChange, metrics: Mapping[str, Metric], places: Mapping[str, Place]) -> Cell:
    place, metric = places.get(one.place_code), metrics.get(one.metric_id)
    if place is None or metric is None:
        return Cell(one.place_code, note=one.metric_id)
    return Cell(place.name, href=href("metric", place=place, metric=metric), note=metric.title)
