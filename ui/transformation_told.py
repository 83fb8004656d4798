"""What was reported of one transformation, drawn: where it stands, its views, milestones, money, results and risks."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from domain.assurance import AssuranceRating
from domain.delivery import Delivery
from domain.metric import Metric
from domain.milestone import Milestone
from domain.spend import Spend
from domain.tracked import Tracked
from domain.verdict import Verdict
from ui import delivery_forms as forms
from ui import delivery_parts as parts
from ui import prose
from ui.address import anchor, href
from ui.charts import show
from ui.delivery_describing import describing_form, milestone_form
from ui.delivery_results import results, risks
from ui.delivery_told import Told
from ui.four_views import drawn, figures_against_self, four_views
from ui.milestone_timeline import milestone_chart
from ui.money_story import money_chart, money_facts, money_finding

AGREED = "None of the views that can be told contradicts another."
NOTHING_TOLD = "Nobody has said yet how it stands, so there is nothing that could contradict anything."
NOT_HELD = "Whether they fit together is worked out for today only, not for a past day."


@dataclass(frozen=True)
class Reported:
    """What the reader may see of what was reported, with what it is held against.

    ``contradictions`` are sentences, the heaviest first; ``judged_by_us`` says that nobody of its own named what it
    aims to move; ``one_legged`` that no social measure is among that.
    """

    one: Tracked
    delivery: Delivery
    told: Told
    contradictions: tuple[str, ...]
    commitments_html: str
    round_titles: Mapping[str, str]
    judged_by_us: bool
    one_legged: bool
    simulated: bool


def now(
    shown: Reported, verdicts: Sequence[Verdict], metrics: Mapping[str, Metric], *, desk: Any, today: dt.date,
    waited: Callable[[dt.date, dt.date], int],
) -> None:  # fmt: skip
    """Where it stands, or stood at the end of a past day."""
    told, own_id = shown.told, shown.one.transformation_id
    st.html(_reported_heading(shown) + parts.standing(shown.delivery, told))
    st.html(_views(shown, verdicts, metrics))
    milestones = [version.record for version in told.standing(Milestone)]
    if milestones:
        drawing = milestone_chart(milestones, today=told.on or today, past=told.on is not None)
        show(drawing, key=f"milestones.{own_id}")
    else:
        st.html(prose.paragraphs(["No milestone is on record."]))
    _money(shown)
    st.html(results(told) + risks(told))
    st.html(
        shown.commitments_html
        + parts.requests(told, today=told.on or today, waited=waited)
        + parts.returns(told, shown.round_titles)
    )
    st.html(parts.conversation(told.comments))
    if told.on is None:
        forms.comment_form(desk, shown.one, told)
        if added := _may_add(desk, shown.one):
            st.html(added)


def _reported_heading(shown: Reported) -> str:
    said = f'<p class="simulated">{escape(parts.SIMULATED)}</p>' if shown.simulated else ""
    prompt = f"<p>{escape(parts.ONE_LEGGED)}</p>" if shown.one_legged else ""
    return prose.heading("What was reported", key="reported") + said + prompt


def _views(shown: Reported, verdicts: Sequence[Verdict], metrics: Mapping[str, Metric]) -> str:
    told = shown.told
    views = four_views(told.updates, told.standing(AssuranceRating), verdicts, metrics, judged_by_us=shown.judged_by_us)
    if told.on:  # figures are today's, and what contradicts what is worked out of today's state alone
        return drawn(views, [], agreed=NOT_HELD)
    against = "" if shown.judged_by_us else figures_against_self(told.updates, verdicts)
    agreed = AGREED if _anything_told(shown.delivery) else NOTHING_TOLD
    return drawn(views, [*shown.contradictions, *([against] if against else [])], agreed=agreed)


def _anything_told(delivery: Delivery) -> bool:
    """Whether its own people said anything that another view could contradict: a status, a rating, a milestone."""
    return delivery.status is not None or delivery.self_rating is not None or bool(delivery.reached)


def _money(shown: Reported) -> None:
    spending = [version.record for version in shown.told.standing(Spend)]
    facts = "" if shown.told.on else prose.facts((name, escape(what)) for name, what in money_facts(shown.delivery))
    st.html(prose.heading("Money", key="money") + facts)
    if spending:
        title = "Spend by quarter, as it had been told" if shown.told.on else money_finding(shown.delivery)
        show(money_chart(spending, title=title), key=f"money.{shown.one.transformation_id}")
    else:
        st.html(prose.paragraphs(["Nobody has said yet what was spent, or what is expected to be."]))


def _may_add(desk: Any, one: Tracked) -> str:
    may = forms.may_add(desk.person, one)
    if not may:
        return ""
    link = anchor("Add or change something", href("transformation", transformation=one.transformation_id, view="act"))
    return f"<p>{link}: you may {escape('; '.join(may))}.</p>"


def act(
    shown: Reported, *, desk: Any, place_names: Mapping[str, str], missions: Mapping[str, str],
    metrics: Mapping[str, str], answer_due: dt.date,
) -> None:  # fmt: skip
    """The forms of what the reader may add or change."""
    if not forms.may_add(desk.person, shown.one):
        st.html(prose.paragraphs(["Your role may read this transformation, and comment where it may; no more."]))
    practice = f'<p class="simulated">{escape(parts.PRACTICE)}</p>' if shown.simulated else ""
    st.html(prose.heading("Add or change") + practice + parts.requests_open(shown.told))
    forms.rating_form(desk, shown.one)
    forms.asking_form(desk, shown.one, place_names, answer_due=answer_due)
    forms.deciding_forms(desk, shown.one, shown.told)
    describing_form(desk, shown.one, shown.told, missions=missions, metrics=metrics)
    milestone_form(desk, shown.one)
    forms.comment_form(desk, shown.one, shown.told)
