"""The change since the baseline: beside what drifting back to the average brings, and never as more than it is."""

from dataclasses import replace

from domain.change import ChangeAnswer
from domain.reason import Reason
from tests.ui.test_verdict_table import METRIC, MOVED
from ui.since_baseline import since_sentences, since_words


def words(**changes: object) -> str:
    return since_words(replace(MOVED, **changes), METRIC)


def at_length(**changes: object) -> str:
    return " ".join(since_sentences(replace(MOVED, **changes), METRIC))


def test_a_change_beyond_noise_says_which_way_by_how_much_and_since_when():
    said = words(bad_year=False, by_regression=None)
    assert said == "rose by 0.9 years since 2017 to 2019"
    fell = words(answer=ChangeAnswer.FELL, change=-0.9, bad_year=False, by_regression=None)
    assert fell == "fell by 0.9 years since 2017 to 2019"


def test_a_change_within_noise_is_not_called_a_rise():
    said = words(answer=ChangeAnswer.CANNOT_TELL, bad_year=False)
    assert said.startswith("+0.9 years since 2017 to 2019, no more than noise could bring; ")
    assert "rose" not in said


def test_more_money_is_told_with_the_prices_that_rose_too():
    cash = {"answer": ChangeAnswer.CANNOT_TELL, "reason": Reason.IN_CASH, "bad_year": False, "by_regression": None}
    assert words(**cash) == "+0.9 years since 2017 to 2019, before inflation"
    assert "prices rose as well" in at_length(**cash)
    assert words(reason=Reason.IN_CASH, bad_year=False, by_regression=None).endswith("2017 to 2019, before inflation")


def test_a_change_without_an_interval_is_not_blamed_on_noise():
    plain = {"answer": ChangeAnswer.CANNOT_TELL, "reason": Reason.NO_INTERVAL, "by_regression": None}
    assert words(**plain).endswith("with no interval to tell it from noise")
    doubtful = {"answer": ChangeAnswer.CANNOT_TELL, "reason": Reason.LOW_RELIABILITY, "by_regression": None}
    assert words(**doubtful).endswith("which cannot be told from noise")


def test_a_bad_year_is_flagged_and_the_drift_back_stands_beside_the_change():
    assert words().endswith("a bad year here; +0.5 years expected without any real change")
    assert "among the worst fifth of places" in at_length()
    assert "worst fifth" not in at_length(bad_year=False)


def test_a_drift_too_small_to_print_is_left_out():
    # 0.04 years is printed to one decimal as nought
    assert words(by_regression=0.04).endswith("since 2017 to 2019, a bad year here")
    assert "without any real change" not in at_length(by_regression=0.04)
    assert "−0.1 years expected without any real change" in words(by_regression=-0.06)


def test_a_change_judged_by_the_series_own_scatter_is_indicative():
    assert "(indicative)" in words(indicative=True)
    assert "ups and downs" in at_length(indicative=True)


def test_a_change_too_small_to_print_is_slight():
    assert words(change=0.04).startswith("rose slightly since")


def test_the_interval_is_told_at_length():
    assert at_length().startswith("Since 2017 to 2019 the figure has moved by +0.9 years (95% interval 0.1 to 1.7).")
    assert "interval" not in at_length(lower=None, upper=None, by_regression=None)


def test_without_a_change_the_cell_is_quiet_and_the_note_says_why():
    assert words(change=None) == ""
    assert since_words(None, METRIC) == ""
    assert since_sentences(None, METRIC) == []
    why = at_length(change=None, reason=Reason.NO_BASELINE)
    assert why.startswith("The change since 2017 to 2019 cannot be told: there is no comparable figure")


def test_a_baseline_that_is_the_newest_figure_has_seen_no_change():
    assert words(newest_start=MOVED.baseline_start) == ""
