"""A full disk, a database that goes away, a file that is none: said clearly, nothing lost and nothing half done."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event, text

from data.register import engine
from data.register.__main__ import main
from data.register.check import check
from data.register.faults import RegisterBusy, RegisterDamaged, RegisterFull, RegisterGone, RegisterUnfit
from data.register.register import Register
from domain.transformation import Transformation
from domain.workspace import Workspace
from tests.data.register.postgresql_server import Server
from tests.data.register.records import transformation

WHO = {"by": "Ama", "why": "First entry"}


def fill_the_disk(register: Register) -> Callable[[], None]:
    """Leave no room to write, as the database itself reports it; what comes back makes room again."""
    if register.database.is_sqlite:

        def limit(connection: sqlite3.Connection, _: object) -> None:
            connection.execute("PRAGMA max_page_count = 1")  # the pages there are, and not one more

        event.listen(register.database.engine, "connect", limit)
        register.close()
        return lambda: (event.remove(register.database.engine, "connect", limit), register.close())
    with register.database.engine.begin() as connection:
        connection.execute(
            text(
                "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                " RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$"
            )
        )
        connection.execute(text("CREATE TRIGGER no_room BEFORE INSERT ON transformations EXECUTE FUNCTION no_room()"))

    def make_room() -> None:
        with register.database.engine.begin() as connection:
            connection.execute(text("DROP TRIGGER no_room ON transformations"))

    return make_room


def test_a_full_disk_is_told_and_leaves_nothing_half_done(register: Register) -> None:
    register.append(transformation("Before"), **WHO, replaces=None)
    make_room = fill_the_disk(register)
    with pytest.raises(RegisterFull, match="no room left, so nothing was saved"):
        register.append(transformation("During", story="x" * 20_000), **WHO, replaces=None)
    assert [version.record.record_id for version in register.find(Transformation)] == ["Before"]
    make_room()
    register.append(transformation("During", story="x" * 20_000), **WHO, replaces=None)
    assert register.count(Transformation) == 2
    assert check(register.database).problems == ()


def test_a_file_that_was_moved_away_takes_no_more_words(tmp_path: Path) -> None:
    register = Register.open(str(tmp_path), Workspace.LIVE)
    register.append(transformation("Before"), **WHO, replaces=None)
    register.close()
    register.count(Transformation)
    away = tmp_path / "away.sqlite"
    (tmp_path / "live.sqlite").rename(away)
    with pytest.raises(RegisterGone, match="cannot be reached"):
        register.append(transformation("Lost"), **WHO, replaces=None)
    assert not (tmp_path / "live.sqlite").exists()
    away.rename(tmp_path / "live.sqlite")
    register.append(transformation("After"), **WHO, replaces=None)
    assert [version.record.record_id for version in register.find(Transformation)] == ["After", "Before"]
    register.close()


def test_a_server_that_is_stopped_and_started_is_used_again(server: Server) -> None:
    register = Register.open(server.database(), Workspace.LIVE)
    server.stop()
    try:
        with pytest.raises(RegisterGone, match="cannot be reached"):
            register.append(transformation(), **WHO, replaces=None)
        with pytest.raises(RegisterGone):
            register.find(Transformation)
    finally:
        server.start()
    register.append(transformation(), **WHO, replaces=None)
    assert register.count(Transformation) == 1
    register.close()


@pytest.mark.parametrize(
    "content", [b"not a database at all, but a letter to the council", b"SQLite format 3\0" + b"\7" * 5000]
)
def test_a_file_that_is_no_register_is_said_to_be_none_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "live.sqlite"
    file.write_bytes(content)
    with pytest.raises(RegisterDamaged, match="cannot be read as one"):
        Register.open(str(tmp_path), Workspace.LIVE)
    assert file.read_bytes() == content


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear council")
    with pytest.raises(RegisterGone, match=r"folder .*letter, which cannot be made"):
        Register.open(str(tmp_path / "letter"), Workspace.LIVE)


def test_others_who_keep_the_register_too_long_are_told_of(
    register: Register, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "WAIT_SECONDS", 0.2)
    waiting = Register.open(address, Workspace.LIVE)
    with register.database.writing(), pytest.raises(RegisterBusy, match="your turn did not come"):
        waiting.append(transformation(), **WHO, replaces=None)
    waiting.append(transformation(), **WHO, replaces=None)
    waiting.close()


def test_a_database_that_is_not_there_is_said_to_be_out_of_reach() -> None:
    for address in ("postgresql://nobody@localhost:1/register", "postgresql://nobody@/register?host=/nowhere"):
        with pytest.raises(RegisterGone, match="cannot be reached"):
            Register.open(address, Workspace.LIVE)


def test_only_its_owner_may_read_the_files(tmp_path: Path) -> None:
    register = Register.open(str(tmp_path / "store"), Workspace.LIVE)
    assert (tmp_path / "store").stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in (tmp_path / "store").iterdir())
    register.close()


def test_every_write_reaches_the_disk_before_it_is_confirmed(tmp_path: Path) -> None:
    register = Register.open(str(tmp_path), Workspace.LIVE)
    with register.database.engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}  # 2 is FULL
    register.close()


def test_a_command_line_is_told_what_the_database_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--at", "postgresql://nobody:sekrit@127.0.0.1:1/register", "--check"]) == 1
    said = capsys.readouterr().err
    assert "The register cannot be reached." in said
    assert "127.0.0.1" in said
    assert "Connection refused" in said
    assert "page" not in said
    assert "sekrit" not in said


@pytest.mark.parametrize("blank", ["", "  "])
def test_an_address_that_came_out_empty_is_not_taken_for_the_usual_one(
    blank: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STEWARDSHIP_REGISTER", str(tmp_path / "usual"))
    assert main(["--at", blank, "--migrate"]) == 1
    assert "The address of the register is empty" in capsys.readouterr().err
    assert not (tmp_path / "usual").exists()


def test_an_address_that_asks_for_what_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(RegisterUnfit, match="sslmod"):
        Register.open("postgresql://somebody@127.0.0.1/register?sslmod=require", Workspace.LIVE)


def test_an_address_of_another_database_is_refused() -> None:
    with pytest.raises(RegisterUnfit, match="oracle://"):
        Register.open("oracle://ama:secret@host/x", Workspace.LIVE)
