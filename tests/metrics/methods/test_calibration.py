"""The forecaster is tried on the past with what was known then, and nothing else."""

import numpy as np
import pytest

from metrics.methods.trajectory import calibrate, forecast


def walks(seed=0, places=30, years=24, spread=1.0):
    rng = np.random.default_rng(seed)
    return 50 + np.cumsum(rng.normal(0.3, spread, (places, years)), axis=1)


def tried(panel, years):
    """Error ratios by origin, each forecast made from the columns up to its origin alone."""
    ratios = {}
    for origin in range(panel.shape[1] - years):
        found = []
        for row in panel:
            known = row[: origin + 1]
            if np.isnan(known[-1]) or np.isnan(row[origin + years]) or np.isfinite(known).sum() < 8:
                continue
            ahead = forecast(known, horizon=years, multipliers=(1.0, 2.0))
            found.append(abs(row[origin + years] - ahead.mean[-1]) / (ahead.upper80[-1] - ahead.mean[-1]))
        if found:
            ratios[origin] = found
    return ratios


def blended(ratios, origins, default, share):
    if len(origins) < 3:
        return default
    weight = len(origins) / (len(origins) + 5)
    return weight * np.quantile(np.concatenate([ratios[o] for o in origins]), share) + (1 - weight) * default


@pytest.mark.parametrize("holes", [0.0, 0.1])
def test_multipliers_and_coverage_step_by_step(holes):
    panel = walks(places=6, years=16)
    panel[np.random.default_rng(5).random(panel.shape) < holes] = np.nan
    record = calibrate(panel)
    for years in (1, 3, 5):
        ratios = tried(panel, years)
        now = list(ratios)
        assert record.origins[years - 1] == len(now)
        assert record.weight[years - 1] == pytest.approx(len(now) / (len(now) + 5) if len(now) >= 3 else 0)
        assert record.q80[years - 1] == pytest.approx(blended(ratios, now, 1.8, 0.80))
        assert record.q95[years - 1] == pytest.approx(blended(ratios, now, 2.85, 0.95))
        assert record.forecasts[years - 1] == sum(map(len, ratios.values()))
        held = [
            np.mean(np.array(ratios[o]) <= blended(ratios, [e for e in now if e + years <= o], 1.8, 0.80)) for o in now
        ]
        assert record.coverage80[years - 1] == pytest.approx(np.mean(held))


def test_a_long_record_of_ordinary_ups_and_downs_holds_what_it_promises():
    record = calibrate(walks(places=300, years=60), least_record=20)
    assert record.coverage80 == pytest.approx([0.8] * 5, abs=0.05)
    assert record.coverage95 == pytest.approx([0.95] * 5, abs=0.03)


def test_chances_of_ordinary_ups_and_downs_come_true_as_often_as_they_say():
    bins = calibrate(walks(places=300, years=60), least_record=20).bins
    assert bins.observed == pytest.approx(bins.predicted, abs=0.05)
    assert ((bins.lower <= bins.predicted) & (bins.predicted <= bins.upper)).all()


def test_where_lower_is_better_the_other_side_of_a_target_is_tried():
    panel = walks(places=40)
    high, low = calibrate(panel).bins, calibrate(panel, polarity="lower_is_better").bins
    assert high.forecasts.tolist() == low.forecasts[::-1].tolist()
    assert high.predicted == pytest.approx(1 - low.predicted[::-1])


def test_series_that_keep_turning_get_wider_ranges_the_further_ahead():
    rng = np.random.default_rng(3)
    steps = np.zeros((60, 30))
    for year in range(1, 30):  # each step leans on the one before, so that errors pile up
        steps[:, year] = 0.8 * steps[:, year - 1] + rng.normal(0, 1, 60)
    turning = calibrate(50 + np.cumsum(steps, axis=1))
    assert turning.q80[4] > 1.3 * calibrate(walks(places=60, years=30)).q80[4]
    assert turning.q80[4] > turning.q80[0]


def test_without_a_past_the_defaults_stand_and_nothing_is_claimed():
    record = calibrate(walks(years=8))
    assert record.q80.tolist() == [1.8] * 5
    assert record.q95.tolist() == [2.85] * 5
    assert record.weight.tolist() == [0] * 5
    assert record.origins.tolist() == [0] * 5
    assert np.isnan(record.coverage80).all()
    assert record.bins.forecasts.sum() == 0


@pytest.mark.parametrize("panel", [np.full((5, 20), np.nan), np.full((5, 20), 7.0), np.zeros((0, 20)), np.ones((3, 1))])
def test_a_panel_that_says_nothing_leaves_the_defaults(panel):
    record = calibrate(panel)
    assert record.q95.tolist() == [2.85] * 5
    assert np.isnan(record.coverage95).all()


def test_nothing_is_tried_across_a_break():
    panel = walks(places=40, years=30)
    panel[:, 15:] += 500
    assert calibrate(panel, breaks=[15]).q95 == pytest.approx([2.85] * 5, rel=0.35)
    assert calibrate(panel).q95[4] > 10  # of 18 origins, five would see the leap of 500
    # from the eighth year on each side: seven origins before the break and seven after it have a next year
    assert calibrate(panel, breaks=[15]).origins[0] == 14


def test_overlapping_periods_trust_their_own_record_alone():
    panel = walks(places=40, years=30)
    rolling = (panel[:, 2:] + panel[:, 1:-1] + panel[:, :-2]) / 3
    record = calibrate(rolling, period_years=3)
    assert record.weight.tolist() == [1] * 5
    # from two years on the record asks for more than the defaults, which hold it back elsewhere
    assert (record.q80[1:] > calibrate(rolling).q80[1:]).all()
    assert (calibrate(rolling).q80[1:] > 1.8).all()


def test_figures_the_scale_cannot_hold_are_left_out():
    panel = walks(places=10)
    panel[3, 5] = -4.0
    missing = panel.copy()
    missing[3, 5] = np.nan
    assert calibrate(panel, transform="log").q80 == pytest.approx(calibrate(missing, transform="log").q80)


def test_a_forecast_takes_the_record_as_it_is():
    panel = walks(places=20)
    record = calibrate(panel)
    ahead = forecast(panel, multipliers=record)
    half = ahead.upper80 - ahead.mean
    plain = forecast(panel, multipliers=(1.0, 1.0))
    assert half / (plain.upper80 - plain.mean) == pytest.approx(np.tile(record.q80, (20, 1)))


def test_what_is_no_panel_is_refused():
    with pytest.raises(ValueError, match="places by years"):
        calibrate([1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match="horizons 0"):
        calibrate(walks(), horizons=0)
