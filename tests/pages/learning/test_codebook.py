"""The codebook page: every field, how the grade follows, and files that can be filled in and loaded."""

from data.library.codebook import columns
from domain.evidence import Design
from pages.learning import codebook
from tests.pages.opened import opened, text


def test_the_levels_are_those_of_the_published_scale():
    levels = {rung.design: (rung.least, rung.most) for rung in codebook.prepare().rungs}
    assert levels[Design.BEFORE_AFTER] == (1, 2)
    assert levels[Design.BENCHMARK_ADJUSTED] == (2, 2)
    assert levels[Design.DIFFERENCE_IN_DIFFERENCES] == (2, 3)
    assert levels[Design.REGRESSION_DISCONTINUITY] == (2, 4)
    assert levels[Design.RANDOMISED] == (2, 5)


def test_the_page_tells_every_field_and_offers_the_files(shipped_stores):
    visit = opened("codebook", shipped_stores)
    assert not visit.exception
    said = text(visit)
    assert "have to be filled in" in said
    for column in columns():
        assert column.title in said
        assert column.meaning in said
    assert "never added or turned into one mark" in said
    assert "None" not in said
    labels = [button.proto.label for button in visit.get("download_button")]
    assert len(labels) == 3
    assert "practices-template.csv" in labels[0]


def test_a_reader_finds_a_column_by_a_word_of_what_is_said_of_it(shipped_stores):
    said = text(opened("codebook", shipped_stores, words="lower interval"))
    assert "1 column with “lower interval”" in said
    assert "effect_lower" in said
    assert "designed_with" not in said
    none = text(opened("codebook", shipped_stores, words="zeppelin"))
    assert "No column with “zeppelin”" in none
    assert "How the grade follows" in none
    folded = " ".join(element.proto.body for element in opened("codebook", shipped_stores).get("html"))
    assert folded.count("<details") == 8 + 2  # the groups of columns, the levels and the reasons
    assert "precondition_1_at_least, precondition_1_at_most" in folded  # the names are in sight while it is folded
