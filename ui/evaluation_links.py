"""The way to evaluations that are kept, from the pages of what they are kept with."""

from collections.abc import Mapping, Sequence
from html import escape

from domain.evaluation import Answer, Evaluation
from ui.address import anchor, href
from ui.evaluation_words import EVERY
from ui.learning_words import ANSWERS
from ui.numbers import day

LISTED_AT_MOST = 10
NO_ANSWER = Answer.CANNOT_TELL
SIMULATED = (
    "Training workspace: the figures are real, and what they are asked about is simulated, so none of this is a"
    " finding."
)


def again(one: Evaluation) -> str:
    """The address that asks the same of the figures of today."""
    settings = dict(one.settings)
    by_hand = one.transformation_id is None and one.adoption_id is None
    return href(
        "evaluate", transformation=one.transformation_id, practice=one.practice_id, adoption=one.adoption_id,
        places=one.place_codes if by_hand else None, metric=one.metric_id,
        on=None if one.adoption_id else one.starts_on, view=settings.get("method"),
        kind=EVERY if settings.get("nearest") == "none" else None,
    )  # fmt: skip


def kept_list(found: Sequence[Evaluation], levels: Mapping[str, int], *, simulated: bool) -> str:
    """The latest evaluations as a list: what was found, how surely, when it was run, and the way to run it again.

    ``levels`` are the levels of their evidence by id. ``simulated`` says that what they are about is made up.
    """
    if not found:
        return ""
    items = "".join(f"<li>{_told(one, levels)}</li>" for one in found[:LISTED_AT_MOST])
    more = len(found) - LISTED_AT_MOST
    warned = f"<p>{escape(SIMULATED)}</p>" if simulated else ""
    return f"{warned}<ul>{items}</ul>" + (f"<p>And {more:,} run before these.</p>" if more > 0 else "")


def answer_words(one: Evaluation, levels: Mapping[str, int]) -> str:
    """The answer, and unless nothing can be told how strong the evidence for it is."""
    level = levels.get(one.evaluation_id)
    return ANSWERS[one.answer] + (f" (evidence level {level} of 5)" if level and one.answer is not NO_ANSWER else "")


def _told(one: Evaluation, levels: Mapping[str, int]) -> str:
    run = f"{answer_words(one, levels)}, run on {day(one.run_on)} on build {one.build_id}"
    return f"{escape(one.finding)} <span class=note>{escape(run)}</span> {anchor('Look at it again', again(one))}"
