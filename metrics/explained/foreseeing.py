"""Trajectory in words: what the past says of the years to come, and what the chance of meeting a target is worth."""

from metrics.explained.explanation import Explanation
from metrics.methods.calibration import FEWEST_ORIGINS, SLOW_TO_TRUST
from metrics.methods.chance import LABELS, WIDEST
from metrics.methods.forecast import ENOUGH_POINTS, FEWEST_POINTS
from metrics.methods.multipliers import LONGEST, Q80, Q95
from metrics.methods.trajectory import (
    achieved_per_year,
    calibrate,
    chance_of_meeting,
    forecast,
    gap_to_path,
    needed_per_year,
    path,
)

WORDS = ", ".join(f"{word.replace('_', ' ')} from {least:.0%}" for word, least in LABELS[:-1])
WORST = LABELS[-1][0].replace("_", " ")

TRAJECTORY = Explanation(
    key="trajectory",
    title="Trajectory: will the target be met?",
    says=(
        "The newest figure is carried on at the pace of the years before it. How far single years have strayed from "
        "that pace says how sure this is, and from both follows the chance that the place is on the right side of its "
        f"target in the target year: {WORDS}, and {WORST} below that.",
        "Already met means that the newest figure meets the target. It may slip back: the chance that it lasts stands "
        "beside it.",
        f"There is no word, only a reason, with fewer than {ENOUGH_POINTS} yearly figures since the last break, more "
        f"than {LONGEST} years ahead, where neither direction is good, or where the range that holds four in five is "
        f"more than {WIDEST:.0f} times as wide as the way to the target.",
        "The straight path from the baseline to the target shows where the place should be now; the pace needed from "
        "here stands beside the pace made so far.",
    ),
    formula=(
        "Chance = share of Student's t on the right side of (mean expected − target) ÷ scale, where the scale is the "
        "error of the forecast, widened as the next entry says. Needed a year = (target − newest) ÷ years left."
    ),
    misleads=(
        "It knows the figures and nothing else: no programme, no plan, no news. It says what happens if the past goes "
        "on, ups and downs included.",
        "A target can be missed by a hair. Off track is about the chance, not about how far away the place will be.",
    ),
    functions=(chance_of_meeting, path, gap_to_path, needed_per_year, achieved_per_year),
)

FORECAST = Explanation(
    key="forecast",
    title="The fan: which figures to expect",
    says=(
        "The middle of the fan goes on at the mean yearly change since the last break. The inner band is made to hold "
        "the figure four times in five, the outer band 19 times in 20.",
        f"{FEWEST_POINTS} figures are the least for a fan; below {ENOUGH_POINTS} it is marked very uncertain. Missing "
        "years are allowed for by their length. A series that has never strayed from a straight line gets no bands, "
        "because its past says nothing about surprises.",
    ),
    formula=(
        "Middle after h years = newest + h × drift. Error = s × √(h × (1 + h ÷ (n − 1))), with s how far single years "
        "stray from the drift. Bands = middle ± multiplier × error, on the measure's scale: log-odds for percentages "
        "and the logarithm for money and rates, so that no band leaves the possible."
    ),
    misleads=(
        "A series that turned lately is carried on at the pace of all its years, the old ones included.",
        "Figures that cover three years at once move less from one to the next than they really may. They are marked.",
    ),
    functions=(forecast,),
)

BACK_TEST = Explanation(
    key="back-test",
    title="The forecaster, tried on the past",
    says=(
        "A forecast made by formula alone is too sure of itself. So at every build the forecaster is sent back: it "
        "stands at the end of each earlier year, knows nothing later, and says what will come. How far off it was "
        "decides how wide its bands are now.",
        f"A measure's own record counts from {FEWEST_ORIGINS} earlier years on, and the more the longer it is. Until "
        f"then the bands are {Q80} and {Q95} times the error, which held well over many measures.",
        "The chances are tried as well: of all the times it said 20%, about a fifth should have come true. The tables "
        "show what did.",
    ),
    formula=(
        f"Multiplier = w × quantile of past |error| ÷ its forecast error + (1 − w) × default, with w = k ÷ (k + "
        f"{SLOW_TO_TRUST:.0f}) after k earlier years; the 80% quantile for the inner band and the 95% for the outer. "
        "For figures that cover several years at once w = 1."
    ),
    misleads=(
        "A shock, such as that of 2020 or the energy prices of 2022, hits all places at once. In an ordinary year the "
        "bands hold more than they promise; in such a year they fail everywhere together.",
        "It has been tried over five years ahead and no more.",
    ),
    functions=(calibrate,),
)

FORESEEING = (TRAJECTORY, FORECAST, BACK_TEST)
