"""The places most like one in words: what the list rests on, what was left out, how firm it is."""

from dataclasses import replace

import pytest

from domain.metric import Metric
from domain.place import Level, Place
from tests.ui.measures import LIFE, PAY
from ui.own_likeness import (
    AlikeMeasure,
    AlikePlace,
    OwnLikeness,
    as_frame,
    finding,
    how_firm,
    introduction,
    measures_table,
    onward,
    places_table,
    why_none,
)


def place(code: str, name: str, level: Level = Level.COMBINED_AUTHORITY) -> Place:
    return Place(code=code, name=name, levels=(level,))


def metric(metric_id: str, title: str, like: Metric = LIFE) -> Metric:
    return like.model_copy(update={"metric_id": metric_id, "title": title})


WORK, WAGES, AGE = metric("work", "People in work"), metric("wages", "Weekly pay", PAY), metric("age", "Typical age")
HERE = place("E47000002", "South Yorkshire")
FOUND = OwnLikeness(
    place=HERE, level=Level.COMBINED_AUTHORITY, standard=True, outcome=None, of_outcome=(), too_few=(AGE,),
    measures=(AlikeMeasure(WORK, 70.1, 71.0, 74.0), AlikeMeasure(WAGES, 585.8, None, 607.9)),
    nearest=(
        AlikePlace(place("E47000003", "West Yorkshire"), 73.4, (WORK,), (WAGES,), published=True),
        AlikePlace(place("E47000013", "East Midlands"), 81.0, (), (WORK,), published=False),
    ),
    others=14, lists_shared=1, list_length=2, kept_without={"work": 1, "wages": 2},
)  # fmt: skip


def test_the_finding_names_the_nearest():
    assert finding(FOUND) == ("West Yorkshire and the East Midlands combined authority are most like South Yorkshire")
    assert finding(replace(FOUND, nearest=FOUND.nearest[:1])) == "West Yorkshire is most like South Yorkshire"


def test_the_introduction_says_what_the_list_rests_on_and_what_the_distance_means():
    said = introduction(FOUND)
    assert "all other combined authorities on 2 measures, the standard set" in said
    assert "the middle one of 14 combined authorities" in said
    assert "too few combined authorities have a figure: typical age" in said
    assert "the set you chose" in introduction(replace(FOUND, standard=False))


def test_an_outcome_is_said_not_to_choose_nor_what_belongs_to_it():
    said = introduction(replace(FOUND, outcome=LIFE, of_outcome=(AGE,)))
    assert "must not choose the places, so healthy life expectancy, women is left out" in said
    assert "measures of the same thing or the same field: typical age" in said


def test_each_place_says_how_near_it_is_and_why():
    drawn = places_table(FOUND)
    assert "1. West Yorkshire" in drawn
    assert ">73<" in drawn
    assert "people in work" in drawn
    assert "nothing in particular" in drawn  # no measure brings the second nearer than others
    assert drawn.count(">yes<") == 1


def test_without_a_published_list_there_is_no_column_for_it_and_the_page_says_so():
    alone = replace(FOUND, lists_shared=0, list_length=0)
    assert "published list" not in places_table(alone)
    assert "no published list to set beside" in how_firm(alone)


def test_a_measure_the_nearest_have_no_figure_for_says_so_and_units_stand_once():
    drawn = measures_table(FOUND)
    assert "no figure" in drawn
    assert "£585.80<" in drawn
    assert "£ a week" in drawn


def test_how_firm_the_list_is_is_said_in_numbers():
    said = how_firm(FOUND)
    assert "1 of these 2 is among the 2 that the Office for National Statistics lists first" in said
    assert "between 1 and 2 of these 2 will stay on the list; most hangs on people in work" in said
    assert "Nothing chosen here changes a verdict" in said


def test_where_everybody_is_on_the_list_nothing_is_said_of_who_would_stay():
    assert "stay on the list" not in how_firm(replace(FOUND, others=2))


def test_the_links_lead_to_the_places_side_by_side_on_the_outcome_or_the_measures():
    assert "compare?places=E47000002,E47000003,E47000013&amp;metrics=work,wages" in onward(FOUND)
    assert f"metrics={LIFE.metric_id}" in onward(replace(FOUND, outcome=LIFE))


def test_the_file_has_a_row_for_each_place_in_order():
    frame = as_frame(FOUND)
    assert frame["place_code"].tolist() == ["E47000003", "E47000013"]
    assert frame["distance_middle_place_is_100"].tolist() == [73.4, 81.0]


NONE = replace(FOUND, nearest=(), others=0)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (NONE, "fewer than seven in ten of these measures"),
        (replace(NONE, measures=()), "too few combined authorities have figures"),
        (replace(NONE, measures=(), outcome=LIFE, of_outcome=(WORK,)), "belongs to the outcome, healthy life"),
        (replace(NONE, level=Level.UNITED_KINGDOM), "only one United Kingdom"),
    ],
)
def test_no_list_has_a_reason_and_something_to_do(found, said):
    assert said in why_none(found)
    assert "Choose" in why_none(found)
    assert finding(found).startswith("We cannot say")
