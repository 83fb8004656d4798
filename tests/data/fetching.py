"""A desk to run fetches from: a folder of sources, a folder to fetch into, a server, and what was said."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from data.fetch import main
from tests.data.file_server import FileServer, running

BODY = b"areacd,value\n" + b"".join(b"E0600%04d,%d\n" % (n, n * n) for n in range(400))


@dataclass
class Desk:
    """What one test works with."""

    server: FileServer
    sources: Path
    to: Path
    capture: pytest.CaptureFixture[str]
    said: str = ""

    def source(
        self, source_id: str, address: str | None, *, path: str | None = None, prepared: str | None = None
    ) -> None:
        """Write the source.toml of a source with one file."""
        lines = [f'title = "{source_id}"', 'publisher = "P"', 'licence = "OGL"', "[[files]]"]
        file = {"path": path or f"els/{source_id}.csv", "address": address, "prepared": prepared}
        lines += [f"{name} = {json.dumps(value)}" for name, value in file.items() if value]
        folder = self.sources / source_id
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "source.toml").write_text("\n".join(lines), encoding="utf-8")

    def fetch(self, *more: str) -> int:
        """Run the command; short pauses between tries unless the server asks for longer ones."""
        arguments = ["--to", str(self.to), "--sources-folder", str(self.sources), "--timeout", "5", *more]
        code = main(arguments, backoff_seconds=0.01)
        heard = self.capture.readouterr()
        self.said = heard.out + heard.err
        return code

    @property
    def checksums(self) -> dict[str, dict[str, Any]]:
        """What checksums.json holds."""
        recorded: dict[str, dict[str, Any]] = json.loads((self.to / "checksums.json").read_text(encoding="utf-8"))
        return recorded

    def file(self, path: str) -> bytes:
        """The bytes at a path of the folder fetched into."""
        return (self.to / path).read_bytes()

    @property
    def names(self) -> set[str]:
        """Every file in the folder but the lock, by path."""
        found = {str(p.relative_to(self.to)) for p in self.to.rglob("*") if p.is_file()}
        return found - {".fetch.lock"}


@contextmanager
def desk_in(folder: Path, capture: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    """A desk in an empty folder, reached directly even where a proxy is set."""
    with pytest.MonkeyPatch.context() as environment, running() as server:
        environment.setenv("NO_PROXY", "127.0.0.1")
        environment.setenv("no_proxy", "127.0.0.1")
        yield Desk(server, folder / "sources", folder / "fetched", capture)
