"""How every judgement is reached, in plain words, with one comparison that the reader can redo by hand."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from domain.metric import Metric, Polarity
from domain.mission import Catalogue
from domain.place import Place, SuccessionKind
from domain.reason import Reason
from domain.source import Nature, Source
from domain.verdict import RULE_VERSION, Comparator, LevelAnswer, TrendAnswer, Verdict
from metrics.benchmarks import WIDTH
from metrics.explained.answers import LEVEL_MEANINGS, TREND_MEANINGS
from metrics.explained.comparing import SCALE_WORDS
from metrics.explained.everything import EXPLANATIONS
from metrics.explained.explanation import Explanation, rule_of
from metrics.explained.worked import Worked, work_through
from metrics.levels import Z95, Z998
from metrics.methods.scales import Scale
from ui import frame, prose
from ui.numbers import MINUS, interval, number, period_label
from ui.roles import EVERYONE
from ui.rows import cited, comparator_name
from ui.sentences import in_running_text, joined, possessive, tipping_sentence
from ui.tables import Cell, Column, level_cell, table, trend_cell
from ui.wording import FIGURE_MARKS, LEVELS, NATURES, REASONS, trend_label

TITLE, ORDER, ROLES = "Methods", 2, EVERYONE
DESCRIPTION = "What better, similar, improving and cannot tell mean, and how each is worked out."
PARAMETERS = ("place", "metric", "compare")

EXAMPLE_PLACE, EXAMPLE_METRIC = "E06000001", "healthy_life_expectancy_female"
OTHER_SECTIONS = {
    "cells": "The four cells of a verdict",
    "words": "The words and their marks",
    "example": "One comparison worked through",
    "reasons": "Every reason for which there is no answer",
    "marks": "What is said beside a figure",
}
NUMBERS = ("none", "one", "two", "three", "four")
CELLS = (
    ("Level", "Where the newest figure stands against a named comparator.", "judged now"),
    ("Trend", "Where the series is going over its latest comparable points.", "judged now"),
    ("Trajectory", "Whether a target will be met, with the chance of meeting it.", "not judged yet"),
    ("Assurance", "Whether a target is met reliably, month after month.", "not judged yet"),
)


@dataclass(frozen=True)
class Example:
    """One comparison: what was asked for, what the build decided, and the steps to it where there are any."""

    place: Place
    metric: Metric
    against: str
    verdict: Verdict | None
    worked: Worked | None


@dataclass(frozen=True)
class Methods:
    """Everything the page shows."""

    explanations: tuple[Explanation, ...]
    successions: Mapping[SuccessionKind, int]
    example: Example | None
    sources: tuple[Source, ...]


def prepare(request: frame.Request, figures: Any, catalogue: Catalogue, sources: Mapping[str, Source]) -> Methods:
    """The explanations, and the example for the place and metric asked for."""
    example = _example(request, figures, catalogue)
    return Methods(
        explanations=EXPLANATIONS,
        successions=Counter(step.kind for step in figures.successions),
        example=example,
        sources=tuple(cited([example.metric], sources)) if example else (),
    )


def _example(request: frame.Request, figures: Any, catalogue: Catalogue) -> Example | None:
    place = request.place or figures.places.get(EXAMPLE_PLACE)
    metric = request.metric or catalogue.metrics.get(EXAMPLE_METRIC)
    if place is None or metric is None:
        return None
    comparator = Comparator.NATION if request.comparator.is_neighbours else request.comparator
    verdict = next(iter(figures.verdicts([place.code], [metric.metric_id], comparator)), None)
    rest_of = verdict is not None and verdict.rest_of
    against = comparator_name(place, comparator, figures.places, rest_of=rest_of)
    return Example(place, metric, against, verdict, work_through(verdict, metric) if verdict else None)


def page(request: frame.Request, stores: Any) -> None:
    """Draw the explanations, then the example, then the closed lists of words."""
    found = prepare(request, stores.figures, stores.catalogue, stores.sources)
    frame.where_am_i(request)
    frame.heading(finding())
    st.html(_contents(found.explanations) + _cells() + _words())
    st.html("".join(_section(explanation) for explanation in found.explanations) + _changed_places(found.successions))
    st.html(prose.heading(OTHER_SECTIONS["example"], key="example"))
    frame.choose_place(request, "Place of the example")
    frame.choose_metric(request, "Measure of the example")
    st.html(_worked(found.example) + _reasons() + _marks())
    frame.foot(request, sources=found.sources, build=stores.figures.build_id)


def finding() -> str:
    """The page in one sentence."""
    judged = [name.lower() for name, _, state in CELLS if state == "judged now"]
    some, every = NUMBERS[len(judged)].capitalize(), NUMBERS[len(CELLS)]
    return f"{some} of the {every} cells of a verdict are judged today: {joined(judged)}"


def _contents(explanations: tuple[Explanation, ...]) -> str:
    first = {key: OTHER_SECTIONS[key] for key in ("cells", "words")}
    last = {key: title for key, title in OTHER_SECTIONS.items() if key not in first}
    return prose.contents(first | {each.key: each.title for each in explanations} | last)


def _cells() -> str:
    rows = [{"cell": name, "says": says, "now": state} for name, says, state in CELLS]
    columns = [Column("cell", "Cell", names_the_row=True), Column("says", "What it says"), Column("now", "Today")]
    sentence = (
        f"These are rules {RULE_VERSION}. A build applies them once, to every measure, place and comparator; pages, "
        "tables and files all show what the build decided. The cells are never averaged into one mark."
    )
    drawn = table(rows, columns, caption="Which cells are judged", caption_hidden=True)
    return prose.heading(OTHER_SECTIONS["cells"], key="cells") + prose.paragraphs([sentence]) + drawn


def _words() -> str:
    rows = [{"word": level_cell(answer), "cell": "level", "means": LEVEL_MEANINGS[answer]} for answer in LevelAnswer]
    rows += [{"word": trend_cell(answer), "cell": "trend", "means": TREND_MEANINGS[answer]} for answer in TrendAnswer]
    columns = [Column("word", "Word", names_the_row=True), Column("cell", "Cell"), Column("means", "When it is said")]
    drawn = table(rows, columns, caption="Every answer a level or a trend can give", caption_hidden=True)
    return prose.heading(OTHER_SECTIONS["words"], key="words") + drawn


def _section(explanation: Explanation) -> str:
    rules = "".join(_rule(function) for function in explanation.functions)
    exact = prose.opening("The exact rule, as it is described beside the code", rules) if rules else ""
    misleads = f"<p><strong>Where it can mislead</strong></p>{prose.bullets(explanation.misleads)}"
    return (
        prose.heading(explanation.title, key=explanation.key)
        + prose.paragraphs(explanation.says)
        + f'<p class="formula"><strong>In a formula.</strong> {escape(explanation.formula)}</p>'
        + f'<div class="misleads">{misleads}</div>'
        + exact
    )


def _rule(function: Any) -> str:
    rule = rule_of(function)
    reference = f"<p>Reference: {prose.with_code(rule.reference)}</p>" if rule.reference else ""
    described = "".join(f"<p>{prose.with_code(part)}</p>" for part in rule.paragraphs)
    named = f"<strong><code>{escape(rule.name)}</code></strong>: {prose.with_code(rule.sentence)}"
    return f"<p>{named}</p>{described}{reference}"


def _changed_places(successions: Mapping[SuccessionKind, int]) -> str:
    return prose.paragraphs(
        [
            f"This build knows {successions[SuccessionKind.RECODED]} places that were given a new code, "
            f"{successions[SuccessionKind.MERGED]} that were merged and {successions[SuccessionKind.ENDED]} that ended "
            "without one successor."
        ]
    )


def _worked(example: Example | None) -> str:
    if example is None:
        return prose.paragraphs(["This build lacks the place or the measure of the example. Choose others above."])
    subject = f"{in_running_text(example.metric.title)} in {example.place.name}"
    if example.worked is None or example.verdict is None:
        why = example.verdict.level_reason or example.verdict.reason if example.verdict else Reason.NO_DATA
        because = REASONS[why].because if why else "its interval has no width to work with"
        return prose.paragraphs(
            [
                f"For {subject} against {example.against} there is nothing to work through: {because}. Choose another "
                "place or measure above."
            ]
        )
    return prose.paragraphs([f"This is {subject}, against {example.against}."]) + prose.numbered(
        worked_steps(example, example.verdict, example.worked)
    )


def worked_steps(example: Example, verdict: Verdict, worked: Worked) -> list[str]:
    """The steps from the figures to the answer, each a sentence with its numbers."""
    metric = example.metric
    subject = f"{possessive(example.against)} {number(verdict.benchmark, metric, bare=True)}"
    error = _plain(worked.error)
    steps = [
        f"The figures, for {period_label(verdict.period_start, verdict.period_months)}: "
        f"{number(verdict.value, metric)}, 95% interval {interval(verdict.lower, verdict.upper, metric)}; "
        f"{example.against}, {number(verdict.benchmark, metric)}.",
        *_on_scale(worked),
        f"Standard error = ({_plain(worked.high)} {MINUS} {_bracketed(worked.low)}) ÷ {WIDTH} = {error}.",
        f"Each 95% limit is carried out to 99.8%: its distance from {_plain(worked.centre)} times {Z998:.2f} ÷ "
        f"{Z95:.2f}, which gives {_in_unit(worked.limits998, metric)}.",
        f"{subject[:1].upper()}{subject[1:]} lies {_where(verdict.level, worked)}. {POLARITIES[metric.polarity]} "
        f"So the level is {LEVELS[verdict.level]}. "
        f"The trend cell beside it reads “{trend_label(verdict.trend, verdict.trend_reason)}”.",
    ]
    return steps + [
        tipping_sentence(answer, at, metric, upwards=upwards)
        for answer, at, upwards in (
            (verdict.above_level, verdict.tip_above, True), (verdict.below_level, verdict.tip_below, False),
        )
        if answer is not None
    ]  # fmt: skip


def _where(level: LevelAnswer, worked: Worked) -> str:
    if level is LevelAnswer.SIMILAR:
        return "inside the 95% interval"
    side = "above" if worked.z < 0 else "below"
    return f"{side} both intervals" if level in FAR else f"{side} the 95% interval but not beyond the 99.8% one"


FAR = {LevelAnswer.MUCH_BETTER, LevelAnswer.MUCH_WORSE, LevelAnswer.MUCH_HIGHER, LevelAnswer.MUCH_LOWER}
POLARITIES = {
    Polarity.HIGHER_IS_BETTER: "Higher is better here.",
    Polarity.LOWER_IS_BETTER: "Lower is better here.",
    Polarity.NEUTRAL: "Neither direction is better here.",
}


def _on_scale(worked: Worked) -> list[str]:
    words = SCALE_WORDS[worked.scale]
    if worked.scale is Scale.IDENTITY:
        return [f"This kind of figure is judged by {words}."]
    return [
        f"This kind of figure is judged by {words}. There the value is {_plain(worked.centre)}, its limits "
        f"{_plain(worked.low)} and {_plain(worked.high)}, and the comparator {_plain(worked.benchmark)}."
    ]


def _in_unit(limits: tuple[float, float], metric: Metric) -> str:
    low, high = (f"{metric.prefix}{_plain(limit)}{metric.suffix}" for limit in limits)
    return f"{low} to {high}"


def _bracketed(figure: float) -> str:
    return f"({_plain(figure)})" if figure < 0 else _plain(figure)


def _plain(figure: float) -> str:
    return f"{figure:,.5g}".replace("-", MINUS)


def _reasons() -> str:
    rows = [
        {"label": words.label, "because": f"{words.because[:1].upper()}{words.because[1:]}.", "needed": words.needed}
        for reason in Reason
        for words in [REASONS[reason]]
    ]
    columns = [
        Column("label", "What the cell says", names_the_row=True),
        Column("because", "What it means"),
        Column("needed", "What would be needed"),
    ]
    sentence = f"There are {len(rows)} reasons and no others. A missing figure is never nought, nor another year's."
    drawn = table(rows, columns, caption="Reasons for no answer, or a weaker one", caption_hidden=True)
    return prose.heading(OTHER_SECTIONS["reasons"], key="reasons") + prose.paragraphs([sentence]) + drawn


def _marks() -> str:
    rows = [{"said": Cell(words), "of": "a figure"} for words in FIGURE_MARKS.values()]
    natures = [words for nature, words in NATURES.items() if nature is not Nature.CURRENT]
    rows += [{"said": Cell(words), "of": "a source"} for words in natures]
    columns = [Column("said", "What is said", names_the_row=True), Column("of", "Of what")]
    drawn = table(rows, columns, caption="Words beside figures and sources", caption_hidden=True)
    return prose.heading(OTHER_SECTIONS["marks"], key="marks") + drawn
