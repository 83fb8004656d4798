"""A mission's own question answered in one sentence: what places did on its headline measures, and the gap."""

import datetime as dt
from collections.abc import Sequence

from domain.disparity import GapAnswer
from domain.mission import Framework
from ui import change_counts, gap_words
from ui.mission_answers import Answer, one_measure, sentence_case
from ui.numbers import period_label
from ui.sentences import in_running_text, joined, titles
from ui.wording import GAP_CHANGES

NAMED = 2  # titles in a heading; the rest are counted


def answer_in_one(title: str, answers: Sequence[Answer], framework: Framework) -> str:
    """The mission's own question answered in one sentence, without its full stop."""
    if not answers:
        return f"None of the headline measures of {in_running_text(title)} has figures here"
    if len(answers) == 1:
        return sentence_case(one_measure(answers[0], brief=True))
    if all(answer.count is not None and not answer.count.places for answer in answers):
        return f"No change can be counted yet on {_all_of(answers)} of {in_running_text(title)}{_only(answers)}"
    places = _places_said(answers, _since(answers, framework))
    return sentence_case(f"{places}{_gaps_said(answers, counted='headline measures' in places)}")


def _places_said(answers: Sequence[Answer], since: str) -> str:
    said = []
    for side, verb, than in (("better", "improved", "got worse"), ("worse", "got worse", "improved")):
        for mostly in (True, False):
            named = [one for one in answers if one.leans == side and one.mostly is mostly]
            if named:
                who = f"most places {verb} beyond noise" if mostly else f"more places {verb} beyond noise than {than}"
                said.append(f"{who} on {_named(named, answers)}{_against(named, answers, side)}")
    cash = [one for one in answers if one.rose_in_cash]
    if cash:
        said.append(f"most places rose beyond noise, before inflation, on {_named(cash, answers)}")
    if said:
        return f"since {since} {', and '.join(said)}"
    either = "either" if len(answers) == 2 else "any"
    measures = f"{either} of {len(answers)} headline measures"
    return f"we cannot tell on {measures} whether more places have improved or got worse since {since}"


def _gaps_said(answers: Sequence[Answer], *, counted: bool) -> str:
    told = [answer for answer in answers if answer.gap_answer is not GapAnswer.CANNOT_TELL]
    if not told:
        moved = any(answer.leans or answer.rose_in_cash for answer in answers)
        return "; we cannot tell whether any gap narrowed" if moved else ", nor whether any gap has narrowed"
    parts = []
    for which in (GapAnswer.NARROWED, GapAnswer.WIDENED):
        named = [answer for answer in told if answer.gap_answer is which]
        whose = _named(named, answers).removesuffix(" headline measures") if counted else _named(named, answers)
        parts += [f"{GAP_CHANGES[which]} on {whose}{_by(named, answers)}"] if named else []
    rest = len(answers) - len(told)
    cannot = f"; on {'the other' if rest == 1 else f'the other {rest}'} we cannot tell" if rest else ""
    return f"; the gap {' and '.join(parts)}{cannot}"


def _named(chosen: Sequence[Answer], answers: Sequence[Answer]) -> str:
    if len(chosen) == len(answers):
        return _all_of(answers)
    return titles([answer.metric.title for answer in chosen], shown=NAMED)


def _all_of(answers: Sequence[Answer]) -> str:
    return "both headline measures" if len(answers) == 2 else f"all {len(answers)} headline measures"


def _against(chosen: Sequence[Answer], answers: Sequence[Answer], side: str) -> str:
    """How many places went that way against the other, where a heading has room for it."""
    if len(chosen) > NAMED or len(chosen) < len(answers):
        return ""
    counts = [
        (change_counts.better_count(one.count, one.metric), change_counts.worse_count(one.count, one.metric))
        for one in chosen
        if one.count
    ]
    ordered = [(worse, better) if side == "worse" else (better, worse) for better, worse in counts]
    return f" ({joined([f'{many:,} against {few:,}' if few else f'{many:,} against none' for many, few in ordered])})"


def _by(chosen: Sequence[Answer], answers: Sequence[Answer]) -> str:
    """By how much the gaps moved, where a heading has room for it."""
    if len(chosen) > NAMED or len(chosen) < len(answers):
        return ""
    return f" ({joined([gap_words.step_words(one.gap, one.metric) for one in chosen if one.gap])})"


def _only(answers: Sequence[Answer]) -> str:
    labels = {change_counts.newest_label(answer.count) for answer in answers if answer.count}
    return f": comparable figures begin and end with {labels.pop()}" if len(labels) == 1 else ""


def _since(answers: Sequence[Answer], framework: Framework) -> str:
    labels = {change_counts.baseline_label(answer.count) for answer in answers if answer.count}
    if len(labels) == 1:
        return labels.pop()
    return f"{_year(framework.baseline_on)} or later" if framework.baseline_on else "figures begin"


def _year(on: dt.date) -> str:
    return period_label(dt.date(on.year, 1, 1), 12)
