"""Trend in words: when a series counts as rising or falling, and why so many cannot be told."""

from metrics.explained.explanation import Explanation
from metrics.methods.kendall import POINTS, kendall
from metrics.methods.trend import CRITICAL_CHI2, CRITICAL_P, INDICATIVE_P, SECOND_OPINION_POINTS, recent_trend
from metrics.methods.trend_tests import cochran_armitage, scatter_trend, weighted_trend

LEAST, MOST = SECOND_OPINION_POINTS

TREND = Explanation(
    key="trend",
    title="Trend: what improving and worsening mean",
    says=(
        f"The latest {POINTS} yearly figures in a row are asked one question: do they rise or fall further than "
        "chance would carry them? Improving and worsening say whether that direction is good; rising and falling are "
        "used where neither is.",
        f"For an answer, the test must pass at {1 - CRITICAL_P:.1%} and the line must slope the same way whichever "
        "single year is left out. Otherwise the answer is no clear change, which is not the same as no change.",
        "The counting stops at the first missing year and at a break in the way of measuring. A figure that covers "
        f"three years at once shares two of them with the next, so only every third is used; with fewer than {POINTS} "
        "left there is no answer. Series that do not come once a year get none.",
        "A place's trend starts at its own newest figure, even where others have a newer one.",
    ),
    formula=(
        "With counts: the Cochran-Armitage test for a trend in proportions. With intervals: a straight line by least "
        "squares, each year weighted by 1 ÷ standard error², and chi-squared = (slope ÷ its standard error)². Both "
        f"must exceed {CRITICAL_CHI2:.2f}. With neither: Kendall's rank test at {INDICATIVE_P:.0%}, and the answer is "
        "marked indicative."
    ),
    misleads=(
        f"{POINTS} years are few. A slow change over twenty years may not show, and a dip such as that of 2020 can "
        "hide a trend or pass for one.",
        f"From ranks alone, {POINTS} figures never reach {1 - CRITICAL_P:.1%}: an indicative answer is a hint.",
        "A rise in every place may be a change in how things are counted. Read it beside the nation's.",
    ),
    functions=(recent_trend, cochran_armitage, weighted_trend, kendall),
)

SECOND_OPINION = Explanation(
    key="second-opinion",
    title="A second opinion, because real series scatter more than samples do",
    says=(
        "The test above takes sampling error for all the error there is. Real series also jump for reasons of their "
        "own, and then it cries wolf.",
        f"Where the last {LEAST} to {MOST} years are there, a second line is fitted whose error is taken from how far "
        "the years scatter about it. A direction stands only if the second opinion shares it; otherwise the answer "
        "becomes no clear change.",
    ),
    formula=(
        "Standard error² of the slope = (sum of weighted squared residuals ÷ (n − 2)) ÷ (weighted spread of the "
        "years); tested with Student's t on n − 2 degrees of freedom."
    ),
    misleads=(
        "It looks further back, so a turn within the last few years may be overruled by the years before it.",
        f"Series with fewer than {LEAST} years get no second opinion and keep the first.",
    ),
    functions=(scatter_trend,),
)

MOVING = (TREND, SECOND_OPINION)
