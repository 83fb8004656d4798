"""One command keeps a copy of everything, another brings it back, into either database; half a copy is refused."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from data.register.__main__ import main
from data.register.appends import Draft
from data.register.check import check
from data.register.register import Register
from domain.transformation import Transformation
from domain.workspace import Workspace
from tests.data.register.records import one_of_each, transformation


@pytest.fixture
def full(register: Register) -> Register:
    register.append_all([Draft(record) for record in one_of_each()], by="Ama", why="First entry")
    second = register.append(transformation(title="Canolfan · 東京"), by="Ben", why="Renamed", replaces=1)
    register.note(by="Ama", action="exported", detail="All of it")
    register.withdraw(second, by="Ama", why="Entered twice")
    return register


@pytest.fixture
def backup(full: Register, address: str, tmp_path: Path) -> Path:
    assert main(["--at", address, "--backup", str(tmp_path / "backup.gz")]) == 0
    return tmp_path / "backup.gz"


def test_a_backup_restores_to_the_last_word_and_seal(
    full: Register, backup: Path, new_address: Callable[[], str], capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = new_address()
    assert main(["--at", elsewhere, "--restore", str(backup)]) == 0
    seal = full.audit(limit=1)[0].seal
    assert f"29 versions and 30 audit lines; the last seal is {seal}" in capsys.readouterr().out
    restored = Register.open(elsewhere, Workspace.LIVE)
    for record in one_of_each():
        assert restored.history(type(record), record.record_id) == full.history(type(record), record.record_id)
        assert restored.find(type(record)) == full.find(type(record))
    assert restored.audit(limit=100) == full.audit(limit=100)
    assert check(restored.database).problems == ()
    told = restored.append(transformation(), by="Ama", why="It was not", replaces=3)
    assert (told.number, told.line) == (4, 31)
    restored.close()


def test_a_backup_moves_from_the_embedded_database_to_the_other(
    full: Register, backup: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    other = request.getfixturevalue("server").database() if full.database.is_sqlite else str(tmp_path / "other")
    assert main(["--at", other, "--restore", str(backup)]) == 0
    moved = Register.open(other, Workspace.LIVE)
    assert moved.history(Transformation, "TD-HAR-01") == full.history(Transformation, "TD-HAR-01")
    assert moved.audit(limit=100) == full.audit(limit=100)
    moved.close()


def test_a_register_that_holds_something_is_not_restored_over(
    full: Register, address: str, backup: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--at", address, "--restore", str(backup)]) == 1
    assert "only restored into an empty one" in capsys.readouterr().err


def test_a_backup_of_one_workspace_is_not_restored_as_the_other(
    backup: Path, new_address: Callable[[], str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--at", new_address(), "--workspace", "training", "--restore", str(backup)]) == 1
    assert "backup of the live workspace" in capsys.readouterr().err


@pytest.mark.parametrize("damage", ["cut", "line out", "word", "end", "letter", "empty", "absent"])
def test_half_a_backup_or_an_altered_one_is_refused_whole(
    backup: Path, damage: str, new_address: Callable[[], str], capsys: pytest.CaptureFixture[str]
) -> None:
    packed, lines = backup.read_bytes(), gzip.decompress(backup.read_bytes()).splitlines(keepends=True)
    harm = {
        "cut": packed[: len(packed) // 2],
        "line out": gzip.compress(b"".join(lines[:5] + lines[6:])),
        "word": gzip.compress(b"".join(lines).replace(b"Waterfront", b"Waterfall")),
        "end": gzip.compress(b"".join(lines[:-1])),
        "letter": b"Dear council",
        "empty": b"",
    }
    backup.unlink() if damage == "absent" else backup.write_bytes(harm[damage])
    elsewhere = new_address()
    assert main(["--at", elsewhere, "--restore", str(backup)]) == 1
    assert "Nothing was changed" in capsys.readouterr().err
    empty = Register.open(elsewhere, Workspace.LIVE)
    assert empty.audit() == []
    assert empty.count(Transformation) == 0
    empty.close()


def test_a_backup_is_whole_under_its_name_or_not_there(
    full: Register, address: str, backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = backup.read_bytes()
    assert main(["--at", address, "--backup", str(backup)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert main(["--at", address, "--backup", str(tmp_path / "no such folder" / "backup.gz")]) == 1
    assert "could not be written" in capsys.readouterr().err
    assert backup.read_bytes() == before
    assert list(tmp_path.glob("*.part")) == []
    assert backup.stat().st_mode & 0o077 == 0


def test_a_backup_that_was_broken_off_is_said_to_be_and_stands_in_nobodys_way_for_long(
    full: Register, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part, path = tmp_path / "backup.gz.part", tmp_path / "backup.gz"
    part.write_bytes(b"half of one")
    assert main(["--at", address, "--backup", str(path)]) == 1
    said = capsys.readouterr().err
    assert f"{part} is there: a backup to {path} is being written at this moment, or one was broken off" in said
    assert part.read_bytes() == b"half of one"
    part.unlink()
    assert main(["--at", address, "--backup", str(path)]) == 0
    assert list(tmp_path.glob("*.part")) == []


def test_a_name_too_long_for_a_file_is_refused_in_words(
    full: Register, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--at", address, "--backup", str(tmp_path / ("b" * 300))]) == 1
    assert "File name too long" in capsys.readouterr().err


HEAD = '{"format":"stewardship register backup 1","workspace":"live"}\n'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[]", "does not begin as one does"),
        ("null", "does not begin as one does"),
        ('{"format":"stewardship register backup 1"}', "does not begin as one does"),
        (HEAD + '{"kind":"wish","said":[]}', "'wish', which this software does not know: newer software wrote it"),
        (HEAD + '{"audit":[1,"2026-01-01",{},"x","","",null,"d","s","c"]}\n{"end":1}', "or was altered"),
        (HEAD + '{"audit":[1,"2026-01-01","a","x","",{},null,"d","s","c"]}\n{"end":1}', "or was altered"),
        (
            HEAD + '{"audit":[' + "9" * 40 + ',"2026-01-01","a","x","","",null,"d","s","c"]}\n{"end":1}',
            "or was altered",
        ),
        (HEAD + "[" * 100_000, "or was altered"),
    ],
)
def test_whatever_a_file_holds_instead_of_a_backup_it_is_refused_in_words(
    content: str, said: str, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "strange.gz").write_bytes(gzip.compress(content.encode()))
    assert main(["--at", address, "--restore", str(tmp_path / "strange.gz")]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert "Nothing was changed" in told


def test_no_register_is_made_for_a_backup_that_is_none(tmp_path: Path) -> None:
    assert main(["--at", str(tmp_path / "new"), "--restore", str(tmp_path / "mistyped.gz")]) == 1
    assert not (tmp_path / "new").exists()


def test_the_check_says_what_it_found(full: Register, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--at", address, "--check"]) == 0
    assert "Looked at 29 versions and 30 audit lines" in capsys.readouterr().out
    assert main(["--at", address, "--workspace", "training", "--check"]) == 1
    assert "There is no training register there" in capsys.readouterr().err


def test_one_command_makes_a_register(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert main(["--at", address, "--migrate"]) == 0
        assert "The live register is at step 0003." in capsys.readouterr().out
    assert main(["--at", address, "--check"]) == 0
