"""Methods: the page explains every word it uses, and its example can be redone by hand."""

import html

import pytest
from streamlit.testing.v1 import AppTest

from domain.reason import Reason
from domain.verdict import AssuranceAnswer, LevelAnswer, TrajectoryAnswer, TrendAnswer
from metrics.explained.everything import EXPLANATIONS
from pages.about import methods as methods_page
from tests.ui import fakes
from ui import method_contents, stores
from ui.wording import ASSURANCES, LEVELS, REASONS, TRAJECTORIES, TRENDS


def run_page():
    from pages.about import methods as page
    from ui import frame
    from ui.stores import stores

    held = stores()
    request = frame.begin(held, page="methods", page_title="Methods", section="About")
    page.page(request, held)
    frame.settle(page.PARAMETERS)


def draw(held, **address: str) -> str:
    stores.provide(lambda: held)
    visit = AppTest.from_function(run_page, default_timeout=20)
    for name, value in address.items():
        visit.query_params[name] = value
    visit.run()
    assert not visit.exception
    return html.unescape(" ".join(element.proto.body for element in visit.get("html")))


@pytest.fixture
def drawn(shipped_stores):
    return lambda **address: draw(shipped_stores, **address)


def test_the_title_names_the_four_cells(drawn):
    assert "A verdict has four cells, each an answer or the reason there is none: level, trend, trajectory" in drawn()


def test_every_answer_and_every_reason_is_explained(drawn):
    text = drawn()
    for word in [*LEVELS.values(), *TRENDS.values(), *TRAJECTORIES.values(), *ASSURANCES.values()]:
        assert word in text
    for reason in Reason:
        assert REASONS[reason].needed in text


def test_every_answer_says_when_it_is_said():
    said = [set(meanings) for _, meanings in methods_page.MEANINGS]
    assert said == [set(LevelAnswer), set(TrendAnswer), set(TrajectoryAnswer), set(AssuranceAnswer)]


def test_a_trajectory_says_from_which_chance_each_word_holds():
    # the bands of the method: .80 on track, .50 likely, .20 at risk
    trajectory = dict(methods_page.MEANINGS)["trajectory"]
    assert "80% or more" in trajectory[TrajectoryAnswer.ON_TRACK]
    assert "50% or more, below 80%" in trajectory[TrajectoryAnswer.LIKELY]
    assert "20% or more, below 50%" in trajectory[TrajectoryAnswer.AT_RISK]
    assert "below 20%" in trajectory[TrajectoryAnswer.OFF_TRACK]


def test_the_four_cells_and_the_record_of_past_forecasts_stand_before_the_methods(drawn):
    text = drawn()
    place, methods = text.index('id="record"'), text.index('id="methods"')
    assert text.index('id="cells"') < place < methods < text.index('id="trend"')
    assert "Ranges meant to hold the figure four times in five (80%) held" in text[place:methods]
    assert "A shock hits all places at once" in text[place:methods]
    assert "Measure by measure" in text[place:methods]


@pytest.mark.parametrize("view", ["words", "exact"])
def test_every_method_is_closed_until_chosen_and_found_by_its_key_inside(drawn, view):
    text = drawn(view=view)
    closed = text.split('<details class="method"><summary>')[1:]
    assert len(closed) > 20
    assert all('<div id="' in each.split("</summary>")[1][:12] for each in closed)
    assert not any("</details>" in each.split("</summary>")[0] for each in closed)


def test_every_method_belongs_to_a_group_of_the_contents():
    titles = {each.key: each.title for each in EXPLANATIONS}
    groups = method_contents.grouped(titles)
    assert method_contents.OTHERS not in groups
    assert sorted(key for held in groups.values() for key in held) == sorted(titles)


def test_every_method_of_the_build_is_explained_on_the_page(drawn):
    text = drawn(view="exact")
    for function in (
        "proportion_limits", "overdispersion", "xmr", "noise_corrected", "pitman_morgan", "shrink", "posterior_ranks",
        "confidence_sets", "forecast", "calibrate", "chance_of_meeting", "group_time_effects", "pool", "maryland_grade",
    ):  # fmt: skip
        assert f"<code>{function}</code>" in text, function


def test_every_heading_of_the_contents_is_on_the_page(drawn):
    text = drawn()
    keys = [part.split('"')[0] for part in text.split('href="#')[1:]]
    assert len(set(keys)) > 30
    assert all(f'id="{key}"' in text for key in keys)


def test_the_example_can_be_redone_by_hand_from_the_published_figures(drawn):
    text = drawn()
    # els/healthy-life-expectancy.csv.gz, 2022-01-01/P3Y: women in Hartlepool 51.2 (47.1 to 55.2), in England 61.3
    assert "51.2 years in good health, 95% interval 47.1 to 55.2; England, 61.3" in text
    # by hand: 8.1 / 3.92 = 2.0663; 51.2 - 4.1 x 3.090232 / 1.959964 = 44.736; 51.2 + 4.0 x the same = 57.507
    assert "(55.2 − 47.1) ÷ 3.92 = 2.0663" in text
    assert "which gives 44.736 to 57.507" in text
    assert "the level is much worse" in text
    # by hand: the upper 99.8% limit touches 61.3 when the value is 61.3 - 6.3067 = 54.9933
    assert "It would count as worse from 55.0" in text


def test_a_share_is_worked_through_on_the_log_odds(drawn):
    text = drawn(place="E06000001", metric="adult_obesity")
    assert "ln(p ÷ (100 − p))" in text
    # els/adult-obesity-prevalence.csv, 2024-11-16/P1Y: 35.75635 (32.32044 to 39.22652)
    # by hand: ln(39.22652/60.77348) = -0.437800, ln(32.32044/67.67956) = -0.739084; 0.301284 / 3.92 = 0.076858
    assert "(−0.4378 − (−0.73908)) ÷ 3.92 = 0.076858" in text


def test_a_place_without_a_level_says_why_and_what_to_do(drawn):
    text = drawn(place="E06000053", metric="healthy_life_expectancy_female")
    assert "there is nothing to work through" in text
    assert "Choose another place or measure above" in text


def test_an_unknown_code_leaves_the_example_that_is_always_there(drawn):
    assert "healthy life expectancy, women in Hartlepool" in drawn(place="E06999999", metric="nonsense")


def test_a_build_without_the_examples_place_or_measure_still_explains_everything(shipped_stores):
    held = fakes.stores()
    held.figures.successions = ()
    held.figures.calibrations, held.figures.chance_bins = {}, ()
    text = draw(held)
    assert "This build lacks the place or the measure of the example" in text
    assert "what better, similar and worse mean" in text


def test_the_neighbours_average_is_never_passed_off_as_an_area(drawn):
    assert "against England" in drawn(place="E06000001", compare="similar_global")


def test_what_the_text_says_of_the_lists_of_neighbours_is_so(shipped_stores):
    figures = shipped_stores.figures
    # geography/global-neighbours.csv: twenty columns filled for a council, five for a combined authority
    assert len(figures.neighbours("E06000001", "global")) == 20
    assert len(figures.neighbours("E47000001", "global")) == 5
    assert methods_page.EXAMPLE_PLACE in figures.places
