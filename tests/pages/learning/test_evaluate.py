"""Did it work? What the page asks for, what it answers with real figures, and what it keeps."""

import datetime as dt
from dataclasses import replace

import pytest

from domain.adoption import Adoption
from domain.evaluating import LeftOut, Method, Why
from domain.evaluation import Answer, Evaluation
from domain.transformation import Transformation
from pages.learning.evaluate import found_of, prepare
from tests.pages.opened import opened, text
from tests.pages.register.told import BARROW, OFFICER, OWN, STEWARD, STRANGER, TODAY, opener, tell, told_register
from ui.evaluation_view import outcome
from ui.request import read_request

JOBS, CLAIMS = "employment_rate", "claimant_count"
START = "2017-04-01"
EARLY = Transformation(
    transformation_id="LOCAL-2", title="A market hall for makers", lead="A charity", place_codes=(BARROW,),
    starts_on=dt.date(2016, 4, 1), metric_ids=(JOBS,),
)  # fmt: skip
HARTLEPOOL, BOLTON, BURY = "E06000001", "E08000001", "E08000002"


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    with told_register(tmp_path_factory.mktemp("store"), EARLY) as register:
        yield register


@pytest.fixture
def stores(register, shipped_stores):
    return opener(register, shipped_stores)


def asked(stores, who=STEWARD, **address):
    held = stores(who)
    request = read_request(
        {name: (value,) for name, value in address.items()}, places=held.figures.places, catalogue=held.catalogue,
        today=TODAY, person=who, page="evaluate",
    )  # fmt: skip
    return prepare(request, held), held


def shown(stores, **address):
    question, held = asked(stores, **address)
    return found_of(question, held)


def test_who_took_part_in_the_same_programme_is_nobody_to_compare_with(stores, shipped_stores):
    question, _held = asked(stores, transformation=OWN, metric=CLAIMS, on="2021-06-08")
    town_deals = {
        code
        for one in shipped_stores.programmes.transformations.values()
        if one.programme_id == "town_deals"
        for code in one.place_codes
    }
    donors = set(question.prepared.setup.donors)
    assert donors.isdisjoint(town_deals)
    assert set(question.prepared.pool.left_out[LeftOut.SAME_PROGRAMME]) <= town_deals
    assert all(code.startswith("E") for code in donors)  # the place lies in England


def test_a_start_that_was_told_is_taken_and_said_to_be_simulated(stores):
    found = shown(stores, transformation="LOCAL-2", metric=JOBS)
    assert found.starts_on == dt.date(2016, 4, 1)
    assert found.made_up
    by_hand = shown(stores, transformation=OWN, metric=JOBS, on=START)
    assert not by_hand.made_up


def test_neighbours_are_named_where_they_count_and_can_be_left_out(stores):
    question, _held = asked(stores, place=HARTLEPOOL, metric=JOBS, on=START)
    assert question.bordering == {"E06000004", "E06000047"}  # Stockton-on-Tees, County Durham
    assert question.bordering <= set(question.prepared.setup.donors)
    apart, _held = asked(stores, place=HARTLEPOOL, metric=JOBS, on=START, kind="nearest_apart")
    assert question.bordering.isdisjoint(apart.prepared.setup.donors)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ({"metric": "gigabit_broadband", "place": HARTLEPOOL, "on": START}, Why.TOO_FEW_BEFORE),
        ({"metric": JOBS, "place": HARTLEPOOL, "on": "2025-04-01"}, Why.NOTHING_SINCE),
    ],
)
def test_what_the_figures_cannot_answer_is_refused_for_its_reason(stores, address, why):
    assert asked(stores, **address)[0].prepared.why is why


def test_adopters_of_a_practice_count_each_from_its_own_year(register, stores, shipped_stores):
    entry = next(iter(stores(STEWARD).desk.library.entries()), None)
    if entry is None:
        pytest.skip("the library holds no entry yet")
    tell(register, *(
        Adoption(
            adoption_id=f"a-{code}", practice_id=entry, place_code=code, taken_up_on=dt.date(year, 5, 1),
            report_due_on=dt.date(year + 2, 5, 1),
        )
        for code, year in ((BOLTON, 2014), (BURY, 2016))
    ))  # fmt: skip
    found = shown(stores, practice=entry, metric=JOBS, view=Method.EVENT_STUDY.value)
    assert dict(found.found.setup.treated) == {BOLTON: dt.date(2014, 1, 1), BURY: dt.date(2016, 1, 1)}
    one = shown(stores, adoption=f"a-{BOLTON}", metric=JOBS)
    assert one.found.setup.codes == (BOLTON,)
    assert BURY not in one.found.setup.donors


def test_the_page_says_what_could_be_seen_before_what_was_found_and_keeps_it(register, stores, shipped_stores):
    held = stores(OFFICER)
    visit = opened("evaluate", held, person=OFFICER, transformation=OWN, metric=CLAIMS, on="2019-06-08")
    said = text(visit)
    assert not visit.exception
    assert said.index("would probably have been seen") < said.index('<h1 class="finding">') + 400
    assert "Westmorland and Furness" in said
    assert "Strength of evidence" in said
    assert "because the same was done there" in said
    visit.text_input(key="form.evaluation.0.why").input("For the board of March")
    next(button for button in visit.button if button.label == "Keep it").click().run()
    assert "is kept" in text(visit)
    (kept,) = held.desk.learning.evaluations(transformation_id=OWN)
    assert kept.build_id == held.figures.build_id
    older = kept.model_copy(update={"evaluation_id": "older", "build_id": "an-older-build"})
    tell(register, Evaluation.model_validate(older.model_dump()))
    visit = opened("evaluate", stores(OFFICER), person=OFFICER, transformation=OWN, metric=CLAIMS, on="2019-06-08")
    assert "published anew since" in text(visit)
    next(button for button in visit.button if button.label.startswith("Run again with the same settings")).click().run()
    assert "The same numbers came out" in text(visit)


def test_who_may_not_keep_one_reads_it_all_the_same(stores):
    visit = opened("evaluate", stores(STRANGER), person=STRANGER, transformation=OWN, metric=CLAIMS, on="2019-06-08")
    assert not visit.exception
    assert "place officers with those of their own places" in text(visit)
    assert not [button for button in visit.button if button.label == "Keep it"]


def test_with_nothing_chosen_it_offers_what_began_long_enough_ago(stores):
    said = text(opened("evaluate", stores(STEWARD), person=STEWARD))
    assert "Choose where it was done" in said
    assert "A market hall for makers" in said
    assert "after October 2021, by its register" in said


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ({"transformation": "NO-SUCH-1"}, "No transformation here is called"),
        ({"metric": "social_trust", "place": HARTLEPOOL, "on": START}, "we cannot tell"),
        ({"metric": JOBS, "place": HARTLEPOOL, "on": "1989-12-31"}, "No measure has figures from so long ago"),
        ({"metric": JOBS, "place": HARTLEPOOL, "on": "2091-01-01"}, "1 January 2091 has not come yet"),
    ],
)
def test_what_nobody_knows_is_said_and_nothing_breaks(shipped_stores, address, words):
    visit = opened("evaluate", replace(shipped_stores, desk=None), **address)
    assert not visit.exception
    assert words in text(visit)
    assert "Something went wrong" not in text(visit)


def test_without_a_register_published_transformations_can_still_be_asked_about(shipped_stores):
    visit = opened("evaluate", replace(shipped_stores, desk=None), transformation=OWN, metric=CLAIMS, on="2019-06-08")
    assert not visit.exception
    said = text(visit)
    assert "The register cannot be reached" in said
    assert "Difference found" in said


def test_an_answer_is_one_of_four_and_a_refusal_never_prints_a_difference(stores):
    for code in (HARTLEPOOL, BOLTON):
        found = shown(stores, place=code, metric=CLAIMS, on=START)
        assert found.found.answer in set(Answer)
        assert ("cannot tell" in found.finding) is (found.found.answer is Answer.CANNOT_TELL)


def test_a_mix_that_follows_a_place_exactly_is_told_as_such_and_never_as_too_few_places(stores):
    # five years before the start and 30 places: some mix always follows them all
    found = shown(stores, place="E07000239", metric="happiness", on="2016-04-01", view="synthetic_control")
    assert found.found.why is Why.NO_INTERVAL
    assert "follows the years before the start without any gap" in found.finding
    said = outcome(found)
    assert "How large a difference could have been seen is not known" in said
    assert "Leaving out one place" not in said


def test_a_start_three_years_earlier_that_is_matched_exactly_was_tried(stores):
    found = shown(
        stores, place="E07000079", metric="overweight_children_year_6_districts", on="2016-07-01",
        view="synthetic_control",
    )  # fmt: skip
    assert "too few years" not in outcome(found)
    assert "with three years fewer" in outcome(found)


def test_an_event_study_that_leaves_nobody_out_is_shown_to_its_end(stores, shipped_stores):
    question, _held = asked(stores, places=f"{HARTLEPOOL},E07000239", metric=CLAIMS, on=START, view="event_study")
    assert question.prepared.pool.left_out == {}
    visit = opened(
        "evaluate", replace(shipped_stores, desk=None), places=f"{HARTLEPOOL},E07000239", metric=CLAIMS, on=START,
        view="event_study",
    )  # fmt: skip
    assert "The figures cannot be read" not in text(visit)
    assert "Where these figures come from" in text(visit)  # the foot of the page


def test_where_the_interval_and_the_other_places_disagree_the_answer_says_which_holds_it_back(stores):
    found = shown(stores, place="E06000027", metric="house_price_to_earnings", on="2009-01-01")
    assert found.found.upper < 0
    assert found.found.p > 0.05
    assert found.found.answer is Answer.NO_CLEAR_EFFECT
    assert "more than one other place in 20 did as much" in outcome(found)
