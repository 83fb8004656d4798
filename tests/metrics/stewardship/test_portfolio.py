"""Portfolios, slips and turnaround, added up by hand."""

import datetime as dt

from domain.delivery import Delivery
from domain.returns import ReturnState
from domain.transformation import Status
from metrics.stewardship.portfolio import Sum, portfolio
from metrics.stewardship.slippage import SlipBand
from metrics.stewardship.staleness import Freshness, evidence_words, freshness
from metrics.stewardship.turnaround import turnaround
from tests.metrics.stewardship.deliveries import TODAY, mark, moment, tracked


def test_an_amount_nobody_named_is_missing_and_never_nought():
    held = portfolio(
        [
            tracked("T-1", Delivery(awarded=1_000.0, spent=250.0, planned=500.0)),
            tracked("T-2", Delivery(awarded=3_000.0)),
            tracked("T-3", Delivery(spent=50.0)),
            tracked("T-4", None),
        ],
        today=TODAY,
    )
    assert (held.held, held.seen) == (4, 3)
    assert held.awarded == Sum(4_000.0, 2, 3)
    assert held.spent == Sum(300.0, 2, 3)
    assert held.paid == Sum(None, 0, 3)
    # only T-1 named both what it planned and what it spent: 250 of 500, and 250 of its award of 1,000
    assert (held.spent_of_plan, held.both) == (0.5, 1)
    assert (held.spent_of_award, held.awarded_both) == (0.25, 1)


def test_statuses_risks_and_disagreement_are_counted_and_nothing_reported_is_a_count_too():
    held = portfolio(
        [
            tracked("T-1", Delivery(status=Status.DELAYED, worst_risk=15, silent_rounds=2)),
            tracked("T-2", Delivery(status=Status.DELAYED, worst_risk=14)),
            tracked("T-3", Delivery(self_rating=5, assurance=2)),
        ],
        today=TODAY,
    )
    assert {status: many for status, many in held.statuses.items() if many} == {Status.DELAYED: 2, None: 1}
    assert (held.high_risk, held.with_risks, held.stale, held.contradicting, held.pressing) == (1, 2, 1, 1, 2)


def test_slips_fall_into_bands_and_the_unknown_is_kept_apart():
    slips = portfolio(
        [tracked(f"T-{number}", Delivery(slips_by_months=months))
         for number, months in enumerate((0.0, -1.0, 2.0, 8.0, 20.0, None))],
        today=TODAY,
    ).slips  # fmt: skip
    assert {band: many for band, many in slips.bands.items() if many} == {
        SlipBand.NONE: 2, SlipBand.UP_TO_3: 1, SlipBand.UP_TO_12: 1, SlipBand.OVER_12: 1, SlipBand.UNKNOWN: 1,
    }  # fmt: skip
    assert (slips.known, slips.middle, slips.largest) == (5, 2.0, 20.0)


def test_nothing_at_all_has_no_sums_and_no_slips():
    held = portfolio([], today=TODAY)
    assert (held.held, held.spent.total, held.spent_of_plan, held.slips.middle) == (0, None, None, None)


def test_the_centre_is_timed_from_certificate_to_answer():
    answered = moment("2026-11-06")  # a Friday
    marks = [
        mark(ReturnState.ACCEPTED, since="2026-11-06", certified_at=moment("2026-11-02"), answered_at=answered),
        mark(ReturnState.ACCEPTED, since="2026-11-06", certified_at=moment("2026-10-23"), answered_at=answered),
        mark(ReturnState.CERTIFIED, since="2026-11-16"),
        mark(ReturnState.CERTIFIED, since="2026-10-21"),
        mark(ReturnState.SUBMITTED, since="2026-01-05"),
    ]
    found = turnaround(marks, today=TODAY)
    # Monday to Friday: 4; Friday 23 October to Friday 6 November: 10; a week: 5; Wednesday 21 October: 23
    assert (found.answered, found.waiting) == ((4, 10), (5, 23))
    assert (found.middle, found.longest_waiting) == (7, 23)
    assert turnaround([], today=TODAY).middle is None


def test_a_return_that_was_answered_twice_counts_with_both_answers():
    earlier = (moment("2026-10-05"), moment("2026-10-06"))  # Monday to Tuesday: 1
    again = mark(ReturnState.CERTIFIED, since="2026-11-16", answered_before=(earlier,))
    assert turnaround([again], today=TODAY).answered == (1,)


def test_evidence_is_worded_by_how_new_it_is():
    newest = dt.date(2026, 4, 30)
    cases = [
        (Delivery(), Freshness.NOT_ASKED, "not asked for yet"),
        (Delivery(returns=(mark(ReturnState.DUE),)), Freshness.WAITING, "none yet"),
        (Delivery(evidence_on=newest), Freshness.FRESH, "30 April 2026"),
        (Delivery(evidence_on=newest, silent_rounds=1), Freshness.SILENT, "30 April 2026; none in the last round"),
        (Delivery(silent_rounds=3), Freshness.STALE, "never any; stale: none for 3 rounds"),
    ]
    for told, expected, words in cases:
        assert (freshness(told), evidence_words(told)) == (expected, words)
