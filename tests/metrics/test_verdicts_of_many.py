"""What is said of many places at once: who is flagged, who is unusual among them, and who may be ranked."""

import numpy as np
import pandas as pd
import pytest

from domain.metric import Kind
from domain.mission import Catalogue
from domain.place import ENGLAND
from domain.rules import Judgements
from domain.verdict import Comparator
from metrics.verdicts import RULES
from tests.metrics.judgements import COUNCILS, compared, figures, judged, standing
from tests.metrics.panels import COUNCILS as TWENTY
from tests.metrics.panels import a_metric, country, observed


def test_fifths_count_from_the_best() -> None:
    result = judged(figures(*((code, 2023, float(n)) for n, code in enumerate(COUNCILS[:5], 1))), a_metric())
    assert [standing(result, code)["fifth"] for code in COUNCILS[:5]] == [5, 4, 3, 2, 1]
    assert standing(result, COUNCILS[0])["fifth_of"] == 5


def test_a_false_discovery_is_controlled_within_the_level() -> None:
    # one place with p of about 0.02 among six at p of about 0.9 is outside the 95% limits, and no discovery
    rows = [(ENGLAND, 2023, 7.0), (COUNCILS[0], 2023, 7.237, 7.037, 7.437)]
    rows += [(code, 2023, 7.01, 6.81, 7.21) for code in COUNCILS[1:]]
    row = compared(judged(figures(*rows), a_metric(kind=Kind.MEAN)), COUNCILS[0], Comparator.NATION)
    assert (row["level"], bool(row["flagged"])) == ("better", False)


def test_the_summary_counts_places_and_what_chance_alone_would_raise() -> None:
    rows = [(ENGLAND, 2023, 75.0), *((code, 2023, 60, 57, 63) for code in COUNCILS)]
    summary = judged(figures(*rows), a_metric()).summaries.iloc[0]
    assert (summary["places"], summary["level_much_worse"], summary["compared"]) == (7, 7, 7)
    assert summary["expected_different"] == pytest.approx(0.35)  # 7 x 5%
    assert summary["expected_flags"] == pytest.approx(0.014)  # 7 x 0.2%


def of_twenty(values: dict[str, float], *, error: float = 1.0) -> Judgements:
    """Twenty councils against an England of 75, each figure with the same standard error."""
    observations = observed({code: {2023: value} for code, value in values.items()}, width=1.96 * error)
    nation = observed({ENGLAND: {2023: 75.0}})
    catalogue = Catalogue(metrics={"example": a_metric(kind=Kind.MEAN)}, frameworks={})
    nobody = pd.DataFrame(columns=["family", "place_code", "rank", "neighbour_code"])
    return RULES.judge(pd.concat([observations, nation]), catalogue, country(), nobody)


def test_where_most_places_are_far_from_the_nation_being_far_is_different_and_not_unusual() -> None:
    # ten errors away on either side: the spread is (20 x 100 - 19) / 19 = 104, and 10 / sqrt 105 is less than one
    result = of_twenty({code: 75.0 + (10 if number % 2 else -10) for number, code in enumerate(TWENTY)})
    rows = [compared(result, code, Comparator.NATION) for code in TWENTY]
    assert all(row["flagged"] for row in rows)
    assert not any(row["unusual"] for row in rows)
    assert (result.summaries["flagged"].iloc[0], result.summaries["unusual"].iloc[0]) == (20, 0)


def test_two_places_far_away_while_the_others_stay_near_are_different_and_unusual() -> None:
    # eighteen are one error away. Pulled in to the tenth and ninetieth of a hundred, the two at eight errors count as
    # 1 + 0.1 x 7 = 1.7: the spread is (18 + 2 x 1.7 squared - 19) / 19 = 0.25, and 8 / sqrt 1.25 is far beyond 3.09.
    # Left as they are it would be (18 + 128 - 19) / 19 = 6.7, and 8 / sqrt 7.7 within.
    values = {code: 75.0 + (1 if number % 2 else -1) for number, code in enumerate(TWENTY)}
    result = of_twenty(values | dict.fromkeys(TWENTY[:2], 83.0))
    for code in TWENTY[:2]:
        far = compared(result, code, Comparator.NATION)
        assert (far["level"], bool(far["flagged"]), bool(far["unusual"])) == ("much_better", True, True)
    near = compared(result, TWENTY[2], Comparator.NATION)
    assert (near["level"], bool(near["flagged"]), bool(near["unusual"])) == ("similar", False, False)
    assert result.summaries["unusual"].iloc[0] == 2


def test_a_place_without_an_interval_or_compared_alone_is_not_called_unusual() -> None:
    result = judged(figures((ENGLAND, 2023, 75), (COUNCILS[0], 2023, 20), (COUNCILS[1], 2023, 20, 19, 21)), a_metric())
    for code in COUNCILS[:2]:
        assert not compared(result, code, Comparator.NATION)["unusual"]


@pytest.mark.parametrize(
    ("error", "ranked"),
    [(1.0, True), (4.0, True), (4.3, False), (30.0, False)],
    ids=["exact", "hardly reliable", "hardly unreliable", "noise"],
)
def test_below_a_reliability_of_a_half_there_is_neither_rank_nor_fifth(error: float, ranked: bool) -> None:
    # 56 to 75 in steps of one have a variance of 35: errors up to 4.18 leave a half
    result = of_twenty({code: 56.0 + number for number, code in enumerate(TWENTY)}, error=error)
    row = standing(result, TWENTY[-1])
    assert (row["rank"] > 0, row["fifth"] > 0, row["fifth_of"] > 0) == (ranked, ranked, ranked)
    assert row["rank_reason"] == ("" if ranked else "mostly_noise")
    assert result.summaries["reliability"].iloc[0] == pytest.approx(max(0.0, 1 - error**2 / 35), abs=1e-3)


def test_without_intervals_a_fifth_is_given_and_a_rank_is_not() -> None:
    result = judged(figures(*((code, 2023, float(n)) for n, code in enumerate(COUNCILS[:5], 1))), a_metric())
    row = standing(result, COUNCILS[0])
    assert (row["fifth"], row["rank"], row["rank_reason"]) == (5, 0, "no_interval")
    assert np.isnan(result.summaries["reliability"].iloc[0])
