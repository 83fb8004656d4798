"""The page on which a reader sets a target, on a small country made by hand."""

import datetime as dt
from dataclasses import dataclass, field, replace

import pytest

from domain.mission import Aim
from domain.observation import Observation
from domain.place import Level, Place
from domain.reason import Reason
from domain.verdict import Comparator, TrajectoryAnswer
from metrics.prospects import prospect
from metrics.targets import place_targets
from pages.places import what_if
from tests.pages.opened import opened, text
from tests.ui import fakes
from ui.address import plain_text
from ui.request import read_request

HARTLEPOOL, ENGLAND = "E06000001", "E92000001"
VALUES = {
    HARTLEPOOL: (60.0, 60.6, 61.0, 61.4, 62.1, 62.5, 62.9, 63.6, 64.0),
    ENGLAND: (65.0, 65.2, 65.3, 65.6, 65.8, 66.1, 66.2, 66.5, 66.7),
}
LIFE = "healthy_life_men"


@dataclass
class Figures(fakes.FakeFigures):
    """Yearly figures from 2015 to 2023 for one council and for England."""

    places: dict[str, Place] = field(
        default_factory=lambda: {
            **fakes.PLACES,
            HARTLEPOOL: fakes.PLACES[HARTLEPOOL].model_copy(update={"nation_code": ENGLAND}),
            "E06000053": fakes.PLACES["E06000053"].model_copy(update={"nation_code": ENGLAND}),
        }
    )
    calibrations: dict = field(default_factory=dict)

    def series(self, place_codes, metric_ids):
        return tuple(
            Observation(LIFE, code, dt.date(2015 + i, 1, 1), 12, value, None, None, None, None, "healthy_lives")
            for code in place_codes
            if LIFE in metric_ids
            for i, value in enumerate(VALUES.get(code, ()))
        )

    def verdicts(self, place_codes, metric_ids, comparator):
        return ()


@pytest.fixture
def stores():
    held = fakes.stores(Figures())
    men, women = (held.catalogue.metrics[name] for name in (LIFE, "healthy_life_women"))
    metrics = {
        LIFE: men.model_copy(update={"period_months": 12, "lowest_level": Level.DISTRICT}),
        "healthy_life_women": women,
        "homes": women.model_copy(update={"metric_id": "homes", "title": "Homes", "additive": True}),
    }
    framework = held.catalogue.frameworks["white_paper"].model_copy(update={"baseline_on": dt.date(2019, 12, 31)})
    return replace(
        held, catalogue=held.catalogue.model_copy(
            update={"metrics": metrics, "frameworks": {"white_paper": framework}}
        ),
    )  # fmt: skip


def asked(stores, **address):
    given = {"place": HARTLEPOOL, "metric": LIFE, **address}
    request = read_request(
        {name: (value,) for name, value in given.items()}, places=stores.figures.places,
        catalogue=stores.catalogue, today=dt.date(2026, 11, 22), page="what-if",
    )  # fmt: skip
    return what_if.prepare(request, request.place, request.metric, stores)


def test_a_target_has_a_chance_a_path_and_a_pace(stores):
    found = asked(stores, target="66", by="2028")
    assert found.prospect.path[0] == (2019, 62.1)
    assert found.prospect.needed == pytest.approx(0.4)
    assert 0 < found.prospect.chance < 1


def test_the_comparator_is_told_now_and_later(stores):
    found = asked(stores, target="66", by="2028")
    assert found.comparator is Comparator.NATION
    assert (found.benchmark, found.benchmark_period) == (66.7, "2023")
    # seventeen tenths in eight years: five years on, 66.7 + 5 * 1.7 / 8
    assert found.beside.fan[-1].middle == pytest.approx(66.7 + 5 * 1.7 / 8, abs=0.01)


def test_a_family_of_places_has_no_forecast(stores):
    assert asked(stores, target="66", by="2028", compare="similar_global").beside is None


def test_a_total_and_a_place_without_figures_are_refused_with_a_reason(stores):
    assert "it is a total" in asked(stores, metric="homes").refusal
    assert "no figure" in asked(stores, place="E06000053").refusal
    assert asked(stores, place="E06000053").prospect is None


def test_a_target_nobody_can_reach_is_left_out_of_the_forecast(stores):
    found = asked(stores, target="-5", by="2028")
    assert "never below nought" in found.impossible
    assert found.prospect.answer is TrajectoryAnswer.NO_TARGET


@pytest.mark.parametrize(("by", "reason"), [("2020", Reason.TARGET_IN_PAST), ("2050", Reason.TOO_FAR_AHEAD)])
def test_a_year_past_or_too_far_ahead_has_its_reason(stores, by, reason):
    assert asked(stores, target="70", by=by).prospect.reason is reason


def test_the_page_answers_and_says_it_is_no_promise(stores):
    visit = opened("what-if", stores, place=HARTLEPOOL, metric=LIFE, target="66", by="2028")
    drawn = text(visit)
    assert not visit.exception
    assert "chance of at least 66.0 years by 2028" in drawn
    assert "+0.4 years each year, from 2023 to 2028" in drawn
    assert "not a promise" in drawn
    assert len(visit.get("plotly_chart")) == 1
    assert len(visit.get("download_button")) == 1


def test_what_is_typed_is_in_the_fields_and_in_the_link(stores):
    visit = opened("what-if", stores, place=HARTLEPOOL, metric=LIFE, target="66", by="2028")
    assert visit.text_input(key="frame.choose.target").value == "66"
    visit.text_input(key="frame.choose.target").set_value("65.5").run()
    assert visit.query_params["target"] == "65.5"
    assert "at least 65.5 years by 2028" in text(visit)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"target": "sixty", "by": "2028"}, "“sixty” is not a number a target can be set at"),
        ({"target": "inf", "by": "2028"}, "“inf” is not a number"),
        ({"target": "66", "by": "soon"}, "“soon” is not a year"),
        ({"target": "66", "by": "2010"}, "2010 is not after the newest figure, for 2023"),
        ({"target": "66", "by": "2050"}, "2050 is 27 years after the newest figure"),
        ({"target": "50", "by": "2028"}, "asks for no change"),
        ({"target": "-5", "by": "2028"}, "never below nought"),
        ({"target": "66", "metric": "homes"}, "it is a total"),
    ],
)
def test_what_cannot_be_answered_gets_its_sentence_and_the_form_keeps_what_was_typed(stores, address, said):
    visit = opened("what-if", stores, **{"place": HARTLEPOOL, "metric": LIFE, **address})
    assert not visit.exception
    assert said in text(visit)
    assert "Something went wrong" not in text(visit)
    assert visit.text_input(key="frame.choose.target").value == address["target"]


def test_without_a_target_the_page_shows_what_is_expected_and_asks_for_one(stores):
    drawn = text(opened("what-if", stores, place=HARTLEPOOL, metric=LIFE))
    assert "set a target and see the chance of it" in drawn
    assert "England's newest figure, 66.7 years, by 2028" in drawn


def test_without_a_place_or_a_measure_the_page_asks_for_them(stores):
    for address in ({}, {"place": HARTLEPOOL}, {"metric": LIFE}):
        visit = opened("what-if", stores, **address)
        assert "Choose a place and a measure" in text(visit)
        assert not visit.exception


# Every metric for which the frameworks ask something of a place; places of every kind, some of which are past it.
ASKED_OF = ("E06000001", "E06000016", "E07000223", "E09000030", "E12000009", "E92000001", "S12000033", "W06000015")


@pytest.mark.parametrize("code", ASKED_OF)
def test_the_national_target_is_answered_as_the_build_answers_it(shipped_stores, code):
    figures, catalogue = shipped_stores.figures, shipped_stores.catalogue
    wanted = list(place_targets(catalogue))
    told = [one for one in figures.verdicts([code], wanted, Comparator.NATION) if one.target_value is not None]
    assert told
    for verdict in told:
        target = {"target": plain_text(verdict.target_value), "by": str(verdict.target_year)}
        found = asked(shipped_stores, place=code, metric=verdict.metric_id, **target).prospect
        chance = None if verdict.trajectory is TrajectoryAnswer.CANNOT_TELL else verdict.chance
        assert (found.answer, found.reason, found.chance) == (verdict.trajectory, verdict.trajectory_reason, chance)
        assert (found.tip_value, found.tip_answer) == (verdict.tip_value, verdict.tip_answer)


@pytest.mark.parametrize("code", ASKED_OF)
def test_a_reader_of_the_figures_alone_would_find_the_builds_chance(shipped_stores, code):
    """Not copied from the build: forecast anew from the place's figures, the aim and the baseline."""
    figures, catalogue = shipped_stores.figures, shipped_stores.catalogue
    for metric_id, target in place_targets(catalogue).items():
        metric, sign = catalogue.metrics[metric_id], {Aim.GAIN: target.value}.get(target.aim, 0.0)
        for verdict in figures.verdicts([code], [metric_id], Comparator.NATION):
            if verdict.target_value is None or verdict.trajectory_reason is Reason.OTHER_PERIOD:
                continue
            found = prospect(
                metric, figures.series([code], [metric_id]), target_value=verdict.target_value,
                target_year=verdict.target_year, aim=target.aim,
                baseline_value=None if target.aim is Aim.REACH else verdict.target_value - sign,
                calibrations=figures.calibrations.get(metric_id, ()),
            )  # fmt: skip
            assert found.answer is verdict.trajectory
            assert (found.chance, found.tip_value) == (
                pytest.approx(verdict.chance, nan_ok=True), pytest.approx(verdict.tip_value)
            )  # fmt: skip
