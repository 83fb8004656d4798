"""The claim about one place's rank, against cases whose answer needs no reckoning."""

from domain.metric import Polarity
from metrics.rank_claims import rank_claim
from tests.metrics.test_funnels import CODES, verdict
from tests.ui.measures import LIFE


def places(values, reach, **parts):
    return [
        verdict(code, value, reach=reach, rank=1, **parts) for code, value in zip(CODES, values, strict=False)
    ]  # fmt: skip


def test_figures_far_apart_leave_one_rank():
    # steps of 10 with standard errors of one half: nothing can change places
    assert rank_claim(places([70, 90, 80], 0.98), LIFE, CODES[0]) == (3, 3, 3)


def test_where_low_is_good_the_lowest_is_first():
    metric = LIFE.model_copy(update={"polarity": Polarity.LOWER_IS_BETTER})
    assert rank_claim(places([70, 90, 80], 0.98), metric, CODES[0]) == (1, 1, 3)


def test_figures_that_chance_explains_leave_every_rank():
    assert rank_claim(places([70.0, 70.1, 69.9], 9.8), LIFE, CODES[0]) == (1, 3, 3)


def test_a_place_without_a_rank_can_claim_none_and_does_not_count():
    ranked = places([70, 90, 80], 0.98)
    outside = verdict(CODES[5], 75.0)
    assert rank_claim([*ranked, outside], LIFE, CODES[5]) is None
    assert rank_claim([*ranked, outside], LIFE, CODES[0]) == (3, 3, 3)
    assert rank_claim([], LIFE, CODES[0]) is None
