"""The level of a place against every comparator, with numbers worked out by hand."""

import numpy as np
import pandas as pd
import pytest

from domain.metric import Kind, Metric, Polarity
from domain.mission import Catalogue
from domain.place import ENGLAND, Level
from domain.reason import Reason
from domain.rules import Judgements
from domain.verdict import Comparator
from metrics.verdicts import RULES, absent_reason
from tests.metrics.judgements import COUNCILS, REGION, compared, figures, judged, place, some_places, standing
from tests.metrics.panels import a_metric


def test_a_place_whose_interval_holds_the_national_figure_is_similar_ends_included() -> None:
    result = judged(figures((ENGLAND, 2023, 75), (COUNCILS[0], 2023, 73, 71, 75.2)), a_metric())
    assert compared(result, COUNCILS[0], Comparator.NATION)["level"] == "similar"


def test_a_place_outside_both_limits_is_much_worse_and_is_flagged() -> None:
    # 60 (57 to 63) against 75: about 9 standard errors away
    row = compared(
        judged(figures((ENGLAND, 2023, 75), (COUNCILS[0], 2023, 60, 57, 63)), a_metric()),
        COUNCILS[0],
        Comparator.NATION,
    )
    assert (row["level"], bool(row["flagged"])) == ("much_worse", True)


def test_where_lower_is_better_the_same_figures_are_much_better() -> None:
    metric = a_metric(polarity=Polarity.LOWER_IS_BETTER)
    row = compared(
        judged(figures((ENGLAND, 2023, 75), (COUNCILS[0], 2023, 60, 57, 63)), metric), COUNCILS[0], Comparator.NATION
    )
    assert row["level"] == "much_better"


def test_without_polarity_a_place_is_lower_never_worse() -> None:
    metric = a_metric(polarity=Polarity.NEUTRAL)
    row = compared(
        judged(figures((ENGLAND, 2023, 75), (COUNCILS[0], 2023, 60, 57, 63)), metric), COUNCILS[0], Comparator.NATION
    )
    assert row["level"] == "much_lower"


def test_the_tipping_point_names_the_value_and_the_answer_it_would_bring() -> None:
    metric = a_metric(kind=Kind.MEAN)
    row = compared(
        judged(figures((ENGLAND, 2023, 7.5), (COUNCILS[1], 2023, 7.4, 7.2, 7.6)), metric),
        COUNCILS[1],
        Comparator.NATION,
    )
    # half the interval is 0.2 on the plain scale: worse once the upper limit falls below 7.5
    assert (row["below_level"], row["above_level"]) == ("worse", "better")
    assert row["tip_below"] == pytest.approx(7.3, abs=0.001)
    assert row["tip_above"] == pytest.approx(7.7, abs=0.001)


def test_an_upper_limit_of_a_hundred_does_not_flatten_the_lower_one() -> None:
    # ln(91.7/8.3) = 2.402 and ln(82.6/17.4) = 1.558: carried out to 3.090/1.960 of the way, 1.070, which is 74.5%
    row = compared(
        judged(figures((ENGLAND, 2023, 76), (COUNCILS[1], 2023, 91.7, 82.6, 100)), a_metric()),
        COUNCILS[1],
        Comparator.NATION,
    )
    assert row["level"] == "better"


def test_a_limit_equal_to_the_value_is_not_rounded_into_a_contradiction() -> None:
    # ln(26/74) = -1.046 and ln(25/75) = -1.099: the lower 99.8% limit is at -1.129, which is 24.4%
    row = compared(
        judged(figures((ENGLAND, 2023, 24.9), (COUNCILS[1], 2023, 26, 25, 26)), a_metric()),
        COUNCILS[1],
        Comparator.NATION,
    )
    assert (row["level"], row["level_reason"]) == ("better", "")


def test_limits_worked_out_from_counts_need_a_published_value() -> None:
    observations = figures((COUNCILS[0], 2023, np.nan), (COUNCILS[1], 2023, 5.0))
    counted = observations.assign(count=[0.0, 5.0], denominator=[100.0, 100.0])
    result = judged(counted, a_metric())
    assert np.isnan(standing(result, COUNCILS[0])["upper"])
    # Wilson for 5 of 100: 2.15% to 11.18%, as Newcombe (1998) defines it
    assert standing(result, COUNCILS[1])["upper"] == pytest.approx(11.18, abs=0.005)


def test_no_interval_is_never_called_similar() -> None:
    row = compared(
        judged(figures((ENGLAND, 2023, 75), (COUNCILS[0], 2023, 75)), a_metric()), COUNCILS[0], Comparator.NATION
    )
    assert (row["level"], row["level_reason"]) == ("not_compared", "no_interval")


def test_a_large_part_of_its_region_is_compared_with_the_rest_of_it() -> None:
    # the council is a quarter of the region's people: the rest stands at (74 - 0.25 x 80) / 0.75 = 72
    row = compared(
        judged(figures((REGION, 2023, 74), (COUNCILS[0], 2023, 80, 78, 82)), a_metric()), COUNCILS[0], Comparator.REGION
    )
    assert bool(row["rest_of"])
    assert row["benchmark"] == pytest.approx(72.0)


def test_a_small_part_is_compared_with_the_whole() -> None:
    row = compared(
        judged(figures((REGION, 2023, 74), (COUNCILS[1], 2023, 80, 78, 82)), a_metric()), COUNCILS[1], Comparator.REGION
    )
    assert (bool(row["rest_of"]), row["benchmark"]) == (False, 74.0)


def test_a_median_is_not_taken_apart() -> None:
    row = compared(
        judged(figures((REGION, 2023, 740), (COUNCILS[0], 2023, 800, 780, 820)), a_metric(kind=Kind.MEDIAN)),
        COUNCILS[0],
        Comparator.REGION,
    )
    assert (bool(row["rest_of"]), row["benchmark"]) == (False, 740.0)


def test_a_comparator_that_holds_only_the_place_itself_says_so() -> None:
    result = judged(figures(("W92000004", 2023, 75, 74, 76), ("W06000001", 2023, 75, 74, 76)), a_metric())
    assert compared(result, "W06000001", Comparator.NATION)["level_reason"] == "comparator_is_itself"


def test_a_place_without_the_newest_figure_is_shown_with_its_own_and_not_compared() -> None:
    result = judged(
        figures(
            (ENGLAND, 2022, 74), (ENGLAND, 2023, 75), (COUNCILS[0], 2022, 60, 57, 63), (COUNCILS[1], 2023, 75, 74, 76)
        ),
        a_metric(),
    )
    assert compared(result, COUNCILS[0], Comparator.NATION)["level_reason"] == "other_period"
    row = standing(result, COUNCILS[0])
    assert (row["value"], bool(row["stale"]), row["period_start"].year) == (60, True, 2022)


def test_an_older_figure_would_have_no_combined_authority_either_if_it_were_newer() -> None:
    result = judged(figures((ENGLAND, 2023, 75), (COUNCILS[0], 2022, 60, 57, 63)), a_metric())
    assert Comparator.COMBINED_AUTHORITY.value not in set(result.comparisons["comparator"])


def test_an_unreliable_figure_is_shown_and_ranked_but_not_compared() -> None:
    observations = figures(
        (ENGLAND, 2023, 75), *((code, 2023, 60 + n, 59.5 + n, 60.5 + n) for n, code in enumerate(COUNCILS[:5]))
    )
    observations.loc[1, "mark"] = "unreliable"
    result = judged(observations, a_metric())
    assert compared(result, COUNCILS[0], Comparator.NATION)["level_reason"] == "low_reliability"
    assert (standing(result, COUNCILS[0])["value"], standing(result, COUNCILS[0])["fifth"]) == (60, 5)


def test_a_withheld_figure_keeps_the_publishers_reason() -> None:
    observations = figures((ENGLAND, 2023, 75), (COUNCILS[0], 2023, np.nan))
    observations.loc[1, "reason"] = "suppressed"
    result = judged(observations, a_metric())
    assert standing(result, COUNCILS[0])["reason"] == "suppressed"
    assert compared(result, COUNCILS[0], Comparator.NATION)["level_reason"] == "suppressed"


def test_neighbours_are_averaged_and_their_own_error_counts() -> None:
    others = COUNCILS[1:4]
    observations = figures(
        (COUNCILS[0], 2023, 7.0, 6.8, 7.2),
        *((code, 2023, value, value - 0.2, value + 0.2) for code, value in zip(others, (7.2, 7.3, 7.4), strict=True)),
    )
    row = compared(
        judged(observations, a_metric(kind=Kind.MEAN), {COUNCILS[0]: others}), COUNCILS[0], Comparator.SIMILAR_GLOBAL
    )
    assert (row["benchmark"], row["members"]) == (pytest.approx(7.3), 3)
    # se of the place 0.4/3.92, of the mean of three 0.4/3.92/sqrt 3: z = 0.3 / 0.1178 = 2.546, p = 0.0109
    assert row["p"] == pytest.approx(0.0109, abs=0.0002)
    assert row["level"] == "worse"


def test_too_few_neighbours_with_figures_give_no_average() -> None:
    observations = figures((COUNCILS[0], 2023, 7.0, 6.8, 7.2), (COUNCILS[1], 2023, 7.2, 7.0, 7.4))
    row = compared(
        judged(observations, a_metric(), {COUNCILS[0]: COUNCILS[1:7]}), COUNCILS[0], Comparator.SIMILAR_GLOBAL
    )
    assert row["level_reason"] == "too_few_places"


def test_a_total_is_not_compared_and_has_no_fifth() -> None:
    metric = a_metric(kind=Kind.COUNT, additive=True, suffix="")
    result = judged(
        figures(
            (ENGLAND, 2023, 75000), *((code, 2023, 100 * n, 90 * n, 110 * n) for n, code in enumerate(COUNCILS, 1))
        ),
        metric,
    )
    assert compared(result, COUNCILS[0], Comparator.NATION)["level_reason"] == "depends_on_size"
    assert standing(result, COUNCILS[0])["fifth"] == 0


@pytest.mark.parametrize(
    ("metric", "code", "reason"),
    [
        (a_metric(series=(), not_measured="Nobody asks."), COUNCILS[0], Reason.NOT_MEASURED),
        (a_metric(covers=(ENGLAND,)), "W06000001", Reason.NOT_COVERED),
        (a_metric(lowest_level=Level.REGION), COUNCILS[0], Reason.NOT_PUBLISHED_FOR_LEVEL),
        (a_metric(lowest_level=Level.UPPER_TIER), COUNCILS[0], Reason.NO_DATA),
    ],
)
def test_a_place_without_any_figure_is_told_why(metric: Metric, code: str, reason: Reason) -> None:
    assert absent_reason(metric, some_places()[code]) is reason


def test_a_combined_authority_has_an_error_of_its_own() -> None:
    # 7.0 against 7.3: alone the place's limits of 6.8 to 7.2 leave the authority out; with the authority's own
    # limits of 7.0 to 7.6 the difference of 0.3 has a standard error of 0.184, so z is 1.63
    places = some_places()
    authority = place("E47000006", "Tees Valley", (Level.COMBINED_AUTHORITY,), 10_000, nation_code=ENGLAND)
    council = places[COUNCILS[1]].model_copy(update={"combined_authority_code": authority.code})
    places |= {authority.code: authority, council.code: council}
    observations = figures((authority.code, 2023, 7.3, 7.0, 7.6), (council.code, 2023, 7.0, 6.8, 7.2))
    catalogue = Catalogue(metrics={"example": a_metric(kind=Kind.MEAN)}, frameworks={})
    nobody = pd.DataFrame(columns=["family", "place_code", "rank", "neighbour_code"])
    row = compared(RULES.judge(observations, catalogue, places, nobody), council.code, Comparator.COMBINED_AUTHORITY)
    assert row["level"] == "similar"
    assert row["p"] == pytest.approx(0.103, abs=0.002)


def test_regions_are_judged_at_their_own_newest_year_where_the_nation_has_a_later_one() -> None:
    metric = a_metric(lowest_level=Level.REGION)
    result = judged(figures((ENGLAND, 2021, 75), (ENGLAND, 2023, 77), (REGION, 2021, 70, 68, 72)), metric)
    row = compared(result, REGION, Comparator.NATION)
    assert (row["level"], bool(standing(result, REGION)["stale"])) == ("much_worse", False)


AUTHORITIES = [f"E4700000{number}" for number in range(1, 8)]


def of_authorities(outcomes: tuple[float, ...], topic: str = "wellbeing") -> Judgements:
    """Seven combined authorities, alike by their pay of 500, 510 ... 550 and 900 pounds a week."""
    places = {code: place(code, code, (Level.COMBINED_AUTHORITY,), 100, nation_code=ENGLAND) for code in AUTHORITIES}
    pay = a_metric(
        metric_id="median_weekly_pay", topic="living_standards", kind=Kind.MEAN,
        series=({"source": "pay", "series": "Pay"},),
    )  # fmt: skip
    outcome = "happiness"
    measured = a_metric(metric_id=outcome, topic=topic, kind=Kind.MEAN)
    paid = figures(*((code, 2023, 500.0 + 10 * number) for number, code in enumerate(AUTHORITIES[:6])),
                   (AUTHORITIES[6], 2023, 900.0), metric_id="median_weekly_pay")  # fmt: skip
    seen = figures(*((code, 2023, value, value - 0.2, value + 0.2)
                     for code, value in zip(AUTHORITIES, outcomes, strict=True)), metric_id=outcome)  # fmt: skip
    catalogue = Catalogue(metrics={one.metric_id: one for one in (pay, measured)}, frameworks={})
    published = pd.DataFrame({"family": "global", "place_code": AUTHORITIES[0], "rank": [1, 2, 3],
                              "neighbour_code": AUTHORITIES[1:4]})  # fmt: skip
    found = RULES.judge(pd.concat([paid, seen]), catalogue, places, published)
    kept = found.comparisons["metric_id"] == outcome
    return found._replace(comparisons=found.comparisons[kept])


def test_neighbours_of_our_own_are_the_five_most_alike_and_their_mean_is_the_benchmark() -> None:
    # the nearest five of the lowest-paid leave out the one paid 900: 2, 3, 4, 5 and 6 average to 4
    result = of_authorities((1, 2, 3, 4, 5, 6, 100))
    row = compared(result, AUTHORITIES[0], Comparator.SIMILAR_OWN)
    assert (row["benchmark"], row["members"], row["level"]) == (pytest.approx(4.0), 5, "much_worse")
    # the published list of three is a comparator of its own: 2, 3 and 4 average to 3
    assert compared(result, AUTHORITIES[0], Comparator.SIMILAR_GLOBAL)["benchmark"] == pytest.approx(3.0)


def test_the_outcome_never_chooses_its_own_neighbours() -> None:
    # pay is all there is to choose by, and shares its topic with the outcome: so nobody is alike
    found = of_authorities((1, 2, 3, 4, 5, 6, 100), topic="living_standards").comparisons
    assert Comparator.SIMILAR_OWN.value not in set(found["comparator"])


def test_too_few_neighbours_of_our_own_with_a_figure_are_no_comparison() -> None:
    nan = float("nan")
    row = compared(of_authorities((1, 2, 3, nan, nan, nan, 100)), AUTHORITIES[0], Comparator.SIMILAR_OWN)
    assert (row["level"], row["level_reason"], row["members"]) == ("not_compared", "too_few_places", 2)
