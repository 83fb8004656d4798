"""The words of the learning library: results, designs, costs and stages as readers meet them."""

from collections.abc import Mapping

from domain.appeal import AppealKind, AppealOutcome
from domain.evaluation import Answer
from domain.evidence import Design, Result
from domain.practice import CostBand, Stage

RESULTS: Mapping[Result, str] = {
    Result.WORKED: "worked",
    Result.MIXED: "mixed",
    Result.NO_EFFECT: "no effect",
    Result.HARM: "harm",
    Result.STOPPED: "stopped",
    Result.NOT_YET_KNOWN: "not yet known",
}
DESIGNS: Mapping[Design, str] = {
    Design.CROSS_SECTION: "places compared at one time",
    Design.BEFORE_AFTER: "before and after",
    Design.BENCHMARK_ADJUSTED: "before and after, beside a wider area",
    Design.MATCHED: "matched with others that are alike",
    Design.DIFFERENCE_IN_DIFFERENCES: "difference in differences",
    Design.PANEL: "many places over many years",
    Design.SYNTHETIC_CONTROL: "synthetic control",
    Design.SYNTHETIC_DID: "synthetic difference in differences",
    Design.INSTRUMENTAL_VARIABLE: "instrumental variable",
    Design.REGRESSION_DISCONTINUITY: "either side of a cut-off",
    Design.RANDOMISED: "randomised trial",
}
COST_BANDS: Mapping[CostBand, str] = {
    CostBand.UNDER_10K: "under £10,000",
    CostBand.UNDER_100K: "£10,000 to £100,000",
    CostBand.UNDER_1M: "£100,000 to £1 million",
    CostBand.UNDER_10M: "£1 million to £10 million",
    CostBand.UNDER_100M: "£10 million to £100 million",
    CostBand.OVER_100M: "£100 million or more",
}
STAGES: Mapping[Stage, str] = {
    Stage.DRAFT: "draft",
    Stage.SUBMITTED: "waiting for its first check",
    Stage.CHECKED_ONCE: "waiting for its second check",
    Stage.CHECKED: "checked twice",
    Stage.FOUNDING: "founding set: checked once, against what could be seen of the source",
    Stage.RETIRED: "taken out of the library",
}
LEVELS: Mapping[int, str] = {
    1: "level 1: before and after, or one moment, without controls",
    2: "level 2: with controls or a benchmark, or a comparison whose checks are not shown",
    3: "level 3: a comparison over time with places that did not take part",
    4: "level 4: as good as chance decided who took part",
    5: "level 5: decided by lot",
}
NOT_GRADED = "not graded: no comparison was seen"
KINDS_OF_APPEAL: Mapping[AppealKind, str] = {
    AppealKind.KNOW_HOW: "know-how",
    AppealKind.PEOPLE: "people",
    AppealKind.KIT: "kit",
    AppealKind.TEMPLATES: "templates",
    AppealKind.MENTORING: "mentoring",
}
OUTCOMES_OF_APPEAL: Mapping[AppealOutcome, str] = {
    AppealOutcome.MET: "met",
    AppealOutcome.PARTLY_MET: "partly met",
    AppealOutcome.NOT_MET: "not met",
    AppealOutcome.TAKEN_BACK: "taken back",
}
ANSWERS: Mapping[Answer, str] = {
    Answer.ROSE: "rose",
    Answer.FELL: "fell",
    Answer.NO_CLEAR_EFFECT: "no clear effect",
    Answer.CANNOT_TELL: "cannot tell",
}
