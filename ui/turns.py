"""Turns: pages are drawn a few at a time, and the others wait a moment.

All pages are drawn by one process, whose threads share one interpreter. Fifty at once take turns at every row they read
and are all finished late; a few at a time, everybody is served sooner (benchmarks/fifty.py, with one store or the
other: the middle answer in half the time and less). Whoever has waited long enough goes in all the same, so that a
long piece of work, such as an upload of thousands of rows, never holds anybody up for more than that.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_A_TIME = 2
SECONDS_OF_PATIENCE = 1.0


class Turns:
    """A few at a time. Nothing may be held that another needs while waiting here."""

    def __init__(self, at_a_time: int = AT_A_TIME, patience: float = SECONDS_OF_PATIENCE) -> None:
        self._free, self.patience = threading.Semaphore(at_a_time), patience

    @contextmanager
    def mine(self) -> Iterator[None]:
        """Wait for a turn, or for so many seconds, and give the turn back afterwards, however it ends."""
        is_my_turn = self._free.acquire(timeout=self.patience)
        try:
            yield
        finally:
            if is_my_turn:
                self._free.release()


TURNS = Turns()
