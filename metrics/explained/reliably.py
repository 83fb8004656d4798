"""Assurance in words: whether a series is steady, and whether it will keep meeting its target."""

from metrics.explained.explanation import Explanation
from metrics.methods.process_limits import FULL_GROUP, LIMIT, SCREEN
from metrics.methods.signals import NEAR_POINTS, SHIFT, WINDOW
from metrics.methods.spc import MOST_SUPPRESSED, TREND, xmr

VARIATION = Explanation(
    key="variation",
    title="Steady or changed: the process limits of a monthly or quarterly series",
    says=(
        "Every series goes up and down. The process limits say how far it usually goes: they are drawn on both sides "
        "of its average, from the size of its steps from one figure to the next. A series that stays inside them is "
        "steady, and asking about each rise and fall is a waste of everybody's time.",
        f"A change is called real where a figure lies outside the limits; where {TREND} figures in a row each rise, or "
        f"each fall; where {NEAR_POINTS} of {WINDOW} in a row lie near one limit and all on its side of the average; "
        f"or where {SHIFT} in a row lie on one side of the average. The first of these that applies is named.",
        "Steps far out of the ordinary do not count towards the limits, so that one bad month does not hide the next. "
        f"Limits from fewer than {FULL_GROUP} figures are marked as trial limits, because they will still move. Where "
        f"more than {MOST_SUPPRESSED:.0%} of the figures were withheld, nothing is said.",
        "Yearly figures get none of this. They lean on the year before, and the limits would cry wolf.",
    ),
    formula=(
        f"Limits = mean ∓ {LIMIT} × the average step between neighbouring figures. Steps of {SCREEN} averages or more "
        "are left out once and the average is taken again. Near = beyond two thirds of the way to a limit, figures "
        "beyond the limit included. A gap ends every run, and no step is taken across it."
    ),
    misleads=(
        "Of 24 monthly figures of a steady series, one or more is called a change in 18 of 100 cases by chance alone; "
        "the latest in 2 of 100.",
        "If each figure leans on the one before it, false alarms are far more common: 39 of 100 for the latest figure "
        "when the lean is strong.",
        "Seasons look like changes. Compare with the same month of other years.",
        "Some other tools do not leave out the longest steps, and their limits are then wider.",
    ),
    functions=(xmr,),
)

ASSURANCE = Explanation(
    key="assurance",
    title="Assurance: will the target be met again and again, or now and then",
    says=(
        "A target met last month may be missed next month by the usual ups and downs. Assurance asks where the target "
        "lies: outside the limits on the good side it is consistently met, outside on the other side consistently "
        "missed, and it will not be otherwise until something changes. In between it is hit and miss: some months "
        "will meet it and some will not, whatever is done about single months.",
        "It is asked of the latest limits only, and only where a target is set and the measure says which way is good.",
    ),
    formula=(
        "Where high is good: target above the upper limit, consistently misses; below the lower limit, consistently "
        "meets; otherwise hit and miss. Where low is good, the other way round."
    ),
    misleads=(
        "It speaks of the process as it is now. A series that has just changed needs some months before its limits do.",
        "A target on the very edge of the limits counts as hit and miss.",
    ),
    functions=(),
)

RELIABLY = (VARIATION, ASSURANCE)
