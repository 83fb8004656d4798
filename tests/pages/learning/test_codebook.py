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
