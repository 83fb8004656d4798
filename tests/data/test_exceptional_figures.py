"""The light lists agree with the full verdicts, and single pairs come back in the order they were asked for."""

import pytest

from data.build import build
from data.figures import Figures, open_current
from domain.verdict import Comparator, LevelAnswer
from metrics.verdicts import RULES
from tests.data.source_folder import small_inputs

BOLTON, MANCHESTER = "E08000001", "E08000003"
ASKED = {"metric_ids": ["employment"]}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    inputs = small_inputs(tmp_path_factory.mktemp("inputs"))
    build(inputs.request, RULES)
    return open_current(inputs.request.builds)


def everywhere(figures: Figures) -> dict[str, list[str]]:
    return ASKED | {"place_codes": list(figures.places)}


def test_what_stands_out_is_what_the_full_verdicts_flag(figures: Figures) -> None:
    asked = everywhere(figures)
    flags = figures.flags(Comparator.NATION, **asked)
    full = figures.exceptions(Comparator.NATION, **asked)
    assert set(zip(flags["metric_id"], flags["place_code"], strict=True)) == {
        (one.metric_id, one.place_code) for one in full
    }
    assert list(flags.columns) == ["metric_id", "place_code", "group_level", "level", "unusual"]


def test_as_many_are_tested_as_have_a_level(figures: Figures) -> None:
    verdicts = figures.verdicts_of_metric("employment", Comparator.NATION)
    levels = [one for one in verdicts if one.level is not LevelAnswer.NOT_COMPARED]
    assert levels
    assert figures.tested(Comparator.NATION, **everywhere(figures))["places"].sum() == len(levels)


def test_places_that_were_not_asked_for_are_not_counted(figures: Figures) -> None:
    one = ASKED | {"place_codes": [BOLTON]}
    assert figures.tested(Comparator.NATION, **one)["places"].sum() <= 1
    assert set(figures.flags(Comparator.NATION, **one)["place_code"]) <= {BOLTON}


def test_single_pairs_come_back_in_the_order_asked_and_an_unknown_one_is_left_out(figures: Figures) -> None:
    pairs = [("employment", MANCHESTER), ("employment", "E99999999"), ("employment", BOLTON)]
    found = figures.verdicts_at(pairs, Comparator.NATION)
    assert [one.place_code for one in found] == [MANCHESTER, BOLTON]
    # the published figure of Bolton, as in the test of the figures
    assert (found[1].value, found[1].lower, found[1].upper) == (71.5, 68.4, 74.6)
    assert [one.place_code for one in figures.changes_at(pairs)] == [MANCHESTER, BOLTON]


def test_no_pairs_give_nothing(figures: Figures) -> None:
    assert figures.verdicts_at([], Comparator.NATION) == ()
    assert figures.changes_at([]) == ()


def test_every_series_gives_one_trend_or_the_reason_for_none(figures: Figures) -> None:
    trends = figures.trends(**everywhere(figures))
    verdicts = figures.verdicts_of_metric("employment", Comparator.NATION)
    assert trends["series"].sum() == sum(not one.stale for one in verdicts)
    worsening = figures.worsening(Comparator.NATION, **everywhere(figures))
    assert len(worsening) <= trends["series"].sum()
