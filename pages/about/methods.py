"""How every judgement is reached, in plain words, with one comparison that the reader can redo by hand."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from domain.calibration import Calibration, ChanceBin, Coverage
from domain.metric import Metric, Polarity
from domain.mission import Catalogue
from domain.place import Place, SuccessionKind
from domain.reason import Reason
from domain.source import Source
from domain.verdict import RULE_VERSION, Comparator, LevelAnswer, Verdict
from metrics.back_test import bands_of, coverage_by_horizon
from metrics.benchmarks import WIDTH
from metrics.explained.answers import ASSURANCE_MEANINGS, LEVEL_MEANINGS, TRAJECTORY_MEANINGS, TREND_MEANINGS
from metrics.explained.comparing import SCALE_WORDS
from metrics.explained.everything import EXPLANATIONS
from metrics.explained.explanation import Explanation, rule_of
from metrics.explained.worked import Worked, work_through
from metrics.levels import Z95, Z998
from metrics.methods.scales import Scale
from ui import back_test, frame, method_contents, method_tables, prose
from ui.charts import show
from ui.download import offer
from ui.method_contents import CLOSED_LISTS, LISTS, PARTS
from ui.numbers import MINUS, interval, number, period_label
from ui.roles import EVERYONE
from ui.rows import cited, comparator_name
from ui.sentences import in_running_text, joined, possessive, tipping_sentence
from ui.wording import LEVELS, REASONS, trend_label

TITLE, ORDER, ROLES = "Methods", 2, EVERYONE
DESCRIPTION = "What better, similar, improving and cannot tell mean, and how each is worked out."
PARAMETERS = ("place", "metric", "compare", "view")
VIEWS = {"words": "In words", "exact": "With the exact rules"}

EXAMPLE_PLACE, EXAMPLE_METRIC = "E06000001", "healthy_life_expectancy_female"
EXACT = "<strong>The exact rule, as it is described beside the code</strong>"
MEANINGS = (
    ("level", LEVEL_MEANINGS), ("trend", TREND_MEANINGS), ("trajectory", TRAJECTORY_MEANINGS),
    ("assurance", ASSURANCE_MEANINGS),
)  # fmt: skip


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
    records: Mapping[str, Sequence[Calibration]]
    coverage: tuple[Coverage, ...]
    bands: tuple[ChanceBin, ...]
    example: Example | None
    sources: tuple[Source, ...]


def prepare(request: frame.Request, figures: Any, catalogue: Catalogue, sources: Mapping[str, Source]) -> Methods:
    """The explanations, and the example for the place and metric asked for."""
    example = _example(request, figures, catalogue)
    return Methods(
        explanations=EXPLANATIONS,
        successions=Counter(step.kind for step in figures.successions),
        records=figures.calibrations,
        coverage=coverage_by_horizon(figures.calibrations),
        bands=bands_of(figures.chance_bins),
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
    """Draw the four cells and the record, then every method folded, then the example."""
    found = prepare(request, stores.figures, stores.catalogue, stores.sources)
    frame.where_am_i(request)
    frame.heading(finding())
    if frame.choose_view(request, VIEWS, "Show") == "exact":
        st.html(_exactly(found.explanations))
        frame.foot(request, build=stores.figures.build_id)
        return
    st.html(method_contents.short_contents(PARTS) + _cells())
    _draw_record(request, stores, found)
    titles = {each.key: each.title for each in found.explanations}
    groups = method_contents.grouped(titles)
    st.html(
        prose.heading(PARTS["methods"], key="methods")
        + method_contents.contents({**groups, LISTS: CLOSED_LISTS})
        + _sections(found, groups)
        + prose.heading(PARTS["example"], key="example")
    )
    frame.choose_place(request, "Place of the example")
    frame.choose_metric(request, "Measure of the example")
    st.html(_worked(found.example))
    frame.foot(request, sources=found.sources, build=stores.figures.build_id)


def _sections(found: Methods, groups: Mapping[str, Mapping[str, str]]) -> str:
    """Every method and every closed list of words, folded."""
    inner = {each.key: _said(each) for each in found.explanations}
    if "codes" in inner:
        inner["codes"] += _changed_places(found.successions)
    lists = {
        "words": method_tables.answers_table(MEANINGS),
        "reasons": method_tables.reasons_table(),
        "marks": method_tables.marks_table(),
    }
    told = {group: {key: (title, inner[key]) for key, title in held.items()} for group, held in groups.items()}
    told[LISTS] = {key: (title, lists[key]) for key, title in CLOSED_LISTS.items()}
    return "".join(method_contents.sections(told))


def _draw_record(request: frame.Request, stores: Any, found: Methods) -> None:
    """What past forecasts and chances were worth."""
    metrics = stores.catalogue.metrics
    told = back_test.coverage_words(found.coverage, found.records)
    by_metric = prose.opening("Measure by measure", back_test.by_metric_table(found.records, metrics), kind="source")
    st.html(
        prose.heading(PARTS["record"], key="record")
        + prose.paragraphs(told)
        + back_test.coverage_table(found.coverage)
        + by_metric
    )
    show(back_test.chances(found.bands), key="methods.chances")
    offer(
        lambda: back_test.records_file(found.records, metrics), title=PARTS["record"], metrics=[],
        request=request, stores=stores, caveats=[back_test.SHOCKS], key="csv.record",
    )  # fmt: skip


def finding() -> str:
    """The page in one sentence."""
    names = joined([name.lower() for name, *_ in method_tables.CELLS])
    return f"A verdict has four cells, each an answer or the reason there is none: {names}"


def _cells() -> str:
    sentence = (
        f"These are rules {RULE_VERSION}. A build applies them once, to every measure, place and comparator; pages, "
        "tables and files all show what the build decided. The cells are never averaged into one mark."
    )
    return prose.heading(PARTS["cells"], key="cells") + prose.paragraphs([sentence]) + method_tables.cells_table()


def _exactly(explanations: tuple[Explanation, ...]) -> str:
    """The explanations with the exact rules, folded, and nothing else."""
    ruled = {each.key: each for each in explanations if each.functions}
    groups = method_contents.grouped({key: each.title for key, each in ruled.items()})
    told = {
        group: {key: (title, _said(ruled[key]) + _rules(ruled[key])) for key, title in held.items()}
        for group, held in groups.items()
    }
    return method_contents.contents(groups) + "".join(method_contents.sections(told))


def _rules(explanation: Explanation) -> str:
    return f"<p>{EXACT}</p>" + "".join(_rule(function) for function in explanation.functions)


def _said(explanation: Explanation) -> str:
    misleads = f"<p><strong>Where it can mislead</strong></p>{prose.bullets(explanation.misleads)}"
    return (
        prose.paragraphs(explanation.says)
        + f'<p class="formula"><strong>In a formula.</strong> {escape(explanation.formula)}</p>'
        + f'<div class="misleads">{misleads}</div>'
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
