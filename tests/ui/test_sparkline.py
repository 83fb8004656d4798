import re

from tests.ui.measures import LIFE
from ui.sparkline import sparkline, sparkline_image, sparkline_label


def path_of(svg: str) -> str:
    return re.search(r'<path d="([^"]*)" fill="none"', svg).group(1)


def test_the_line_has_a_gap_where_there_is_no_figure():
    assert path_of(sparkline([1.0, 2.0, None, 3.0, 4.0], label="x")).count("M") == 2
    assert path_of(sparkline([1.0, 2.0, 2.5, 3.0, 4.0], label="x")).count("M") == 1


def test_higher_figures_stand_higher_and_the_last_one_has_a_dot():
    svg = sparkline([1.0, 3.0], label="x", width=120, height=32)
    first, last = re.findall(r"[ML]([\d.]+) ([\d.]+)", path_of(svg))
    assert float(last[1]) < float(first[1])
    assert f'<circle cx="{last[0]}" cy="{last[1]}"' in svg


def test_everything_drawn_lies_inside_the_picture():
    svg = sparkline([5, 9, None, 7], [4, 8, None, 1], [6, 11, None, 8], label="x", width=120, height=32)
    points = re.findall(r"[ML]([\d.]+) ([\d.]+)", svg)
    assert len(points) == 3 + 4
    assert all(0 <= float(x) <= 120 and 0 <= float(y) <= 32 for x, y in points)


def test_a_flat_series_and_an_empty_one_can_be_drawn():
    assert "16.0" in path_of(sparkline([5.0, 5.0], label="x", height=32))
    assert "<path" not in sparkline([None, None], label="has no figures")


def test_its_message_is_there_in_words():
    label = sparkline_label([61.2, None, 57.1], ["2011 to 2013", "2015", "2022 to 2024"], LIFE)
    assert label == "fell from 61.2 years in 2011 to 2013 to 57.1 years in 2022 to 2024"
    assert sparkline_label([None], ["2023"], LIFE) == "has no figures"
    assert sparkline_label([57.1], ["2023"], LIFE) == "has one figure, 57.1 years in 2023"
    assert sparkline_label([57.11, 57.12], ["2022", "2023"], LIFE) == "was 57.1 years in 2022 and again in 2023"
    assert 'aria-label="rose &amp; fell"' in sparkline([1.0], label="rose & fell")
    assert 'alt="rose &amp; fell"' in sparkline_image([1.0], label="rose & fell")
