"""The grade of a piece of evidence: what its design can show, never what its author thinks of it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from numbers import Integral
from typing import Any, NamedTuple

from domain.evidence import Design

FEWEST_PLACEBOS = 20  # with fewer no p-value can be below 5%
LINK_STARTS = ("https://", "http://")


class GradeReason(StrEnum):
    """Why a grade is what it is. ``GRADE_WORDS`` has the words for readers."""

    NO_CONTROLS = "no_controls"
    CONTROLS_ALONE = "controls_alone"
    BENCHMARK_ALONE = "benchmark_alone"
    PRE_FIT_NOT_SHOWN = "pre_fit_not_shown"
    PLACEBO_IN_TIME_NOT_NULL = "placebo_in_time_not_null"
    TOO_FEW_PLACEBOS = "too_few_placebos"
    COMPARISON_HOLDS = "comparison_holds"
    COMPARISON_JUSTIFIED = "comparison_justified"
    LINK_MISSING = "link_missing"
    AS_GOOD_AS_RANDOM = "as_good_as_random"
    BY_LOT = "by_lot"


GRADE_WORDS = {
    GradeReason.NO_CONTROLS: "nothing in the comparison allows for other causes of the difference",
    GradeReason.CONTROLS_ALONE: "other causes are allowed for as far as they were measured, without a comparison over "
    "time with places that did not take part",
    GradeReason.BENCHMARK_ALONE: "the change is set against that of a wider area, not against places chosen for being "
    "alike beforehand",
    GradeReason.PRE_FIT_NOT_SHOWN: "it is not shown that the comparison followed the place closely before the start",
    GradeReason.PLACEBO_IN_TIME_NOT_NULL: "it is not shown that no effect appears when the start is pretended to be "
    "earlier",
    GradeReason.TOO_FEW_PLACEBOS: f"the method was tried on fewer than {FEWEST_PLACEBOS} places that did not take part",
    GradeReason.COMPARISON_HOLDS: "places that did not take part moved alike before the start, and the checks found "
    "no effect where there can be none",
    GradeReason.COMPARISON_JUSTIFIED: "places that took part are set against a comparison over time that the linked "
    "study justifies itself; its checks were not repeated here",
    GradeReason.LINK_MISSING: "the design is stronger, but nobody has entered a link to the study, so it is graded as "
    "an ordinary comparison",
    GradeReason.AS_GOOD_AS_RANDOM: "who took part was settled by something as good as chance, and the study is linked",
    GradeReason.BY_LOT: "who took part was settled by lot, and the study is linked",
}
BY_HAND = {
    Design.INSTRUMENTAL_VARIABLE: (4, GradeReason.AS_GOOD_AS_RANDOM),
    Design.REGRESSION_DISCONTINUITY: (4, GradeReason.AS_GOOD_AS_RANDOM),
    Design.RANDOMISED: (5, GradeReason.BY_LOT),
}


@dataclass(frozen=True, kw_only=True)
class Checks:
    """What has been shown of a study; what is not said has not been shown.

    ``controls_adequate``: other causes were allowed for by control variables. ``pre_fit_passes``: the comparison
    followed the place before the start. ``in_time_placebo_null``: a pretended earlier start shows no effect.
    ``placebos``: how many places that did not take part the method was tried on. ``manual_link``: the address of the
    study, entered by hand. ``comparators_justified``: that study says itself why its comparison places are alike.
    """

    controls_adequate: bool = False
    pre_fit_passes: bool = False
    in_time_placebo_null: bool = False
    placebos: int = 0
    manual_link: str | None = None
    comparators_justified: bool = False


class Grade(NamedTuple):
    """A level of the Maryland scale, 1 to 5, and why it is not another."""

    level: int
    reason: GradeReason


def maryland_grade(design: Design | str, checks: Checks | Mapping[str, Any] | None = None) -> Grade:
    """Grade of a study on the Maryland scale, by its design and the checks that it passed.

    1: a cross-section, or before and after, without controls. 2: the same with adequate controls, or a change set
    against a benchmark. 3: places that took part against a comparison over time (matched, differences in differences,
    panel, synthetic control), if the fit before the start passes, the pretended earlier start shows nothing and at
    least 20 placebos were run, or if a linked study justifies its comparison; otherwise 2, for the first of these that
    fails. 4: an instrumental variable or a
    regression discontinuity. 5: a randomised trial. 4 and 5 need a link entered by hand; without it the design is
    graded as a comparison, at most 3.

    Takes the design and the checks by name, as ``Checks`` or a mapping; a check left out counts as not passed. Always
    gives a level. An unknown design or check, or a negative number of placebos, is a ValueError.

    Reference: What Works Centre for Local Economic Growth (2016), Guide to scoring evidence using the Maryland
    Scientific Methods Scale. That a synthetic control can reach 3 is this project's rule.

    >>> level, reason = maryland_grade("difference_in_differences", {"pre_fit_passes": True, "placebos": 40})
    >>> print(level, reason)
    2 placebo_in_time_not_null
    """
    chosen, shown = _design(design), _checks(checks)
    if chosen in (Design.CROSS_SECTION, Design.BEFORE_AFTER):
        return Grade(2, GradeReason.CONTROLS_ALONE) if shown.controls_adequate else Grade(1, GradeReason.NO_CONTROLS)
    if chosen is Design.BENCHMARK_ADJUSTED:
        return Grade(2, GradeReason.BENCHMARK_ALONE)
    if chosen not in BY_HAND:
        return _comparison(shown)
    if _linked(shown):
        return Grade(*BY_HAND[chosen])
    return Grade(_comparison(shown).level, GradeReason.LINK_MISSING)


def _linked(shown: Checks) -> bool:
    return shown.manual_link is not None and shown.manual_link.strip().startswith(LINK_STARTS)


def _comparison(shown: Checks) -> Grade:
    if shown.comparators_justified and _linked(shown):
        return Grade(3, GradeReason.COMPARISON_JUSTIFIED)
    if not shown.pre_fit_passes:
        return Grade(2, GradeReason.PRE_FIT_NOT_SHOWN)
    if not shown.in_time_placebo_null:
        return Grade(2, GradeReason.PLACEBO_IN_TIME_NOT_NULL)
    if shown.placebos < FEWEST_PLACEBOS:
        return Grade(2, GradeReason.TOO_FEW_PLACEBOS)
    return Grade(3, GradeReason.COMPARISON_HOLDS)


def _design(design: Design | str) -> Design:
    try:
        return Design(design)
    except ValueError:
        names = ", ".join(Design)
        raise ValueError(f"no design called {design!r}: use one of {names}") from None


def _checks(checks: Checks | Mapping[str, Any] | None) -> Checks:
    given = checks if isinstance(checks, Checks) else _named(checks or {})
    if not (isinstance(given.placebos, Integral) and given.placebos >= 0):
        raise ValueError(f"placebos {given.placebos!r} is not a whole number of 0 or more: give how many were run")
    if not isinstance(given.manual_link, str | None):
        raise ValueError(f"link {given.manual_link!r} is not an address: give one as text, or none")
    return given


def _named(checks: Mapping[str, Any]) -> Checks:
    names = [field.name for field in fields(Checks)]
    for name in checks:
        if name not in names:
            raise ValueError(f"no check called {name!r}: use {', '.join(names)}")
    return Checks(**{name: value for name, value in checks.items() if value is not None})
