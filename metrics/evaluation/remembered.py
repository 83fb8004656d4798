"""Runs that this process has made, so that the same question is answered at once."""

import threading
from collections import OrderedDict
from collections.abc import Callable

from metrics.evaluation.evaluated import Evaluated
from metrics.evaluation.setup import Setup

Question = tuple[str, str, Setup]  # the build, the metric, and all that it is run with
REMEMBERED = 64


class Remembered:
    """The last runs by what was asked. Figures of one build never change, so neither does a run on them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Question, Evaluated] = OrderedDict()

    def look(self, question: Question) -> Evaluated | None:
        """The run of this question, where it has been made."""
        with self._lock:
            found = self._kept.get(question)
            if found is not None:
                self._kept.move_to_end(question)
            return found

    def of(self, question: Question, run: Callable[[], Evaluated]) -> Evaluated:
        """The run of this question, made now where it has not been."""
        found = self.look(question)
        if found is None:
            found = run()
            with self._lock:
                self._kept[question] = found
                while len(self._kept) > REMEMBERED:
                    self._kept.popitem(last=False)
        return found
