"""Disparity in words: how far apart places lie, whether they draw together, what several of them found."""

from metrics.explained.explanation import Explanation
from metrics.methods.catching_up import WEAK_BELOW
from metrics.methods.convergence import FEWEST_PERIODS, beta, pitman_morgan, sigma, spread_trend
from metrics.methods.inequality import (
    atkinson,
    coefficient_of_variation,
    decompose,
    fifths_gap,
    gap_90_10,
    gap_to_median,
    gini,
    hoover,
    interval,
    mean_log_deviation,
    noise_corrected,
    ratio_90_10,
    relative_index,
    slope_index,
    standard_deviation,
    theil_t,
)
from metrics.methods.pooling import pool
from metrics.methods.slope import FEWEST_GROUPS, MOST_GROUPS

GAPS = Explanation(
    key="gaps",
    title="Gaps: how far apart places lie",
    says=(
        "No single number says how unequal places are, so several are given. The gap between tenths is the distance "
        "from a place that nine in ten lie below to one that nine in ten lie above, in the unit of the measure. The "
        "ratio says how many times the lower the upper one is. The gap between fifths compares the average of the "
        "highest fifth of places with that of the lowest. The spread is the ordinary distance from the average.",
        "Gini, Theil, the mean log deviation, Hoover and Atkinson are shares without a unit: 0 where all places are "
        "equal. Hoover is the easiest to picture: the share of the total that would have to move for all to be equal.",
        "Each is worked out twice. Counted by places, every council weighs the same: that is the question of levelling "
        "up. Counted by people, a city weighs more than a village: that is what residents live through.",
    ),
    formula=(
        "With y a place's figure, p its share (one in n, or of the people), m the average and r = y ÷ m. Gap = P90 − "
        "P10, ratio = P90 ÷ P10. Spread = √(sum of p × (y − m)²); coefficient of variation = spread ÷ m. Gini = 2 × "
        "sum of p × y × F ÷ m − 1, with F the share below the middle of the place. Theil = sum of p × r × ln r. Mean "
        "log deviation = −sum of p × ln r. Hoover = sum of p × |r − 1| ÷ 2. Atkinson at ½ = 1 − (sum of p × √r)²."
    ),
    misleads=(
        "The measures can disagree: one place pulling away moves the spread and not the gap between tenths.",
        "For percentages, shares of the average depend on which side is counted: employment and its opposite give two "
        "answers. Use a gap in percentage points instead.",
        "A gap also closes when the best places fall back.",
    ),
    functions=(
        gap_90_10, ratio_90_10, fifths_gap, gap_to_median, standard_deviation, coefficient_of_variation, gini, theil_t,
        mean_log_deviation, hoover, atkinson,
    ),
)  # fmt: skip

NOISE = Explanation(
    key="noise-in-gaps",
    title="Noise: a gap between samples is wider than the gap between places",
    says=(
        "Figures that rest on samples differ even where places do not. Some of every measured gap is that noise, and "
        "when samples shrink, the measured gap grows by itself.",
        "Its size follows from the published intervals, so it can be taken off. Both numbers are shown: the gap as "
        "measured, and the gap with the noise taken off. What is said about a change uses the second.",
        "The interval of a gap says where it might have come out, had the samples been drawn again.",
    ),
    formula=(
        "Variance without noise = variance of the figures − average of their squared standard errors, never below 0. "
        "Every place is drawn in towards the average, the unsure ones most, and all are stretched evenly until just "
        "that variance is left. Interval: to those values errors of their published size are added again, many times "
        "over; the middle 95% of the gaps that come out."
    ),
    misleads=(
        "Published intervals may leave out errors other than those of the sample, and then too little is taken off.",
        "A corrected gap of nought does not mean that places are equal, only that such figures cannot tell.",
    ),
    functions=(noise_corrected, interval),
)

REGIONS = Explanation(
    key="between-and-within",
    title="Between and within regions: where the disparity lies",
    says=(
        "The whole disparity can be split in two without a remainder: how far the averages of the regions lie apart, "
        "and how far the places inside each region do. The share between regions says how much would go if all "
        "regions had the same average.",
    ),
    formula=(
        "Theil: between = sum over regions of s × ln(region's average ÷ average of all), with s the region's share of "
        "the total; within = sum of s × the region's own Theil index."
    ),
    misleads=(
        "More and smaller regions always move some disparity from within to between.",
        "Places inside a region usually differ more than regions do, and that is no sign that regions do not matter.",
    ),
    functions=(decompose,),
)

CONVERGENCE = Explanation(
    key="convergence",
    title="Convergence: do places draw together, and do those behind catch up?",
    says=(
        "There are two questions. Do places lie closer together than before? And do those that started behind improve "
        "faster? The second can be so without the first, when others fall behind in their turn.",
        "For the first, the spread of the same places is followed over the years, with the noise of samples taken off, "
        "and two years are compared by a test made for the same places seen twice. For the second, each place's "
        "growth is set against where it started, and from that follows in how many years half of the gap would close.",
        "A place whose first figure was low by chance will seem to catch up, and one that was high to fall back. So "
        "the starting figure is replaced by what an earlier one, with a chance of its own, says about it. Both answers "
        f"are shown. A trend in a gap needs {FEWEST_PERIODS} periods at least.",
    ),
    formula=(
        "Spread each year as above, of logarithms for money; trend = least squares on the year, with an interval from "
        "redrawn runs of years. Test: r = correlation of sums and differences of the two figures, t = r × √((n − 2) ÷ "
        "(1 − r²)). Catching up: b = slope of ln(last ÷ first) ÷ years on ln(first); with an earlier figure z, "
        "b = cov(z, growth) ÷ cov(z, first). Speed = −ln(1 + b × years) ÷ years, half-life = ln 2 ÷ speed."
    ),
    misleads=(
        "Without the earlier figure, noise alone looks like catching up.",
        f"The earlier figure must tell something about the starting one; with an F below {WEAK_BELOW:.0f} the answer "
        "is marked unreliable.",
        "A half-life carries the past forward. It is not a forecast.",
    ),
    functions=(sigma, spread_trend, pitman_morgan, beta),
)

SLOPE = Explanation(
    key="slope",
    title="The slope of deprivation: from the most to the least deprived",
    says=(
        "Areas are put in order from the most to the least deprived and gathered into groups, often tenths. A straight "
        "line through the groups says how much the measure changes from one end of the order to the other, using "
        "everybody and not only the two ends. The relative index says how many times the one end the other is.",
    ),
    formula=(
        "Least squares of the group's figure on the middle of its stretch of the people (0 to 1), weighted by people. "
        "Slope index = line at 1 − line at 0; relative index = line at 1 ÷ line at 0. Interval: the middle 95% of "
        "lines through figures redrawn within their own error."
    ),
    misleads=(
        "Where the figures do not lie near a line, the ends of the line are not the ends of the figures.",
        f"It takes {FEWEST_GROUPS} to {MOST_GROUPS} groups, each with people in it; without them there is no answer.",
    ),
    functions=(slope_index, relative_index),
)

POOLING = Explanation(
    key="pooling",
    title="Pooling: what several places that did the same thing found",
    says=(
        "When several places have tried the same thing, their results are averaged, the surer ones counting more. Real "
        "effects differ from place to place, and that difference is estimated as well.",
        "Two ranges follow. The narrower says how well the average is known. The wider says what the next place may "
        "expect, and is the one to plan by.",
        "One place is shown as it is. With two, the pooled number is shown but carries little weight, because two "
        "results say almost nothing about how effects differ. The page also shows the lowest and the highest average "
        "with any one place left out.",
    ),
    formula=(
        "Average = sum of w × effect ÷ sum of w, with w = 1 ÷ (squared standard error + t²), and t² the variance of "
        "true effects by restricted maximum likelihood. Squared error of the average = sum of w × (effect − average)² "
        "÷ ((k − 1) × sum of w), but not below 1 ÷ sum of w; Student's t on k − 1 degrees of freedom. What the next "
        "place may expect = average ± t-factor × √(squared error + t²)."
    ),
    misleads=(
        "Places that tried something and never reported are missing, and they are rarely the ones it worked for.",
        "Results that were compared with the same other places are not independent and look surer than they are.",
    ),
    functions=(pool,),
)

SPREADING = (GAPS, NOISE, REGIONS, CONVERGENCE, SLOPE, POOLING)
