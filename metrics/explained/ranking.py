"""Ranks in words: how far figures can tell places apart, and what a place in a list is worth."""

from metrics.explained.explanation import Explanation
from metrics.methods.heterogeneity import tau2_dersimonian_laird, tau2_reml
from metrics.methods.ranks import DRAWS, confidence_sets, posterior_ranks
from metrics.methods.shrinkage import shrink

RELIABILITY = Explanation(
    key="reliability",
    title="Reliability: how much of the difference between places is real",
    says=(
        "Places differ for two reasons: because they are different, and because every figure has an error. Reliability "
        "is the share of the first. At one, all differences are real; at nought, all are error.",
        "Below one half places differ by less than the error of their figures. Such a measure is shown, but its places "
        "are not ranked.",
        "A figure with a large error is drawn towards the mean of all places: the larger its error, the further. That "
        "is the best guess of what it would be if everybody had been asked, and it is what ranks are made from.",
    ),
    formula=(
        "Shrunken figure = share × own figure + (1 − share) × mean of all, with share = variance of true values ÷ "
        "(that variance + the figure's error²). Reliability = variance of true values ÷ (that variance + mean error²)."
    ),
    misleads=(
        "It speaks for all places together. A large place may be known well where most are not.",
        "The place with the worst figure is seldom as badly off as its figure, nor the best as well. Next year both "
        "will probably lie nearer the middle, even if nothing is done.",
    ),
    functions=(shrink, tau2_reml, tau2_dersimonian_laird),
)

RANKS = Explanation(
    key="ranks",
    title="Ranks: where a place stands, and where it may stand",
    says=(
        "A rank stands on small differences, so it never comes alone: beside it is the range of ranks that the errors "
        "of all figures leave open. Such ranges hold the true rank in about 95 of 100 cases. They are wide: among "
        "some 300 places half the list is common, and only the ends can be told from the middle.",
        f"To find it, the true figure of every place is drawn at random {DRAWS:,} times or more, as far from its "
        "shrunken figure as its error allows, and the places are ranked anew each time.",
        "Where something is claimed of a place, such as being among the last fifth, a stricter range is used: the "
        "ranks that cannot be ruled out whatever the truth about the other places.",
    ),
    formula=(
        "Interval of a rank = the middle 95% of the ranks drawn. Stricter range: from 1 + the number of places "
        "significantly above, to the number of all places less those significantly below."
    ),
    misleads=(
        "A change of rank from one year to the next is mostly chance, wherever the two ranges overlap.",
        "Two places with the same rank range may still differ, and a place can climb only because others fall.",
    ),
    functions=(posterior_ranks, confidence_sets),
)

RANKING = (RELIABILITY, RANKS)
