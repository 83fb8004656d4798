"""Faulty entries of sources and metrics: the build names the file and the field, and publishes nothing."""

import tomllib
from pathlib import Path

import pytest

from data.build import main
from data.fault import Fault
from data.sources import read_sources
from tests.data.source_folder import Inputs, small_inputs


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    return small_inputs(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("title =", 'source_id = "other"\ntitle =', "name of the folder"),
        ("2025-06-01", "2025-13-01", "not valid TOML"),
        ('"current"', '"recent"', "nature"),
        ('path = "employment.csv"', 'path = "../employment.csv"', "downwards"),
    ],
)
def test_a_faulty_source_entry_is_refused_by_file_and_field(
    inputs: Inputs, capsys: pytest.CaptureFixture[str], old: str, new: str, says: str
) -> None:
    entry = inputs.root / "sources" / "employment" / "source.toml"
    entry.write_text(entry.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert main(inputs.arguments) == 1
    told = capsys.readouterr().err
    assert says in told
    assert "employment" in told


def test_a_source_entry_in_another_encoding_is_named(inputs: Inputs) -> None:
    entry = inputs.root / "sources" / "employment" / "source.toml"
    entry.write_bytes(b'title = "Caf\xe9"\n')
    with pytest.raises(Fault, match=r"source\.toml: cannot be read as UTF-8"):
        read_sources(inputs.root / "sources")


def test_a_source_entry_saved_with_a_byte_order_mark_is_read(inputs: Inputs) -> None:
    entry = inputs.root / "sources" / "employment" / "source.toml"
    text = entry.read_text(encoding="utf-8")
    entry.write_text(text, encoding="utf-8-sig")
    assert read_sources(inputs.root / "sources")["employment"].title == tomllib.loads(text)["title"]


def test_a_folder_without_sources_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="no source here"):
        read_sources(tmp_path)


def test_a_faulty_metric_is_refused_in_a_sentence(inputs: Inputs, capsys: pytest.CaptureFixture[str]) -> None:
    entry = inputs.root / "catalogue" / "examples" / "employment.toml"
    entry.write_text(entry.read_text(encoding="utf-8").replace("higher_is_better", "good"), encoding="utf-8")
    assert main(inputs.arguments) == 1
    told = capsys.readouterr().err
    for part in ("employment.toml", "polarity", "'good'", "Nothing was published"):
        assert part in told
