"""Many people write at once: nobody's work is lost, nothing is written twice, and everyone is answered."""

import subprocess
import sys
import threading
import time

import pytest

from data.register import appends
from data.register.check import check
from data.register.faults import Conflict
from data.register.register import Register
from domain.returns import Answer
from domain.transformation import Transformation
from domain.workspace import Workspace
from tests.conftest import ROOT
from tests.data.register.records import a_return, a_round, transformation
from tests.data.register.writer import TOGETHER

WRITERS, WRITES = 8, 12


def test_writers_on_the_same_records_lose_no_write(register: Register) -> None:
    """Each adds its own words to the story it finds there; whoever is second reads again and adds to that."""
    for name in ("A", "B"):
        register.append(transformation(name), by="Ama", why="First entry", replaces=None)
    faults: list[BaseException] = []

    def write(writer: int) -> None:
        for number in range(WRITES):
            try:
                add_words(register, "AB"[number % 2], f"[{writer}.{number}]")
            except BaseException as fault:
                faults.append(fault)

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    stories = [register.get(Transformation, name).record.story for name in ("A", "B")]
    for writer in range(WRITERS):
        for number in range(WRITES):
            assert stories[number % 2].count(f"[{writer}.{number}]") == 1
    assert register.get(Transformation, "A").number == 1 + WRITERS * WRITES // 2
    assert check(register.database).problems == ()


def add_words(register: Register, name: str, words: str) -> None:
    while True:
        found = register.get(Transformation, name)
        said = found.record.model_copy(update={"story": found.record.story + words})
        try:
            register.append(said, by=words, why="More to say", replaces=found.number)
        except Conflict:
            continue
        return


def test_two_processes_write_side_by_side(address: str) -> None:
    register = Register.open(address, Workspace.LIVE)
    command = [sys.executable, "-m", "tests.data.register.writer", address]
    writers = [
        subprocess.Popen([*command, name], cwd=ROOT, stdout=subprocess.PIPE, text=True) for name in ("North", "South")
    ]
    said = [[writer.stdout.readline() for _ in range(10)] for writer in writers]
    for writer in writers:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    assert said == [[f"{number}\n" for number in range(10)]] * 2
    assert register.count(Transformation) >= 2 * 10 * TOGETHER
    assert check(register.database).problems == ()
    register.close()


def test_moments_follow_one_another_even_when_the_clock_goes_back(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = register.append(transformation(), by="Ama", why="First entry", replaces=None)
    monkeypatch.setattr(appends, "now", lambda: first.told_at.replace(year=2020))
    second = register.append(transformation(title="Later"), by="Ama", why="Renamed", replaces=1)
    assert second.told_at > first.told_at
    assert register.get(Transformation, "TD-HAR-01", as_at=first.told_at) == first


def test_a_clock_that_was_ahead_is_found_because_all_that_follows_is_dated_after_it(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = register.append(transformation(), by="Ama", why="First entry", replaces=None)
    assert check(register.database).problems == ()
    with monkeypatch.context() as ahead:
        ahead.setattr(appends, "now", lambda: first.told_at.replace(year=2099, month=3, day=1, hour=10, minute=0))
        register.append(transformation(title="Renamed"), by="Ama", why="Renamed", replaces=1)
    register.append(transformation(title="Later"), by="Ama", why="Renamed", replaces=2)
    (problem,) = check(register.database).problems
    assert problem.startswith("audit line 3 is dated 1 March 2099 at 10:00 UTC")
    assert "still to come" in problem


def test_an_answer_is_saved_while_a_reader_reads(register: Register) -> None:
    register.append(a_round(), by="Ama", why="Opened", replaces=None)
    register.append(a_return(), by="Ama", why="Opened", replaces=None)
    took = []
    with register.database.reading():
        for number in range(10):
            answer = Answer(return_id="R1/TD-HAR-01", question_id=f"q{number}", text="Typed " * 100)
            began = time.perf_counter()
            register.append(answer, by="Ama", why="Typed", replaces=None)
            took.append(time.perf_counter() - began)
    assert sorted(took)[5] < 1.0  # nobody waited for the reader: a wait would have taken ten seconds
