"""Level in words: against what a place is compared, and when it counts as better, similar or worse."""

from domain.metric import Kind
from metrics.benchmarks import ADDS_UP_BY_PEOPLE, FEWEST_NEIGHBOURS, LARGE_SHARE, SCALES, SHARE_OF_NEIGHBOURS, WIDTH
from metrics.explained.explanation import Explanation
from metrics.levels import Z95, Z998
from metrics.methods.comparison import compare, tipping_point
from metrics.methods.intervals import EXACT_BELOW, poisson_rate, standard_error, wilson
from metrics.methods.quantiles import quantile_group
from metrics.methods.scales import Scale
from metrics.verdicts import FIFTHS

KINDS = {
    Kind.PROPORTION: "percentages",
    Kind.RATE: "rates",
    Kind.MEAN: "averages",
    Kind.MEDIAN: "medians",
    Kind.LIFE_EXPECTANCY: "years of life",
    Kind.RATIO: "ratios",
    Kind.INDEX: "indices",
    Kind.CHANGE: "changes in per cent",
    Kind.MONEY: "amounts of money",
    Kind.COUNT: "counts",
}
SCALE_WORDS = {
    Scale.IDENTITY: "the number as it stands",
    Scale.LOG: "its natural logarithm",
    Scale.LOGIT: "its log-odds, ln(p ÷ (100 − p))",
}


def kinds_on(scale: Scale) -> str:
    """The kinds of number that are judged on a scale, as a list in words."""
    names = [words for kind, words in KINDS.items() if SCALES.get(kind, Scale.IDENTITY) is scale]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


SCALES_IN_WORDS = "; ".join(f"for {kinds_on(scale)} {words}" for scale, words in SCALE_WORDS.items())

LEVEL = Explanation(
    key="level",
    title="Level: what better, similar and worse mean",
    says=(
        "A place's newest figure is set beside its comparator's figure for the same period. A figure that rests on a "
        "sample, or on few events, would come out a little differently if it were taken again. Its 95% interval says "
        "by how much: it is made so that in the long run 19 of 20 such intervals hold the true value.",
        "Similar means that the comparator's figure lies inside the place's 95% interval, its ends included. It does "
        "not mean that the two are equal, only that this figure cannot tell them apart.",
        "Better or worse means that the comparator's figure lies outside the 95% interval; much better or much worse, "
        "that it lies outside the wider 99.8% interval as well. Which side is better is part of each measure's entry "
        "in the catalogue and is never guessed. Where it says neither, the words are higher and lower.",
        "Without an interval there is no level, because a real difference cannot be told from chance. Such a figure "
        "only says in which fifth of places it falls. A total, which is larger wherever more people live, gets "
        "neither.",
    ),
    formula=(
        "The 95% limits are those published. Each is carried out to 99.8% by stretching its distance from the value by "
        f"{Z998:.2f} ÷ {Z95:.2f}, on the scale where such intervals reach equally far to both sides: "
        f"{SCALES_IN_WORDS}. Where a limit lies on the edge of its scale, such as 0%, the plain distance is stretched. "
        f"A standard error, where one is needed, is (upper limit − lower limit) ÷ {WIDTH} on the same scale."
    ),
    misleads=(
        "A large place has a narrow interval, so a small gap counts as worse there while a wide gap in a small place "
        "counts as similar. Look at the size of the gap, not at the word alone.",
        "The interval covers the luck of the sample. It does not cover a question that was misunderstood, people who "
        "were never reached, or a boundary that cuts through a town.",
        "The comparator's own sampling error is left out for a nation or a region, because an area so much larger has "
        "little of it. It is taken in for a combined authority and for places alike.",
    ),
    functions=(compare, standard_error),
)

INTERVALS = Explanation(
    key="intervals",
    title="Where an interval comes from",
    says=(
        "The limits are the publisher's own wherever the publisher gives them. Where it gives counts instead, the "
        "limits are worked out from the counts: for a share of a whole by Wilson's method, for a rate of events by "
        "Byar's.",
        "Where it gives neither, there is no interval. None is made up.",
    ),
    formula=(
        "Wilson: with x cases among n and z = 1.96, the limits are (2x + z² ∓ z √(z² + 4x(1 − x/n))) ÷ (2(n + z²)). "
        "Byar: x(1 − 1/(9x) − z/(3√x))³ and, with x + 1 in place of x and a plus sign, the upper limit; below "
        f"{EXACT_BELOW} events the exact Poisson limits are used."
    ),
    misleads=(
        "Counts from a survey that was weighted are not a simple sample: an interval worked out from them can be too "
        "narrow.",
        "A full count, such as of pupils, has no sampling error. Its interval says how far it could swing from year "
        "to year by chance, which is a weaker claim.",
    ),
    functions=(wilson, poisson_rate),
)

REST = Explanation(
    key="rest-of",
    title="A large place is compared with the rest of its comparator",
    says=(
        "Birmingham is a large part of the West Midlands: set against the whole region it would partly be compared "
        f"with itself. Where more than {LARGE_SHARE:.0%} of the comparator's people live in the place, it is compared "
        "with the comparator without it, and the page says “the rest of”.",
        f"This is done for {', '.join(KINDS[kind] for kind in ADDS_UP_BY_PEOPLE[:-1])} and "
        f"{KINDS[ADDS_UP_BY_PEOPLE[-1]]}, which can be taken apart by population. Medians, life expectancy, ratios, "
        "indices and money cannot, and are compared with the whole.",
        "A place that is all of its comparator is not compared with it at all.",
    ),
    formula="Rest of = (whole − s × place) ÷ (1 − s), with s the place's share of the comparator's population.",
    misleads=(
        "The share is of all residents, in one year. A measure of children, homes or journeys has another share, so "
        "the figure for the rest is close and not exact.",
    ),
)

NEIGHBOURS = Explanation(
    key="neighbours",
    title="Places like it: how their average is made",
    says=(
        "The Office for National Statistics publishes three families of statistical neighbours: alike all in all, "
        "alike in their economy, and alike in their population. A council or county has twenty in each, a combined "
        "authority five. The lists are used as published.",
        f"The comparator is the plain average of the neighbours that have a figure for the same period: at least "
        f"{FEWEST_NEIGHBOURS} of them, and at least {SHARE_OF_NEIGHBOURS:.0%} of those on the list. Each counts once, "
        "however large it is.",
        "The average has an error of its own, because every neighbour's figure has one. It is added to the place's.",
    ),
    formula=(
        "Error of the average = √(mean of the neighbours' squared standard errors ÷ number of neighbours); error of "
        "the comparison = √(place's error² + error of the average²), on the measure's scale."
    ),
    misleads=(
        "Another choice of variables gives other neighbours, so look who they are before relying on their average.",
        "A neighbour whose interval is not published is taken to vary like those whose interval is.",
        "The average hides how much the neighbours differ among themselves.",
    ),
)

TIPPING = Explanation(
    key="tipping",
    title="Tipping point: what would change the answer",
    says=(
        "Every level comes with the nearest values at which its word would change. If the tipping point lies within "
        "what a place moves in an ordinary year, the word will not last.",
    ),
    formula=(
        "The value at which the nearer limit would touch the comparator's figure, if each limit kept its distance "
        "from the value on the measure's scale. On the plain scale: comparator + value − limit, with the limit that "
        "would touch it."
    ),
    misleads=("The comparator is taken to stand still, and it moves as well.",),
    functions=(tipping_point,),
)

FIFTH = Explanation(
    key="fifths",
    title=f"Fifths: one of {FIFTHS} equal groups of places",
    says=(
        f"Places of the same kind with a figure for the same period are put in order and cut into {FIFTHS} groups of "
        "equal size. The first fifth is the best, or the lowest where neither direction is good. Places with equal "
        "figures fall in the same fifth.",
    ),
    formula=f"Group = {FIFTHS + 1} − ⌈(m + 1 − r) ÷ (m ÷ {FIFTHS})⌉ for the place of rank r among m.",
    misleads=(
        "There is always a last fifth, even where every place does well.",
        "Two places on either side of a cut may not differ at all. A fifth has no interval and is no verdict.",
    ),
    functions=(quantile_group,),
)

COMPARING = (LEVEL, INTERVALS, REST, NEIGHBOURS, TIPPING, FIFTH)
