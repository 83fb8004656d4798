"""What publishers say of the reliability of a figure, and limits that say nothing."""

import pandas as pd

from data.ledger import Ledger
from data.observations import read_observations
from domain.place import ENGLAND

TOO_FEW = "Estimate and confidence interval unreliable since the group sample size is small (3-9)"


def row(value: str, lower: str = "", upper: str = "", *, status: str = "", notes: str = "") -> dict[str, str | int]:
    return {
        "place": ENGLAND, "name": "England", "series": "Example", "period": "2023-01-01/P1Y", "period_style": "auto",
        "value": value, "lower": lower, "upper": upper, "count": "", "denominator": "",
        "status": status, "notes": notes, "file": "example.csv", "row": 2,
    }  # fmt: skip


def read(one: dict[str, str | int]) -> tuple[pd.Series, Ledger]:
    ledger = Ledger()
    observations = read_observations(pd.DataFrame([one]), {ENGLAND: None}, ledger)
    return observations.iloc[0], ledger


def test_a_figure_whose_note_calls_it_unreliable_says_so() -> None:
    figure, _ = read(row("23.9", notes=TOO_FEW))
    assert (figure["value"], figure["mark"]) == (23.9, "unreliable")


def test_a_missing_figure_whose_note_calls_it_unreliable_says_why_it_is_missing() -> None:
    figure, _ = read(row("", notes=TOO_FEW))
    assert (figure["reason"], figure["mark"]) == ("low_reliability", "")


def test_that_a_figure_is_unreliable_matters_more_than_that_it_was_put_together() -> None:
    figure, _ = read(row("23.9", status="u", notes="This data has been aggregated"))
    assert figure["mark"] == "unreliable"


def test_a_figure_outside_its_own_rounded_limits_keeps_its_value_and_loses_them() -> None:
    # 88.6 shown as 89 while its limits of 88.1 and 88.9 are shown as 88
    figure, ledger = read(row("89", "88", "88"))
    assert figure["value"] == 89
    assert pd.isna(figure["lower"])
    assert pd.isna(figure["upper"])
    assert len(ledger.warnings) == 1


def test_limits_around_the_figure_are_kept_without_a_word() -> None:
    figure, ledger = read(row("26", "25", "26"))
    assert (figure["lower"], figure["upper"]) == (25, 26)
    assert ledger.warnings == []
