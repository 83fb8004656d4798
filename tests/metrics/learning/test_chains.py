"""A chain says who took it up from whom, loses nobody, and never takes silence for a result."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from domain.chain import Fate
from domain.evidence import Design, Result
from metrics.learning.chains import chain_of
from tests.metrics.learning.made import TODAY, reported, taken_up


def shape(chain) -> list[tuple[str, int, str | None]]:
    """Each adoption with its generation and whom it was taken from."""
    return [
        (link.adoption.adoption_id, link.generation, link.taken_from.adoption_id if link.taken_from else None)
        for link in chain.links
    ]


def test_each_adoption_follows_the_one_it_was_taken_up_from_and_siblings_stand_by_day():
    a, b = taken_up("a"), taken_up("b", days=5)
    later, sooner = taken_up("c", days=40, from_adoption_id="a"), taken_up("d", days=20, from_adoption_id="a")
    grandchild = taken_up("e", days=60, from_adoption_id="d")
    chain = chain_of([grandchild, later, b, sooner, a], today=TODAY)
    assert shape(chain) == [("a", 1, None), ("d", 2, "a"), ("e", 3, "d"), ("c", 2, "a"), ("b", 1, None)]
    assert [link.passed_on for link in chain.links] == [2, 1, 0, 0, 0]
    assert chain.generations == 3


def test_an_adopter_of_one_that_is_not_on_record_and_those_in_a_circle_are_shown_all_the_same():
    lost = taken_up("a", from_adoption_id="gone")
    one, other = taken_up("b", days=1, from_adoption_id="c"), taken_up("c", days=2, from_adoption_id="b")
    assert shape(chain_of([lost, other, one], today=TODAY)) == [("a", 1, None), ("b", 1, None), ("c", 2, "b")]


@given(st.lists(st.sampled_from("abcdefgh"), min_size=8, max_size=8))
def test_nobody_is_lost_or_shown_twice_whoever_names_whom(above):
    named = zip("abcdefgh", above, strict=True)
    adoptions = [taken_up(own, from_adoption_id=None if own == other else other) for own, other in named]
    found = [link.adoption.adoption_id for link in chain_of(adoptions, today=TODAY).links]
    assert sorted(found) == list("abcdefgh")


def test_a_report_is_overdue_the_day_after_it_was_due_and_then_its_result_is_unknown():
    due = taken_up("a").report_due_on
    assert chain_of([taken_up("a")], today=due).fates == {Fate.ON_ITS_WAY: 1}
    assert chain_of([taken_up("a")], today=due + dt.timedelta(days=1)).fates == {Fate.RESULT_UNKNOWN: 1}


def test_results_are_counted_with_nothing_and_harm_among_them():
    chain = chain_of(
        [
            reported("a"), reported("b", result=Result.NO_EFFECT), reported("c", result=Result.HARM),
            taken_up("d"), taken_up("e", days=900),
        ],
        today=TODAY,
    )  # fmt: skip
    assert chain.fates == {
        Fate.WORKED: 1, Fate.NO_EFFECT: 1, Fate.HARM: 1, Fate.RESULT_UNKNOWN: 1, Fate.ON_ITS_WAY: 1,
    }  # fmt: skip
    assert (chain.reported, chain.overdue) == (3, 1)


def test_a_report_carries_the_grade_of_its_design_and_none_without_one():
    graded, bare = chain_of([reported("a", design=Design.BEFORE_AFTER), reported("b")], today=TODAY).links
    assert (graded.level, bare.level) == (1, None)
    assert "other causes" in graded.because
