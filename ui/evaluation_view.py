"""An evaluation as it is read: what could have been seen, what was found, how sure that is, beside whom."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from domain.evaluating import LeftOut, Method
from domain.evaluation import Answer
from ui import evaluation_words as words
from ui import prose
from ui.address import href
from ui.evaluation_shown import Shown
from ui.evaluation_subject import Offer
from ui.learning_words import ANSWERS, LEVELS
from ui.numbers import change, day, month, period_label
from ui.sentences import counted
from ui.tables import Cell, Column, table

SIMULATED = "Training workspace: the start date comes from simulated records. The figures are real official statistics."
NOT_GIVEN = "not given, because nothing could be built on it"
LISTED_FIRST = 10
ONE_IN_TWENTY = 0.05
SHARE_COLUMNS = (
    Column("place", "Place", names_the_row=True),
    Column("share", "Counts for", numeric=True),
    Column("without", "Difference found without it", numeric=True),
    Column("note", "To know"),
)
OFFER_COLUMNS = (
    Column("title", "Transformation", names_the_row=True), Column("where", "Where"), Column("start", "Started"),
)  # fmt: skip


def outcome(shown: Shown) -> str:
    """The answer with everything it rests on; what could have been seen stands first."""
    found, metric = shown.found, shown.metric
    numbers = words.effect_words(found.effect, found.lower, found.upper, metric)
    told = [
        ("What could have been seen", f"{words.detectable_words(found.detectable, metric)}"),
        ("Answer", _answer(shown)),
        ("Difference found", numbers if found.answer is not Answer.CANNOT_TELL else NOT_GIVEN),
        ("Strength of evidence", f"{LEVELS[shown.grade]}; because {shown.because}"),
        ("By chance alone", _by_chance(found)),
        ("Fit before the start", _fit(shown)),
        ("A start three years earlier", _earlier(shown)),
        ("Leaving out one place", _range_without(shown)),
        ("Years before and since", _years(shown)),
    ]
    return prose.facts([(name, escape(_capital(text))) for name, text in told])


def _by_chance(found: Any) -> str:
    method = found.setup.method
    return words.chance_words(
        found.p, found.smallest_p, found.placebos, groups=method is Method.EVENT_STUDY and len(found.setup.treated) > 1,
        beside_fit=method in {Method.SYNTHETIC_CONTROL, Method.DEMEANED_SYNTHETIC_CONTROL},
    )  # fmt: skip


def cautions(shown: Shown) -> str:
    """What makes the answer weaker, as a list; the rules, one click away."""
    said = [words.WHOLE_PLACE, *(words.CAUTIONS[why] for why in shown.prepared.cautions if why in words.CAUTIONS)]
    if shown.neighbours_used:
        said.append(
            f"{words.where_words(shown.neighbours_used)} border{'s' if len(shown.neighbours_used) == 1 else ''} "
            "the place and may have gained or lost by what was done. Leaving neighbours out is one choice above."
        )
    if touched := _touched(shown):
        said.append(touched)
    if shown.found.setup.method is Method.EVENT_STUDY:
        said.append(words.EVERYBODY)
    if shown.found.why in words.WHAT_TO_DO:
        said.insert(0, words.WHAT_TO_DO[shown.found.why])
    rules = prose.opening("The rules", prose.paragraphs([words.FIT_RULE, words.ANSWER_RULE]))
    return prose.heading("To bear in mind") + prose.bullets(said) + rules


def compared_with(shown: Shown) -> str:
    """Who the place was set beside and how much each counts, and who was left out."""
    weights, without = shown.weights, shown.found.without_each
    rows = [
        {
            "place": (shown.names[code], href("profile", place=code)),
            "share": f"{100 * share:.1f}%",
            "without": change(without.get(code), shown.metric),
            "note": Cell(_note(shown, str(code)), quiet=True),
        }
        for code, share in weights.items()
    ]
    pool = shown.prepared.pool
    heading = f"The comparison is made of {len(rows)} of {counted(len(pool.codes), 'place')}"
    first, more = rows[:LISTED_FIRST], rows[LISTED_FIRST:]
    body = table(first, SHARE_COLUMNS, caption="The places that count most", caption_hidden=True)
    rest = table(more, SHARE_COLUMNS, caption="The others that count", caption_hidden=True) if more else ""
    opens = prose.opening(f"{counted(len(more), 'more place')}", rest) if more else ""
    return prose.heading(heading) + left_out(pool.left_out) + body + opens


def left_out(causes: Mapping[LeftOut, Sequence[str]]) -> str:
    """Who of the same kind was left out, and why."""
    said = [f"{counted(len(codes), 'place')} {words.LEFT_OUT[cause]}" for cause, codes in causes.items()]
    return prose.paragraphs([f"Left out: {'; '.join(said)}."]) if said else ""


def offered(offers: Sequence[Offer], names: Mapping[str, str]) -> str:
    """Transformations to ask about."""
    rows = [
        {
            "title": (one.title, href("evaluate", transformation=one.own_id)),
            "where": words.where_words([names.get(code, code) for code in one.place_codes]),
            "start": _started(one),
        }
        for one in offers
    ]  # fmt: skip
    return table(rows, OFFER_COLUMNS, caption="Transformations that began long enough ago", caption_hidden=True)


def _started(one: Offer) -> str:
    """The day it started, or the month from which a register names it."""
    return f"after {month(one.starts_on)}, by its register" if one.dated else day(one.starts_on)


def donor_frame(shown: Shown) -> pd.DataFrame:
    """Every place that could be compared with, as rows of a file."""
    found, pool = shown.found, shown.prepared.pool
    since = found.placebo_gaps[[period for period in found.placebo_gaps.columns if period >= found.setup.first_since]]
    effects = since.mean(axis=1) if not since.empty else pd.Series(dtype=float)
    return pd.DataFrame({
        "Place": [shown.names[code] for code in pool.codes],
        "Code": list(pool.codes),
        "Share of the comparison": [found.weights.get(code, 0.0) for code in pool.codes],
        "Difference found without it": [found.without_each.get(code, float("nan")) for code in pool.codes],
        "Average gap of its own, where nothing was done": [effects.get(code, float("nan")) for code in pool.codes],
    })  # fmt: skip


def _answer(shown: Shown) -> str:
    moved = shown.found.answer in {Answer.ROSE, Answer.FELL}
    like = f" against places like {'them' if len(shown.places) > 1 else 'it'}" if moved else ""
    return f"{ANSWERS[shown.found.answer]}{like}{_in_doubt(shown)}"


def _in_doubt(shown: Shown) -> str:
    """Why no clear effect is seen, where one of the two things that are asked alone would have shown one."""
    found = shown.found
    holds_nought = found.lower <= 0 <= found.upper
    if found.answer is not Answer.NO_CLEAR_EFFECT or holds_nought is (found.p > ONE_IN_TWENTY):
        return ""
    if holds_nought:
        return ", because the interval holds nought, though few other places moved as far"
    return ", because more than one other place in 20 did as much, though nought lies outside the interval"


def _fit(shown: Shown) -> str:
    found = shown.found
    if shown.found.setup.method is Method.EVENT_STUDY:
        if found.pre_test_p != found.pre_test_p:
            return "too few places or years to test the years before"
        clear = "no difference shows" if found.fits else "a difference shows"
        return f"{clear} in the years before (p = {found.pre_test_p:.3f})"
    verdict = "close enough" if found.fits else "not close enough to say"
    return (
        f"{verdict}: the comparison missed the place by {words.times(found.pre_fit)} the place's own ups and downs, "
        f"and by {words.times(found.against_others)} what the method misses the middle one of the other places by"
    )


def _earlier(shown: Shown) -> str:
    earlier = shown.found.earlier
    if shown.found.setup.method is Method.EVENT_STUDY:
        return ""
    if earlier is None and not shown.found.years_for_an_earlier_start:
        return "not tried: there are too few years before the start"
    if earlier is None:
        return (
            "nothing can be said: with three years fewer, the comparison follows the years before without any gap, so "
            "nothing shows how far the number could be out"
        )
    numbers = words.effect_words(earlier.effect, earlier.lower, earlier.upper, shown.metric)
    verdict = (
        "no difference shows, as it should be" if earlier.null else "a difference shows, where there should be none"
    )
    began = f"{'in' if shown.months else 'on'} {period_label(earlier.first_since, shown.months)}"
    return f"pretending that it began {began}, {verdict}: {numbers}"


def _range_without(shown: Shown) -> str:
    if shown.found.answer is Answer.CANNOT_TELL:
        return ""  # a difference that is not given does not stay between two numbers
    effects = shown.found.without_each.dropna()
    if effects.empty:
        return ""
    low, high = change(effects.min(), shown.metric), change(effects.max(), shown.metric)
    return f"whichever place is left out, the difference stays between {low} and {high}"


def _years(shown: Shown) -> str:
    setup = shown.found.setup
    first, last = (period_label(setup.periods[end], shown.months) for end in (0, -1))
    since = len(setup.periods) - setup.before
    return f"{counted(setup.before, 'figure')} before the start and {since} since, {first} to {last}"


def _touched(shown: Shown) -> str:
    elsewhere = shown.elsewhere or {}
    touched = sum(1 for code in shown.weights.index if elsewhere.get(code))
    if not touched:
        return ""
    return (
        f"{touched} of the {len(shown.weights)} places that count took part in other programmes listed here, so this "
        "is the difference from what places do anyway, not from nothing."
    )


def _note(shown: Shown, code: str) -> str:
    elsewhere = (shown.elsewhere or {}).get(code, 0)
    notes = ["neighbour"] if code in shown.bordering else []
    if elsewhere:
        notes.append(f"{counted(elsewhere, 'transformation')} of other programmes")
    return ", ".join(notes) or "nothing noted"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def detectable_caption(shown: Shown) -> str:
    """What stands above the heading: how large a difference could have been seen at all."""
    if shown.found.answer is Answer.CANNOT_TELL:
        return "Did it work?"
    seen = _capital(words.detectable_words(shown.found.detectable, shown.metric))
    return f"Did it work? {seen}. Evidence of level {shown.grade} of 5"
