"""Builds are kept side by side, made one at a time, and only a whole one can be gone back to."""

from pathlib import Path

import pytest

from data import build as build_module
from data import versions
from data.build import build, main
from data.store import read_places
from metrics.verdicts import RULES
from tests.data.source_folder import Inputs, small_inputs


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    return small_inputs(tmp_path)


def test_a_second_build_waits_for_its_turn_outside(inputs: Inputs, capsys: pytest.CaptureFixture[str]) -> None:
    with versions.alone(inputs.request.builds):
        assert main(inputs.arguments) == 1
    assert "Another build is being made" in capsys.readouterr().err
    assert versions.builds(inputs.request.builds) == []
    assert main(inputs.arguments) == 0


def test_a_build_that_failed_keeps_nobody_out(inputs: Inputs) -> None:
    with pytest.raises(RuntimeError), versions.alone(inputs.request.builds):
        raise RuntimeError
    build(inputs.request, RULES)


def test_the_same_figures_made_twice_in_one_second_are_two_builds(inputs: Inputs) -> None:
    made = [build(inputs.request, RULES).build_id for _ in range(2)]
    assert versions.builds(inputs.request.builds) == sorted(set(made), reverse=True)
    assert len(set(made)) == 2


@pytest.mark.parametrize("damaged", ["standings_by_metric.parquet", "places.json", "report.json"])
def test_a_damaged_build_cannot_be_gone_back_to(
    inputs: Inputs, capsys: pytest.CaptureFixture[str], damaged: str
) -> None:
    first, second = (build(inputs.request, RULES).build_id for _ in range(2))
    folder = inputs.request.builds
    (folder / first / damaged).write_bytes(b"PAR1 or so")
    assert main(["--use", first, "--builds", str(folder)]) == 1
    assert first in capsys.readouterr().err
    assert versions.current(folder).name == second


def test_one_damaged_build_does_not_hide_the_others_from_the_list(
    inputs: Inputs, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = (build(inputs.request, RULES).build_id for _ in range(2))
    (inputs.request.builds / first / versions.REPORT).write_text("{", encoding="utf-8")
    assert main(["--list", "--builds", str(inputs.request.builds)]) == 0
    listed = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "damaged" in listed[first]
    assert listed[second].endswith("in use")


def test_an_empty_folder_of_builds_is_called_empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list", "--builds", str(tmp_path)]) == 0
    assert "No build is kept in" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["../../etc", "/etc/passwd", "", "current"])
def test_nothing_but_the_name_of_a_build_can_be_used(
    inputs: Inputs, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    made = build(inputs.request, RULES).build_id
    assert main(["--use", text, "--builds", str(inputs.request.builds)]) == 1
    assert f"There is no build {text!r}" in capsys.readouterr().err
    assert versions.current(inputs.request.builds).name == made


def test_a_pointer_that_cannot_be_replaced_leaves_no_scraps(inputs: Inputs, capsys: pytest.CaptureFixture[str]) -> None:
    folder = inputs.request.builds
    (folder / versions.POINTER).mkdir(parents=True)
    assert main(inputs.arguments) == 1
    assert versions.POINTER in capsys.readouterr().err
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_a_build_that_cannot_be_compared_says_so(inputs: Inputs) -> None:
    first = build(inputs.request, RULES).build_id
    (inputs.request.builds / first / "observations_by_metric.parquet").write_bytes(b"PAR1")
    report = build(inputs.request, RULES)
    assert any("not compared with an earlier build" in words and first in words for words in report.warnings)


def test_a_build_without_places_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "places.json").write_text("[]", encoding="utf-8")
    with pytest.raises(versions.BuildUnreadable, match=r"places\.json"):
        read_places(tmp_path)


def test_a_fault_of_ours_is_one_line_and_never_a_stack_trace(
    inputs: Inputs, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("unheard of")

    monkeypatch.setattr(build_module, "assemble", broken)
    assert main(inputs.arguments) == 1
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert "unforeseen fault" in told
    assert "unheard of" in told
    assert "Nothing was published" in told
