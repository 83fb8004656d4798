"""Killed in the middle of anything: what was confirmed is there, and nothing is half there."""

import random
import signal
import subprocess
import sys
import threading
import time

import pytest

from data.register.check import check
from data.register.faults import RegisterGone
from data.register.register import Register
from domain.transformation import Transformation
from domain.workspace import Workspace
from tests.conftest import ROOT
from tests.data.register.postgresql_server import Server
from tests.data.register.records import transformation
from tests.data.register.writer import TOGETHER

ROUNDS = 5


def kept(register: Register, name: str) -> dict[int, int]:
    """How many records of each batch of a writer the register holds."""
    found: dict[int, int] = {}
    for version in register.find(Transformation, limit=1_000_000):
        writer, batch, _ = version.record.record_id.rsplit("-", 2)
        if writer == name:
            found[int(batch)] = found.get(int(batch), 0) + 1
    return found


def written_until_killed(address: str, name: str, seconds: float) -> int:
    """How many batches a writer was told were kept before it was killed without warning."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.data.register.writer", address, name], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout.readline() == "0\n"
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    confirmed = [0, *(int(line) for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n"))]
    assert writer.wait() == -signal.SIGKILL
    return confirmed[-1] + 1


def test_a_writer_killed_again_and_again_loses_nothing_confirmed(address: str) -> None:
    chance = random.Random(20261123)
    for killing in range(ROUNDS):
        name = f"W{killing}"
        confirmed = written_until_killed(address, name, seconds=chance.uniform(0.05, 0.5))
        register = Register.open(address, Workspace.LIVE)
        found = kept(register, name)
        assert set(range(confirmed)) <= set(found)
        assert set(found.values()) == {TOGETHER}
        assert len(found) <= confirmed + 1  # the last may have been kept before its writer could say so
        assert check(register.database).problems == ()
        register.close()


def test_a_server_that_crashes_keeps_what_was_confirmed_and_serves_again(server: Server) -> None:
    address = server.database()
    register = Register.open(address, Workspace.LIVE)
    confirmed: list[int] = []
    faults: list[Exception] = []

    def write() -> None:
        while not faults:
            try:
                register.append(transformation(f"W-{len(confirmed)}-0"), by="W", why="Writing", replaces=None)
                confirmed.append(len(confirmed))
            except Exception as fault:
                faults.append(fault)

    thread = threading.Thread(target=write)
    thread.start()
    while len(confirmed) < 20:
        time.sleep(0.01)
    server.stop("immediate")
    thread.join()
    with pytest.raises(RegisterGone, match="cannot be reached"):
        register.get(Transformation, "W-0-0")
    server.start()
    assert isinstance(faults[0], RegisterGone)
    assert set(confirmed) <= set(kept(register, "W"))
    register.append(transformation("W-afterwards-0"), by="W", why="It is back", replaces=None)
    assert check(register.database).problems == ()
    register.close()
