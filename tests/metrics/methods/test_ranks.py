"""Ranks come with ranges that hold the true rank, and agree with the published example."""

import numpy as np
import pytest

from domain.reason import Reason
from metrics.methods.ranks import confidence_sets, posterior_ranks
from tests import golden

PISA = golden.read("ranks")["pisa"]
FUNCTIONS = (posterior_ranks, confidence_sets)


def test_the_published_country_may_stand_where_it_is_published_to():
    sets = confidence_sets(PISA["math"], PISA["se"], areas=[PISA["united_kingdom"]], draws=20_000)
    assert sets.rank == PISA["rank"]
    assert sets.lower == PISA["lower"]
    assert sets.upper == PISA["upper"]


def simulated(seed, places=150):
    rng = np.random.default_rng(seed)
    truth, error = rng.normal(size=places), rng.uniform(0.3, 1.0, places)
    return places - np.argsort(np.argsort(truth)), truth + error * rng.normal(size=places), error


def test_ranges_hold_the_true_rank_in_95_of_100_cases():
    held = []
    for seed in range(30):
        true_rank, estimates, error = simulated(seed)
        ranks = posterior_ranks(estimates, error, seed=seed)
        held.append((ranks.lower <= true_rank) & (true_rank <= ranks.upper))
    # 4,500 dependent ranks: their share varies by about 0.005
    assert np.mean(held) == pytest.approx(0.95, abs=0.015)


def test_a_confidence_set_holds_the_true_rank_at_least_as_often():
    held, wider = [], []
    for seed in range(40):
        true_rank, estimates, error = simulated(seed, places=40)
        sets = confidence_sets(estimates, error, areas=[7], seed=seed)
        held.append(sets.lower[0] <= true_rank[7] <= sets.upper[0])
        usual = posterior_ranks(estimates, error, seed=seed)
        wider.append((sets.upper - sets.lower)[0] >= (usual.upper - usual.lower)[7])
    assert np.mean(held) >= 0.9
    assert np.mean(wider) > 0.9


@pytest.mark.parametrize("ranks", FUNCTIONS)
def test_places_far_apart_stand_where_they_stand(ranks):
    rank, lower, upper = ranks([50.0, 90.0, 70.0], [0.1, 0.1, 0.1])
    assert rank.tolist() == lower.tolist() == upper.tolist() == [3, 1, 2]


@pytest.mark.parametrize("ranks", FUNCTIONS)
def test_rank_one_is_the_best_where_polarity_says_what_best_is(ranks):
    places = ([50.0, 90.0, 70.0], [0.1, 0.1, 0.1])
    assert ranks(*places, polarity="lower_is_better").rank.tolist() == [1, 3, 2]
    assert ranks(*places, polarity="higher_is_better").rank.tolist() == [3, 1, 2]
    assert ranks(*places, polarity="neutral").rank.tolist() == [3, 1, 2]


@pytest.mark.parametrize("ranks", FUNCTIONS)
def test_places_that_cannot_be_told_apart_may_stand_anywhere(ranks):
    found = ranks([5.0] * 20, [1.0] * 20)
    assert (found.lower <= 2).all()
    assert (found.upper >= 19).all()


@pytest.mark.parametrize("ranks", FUNCTIONS)
def test_the_range_always_holds_the_rank(ranks):
    for seed in range(10):
        _, estimates, error = simulated(seed, places=25)
        found = ranks(estimates, error * 3)
        assert ((found.lower <= found.rank) & (found.rank <= found.upper)).all()
        assert found.lower.min() >= 1
        assert found.upper.max() <= 25


def test_equal_exact_figures_share_their_ranks():
    assert posterior_ranks([3, 3, 1], [0, 0, 0]).rank.tolist() == [1.5, 1.5, 3]
    sets = confidence_sets([3, 3, 1], [0, 0, 0])
    assert sets.rank.tolist() == [1, 1, 3]
    assert sets.lower.tolist() == [1, 1, 3]
    assert sets.upper.tolist() == [2, 2, 3]


def test_the_middle_and_the_mean_of_the_ranks_drawn_come_with_them():
    found = posterior_ranks([50.0, 90.0, 70.0], [0.1, 0.1, 0.1])
    assert found.median.tolist() == [3, 1, 2]
    assert found.expected == pytest.approx([3, 1, 2])


@pytest.mark.parametrize("ranks", FUNCTIONS)
def test_places_without_a_figure_or_an_error_have_no_rank_and_are_not_counted(ranks):
    found = ranks([50, None, 90, 60, 70], [0.1, 0.1, 0.1, None, 0.1])
    assert found.rank[[0, 2, 4]].tolist() == [3, 1, 2]
    assert np.isnan(found.rank[[1, 3]]).all()
    assert np.isnan(found.lower[1])
    assert list(found.reason) == [None, Reason.NO_DATA, None, Reason.NO_INTERVAL, None]


@pytest.mark.parametrize("ranks", FUNCTIONS)
def test_one_place_alone_has_no_rank_and_none_have_none(ranks):
    alone = ranks([5.0], [1.0])
    assert np.isnan(alone.rank).all()
    assert alone.reason[0] is Reason.TOO_FEW_PLACES
    assert ranks([], []).rank.shape == (0,)


@pytest.mark.parametrize("ranks", FUNCTIONS)
def test_the_same_seed_gives_the_same_answer(ranks):
    _, estimates, error = simulated(3, places=30)
    first, second = ranks(estimates, error, seed=5), ranks(estimates, error, seed=5)
    assert first.lower.tolist() == second.lower.tolist()
    assert first.upper.tolist() == second.upper.tolist()


def test_areas_asked_for_come_in_the_order_asked_for():
    _, estimates, error = simulated(3, places=30)
    everyone, some = confidence_sets(estimates, error), confidence_sets(estimates, error, areas=[12, 4])
    assert some.lower.tolist() == everyone.lower[[12, 4]].tolist()
    assert some.upper.tolist() == everyone.upper[[12, 4]].tolist()


def test_what_cannot_be_asked_is_refused_with_the_value():
    with pytest.raises(ValueError, match="area 9"):
        confidence_sets([1.0, 2.0], [1.0, 1.0], areas=[9])
    with pytest.raises(ValueError, match="50 draws"):
        posterior_ranks([1.0, 2.0], [1.0, 1.0], draws=50)
    with pytest.raises(ValueError, match="95"):
        confidence_sets([1.0, 2.0], [1.0, 1.0], confidence=95)
    with pytest.raises(ValueError, match="one of each"):
        posterior_ranks([1.0, 2.0], [1.0])
