"""Why an answer is missing or weak, in words: a label, what it means, and what would be needed."""

from dataclasses import dataclass

from domain.reason import Reason


@dataclass(frozen=True)
class Explanation:
    """Why an answer is missing or weak: a label for a cell, a clause after "because", and what would be needed."""

    label: str
    because: str
    needed: str

    @property
    def sentence(self) -> str:
        """What it means and what would be needed, as two sentences."""
        return f"{self.because[0].upper()}{self.because[1:]}. {self.needed}"


_WAIT = "It needs a later release that gives the figure."
_LONGER = "It needs more years of figures on the same footing."

REASONS: dict[Reason, Explanation] = {
    Reason.NO_DATA: Explanation("no figure", "no figure was published for this place and period", _WAIT),
    Reason.SUPPRESSED: Explanation(
        "no figure: withheld to protect people",
        "the publisher withheld the figure so that nobody can be identified",
        "It needs a longer period or a larger area, where the numbers are big enough to publish.",
    ),
    Reason.LOW_RELIABILITY: Explanation(
        "unreliable: few responses",
        "the publisher marks this figure as having low reliability",
        "Read it with its interval; more responses or several years together would make it firmer.",
    ),
    Reason.NOT_APPLICABLE: Explanation(
        "does not apply here",
        "the measure does not apply to this place",
        "Nothing is missing: there is nothing of this kind to count here.",
    ),
    Reason.SHARED_VALUE: Explanation(
        "figure shared with another place",
        "one figure is published for this place and a neighbour together",
        "It needs a separate figure for each of them.",
    ),
    Reason.BOUNDARY_CHANGE: Explanation(
        "cannot tell: boundaries changed",
        "the boundaries of this place changed, so earlier figures describe different land",
        "It needs figures recalculated for the present boundaries.",
    ),
    Reason.NOT_PUBLISHED_FOR_LEVEL: Explanation(
        "no figures for this kind of place",
        "the figures are not published for this kind of place",
        "It needs the publisher to break the figures down further; a larger area may have them.",
    ),
    Reason.NOT_COVERED: Explanation(
        "no figures for this nation",
        "the figures do not cover the nation this place is in",
        "It needs a comparable measure from that nation's own statisticians.",
    ),
    Reason.NOT_MEASURED: Explanation(
        "no figure: no open file found",
        "no figures for this measure could be found in an open file",
        "It needs somebody to measure it, or to publish what is measured as open data.",
    ),
    Reason.INVALID: Explanation(
        "no figure: set aside as faulty",
        "the published row contradicts itself, so it was set aside",
        "It needs a correction by the publisher; the sources page lists the row.",
    ),
    Reason.DENOMINATOR_ZERO: Explanation(
        "cannot tell: nobody to count",
        "the group this is a share of is empty here",
        "It needs at least one person or thing in the group.",
    ),
    Reason.NO_INTERVAL: Explanation(
        "cannot tell: no interval published",
        "no interval is published with the figure, so a real difference cannot be told from chance",
        "It needs the publisher's confidence interval, or the counts to work one out.",
    ),
    Reason.NO_POLARITY: Explanation(
        "neither good nor bad",
        "a high figure is neither good nor bad in itself",
        "It needs local knowledge: the page says higher or lower and leaves the judgement to the reader.",
    ),
    Reason.TOO_FEW_POINTS: Explanation(
        "cannot tell: too few points", "there are too few comparable points in a row to see a trend", _LONGER
    ),
    Reason.TOO_FEW_PLACES: Explanation(
        "cannot tell: too few places",
        "too few places have a figure to compare with",
        "It needs figures for more of the places compared.",
    ),
    Reason.OVERLAPPING_PERIODS: Explanation(
        "cannot tell: periods overlap",
        "each figure covers several years and shares some of them with the next, so too few are independent",
        _LONGER,
    ),
    Reason.BREAK_IN_SERIES: Explanation(
        "cannot tell: break in series",
        "the way of measuring changed, so figures before and after do not compare",
        "It needs more figures since the change.",
    ),
    Reason.NOT_ANNUAL: Explanation(
        "cannot tell: figures not yearly",
        "the figures do not come once a year, which the trend rule needs",
        "It needs evenly spaced yearly figures.",
    ),
    Reason.AT_BOUND: Explanation(
        "cannot tell: at 0% or 100%",
        "the share is exactly none or all in at least one year, where the trend test has no answer",
        "It needs years in which the share lies between the two.",
    ),
    Reason.INDICATIVE: Explanation(
        "indicative only: from ranks",
        "the answer rests on the order of the figures alone, without intervals or counts",
        "Treat it as a hint; intervals or counts would make it firm.",
    ),
    Reason.NO_BENCHMARK: Explanation(
        "cannot tell: comparator has no figure",
        "the comparator has no figure for this period",
        "It needs the comparator's figure, or another comparator can be chosen.",
    ),
    Reason.COMPARATOR_IS_ITSELF: Explanation(
        "not compared: comparator is the place itself",
        "the comparator holds only this place",
        "Choose another comparator to see a comparison.",
    ),
    Reason.NO_COMPARATOR: Explanation(
        "not compared: no such comparator here",
        "this place has no comparator of that kind",
        "Choose another comparator to see a comparison.",
    ),
    Reason.OTHER_PERIOD: Explanation(
        "not compared: an older figure",
        "this place has no figure for the newest period, so the one shown is older than the others",
        "It needs a figure for the newest period.",
    ),
    Reason.WITHIN_SCATTER: Explanation(
        "no clear change beyond its usual wandering",
        "the last five figures point one way, but over a longer time the series has wandered as much",
        "It needs the change to go on, or to be larger than the ups and downs before it.",
    ),
    Reason.DEPENDS_ON_SIZE: Explanation(
        "not compared: larger places have more",
        "the figure is a total, which is larger wherever more people live",
        "It needs a figure for each person, home or business to compare places of different size.",
    ),
    Reason.MOSTLY_NOISE: Explanation(
        "not ranked: mostly noise",
        "places differ by less than the error of their figures",
        "It needs firmer figures: larger samples, or several years together.",
    ),
    Reason.CONSTANT: Explanation(
        "cannot tell: every figure the same",
        "every figure is the same, so there is no spread to measure by",
        "It needs figures that differ.",
    ),
    Reason.IN_CASH: Explanation(
        "cannot tell: prices rose too",
        "the figure is in the money of its day and prices rose as well, so more of it is not by itself better",
        "It needs figures with inflation taken out.",
    ),
    Reason.NEGATIVE_VALUES: Explanation(
        "cannot tell: figures below nought",
        "some figures are nought or less, for which this measure of distance is not defined",
        "Another measure of distance, such as the gap or the spread, can be read instead.",
    ),
    Reason.ZERO_WEIGHT: Explanation(
        "cannot tell: no population known",
        "the number of people is not known, or is nought, where the figures are",
        "It needs population figures for these places.",
    ),
    Reason.TARGET_NOT_SET: Explanation(
        "no target", "no target has been set for this measure", "It needs a dated target with a number."
    ),
    Reason.TARGET_IN_PAST: Explanation(
        "target year has passed",
        "the year of the target is not after the newest figure, so there is nothing left to forecast",
        "It needs a target for a later year.",
    ),
    Reason.TARGET_BEHIND_BASELINE: Explanation(
        "target already passed at the start",
        "the figure was already past the target at the baseline, so the target asks for no change",
        "It needs a target that lies ahead of the baseline.",
    ),
    Reason.TOO_FAR_AHEAD: Explanation(
        "cannot tell: target too far ahead",
        "the target lies more than five years beyond the newest figure, further than the forecasts have been tried",
        "It needs newer figures, or a milestone within five years of them.",
    ),
    Reason.TOO_UNCERTAIN: Explanation(
        "cannot tell: forecast too uncertain",
        "the range of likely figures is wider than twice the way still to go, so a chance would say nothing",
        "It needs a steadier or longer series.",
    ),
    Reason.NO_BASELINE: Explanation(
        "cannot tell: no baseline figure",
        "there is no comparable figure at the baseline from which change is counted",
        "It needs a figure at the baseline on the same footing, or a later baseline.",
    ),
    Reason.NOT_FREQUENT: Explanation(
        "yearly figures",
        "whether a target is met reliably shows only in monthly or quarterly figures, and these come yearly",
        "It needs figures for each month or quarter.",
    ),
    Reason.LEVER_NOT_HELD: Explanation(
        "not rated: no power over it",
        "this body holds no power to change the measure",
        "The measure is rated for the body that does.",
    ),
}
