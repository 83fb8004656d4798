"""Killed while a return is being sent: what was confirmed is there with all its records, and nothing is half there."""

import random
import signal
import subprocess
import sys
import time

from data.register.check import check
from data.register.register import Register
from domain.returns import ReturnState
from domain.spend import Spend
from domain.update import Update
from domain.workspace import Workspace
from tests.conftest import ROOT
from tests.data.desk.at_work import HARTLEPOOL, OFFICER, RETURN, STEWARD, a_round, desks

KILLINGS = 3


def sent_until_killed(address: str, first: int, seconds: float) -> list[int]:
    """The sendings a process was told were kept before it was killed without warning."""
    command = [sys.executable, "-m", "tests.data.desk.submitter", address, str(first)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    told = process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    told += process.stdout.read()
    assert process.wait() == -signal.SIGKILL
    return [int(line) for line in told.splitlines(keepends=True) if line.endswith("\n")]


def test_a_return_being_sent_while_the_service_is_killed_is_sent_whole_or_not_at_all(address):
    register = Register.open(address, Workspace.LIVE)
    desks(register)(STEWARD).rounds.open(a_round(), {"TD-1": HARTLEPOOL}, why="The summer round")
    register.close()
    chance, confirmed, sent = random.Random(20261123), [], []
    for _ in range(KILLINGS):
        confirmed += sent_until_killed(address, len(sent), chance.uniform(0.02, 0.4))
        register = Register.open(address, Workspace.LIVE)
        steps = desks(register)(OFFICER).returns.journey(RETURN)
        sent = [step.why for step in steps if step.record.state is ReturnState.SUBMITTED]
        (update,) = register.find(Update)
        brought = [version.record.event for version in register.history(Update, update.record.update_id)]
        assert {f"Event {number}" for number in confirmed} <= set(sent)
        assert brought == list(dict.fromkeys(sent))
        assert len(register.find(Spend)) == 4
        assert check(register.database).problems == ()
        register.close()
    assert len(confirmed) >= KILLINGS
