"""A real PostgreSQL of one's own: reached by a socket in its own folder, never by a network."""

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

BINARIES = "/usr/lib/postgresql/*/bin"


def folder_of_binaries() -> Path | None:
    """Where the newest server on this machine lies, or none."""
    found = [path.parent for path in Path("/").glob(BINARIES.lstrip("/") + "/initdb")]
    newest = max(found, key=lambda path: float(path.parent.name), default=None)
    on_path = shutil.which("initdb")
    return newest or (Path(on_path).resolve().parent if on_path else None)


class Server:
    """Started by whoever runs it, or, because PostgreSQL refuses root, by a user without rights.

    ``durable`` waits for the disk as a real one does; tests do without, since none of them cuts the power. In a
    ``folder`` of its own it finds again what it held before.
    """

    def __init__(self, binaries: Path, *, durable: bool = False, folder: Path | None = None) -> None:
        self.binaries, self.durable = binaries, durable
        self.user = getpass.getuser() if os.getuid() else self._without_rights()
        self.folder = folder or Path(tempfile.mkdtemp(prefix="register-"))
        self.folder.mkdir(exist_ok=True)
        self.made = 0
        if self.data.exists():
            return
        if not os.getuid():
            shutil.chown(self.folder, self.user)
        self._run("initdb", "-D", self.data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")

    @property
    def data(self) -> Path:
        """Where its files are."""
        return self.folder / "data"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = f"-k {self.folder} -c listen_addresses= -c max_connections=60 -c fsync={self._on_or_off}"
        self._run("pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", "-o", settings, "start")

    @property
    def _on_or_off(self) -> str:
        return "on" if self.durable else "off"

    def stop(self, mode: str = "fast") -> None:
        """Stop it; ``immediate`` is a crash."""
        self._run("pg_ctl", "-D", self.data, "-w", "-m", mode, "stop")

    def database(self) -> str:
        """The address of a new database."""
        self.made += 1
        self._run("createdb", "-h", self.folder, "-U", "tester", f"register{self.made}")
        return self.address(self.made)

    def address(self, number: int) -> str:
        """The address of a database that was made before."""
        return f"postgresql://tester@/register{number}?host={self.folder}"

    def remove(self) -> None:
        """Stop it and leave nothing."""
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: object) -> None:
        user = {} if os.getuid() else {"user": self.user, "extra_groups": []}
        command = [self.binaries / program, *map(str, arguments)]
        log = self.folder / "commands"
        with log.open("ab") as out:  # a server that stays must not hold a pipe of ours
            done = subprocess.run(
                command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd="/", check=False, **user
            )
        assert done.returncode == 0, f"{program} failed: {log.read_text(errors='replace')[-2000:]}"

    @staticmethod
    def _without_rights() -> str:
        known = {entry.pw_name for entry in pwd.getpwall()}
        return "postgres" if "postgres" in known else "nobody"
