"""Triggers, in both databases, that let tables grow and refuse every other change.

A version carries one mark that comes later: ``until``, the moment its successor was told. The database sets it when
the successor is added, and refuses to set it otherwise.
"""

from collections.abc import Sequence

WORDS = "The register is only ever added to"

POSTGRESQL_FUNCTIONS = (
    f"""
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{WORDS}: % of % is refused.', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END $$
    """,
    """
    CREATE FUNCTION end_replaced() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        EXECUTE format(
            'UPDATE %I.%I SET until = $1 WHERE record_id = $2 AND number = $3', TG_TABLE_SCHEMA, TG_TABLE_NAME
        ) USING NEW.told_at, NEW.record_id, NEW.replaces;
        RETURN NULL;
    END $$
    """,
    f"""
    CREATE FUNCTION refuse_unless_ended() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        replaced boolean;
    BEGIN
        EXECUTE format(
            'SELECT EXISTS (SELECT 1 FROM %I.%I WHERE record_id = $1 AND replaces = $2 AND told_at = $3)',
            TG_TABLE_SCHEMA, TG_TABLE_NAME
        ) INTO replaced USING OLD.record_id, OLD.number, NEW.until;
        IF OLD.until IS NOT NULL OR NOT replaced OR to_jsonb(NEW) - 'until' <> to_jsonb(OLD) - 'until' THEN
            RAISE EXCEPTION '{WORDS}: % of % is refused.', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
)


def growing(dialect: str, table: str, key: Sequence[str]) -> list[str]:
    """Statements that make a table refuse every update and delete, and SQLite's insert that replaces a row."""
    if dialect == "postgresql":
        return [_refuse(table, event) for event in ("UPDATE", "DELETE", "TRUNCATE")]
    return [
        f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} BEGIN {_abort()} END",
        *_sqlite_keeps(table, key),
    ]


def versions(dialect: str, table: str, columns: Sequence[str]) -> list[str]:
    """Statements that make a table of versions refuse every change but the mark of the successor that has come."""
    if dialect == "postgresql":
        return [
            _refuse(table, "DELETE"),
            _refuse(table, "TRUNCATE"),
            f"CREATE TRIGGER {table}_ended BEFORE INSERT ON {table} FOR EACH ROW WHEN (NEW.until IS NOT NULL)"
            " EXECUTE FUNCTION refuse_change()",
            f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} FOR EACH ROW"
            " EXECUTE FUNCTION refuse_unless_ended()",
            f"CREATE TRIGGER {table}_end AFTER INSERT ON {table} FOR EACH ROW WHEN (NEW.replaces IS NOT NULL)"
            " EXECUTE FUNCTION end_replaced()",
        ]
    others = ", ".join(f'"{name}"' for name in columns if name != "until")
    successor = (
        f"SELECT 1 FROM {table} WHERE record_id = OLD.record_id AND replaces = OLD.number AND told_at = NEW.until"
    )
    return [
        f"CREATE TRIGGER {table}_update BEFORE UPDATE OF {others} ON {table} BEGIN {_abort()} END",
        f"CREATE TRIGGER {table}_ended BEFORE UPDATE OF until ON {table}"
        f" WHEN OLD.until IS NOT NULL OR NOT EXISTS ({successor}) BEGIN {_abort()} END",
        f"CREATE TRIGGER {table}_begun BEFORE INSERT ON {table} WHEN NEW.until IS NOT NULL BEGIN {_abort()} END",
        f"CREATE TRIGGER {table}_end AFTER INSERT ON {table} WHEN NEW.replaces IS NOT NULL BEGIN"
        f" UPDATE {table} SET until = NEW.told_at WHERE record_id = NEW.record_id AND number = NEW.replaces; END",
        *_sqlite_keeps(table, ("record_id", "number")),
    ]


def _refuse(table: str, event: str) -> str:
    each = "STATEMENT" if event == "TRUNCATE" else "ROW"
    return (
        f"CREATE TRIGGER {table}_{event.lower()} BEFORE {event} ON {table} FOR EACH {each}"
        " EXECUTE FUNCTION refuse_change()"
    )


def _sqlite_keeps(table: str, key: Sequence[str]) -> list[str]:
    same = " AND ".join(f'"{name}" = NEW."{name}"' for name in key)
    return [
        f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} BEGIN {_abort()} END",
        f"CREATE TRIGGER {table}_replace BEFORE INSERT ON {table}"
        f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN {_abort()} END",
    ]


def _abort() -> str:
    return f"SELECT RAISE(ABORT, '{WORDS}: the change is refused.');"
