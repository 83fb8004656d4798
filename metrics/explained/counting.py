"""Many comparisons, small numbers and changed places in words."""

from metrics.explained.explanation import Explanation
from metrics.levels import FALSE_DISCOVERY
from metrics.methods.multiplicity import benjamini_hochberg, expected_by_chance
from metrics.methods.suppression import THRESHOLD, secondary_suppress, suppress
from metrics.verdicts import FLAG_LEVEL, ONE_LEVEL

PLACES = 300  # about as many as there are councils in England

CHANCE = Explanation(
    key="by-chance",
    title="By chance: why a list of exceptions comes with a warning",
    says=(
        f"Compare {PLACES} places that do not differ at all, and about {ONE_LEVEL * PLACES:.0f} will lie outside their "
        f"95% interval by luck alone; outside the 99.8% interval, {FLAG_LEVEL * PLACES:.1f}. Wherever places are "
        "counted as better or worse, the page says how many chance alone would raise.",
        "A place is flagged when it lies outside the 99.8% interval, or when its p-value still stands after allowing "
        "for all places of its kind compared on the same measure. That allowance keeps the share of false alarms "
        f"among the flags at about {FALSE_DISCOVERY:.0%}.",
    ),
    formula=(
        f"Expected by chance = comparisons × {FLAG_LEVEL:.1%}. p = the chance of a gap at least this large, two-sided, "
        "from z = (value − comparator) ÷ standard error on the measure's scale. Adjusted p = the running minimum, "
        f"from the largest down, of m × p ÷ rank; flagged below {FALSE_DISCOVERY}."
    ),
    misleads=(
        "It allows for the many places on one measure, not for the many measures on one page.",
        "Places next to each other share shocks, so their false alarms come in groups.",
    ),
    functions=(benjamini_hochberg, expected_by_chance),
)

SMALL_NUMBERS = Explanation(
    key="small-numbers",
    title="Small numbers: what is withheld stays withheld",
    says=(
        "Publishers leave out figures from which a person could be recognised, and figures too unsure to use. Here "
        "they stay out: they are never estimated, never shown as nought, and a gap in a series ends its trend.",
        "Nothing is worked out for display from a figure that is withheld, such as a total less its published parts.",
        f"For counts that will be reported to this service the rule is ready: fewer than {THRESHOLD} are hidden, and "
        "so are as many more as it takes that no hidden one can be worked out. No such counts are shown yet.",
    ),
    formula=(
        f"Hidden: n < {THRESHOLD}, and all − n < {THRESHOLD}. Then every hidden cell is tested: if totals and shown "
        "cells leave it a single possible value, the smallest neighbour goes as well."
    ),
    misleads=("Small places lose figures more often, so what is missing is not missing at random.",),
    functions=(suppress, secondary_suppress),
)

CODES = Explanation(
    key="codes",
    title="Places that changed: figures follow the land",
    says=(
        "A council that was only given a new code keeps its series, and the figure says that it was published under "
        "the former code. So does a county that became one council on the same land.",
        "Where councils were merged, their figures are added up only if they are counts, or shares and rates whose "
        "counts are given, and only if every one of them has a figure. An average or an index cannot be added up: the "
        "series of the new council then begins with its first own figure.",
        "No place is ever given the figure of the county, region or nation around it.",
    ),
    formula=(
        "New council = sum of the counts; for a share or rate, sum of the counts ÷ sum of the denominators, without "
        "an interval."
    ),
    misleads=(
        "The published files give the year of a change only, so a change in the middle of a year falls on 1 April.",
        "Where a publisher gives two neighbours one figure together, the larger keeps it with a note and the far "
        "smaller one is not judged by it.",
    ),
)

COUNTING = (CHANCE, SMALL_NUMBERS, CODES)
