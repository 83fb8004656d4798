"""Links to views."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.ui import fakes
from ui.address import anchor, href


def test_the_parameters_stand_in_one_order_however_they_were_given():
    assert href("compare", view="dots", metrics=["a", "b"], places=["E06000001"]) == href(
        "compare", places=["E06000001"], metrics=["a", "b"], view="dots"
    )


def test_what_is_not_chosen_is_left_out():
    assert href("profile", place=None, places=(), metric="") == "profile"


def test_a_page_file_with_underscores_has_an_address_with_hyphens():
    assert href("open_data") == "open-data"


def test_models_go_into_an_address_by_their_codes():
    place, metric = fakes.PLACES["E06000001"], fakes.catalogue().metrics["healthy_life_men"]
    query = parse_qs(urlsplit(href("metric", place=place, metric=metric, places=[place])).query)
    assert query == {"place": ["E06000001"], "metric": ["healthy_life_men"], "places": ["E06000001"]}


def test_anything_else_in_a_value_is_encoded_and_comes_back_whole():
    hostile = "a&b=c #<'\"% é"
    assert parse_qs(urlsplit(href("metric", metric=hostile)).query) == {"metric": [hostile]}


def test_a_parameter_that_no_page_reads_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="'plaice'"):
        href("profile", plaice="E06000001")


def test_a_link_escapes_its_words_and_opens_in_the_same_tab():
    assert anchor("<b>", "x?a=1&b=2") == '<a href="x?a=1&amp;b=2" target="_self">&lt;b&gt;</a>'


def test_a_number_is_written_in_digits_whatever_its_size():
    assert href("what_if", target=1234567.5, by=2030) == "what-if?target=1234567.5&by=2030"
    assert href("what_if", target=-0.25) == "what-if?target=-0.25"
    assert href("what_if", target=0.0) == "what-if?target=0"
