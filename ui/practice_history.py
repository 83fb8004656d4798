"""Every version of an entry, the newest first: who wrote it, when, why, how far it was, and which parts changed."""

from collections.abc import Mapping, Sequence
from html import escape

from domain.practice import Practice
from domain.version import Version
from ui import prose
from ui.learning_words import STAGES
from ui.return_words import moment_words
from ui.sentences import joined

NOT_TOLD = frozenset({"stage", "checks", "practice_id"})
FOUNDING_ONLY = "This entry came with the service and nobody has changed it."
SIMULATED = "All of it is simulated, for practice."
EARLIER = "The drafts before it are for its own place and for those who check."
SHOWN = 50
OF_SEVERAL: Mapping[str, str] = {
    "preconditions": "What had to be there", "effect": "Effect", "study_checks": "What was shown of the study",
    "sources": "Where it can be read", "resources": "What can be used again",
}  # fmt: skip


def history(
    versions: Sequence[Version[Practice]], founding: Practice | None, titles: Mapping[str, str], *, simulated: bool
) -> str:  # fmt: skip
    """The versions as a list; where none was told here, that it came with the service.

    ``titles`` are what the codebook calls the fields.
    """
    head = prose.heading("Versions", key="history")
    if not versions:
        return head + prose.paragraphs([FOUNDING_ONLY])
    befores = [founding, *(version.record for version in versions[:-1])]
    told = list(zip(versions, befores, strict=True))[::-1][:SHOWN]
    items = "".join(_item(version, before, titles) for version, before in told)
    notes = [SIMULATED] if simulated else []
    notes += [f"The newest {SHOWN} of {len(versions):,}."] if len(versions) > SHOWN else []
    return head + prose.paragraphs(notes) + f'<ol class="history" reversed start="{len(versions)}">{items}</ol>'


def changed(now: Practice, before: Practice | None, titles: Mapping[str, str]) -> list[str]:
    """The fields that say something else than before, in words."""
    if before is None:
        return []
    names = (name for name in Practice.model_fields if name not in NOT_TOLD)
    known = {**titles, **OF_SEVERAL}
    return [f"“{known.get(name, name)}”" for name in names if getattr(now, name) != getattr(before, name)]


def _item(version: Version[Practice], before: Practice | None, titles: Mapping[str, str]) -> str:
    stage = STAGES[version.record.stage].capitalize()
    parts = changed(version.record, before, titles)
    first = "Written." if version.number == 1 else EARLIER
    what = first if before is None else f"Changed: {joined(parts)}." if parts else "No part of it changed."
    who = f"{version.told_by}, {moment_words(version.told_at)}. Why: {version.why.rstrip('.')}."
    return f'<li value="{version.number}"><p>{escape(f"{stage}. {what}")}</p><p class="aside">{escape(who)}</p></li>'
