"""How far apart places are: one measure in depth, or every headline measure of a framework on one screen."""

import datetime as dt
from dataclasses import dataclass

import pytest

from domain.disparity import GapMeasure, Weighting
from pages.national import disparities
from tests.pages.opened import opened, text
from tests.ui.gaps import convergence, gap, gap_change
from tests.ui.measures import LIFE, PAY
from ui.request import read_request

TODAY = dt.date(2026, 11, 22)


@dataclass
class FewGaps:
    """Figures that hold two measures of distance for one metric."""

    asked: tuple[str, ...] = ()

    def gaps(self, metric_id: str):
        return (gap(), gap(weighting=Weighting.PEOPLE), gap(measure=GapMeasure.SPREAD))

    def gap_changes(self, metric_ids):
        return (gap_change(), gap_change(corrected=False), gap_change(weighting=Weighting.PEOPLE))

    def convergence(self, metric_id: str):
        return convergence()


def asked(held, **address: str):
    given = {name: (value,) for name, value in address.items()}
    return read_request(given, places=held.figures.places, catalogue=held.catalogue, today=TODAY, page="disparities")


def test_the_measure_read_first_is_offered_first_and_none_of_the_four_is_left_out():
    assert disparities.prepare(LIFE, FewGaps()).measures[0] is GapMeasure.DECILE_GAP
    assert disparities.prepare(PAY, FewGaps()).measures[0] is GapMeasure.DECILE_RATIO
    assert len(set(disparities.prepare(PAY, FewGaps()).measures)) == 4


def test_what_is_drawn_is_one_measure_of_one_weighting():
    distance = disparities.prepare(LIFE, FewGaps())
    shown = distance.shown(GapMeasure.DECILE_GAP, Weighting.PEOPLE)
    assert [one.weighting for one in shown.gaps] == [Weighting.PEOPLE]
    assert shown.told.weighting is Weighting.PEOPLE


def test_the_file_holds_every_measure_in_every_period():
    rows = disparities.gaps_table(disparities.prepare(LIFE, FewGaps()))
    assert list(rows["Measured as"]) == ["Gap between the tenths", "Gap between the tenths", "Spread"]
    assert list(rows["Noise taken out"]) == [8.0, 8.0, 8.0]


def test_every_headline_measure_with_figures_is_in_the_overview_once(shipped_stores):
    overview = disparities.prepare_overview(asked(shipped_stores, framework="levelling_up_2022"), shipped_stores)
    listed = [line.metric.metric_id for line in overview.lines]
    assert len(listed) == len(set(listed))
    assert "employment_rate" in listed
    assert "serious_violence" not in listed  # no figures


@pytest.mark.parametrize("framework", ["levelling_up_2022", "local_outcomes_2026"])
def test_without_a_metric_the_overview_counts_what_narrowed_and_widened(shipped_stores, framework):
    visit = opened("disparities", shipped_stores, framework=framework)
    assert not visit.exception
    assert "headline measures and widened on" in text(visit)


def test_one_metric_is_shown_with_places_and_people_side_by_side(shipped_stores):
    visit = opened("disparities", shipped_stores, metric="healthy_life_expectancy_male")
    assert not visit.exception
    charts = visit.get("plotly_chart")
    alts = [chart.proto.alt for chart in charts]
    assert sum("Every place counts the same" in alt for alt in alts) == 2
    assert sum("Places count by their people" in alt for alt in alts) == 2
    # ons healthy-life-expectancy.csv.gz: three-year periods, 2022 to 2024 the newest
    assert "2022 to 2024" in alts[0]


def test_money_opens_with_its_ratio(shipped_stores):
    drawn = opened("disparities", shipped_stores, metric="median_weekly_pay")
    assert "ratio of the top to the bottom tenth" in drawn.get("plotly_chart")[0].proto.alt


def test_another_measure_is_one_choice_away_and_in_the_address(shipped_stores):
    visit = opened("disparities", shipped_stores, metric="employment_rate", view="spread")
    assert not visit.exception
    assert "standard deviation" in visit.get("plotly_chart")[0].proto.alt


def test_a_total_says_that_larger_places_have_more_and_leads_on(shipped_stores):
    visit = opened("disparities", shipped_stores, metric="business_research_spending")
    assert not visit.exception
    assert "larger wherever more people live" in text(visit)
    assert "view=all" in text(visit)


def test_a_measure_nobody_publishes_says_so(shipped_stores):
    visit = opened("disparities", shipped_stores, metric="serious_violence")
    assert not visit.exception
    assert shipped_stores.catalogue.metrics["serious_violence"].not_measured[:30] in text(visit)


def test_unknown_names_in_the_address_get_a_sentence(shipped_stores):
    assert "No metric here is called “merriment”" in text(opened("disparities", shipped_stores, metric="merriment"))
    odd = opened("disparities", shipped_stores, metric="employment_rate", view="gini")
    assert "“gini” is not on offer here" in text(odd)
    assert not odd.exception


def test_nothing_drawn_holds_a_bare_nothing(shipped_stores):
    for metric_id in ("employment_rate", "median_weekly_pay", "anxiety", "gigabit_broadband", "homicide"):
        drawn = text(opened("disparities", shipped_stores, metric=metric_id))
        for word in (">nan", " nan", ">None", " None ", " inf ", "cannot_tell", "decile_gap<"):
            assert word not in drawn, (metric_id, word)


def test_one_measure_leads_on_to_its_places_and_to_its_mission(shipped_stores):
    said = text(opened("disparities", shipped_stores, metric="healthy_life_expectancy_female"))
    assert 'href="metric?metric=healthy_life_expectancy_female' in said
    assert "Mission 7: Health" in said
