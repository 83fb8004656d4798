"""The goals of the centre, declared in one file as dated rows, and which of them holds on a day."""

import datetime as dt
import tomllib
from pathlib import Path

from pydantic import ValidationError

from domain.centre_goal import CentreGoal
from metrics.catalogue import CatalogueError

FILE = Path(__file__).with_name("centre_goals.toml")
ANSWER_TO_RETURN = "answer_to_return"


def goal_on(day: dt.date, goals: tuple[CentreGoal, ...], *, goal_id: str = ANSWER_TO_RETURN) -> CentreGoal | None:
    """The goal of one clock that holds on a day: the newest that has begun; none before the first."""
    begun = [one for one in goals if one.goal_id == goal_id and one.from_on <= day]
    return max(begun, key=lambda one: one.from_on, default=None)


def read_goals(path: Path = FILE) -> tuple[CentreGoal, ...]:
    """Every goal in the order of its first day; raises ``CatalogueError`` with what to correct."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        goals = [CentreGoal(**one) for one in given.get("goal", [])]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path}: cannot be read: {error}. Correct the file and run again.") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise CatalogueError(f"{path}: {field}: {first['msg']}. Correct it and run again.") from error
    starts = [(one.goal_id, one.from_on) for one in goals]
    twice = next((start for start in starts if starts.count(start) > 1), None)
    if twice:
        raise CatalogueError(f"{path}: two goals {twice[0]!r} begin on {twice[1]}. Give the newer one its own day.")
    return tuple(sorted(goals, key=lambda one: one.from_on))


GOALS = read_goals()
"""The goals this copy of the product was shipped with."""
