"""A few pages at a time: nobody is crowded out, nobody waits for ever, and no turn is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from ui.turns import Turns

FOR_EVER = 60.0


def test_never_more_than_so_many_are_at_work_and_everybody_has_their_turn():
    turns, counting, busy, most, served = Turns(2, FOR_EVER), threading.Lock(), [], [], []

    def visit(number: int) -> None:
        with turns.mine():
            with counting:
                busy.append(number)
                most.append(len(busy))
            threading.Event().wait(0.002)
            with counting:
                busy.remove(number)
                served.append(number)

    with ThreadPoolExecutor(20) as readers:
        list(readers.map(visit, range(60)))
    assert max(most) == 2
    assert sorted(served) == list(range(60))


def test_who_has_waited_long_enough_goes_in_beside_a_long_piece_of_work():
    turns = Turns(1, 0.01)
    with turns.mine(), ThreadPoolExecutor(1) as reader:
        assert reader.submit(lambda: _serve(turns)).result(timeout=FOR_EVER) == "served"


def test_going_in_beside_the_others_adds_no_turn():
    turns = Turns(1, 0.01)
    with turns.mine(), turns.mine(), turns.mine():
        pass
    turns.patience = FOR_EVER
    first = turns.mine()
    first.__enter__()
    with ThreadPoolExecutor(1) as reader:
        waiting = reader.submit(lambda: _serve(turns))
        with pytest.raises(TimeoutError):
            waiting.result(timeout=0.05)
        first.__exit__(None, None, None)
        assert waiting.result(timeout=FOR_EVER) == "served"


class Stopped(BaseException):
    """As the server stops a page whose reader asked for another."""


@pytest.mark.parametrize("end", [ValueError, Stopped])
def test_a_page_that_fails_or_is_stopped_gives_its_turn_back(end):
    turns = Turns(1, FOR_EVER)
    for _ in range(3):
        with pytest.raises(end), turns.mine():
            raise end
    assert _serve(turns) == "served"


def _serve(turns: Turns) -> str:
    with turns.mine():
        return "served"
