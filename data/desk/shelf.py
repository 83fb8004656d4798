"""The shelf: every entry of the library in memory, the founding set and what is told, caught up line by line."""

import datetime as dt
import threading
from collections.abc import Mapping
from typing import TypeVar

from data.register.register import News, Register
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
    here, as they stand, drafts among them.
    """

    def __init__(self, register: Register, founding: Mapping[str, Practice]) -> None:
        self._register = register
        self._lock = threading.Lock()
        self._line = 0
        self.founding = founding
        self.checked: Mapping[str, Practice] = dict(founding)
        self.newest: Mapping[str, Practice] = {}
        self.adoptions: Mapping[str, Adoption] = {}
        self.experiments: Mapping[str, Experiment] = {}
        self.appeals: Mapping[str, Appeal] = {}
        self.evaluations: Mapping[str, Evaluation] = {}
        self.told_at: Mapping[str, dt.datetime] = {}

    def catch_up(self) -> None:
        """Take in what was told since the last time."""
        with self._lock, self._register.news() as news:
            last = news.last_line()
            if last == self._line:
                return
            kinds = news.kinds(self._line) if self._line else None
            if kinds is None or "practice" in kinds:
                self._practices(news)
            for noun, name in LISTS.items():
                if kinds is None or noun.__name__.lower() in kinds:
                    setattr(self, name, self._brought_up(news, noun, getattr(self, name)))
            self._line = last

    def _practices(self, news: News) -> None:
        newest, checked, told_at = dict(self.newest), dict(self.checked), dict(self.told_at)
        rows = news.since(Practice, self._line, "body", "number", "told_at", replaced=True)
        for _line, key, withdrawn, body, _number, at in sorted(rows, key=lambda row: row[0]):
            told = Practice.model_validate_json(body)
            newest[key], told_at[key] = told, at
            if withdrawn:
                newest.pop(key)
            if withdrawn or told.stage is Stage.RETIRED:
                checked.pop(key, None)
            elif told.stage is Stage.CHECKED:
                checked[key] = told
        self.newest, self.checked, self.told_at = newest, checked, told_at

    def _brought_up(self, news: News, noun: type[Noun], before: Mapping[str, Noun]) -> Mapping[str, Noun]:
        found = dict(before)
        for _line, key, withdrawn, body in news.since(noun, self._line, "body"):
            found[key] = noun.model_validate_json(body)
            if withdrawn:
                found.pop(key)
        return found


LISTS: Mapping[type[Record], str] = {
    Adoption: "adoptions", Experiment: "experiments", Appeal: "appeals", Evaluation: "evaluations",
}  # fmt: skip
