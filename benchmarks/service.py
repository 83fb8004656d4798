"""Servers to be measured: the real one on a build of choice, and one whose only page is empty."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.environment import ROOT, environment

SECONDS_TO_START = 60
FAILED = " failed"  # how the service's log says that a page showed an apology instead of figures


class ServiceFailed(Exception):
    """The service did not start, or one of its pages failed: there is nothing worth measuring."""


@dataclass(frozen=True)
class Service:
    """One running server. ``started`` is when its process was started, on the clock of ``time.perf_counter``."""

    port: int
    process: int
    started: float
    log: Path

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def processor_seconds(self) -> float:
        """What the process has spent on its processors so far; 0 where the system does not say."""
        counted = Path(f"/proc/{self.process}/stat")
        if not counted.is_file():
            return 0.0
        after_name = counted.read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")

    def refuse_failures(self) -> None:
        """Raise if any page failed so far: an apology is quick to draw."""
        said = self.log.read_text(encoding="utf-8", errors="replace")
        if FAILED in said:
            raise ServiceFailed(f"a page failed while it was measured; the service said:\n{said[-3000:]}")


@contextmanager
def real_service(builds: Path | None = None, *, register: str | None = None) -> Iterator[Service]:
    """The product, on the build that ships or on those of another folder, with a filled register or an empty one."""
    with _running("app.py", folder=ROOT, builds=builds, register=register) as service:
        yield service


@contextmanager
def empty_service() -> Iterator[Service]:
    """A page with nothing on it, under the product's own settings."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
        (folder / "empty.py").write_text("", encoding="utf-8")
        with _running("empty.py", folder=folder) as service:
            yield service


@contextmanager
def _running(
    script: str, *, folder: Path, builds: Path | None = None, register: str | None = None
) -> Iterator[Service]:
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    with tempfile.NamedTemporaryFile(suffix=".log") as log:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment(builds, register), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            service = Service(port=port, process=process.pid, started=started, log=Path(log.name))
            _wait(process, service)
            yield service
        finally:
            process.terminate()
            process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], service: Service) -> None:
    while time.perf_counter() - service.started < SECONDS_TO_START:
        if process.poll() is not None:
            said = service.log.read_text(encoding="utf-8", errors="replace")
            raise ServiceFailed(f"the service stopped while starting; it said:\n{said[-3000:]}")
        try:
            with urllib.request.urlopen(f"{service.address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.02)
    raise ServiceFailed(f"the service did not answer at {service.address} within {SECONDS_TO_START} s")
