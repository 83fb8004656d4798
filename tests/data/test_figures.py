"""The figures of a build: what pages may ask of them, and what they say of a build that cannot be read."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from data import versions
from data.build import build
from data.figures import Figures, open_current, stamp
from data.versions import BuildUnreadable
from domain.observation import Mark
from domain.reason import Reason
from domain.verdict import Comparator, LevelAnswer
from metrics.verdicts import RULES
from tests.data.source_folder import small_inputs

BOLTON, MANCHESTER, GATESHEAD, SCILLY = "E08000001", "E08000003", "E08000037", "E06000053"


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    inputs = small_inputs(tmp_path_factory.mktemp("inputs"))
    build(inputs.request, RULES)
    return inputs.request.builds


@pytest.fixture
def copied(builds: Path, tmp_path: Path) -> Path:
    """The builds folder, to be spoilt."""
    return shutil.copytree(builds, tmp_path / "builds")


def test_a_verdict_carries_the_published_figure_and_what_it_was_compared_with(builds: Path) -> None:
    (employment,) = open_current(builds).verdicts([BOLTON], ["employment"], Comparator.NATION)
    assert (employment.value, employment.lower, employment.upper) == (71.5, 68.4, 74.6)
    assert employment.period_start == dt.date(2023, 1, 1)
    # Bolton has 1,000 of England's 5,572 people here, so England is taken without it: 76 + 4.5 x 1000 / 4572
    assert employment.rest_of
    assert employment.benchmark == pytest.approx(76.984, abs=0.001)
    # the upper limit of 74.6, carried out to 99.8% on the log-odds, is 76.3
    assert employment.level is LevelAnswer.MUCH_WORSE


def test_every_place_of_a_metric_is_there_once(builds: Path) -> None:
    codes = [verdict.place_code for verdict in open_current(builds).verdicts_of_metric("employment", Comparator.NATION)]
    assert codes == sorted({BOLTON, MANCHESTER, GATESHEAD, SCILLY, "E92000001", "E12000002"})


def test_a_missing_figure_says_why_and_is_never_zero(builds: Path) -> None:
    (scilly,) = open_current(builds).verdicts([SCILLY], ["employment"], Comparator.NATION)
    assert (scilly.value, scilly.reason, scilly.level_reason) == (None, Reason.LOW_RELIABILITY, Reason.LOW_RELIABILITY)


def test_only_places_with_a_figure_are_said_to_have_one(builds: Path) -> None:
    having = open_current(builds).having([BOLTON, SCILLY], ["employment", "no_such_metric"])
    assert having == {("employment", BOLTON)}


def test_a_series_is_in_order_of_time_with_its_marks(builds: Path) -> None:
    series = open_current(builds).series([GATESHEAD], ["employment"])
    assert [(each.period_start.year, each.value, each.mark) for each in series] == [
        (2022, 72.2, Mark.RECODED),
        (2023, 73.3, None),
    ]


def test_nothing_is_found_for_codes_nobody_knows(builds: Path) -> None:
    figures = open_current(builds)
    assert figures.verdicts(["'; DROP VIEW summaries; --"], ["employment"], Comparator.NATION) == ()
    assert figures.verdicts([], [], Comparator.NATION) == ()


def test_without_any_build_the_reader_is_told_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(BuildUnreadable) as told:
        open_current(tmp_path)
    assert "python -m data.build --from" in told.value.for_reader
    assert stamp(tmp_path) == ""


@pytest.mark.parametrize("name", ["report.json", "places.json", "observations_by_place.parquet", "summaries.parquet"])
def test_a_damaged_build_is_named_and_an_earlier_one_offered(copied: Path, name: str) -> None:
    (versions.current(copied) / name).write_bytes(b"not what it was")
    with pytest.raises(BuildUnreadable) as told:
        open_current(copied)
    assert versions.builds(copied)[0] in told.value.for_reader
    assert "--use" in told.value.for_reader


@pytest.mark.parametrize("pointer", ["", "../../etc", "20200101T000000-00000000", "x" * 5000])
def test_a_pointer_that_leads_nowhere_is_quoted_briefly(copied: Path, pointer: str) -> None:
    (copied / "current").write_text(pointer, encoding="utf-8")
    with pytest.raises(BuildUnreadable) as told:
        open_current(copied)
    assert len(told.value.for_reader) < 400


def test_many_readers_at_once_get_the_same_answer(builds: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    figures: Figures = open_current(builds)
    with ThreadPoolExecutor(8) as readers:
        answers = list(
            readers.map(
                lambda _: figures.verdicts([BOLTON, MANCHESTER], ["employment", "shops"], Comparator.NATION), range(64)
            )
        )
    assert all(answer == answers[0] for answer in answers)


def test_the_newest_figures_of_some_places_come_one_to_a_row_and_none_is_made_up(builds: Path) -> None:
    found = open_current(builds).newest_figures(["employment", "happiness"], [BOLTON, "E99999999"])
    assert found.to_numpy().tolist() == [["employment", BOLTON, 71.5]]


def test_the_verdicts_of_the_nations_are_those_asked_for_one_by_one(builds: Path) -> None:
    figures = open_current(builds)
    (england,) = figures.verdicts(["E92000001"], ["employment"], Comparator.UNITED_KINGDOM)
    assert england in figures.nations
    assert {one.place_code for one in figures.nations} <= {
        "K02000001",
        "E92000001",
        "W92000004",
        "S92000003",
        "N92000002",
    }
