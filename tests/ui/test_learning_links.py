"""The way from figures into the library: every result counted, and its strength beside it."""

import datetime as dt

from domain.adoption import Adoption
from domain.evaluation import Answer, Evaluation
from domain.evidence import Design, Result
from tests.ui.fakes import PLACES, catalogue
from ui.learning_links import about_metric, elsewhere, for_concerns, of_transformation, results_words

HARTLEPOOL = PLACES["E06000001"]
METRIC = catalogue().metrics["healthy_life_women"]
FRAMEWORK = catalogue().frameworks["white_paper"]
TALLY = {Result.HARM: (1, 0), Result.WORKED: (5, 2)}


def test_results_are_counted_with_how_many_rest_on_a_comparison():
    assert results_words(TALLY) == "6 entries: 5 worked (2 on evidence of level 3 or more), 1 harm (none)"
    assert results_words({Result.NO_EFFECT: (1, 1)}) == "1 entry: 1 no effect (1 on evidence of level 3 or more)"


def test_every_concern_of_a_place_leads_to_what_could_help_there():
    told = for_concerns(HARTLEPOOL, [METRIC], tried_here=TALLY, adoptions=2, simulated=True)
    assert 'href="what-helps?place=E06000001&amp;metric=healthy_life_women"' in told
    assert "What could help with healthy life expectancy, women?" in told
    assert 'href="library?place=E06000001"' in told
    assert "taken up 2 practices of others (simulated, for practice)" in told
    assert 'href="asks?place=E06000001"' in told


def test_a_metric_and_a_mission_say_how_many_entries_there_are_and_nothing_where_there_is_none():
    assert "The library has 6 entries" in about_metric(METRIC, None, TALLY)
    assert "What could help in Hartlepool?" in about_metric(METRIC, HARTLEPOOL, TALLY)
    mission = FRAMEWORK.missions[0]
    told = elsewhere(FRAMEWORK, mission, TALLY)
    assert "What has worked elsewhere (5)" in told
    assert "1 harm (none)" in told
    assert about_metric(METRIC, HARTLEPOOL, {}) == elsewhere(FRAMEWORK, mission, {}) == ""


def test_a_transformation_leads_to_its_evaluation_its_adoption_and_its_entry_or_to_writing_one():
    taken = Adoption(
        adoption_id="AD-1", practice_id="LP-1", place_code="E06000001", taken_up_on=dt.date(2026, 4, 1),
        report_due_on=dt.date(2026, 9, 30),
    )  # fmt: skip
    run = Evaluation(
        evaluation_id="V1", metric_id="healthy_life_women", place_codes=("E06000001",), starts_on=dt.date(2026, 4, 1),
        design=Design.SYNTHETIC_DID, answer=Answer.NO_CLEAR_EFFECT, finding="<b>Nothing</b> to be seen", unit="years",
        build_id="B1", rule_version="2.0", run_on=dt.date(2026, 9, 30), transformation_id="T-1",
    )  # fmt: skip
    told = of_transformation(
        "T-1",
        [METRIC],
        entry=None,
        adoptions=[taken],
        evaluations=[run],
        levels={"V1": 3},
        titles={"LP-1": "Coaches"},
        may_share=True,
    )
    assert 'href="evaluate?metric=healthy_life_women&amp;transformation=T-1"' in told
    assert "no clear effect (evidence level 3 of 5). &lt;b&gt;Nothing&lt;/b&gt;" in told
    assert 'href="adoption?practice=LP-1">Coaches' in told.replace(' target="_self"', "")
    assert "Share what was learnt" in told
    written = of_transformation(
        "T-1", [], entry="LP-2", adoptions=[], evaluations=[], levels={}, titles={}, may_share=True
    )
    assert "Its entry in the library" in written
    assert "Share what was learnt" not in written
    assert 'href="evaluate?transformation=T-1"' in written  # no measure is known: one is chosen there
