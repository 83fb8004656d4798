"""Experiments as HTML: the list, and what was fixed, graded, to be seen and found of a single one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from domain.experiment import Arm, Experiment
from domain.metric import Metric
from domain.place import Place
from ui import prose
from ui.address import anchor, href
from ui.experiment_words import FIXED, STANDINGS, effect_words, level_words, registered_words
from ui.learning_words import DESIGNS, LEVELS, RESULTS
from ui.numbers import day
from ui.sentences import counted
from ui.tables import Cell, Column, table

LIST = (
    Column("title", "Experiment", names_the_row=True),
    Column("metric", "Measured by"),
    Column("design", "How it compares"),
    Column("standing", "How it stands"),
    Column("result", "Result, and how strong"),
)


@dataclass(frozen=True)
class Shown:
    """One experiment as a reader meets it.

    ``standing`` is its word in ``STANDINGS``. ``level`` is the grade it has, or that it would have if it reported as
    registered, and ``because`` why. ``overdue`` counts the working days since its report was due.
    """

    one: Experiment
    standing: str
    level: int | None
    because: str
    overdue: int
    metric: Metric | None
    owner: str
    practice_title: str = ""


def listed(shown: Sequence[Shown]) -> str:
    """One part of the list."""
    return table([_row(each) for each in shown], LIST, caption="Experiments, the last registered first")


def _row(each: Shown) -> Mapping[str, Cell | str]:
    one = each.one
    sizes = f"{counted(len(one.place_codes), 'place')} in {len(one.arms)} arms"
    return {
        "title": Cell(one.title, href=href("experiments", experiment=one.experiment_id), note=f"for {each.owner}"),
        "metric": each.metric.title if each.metric else one.metric_id,
        "design": Cell(DESIGNS[one.design], note=sizes),
        "standing": Cell(STANDINGS[each.standing], note=_when(each)),
        "result": _result(each),
    }


def _when(each: Shown) -> str:
    one = each.one
    if one.reported_on:
        return f"on {day(one.reported_on)}; {registered_words(one)}"
    late = f", {counted(each.overdue, 'working day')} ago" if each.overdue else ""
    return f"results due {day(one.results_due_on)}{late}; {registered_words(one)}"


def _result(each: Shown) -> Cell:
    strength = LEVELS[each.level] if each.level else level_words(None)
    if each.one.result is not None:
        return Cell(RESULTS[each.one.result], note=strength)
    unknown = "result unknown" if each.standing == "overdue" else "no result yet"
    return Cell(unknown, note=f"as registered it could reach {strength}", quiet=True)


def fixed_part(each: Shown, places: Mapping[str, Place]) -> str:
    """Everything that was written down beforehand."""
    one = each.one
    measured = anchor(each.metric.title, href("metric", metric=each.metric)) if each.metric else escape(one.metric_id)
    entry = anchor(each.practice_title or "the entry", href("practice", practice=one.practice_id or ""))
    facts = [
        ("Question", escape(one.question)),
        ("Arms", _arms(one.arms, places)),
        ("Measured by", measured),
        ("How it compares", escape(DESIGNS[one.design])),
        ("How places came into their arms", escape(one.assigned_by)),
        ("How it will be analysed", escape(one.analysis)),
        ("Registered", escape(f"{day(one.registered_on)}: {registered_words(one)}")),
        ("First figures", escape(f"from {day(one.data_from)}")),
        ("Results due", escape(day(one.results_due_on))),
        ("Registered for", escape(each.owner)),
        ("Tests the entry", entry if one.practice_id else ""),
        ("Protocol", anchor(one.protocol, one.protocol) if one.protocol else "no link was given"),
        ("Whom to ask", escape(one.contact_role or "")),
    ]
    return prose.heading("Fixed at registration") + prose.paragraphs([FIXED]) + prose.facts(facts)


def _arms(arms: Sequence[Arm], places: Mapping[str, Place]) -> str:
    return f"<ul>{''.join(_arm(arm, places) for arm in arms)}</ul>"


def _arm(arm: Arm, places: Mapping[str, Place]) -> str:
    named = ", ".join(
        anchor(places[code].name, href("profile", place=code)) if code in places else escape(code)
        for code in arm.place_codes
    )
    return f"<li><strong>{escape(arm.name)}</strong>: {escape(arm.what)} ({named})</li>"


def grade_part(each: Shown) -> str:
    """How strong its evidence is, or could be, and why."""
    strength = level_words(each.level)
    begun = "Its evidence is" if each.one.result is not None else "If it reports as registered, its evidence will be"
    because = f", because {each.because}" if each.because else ""
    told = [f"{begun} {strength}{because}."]
    if not each.one.in_time:
        told.append(
            f"It was {registered_words(each.one)}: what was known by then could have shaped the question, whatever the "
            "design."
        )
    return prose.heading("How strong it is") + prose.paragraphs(told)


def seen_part(said: str, how: str) -> str:
    """What size of effect it could see."""
    return prose.heading("What it could see") + prose.paragraphs([said]) + prose.opening(
        "How that is reckoned", prose.paragraphs([how])
    )  # fmt: skip


def report_part(each: Shown) -> str:
    """What came of it, or that nobody knows."""
    one = each.one
    heading = prose.heading("What came of it")
    if one.result is None or one.reported_on is None:
        if each.standing == "overdue":
            late = counted(each.overdue, "working day")
            return heading + prose.paragraphs([f"Result unknown: the report was due {late} ago and has not come."])
        return heading + prose.paragraphs([f"No result yet. The report is due on {day(one.results_due_on)}."])
    effect = effect_words(one.effect) if one.effect else "no effect was given as a number"
    facts = [
        ("Result", escape(RESULTS[one.result])),
        ("Strength", escape(level_words(each.level))),
        ("Effect", escape(effect)),
        ("Reported", escape(day(one.reported_on))),
    ]
    return heading + prose.facts(facts) + prose.paragraphs(one.report.splitlines())


def file_frame(shown: Sequence[Shown], places: Mapping[str, Place], *, simulated: bool) -> pd.DataFrame:
    """The experiments as rows of a file."""
    rows = [
        {
            "Experiment": each.one.title,
            "Id": each.one.experiment_id,
            "Question": each.one.question,
            "Arms": "; ".join(f"{arm.name}: {_names(arm.place_codes, places)}" for arm in each.one.arms),
            "Measured by": each.metric.title if each.metric else each.one.metric_id,
            "How it compares": DESIGNS[each.one.design],
            "Registered on": each.one.registered_on,
            "First figures from": each.one.data_from,
            "Results due on": each.one.results_due_on,
            "How it stands": STANDINGS[each.standing],
            "Result": RESULTS[each.one.result] if each.one.result else "",
            "Strength": level_words(each.level) if each.one.result else "",
            "Effect": effect_words(each.one.effect) if each.one.effect else "",
            "Workspace": "training: simulated" if simulated else "live",
        }
        for each in shown
    ]
    return pd.DataFrame(rows)


def _names(codes: Sequence[str], places: Mapping[str, Place]) -> str:
    return ", ".join(places[code].name if code in places else code for code in codes)
