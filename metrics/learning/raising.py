"""What would raise the grade of an entry: what its study lacks for the next level."""

from collections.abc import Mapping

from domain.evidence import Design
from domain.practice import Practice
from metrics.methods.evidence import FEWEST_PLACEBOS, Checks, GradeReason, maryland_grade

NO_DESIGN = "Name how the study compared what happened with what would have happened."
RAISED_BY: Mapping[GradeReason, str] = {
    GradeReason.NO_CONTROLS: "A comparison over time with similar places that did not take part, or at least figures "
    "that allow for other causes.",
    GradeReason.CONTROLS_ALONE: "A comparison over time with places that did not take part.",
    GradeReason.BENCHMARK_ALONE: "A comparison with places chosen for having been alike beforehand.",
    GradeReason.PRE_FIT_NOT_SHOWN: "Showing that the places compared moved alike before the start, or a link to a "
    "study that says why they may be compared.",
    GradeReason.PLACEBO_IN_TIME_NOT_NULL: "Showing that no effect appears when the start is pretended to be earlier.",
    GradeReason.TOO_FEW_PLACEBOS: f"Trying the method on at least {FEWEST_PLACEBOS} places that did not take part.",
    GradeReason.LINK_MISSING: "A link to the study.",
    GradeReason.COMPARISON_HOLDS: "Letting chance, or something as good as chance, settle who takes part.",
    GradeReason.COMPARISON_JUSTIFIED: "Letting chance, or something as good as chance, settle who takes part.",
    GradeReason.AS_GOOD_AS_RANDOM: "Settling by lot who takes part.",
    GradeReason.BY_LOT: "Nothing: it is the highest level. The same trial elsewhere would say whether it travels.",
}


def raised_by(practice: Practice) -> str:
    """What the study would need for a higher grade, in a sentence."""
    design: Design | None = practice.design
    if design is None:
        return NO_DESIGN
    shown = Checks(**practice.study_checks.model_dump(), manual_link=practice.link)
    return RAISED_BY[maryland_grade(design, shown).reason]
