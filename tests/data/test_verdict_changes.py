"""Old and new verdicts side by side: what changed between two builds, and whether rules or figures made it so."""

import pandas as pd
import pytest

from data.verdict_changes import COLUMNS, verdict_changes
from domain.rules import Judgements
from domain.verdict import RULE_VERSION

Tables = tuple[pd.DataFrame, pd.DataFrame]
JUNE = pd.Timestamp("2023-06-01")


def tables(trend: str = "improving", level: str = "better", value: float = 70.0, benchmark: float = 60.0) -> Tables:
    place = {"metric_id": "jobs", "place_code": "E06000001"}
    standing = place | {
        "value": value, "period_start": JUNE, "trend": trend, "trend_reason": "", "fifth": 1,
        "trajectory": "no_target", "trajectory_reason": "target_not_set",
        "assurance": "not_suited", "assurance_reason": "not_frequent",
    }  # fmt: skip
    comparison = place | {"comparator": "nation", "benchmark": benchmark, "level": level, "level_reason": ""}
    return pd.DataFrame([standing]), pd.DataFrame([comparison])


def judgements(made: Tables) -> Judgements:
    nothing = pd.DataFrame()
    others = dict.fromkeys(set(Judgements._fields) - {"standings", "comparisons"}, nothing)
    return Judgements(standings=made[0], comparisons=made[1], **others)


def found(before: Tables | None, after: Tables, rules: str = RULE_VERSION) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = verdict_changes(before, rules, judgements=judgements(after)).to_dict("records")
    return rows


def test_two_builds_that_say_the_same_have_nothing_side_by_side() -> None:
    assert found(tables(), tables()) == []


def test_a_first_build_has_nothing_to_compare_with_and_the_table_has_its_columns() -> None:
    assert list(verdict_changes(None, "", judgements=judgements(tables())).columns) == COLUMNS


def test_a_verdict_that_turned_on_the_same_figure_under_other_rules_is_owed_to_the_rules() -> None:
    (row,) = found(tables(trend="improving"), tables(trend="rising"), rules="0.1")
    assert (row["cell"], row["before"], row["after"], row["cause"]) == ("trend", "improving", "rising", "rules")


def test_a_verdict_that_turned_on_a_new_figure_is_owed_to_the_figure_even_if_rules_changed_too() -> None:
    rows = found(tables(level="better", value=70.0), tables(level="similar", value=65.0), rules="0.1")
    assert [(row["cell"], row["comparator"], row["cause"]) for row in rows] == [("level", "nation", "figures")]


def test_a_level_that_turned_because_the_comparator_moved_is_owed_to_figures() -> None:
    (row,) = found(tables(level="better"), tables(level="worse", benchmark=80.0), rules="0.1")
    assert row["cause"] == "figures"


def test_under_the_same_rules_no_change_is_owed_to_them() -> None:
    (row,) = found(tables(trend="improving"), tables(trend="worsening"))
    assert row["cause"] == "figures"


@pytest.mark.parametrize("missing", ["trajectory", "assurance"])
def test_a_cell_the_earlier_build_did_not_have_is_no_change(missing: str) -> None:
    standings, comparisons = tables()
    before = standings.drop(columns=[missing, f"{missing}_reason"]), comparisons
    assert found(before, tables(), rules="0.1") == []
