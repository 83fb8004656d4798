"""The founding set: real, sourced, and never graded above what its readers saw."""

import re
from collections import Counter

import pytest

from data.library.files import csv_of
from data.library.founding import FoundingSetBroken, read_founding
from data.library.intake import read_csv
from domain.evidence import Result
from domain.practice import Stage
from metrics.catalogue import read_catalogue
from metrics.learning.grading import grade_of_practice

FOUNDING = read_founding()
# The level each study was given by its readers before any entry was written; 0 where no comparison was seen.
READ_AS = {
    5: (
        "health-led-employment-west-midlands health-led-employment-sheffield employment-retention-advancement "
        "growth-vouchers-small-firms creative-credits-manchester achievement-for-all "
        "nuffield-early-language-trial tutor-trust-maths family-nurse-partnership vouchers-smoking-in-pregnancy "
        "well-london doorstep-recycling-trafford vacant-lots-philadelphia foot-patrols-bedfordshire "
        "foot-patrols-southend get-out-the-vote-wythenshawe "
    ),
    4: (
        "local-enterprise-growth-initiative-jobs local-enterprise-growth-initiative-neighbours "
        "regional-selective-assistance-manufacturing research-tax-relief-smaller-firms "
        "faster-home-internet-house-prices home-broadband-test-scores-2015 home-broadband-test-scores-2024 "
        "fast-internet-social-capital links-workers-glasgow help-to-buy-london help-to-buy-welsh-border "
    ),
    3: (
        "single-regeneration-budget-workspaces regional-growth-fund-job-years bbc-move-to-salford "
        "eu-objective-1-cornwall-south-yorkshire future-jobs-fund-two-years-on work-choice-disabled-people "
        "preston-community-wealth-pay innovate-uk-epsrc-grants-growth innovate-uk-grants-survival "
        "diamond-light-source-siting low-traffic-neighbourhoods-london low-traffic-neighbourhoods-waltham-forest "
        "twenty-mph-belfast london-congestion-charge-crashes cambridgeshire-busway-cycling "
        "broadband-local-election-turnout sure-start-gcse magic-breakfast-clubs free-school-meals-for-all-pilots "
        "youth-club-closures-gcse education-maintenance-allowance-pilots employer-training-pilots "
        "sure-start-hospital-stays-11 sure-start-hospital-stays-teens alcohol-licensing-admissions "
        "junk-food-adverts-transport minimum-unit-price-scotland big-local communities-first-wales "
        "preston-community-wealth-antidepressants woods-near-estates-scotland social-prescribing-newcastle "
        "new-deal-for-communities selective-licensing-mental-health carmarthenshire-council-homes "
        "nest-warm-homes-wales cardiff-model-violence violence-reduction-units-year-3 "
        "violence-reduction-units-year-5 alley-gates-liverpool street-lighting-cuts glasgow-gangs-initiative "
        "youth-club-closures-offending selective-licensing-antisocial-behaviour "
        "greater-manchester-devolution-health city-deals-productivity mayoral-devolution-2017-growth "
        "participatory-budgeting-brazil troubled-families-phase-1 "
    ),
    2: ("nottingham-parking-levy-congestion london-schools-improvement housing-market-renewal "),
    1: (
        "enterprise-zones-1981-jobs enterprise-zones-2012-jobs working-well-greater-manchester borders-railway "
        "greater-manchester-bus-franchising nottingham-parking-levy-travel skills-bootcamps-wave-1 "
        "skills-bootcamps-wave-3 london-adult-education-budget bradford-clean-air-zone "
        "london-low-emission-zone-lungs hull-city-of-culture high-street-heritage-action-zones "
        "housing-first-pilots "
    ),
    0: (
        "future-jobs-fund-seven-areas job-entry-targeted-support-london research-centres-northern-ireland "
        "two-pound-bus-fare superfast-broadband-jobs superfast-broadband-coverage help-to-grow-digital "
        "nuffield-early-language-at-scale national-tutoring-programme-year-two opportunity-areas "
        "education-maintenance-allowance-nationwide community-owned-buildings community-ownership-fund "
        "national-citizen-service local-citizens-assemblies "
    ),
}
LEVEL = {slug: level for level, slugs in READ_AS.items() for slug in slugs.split()}
COUNTRY = re.compile(r"^(E92|W92|S92|N92|K0)")
COPIES = re.compile(
    r"vdocuments|docslib|scribd|slidelegend|coek\.info|1library|fdocuments|pdfslide|studylib|aminer|booksci"
)


def test_there_are_at_least_ninety_entries_for_all_twelve_missions():
    missions = {mission.mission_id for mission in read_catalogue().frameworks["levelling_up_2022"].missions}
    assert len(FOUNDING) >= 90
    assert len(missions) == 12
    assert {one for practice in FOUNDING.values() for one in practice.mission_ids} == missions


def test_what_did_nothing_did_harm_or_was_stopped_is_there_too():
    counts = Counter(practice.result for practice in FOUNDING.values())
    assert counts[Result.NO_EFFECT] >= 10
    assert counts[Result.HARM] >= 5
    assert counts[Result.STOPPED] >= 1


def test_no_entry_is_graded_above_what_its_readers_saw():
    assert LEVEL.keys() == FOUNDING.keys()
    grades = {slug: grade_of_practice(practice) for slug, practice in FOUNDING.items()}
    assert not {slug for slug, grade in grades.items() if (grade.level if grade else 0) > LEVEL[slug]}


@pytest.mark.parametrize(
    ("slug", "value", "lower", "upper"),
    [  # as the abstracts print them
        ("minimum-unit-price-scotland", -13.4, -18.4, -8.3),
        ("cardiff-model-violence", 0.58, 0.49, 0.69),
        ("low-traffic-neighbourhoods-london", -35, -40, -29),
        ("greater-manchester-devolution-health", 0.196, 0.182, 0.21),
        ("well-london", -1.52, -3.93, 0.88),
        ("big-local", -0.8, -2.4, 0.7),
        ("preston-community-wealth-antidepressants", -1.3, -1.78, -0.72),
    ],
)
def test_effects_are_those_of_the_published_abstracts(slug, value, lower, upper):
    effect = FOUNDING[slug].effect
    assert (effect.value, effect.lower, effect.upper) == (value, lower, upper)


def test_a_programme_of_a_whole_country_is_not_shown_as_if_one_place_had_run_it():
    assert not [slug for slug, one in FOUNDING.items() if any(COUNTRY.match(code) for code in one.place_codes)]
    assert all(one.place_codes or one.place_words for one in FOUNDING.values())
    assert FOUNDING["minimum-unit-price-scotland"].place_words == "Scotland-wide"


def test_every_entry_names_a_source_with_an_address_that_is_no_copy():
    for slug, one in FOUNDING.items():
        assert one.link, slug
        assert not [cited.address for cited in one.sources if cited.address and COPIES.search(cited.address)], slug


def test_what_is_a_reading_and_what_is_not_confirmed_is_said():
    for slug, one in FOUNDING.items():
        assert ("mechanism" in one.readings) == bool(one.mechanism), slug
        assert ("preconditions" in one.readings) == bool(one.preconditions), slug


def test_a_figure_that_could_not_be_confirmed_is_left_empty_and_the_entry_says_so():
    doubtful = {slug: one for slug, one in FOUNDING.items() if one.unconfirmed}
    assert len(doubtful) == 16
    for slug, one in doubtful.items():
        assert not [name for name in ("effect", "cost", "cost_band") if name in one.unconfirmed and getattr(one, name)]
        assert "left empty" in one.caveats, slug
        assert "%" not in one.outcome, slug


def test_every_entry_says_the_problem_and_who_looked_at_it_once():
    for one in FOUNDING.values():
        assert one.problem.endswith(".")
        assert (one.stage, one.owner_code, len(one.checks)) == (Stage.FOUNDING, None, 1)


def test_every_id_is_in_the_catalogue_and_every_mission_can_be_reached_by_a_metric():
    metrics = read_catalogue().metrics
    assert not {one for practice in FOUNDING.values() for one in practice.metric_ids} - metrics.keys()
    assert all(practice.metric_ids for practice in FOUNDING.values())


def test_every_place_named_by_code_is_a_place(shipped_stores):
    known = shipped_stores.figures.places
    assert not {code for one in FOUNDING.values() for code in one.place_codes} - known.keys()


def test_what_is_written_out_is_read_back_the_same():
    again = read_csv(csv_of(FOUNDING.values(), notes=[("Title", "Founding set")]))
    assert again.whole
    assert again.practices == tuple(FOUNDING.values())


def test_a_broken_file_is_refused_with_what_to_do(tmp_path):
    broken = tmp_path / "founding.csv"
    broken.write_text("practice_id,title\nx,y\n")
    with pytest.raises(FoundingSetBroken, match=r"what_was_done .* is missing.*Correct the file"):
        read_founding(broken)
