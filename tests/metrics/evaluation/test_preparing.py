"""Which periods and places an evaluation uses, and every reason for which there is nothing to use."""

import datetime as dt

import numpy as np
import pytest

from domain.evaluating import LeftOut, Why
from domain.metric import Break, Kind
from domain.observation import Mark
from metrics.evaluation.preparing import Question, figures_of, prepare
from metrics.methods.scales import Scale
from tests.metrics.panels import COUNCILS, SOUTH, a_metric, observed, panel_of

OWN, *OTHERS = COUNCILS
START = dt.date(2012, 4, 1)


def figures(first: int = 2000, last: int = 2014) -> dict[str, dict[int, float]]:
    generator = np.random.default_rng(2)
    return {code: {year: float(60 + generator.normal()) for year in range(first, last + 1)} for code in COUNCILS}


def prepared(series=None, *, metric=None, rows=None, **question):
    metric = metric or a_metric()
    frame = observed(series if series is not None else figures()) if rows is None else rows
    asked = {"starts": {OWN: START}, **question}
    return prepare(panel_of(metric, frame), Question(**asked))


def test_the_year_that_holds_the_start_counts_as_since_and_is_said_to():
    found = prepared()
    assert found.setup.first_since == dt.date(2012, 1, 1)
    assert found.setup.before == 12
    assert Why.HOLDS_THE_START in found.cautions
    on_the_day = prepared(starts={OWN: dt.date(2012, 1, 1)})
    assert Why.HOLDS_THE_START not in on_the_day.cautions


def test_a_share_is_compared_on_the_log_odds_and_a_rate_with_a_nought_as_it_is():
    assert prepared().setup.scale is Scale.LOGIT
    rate = a_metric(kind=Kind.RATE, suffix="", unit="per 1,000 people")
    assert prepared(metric=rate).setup.scale is Scale.LOG
    with_nought = figures()
    with_nought[OWN][2005] = 0.0
    assert prepared(with_nought, metric=rate).setup.scale is Scale.IDENTITY


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [(2008, 2014, Why.TOO_FEW_BEFORE), (2013, 2014, Why.TOO_FEW_BEFORE), (2000, 2011, Why.NOTHING_SINCE)],
)
def test_too_few_years_on_either_side_are_refused(first, last, why):
    assert prepared(figures(first, last)).why is why


def test_five_to_seven_years_before_are_enough_with_a_caution():
    assert Why.FEW_BEFORE in prepared(figures(2006)).cautions
    assert Why.FEW_BEFORE not in prepared(figures(2004)).cautions


@pytest.mark.parametrize(("year", "why"), [(2012, Why.BREAK_AT_START), (2009, Why.BREAK_LEAVES_TOO_FEW)])
def test_a_metric_that_changed_too_near_the_start_is_refused(year, why):
    changed = a_metric(breaks=(Break(on=dt.date(year, 1, 1), reason="counted anew"),))
    assert prepared(metric=changed).why is why


def test_a_change_of_definition_further_off_shortens_the_years_that_are_used():
    changed = a_metric(
        breaks=(
            Break(on=dt.date(2003, 1, 1), reason="counted anew"), Break(on=dt.date(2014, 1, 1), reason="and again"),
        )
    )  # fmt: skip
    found = prepared(metric=changed)
    assert (found.setup.periods[0].year, found.setup.periods[-1].year) == (2003, 2013)
    assert {Why.BREAK_TRIMMED, Why.BREAK_AFTER} <= set(found.cautions)


def test_a_place_without_figures_is_told():
    series = figures()
    del series[OWN]
    assert prepared(series).why is Why.NO_FIGURES


def test_figures_of_several_years_that_hold_the_start_are_not_used():
    found = prepared(rows=observed(figures(), months=36), metric=a_metric(period_months=36))
    # a figure that begins in 2010 covers 2010 to 2012 and so holds April 2012
    assert {period.year for period in found.setup.periods} & {2010, 2011, 2012} == set()
    assert found.setup.first_since == dt.date(2013, 1, 1)
    assert Why.OVERLAPPING in found.cautions


def test_figures_that_do_not_come_once_a_year_are_refused():
    assert prepared(metric=a_metric(every_months=None)).why is Why.NOT_ANNUAL


def test_a_year_nobody_has_is_passed_over_and_said():
    series = {code: {year: value for year, value in own.items() if year != 2007} for code, own in figures().items()}
    found = prepared(series)
    assert Why.YEARS_MISSING in found.cautions
    assert len(found.setup.donors) == 19


def test_who_did_the_same_has_a_gap_or_borders_it_is_left_out_and_named():
    series = figures()
    del series[OTHERS[0]][2008]
    found = prepared(series, same_programme=OTHERS[1:3], bordering=OTHERS[3:4], apart=True)
    assert found.pool.left_out == {
        LeftOut.SAME_PROGRAMME: tuple(OTHERS[1:3]), LeftOut.BORDERS: (OTHERS[3],), LeftOut.GAP: (OTHERS[0],),
    }  # fmt: skip
    assert set(found.setup.donors) == set(OTHERS[4:])
    kept = prepared(series, bordering=OTHERS[3:4])
    assert OTHERS[3] in kept.setup.donors


def test_districts_of_an_authority_where_the_same_was_done_are_nobody_to_compare_with():
    found = prepared(same_programme=[SOUTH])
    assert found.setup.donors == tuple(OTHERS[:9])  # the north, but for the place itself
    assert found.pool.left_out == {LeftOut.SAME_PROGRAMME: tuple(OTHERS[9:])}


def test_a_place_whose_last_figure_before_is_unreliable_or_whose_figure_is_shared_is_left_out():
    rows = observed(figures())
    last = (rows["place_code"] == OTHERS[0]) & (rows["year"] == 2011)
    early = (rows["place_code"] == OTHERS[1]) & (rows["year"] == 2005)
    shared = (rows["place_code"] == OTHERS[2]) & (rows["year"] == 2013)
    rows.loc[last | early, "mark"] = Mark.UNRELIABLE.value
    rows.loc[shared, "mark"] = Mark.SHARED.value
    found = prepared(rows=rows)
    assert found.pool.left_out == {LeftOut.UNRELIABLE: (OTHERS[0],), LeftOut.SHARED: (OTHERS[2],)}


def test_a_place_whose_figure_is_mostly_that_of_another_is_refused():
    rows = observed(figures())
    rows.loc[rows["place_code"] == OWN, "mark"] = Mark.SHARED_MINOR.value
    assert prepared(rows=rows).why is Why.SHARED_FIGURE


def test_where_everybody_took_part_there_is_nobody_to_compare_with():
    assert prepared(same_programme=OTHERS).why is Why.EVERY_PLACE_TREATED
    with_gaps = {code: {y: v for y, v in own.items() if code == OWN or y != 2008} for code, own in figures().items()}
    with_gaps[OTHERS[0]][2008] = 60.0
    assert prepared(with_gaps, same_programme=OTHERS[:1]).why is Why.NO_DONORS


def test_early_years_that_most_places_lack_are_done_without():
    series = figures()
    for code in OTHERS[:12]:
        series[code] = {year: value for year, value in series[code].items() if year >= 2004}
    found = prepared(series)
    assert found.setup.periods[0].year == 2004
    assert len(found.setup.donors) == 19


def test_the_figures_keep_their_unit_and_their_days():
    panel = panel_of(a_metric(), observed({OWN: {2010: 61.5}}))
    assert figures_of(panel).loc[OWN, dt.date(2010, 1, 1)] == 61.5
