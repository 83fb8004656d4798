"""Bring the tables of a register up to date when it is opened, and see that it is the one that was asked for."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, select, text

from data.register.engine import Database, now, schema_of
from data.register.faults import RegisterUnfit
from data.register.tables import STORE
from domain.workspace import Workspace

STEPS = Path(__file__).parent / "migrations"


def migrate(database: Database) -> None:
    """Apply the steps that are missing, all or none; raises ``RegisterUnfit`` where this software does not fit."""
    database.make_room()
    with database.reading() as connection:
        if _revision(connection) == newest() and _workspace(connection) == database.workspace:
            return
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {schema_of(database.workspace)}"))
        at = _revision(connection)
        if at != newest():
            _refuse_unknown(at)
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        _see_workspace(connection, database.workspace)


def see_ready(database: Database) -> None:
    """Change nothing, and raise ``RegisterUnfit`` unless there is a register of this workspace and of this step."""
    if database.file and not database.file.exists():
        raise _not_ready(database)
    with database.reading() as connection:
        at = _revision(connection)
        _refuse_unknown(at)
        if at != newest():
            raise _not_ready(database)
        _see_workspace(connection, database.workspace)


def _not_ready(database: Database) -> RegisterUnfit:
    return RegisterUnfit(
        f"There is no {database.workspace} register there, or an older one. Run python -m data.register --migrate to"
        " make it or to bring it up to date."
    )


def newest() -> str:
    """The last step there is."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _refuse_unknown(revision: str | None) -> None:
    known = [step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()]
    if revision is not None and revision not in known:
        raise RegisterUnfit(
            f"The register was brought to step {revision!r} by newer software than this, which knows steps up to"
            f" {newest()}. Nothing was changed. Start the newer software, or set the address of another register."
        )


def _see_workspace(connection: Connection, wanted: Workspace) -> None:
    """A store says once which workspace it is, and is opened as no other."""
    found = _workspace(connection)
    if found is None:
        connection.execute(insert(STORE).values(only_row=1, workspace=wanted.value, made_at=now()))
    elif found != wanted.value:
        raise RegisterUnfit(
            f"This register holds the {found} workspace, and was to be opened as the {wanted} workspace. Records never"
            " pass from one to the other: nothing was changed. Give the address of the right one."
        )


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _workspace(connection: Connection) -> str | None:
    return connection.execute(select(STORE.c.workspace)).scalar_one_or_none()
