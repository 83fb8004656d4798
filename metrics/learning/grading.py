"""How strong the evidence of an entry, an adoption or an experiment is: by its design and what was shown of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from domain.adoption import Adoption
from domain.evaluation import Evaluation
from domain.evidence import Design, StudyChecks
from domain.experiment import Experiment
from domain.practice import Practice
from metrics.methods.evidence import GRADE_WORDS, Checks, maryland_grade

AT_MOST_UNREGISTERED = 2
UNREGISTERED = "it was registered after the first day its figures are about, so it counts as a look back"


@dataclass(frozen=True, slots=True)
class Graded:
    """A level of the Maryland scale, 1 to 5, and why, as the rest of a sentence that begins with "because"."""

    level: int
    because: str


def grade_of_practice(practice: Practice) -> Graded | None:
    """The grade of an entry; none where no design was seen."""
    return _graded(practice.design, practice.study_checks, practice.link)


def grade_of_adoption(adoption: Adoption) -> Graded | None:
    """The grade of what an adopter reports; none where the report names no design."""
    return _graded(adoption.design, adoption.study_checks, None)


def levels_of(evaluations: Iterable[Evaluation]) -> dict[str, int]:
    """The level of each evaluation that is kept, by id."""
    return {one.evaluation_id: _level_of_run(one) for one in evaluations}


def _level_of_run(one: Evaluation) -> int:
    shown = StudyChecks(
        pre_fit_passes=one.pre_fit_passes, in_time_placebo_null=one.in_time_placebo_null, placebos=one.placebos
    )
    graded = _graded(one.design, shown, None)
    return graded.level if graded else 0


def grade_of_experiment(experiment: Experiment) -> Graded | None:
    """The grade of an experiment's report; at most 2 where it was not registered before its data."""
    if experiment.result is None:
        return None
    found = _graded(experiment.design, StudyChecks(), experiment.protocol)
    if found is None or experiment.in_time:
        return found
    return found if found.level <= AT_MOST_UNREGISTERED else Graded(AT_MOST_UNREGISTERED, UNREGISTERED)


@lru_cache(maxsize=1_024)
def _graded(design: Design | None, shown: StudyChecks, link: str | None) -> Graded | None:
    if design is None:
        return None
    level, reason = maryland_grade(design, Checks(**shown.model_dump(), manual_link=link))
    return Graded(level, GRADE_WORDS[reason])
