"""Adopters as a list and as a file, what was left out of the pooling, one adoption in full, and every practice."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import pandas as pd

from domain.adoption import Adoption
from domain.chain import Chain, Link
from domain.evidence import Result
from domain.metric import Metric
from domain.place import Place
from domain.pooled import PooledEffect, Told, WhyLeftOut
from domain.practice import Practice
from ui import prose
from ui.address import anchor, href
from ui.adoption_marks import fate_image
from ui.adoption_words import (
    FATES,
    FOUNDING,
    WHY_LEFT_OUT,
    due_words,
    effect_words,
    fates_words,
    grade_words,
    grades_of,
    short,
    short_grade,
    summary_of,
)
from ui.numbers import day
from ui.sentences import counted
from ui.tables import Cell, Column, table

LIST = (
    Column("place", "Who took it up", names_the_row=True),
    Column("when", "When"),
    Column("fate", "What became of it"),
    Column("effect", "Effect, and how sure"),
    Column("adapted", "What they adapted"),
)
LEFT_OUT = (Column("study", "Whose", names_the_row=True), Column("effect", "What was reported"), Column("why", "Why"))
EVERY = (
    Column("title", "Practice", names_the_row=True),
    Column("adopters", "Taken up", numeric=True),
    Column("reported", "Reported", numeric=True),
    Column("overdue", "Overdue: result unknown", numeric=True),
    Column("fates", "What became of them"),
    Column("pooled", "Effects taken together"),
)
AS_IT_WAS = "nothing said"
ADAPTED_LENGTH = 200
LEFT_OUT_SHOWN = 30  # rows
CLEAR = frozenset({Result.WORKED, Result.HARM})
OWN_READING = (
    "The interval of the effect does not rule out that nothing changed. That it did is what the place itself says."
)


def adopters_table(
    links: Sequence[Link], places: Mapping[str, Place], metrics: Mapping[str, Metric], *, caption: str
) -> str:
    """One part of the list of adopters, in the order of the chain."""
    return table([_row(link, places, metrics) for link in links], LIST, caption=caption)


def _row(link: Link, places: Mapping[str, Place], metrics: Mapping[str, Metric]) -> Mapping[str, Cell | str]:
    one = link.adoption
    address = href("adoption", practice=one.practice_id, adoption=one.adoption_id)
    return {
        "place": Cell(place_name(one.place_code, places), href=address, note=taken_from(link, places)),
        "when": Cell(day(one.taken_up_on), note=due_words(one)),
        "fate": Cell(FATES[link.fate], drawing=fate_image(link.fate)),
        "effect": Cell(_effect(link, metrics), note=short_grade(link.level) if one.result else ""),
        "adapted": short(one.adapted, ADAPTED_LENGTH) or AS_IT_WAS,
    }


def _effect(link: Link, metrics: Mapping[str, Metric]) -> str:
    one = link.adoption
    if one.result is None:
        return "no report yet"
    if one.effect is None:
        return effect_words(None)
    return f"{effect_words(one.effect, metrics.get(one.effect.metric_id or ''))} on {one.effect.outcome}"


def taken_from(link: Link, places: Mapping[str, Place]) -> str:
    """From whom it was taken up."""
    return f"from {place_name(link.taken_from.place_code, places)}" if link.taken_from else "from the entry"


def place_name(code: str, places: Mapping[str, Place]) -> str:
    """The name of a place, its code where nobody here knows it."""
    return places[code].name if code in places else code


def left_out_table(pooled: PooledEffect, places: Mapping[str, Place], metrics: Mapping[str, Metric]) -> str:
    """What was measured and is not among the pooled, each with its reason; those who measured nothing are counted."""
    measured = [(told, why) for told, why in pooled.left_out if why is not WhyLeftOut.NOT_MEASURED]
    rows = [
        {
            "study": _whose(told, places),
            "effect": Cell(_reported(told, metrics), note=short_grade(told.level)),
            "why": WHY_LEFT_OUT[why],
        }
        for told, why in measured[:LEFT_OUT_SHOWN]
    ]
    caption = f"Not pooled: {counted(len(measured), 'effect')}, and why"
    rest = len(measured) - len(rows)
    told = [f"{counted(rest, 'more effect')} in the file."] if rest else []
    if nothing := len(pooled.left_out) - len(measured):
        told.append(f"{counted(nothing, 'report')} came without a measured effect.")
    return (table(rows, LEFT_OUT, caption=caption) if rows else "") + prose.paragraphs(told)


def _whose(told: Told, places: Mapping[str, Place]) -> str:
    name = place_name(told.place_code, places) if told.place_code else ""
    if told.adoption_id is not None:
        return name
    return f"{FOUNDING}, {name}" if name else FOUNDING


def _reported(told: Told, metrics: Mapping[str, Metric]) -> str:
    if told.effect is None:
        return effect_words(None)
    return f"{effect_words(told.effect, metrics.get(told.effect.metric_id or ''))} on {told.effect.outcome}"


def in_full(
    link: Link, places: Mapping[str, Place], metrics: Mapping[str, Metric], *, title: str, part_of: str = ""
) -> str:
    """One adoption with everything that was said of it. ``part_of`` is the title of its transformation."""
    one = link.adoption
    transformation = href("transformation", transformation=one.transformation_id) if one.transformation_id else ""
    graded = f"{grade_words(link.level)}{f', because {link.because}' if link.because else ''}"
    pairs = [
        ("Place", anchor(place_name(one.place_code, places), href("profile", place=one.place_code))),
        ("Taken up", f"{escape(day(one.taken_up_on))}, {escape(taken_from(link, places))}"),
        ("Report", escape(due_words(one))),
        ("What became of it", f"{fate_image(link.fate)} {escape(FATES[link.fate])}"),
        ("Effect", escape(_effect(link, metrics)) if one.result else ""),
        ("Evidence", escape(graded) if one.result else ""),
        ("Take care", escape(OWN_READING) if _reads_more(one) else ""),
        ("What they adapted", escape(one.adapted)),
        ("What was learnt", escape(one.report)),
        ("Passed on to", escape(counted(link.passed_on, "other place")) if link.passed_on else ""),
        ("Ask", escape(one.contact_role or "")),
        (
            "Their transformation",
            anchor(part_of or one.transformation_id or "", transformation) if transformation else "",
        ),
        (
            "Did it work?",
            anchor("Ask the official figures", href("evaluate", adoption=one.adoption_id, practice=one.practice_id)),
        ),
    ]
    heading = prose.heading(f"{place_name(one.place_code, places)}: {short(title)}", key="one-adoption")
    return heading + prose.facts(pairs)


def _reads_more(one: Adoption) -> bool:
    """Whether a place says more of what came of it than the interval of its own effect bears."""
    effect = one.effect
    if effect is None or effect.lower is None or effect.upper is None or one.result not in CLEAR:
        return False
    neutral = 1.0 if "ratio" in effect.unit.casefold() else 0.0
    return effect.lower <= neutral <= effect.upper


def every_table(
    rows: Iterable[tuple[Practice, Chain, PooledEffect]], metrics: Mapping[str, Metric], *, caption: str
) -> str:
    """Every practice that was taken up, with what became of it."""
    listed = [
        {
            "title": Cell(practice.title, href=href("adoption", practice=practice)),
            "adopters": f"{len(chain.links):,}",
            "reported": f"{chain.reported:,}",
            "overdue": f"{chain.overdue:,}",
            "fates": fates_words(chain),
            "pooled": _together(pooled, metrics),
        }
        for practice, chain, pooled in rows
    ]
    return table(listed, EVERY, caption=caption, empty="Nobody has taken up a practice yet.")


def _together(pooled: PooledEffect, metrics: Mapping[str, Metric]) -> Cell:
    if pooled.k == 0:
        return Cell("nothing to pool", quiet=True)
    metric = metrics.get(pooled.metric_id or "")
    outcome = metric.title if metric else pooled.outcome
    return Cell(summary_of(pooled, metric), note=f"{outcome}; {grades_of(pooled)}", quiet=pooled.k == 2)


def file_frame(
    practice: Practice,
    chain: Chain,
    pooled: PooledEffect,
    places: Mapping[str, Place],
    metrics: Mapping[str, Metric],
    *,
    simulated: bool,
) -> pd.DataFrame:
    """The adoptions as rows of a file."""
    why = {told.adoption_id: WHY_LEFT_OUT[reason] for told, reason in pooled.left_out}
    rows = [
        {
            "Practice": practice.title,
            "Adoption": link.adoption.adoption_id,
            "Place": place_name(link.adoption.place_code, places),
            "Code": link.adoption.place_code,
            "Taken up on": link.adoption.taken_up_on,
            "Taken up from": taken_from(link, places),
            "Generation": link.generation,
            "Report due on": link.adoption.report_due_on,
            "Reported on": link.adoption.reported_on,
            "What became of it": FATES[link.fate],
            "Effect": _effect(link, metrics),
            "Evidence": grade_words(link.level) if link.adoption.result else "",
            "Pooled": _pooled_or_not(link, why),
            "Adapted": link.adoption.adapted,
            "What was learnt": link.adoption.report,
            "Workspace": "training: simulated" if simulated else "live",
        }
        for link in chain.links
    ]
    return pd.DataFrame(rows)


def _pooled_or_not(link: Link, why: Mapping[str | None, str]) -> str:
    if link.adoption.result is None:
        return "no report yet"
    left_out = why.get(link.adoption.adoption_id)
    return f"no: {left_out}" if left_out else "yes"
