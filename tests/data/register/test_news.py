"""What was told lately is found without walking through everything that was ever told."""

import pytest
from sqlalchemy import event

from tests.data.register.records import transformation


@pytest.fixture
def asked(register):
    """Every statement the register asks its database, in order."""
    heard: list[tuple[str, object]] = []

    def listen(_connection, _cursor, statement, parameters, _context, _many):
        heard.append((statement, parameters))

    event.listen(register.database.engine, "before_cursor_execute", listen)
    yield heard
    event.remove(register.database.engine, "before_cursor_execute", listen)


def test_the_new_lines_name_the_kinds_they_are_about(register):
    register.append(transformation("T-1"), by="a@x.example", why="first", replaces=None)
    with register.news() as news:
        seen = news.end().line
    register.append(transformation("T-2"), by="a@x.example", why="second", replaces=None)
    register.note(by="a@x.example", action="exported", detail="a list")
    with register.news() as news:
        assert news.kinds(seen) == {"transformation", ""}
        assert news.kinds(news.end().line) == frozenset()


def test_catching_up_never_walks_the_whole_audit(register, asked):
    if register.database.engine.dialect.name != "sqlite":
        pytest.skip("only SQLite tells beforehand, whatever it holds, which way it will go")
    register.append(transformation("T-1"), by="a@x.example", why="first", replaces=None)
    asked.clear()
    with register.news() as news:
        news.goes_on_from(news.end())
        news.kinds(1)
        list(news.since(type(transformation("T-1")), 1, "body"))
    plans = []
    with register.database.engine.connect() as connection:
        for statement, parameters in [one for one in asked if one[0].startswith("SELECT")]:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans += [row[3] for row in plan]
    assert plans
    assert not [step for step in plans if step.startswith("SCAN")]
