"""The goals of the centre: dated rows with an owner, of which the newest that has begun holds."""

import datetime as dt

import pytest

from metrics.catalogue import CatalogueError
from metrics.centre_goals import GOALS, goal_on, read_goals

ROW = """
[[goal]]
goal_id = "answer_to_return"
working_days = {days}
from_on = {on}
owner = "The director"
said_where = "a letter to places"
why = "Places plan their next return by it."
"""


def written(tmp_path, *rows: tuple[object, str]):
    path = tmp_path / "goals.toml"
    path.write_text("".join(ROW.format(days=days, on=on) for days, on in rows))
    return path


def test_a_new_goal_takes_over_on_its_first_day_and_the_old_one_stays_on_record(tmp_path):
    goals = read_goals(written(tmp_path, (15, "2027-04-01"), (20, "2026-04-01")))
    assert goal_on(dt.date(2026, 3, 31), goals) is None
    assert goal_on(dt.date(2027, 3, 31), goals).working_days == 20
    assert goal_on(dt.date(2027, 4, 1), goals).working_days == 15
    assert goal_on(dt.date(2027, 4, 1), goals, goal_id="first_payment") is None


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([(0, "2026-04-01")], "working_days"),
        ([(20, '"soon"')], "from_on"),
        ([(20, "2026-04-01"), (15, "2026-04-01")], "two goals"),
        ([("twenty", "2026-04-01")], "cannot be read"),
    ],
)
def test_a_row_that_cannot_hold_is_refused_with_what_to_correct(tmp_path, rows, told):
    with pytest.raises(CatalogueError, match=told):
        read_goals(written(tmp_path, *rows))


def test_every_shipped_goal_names_its_owner_and_where_it_can_be_read():
    assert GOALS
    assert all(goal.owner and goal.said_where for goal in GOALS)
