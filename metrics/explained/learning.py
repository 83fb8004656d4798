"""Grades of evidence in words."""

from metrics.explained.explanation import Explanation
from metrics.methods.evidence import FEWEST_PLACEBOS, maryland_grade

GRADES = Explanation(
    key="evidence-grade",
    title="Grade of evidence: how well a study tells an effect from other causes",
    says=(
        "A place that tried something and then improved might have improved anyway. The grade, from 1 to 5, says how "
        "well a study rules that out. It follows from how the study was made, never from what its author thinks of it, "
        "and results that are nil or harmful are graded alike.",
        "1: before and after, or with and without, and nothing else. 2: other causes are allowed for, or the change is "
        "set against a wider area's. 3: the place is compared over time with places that did not take part and that "
        "moved alike before. 4: something as good as chance settled who took part. 5: who took part was drawn by lot.",
        "What this service works out itself reaches 3 at most, and only if three checks hold: the comparison followed "
        "the place before the start; no effect appears when the start is pretended to be earlier; and the method was "
        f"tried on at least {FEWEST_PLACEBOS} places that did not take part. Grades 4 and 5 need a link to the study, "
        "entered by a person.",
    ),
    formula=(
        "Level = the highest that the design allows and the checks support; a check that was not made counts as not "
        "passed."
    ),
    misleads=(
        "A high grade is not a large effect, nor a precise one. Those stand beside it.",
        "What worked in one place under a strong study may still not work in another.",
        "The scale is the Maryland scale as used by the What Works Centre for Local Economic Growth. That a synthetic "
        "comparison can reach 3 is a choice made here.",
    ),
    functions=(maryland_grade,),
)

LEARNING = (GRADES,)
