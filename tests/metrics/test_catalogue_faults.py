"""A new entry of the catalogue needs its own file and nothing else; a faulty one is told where and what to do."""

from pathlib import Path

import pytest

from domain.mission import Catalogue
from metrics.catalogue import CatalogueError, read_catalogue

GOOD = """
title = "People in work"
description = "The share of residents who have a job."
role = "headline"
polarity = "higher_is_better"
kind = "proportion"
unit = "of residents"
suffix = "%"
decimals = 1
lowest_level = "district"
period_months = 12
"""
SERIES = '[[series]]\nsource = "a_source"\nseries = "a series"\n'
FRAMEWORK = 'title = "T"\npublisher = "P"\npublished_on = 2022-02-02\nstatus = "S"\n'
MISSION = 'number = 1\ntitle = "Work"\nstatement = "More work."\n'


def write(folder: Path, **files: str) -> None:
    """Write each file; a double underscore in the name parts folder from file."""
    for name, text in files.items():
        path = folder.joinpath(*name.split("__")).with_suffix(".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def read(folder: Path) -> Catalogue:
    return read_catalogue(folder / "catalogue", folder / "frameworks")


def test_a_new_metric_needs_one_file_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, catalogue__work__in_work=GOOD + SERIES)
    assert read(tmp_path).metrics["in_work"].topic == "work"


def test_a_new_framework_needs_one_folder_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, catalogue__work__in_work=GOOD + SERIES, frameworks__ours__framework=FRAMEWORK)
    write(tmp_path / "frameworks" / "ours", **{"01_jobs": MISSION + 'topics = ["work"]\n'})
    catalogue = read(tmp_path)
    mission = catalogue.frameworks["ours"].mission("jobs")
    assert mission is not None
    assert [metric.metric_id for metric, _ in catalogue.of_mission(mission)] == ["in_work"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = People in work", "not valid TOML"),
        (GOOD, "not_measured"),
        (GOOD + 'not_measured = "Nobody counts it."\n' + SERIES, "not_measured"),
        (GOOD + 'colour = "red"\n' + SERIES, "colour"),
        (GOOD.replace("higher_is_better", "up") + SERIES, "polarity"),
        (GOOD.replace("decimals = 1", "decimals = -1") + SERIES, "decimals"),
        (GOOD.replace("district", "parish") + SERIES, "lowest_level"),
        (GOOD.replace('unit = "of residents"', 'unit = ""') + SERIES, "unit"),
    ],
    ids=["no TOML", "neither measured nor explained", "both", "unknown field", "polarity", "decimals", "level", "unit"],
)
def test_a_faulty_metric_is_refused_with_file_field_and_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path, catalogue__work__in_work=text)
    with pytest.raises(CatalogueError) as refused:
        read(tmp_path)
    words = str(refused.value)
    assert "in_work.toml" in words
    assert said in words
    assert "run again" in words


def test_one_name_cannot_stand_for_two_metrics(tmp_path: Path) -> None:
    write(tmp_path, catalogue__pay__in_work=GOOD + SERIES, catalogue__work__in_work=GOOD + SERIES)
    with pytest.raises(CatalogueError, match="already in pay"):
        read(tmp_path)


def test_a_nearest_metric_that_does_not_exist_is_named(tmp_path: Path) -> None:
    write(tmp_path, catalogue__work__in_work=GOOD + 'not_measured = "Nobody counts it."\nnearest = "jobs"\n')
    with pytest.raises(CatalogueError, match="'jobs'"):
        read(tmp_path)


@pytest.mark.parametrize(
    "claim", ['[metrics]\nlost = "headline"\n', '[[targets]]\nstatement = "S"\nsource = "Paper"\nmetric = "lost"\n']
)
def test_a_mission_that_names_an_unknown_metric_is_refused(tmp_path: Path, claim: str) -> None:
    write(tmp_path, catalogue__work__in_work=GOOD + SERIES, frameworks__ours__framework=FRAMEWORK)
    write(tmp_path / "frameworks" / "ours", **{"01_jobs": MISSION + claim})
    with pytest.raises(CatalogueError, match="no metric called 'lost'"):
        read(tmp_path)


@pytest.mark.parametrize("multiplier", ["inf", "nan", "0"])
def test_a_multiplier_that_leaves_no_figure_is_refused(tmp_path: Path, multiplier: str) -> None:
    write(tmp_path, catalogue__work__in_work=f"{GOOD}{SERIES}multiplier = {multiplier}\n")
    with pytest.raises(CatalogueError, match="in_work: no figure can be multiplied by"):
        read(tmp_path)


def test_a_metric_covers_nations_only(tmp_path: Path) -> None:
    write(tmp_path, catalogue__work__in_work=f'{GOOD}covers = ["E12000001"]\n{SERIES}')
    with pytest.raises(CatalogueError, match=r"'E12000001'.*E92000001"):
        read(tmp_path)


def test_what_the_names_of_files_say_is_not_said_again_within(tmp_path: Path) -> None:
    write(tmp_path, catalogue__work__in_work=f'metric_id = "other"\n{GOOD}{SERIES}')
    with pytest.raises(CatalogueError, match="metric_id follows from the names"):
        read(tmp_path)


def test_an_entry_in_another_encoding_is_named(tmp_path: Path) -> None:
    write(tmp_path, catalogue__work__in_work=GOOD + SERIES)
    (tmp_path / "catalogue" / "work" / "in_work.toml").write_bytes(b'title = "Caf\xe9"\n')
    with pytest.raises(CatalogueError, match=r"in_work\.toml: cannot be read as UTF-8"):
        read(tmp_path)


def test_an_empty_catalogue_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="holds no metric"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"01_jobs": MISSION + 'topics = ["wrok"]\n'}, "no topic called 'wrok'"),
        ({"01_jobs": MISSION, "02_jobs": MISSION.replace("1", "2")}, "two missions have the mission_id 'jobs'"),
        ({"01_jobs": MISSION, "02_pay": MISSION}, "two missions have the number 1"),
        ({"jobs": MISSION}, "jobs.toml: the name of a mission's file"),
    ],
)
def test_no_mission_is_lost_without_a_word(tmp_path: Path, files: dict[str, str], said: str) -> None:
    write(tmp_path, catalogue__work__in_work=GOOD + SERIES, frameworks__ours__framework=FRAMEWORK)
    write(tmp_path / "frameworks" / "ours", **files)
    with pytest.raises(CatalogueError) as refused:
        read(tmp_path)
    assert said in str(refused.value)
