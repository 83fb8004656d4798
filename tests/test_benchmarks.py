"""What is measured is what it is said to be: a build truly so many times larger, and views of every page."""

import datetime as dt
import re
import shutil

import pyarrow.parquet as pq
import pytest

from benchmarks import larger, pages, views
from benchmarks.reader import Answer
from data import versions
from data.build import build
from data.figures import Figures
from domain.verdict import Comparator
from metrics.verdicts import RULES
from tests.data.source_folder import small_inputs
from ui import menu

COPIES = 30
FILLED = sorted(table for table in larger.ORDERS if not table.startswith("gap"))  # ten places have a gap, five none


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A small real build."""
    inputs = small_inputs(tmp_path_factory.mktemp("inputs"))
    report = build(inputs.request, RULES)
    return inputs.request.builds / report.build_id


@pytest.fixture(scope="module")
def grown(small, tmp_path_factory):
    """The same, thirty times larger."""
    return larger.write_larger(small, tmp_path_factory.mktemp("larger"), copies=COPIES)


@pytest.mark.parametrize("table", FILLED)
def test_every_row_is_there_once_under_its_own_name_and_once_under_each_invented_one(table, small, grown):
    before = pq.read_table(small / f"{table}.parquet").to_pandas()
    after = pq.read_table(grown / f"{table}.parquet").to_pandas()
    assert len(after) == COPIES * len(before) > 0
    real = after[after["metric_id"].isin(before["metric_id"])].reset_index(drop=True)
    assert real.equals(before)
    invented = after["metric_id"].str.extract(r"^(?P<real>\w+?)__copy_(?P<copy>\d\d)$").dropna()
    assert set(invented["copy"].astype(int)) == set(range(2, COPIES + 1))
    assert set(invented["real"]) == set(before["metric_id"])


@pytest.mark.parametrize("table", sorted(larger.ORDERS))
def test_the_rows_lie_in_the_order_of_a_real_build(table, grown):
    keys = pq.read_table(grown / f"{table}.parquet").to_pandas()[larger.ORDERS[table]]
    assert keys.equals(keys.sort_values(larger.ORDERS[table], ignore_index=True))
    assert not keys.duplicated().any()


def test_a_reader_of_the_larger_build_finds_the_same_figures_and_verdicts(small, grown):
    before, after = Figures(small), Figures(grown)
    assert after.verdicts_of_metric("employment", Comparator.NATION) == before.verdicts_of_metric(
        "employment", Comparator.NATION
    )
    # employment.csv of the small sources: Bolton, 2022 and 2023
    series = after.series(["E08000001"], ["employment"])
    assert [(one.period_start, one.value) for one in series] == [
        (dt.date(2022, 1, 1), 70.1),
        (dt.date(2023, 1, 1), 71.5),
    ]


def test_the_larger_build_says_that_it_is_synthetic(grown):
    assert "synthetic, for benchmarks only" in versions.read_report(grown).warnings[0]


def test_a_build_whose_rows_lie_in_another_order_is_refused_and_nothing_is_published(small, tmp_path):
    spoilt = tmp_path / small.name
    shutil.copytree(small, spoilt)
    file = spoilt / "standings_by_place.parquet"
    table = pq.read_table(file)
    pq.write_table(table.take(list(range(len(table)))[::-1]), file)
    with pytest.raises(larger.OtherOrder, match=re.escape("standings_by_place.parquet is not sorted by place_code")):
        larger.write_larger(spoilt, tmp_path / "builds", copies=2)
    assert versions.builds(tmp_path / "builds") == []


def test_invented_figures_are_never_written_where_the_service_looks(capsys):
    before = versions.builds()
    with pytest.raises(SystemExit):
        larger.main([str(versions.BUILDS_FOLDER)])
    assert "Name another folder" in capsys.readouterr().err
    assert versions.builds() == before


def test_every_page_is_measured():
    assert {view.page for view in views.every_view()} == menu.addresses()


def test_every_rerun_of_a_view_that_asks_for_a_place_asks_for_another():
    subjects = views.Subjects(places=[f"E{number:08d}" for number in range(361)], metrics=["a", "b"], missions=["1"])
    view = views.View("profile", "profile", ["place"])
    asked = {view.query(subjects, step) for step in range(pages.WARM + pages.RERUNS)}
    assert len(asked) == pages.WARM + pages.RERUNS


def test_the_slow_rerun_is_the_one_that_one_in_twenty_exceeds():
    # of 0 to 100 in steps of one, 95 is the 95th percentile
    reruns = pages.Reruns(tuple(Answer(float(each), 1000 * each) for each in range(101)), processor_seconds=1.01)
    assert (reruns.milliseconds, reruns.slow_milliseconds, reruns.kilobytes) == (50.0, 95.0, 100.0)
    assert reruns.processor_milliseconds == pytest.approx(10.0)
