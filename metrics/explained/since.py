"""Change since the baseline in words: noise, drift back to the average, and what is listed as an exception."""

from metrics.changes import FEWEST_STEPS
from metrics.explained.explanation import Explanation
from metrics.levels import FALSE_DISCOVERY

SINCE = Explanation(
    key="since-baseline",
    title="Change since the baseline: what moved, and what noise or luck would bring",
    says=(
        "A place's newest figure is set beside its figure at the baseline, which is the last period over before the "
        "day the framework counts from. Rose or fell is said only where the 95% interval of the change leaves nought "
        "out; otherwise the answer is cannot tell.",
        "Where no interval is published, the series' own ups and downs from year to year stand in for the noise, if "
        f"there are at least {FEWEST_STEPS} of them, and the answer is marked indicative.",
        "A figure that was far out at the baseline was partly so by luck, and drifts back towards the average by "
        "itself. That drift is shown beside the change, and a change that it could bring alone is not listed among "
        "exceptions. A change is listed if it still stands after allowing for all places of its kind, so that at most "
        f"about {FALSE_DISCOVERY:.0%} of those listed are false alarms.",
        "A sum of money that rose is never called a rise, because prices rose too. Periods that overlap and figures on "
        "either side of a break in the way of measuring are not compared.",
    ),
    formula=(
        "Error of the change = √(error then² + error now²) on the measure's scale; without intervals, the standard "
        "deviation of the yearly steps × √years. Drift = the shrunken figure at the baseline − the figure itself."
    ),
    misleads=(
        "One year at either end can be out of the ordinary. Read the change beside the whole series.",
        "Yearly steps that lean on one another make the stand-in for noise too small or too large.",
    ),
)

MOVED = (SINCE,)
