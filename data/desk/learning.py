"""Learning: who took up what, what is tried, asked for and offered, and what the figures say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from data.desk.said_rightly import NotFitting, fits
from data.register.faults import NotThere
from domain.adoption import Adoption
from domain.appeal import Appeal, AppealOutcome
from domain.comment import Comment
from domain.evaluation import Evaluation
from domain.experiment import Experiment
from domain.key import key_for
from domain.permission import Action
from domain.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.desk.desk import Desk
    from data.desk.shelf import Shelf
    from domain.version import Version

Noun = TypeVar("Noun", bound=Record)
APPEAL = "appeal"


class Learning:
    """The afterlife of practices. All of it may be read by everybody who may read the library.

    Who registered, posted or reported, and on which day, is written here from the person and the day.
    """

    def __init__(self, desk: Desk, shelf: Shelf) -> None:
        self._desk, self._shelf = desk, shelf

    def adoptions(self, practice_id: str | None = None) -> list[Adoption]:
        """Who took up what, in the order of the days; all of it may be read by all."""
        found = (one for one in self._shelf.adoptions.values() if practice_id in {None, one.practice_id})
        return sorted(found, key=lambda one: (one.taken_up_on, one.adoption_id))

    def take_up(self, adoption: Adoption, *, why: str) -> Version[Adoption]:
        """Take a practice up for a place, from the entry or from another adopter of it."""
        self._demand(Action.ADOPT, adoption.place_code, adoption.practice_id)
        self._known(adoption.practice_id)
        fits(adoption.reported_on is None, "What is taken up today has no report yet: report when there is something.")
        self._fits_chain(adoption)
        twice = [
            one
            for one in self.adoptions(adoption.practice_id)
            if one.place_code == adoption.place_code and one.result is None and one.adoption_id != adoption.adoption_id
        ]
        fits(not twice, f"{adoption.place_code} is on its way with {adoption.practice_id!r} already: report on that.")
        return self._append(adoption, why=why, replaces=None)

    def report(self, adoption: Adoption, *, why: str) -> Version[Adoption]:
        """Say what came of it. Place, practice and origin stay what they were."""
        stands = self._desk.register.get(Adoption, adoption.adoption_id)
        if stands is None:
            raise NotThere(f"No adoption is called {adoption.adoption_id!r}. Nothing was saved. Open it from the list.")
        before = stands.record
        self._demand(Action.ADOPT, before.place_code, before.practice_id)
        kept = ("practice_id", "place_code", "taken_up_on", "from_adoption_id")
        told = adoption.model_copy(update={name: getattr(before, name) for name in kept})
        fits(told.result is not None, "A report says what came of it: choose a result, be it that nobody knows yet.")
        told = told.model_copy(update={"reported_on": self._desk.today})
        self._own_evaluation(told.evaluation_id)
        return self._append(told, why=why, replaces=stands.number)

    def experiments(self) -> list[Experiment]:
        """All that are registered, the latest first."""
        return sorted(self._shelf.experiments.values(), key=lambda one: one.registered_on, reverse=True)

    def register_experiment(self, experiment: Experiment, *, why: str) -> Version[Experiment]:
        """Write one down; the day is today, whatever the form says. What is fixed cannot be changed afterwards."""
        self._demand(Action.EXPERIMENT, experiment.owner_code, experiment.title)
        fits(experiment.reported_on is None, "An experiment is registered before there is anything to report.")
        before = self._desk.register.get(Experiment, experiment.experiment_id)
        fits(before is None, f"{experiment.experiment_id!r} is registered already: what was fixed stays as it was.")
        told = experiment.model_copy(update={"registered_on": self._desk.today})
        return self._append(told, why=why, replaces=None)

    def report_experiment(self, experiment: Experiment, *, why: str) -> Version[Experiment]:
        """Say what came of one; only the report is taken."""
        stands = self._desk.register.get(Experiment, experiment.experiment_id)
        if stands is None:
            raise NotThere(f"No experiment is called {experiment.experiment_id!r}. Nothing was saved.")
        self._demand(Action.EXPERIMENT, stands.record.owner_code, stands.record.title)
        fits(experiment.result is not None, "A report says what came of it: choose a result.")
        told = {name: getattr(experiment, name) for name in ("result", "effect", "report")}
        reported = stands.record.model_copy(update={**told, "reported_on": self._desk.today})
        return self._append(reported, why=why, replaces=stands.number)

    def appeals(self, *, only_open: bool = False) -> list[Appeal]:
        """Asks and offers, those waiting longest first."""
        found = (one for one in self._shelf.appeals.values() if one.open or not only_open)
        return sorted(found, key=lambda one: (not one.open, one.posted_on, one.appeal_id))

    def post(self, appeal: Appeal, *, why: str) -> Version[Appeal]:
        """Post an ask or an offer of a place; its clock starts today."""
        self._demand(Action.APPEAL, appeal.place_code, appeal.title)
        fits(appeal.open, "What is posted today is not closed yet.")
        before = self._desk.register.get(Appeal, appeal.appeal_id)
        fits(before is None, f"{appeal.title!r} was posted already.")
        told = appeal.model_copy(update={"posted_on": self._desk.today, "answered_on": None})
        return self._append(told, why=why, replaces=None)

    def answers(self, appeal_id: str) -> list[Version[Comment]]:
        """What was written beside an ask or an offer, the first one first."""
        found = self._desk.register.find(Comment, about_kind=APPEAL, about_id=appeal_id, limit=1_000)
        return sorted(found, key=lambda one: one.told_at)

    def answer(self, appeal_id: str, words: str) -> Version[Comment]:
        """Come forward, or write back. The first who is not its own place stops the clock of waiting."""
        stands = self._appeal(appeal_id)
        self._desk.demand(Action.COMMENT, self._desk.person.own_codes, of=stands.record.title)
        fits(stands.record.open, f"{stands.record.title!r} was closed on {stands.record.closed_on}.")
        comment = Comment(
            comment_id=key_for("comment", appeal_id, self._desk.person.person_id, words), about_kind=APPEAL,
            about_id=appeal_id, text=words,
        )  # fmt: skip
        said = self._append(comment, why="an answer", replaces=None)
        another = stands.record.place_code not in self._desk.person.own_codes
        if another and stands.record.answered_on is None:
            answered = stands.record.model_copy(update={"answered_on": self._desk.today})
            self._append(answered, why="somebody came forward", replaces=stands.number)
        return said

    def close(
        self, appeal_id: str, outcome: AppealOutcome, *, words: str, practice_id: str | None = None,
        helped_by: str | None = None,
    ) -> Version[Appeal]:  # fmt: skip
        """Say what became of it."""
        stands = self._appeal(appeal_id)
        self._demand(Action.APPEAL, stands.record.place_code, stands.record.title)
        fits(stands.record.open, f"{stands.record.title!r} was closed on {stands.record.closed_on} already.")
        if practice_id is not None:
            self._known(practice_id)
        told = {
            "closed_on": self._desk.today, "outcome": outcome, "outcome_words": words, "practice_id": practice_id,
            "helped_by": helped_by,
        }  # fmt: skip
        return self._append(stands.record.model_copy(update=told), why=words, replaces=stands.number)

    def evaluations(
        self, *, transformation_id: str | None = None, practice_id: str | None = None, adoption_id: str | None = None
    ) -> list[Evaluation]:
        """Those attached to something, the latest first."""
        wanted = {"transformation_id": transformation_id, "practice_id": practice_id, "adoption_id": adoption_id}
        asked = {name: value for name, value in wanted.items() if value is not None}
        found = (
            one
            for one in self._shelf.evaluations.values()
            if all(getattr(one, name) == value for name, value in asked.items())
        )
        return sorted(found, key=lambda one: (one.run_on, one.evaluation_id), reverse=True)

    def attach(self, evaluation: Evaluation, *, why: str) -> Version[Evaluation]:
        """Keep a run with what it is about, as it was run."""
        about = (evaluation.transformation_id, evaluation.practice_id, evaluation.adoption_id)
        fits(any(about), "An evaluation is about a transformation, a practice or an adoption: name one.")
        codes: Iterable[str] = evaluation.place_codes
        if evaluation.transformation_id is not None:
            codes = self._desk.picture.places_of(evaluation.transformation_id)
            fits(bool(codes), f"No transformation is called {evaluation.transformation_id!r}.")
        if evaluation.practice_id is not None:
            self._known(evaluation.practice_id)
        self._desk.demand(Action.EVALUATE, codes, of=evaluation.evaluation_id)
        before = self._desk.register.get(Evaluation, evaluation.evaluation_id)
        if before is not None and before.record == evaluation:
            return before
        fits(before is None, f"{evaluation.evaluation_id!r} is attached already, with other numbers.")
        return self._append(evaluation.model_copy(update={"run_on": self._desk.today}), why=why, replaces=None)

    def _append(self, record: Noun, *, why: str, replaces: int | None) -> Version[Noun]:
        return self._desk.register.append(record, by=self._desk.person.person_id, why=why, replaces=replaces)

    def _demand(self, action: Action, place_code: str | None, of: str) -> None:
        self._desk.demand(action, [place_code] if place_code else (), of=of)

    def _known(self, practice_id: str) -> None:
        if practice_id not in self._shelf.checked:
            raise NotThere(f"No practice here is called {practice_id!r}. Nothing was saved. Open it from the library.")

    def _appeal(self, appeal_id: str) -> Version[Appeal]:
        stands = self._desk.register.get(Appeal, appeal_id)
        if stands is None:
            raise NotThere(f"No ask or offer is called {appeal_id!r}. Nothing was saved. Open it from the list.")
        return stands

    def _own_evaluation(self, evaluation_id: str | None) -> None:
        fits(
            evaluation_id is None or evaluation_id in self._shelf.evaluations,
            f"No evaluation is called {evaluation_id!r}: attach it first.",
        )

    def _fits_chain(self, adoption: Adoption) -> None:
        """It was taken up from an adopter of the same practice, earlier, and never in a circle."""
        seen = {adoption.adoption_id}
        above = adoption.from_adoption_id
        while above is not None:
            if above in seen:
                raise NotFitting(f"{adoption.place_code} would have it from itself, in a circle. Nothing was saved.")
            seen.add(above)
            one = self._shelf.adoptions.get(above)
            if one is None:
                raise NotThere(f"No adoption is called {above!r}. Nothing was saved. Choose one from the chain.")
            fits(one.practice_id == adoption.practice_id, f"{above!r} is an adoption of another practice.")
            fits(one.taken_up_on <= adoption.taken_up_on, f"{above!r} was taken up later, on {one.taken_up_on}.")
            above = one.from_adoption_id
