"""A target a reader sets, in words: the answer, why there is none, where to begin, and that it is no promise."""

import datetime as dt
from dataclasses import replace

import pytest

from domain.metric import Kind, Polarity
from domain.prospect import FanYear, Prospect
from domain.reason import Reason
from domain.verdict import AssuranceAnswer, Comparator, TrajectoryAnswer
from tests.ui import fakes
from tests.ui.measures import HOMES, INACTIVITY, LIFE, PAY
from ui import what_if_words as words
from ui.charts import PlaceSeries, Point
from ui.what_if import WhatIf, explained, finding, no_answer, offered_metrics, onward, outcome, starts

PLACE = fakes.PLACES["E06000001"]
FAN = tuple(FanYear(2023 + h, 57.0 - h, 56.0 - h, 58.0 - h, 55.0 - h, 59.0 - h) for h in range(1, 6))
PROSPECT = Prospect(
    metric_id=LIFE.metric_id, place_code=PLACE.code, answer=TrajectoryAnswer.OFF_TRACK, reason=None,
    newest_year=2023, value=57.1, points=10, very_uncertain=False, fan=FAN, achieved=-0.4, target_value=62.0,
    target_year=2028, baseline_year=2019, baseline_value=59.9, path=((2019, 59.9), (2028, 62.0)), path_gap=-3.7,
    needed=0.98, chance=0.041, tip_value=60.21, tip_answer=TrajectoryAnswer.AT_RISK,
)  # fmt: skip
FOUND = WhatIf(
    place=PLACE, metric=LIFE, comparator=Comparator.NATION, against="England", target=62.0, by=2028,
    history=PlaceSeries(PLACE.code, PLACE.name, (Point(dt.date(2023, 1, 1), 12, 57.1),)), prospect=PROSPECT,
    beside=replace(PROSPECT, fan=FAN), benchmark=61.9, benchmark_period="2023", national=(65.0, 2030),
)  # fmt: skip


def untold(reason: Reason, **changes) -> WhatIf:
    parts = {"answer": TrajectoryAnswer.CANNOT_TELL, "reason": reason, "chance": None, **changes}
    return replace(FOUND, prospect=replace(PROSPECT, **parts))


def test_the_finding_is_the_chance():
    assert finding(FOUND, place="Hartlepool") == (
        "Healthy life expectancy, women, in Hartlepool: 4% chance of at least 62.0 years by 2028"
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (replace(FOUND, target=None, by=None), "set a target"),
        (replace(FOUND, by=None), "choose the year in which to reach 62.0 years"),
        (replace(FOUND, impossible="No."), "set a target"),
        (replace(FOUND, refusal="No.", prospect=None), "no target can be tried"),
        (untold(Reason.TOO_UNCERTAIN), "we cannot tell the chance of at least 62.0 years by 2028"),
    ],
)
def test_the_finding_says_what_is_still_to_be_set_or_cannot_be_told(found, said):
    assert said in finding(found, place="Hartlepool")


def test_the_pace_it_takes_stands_beside_the_pace_so_far():
    drawn = outcome(FOUND)
    assert "off track: 4% chance" in drawn
    assert "+1.0 years each year, from 2023 to 2028" in drawn
    assert "−0.4 years each year, since 2019" in drawn
    assert "57.1 years in 2023, 3.7 years behind the straight path from 59.9 years in 2019" in drawn


def test_what_would_change_the_answer_is_rounded_so_that_it_does():
    # 60.2 would not do: 60.21 is needed
    assert "at risk if the newest figure were 60.3 years or more" in outcome(FOUND)
    low = replace(FOUND, metric=INACTIVITY)
    assert "at risk if the newest figure were 60.2% or less" in outcome(low)


def test_the_comparator_is_told_now_and_by_its_own_forecast():
    drawn = outcome(FOUND)
    assert "61.9 years, for 2023" in drawn
    assert "52.0 years in 2028 by its own forecast, four times in five 51.0 to 53.0" in drawn


def test_an_average_of_places_is_not_forecast_and_an_unforeseeable_place_says_why():
    assert "not forecast: it is an average of several places" in outcome(replace(FOUND, beside=None))
    blind = replace(PROSPECT, fan=(), reason=Reason.TOO_FEW_POINTS)
    assert "we cannot tell: there are too few comparable points" in outcome(replace(FOUND, beside=blind))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (replace(untold(Reason.TARGET_IN_PAST), by=2020), "Set a year from 2024 to 2028"),
        (replace(untold(Reason.TOO_FAR_AHEAD), by=2040), "2040 is 17 years after the newest figure"),
        (untold(Reason.TOO_UNCERTAIN), "wider than twice the way still to go"),
        (replace(FOUND, refusal="It is a total."), "It is a total."),
        (replace(FOUND, impossible="No share is 140%."), "No share is 140%."),
    ],
)
def test_a_target_without_an_answer_is_told_why_with_its_numbers(found, said):
    assert said in no_answer(found, place="Hartlepool")


def test_a_target_that_asks_for_no_change_says_which_way_lies_more():
    met = replace(FOUND, prospect=replace(PROSPECT, answer=TrajectoryAnswer.ALREADY_MET), target=50.0)
    assert "Set a target above that" in no_answer(met, place="Hartlepool")
    assert "Set a target below that" in no_answer(replace(met, metric=INACTIVITY), place="Hartlepool")


def test_a_target_met_today_may_not_be_met_in_its_year():
    met = replace(PROSPECT, answer=TrajectoryAnswer.ALREADY_MET, chance=0.93)
    assert words.answer_words(met, LIFE) == "already met, with a 93% chance that it still is in 2028"
    assert words.answer_words(replace(met, chance=None), LIFE) == "already met"


def test_a_figure_past_a_target_whose_future_cannot_be_told_says_so_and_gives_no_chance():
    past = replace(untold(Reason.TOO_FAR_AHEAD, value=64.0, needed=-0.4, chance=0.6), target=62.0)
    drawn = outcome(past)
    assert "past the target now; whether it will last cannot be told" in drawn
    assert "none: the newest figure is past the target" in drawn
    assert "chance" not in drawn
    assert words.answer_words(untold(Reason.TOO_FAR_AHEAD).prospect, LIFE) == "cannot tell"


THREE_YEARS = tuple(Point(dt.date(year - 1, 1, 1), 36, 57.1) for year in (2019, 2020, 2021, 2022, 2023))
LONG = replace(FOUND, history=PlaceSeries(PLACE.code, PLACE.name, THREE_YEARS))


def test_a_figure_of_several_years_is_told_by_its_period_as_everywhere_else():
    drawn = outcome(LONG)
    assert "from the figure for 2022 to 2024 to 2028" in drawn
    assert "each year, since 2018 to 2020" in drawn
    assert "57.1 years in 2022 to 2024, 3.7 years behind the straight path from 59.9 years in 2018 to 2020" in drawn
    assert "Each figure covers 3 years." in drawn
    assert "Each figure covers" not in outcome(FOUND)
    late = replace(LONG, by=2020, prospect=untold(Reason.TARGET_IN_PAST).prospect)
    assert "2020 is not after the newest figure, for 2022 to 2024" in no_answer(late, place="Hartlepool")


def test_a_figure_of_a_month_is_told_by_its_year():
    monthly = replace(FOUND.history, points=(Point(dt.date(2023, 12, 1), 1, 57.1),))
    assert "57.1 years in 2023, 3.7" in outcome(replace(FOUND, history=monthly))


def test_a_target_with_an_answer_has_nothing_to_explain():
    assert no_answer(FOUND, place="Hartlepool") == ""
    assert no_answer(replace(FOUND, target=None), place="Hartlepool") == ""


def test_the_national_target_and_the_comparator_are_offered_to_begin_from():
    drawn = starts(FOUND)
    assert "The national target asks for 65.0 years here by 2030" in drawn
    assert "target=65&amp;by=2030" in drawn
    assert "England&#x27;s newest figure, 61.9 years, by 2028" in drawn
    assert f"place={PLACE.code}&amp;metric={LIFE.metric_id}&amp;compare=nation&amp;target=61.9&amp;by=2028" in drawn


def test_a_year_that_cannot_be_asked_is_not_offered_again():
    assert "target=61.9&amp;by=2028" in starts(replace(FOUND, by=2050))


@pytest.mark.parametrize(
    ("target", "metric", "said"),
    [(140.0, INACTIVITY, "between 0% and 100%"), (-1.0, INACTIVITY, "between 0%"), (-5.0, PAY, "never below nought")],
)
def test_a_target_no_figure_can_reach_is_refused_with_the_figure(target, metric, said):
    assert said in words.impossible(target, metric)


def test_a_change_may_be_below_nought():
    fall = LIFE.model_copy(update={"kind": Kind.CHANGE, "suffix": "%"})
    assert words.impossible(-3.0, fall) == ""
    assert words.impossible(None, PAY) == ""


def test_totals_and_measures_without_a_better_side_cannot_be_tried():
    assert "it is a total" in words.cannot_try(HOMES.model_copy(update={"additive": True}), place="Hartlepool")
    neutral = LIFE.model_copy(update={"polarity": Polarity.NEUTRAL})
    assert "neither good nor bad" in words.cannot_try(neutral, place="Hartlepool")
    assert words.cannot_try(LIFE, place="Hartlepool") == ""


def test_money_of_its_day_comes_with_a_caution():
    assert "Prices rise too" in outcome(replace(FOUND, metric=PAY.model_copy(update={"in_cash": True})))
    assert "Prices rise too" not in outcome(FOUND)


def test_assurance_is_told_where_figures_come_often_enough():
    assert words.assurance_words(AssuranceAnswer.HIT_AND_MISS, None) == "hit and miss"
    assert words.assurance_words(AssuranceAnswer.NOT_SUITED, Reason.NOT_FREQUENT) == ""
    assert words.assurance_words(AssuranceAnswer.SERIES_TOO_SHORT, Reason.TOO_FEW_POINTS).startswith("series too short")


def test_it_is_said_to_be_no_promise_and_which_chance_earns_which_word():
    drawn = explained([(TrajectoryAnswer.ON_TRACK, 0.8), (TrajectoryAnswer.OFF_TRACK, 0.0)])
    assert "not a promise" in drawn
    assert "A chance of 80% or more is on track, less is off track." in drawn


def test_the_links_lead_on_to_the_profile_the_measure_and_places_alike():
    drawn = onward(FOUND)
    for page in ("profile?", "metric?", "alike?"):
        assert page in drawn


def test_measures_that_cannot_be_tried_are_not_offered_unless_asked_for():
    from ui.request import read_request

    stores = fakes.stores()
    women = stores.catalogue.metrics["healthy_life_women"].model_copy(update={"additive": True})
    catalogue = stores.catalogue.model_copy(
        update={"metrics": {**stores.catalogue.metrics, "healthy_life_women": women}}
    )
    held = replace(stores, catalogue=catalogue)
    for address, offered in (({}, ["healthy_life_men"]), ({"metric": ("healthy_life_women",)}, None)):
        request = read_request(address, places=fakes.PLACES, catalogue=catalogue, today=dt.date(2026, 11, 22))
        found = [metric.metric_id for metric in offered_metrics(request, held)]
        assert found == (offered or ["healthy_life_men", "healthy_life_women"])


def test_nothing_reads_as_an_absent_number():
    bare = replace(PROSPECT, needed=None, achieved=None, path_gap=None, tip_value=None, chance=None, fan=())
    for found in (FOUND, replace(FOUND, prospect=bare, beside=bare), replace(FOUND, target=None, by=None)):
        drawn = (outcome(found) + starts(found)).casefold()
        assert not {"none", "nan", "inf"} & set(drawn.replace("<", " ").replace(">", " ").split())


def test_a_figure_past_a_target_that_counts_in_its_year_alone_needs_no_pace():
    past = replace(
        PROSPECT, answer=TrajectoryAnswer.ON_TRACK, value=60.4, target_value=59.9, baseline_value=59.9, chance=0.93,
        path=((2019, 59.9), (2028, 59.9)), path_gap=0.5, needed=-0.1, tip_answer=None,
    )  # fmt: skip
    drawn = outcome(replace(FOUND, target=59.9, prospect=past))
    assert "on track: 93% chance" in drawn
    assert "none: the newest figure is past the target; what is asked is whether it still will be in 2028" in drawn
    assert "60.4 years in 2023, 0.5 years better than around 2019; the target is to be no worse than then" in drawn


def test_an_answer_in_the_money_of_the_day_is_cautioned_once():
    pay = PAY.model_copy(update={"in_cash": True})
    cash = replace(FOUND, metric=pay, prospect=replace(PROSPECT, reason=Reason.IN_CASH, chance=0.7))
    assert no_answer(cash, place="Hartlepool") == ""
    assert outcome(cash).count("in the money of their day") == 1
