import re

import pytest

from domain.change import ChangeAnswer
from domain.disparity import GapAnswer
from domain.verdict import AssuranceAnswer, LevelAnswer, TrajectoryAnswer, TrendAnswer
from ui.marks import SIGNS, mark_image, mark_style, mark_svg, mark_word, sign_for
from ui.pictures import data_address

ANSWERS = [*LevelAnswer, *TrendAnswer, *TrajectoryAnswer, *AssuranceAnswer, *ChangeAnswer, *GapAnswer]


def contrast_on_white(colour: str) -> float:
    """Relative luminance and contrast as WCAG 2.2 defines them."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


@pytest.mark.parametrize("answer", ANSWERS)
def test_every_answer_has_a_mark_that_is_seen_on_white(answer):
    assert contrast_on_white(SIGNS[answer].colour) >= 3


def test_answers_that_differ_in_meaning_differ_in_shape_and_not_only_in_colour():
    looks = {answer: (s.shape, s.count, s.filled) for answer, s in SIGNS.items() if isinstance(answer, LevelAnswer)}
    assert len(set(looks.values())) == len(LevelAnswer)


def test_the_answers_to_a_target_can_be_told_apart_without_colour():
    judged = set(TrajectoryAnswer) - {TrajectoryAnswer.NO_TARGET}
    assert len({(sign_for(answer).shape, sign_for(answer).count) for answer in judged}) == len(judged)
    assert sign_for(TrajectoryAnswer.ON_TRACK).shape == "up"
    assert sign_for(TrajectoryAnswer.OFF_TRACK).shape == "down"


@pytest.mark.parametrize("answer", ANSWERS)
def test_every_mark_has_a_symbol_that_charts_can_draw(answer):
    assert sign_for(answer).symbol.removesuffix("-open") in (
        "triangle-up", "triangle-down", "circle", "diamond", "square-x",
    )  # fmt: skip


def test_better_points_up_and_worse_points_down():
    assert sign_for(LevelAnswer.BETTER).symbol == "triangle-up"
    assert sign_for(LevelAnswer.WORSE).symbol == "triangle-down"
    assert sign_for(LevelAnswer.HIGHER).symbol == "triangle-up-open"
    assert sign_for(None) == sign_for(LevelAnswer.NOT_COMPARED)


def test_much_better_is_two_marks_wide():
    assert mark_svg(LevelAnswer.MUCH_BETTER).count("<path") == 2
    assert mark_svg(LevelAnswer.BETTER).count("<path") == 1


def test_an_unreliable_figure_has_a_hollow_mark():
    assert 'fill="none"' in mark_svg(LevelAnswer.WORSE, reliable=False)
    assert 'fill="none"' not in mark_svg(LevelAnswer.WORSE)


@pytest.mark.parametrize("answer", ANSWERS)
def test_screen_readers_pass_over_a_mark_because_its_word_stands_beside_it(answer):
    assert 'alt=""' in mark_image(answer)
    assert 'aria-hidden="true"' in mark_svg(answer)


def test_an_image_of_a_mark_holds_nothing_that_would_end_its_address():
    address = mark_image(LevelAnswer.NOT_COMPARED).split('src="', 1)[1]
    assert address.endswith('">')
    assert not set('<>"#') & set(address[:-2])


@pytest.mark.parametrize("answer", [None, *ANSWERS])
@pytest.mark.parametrize("reliable", [True, False])
def test_a_mark_in_a_table_is_drawn_by_the_style_sheet(answer, reliable):
    name = re.fullmatch('<i class="mark ([a-z0-9]+)"></i>', mark_word(answer, reliable=reliable)).group(1)
    (rule,) = re.findall(rf"i\.{name}{{(.*?)}}", mark_style())
    assert data_address(mark_svg(answer, reliable=reliable)) in rule
