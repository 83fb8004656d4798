"""The catalogue beside the full source files: skipped where they are absent.

The folder is named by STEWARDSHIP_SOURCES or is ../shared/data beside the project.
"""

import csv
import json
import os
import re
from pathlib import Path

import pandas as pd
import pytest

from data.rows import read_rows
from data.sources import read_sources
from domain.metric import Kind, Metric, SeriesRef
from metrics.catalogue import read_catalogue

FOLDER = Path(os.environ.get("STEWARDSHIP_SOURCES") or Path(__file__).parents[3] / "shared" / "data")
pytestmark = pytest.mark.skipif(not (FOLDER / "framework").is_dir(), reason="the full source files are not here")

METRICS = list(read_catalogue().metrics.values())
DIRECTIONS = {"higher better": "higher_is_better", "lower better": "lower_is_better"}
TURNED_ROUND = {"Participation rate"}  # measured as its opposite, people neither in work nor looking for it


@pytest.fixture(scope="module")
def figures() -> dict[tuple[str, str], pd.Series]:
    """The figures of every series of the sources the catalogue names."""
    used = {ref.source for metric in METRICS for ref in metric.series}
    found: dict[tuple[str, str], pd.Series] = {}
    for source_id, source in read_sources().items():
        if source_id in used:
            rows, _ = read_rows(source, FOLDER)
            values = pd.to_numeric(rows["value"], errors="coerce")
            found |= {(source_id, str(name)): part.dropna() for name, part in values.groupby(rows["series"])}
    return found


def framework_rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / "framework" / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def named(text: str) -> list[Metric]:
    return [metric for metric in METRICS if text in metric.named_as]


def references() -> list[tuple[Metric, SeriesRef]]:
    return [(metric, ref) for metric in METRICS for ref in metric.series]


def test_every_series_of_the_catalogue_has_figures_in_its_source(figures: dict[tuple[str, str], pd.Series]) -> None:
    empty = [
        (m.metric_id, ref.series) for m, ref in references() if figures.get((ref.source, ref.series), pd.Series()).empty
    ]
    assert not empty


def test_a_share_of_a_whole_lies_between_nothing_and_all(figures: dict[tuple[str, str], pd.Series]) -> None:
    for metric, ref in references():
        if metric.kind is Kind.PROPORTION:
            values = figures[ref.source, ref.series] * ref.multiplier
            assert values.between(0, 100).all(), f"{metric.metric_id}: {values.min()} to {values.max()}"


def test_a_share_of_a_whole_is_not_left_as_a_fraction_of_one(figures: dict[tuple[str, str], pd.Series]) -> None:
    """A percentage published as 0.35 would be read as about a third of one per cent."""
    shares = [(m, ref) for m, ref in references() if m.kind is Kind.PROPORTION]
    assert not [m.metric_id for m, ref in shares if (figures[ref.source, ref.series] * ref.multiplier).max() <= 1]


def test_every_metric_a_mission_names_is_in_the_catalogue() -> None:
    missing = [row["metric"] for row in framework_rows("mission_metrics.csv") if not named(row["metric"])]
    assert not missing


def test_a_metric_is_a_hole_exactly_where_the_framework_found_nothing_published() -> None:
    rows = framework_rows("mission_metrics.csv")
    wrong = [row["metric"] for row in rows for m in named(row["metric"]) if m.is_measured != (row["measured"] == "yes")]
    assert not wrong


def test_better_means_what_the_framework_means_by_it() -> None:
    rows = [
        row for row in framework_rows("mission_metrics.csv") if row["polarity"] and row["metric"] not in TURNED_ROUND
    ]
    wrong = [row["metric"] for row in rows for m in named(row["metric"]) if m.polarity != DIRECTIONS[row["polarity"]]]
    assert not wrong


def test_a_metric_that_is_the_opposite_of_what_the_framework_names_is_better_when_lower() -> None:
    assert [m.polarity for name in TURNED_ROUND for m in named(name)] == ["lower_is_better"]


def test_what_the_framework_calls_headline_is_headline() -> None:
    rows = [row for row in framework_rows("mission_metrics.csv") if row["headline_or_supporting"]]
    wrong = [row["metric"] for row in rows for m in named(row["metric"]) if m.role != row["headline_or_supporting"]]
    assert not wrong


def test_every_measure_of_the_local_outcomes_framework_that_could_be_read_is_in_the_catalogue() -> None:
    missing = [
        row["metric"]
        for row in framework_rows("local_outcomes_framework_PARTIAL.csv")
        if row["metric"] and not named(row["metric"])
    ]
    assert not missing


def test_no_sentence_is_the_publishers() -> None:
    published = " ".join(plain(json.dumps(json.loads(path.read_bytes()))) for path in (FOLDER / "els").glob("*.json"))
    words = [text for m in METRICS for text in (m.description, m.title, *m.caveats)]
    sentences = [plain(part) for text in words for part in re.split(r"(?<=[.:;])\s", text)]
    assert not [sentence for sentence in sentences if len(sentence.split()) >= 6 and sentence in published]


def plain(text: str) -> str:
    """Lower-case words and figures only, so that punctuation cannot hide a copy."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))
