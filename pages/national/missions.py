"""All missions of a framework on one screen: what is measured, how fresh it is, and which way it is going."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from domain.metric import Metric, Role
from domain.mission import Framework, Mission
from domain.verdict import TrendAnswer
from ui import download, frame, summaries
from ui.address import anchor, href
from ui.mission_answers import Answer, answers_of
from ui.mission_finding import answer_in_one
from ui.mission_words import MONEY, finding_for_framework
from ui.numbers import age, period_label
from ui.promises import dates, frameworks_switch, in_few_words
from ui.roles import EVERYONE
from ui.rows import cited, unlike_current
from ui.sentences import counted, in_running_text, joined
from ui.summaries import Summary

TITLE, ORDER, ROLES = "Missions", 1, EVERYONE
DESCRIPTION = "All missions on one screen: what is measured, how fresh it is, and which way places are going."
PARAMETERS = ("framework",)

READING = (
    "Each bar shows places, counted at the smallest level with figures. A direction rests on the latest years and is "
    "given only where chance would hardly explain it; “indicative” means that it rests on the order of the figures "
    "alone, without intervals. A place stands out from its nation where the difference is too large for chance to "
    "explain, even after allowing for how many places are looked at; beside it stands how many would do so by chance."
)


@dataclass(frozen=True)
class Headline:
    """One headline measure: its summary, or none without figures, and how its series is out of the ordinary."""

    metric: Metric
    summary: Summary | None
    nature: str = ""


@dataclass(frozen=True)
class Line:
    """One mission: its headline measures and what they answer, how many measures have figures, and which have none."""

    mission: Mission
    headlines: tuple[Headline, ...]
    answer: str
    measured: int
    holes: tuple[Metric, ...]

    @property
    def shown_metric(self) -> Metric | None:
        """The first headline measure with figures."""
        return next((headline.metric for headline in self.headlines if headline.summary), None)


@dataclass(frozen=True)
class Overview:
    """All missions of one framework, and the frameworks there are."""

    framework: Framework
    frameworks: tuple[Framework, ...]
    lines: tuple[Line, ...]
    headlines: tuple[Headline, ...]

    @property
    def known(self) -> tuple[tuple[Metric, Summary], ...]:
        """The headline measures that have figures, oldest figures first."""
        pairs = [(headline.metric, headline.summary) for headline in self.headlines if headline.summary]
        return tuple(sorted(pairs, key=lambda pair: (pair[1].end, pair[0].title)))


def prepare(request: frame.Request, stores: Any) -> Overview:
    """Gather what the build says of each mission of the framework."""
    known = sorted(stores.catalogue.frameworks.values(), key=lambda one: (one.order, one.framework_id))
    answers = _answers(request.framework, stores)
    lines = tuple(_line(mission, request.framework, answers, stores) for mission in request.framework.missions)
    each_once = {headline.metric.metric_id: headline for line in lines for headline in line.headlines}
    return Overview(request.framework, tuple(known), lines, tuple(each_once.values()))


def _answers(framework: Framework, stores: Any) -> dict[str, Answer]:
    """What each headline measure of the framework with figures answers, by metric: one query for all."""
    pairs = [pair for mission in framework.missions for pair in stores.catalogue.of_mission(mission)]
    held = stores.figures.summary_rows
    found = {m.metric_id: m for m, role in pairs if role is Role.HEADLINE and m.metric_id in held}
    answers = answers_of(list(found.values()), stores.figures.gap_changes(found), stores.figures.national_counts)
    return {answer.metric.metric_id: answer for answer in answers}


def _line(mission: Mission, framework: Framework, answers: Mapping[str, Answer], stores: Any) -> Line:
    pairs = stores.catalogue.of_mission(mission)
    holes = tuple(metric for metric, _ in pairs if metric.metric_id not in stores.figures.summary_rows)
    headlines = tuple(_headline(metric, stores) for metric, role in pairs if role is Role.HEADLINE)
    own = [answers[one.metric.metric_id] for one in headlines if one.metric.metric_id in answers]
    said = answer_in_one(mission.title, own, framework)
    return Line(mission, headlines, answer=said, measured=len(pairs) - len(holes), holes=holes)


def _headline(metric: Metric, stores: Any) -> Headline:
    return Headline(metric, summaries.summary_of(metric, stores.figures), unlike_current(metric, stores.sources))


def page(request: frame.Request, stores: Any) -> None:
    """Draw the missions."""
    overview = prepare(request, stores)
    framework, metrics = overview.framework, [metric for metric, _ in overview.known]
    frame.where_am_i(request, TITLE)
    frame.heading(finding(overview), caption=framework.title)
    frame.notice(framework.status)
    st.html(frameworks_switch(overview.frameworks, framework))
    st.html(f"<p>{escape(opening(overview, request))}</p>{summaries.key(levels=False)}")
    st.html(f'<ol class="missions">{"".join(_mission(line, request) for line in overview.lines)}</ol>')
    st.html(f"<h2>How to read the bars</h2><p>{escape(READING)}</p>")
    download.offer(
        lambda: table(overview), title=f"Headline measures: {framework.title}", metrics=metrics,
        request=request, stores=stores, caveats=[framework.status], framework=framework,
    )  # fmt: skip
    st.html(dates(framework))
    frame.foot(request, sources=cited(metrics, stores.sources), build=stores.figures.build_id)


def finding(overview: Overview) -> str:
    """What most places do on the headline measures whose direction can be judged."""
    improving = [metric for metric, summary in overview.known if summary.direction is TrendAnswer.IMPROVING]
    return finding_for_framework(
        [summary.direction for _, summary in overview.known],
        only_pounds_improve=bool(improving) and all("£" in metric.prefix for metric in improving),
    )


def opening(overview: Overview, request: frame.Request) -> str:
    """How many headline measures have figures, how many of those can be judged, and how old they are."""
    named, known = len(overview.headlines), overview.known
    sentences = [f"Of {counted(named, 'headline measure')}, {_have(len(known))} figures."]
    undecided = sum(summary.direction is TrendAnswer.CANNOT_BE_CALCULATED for _, summary in known)
    if undecided:
        sentences.append(f"For {undecided} of those the figures cannot say which way most places are going.")
    if known:
        oldest, newest = _dated(*known[0], request), _dated(*known[-1], request)
        sentences.append(f"The oldest are for {oldest}; the newest for {newest}.")
    if any("£" in metric.prefix for metric, _ in known):
        sentences.append(MONEY)
    return " ".join(sentences)


def _have(count: int) -> str:
    return f"{count or 'none'} {'has' if count == 1 else 'have'}"


def _dated(metric: Metric, summary: Summary, request: frame.Request) -> str:
    period = period_label(summary.start, summary.months)
    return f"{in_running_text(metric.title)} ({period}, {age(summary.end, request.today)})"


def _mission(line: Line, request: frame.Request) -> str:
    """One mission as an item of the list."""
    mission = line.mission
    address = href("mission", framework=request.framework, mission=mission, metric=line.shown_metric)
    missing = joined([in_running_text(metric.title) for metric in line.holes])
    without = f". No figures for: {missing}" if missing else ""
    listed = counted(line.measured + len(line.holes), "measure")
    measures = "".join(f"<li>{_measure(headline, request)}</li>" for headline in line.headlines)
    return (
        f"<li><div><h2>{mission.number}. {anchor(mission.title, address)}</h2><p>{escape(in_few_words(mission))}</p>"
        f'<p class="answer">{escape(line.answer)}.</p>'
        f'<p class="aside">{line.measured or "None"} of {listed} {_figures(line)}{escape(without)}.</p></div>'
        f'<ul class="measures">{measures}</ul></li>'
    )


def _figures(line: Line) -> str:
    return "has figures" if line.measured <= 1 else "have figures"


def _measure(headline: Headline, request: frame.Request) -> str:
    """One headline measure as an item: its name and age, its bar, and the words of the bar."""
    metric, summary = headline.metric, headline.summary
    name = anchor(metric.title, href("metric", metric=metric))
    if summary is None:
        why = escape(metric.not_measured or "This build of the figures holds none.")
        return f'<span>{name}</span><span class="without-bar">No figures. {why}</span>'
    notes = [f"Figures for {summaries.freshness_words(summary, request.today)}", headline.nature]
    said = "".join(f'<span class="note">{escape(note)}</span>' for note in notes if note)
    chance = summaries.chance_words(summary)
    aside = f'<span class="note">{escape(chance)}</span>' if chance else ""
    words = escape(summaries.trend_words(summary))
    return f"<span>{name}{said}</span>{summaries.bar(summary.trends)}<span>{words}{aside}</span>"


def table(overview: Overview) -> pd.DataFrame:
    """The headline measures as rows for a file."""
    return pd.DataFrame([_file_row(line, headline) for line in overview.lines for headline in line.headlines])


def _file_row(line: Line, headline: Headline) -> dict[str, object]:
    metric, summary = headline.metric, headline.summary
    counts = summaries.file_columns(summary) if summary else {"Why no figures": metric.not_measured}
    row = {
        "Mission": f"{line.mission.number}. {line.mission.title}", "What the figures answer": line.answer,
        "Headline measure": metric.title,
    }  # fmt: skip
    return row | counts | {"Series": (headline.nature or "current series") if summary else None}
