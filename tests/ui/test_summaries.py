import datetime as dt
import re
from dataclasses import replace

import pytest

from domain.place import Level
from domain.reason import Reason
from domain.verdict import LevelAnswer, TrendAnswer
from ui import summaries
from ui.summaries import Summary

NONE_EITHER_WAY = dict.fromkeys(summaries.TREND_ORDER, 0)
NOT_COMPARED = dict.fromkeys(summaries.LEVEL_ORDER, 0)
TODAY = dt.date(2026, 11, 22)


def counted(places: int = 10, **parts) -> Summary:
    given = {
        "metric_id": "life", "level": Level.DISTRICT, "places": places, "start": dt.date(2023, 1, 1), "months": 12,
        "periods": 8, "compared": places, "flagged": 0, "expected_flags": 0.0,
        "levels": NOT_COMPARED | {LevelAnswer.SIMILAR: places},
        "trends": NONE_EITHER_WAY | {TrendAnswer.NO_CLEAR_CHANGE: places},
    }  # fmt: skip
    return Summary(**(given | parts))


def going(**counts: int) -> dict[TrendAnswer, int]:
    return NONE_EITHER_WAY | {TrendAnswer(name): count for name, count in counts.items()}


def widths(drawing: str) -> list[float]:
    return [float(width) for width in re.findall(r"<?%3Crect [^%]*?width='([\d.]+)'", drawing)]


def test_most_places_means_more_than_half_of_all_that_have_a_figure():
    assert counted(trends=going(improving=6, worsening=4)).direction is TrendAnswer.IMPROVING
    assert counted(trends=going(improving=5, worsening=5)).direction is None
    assert counted(trends=going(improving=4, cannot_be_calculated=6)).direction is TrendAnswer.CANNOT_BE_CALCULATED


def test_with_no_place_at_all_the_direction_cannot_be_told():
    assert counted(0, trends=going()).direction is TrendAnswer.CANNOT_BE_CALCULATED


def test_the_words_name_every_count_and_leave_zeros_out():
    words = summaries.trend_words(counted(359, trends=going(improving=2, no_clear_change=346, cannot_be_calculated=11)))
    assert words == "2 improving, 346 no clear change, 11 cannot tell, of 359 councils"


def test_directions_from_ranks_alone_are_called_indicative():
    some = counted(trends=going(improving=4, no_clear_change=6), trend_reasons={Reason.INDICATIVE: 4})
    assert summaries.trend_words(some) == "4 improving (indicative), 6 no clear change, of 10 councils"
    part = replace(some, trend_reasons={Reason.INDICATIVE: 1})
    assert "1 of the directions are indicative" in summaries.trend_words(part)


def test_where_nobody_can_tell_the_commonest_reason_is_given():
    unknown = counted(
        216, level=Level.UPPER_TIER, trends=going(cannot_be_calculated=216),
        trend_reasons={Reason.OVERLAPPING_PERIODS: 216},
    )  # fmt: skip
    assert summaries.trend_words(unknown) == "Cannot tell for any of 216 upper-tier councils: periods overlap"
    alone = counted(compared=0, level_reasons={Reason.NO_INTERVAL: 10})
    assert summaries.level_words(alone) == "Cannot tell for any of 10 councils: no interval published"


def test_without_a_figure_anywhere_it_says_so_rather_than_none_of_nought():
    assert summaries.trend_words(counted(0, trends=going())) == "No figure for any of the councils"


@pytest.mark.parametrize(
    ("flagged", "expected", "words"),
    [
        (26, 0.72, "26 stand out from their nation, about 1 by chance"),
        (1, 0.02, "1 stands out from their nation, fewer than 1 by chance"),
    ],
)
def test_what_chance_alone_would_raise_stands_beside_the_flags(flagged, expected, words):
    assert summaries.chance_words(counted(flagged=flagged, expected_flags=expected)) == words


def test_where_nothing_was_compared_nothing_is_said_of_chance():
    assert summaries.chance_words(counted(compared=0)) == ""


def test_figures_of_three_years_ago_carry_a_warning_in_words():
    assert summaries.freshness_words(counted(), TODAY) == "2023, 2 years old"
    old = counted(start=dt.date(2019, 1, 1))
    assert summaries.freshness_words(old, TODAY) == "2019, 6 years old and nothing newer"


def test_the_blocks_of_a_bar_are_as_wide_as_their_counts_and_a_single_place_is_seen():
    halves = widths(summaries.bar(going(improving=5, worsening=5)))
    assert halves[0] == halves[1]
    lone, rest = widths(summaries.bar(going(improving=1, no_clear_change=358)))
    assert lone >= summaries.NARROWEST
    assert lone + rest == pytest.approx(summaries.BAR_WIDTH - 2, abs=0.2)


def test_a_bar_is_decoration_and_nothing_is_drawn_of_nothing():
    assert 'alt=""' in summaries.bar(going(improving=1))
    assert summaries.bar(going()) == ""


def test_strong_levels_are_counted_with_the_plain_ones(shipped_stores):
    metric = shipped_stores.catalogue.metrics["employment_rate"]
    found = summaries.summary_of(metric, shipped_stores.figures)
    assert sum(found.levels.values()) == found.places
    assert LevelAnswer.MUCH_BETTER not in found.levels


def test_a_metric_nobody_measures_has_no_summary(shipped_stores):
    metric = shipped_stores.catalogue.metrics["serious_violence"]
    assert summaries.summary_of(metric, shipped_stores.figures) is None
