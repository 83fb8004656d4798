"""Did it work? What the official figures say came of a local change, beside places that did not make it."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from domain.evaluating import Method, Why
from domain.evaluation import Answer, Evaluation
from domain.metric import Metric
from domain.place import Level
from metrics.evaluation.preparing import Prepared, Question, figures_of
from metrics.evaluation.preparing import prepare as prepare_run
from metrics.evaluation.record import record_of, run_again, same_numbers
from metrics.evaluation.remembered import Remembered
from metrics.evaluation.run import Progress, evaluate
from metrics.evaluation.setup import read_setup
from metrics.last_few import LastFew
from metrics.methods.evidence import GRADE_WORDS, Checks, maryland_grade
from metrics.methods.study import NEAREST_DONORS
from metrics.panel import Panel, make_panel
from ui import evaluation_attached as attached
from ui import evaluation_words as words
from ui import frame, prose
from ui.charts import show
from ui.delivery_saving import say_what_was_saved
from ui.download import offer
from ui.evaluation_charts import beside_its_twin, effects_by_year, event_table, gap_table, gaps_beside_others
from ui.evaluation_choosing import DID_IT_WORK, FIRST_START, TOO_LONG_AGO, about, begin, choosers
from ui.evaluation_shown import Shown
from ui.evaluation_subject import Subject, subject_of
from ui.evaluation_view import (
    SIMULATED,
    cautions,
    compared_with,
    detectable_caption,
    donor_frame,
    left_out,
    outcome,
)
from ui.metric_words import source_line
from ui.names import with_article
from ui.numbers import month, period_label
from ui.roles import EVERYONE
from ui.rows import cited
from ui.stores import Stores

TITLE, ORDER, ROLES = "Evaluate", 4, EVERYONE
DESCRIPTION = "Did it work? What the official figures say came of a local change, beside places that did not make it."
PARAMETERS = ("place", "places", "metric", "transformation", "practice", "adoption", "on", "kind", "view", "start")

NO_REGISTER = "The register cannot be reached just now: start dates, adoptions and kept evaluations cannot be read."

_panels: LastFew[Panel] = LastFew()
_runs = Remembered()


@dataclass(frozen=True)
class Asked:
    """The question of the address, and what was prepared for it; without places, a metric and a start there is none."""

    subject: Subject
    metric: Metric | None
    panel: Panel | None = None
    prepared: Prepared | None = None
    bordering: frozenset[str] = frozenset()


def prepare(request: frame.Request, stores: Stores) -> Asked:
    """Gather who took part, since when, and whom they can be compared with."""
    subject = subject_of(request, stores)
    metric = request.metric
    if metric is None or not metric.is_measured or not subject.starts:
        return Asked(subject, metric)
    panel = _panel(stores, metric)
    bordering = _bordering(stores, metric, subject)
    rule = request.kind if request.kind in words.DONOR_RULES else words.NEAREST
    question = Question(
        starts=subject.starts, method=_method(request),
        nearest=NEAREST_DONORS if rule in {words.NEAREST, words.NEAREST_APART} else None,
        same_programme=subject.same, bordering=bordering, apart=rule in {words.NEAREST_APART, words.EVERY_APART},
    )  # fmt: skip
    return Asked(subject, metric, panel, prepare_run(panel, question), bordering)


def found_of(asked: Asked, stores: Stores, *, progress: Progress | None = None) -> Shown | None:
    """Run the question, or take the run from before; nothing where it cannot be run."""
    prepared, metric, panel, starts_on = asked.prepared, asked.metric, asked.panel, asked.subject.starts_on
    if prepared is None or prepared.setup is None or metric is None or panel is None or starts_on is None:
        return None
    setup = prepared.setup
    key = (stores.figures.build_id, metric.metric_id, setup)
    found = _runs.of(key, lambda: evaluate(figures_of(panel), setup, progress=progress))
    level, reason = found.grade
    return Shown(
        metric=metric, places=asked.subject.places, starts_on=starts_on, found=found, prepared=prepared,
        months=int(panel.months[0]), names={place.code: place.name for place in panel.places}, grade=level,
        because=GRADE_WORDS[reason], bordering=asked.bordering, elsewhere=_elsewhere(asked.subject, stores),
        made_up=asked.subject.made_up,
    )  # fmt: skip


def page(request: frame.Request, stores: Stores) -> None:
    """Draw the question and its answer, or what there is to choose."""
    frame.where_am_i(request)
    top = st.container()
    if request.on and request.on < FIRST_START:
        frame.notice(TOO_LONG_AGO)
        request = replace(request, on=None)
    asked = prepare(request, stores)
    if stores.desk is None:
        st.html(prose.paragraphs([NO_REGISTER]))
    choosers(request, stores, asked.subject)
    with top:
        say_what_was_saved()
    if asked.prepared is None or asked.metric is None:
        begin(request, stores, asked.subject, top)
    else:
        _answer(request, stores, asked, top)
    sources = cited([asked.metric], stores.sources) if asked.metric else []
    frame.foot(request, sources=sources, build=stores.figures.build_id)


def _answer(request: frame.Request, stores: Stores, asked: Asked, top: Any) -> None:
    bar = st.empty()
    shown = found_of(asked, stores, progress=_shown_in(bar))
    bar.empty()
    if shown is None:
        _refused(asked, top)
    else:
        with top:
            frame.heading(shown.finding, caption=detectable_caption(shown))
            _marked(asked)
        st.html(about(asked.subject) + outcome(shown) + cautions(shown))
        _charts(request, stores, asked, shown)
    _kept(stores, asked, shown)


def _shown_in(bar: Any) -> Progress:
    """A bar that moves in steps a reader can see."""
    last = [-1.0]

    def told(share: float, doing: str) -> None:
        if share - last[0] >= 0.05:
            last[0] = share
            bar.progress(min(share, 1.0), text=doing.capitalize())

    return told


def _refused(asked: Asked, top: Any) -> None:
    prepared, subject, metric = asked.prepared, asked.subject, asked.metric
    why = prepared.why if prepared and prepared.why else Why.NO_FIGURES
    if metric is None or subject.starts_on is None:
        return
    where = words.where_words([with_article(place) for place in subject.places])
    told = words.finding(
        metric, Answer.CANNOT_TELL, where=where, several=len(subject.places) > 1, after=month(subject.starts_on),
        numbers="", why=words.CANNOT[why],
    )  # fmt: skip
    with top:
        frame.heading(told, caption=DID_IT_WORK)
        _marked(asked)
    aside = left_out(prepared.pool.left_out) if prepared and prepared.pool else ""
    st.html(about(subject) + prose.paragraphs([words.WHAT_TO_DO[why]]) + aside)


def _marked(asked: Asked) -> None:
    """Say beside the finding that what it is about is made up."""
    if asked.subject.made_up:
        frame.notice(SIMULATED)


def _charts(request: frame.Request, stores: Stores, asked: Asked, shown: Shown) -> None:
    metric, found = shown.metric, shown.found
    first, last = (period_label(found.setup.periods[end], shown.months) for end in (0, -1))
    line = source_line(cited([metric], stores.sources), f"{first} to {last}")
    if found.setup.method is Method.EVENT_STUDY:
        if not found.events.empty:
            show(effects_by_year(shown, source_line=line), key="evaluate.events", heading=2)
        if aside := left_out(shown.prepared.pool.left_out):  # an empty element is refused
            st.html(aside)
        _offer(request, stores, asked, shown, lambda: event_table(shown), "differences by year")
        return
    show(beside_its_twin(shown, source_line=line), key="evaluate.twin", heading=2)
    if len(found.placebo_gaps):
        show(gaps_beside_others(shown, source_line=line), key="evaluate.gaps", heading=2)
    st.html(compared_with(shown))
    _offer(request, stores, asked, shown, lambda: gap_table(shown), "by year")
    _offer(request, stores, asked, shown, lambda: donor_frame(shown), "places compared with")


def _offer(
    request: frame.Request, stores: Stores, asked: Asked, shown: Shown, make: Callable[[], pd.DataFrame], what: str
) -> None:
    simulated = "Simulated start, " if shown.made_up else ""
    offer(
        make, title=f"{simulated}Did it work, {shown.metric.title}, {shown.where}, {what}", metrics=[shown.metric],
        request=request, stores=stores, key=f"csv.evaluate.{what}",
        caveats=[
            f"{shown.finding}.", f"Strength of evidence: level {shown.grade} of 5, because {shown.because}.",
            words.FIT_RULE, words.ANSWER_RULE, *([SIMULATED] if shown.made_up else []),
        ],
        metric=shown.metric, transformation=asked.subject.transformation_id,
        places=None if asked.subject.transformation_id else asked.subject.places, on=shown.starts_on,
        practice=asked.subject.practice_id, adoption=asked.subject.adoption_id, kind=request.kind, view=request.view,
    )  # fmt: skip


def _kept(stores: Stores, asked: Asked, shown: Shown | None) -> None:
    """Those kept with the same thing, and the form that keeps this one."""
    desk, subject = stores.desk, asked.subject
    about = {
        "transformation_id": subject.transformation_id, "practice_id": subject.practice_id,
        "adoption_id": subject.adoption_id,
    }  # fmt: skip
    if desk is None or not any(about.values()):
        attached.keep_form(desk, None, about="", finding="", place_codes=())
        return
    named = next({name: value} for name, value in about.items() if value)
    runs = [_kept_run(one, stores) for one in desk.learning.evaluations(**named)]
    attached.listed(runs, build_id=stores.figures.build_id, run_again=lambda one: _again(one, stores))
    if shown is not None:
        record = record_of(
            shown.found, metric=shown.metric, starts_on=shown.starts_on, finding=shown.finding,
            cannot_tell=shown.cannot_tell, build_id=stores.figures.build_id, run_on=desk.today, **about,
        )  # fmt: skip
        codes = [place.code for place in subject.places]
        attached.keep_form(desk, record, about=subject.title, finding=shown.finding, place_codes=codes)


def _kept_run(one: Evaluation, stores: Stores) -> attached.KeptRun:
    shown = Checks(
        pre_fit_passes=one.pre_fit_passes, in_time_placebo_null=one.in_time_placebo_null, placebos=one.placebos
    )
    level, reason = maryland_grade(one.design, shown)
    return attached.KeptRun(one, stores.catalogue.metrics.get(one.metric_id), level, GRADE_WORDS[reason])


def _again(one: Evaluation, stores: Stores) -> str:
    metric = stores.catalogue.metrics.get(one.metric_id)
    if metric is None:
        return f"The measure {one.metric_id} is no longer in the catalogue, so it cannot be run again."
    figures = figures_of(_panel(stores, metric))
    try:
        setup = read_setup(one.settings)
    except ValueError as fault:
        return f"It cannot be run again: {fault}."
    found = _runs.of((stores.figures.build_id, one.metric_id, setup), lambda: run_again(one, figures))
    numbers = words.effect_words(found.effect, found.lower, found.upper, metric)
    now = "it still cannot be told" if found.answer is Answer.CANNOT_TELL else numbers
    return attached.again_words(same_numbers(one, found), now, changed=one.build_id != stores.figures.build_id)


def _method(request: frame.Request) -> Method:
    offered_methods = {method.value: method for method in words.METHODS}
    return offered_methods.get(request.view or "", Method.SYNTHETIC_DID)


def _panel(stores: Stores, metric: Metric) -> Panel:
    figures = stores.figures

    def read() -> Panel:
        return make_panel(metric, figures.grid_of_metric(metric.metric_id), figures.places)

    return _panels.of(figures.places, metric.metric_id, read)


def _bordering(stores: Stores, metric: Metric, subject: Subject) -> frozenset[str]:
    if metric.lowest_level is Level.UNITED_KINGDOM:
        return frozenset()  # it borders nothing that is compared
    beside = stores.figures.bordering(metric.lowest_level)
    codes = {place.code for place in subject.places}
    return frozenset().union(*(beside.get(code, frozenset()) for code in codes)) - codes


def _elsewhere(subject: Subject, stores: Stores) -> Mapping[str, int]:
    """How many published transformations other than this one's programme each place has."""
    if stores.programmes is None:
        return {}
    every = stores.programmes.transformations
    own = every.get(subject.transformation_id or "")
    programme = own.programme_id if own else ""
    return Counter(code for one in every.values() if one.programme_id != programme for code in one.place_codes)
