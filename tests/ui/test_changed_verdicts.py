"""Verdicts that changed: old and new side by side in the words of the page, and why."""

import pytest

from domain.calibration import VerdictChange
from domain.metric import Polarity
from tests.ui import fakes
from ui.changed_verdicts import answer_words, by_cell, by_turn, changes_file, finding, in_order, one_by_one, turns_of

METRICS = fakes.catalogue().metrics


def change(place: str = "E06000001", cell: str = "trend", **parts: str | None) -> VerdictChange:
    given = {
        "metric_id": "healthy_life_women", "place_code": place, "comparator": None, "cell": cell,
        "before": "improving", "before_reason": "indicative", "after": "rising", "after_reason": "in_cash",
        "cause": "rules",
    }  # fmt: skip
    return VerdictChange(**(given | parts))


LEVEL = change(
    cell="level", comparator="nation", before="worse", before_reason=None, after="similar", after_reason=None,
    cause="figures",
)  # fmt: skip


def test_the_finding_tells_rules_from_figures():
    both = [change(), change("E06000063"), LEVEL]
    said = finding(both, previous="b1", read=True)
    assert said == (
        "2 trends and 1 level changed since the build before: 2 because the rules changed and 1 because the figures "
        "changed"
    )
    assert finding([LEVEL], previous="b1", read=True).endswith("all because the figures changed")


def test_where_nothing_changed_or_nothing_can_be_compared_the_finding_says_which():
    assert finding([], previous="b1", read=True) == "No verdict has changed since build b1"
    assert finding([], previous="", read=False).startswith("There is no earlier build")


@pytest.mark.parametrize(
    ("cell", "answer", "reason", "words"),
    [
        ("level", "much_worse", "", "much worse"),
        ("level", "not_compared", "no_interval", "cannot tell: no interval published"),
        ("trend", "rising", "in_cash", "rising (before inflation)"),
        ("trajectory", "off_track", "", "off track"),
        ("assurance", "hit_and_miss", "", "hit and miss"),
        ("fifth", "0", "", "not placed in a fifth"),
        ("fifth", "1", "", "best fifth"),
        ("fifth", "4", "", "second-worst fifth"),
        ("level", "best_of_all", "", "best of all"),  # of rules that are no longer known
        ("trend", "improving", "forgotten_reason", "improving"),
    ],
)
def test_an_answer_of_either_build_is_written_in_words(cell, answer, reason, words):
    assert answer_words(cell, answer, reason) == words


def test_each_kind_of_change_is_counted_with_one_example_the_most_frequent_first():
    turns = turns_of([LEVEL, change(), change("E06000063")], METRICS)
    assert [(turn.cell, count) for turn, count, _ in turns] == [("trend", 2), ("level", 1)]
    text = by_turn(turns, METRICS, fakes.PLACES)
    assert "improving (indicative)" in text
    assert "rising (before inflation)" in text
    assert 'href="metric?place=E06000001&amp;metric=healthy_life_women"' in text


def test_fifths_come_last_however_many_and_where_neither_way_is_better_they_are_lowest_or_highest():
    neutral = METRICS["healthy_life_women"].model_copy(update={"polarity": Polarity.NEUTRAL})
    fifths = [change(code, "fifth", before="1", after="0") for code in ("E06000001", "E06000063", "E06000066")]
    assert [turn.cell for turn, *_ in turns_of([*fifths, change()], METRICS)] == ["trend", "fifth"]
    assert [one.cell for one in in_order([*fifths, change()])][:2] == ["trend", "fifth"]
    assert finding([*fifths, change()], previous="b1", read=True).startswith("1 trend and 3 fifths changed")
    assert "best fifth" in by_turn(turns_of(fifths, METRICS), METRICS, fakes.PLACES)
    many = finding([*fifths * 400, *[change()] * 1100], previous="b1", read=True)
    assert many.startswith("1,100 trends and 1,200 fifths changed")
    told = METRICS | {"healthy_life_women": neutral}
    assert "lowest fifth" in by_turn(turns_of(fifths, told), told, fakes.PLACES)
    assert "lowest fifth" in one_by_one(fifths, told, fakes.PLACES)


def test_cells_are_counted_by_cause_and_a_level_names_its_comparator():
    text = by_cell([LEVEL, change(), change("E06000063")]).replace("<div>", "").replace("</div>", "")
    assert (text.count(">2<"), text.count(">1<")) == (1, 1)  # two trends by the rules, one level by the figures
    assert "against its nation" in one_by_one([LEVEL], METRICS, fakes.PLACES)


def test_a_place_or_measure_that_is_gone_is_shown_by_its_code():
    gone = change("E99999999", metric_id="forgotten")
    assert "E99999999" in one_by_one([gone], METRICS, fakes.PLACES)
    row = changes_file([gone, LEVEL], METRICS, fakes.PLACES)
    assert list(row["Place"]) == ["E99999999", "Hartlepool"]
    assert list(row["Now"]) == ["rising (before inflation)", "similar"]
