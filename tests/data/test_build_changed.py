"""A file that changed: what the next build makes of it, and that a bad one changes nothing."""

import errno
from pathlib import Path

import pandas as pd
import pytest

from data import build as build_module
from data import versions
from data.build import build, main
from data.fault import BuildRefused, Fault
from data.store import read_observations_of
from metrics.verdicts import RULES
from tests.data.source_folder import Inputs, small_inputs


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    return small_inputs(tmp_path)


def refusal(inputs: Inputs) -> str:
    with pytest.raises(BuildRefused) as refused:
        build(inputs.request, RULES)
    return "\n".join(refused.value.faults)


def test_one_of_several_predecessors_is_not_the_whole(inputs: Inputs) -> None:
    inputs.write(
        "shops.csv.gz",
        "AREACD,AREANM,Indicator,Period,Observation\nE06000028,Bournemouth,Shops,2018,120\nE08000003,Manchester,Shops,2018,5\n",
    )
    report = build(inputs.request, RULES)
    observations = read_observations_of(inputs.request.builds / report.build_id)
    assert "E06000058" not in set(observations.loc[observations["metric_id"] == "shops", "place_code"])


@pytest.mark.parametrize(
    ("path", "old", "new", "says"),
    [
        (
            "employment.csv",
            "2023-01-01/P1Y,76.4",
            "sometime,76.4",
            ["employment.csv", "row 7", "'period'", "'sometime'"],
        ),
        ("employment.csv", ",76.4,", ",about 76,", ["employment.csv", "row 7", "'value'", "'about 76'"]),
        ("employment.csv", ",76.4,", ",1e999,", ["row 7", "'1e999'"]),
        ("employment.csv", "E08000003,", "E0800003,", ["row 7", "place code", "'E0800003'"]),
        ("employment.csv", "E08000003,", ",", ["row 7", "has no code"]),
        (
            "employment.csv",
            "Manchester,Local",
            "Manchester,with a comma,Local",
            ["row 7", "13 cells where the header has 12"],
        ),
        ("employment.csv", "areacd,", "area,", ["employment.csv", "areacd"]),
        (
            "employment.csv",
            ",76.4,Percentage,%,73.0,79.8,p,\nE08",
            ",66.4,Percentage,%,63.0,69.8,p,\nE08",
            ["two different figures", "row 8"],
        ),
    ],
)
def test_a_malformed_file_is_refused_with_file_row_column_and_value(inputs: Inputs, path, old, new, says) -> None:
    before = build(inputs.request, RULES).build_id
    inputs.replace(path, old, new)
    words = refusal(inputs)
    for part in says:
        assert part in words
    assert versions.current(inputs.request.builds).name == before
    assert versions.builds(inputs.request.builds) == [before]


def test_every_source_with_a_fault_is_named_at_once(inputs: Inputs) -> None:
    inputs.replace("employment.csv", ",76.4,", ",x76,")
    inputs.file("deaths.csv").unlink()
    words = refusal(inputs)
    assert "x76" in words
    assert "deaths.csv" in words
    assert "the file is not there" in words


def test_limits_the_wrong_way_round_lose_the_row_and_too_many_stop_the_build(inputs: Inputs) -> None:
    inputs.replace("deaths.csv", "30.2,Rate,Rate,30.0,30.5", "30.2,Rate,Rate,30.5,30.0")
    assert "contradict themselves" in refusal(inputs)


def test_an_empty_file_is_refused(inputs: Inputs) -> None:
    inputs.file("employment.csv").write_text("", encoding="utf-8")
    assert "the file is empty" in refusal(inputs)


def test_a_damaged_archive_is_refused(inputs: Inputs) -> None:
    packed = inputs.file("shops.csv.gz")
    packed.write_bytes(packed.read_bytes()[:-12])
    assert "cannot be read" in refusal(inputs)


def test_a_series_that_is_not_in_the_file_is_refused_with_those_that_are(inputs: Inputs) -> None:
    inputs.add_metric("jobs", "employment", "Jobs")
    words = refusal(inputs)
    assert "'Jobs'" in words
    assert "Employment" in words


def test_a_metric_of_an_unknown_source_is_refused(inputs: Inputs) -> None:
    inputs.add_metric("jobs", "nowhere", "Jobs")
    assert "no source called 'nowhere'" in refusal(inputs)


def test_a_new_file_becomes_a_metric_by_two_toml_files_alone(inputs: Inputs) -> None:
    build(inputs.request, RULES)
    inputs.write(
        "new-indicator.csv",
        "areacd,areanm,geography,indicator,period,observation,measure,unit,lci_95,uci_95,status,notes\n"
        "E92000001,England,Nation,New,2024-04-01/P1Y,50,Percentage,%,49,51,,\n"
        "E08000001,Bolton,LAD,New,2024-04-01/P1Y,40,Percentage,%,35,45,,\n",
    )
    inputs.add_source("new_indicator", "new-indicator.csv")
    inputs.add_metric("new_indicator", "new_indicator", "New")
    report = build(inputs.request, RULES)
    assert report.changes is not None
    assert report.changes.metrics_appeared == ("new_indicator",)
    comparisons = pd.read_parquet(inputs.request.builds / report.build_id / "comparisons_by_metric.parquet")
    bolton = comparisons.query("metric_id == 'new_indicator' and place_code == 'E08000001' and comparator == 'nation'")
    # 40 (35 to 45) against 50: outside the 95% limits and the 99.8% ones too
    assert bolton["level"].tolist() == ["much_worse"]


def test_the_report_says_what_was_revised_and_by_how_much(inputs: Inputs) -> None:
    build(inputs.request, RULES)
    inputs.replace("employment.csv", ",71.5,", ",72.0,")
    inputs.replace(
        "employment.csv",
        "E92000001,England,Nation,Employment,2022-01-01/P1Y",
        "E92000001,England,Nation,Employment,2021-01-01/P1Y",
    )
    report = build(inputs.request, RULES)
    assert report.changes is not None
    (revision,) = report.changes.revisions
    assert (revision.metric_id, revision.figures_revised) == ("employment", 1)
    assert revision.largest_size == pytest.approx(0.5)
    assert revision.largest_at == "E08000001 2023-01-01"
    assert revision.periods_added == ("2021-01-01/12",)


def test_a_metric_that_vanishes_stops_the_build_unless_that_is_meant(inputs: Inputs) -> None:
    build(inputs.request, RULES)
    (inputs.root / "catalogue" / "examples" / "trees.toml").unlink()
    assert "trees" in refusal(inputs)
    from dataclasses import replace

    report = build(replace(inputs.request, accept_losses=True), RULES)
    assert report.changes is not None
    assert report.changes.metrics_vanished == ("trees",)


def test_an_earlier_build_can_be_listed_and_gone_back_to(inputs: Inputs, capsys: pytest.CaptureFixture[str]) -> None:
    first = build(inputs.request, RULES).build_id
    inputs.replace("employment.csv", ",71.5,", ",72.0,")
    second = build(inputs.request, RULES).build_id
    builds = inputs.request.builds
    assert versions.current(builds).name == second
    assert main(["--use", first, "--builds", str(builds)]) == 0
    assert versions.current(builds).name == first
    assert main(["--list", "--builds", str(builds)]) == 0
    listed = capsys.readouterr().out
    assert first in listed
    assert second in listed
    assert next(line for line in listed.splitlines() if line.endswith("in use")).startswith(first)


def test_going_back_to_a_build_that_is_not_there_says_which_are(
    inputs: Inputs, capsys: pytest.CaptureFixture[str]
) -> None:
    first = build(inputs.request, RULES).build_id
    assert main(["--use", "20200101T000000-00000000", "--builds", str(inputs.request.builds)]) == 1
    assert first in capsys.readouterr().err


def test_the_command_line_says_what_it_did(inputs: Inputs, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(inputs.arguments) == 0
    told = capsys.readouterr()
    assert "employment: 14 rows read" in told.out
    assert "set aside" in told.out
    assert "2/5 employment" in told.err or "employment: 14 rows read" in told.err  # progress while it works


def test_a_wrong_folder_is_named_and_nothing_is_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inputs = small_inputs(tmp_path)
    arguments = [str(tmp_path / "nowhere") if part == str(tmp_path / "files") else part for part in inputs.arguments]
    assert main(arguments) == 1
    told = capsys.readouterr().err
    assert "nowhere is not a folder" in told
    assert "Nothing was published" in told


def test_a_full_disk_leaves_the_build_in_use_and_nothing_half_written(
    inputs: Inputs, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build(inputs.request, RULES).build_id

    def full(folder: Path, *_: object, **__: object) -> None:
        (folder / "observations_by_metric.parquet").write_bytes(b"half of it")
        raise OSError(errno.ENOSPC, "No space left on device", str(folder))

    monkeypatch.setattr(build_module, "write_build", full)
    inputs.replace("employment.csv", ",71.5,", ",72.0,")
    assert main(inputs.arguments) == 1
    assert "the disk is full" in capsys.readouterr().err
    assert versions.current(inputs.request.builds).name == first
    assert sorted(path.name for path in inputs.request.builds.iterdir()) == [first, "current"]


def test_what_an_interrupted_build_left_behind_is_cleared_away(inputs: Inputs) -> None:
    left = inputs.request.builds / ".unfinished-20200101T000000-00000000"
    left.mkdir(parents=True)
    (left / "observations.parquet").write_bytes(b"half of it")
    build(inputs.request, RULES)
    assert not left.exists()


def test_a_fault_says_where_what_and_what_to_do() -> None:
    fault = Fault("a.csv", "this is no number", "Correct the cell.", row=7, column="value", value="x")
    assert str(fault) == "a.csv, row 7, column 'value': this is no number. Found: 'x'. Correct the cell."
