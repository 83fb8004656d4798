"""Funnels in words: the difference between different and unusual."""

from metrics.explained.explanation import Explanation
from metrics.levels import Z95, Z998
from metrics.methods.funnel import (
    error_limits,
    overdispersion,
    position,
    position_by_error,
    proportion_limits,
    rate_curve,
    rate_limits,
)
from metrics.methods.intervals import EXACT_BELOW
from metrics.methods.overdispersion import WINSORISE

FUNNEL = Explanation(
    key="funnel",
    title="Funnel: how far chance alone carries a place of this size",
    says=(
        "A small place swings further from the average by chance than a large one. A funnel draws how far: wide where "
        "figures are unsure, narrow where they are sure, around the figure that places are compared with.",
        "A place outside the inner lines (95%) differs from the average by more than chance would carry 19 of 20 such "
        "places. Outside the outer lines (99.8%) it differs by more than chance would carry 998 of 1,000.",
        "Where a figure comes with an interval and not with counts, its standard error takes the part of its size.",
    ),
    formula=(
        f"For a share p of n: p ∓ z √(p(1 − p) ÷ n), with z = {Z95:.2f} or {Z998:.2f}. For a rate: the place is "
        "outside if the average lies outside the interval of its own count of events, which is the exact Poisson "
        f"interval below {EXACT_BELOW} events and Byar's from there on. For a value with a standard error s: average "
        "∓ z × s."
    ),
    misleads=(
        "Of 300 places that do not differ at all, 15 are expected outside the 95% lines.",
        "Outside is not a judgement: it says that chance is no explanation, not what the explanation is.",
        "The lines take every event as independent of the others. Cases that come in households or outbreaks scatter "
        "more widely.",
    ),
    functions=(position, position_by_error, proportion_limits, rate_limits, rate_curve, error_limits),
)

UNUSUAL = Explanation(
    key="unusual",
    title="Unusual: outside even the spread that is ordinary between places",
    says=(
        "On many measures most places differ from the average beyond chance, because places do differ: in age, in "
        "work, in distance. A funnel for chance alone then calls half the country different, and nobody is helped.",
        "A second funnel takes the ordinary spread between places in. It measures how much wider places scatter than "
        "chance explains and widens its lines by that. A place outside the first funnel is different; a place beyond "
        "the outer lines of the second is unusual.",
        f"So that a few extreme places do not widen the lines for all, the outermost {WINSORISE:.0%} at each end are "
        "counted as if they lay where that part begins.",
    ),
    formula=(
        f"z = (value − average) ÷ s for each place, pulled in to its {WINSORISE:.0%} and {1 - WINSORISE:.0%} points. "
        "φ = the mean of z². With w = 1 ÷ s² for each of k places: τ² = (kφ − (k − 1)) ÷ (Σw − Σw² ÷ Σw), or nought "
        f"if that is negative. The wider lines are average ∓ z √(s² + τ²) with z = {Z95:.2f} or {Z998:.2f}. Shares of "
        "counts are taken on the arcsine of their square root, rates on their logarithm, published intervals on the "
        "measure's own scale."
    ),
    misleads=(
        "If everywhere is failing, nobody is unusual: the wide funnel compares places with each other and not with "
        "what is right.",
        "The spread it calls ordinary may be the very inequality that ought to change.",
    ),
    functions=(overdispersion,),
)

UNUSUALLY = (FUNNEL, UNUSUAL)
