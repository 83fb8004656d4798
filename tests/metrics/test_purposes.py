"""What a transformation is for: told from whole words, checked against the catalogue, and never guessed beyond them."""

import pytest

from domain.published import AmountKind, PlaceBasis, PublishedTransformation
from metrics.catalogue import CatalogueError, read_catalogue
from metrics.purposes import read_purposes


@pytest.fixture(scope="module")
def catalogue():
    return read_catalogue()


@pytest.fixture(scope="module")
def purposes(catalogue):
    return read_purposes(catalogue)


def called(title: str, programme_id: str = "town_deals") -> PublishedTransformation:
    return PublishedTransformation(
        transformation_id="X-1", programme_id=programme_id, title=title, part="", locality="", lead="", place_codes=(),
        place_basis=PlaceBasis.NONE, amount=None, amount_kind=AmountKind.NONE, revenue=None, capital=None, period="",
        group_id="", group_title="", group_amount=None, group_size=0, note="", found_at="",
    )  # fmt: skip


def named(purposes, title: str, programme_id: str = "town_deals") -> set[str]:
    return {purpose.purpose_id for purpose in purposes.of(called(title, programme_id))}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A new CYCLEWAY to the station", {"getting_about"}),
        ("College of skills", {"skills"}),
        ("Guildhall and theatre", {"culture"}),
        ("Chatterley Valley", set()),  # a name alone
        ("Heartlands", set()),  # "arts" stands inside the word
        ("Broadway", set()),  # and so does "road"
    ],
)
def test_only_whole_words_and_their_beginnings_tell_a_purpose(purposes, title, expected):
    assert named(purposes, title) == expected


def test_a_programme_can_tell_what_a_name_does_not(purposes):
    assert named(purposes, "Hulme", "pride_in_place") == {"community"}
    assert named(purposes, "Hulme") == set()


def test_the_missions_are_those_of_the_framework_asked_for(catalogue, purposes):
    def served(framework_id: str) -> list[str]:
        framework = catalogue.frameworks[framework_id]
        return [mission.mission_id for mission in purposes.missions(called("Homes and a railway"), framework)]

    assert served("levelling_up_2022") == ["transport", "housing"]
    assert served("local_outcomes_2026") == ["housing_supply"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('metrics = ["happyness"]', "happyness"),
        ('missions = { levelling_up_2022 = ["witchcraft"] }', "witchcraft"),
        ('missions = { levelling_down = ["health"] }', "levelling_down"),
        ("words = [", "cannot be read"),
        ('colour = "blue"', "colour"),
    ],
)
def test_a_purpose_that_names_nothing_known_is_refused(catalogue, tmp_path, line, says):
    file = tmp_path / "purposes.toml"
    head = '[[purpose]]\npurpose_id = "a"\ntitle = "A"\nwhy = "Because its name says so."\n'
    file.write_text(f"{head}{line}\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=says):
        read_purposes(catalogue, file)
