"""The forecaster tried on thirteen official series: skipped where the full source files are absent.

The folder is named by STEWARDSHIP_SOURCES or is ../shared/data beside the project. The shares aimed at are those of an
earlier, separate back-test of the same rule on the same series.
"""

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from metrics.methods.trajectory import calibrate

FOLDER = Path(os.environ.get("STEWARDSHIP_SOURCES") or Path(__file__).parents[4] / "shared" / "data") / "els"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the full source files are not here")

LOCAL = ["Local Authority District", "County or Unitary Authority"]
OWN_RECORD = 3  # earlier origins with a known outcome, from which a metric's own past counts
SERIES = (
    ("claimant-count", "Claimant Count", "logit"),
    ("employment-rate", "Employment rate", "logit"),
    ("modelled-unemployment", "Modelled unemployment rate", "logit"),
    ("gross-median-weekly-pay", "Gross median weekly pay", "log"),
    ("gross-value-added", "Gross value added per hour worked", "log"),
    ("gross-disposable-household-income-per-head", "Gross disposable household income", "log"),
    ("greenhouse-gas-emissions", "Greenhouse gas emissions", "log"),
    ("housing-affordability-ratio", "Housing affordability ratio (residence-based)", "log"),
    ("net-additions-to-the-housing-stock", "Net additions to the housing stock (England)", "identity"),
    ("preventable-cardiovascular-mortality-england", "Preventable cardiovascular mortality (England)", "log"),
    ("healthy-life-expectancy", "Female healthy life expectancy", "identity"),
    ("personal-wellbeing-estimates", "Satisfaction", "identity"),
    ("domestic-electricity-consumption", "Electricity consumption", "log"),
)


def panel(file: str, indicator: str) -> np.ndarray:
    """Local areas by years, NaN where a year has no figure; only areas with eight figures and one to be tried on."""
    rows = pd.read_csv(FOLDER / f"{file}.csv.gz", low_memory=False)
    rows = rows[(rows["indicator"] == indicator) & rows["geography"].isin(LOCAL)]
    wide = rows.assign(year=rows["period"].str[:4].astype(int)).pivot_table(
        index="areacd", columns="year", values="observation", aggfunc="first"
    )
    wide = wide.reindex(columns=range(wide.columns.min(), wide.columns.max() + 1))
    return wide[wide.notna().sum(axis=1) > 8].to_numpy(dtype=float)


@pytest.fixture(scope="module")
def panels():
    return [(panel(file, indicator), transform) for file, indicator, transform in SERIES]


@pytest.fixture(scope="module")
def with_record(panels):
    return [calibrate(figures, transform=transform, least_record=OWN_RECORD) for figures, transform in panels]


def pooled(records, name):
    """The mean over every series and horizon that could be scored."""
    return np.nanmean([getattr(record, name) for record in records])


def bands(records):
    """Mean chance and share met by band, every forecast of every series counted once."""
    counts = np.array([record.bins.forecasts for record in records])
    predicted, observed = (
        np.nansum(counts * np.array([getattr(record.bins, name) for record in records]), axis=0) / counts.sum(axis=0)
        for name in ("predicted", "observed")
    )
    return predicted, observed


def test_ranges_hold_what_they_promise_once_a_metric_has_a_record(with_record):
    # the earlier back-test: .82 and .95 on the cells where all its methods could be scored
    assert pooled(with_record, "coverage80") == pytest.approx(0.82, abs=0.04)
    assert pooled(with_record, "coverage95") == pytest.approx(0.95, abs=0.03)


def test_ranges_are_not_far_off_even_before_there_is_a_record(panels):
    # the earlier back-test over all cells: .778 and .927
    records = [calibrate(figures, transform=transform) for figures, transform in panels]
    assert pooled(records, "coverage80") == pytest.approx(0.778, abs=0.05)
    assert pooled(records, "coverage95") == pytest.approx(0.927, abs=0.03)


def test_every_horizon_holds_its_ranges(with_record):
    by_horizon = np.nanmean([record.coverage80 for record in with_record], axis=0)
    assert by_horizon == pytest.approx([0.81, 0.85, 0.84, 0.82, 0.79], abs=0.07)


def test_chances_came_true_about_as_often_as_they_said(with_record):
    predicted, observed = bands(with_record)
    # the earlier back-test: .05/.07 .21/.26 .40/.53 .60/.69 .80/.83 .97/.96
    assert predicted == pytest.approx([0.05, 0.21, 0.40, 0.60, 0.80, 0.97], abs=0.03)
    assert observed == pytest.approx([0.07, 0.26, 0.53, 0.69, 0.83, 0.96], abs=0.12)
    assert (np.diff(observed) > 0).all()


def test_a_low_chance_is_seldom_met_unlike_with_a_straight_line(with_record):
    # a straight line through all years gave 3% to what came true in 28 of 100 cases
    _, observed = bands(with_record)
    assert observed[0] < 0.15
