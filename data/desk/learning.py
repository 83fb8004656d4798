"""Learning: who took up what, what is tried, asked for and offered, and what the figures say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from data.desk.asking import answered
from data.desk.said_rightly import fits, made, on_day
from data.desk.steps import reason
from data.desk.taking_up import fits_chain, reported, take_up
from data.register.faults import NotThere
from domain.adoption import Adoption
from domain.appeal import Appeal, AppealOutcome
from domain.comment import Comment
from domain.evaluation import Evaluation
from domain.evidence import Result
from domain.experiment import Experiment
from domain.permission import Action
from domain.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from data.desk.desk import Desk
    from data.desk.shelf import Shelf
    from domain.version import Version

Noun = TypeVar("Noun", bound=Record)
APPEAL = "appeal"
BEFORE_THE_FIGURES = frozenset({Result.STOPPED, Result.NOT_YET_KNOWN})
AT_MOST = 1_000


class Learning:
    """The afterlife of practices. All of it may be read by everybody who may read the library.

    Who registered, posted or reported, and on which day, is written here from the person and the day.
    """

    def __init__(self, desk: Desk, shelf: Shelf) -> None:
        self._desk, self._shelf = desk, shelf

    def adoptions(self, practice_id: str | None = None) -> list[Adoption]:
        """Who took up what, in the order of the days; all of it may be read by all."""
        if practice_id is not None:
            return list(self.taken_up().get(practice_id, ()))
        return sorted(self._shelf.adoptions.values(), key=lambda one: (one.taken_up_on, one.adoption_id))

    def taken_up(self) -> Mapping[str, Sequence[Adoption]]:
        """The adoptions of each practice that has any, in the order of the days."""
        return self._shelf.taken_up()

    def take_up(self, adoption: Adoption, *, why: str) -> Version[Adoption]:
        """Take a practice up for a place, from the entry or from another adopter of it."""
        self._demand(Action.ADOPT, adoption.place_code, adoption.practice_id)
        self._shelf.catch_up()
        self._known(adoption.practice_id)
        self._known_transformation(adoption.transformation_id)
        fits(adoption.reported_on is None, "What is taken up today has no report yet: report when there is something.")
        told_on = adoption.taken_up_on
        fits(told_on <= self._desk.today, f"{told_on:%-d %B %Y} is still to come: take it up then.")
        fits_chain(self._shelf.adoptions, adoption)
        title = self._shelf.checked[adoption.practice_id].title
        told = take_up(self._desk, adoption, title=title, why=reason(why))
        self._shelf.catch_up()
        return told

    def report(self, adoption: Adoption, *, why: str, replaces: int | None = None) -> Version[Adoption]:
        """Say what came of it. Place, practice, origin and the days agreed stay what they were.

        A report that is there already is corrected by naming the version it is in; otherwise ``Conflict`` shows it.
        """
        stands = self._desk.register.get(Adoption, adoption.adoption_id)
        if stands is None:
            raise NotThere(f"No adoption is called {adoption.adoption_id!r}. Nothing was saved. Open it from the list.")
        self._demand(Action.ADOPT, stands.record.place_code, stands.record.practice_id)
        self._known_transformation(adoption.transformation_id)
        told = reported(self._shelf.evaluations, adoption, stands.record, on=self._desk.today)
        expected = stands.number if stands.record.result is None else stands.number - 1
        return self._append(told, why=why, replaces=replaces or expected)

    def experiments(self) -> list[Experiment]:
        """All that are registered, the latest first."""
        every = self._shelf.experiments.values()
        return sorted(every, key=lambda one: (one.registered_on, one.experiment_id), reverse=True)

    def register_experiment(self, experiment: Experiment, *, why: str) -> Version[Experiment]:
        """Write one down; the day is today, whatever the form says. What is fixed cannot be changed afterwards."""
        self._demand(Action.EXPERIMENT, experiment.owner_code, experiment.title)
        fits(experiment.reported_on is None, "An experiment is registered before there is anything to report.")
        if experiment.practice_id is not None:
            self._known(experiment.practice_id)
        before = self._desk.register.get(Experiment, experiment.experiment_id)
        if before is not None and _but_for(experiment, before.record, "registered_on") == before.record:
            return before
        fits(before is None, f"{experiment.experiment_id!r} is registered already: what was fixed stays as it was.")
        told = made(Experiment, experiment.model_dump() | {"registered_on": self._desk.today})
        return self._append(told, why=why, replaces=None)

    def report_experiment(
        self, experiment: Experiment, *, why: str, replaces: int | None = None
    ) -> Version[Experiment]:
        """Say what came of one; only the report is taken. To correct one, name the version it is in."""
        stands = self._desk.register.get(Experiment, experiment.experiment_id)
        if stands is None:
            raise NotThere(f"No experiment is called {experiment.experiment_id!r}. Nothing was saved.")
        fixed = stands.record
        self._demand(Action.EXPERIMENT, fixed.owner_code, fixed.title)
        fits(experiment.result is not None, "A report says what came of it: choose a result.")
        early = self._desk.today < fixed.data_from and experiment.result not in BEFORE_THE_FIGURES
        fits(
            not early, f"Its first figures are of {fixed.data_from:%-d %B %Y}: until then there is no result to report."
        )
        named = experiment.effect.metric_id if experiment.effect else None
        fits(
            named in {None, fixed.metric_id},
            f"The effect is on {named!r}, and {fixed.metric_id!r} was registered: report that one.",
        )
        told = {name: getattr(experiment, name) for name in ("result", "effect", "report")}
        with_report = made(Experiment, fixed.model_dump() | told | {"reported_on": self._desk.today})
        expected = stands.number if fixed.result is None else stands.number - 1
        return self._append(with_report, why=why, replaces=replaces or expected)

    def appeals(self, *, only_open: bool = False) -> list[Appeal]:
        """Asks and offers, those waiting longest first."""
        found = (one for one in self._shelf.appeals.values() if one.open or not only_open)
        return sorted(found, key=lambda one: (not one.open, one.posted_on, one.appeal_id))

    def post(self, appeal: Appeal, *, why: str) -> Version[Appeal]:
        """Post an ask or an offer of a place; its clock starts today."""
        self._demand(Action.APPEAL, appeal.place_code, appeal.title)
        fits(appeal.open, "What is posted today is not closed yet.")
        before = self._desk.register.get(Appeal, appeal.appeal_id)
        if before is not None and _but_for(appeal, before.record, "posted_on", "answered_on") == before.record:
            return before
        fits(before is None, f"{appeal.title!r} was posted already.")
        told = made(Appeal, appeal.model_dump() | {"posted_on": self._desk.today, "answered_on": None})
        return self._append(told, why=why, replaces=None)

    def answers(self, appeal_id: str) -> list[Version[Comment]]:
        """What was written beside an ask or an offer, the first one first."""
        found = self._desk.register.find(Comment, about_kind=APPEAL, about_id=appeal_id, limit=AT_MOST)
        return sorted(found, key=lambda one: one.line)

    def answer(self, appeal_id: str, words: str) -> Version[Comment]:
        """Come forward, or write back. The first who is not its own place stops the clock of waiting."""
        stands = self._appeal(appeal_id)
        self._desk.demand(Action.COMMENT, self._desk.person.own_codes, of=stands.record.title)
        said = answered(self._desk, appeal_id, words)
        self._shelf.catch_up()
        return said

    def close(
        self, appeal_id: str, outcome: AppealOutcome, *, words: str, practice_id: str | None = None,
        helped_by: str | None = None,
    ) -> Version[Appeal]:  # fmt: skip
        """Say what became of it."""
        stands = self._appeal(appeal_id)
        self._demand(Action.APPEAL, stands.record.place_code, stands.record.title)
        fits(stands.record.open, f"{stands.record.title!r} was closed on {on_day(stands.record.closed_on)} already.")
        fits(helped_by != stands.record.place_code, f"{helped_by} cannot have helped itself: name another, or none.")
        if practice_id is not None:
            self._known(practice_id)
        told = {
            "closed_on": self._desk.today, "outcome": outcome, "outcome_words": reason(words),
            "practice_id": practice_id, "helped_by": helped_by,
        }  # fmt: skip
        return self._append(made(Appeal, stands.record.model_dump() | told), why=words, replaces=stands.number)

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
        """Keep a run with what it is about, as it was run. Attached twice, it is attached once."""
        self._desk.demand(Action.EVALUATE, self._places_of(evaluation), of=evaluation.evaluation_id)
        if evaluation.practice_id is not None:
            self._known(evaluation.practice_id)
        before = self._desk.register.get(Evaluation, evaluation.evaluation_id)
        if before is not None and _but_for(evaluation, before.record, "run_on") == before.record:
            return before
        fits(before is None, f"{evaluation.evaluation_id!r} is attached already, with other numbers.")
        return self._append(evaluation.model_copy(update={"run_on": self._desk.today}), why=why, replaces=None)

    def history(self, noun: type[Noun], record_id: str) -> list[Version[Noun]]:
        """Every version of an adoption, an experiment, an ask, an offer or an evaluation, the first one first."""
        if noun not in {Adoption, Experiment, Appeal, Evaluation}:
            raise ValueError(f"the history of a {noun.__name__.lower()} is not read here")
        return self._desk.register.history(noun, record_id)

    def _places_of(self, evaluation: Evaluation) -> Iterable[str]:
        """The places of what an evaluation is about, which must be on record."""
        about = (evaluation.transformation_id, evaluation.practice_id, evaluation.adoption_id)
        fits(any(about), "An evaluation is about a transformation, a practice or an adoption: name one.")
        codes: Iterable[str] = evaluation.place_codes
        if evaluation.adoption_id is not None:
            adopted = self._desk.register.get(Adoption, evaluation.adoption_id)
            if adopted is None:
                raise NotThere(f"No adoption is called {evaluation.adoption_id!r}. Nothing was saved.")
            codes = (adopted.record.place_code,)
        if evaluation.transformation_id is not None:
            self._known_transformation(evaluation.transformation_id)
            codes = self._desk.picture.places_of(evaluation.transformation_id)
        return codes

    def _append(self, record: Noun, *, why: str, replaces: int | None) -> Version[Noun]:
        by = self._desk.person.person_id
        told = self._desk.register.append(record, by=by, why=reason(why), replaces=replaces)
        self._shelf.catch_up()
        return told

    def _demand(self, action: Action, place_code: str | None, of: str) -> None:
        self._desk.demand(action, [place_code] if place_code else (), of=of)

    def _known(self, practice_id: str) -> None:
        if practice_id not in self._shelf.checked:
            raise NotThere(f"No practice here is called {practice_id!r}. Nothing was saved. Open it from the library.")

    def _known_transformation(self, own_id: str | None) -> None:
        known = own_id is None or self._desk.tracked(own_id) is not None
        fits(known, f"No transformation is called {own_id!r}.")

    def _appeal(self, appeal_id: str) -> Version[Appeal]:
        stands = self._desk.register.get(Appeal, appeal_id)
        if stands is None:
            raise NotThere(f"No ask or offer is called {appeal_id!r}. Nothing was saved. Open it from the list.")
        return stands


def _but_for(record: Noun, told: Noun, *names: str) -> Noun:
    """A record as it was told, in what the register writes by itself."""
    return record.model_copy(update={name: getattr(told, name) for name in names})
