"""What a local change did in words: with what it is compared, how sure that is, and when nothing can be said."""

from metrics.explained.explanation import Explanation
from metrics.methods.impact import (
    difference_in_differences,
    event_study,
    group_time_effects,
    leave_one_donor_out,
    minimum_detectable_effect,
    placebo_in_space,
    placebo_in_time,
    synthetic_control,
    synthetic_did,
)
from metrics.methods.placebo import DETECTABLE
from metrics.methods.study import ENOUGH_BEFORE, ENOUGH_DONORS, FEWEST_BEFORE, NEAREST_DONORS

EFFECT = Explanation(
    key="impact",
    title="Effect of a local change: what would have happened without it",
    says=(
        "A place changes something, and a figure moves. It might have moved anyway. So the place is set beside others "
        "that made no such change, and what counts is how much further it moved than they did.",
        "The plainest way compares averages before and since, here and elsewhere. A synthetic control goes further: it "
        "mixes a few places so that the mix follows this place's figures closely in the years before, and reads off "
        "what the mix did afterwards. The way used by default does both and also gives most weight to those "
        "earlier years that best foretell the later ones.",
        f"At least {FEWEST_BEFORE} years before the change are needed. With fewer than {ENOUGH_BEFORE}, or with fewer "
        f"than {ENOUGH_DONORS} places to compare with, the answer carries a caution. A place with a missing year takes "
        "no part, and the list of those left out can be seen.",
        "Beside the effect stands how well the mix followed the place before, which places it is made of, and how far "
        "the effect would move if any one of them were left out.",
    ),
    formula=(
        "Plain: (mean since − mean before) here − the same elsewhere. Synthetic: shares that are not negative and add "
        "up to one, with the smallest sum of squared gaps in the years before; the effect is the mean gap since. "
        "Default: the shares also pay √(places × years since) × s² × years before for each squared share, with s the "
        "spread of yearly changes, and the years before are weighted in the same manner."
    ),
    misleads=(
        "Something else may have happened in the same place in the same year. No method can tell the two apart.",
        "If the change spilled over to a neighbour, that neighbour is no fair comparison: leave it out.",
        "Places often act when their figures are at their worst, and would have recovered in part without acting.",
        "Figures from before a break in the way of measuring must not be put in.",
    ),
    functions=(synthetic_did, synthetic_control, difference_in_differences, leave_one_donor_out),
)

PLACEBO = Explanation(
    key="placebo",
    title="Placebos: is it more than chance, and what could have been noticed at all",
    says=(
        "The same sum is done for every place that changed nothing. If many of them show an “effect” as large, then "
        "so could this one by chance. The p-value is this place's rank among them, and the smallest it could have been "
        "is printed beside it: with 19 others it can never be below 0.05.",
        "It is also done for this place with a start some years too early, where there should be no effect. If there "
        "is one, the comparison is not fair and the later result should not be believed.",
        "Before any effect, the page says how large one must be for the comparison to notice it. An effect that was "
        "too small to notice was not shown to be absent.",
    ),
    formula=(
        "p = (1 + placebos at least as large) ÷ (1 + placebos). Interval: effect ± 1.96 × the standard deviation of "
        "the placebo effects, each first divided by its own gaps before and multiplied by this place's. Smallest "
        f"effect that would probably be noticed: {DETECTABLE} × √(mean squared placebo effect)."
    ),
    misleads=(
        "Places next to each other share shocks, so the placebos are fewer independent tests than they seem.",
        f"Comparing with only the {NEAREST_DONORS} or so most similar places did best in trials on official figures, "
        "but another choice of places gives another number.",
    ),
    functions=(placebo_in_space, placebo_in_time, minimum_detectable_effect),
)

STAGGERED = Explanation(
    key="event-study",
    title="Several places that changed in different years",
    says=(
        "Places that made the change in the same year form a cohort. Each cohort is compared, year by year, with "
        "places that had not made it, and never with places that made it earlier, whose figures may still be moving "
        "because of it.",
        "The cohorts are then lined up by years since the change and averaged, larger cohorts counting for more. The "
        "years before are shown as well: they should lie about nought, and a test of all of them together says "
        "whether they do.",
        "A cohort of a single place has an effect but no error of its own, and the answer says so.",
    ),
    formula=(
        "Effect on cohort g in year t = mean change from year g − 1 to t in the cohort − the same among places without "
        "the change. Error² = squared distances from the mean change ÷ number of places², added up over both groups. "
        "The wider band holds all years at once: its reach comes from drawing a random sign for each place many times."
    ),
    misleads=(
        "Later years rest on the early cohorts alone, so a curve that bends may only be a change of who is counted.",
        "Passing the test of the years before is no proof: with few places it seldom finds anything.",
    ),
    functions=(group_time_effects, event_study),
)

CHANGING = (EFFECT, PLACEBO, STAGGERED)
