"""The shelf: every entry of the library in memory, the founding set and what is told, caught up line by line."""

import datetime as dt
import threading
from collections.abc import Mapping
from typing import Any, TypeVar

from data.desk.accounts import unswept
from data.register.register import End, News, Register
from domain.adoption import Adoption
from domain.appeal import Appeal
from domain.evaluation import Evaluation
from domain.experiment import Experiment
from domain.practice import Practice, Stage
from domain.record import Record

Noun = TypeVar("Noun", bound=Record)


class Shelf:
    """One for each workspace and process. A mapping that was handed out never changes: the next run gets another.

    ``checked`` are the entries readers see, each in the last version that was checked twice; ``newest`` are those told
    here, as they stand, drafts among them. Each is the same mapping until something is told that it holds: what was
    counted or indexed from ``checked`` outlives every draft.
    """

    def __init__(self, register: Register, founding: Mapping[str, Practice]) -> None:
        self._register = register
        self._lock = threading.Lock()
        self.founding = founding
        self._empty()
        self._taken_up: tuple[Mapping[str, Adoption], Mapping[str, tuple[Adoption, ...]]] = (self.adoptions, {})

    def _empty(self) -> None:
        """Nothing was told: at the beginning, and where a backup was restored in the place of the register."""
        self._end = End()
        self.checked: Mapping[str, Practice] = dict(self.founding)
        self.newest: Mapping[str, Practice] = {}
        self.adoptions: Mapping[str, Adoption] = {}
        self.experiments: Mapping[str, Experiment] = {}
        self.appeals: Mapping[str, Appeal] = {}
        self.evaluations: Mapping[str, Evaluation] = {}
        self.told_at: Mapping[str, dt.datetime] = {}

    def catch_up(self) -> None:
        """Take in what was told since the last time."""
        with self._lock, self._register.news() as news, unswept():
            end = news.end()
            if end == self._end:
                return
            if not news.goes_on_from(self._end):
                self._empty()
            line = self._end.line
            kinds = news.kinds(line) if line else None
            if kinds is None or "practice" in kinds:
                self._take_practices(news, line)
            for noun, name in LISTS.items():
                if kinds is None or noun.__name__.lower() in kinds:
                    setattr(self, name, _brought_up(news, noun, line, getattr(self, name)))
            self._end = end

    def taken_up(self) -> Mapping[str, tuple[Adoption, ...]]:
        """The adoptions of each practice, in the order of the days: the same mapping until one is told."""
        counted, found = self._taken_up
        if counted is not self.adoptions:
            counted, by_practice = self.adoptions, dict[str, list[Adoption]]()
            for one in sorted(counted.values(), key=lambda one: (one.taken_up_on, one.adoption_id)):
                by_practice.setdefault(one.practice_id, []).append(one)
            found = {practice_id: tuple(adoptions) for practice_id, adoptions in by_practice.items()}
            self._taken_up = (counted, found)
        return found

    def _take_practices(self, news: News, line: int) -> None:
        """What stands last is not always what readers see, so every version is looked at, in order."""
        rows = news.since(Practice, line, "body", "told_at", replaced=True)
        told: list[Any] = sorted(rows, key=lambda row: row[0])
        newest, checked, told_at = dict(self.newest), dict(self.checked), dict(self.told_at)
        for _line, key, withdrawn, body, at in told:
            practice = Practice.model_validate_json(body)
            newest[key], told_at[key] = practice, at
            if withdrawn:
                newest.pop(key)
            if withdrawn or practice.stage is Stage.RETIRED:
                checked.pop(key, None)
            elif practice.stage is Stage.CHECKED:
                checked[key] = practice
        self.told_at, self.newest = told_at, newest  # in this order: others read them meanwhile
        if checked != self.checked:
            self.checked = checked


def _brought_up(news: News, noun: type[Noun], line: int, before: Mapping[str, Noun]) -> Mapping[str, Noun]:
    found = dict(before)
    for _line, key, withdrawn, body in news.since(noun, line, "body"):
        found[key] = noun.model_validate_json(body)
        if withdrawn:
            found.pop(key)
    return found


LISTS: Mapping[type[Record], str] = {
    Adoption: "adoptions", Experiment: "experiments", Appeal: "appeals", Evaluation: "evaluations",
}  # fmt: skip
