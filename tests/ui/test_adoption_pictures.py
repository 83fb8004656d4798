"""The pictures and words of adoption: real figures, with every number in words beside them."""

import plotly.graph_objects as go
import pytest

from domain.place import Level, Place
from metrics.learning.chains import chain_of
from metrics.learning.pooled import pooled_effect
from tests.metrics.learning.made import PLACES, TODAY, about, effect, entry, reported, taken_up
from ui.adoption_chain import chain_drawing
from ui.adoption_forest import forest_plot
from ui.adoption_funnel import study_funnel
from ui.adoption_map import adoption_map
from ui.adoption_words import amount, finding, pooled_sentences, span_words, summary_of

NAMES = {
    code: Place(code=code, name=f"Place {number}", levels=(Level.DISTRICT,), nation_code="E92000001")
    for number, code in enumerate(PLACES, 1)
}


def many(count: int, **told: object):
    """As many reports as asked for, each one further than the last and less exact."""
    return [
        reported(f"a{n:02}", about(2.0 + n, 0.5 + n / 4, **told), place=PLACES[n % len(PLACES)]) for n in range(count)
    ]


@pytest.mark.parametrize("count", [1, 2, 3, 12])
@pytest.mark.parametrize("unit", ["percentage points", "odds ratio"])
def test_every_picture_is_one_that_can_be_drawn(count, unit):
    pooled = pooled_effect(entry(effect=about(1.5, 0.2, unit=unit)), many(count, unit=unit))
    chain = chain_of(many(count), today=TODAY)
    drawn = [
        forest_plot(pooled, None, NAMES, source_line=""), study_funnel(pooled, None, NAMES, source_line=""),
        adoption_map(chain, NAMES, build="b", source_line=""),
    ]  # fmt: skip
    for chart in drawn:
        go.Figure(chart.figure)
        assert chart.alt
        assert not {"nan", "inf", "None"} & set(f"{chart.title} {chart.summary} {chart.alt}".split())


def test_the_forest_says_each_study_with_its_evidence_and_what_the_next_place_may_expect():
    pooled = pooled_effect(
        entry(effect=about(4.0, 1.0)), [reported("a", about(6.0, 1.0)), reported("b", about(5, 1.0))]
    )
    chart = forest_plot(pooled, None, NAMES, source_line="")
    names = [each["text"] for each in chart.figure["layout"]["annotations"]]
    assert names[0].startswith("Place 1 (not graded)")
    assert "Founding study (level 2 of 5)" in names
    assert names[-1] == "The next place (95% prediction interval)"
    # effects of error 1 at 4, 5 and 6: no variance beyond chance, error the root of 1/3, t 4.3027, so 2.48 either way
    assert chart.table["Effect"].tolist()[-1] == "+2.52 to +7.48 percentage points"
    assert "differ no more than chance" in " ".join(pooled_sentences(pooled, None))


def test_two_studies_are_drawn_in_grey_with_a_warning():
    pooled = pooled_effect(entry(effect=about(4.0, 1.0)), [reported("a", about(6.0, 1.0))])
    chart = forest_plot(pooled, None, NAMES, source_line="")
    assert "too few to rely on" in chart.key
    assert [each["line"]["dash"] for each in chart.figure["data"] if "dash" in each.get("line", {})] == ["dash"]


def test_ratios_are_pooled_as_logarithms_and_no_effect_is_one():
    unit = {"unit": "odds ratio"}
    pooled = pooled_effect(
        entry(effect=effect(0.5, 0.4, 0.625, **unit)), [reported("a", effect(2.0, 1.6, 2.5, **unit))]
    )
    chart = forest_plot(pooled, None, NAMES, source_line="")
    assert chart.figure["layout"]["xaxis"]["type"] == "log"
    assert "pooled as logarithms" in chart.summary
    assert summary_of(pooled, None).startswith("1.00 odds ratio on average")


def test_below_ten_studies_small_study_bias_is_refused_and_from_ten_it_is_tested():
    few, enough = (pooled_effect(entry(), many(count)) for count in (9, 10))
    assert "too few to tell" in study_funnel(few, None, NAMES, source_line="").title
    said = study_funnel(enough, None, NAMES, source_line="")
    assert "less exact studies differ from those of exact ones" in said.title  # made so that they do
    assert "Egger's test" in said.summary


def test_the_chain_is_a_list_within_a_list_and_hostile_words_stay_words():
    chain = chain_of(
        [taken_up("a", adapted="<b>x</b>"), taken_up("b", days=3, from_adoption_id="a", place=PLACES[1])], today=TODAY
    )
    drawn = chain_drawing(chain, NAMES, practice_id="market", origin="<i>", chosen="b")
    assert drawn.count("<ul>") == 3  # the entry, who took it from the entry, who took it from there
    assert 'aria-current="true"' in drawn
    assert "adoption?practice=market&amp;adoption=b" in drawn
    assert "<b>x" not in drawn
    assert "<i>" not in drawn


def test_a_long_chain_is_cut_and_says_how_many_more_there_are():
    chain = chain_of([taken_up(f"a{n:02}", days=n) for n in range(45)], today=TODAY)
    assert "5 more adoptions in the list below." in chain_drawing(chain, NAMES, practice_id="m", origin="", chosen=None)


def test_numbers_carry_their_sign_and_unit_once():
    assert amount(-0.04, "percentage points") == "−0.040 percentage points"
    assert amount(1234.5, "shops") == "+1,234 shops"
    assert amount(3.0, "%") == "+3.00%"
    assert amount(-37.0, "% of local employment") == "−37.0% of local employment"
    assert amount(0.5, "odds ratio", ratio=True) == "0.50 odds ratio"
    pooled = pooled_effect(entry(effect=effect(2.0, 1.0, 3.0)), [])
    assert span_words(pooled.interval, "shops") == "+1.00 to +3.00 shops"


def test_the_heading_is_what_the_next_place_may_expect_as_soon_as_that_can_be_said():
    practice = entry(effect=about(4.0, 1.0))
    chain = chain_of(many(2), today=TODAY)
    pooled = pooled_effect(practice, [reported("a", about(6, 1)), reported("b", about(5, 1))])
    said = finding(practice.title, chain, pooled, None)
    expected = "+2.52 to +7.48 percentage points on “Empty shops”"
    assert said == f"The next place to take up “A market in empty shops” may expect {expected}"
    alone = finding(practice.title, chain_of([taken_up("a")], today=TODAY), pooled_effect(practice, []), None)
    assert alone == "1 place has taken up “A market in empty shops”; none has reported"
