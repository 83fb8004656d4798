"""What rows of text are taken to mean: codes in the status, figures under other names, periods that could be two."""

from dataclasses import replace

import pandas as pd
import pytest

from data.build import build
from data.fault import BuildRefused
from data.store import read_observations_of
from metrics.verdicts import RULES
from tests.data.source_folder import ELS_HEADER, Inputs, small_inputs

ENGLAND = "E92000001,England,Nation,Employment,2023-01-01/P1Y,76.0,Percentage,%,75.8,76.2,,"


@pytest.fixture
def inputs(tmp_path) -> Inputs:
    return small_inputs(tmp_path)


def bolton(*, period: str = "2023-01-01/P1Y", value: str = "71.5", status: str = "") -> str:
    return f'E08000001,Bolton,LAD,Employment,{period},{value},Percentage,%,68.4,74.6,"{status}",'


def built(inputs: Inputs, *rows: str, header: str = ELS_HEADER) -> tuple[pd.DataFrame, str]:
    """Bolton's rows of the build, and everything it warned of."""
    inputs.write("employment.csv", "\n".join([header, ENGLAND, *rows]) + "\n")
    report = build(inputs.request, RULES)
    found = read_observations_of(inputs.request.builds / report.build_id)
    mine = found[(found["metric_id"] == "employment") & (found["place_code"] == "E08000001")]
    return mine, "\n".join(report.warnings)


def refusal(inputs: Inputs, *rows: str, header: str = ELS_HEADER) -> str:
    with pytest.raises(BuildRefused) as refused:
        built(inputs, *rows, header=header)
    return "\n".join(refused.value.faults)


@pytest.mark.parametrize(
    ("status", "mark"),
    [
        ("p", "provisional"), ("[p]", "provisional"), ("P", "provisional"), ("Provisional", "provisional"),
        ("[p][r]", "provisional"), ("r, p", "provisional"), ("r", "revised"), ("b,p", "break"), ("u", "unreliable"),
        ("as first published", ""),
    ],
)  # fmt: skip
def test_a_status_is_understood_however_it_is_written(inputs: Inputs, status: str, mark: str) -> None:
    rows, warnings = built(inputs, bolton(status=status))
    assert rows["mark"].tolist() == [mark]
    assert "status" not in warnings


def test_a_code_nobody_knows_is_said_and_the_figure_is_kept(inputs: Inputs) -> None:
    rows, warnings = built(inputs, bolton(status="q"))
    assert rows["value"].tolist() == [71.5]
    assert "the status 'q' of 1 observations has no known meaning" in warnings


@pytest.mark.parametrize("status", ["c", "[x]", "Confidential"])
def test_a_figure_said_to_be_withheld_is_never_shown(inputs: Inputs, status: str) -> None:
    words = refusal(inputs, bolton(status=status))
    assert "the status says there is no figure, yet there is one" in words
    assert "employment.csv row 3: E08000001" in words


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("observation", "obs", ["hold the values", "Rename it to observation"]),
        ("lci_95", "lower_ci", ["hold the lower limits", "lower_ci", "lci_95"]),
        ("uci_95", "upper", ["hold the upper limits", "uci_95"]),
        ("lci_95,uci_95", "lower_ci,upper_ci", ["lower_ci, upper_ci"]),
    ],
)
def test_a_column_under_a_new_name_does_not_vanish(inputs: Inputs, old: str, new: str, says: list[str]) -> None:
    words = refusal(inputs, bolton(), header=ELS_HEADER.replace(old, new))
    for part in ["employment.csv", *says]:
        assert part in words


def test_2011_12_among_years_of_two_is_not_taken_for_a_december(inputs: Inputs) -> None:
    words = refusal(inputs, bolton(period="2011-12"), bolton(period="2012-13"))
    assert "row 3" in words
    assert "'2011-12'" in words
    assert "period_style" in words


def test_a_figure_beside_a_blank_for_the_same_place_is_refused(inputs: Inputs) -> None:
    assert "(71.5 in row 3). Found: 'no figure'" in refusal(inputs, bolton(), bolton(value=""))


def test_a_new_edition_in_another_unit_stops_the_build_unless_that_is_meant(inputs: Inputs) -> None:
    built(inputs, bolton())
    share = "E92000001,England,Nation,Employment,2023-01-01/P1Y,0.76,Percentage,%,0.758,0.762,,"
    inputs.write("employment.csv", f"{ELS_HEADER}\n{share}\n")
    with pytest.raises(BuildRefused, match=r"typically 0\.01 times those in build .* unit"):
        build(inputs.request, RULES)
    assert build(replace(inputs.request, accept_losses=True), RULES).changes is not None


def test_a_misspelt_column_in_a_layout_is_named(inputs: Inputs) -> None:
    inputs.add_source("employment", "employment.csv", layout='style = "els"\nkeep = {sexx = ["All"]}')
    assert "sexx" in refusal(inputs, bolton())
