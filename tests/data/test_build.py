"""From source files to a build: what is kept, what is set aside and why, and the account that is given of it."""

import datetime as dt
import os

import pandas as pd
import pytest

from data import versions
from data.build import build
from data.store import read_observations_of
from domain.build_report import BuildReport, SourceReport
from metrics.verdicts import RULES
from tests.data.source_folder import Inputs, small_inputs


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Inputs, BuildReport, pd.DataFrame]:
    inputs = small_inputs(tmp_path_factory.mktemp("inputs"))
    report = build(inputs.request, RULES)
    return inputs, report, read_observations_of(inputs.request.builds / report.build_id)


def figure(observations: pd.DataFrame, metric: str, place: str, start: str) -> pd.Series:
    found = observations[
        (observations["metric_id"] == metric)
        & (observations["place_code"] == place)
        & (observations["period_start"] == pd.Timestamp(start))
    ]
    assert len(found) == 1, f"{len(found)} rows for {metric} {place} {start}"
    return found.iloc[0]


def source(report: BuildReport, source_id: str) -> SourceReport:
    return next(each for each in report.sources if each.source_id == source_id)


def set_aside(report: BuildReport, source_id: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for entry in source(report, source_id).set_aside:
        counts[entry.reason.value] = counts.get(entry.reason.value, 0) + entry.observations
    return counts


def test_every_row_read_is_kept_or_set_aside_with_a_reason(built) -> None:
    _, report, _ = built
    for each in report.sources:
        added = source(report, each.source_id).followed_to_successor
        aside = sum(entry.observations for entry in each.set_aside)
        # two councils that are added up give one figure, so those that followed may be more than those kept
        assert each.kept + aside <= each.observations <= each.kept + aside + added, each.source_id


def test_the_account_of_a_source_names_what_was_set_aside(built) -> None:
    _, report, _ = built
    assert source(report, "employment").rows_read == 14
    assert set_aside(report, "employment") == {
        "other_geography": 1,  # the police force
        "no_code": 1,  # the code that says na
        "repeated": 1,  # Manchester twice
        "superseded": 1,  # Gateshead 2023 under its old code
        "merged_away": 1,  # Allerdale, whose rate cannot be averaged into Cumberland's
    }


def test_a_recoded_council_keeps_its_history_under_the_new_code_and_says_so(built) -> None:
    _, _, observations = built
    earlier = figure(observations, "employment", "E08000037", "2022-01-01")
    assert (earlier["value"], earlier["mark"]) == (72.2, "recoded")
    assert figure(observations, "employment", "E08000037", "2023-01-01")["mark"] == ""
    assert "E08000020" not in set(observations["place_code"])


def test_a_merged_council_never_gets_the_average_of_rates(built) -> None:
    _, _, observations = built
    assert "E06000063" not in set(observations.loc[observations["metric_id"] == "employment", "place_code"])


def test_counts_of_merged_councils_are_added_up_and_say_so(built) -> None:
    _, _, observations = built
    merged = figure(observations, "shops", "E06000058", "2018-01-01")
    assert (merged["value"], merged["mark"]) == (150.0, "summed")  # Bournemouth 120 and Christchurch 30


def test_rates_with_counts_are_worked_out_again_from_the_sums(built) -> None:
    _, _, observations = built
    merged = figure(observations, "trees", "E06000058", "2018-01-01")
    assert merged["value"] == pytest.approx(10.0)  # 40 of 400; the mean of 30 and 3.3 would be 16.7
    assert (merged["count"], merged["denominator"]) == (40.0, 400.0)


def test_a_region_published_under_its_statistical_code_is_that_region(built) -> None:
    _, _, observations = built
    assert figure(observations, "employment", "E12000002", "2023-01-01")["value"] == 74.0


def test_prose_old_encodings_shuffled_and_repeated_columns_are_read(built) -> None:
    _, _, observations = built
    assert figure(observations, "shops", "E92000001", "2020-01-01")["value"] == 1410.0


def test_a_value_withheld_stays_missing_with_its_reason(built) -> None:
    _, _, observations = built
    withheld = figure(observations, "employment", "E06000053", "2023-01-01")
    assert pd.isna(withheld["value"])
    assert withheld["reason"] == "low_reliability"


def test_a_figure_for_two_places_together_belongs_to_the_larger(built) -> None:
    _, _, observations = built
    assert figure(observations, "deaths", "E06000066", "2022-01-01")["mark"] == "shared"
    assert figure(observations, "deaths", "E06000053", "2022-01-01")["mark"] == "shared_minor"


def test_provisional_figures_are_marked(built) -> None:
    _, _, observations = built
    assert figure(observations, "employment", "E08000003", "2023-01-01")["mark"] == "provisional"


def test_the_report_can_be_read_again_and_the_files_are_named_by_their_checksums(built) -> None:
    inputs, report, _ = built
    again = versions.read_report(inputs.request.builds / report.build_id)
    assert again == report
    # sha256sum of the same file, from the operating system's own tool
    expected = os.popen(f"sha256sum {inputs.file('employment.csv')}").read().split()[0]
    assert source(again, "employment").checksums == {"employment.csv": expected}


def test_the_report_is_dated(built) -> None:
    _, report, _ = built
    assert dt.datetime.now(dt.UTC) - report.built_at < dt.timedelta(hours=1)
