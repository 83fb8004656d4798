"""What a reader must know beside the effects of a practice taken together: who is missing, and what cannot be said."""

from domain.chain import Chain
from domain.pooled import PooledEffect, WhyLeftOut
from domain.practice import Practice
from ui.adoption_words import fates_words, grade_words
from ui.learning_words import RESULTS
from ui.sentences import counted

SIMULATED = "Training workspace: every adoption here is simulated. Founding entries of the library are real."
MIXED = (
    "The founding study is real and the adopters are simulated, so what is taken together here is for practice only."
)
SHARED = (
    "Evaluations with the official figures may share comparison places. Then they are less independent than is"
    " reckoned here, and the intervals are too narrow."
)
NO_PRACTICE = "No practice here is called “{}”. Choose one below, or find one in the library."
NO_ADOPTION = "No adoption of this practice is called “{}”. All of them are in the list below."
GONE = "No adoption here is called “{}”. Choose the practice below, and its adopters are listed with it."
NOT_ALL_REPORT = "Those who report may differ from those who do not, and no reckoning here allows for that."


def tally_words(chain: Chain) -> str:
    """How many took it up, how far it was handed on, and what became of it."""
    if not chain.links:
        return "Nobody has taken it up yet, so nobody can say how it went elsewhere."
    handed = f", over {counted(chain.generations, 'generation')}" if chain.generations > 1 else ""
    return f"{counted(len(chain.links), 'adoption')}{handed}: {fates_words(chain)}."


def entry_words(practice: Practice, level: int | None, because: str) -> str:
    """What the entry itself says came of it, and how sure that is."""
    graded = f"{grade_words(level)}{f', because {because}' if because else ''}"
    return f"The entry itself says: {RESULTS[practice.result]}. Evidence: {graded}."


def cautions(chain: Chain, pooled: PooledEffect, *, simulated: bool) -> list[str]:
    """What must be known before relying on the numbers."""
    founding = any(study.told.adoption_id is None for study in pooled.studies)
    said = []
    if founding and pooled.k > 1:
        said.append("The founding study counts as one of them: it measured the same outcome in the same unit.")
    if simulated and founding and pooled.k > 1:
        said.append(MIXED)
    if chain.overdue:
        verb = "is" if chain.overdue == 1 else "are"
        said.append(f"{counted(chain.overdue, 'report')} {verb} overdue, result unknown. {NOT_ALL_REPORT}")
    if sum(study.told.evaluation_id is not None for study in pooled.studies) > 1:
        said.append(SHARED)
    return said


def founding_fits(pooled: PooledEffect) -> bool:
    """Whether the founding study is among what is taken together, or would be if the reader did not leave it out."""
    chosen = any(why is WhyLeftOut.BY_CHOICE for _told, why in pooled.left_out)
    return chosen or any(study.told.adoption_id is None for study in pooled.studies)


def overview_finding(practices: int, adoptions: int) -> str:
    """The heading over every practice that was taken up."""
    if not practices:
        return "No practice of the library has been taken up yet"
    verb = "has" if practices == 1 else "have"
    return f"{counted(practices, 'practice')} {verb} been taken up {counted(adoptions, 'time')}"
