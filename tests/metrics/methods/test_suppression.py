"""Small counts are hidden, and nobody can work them out from what is shown."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from metrics.methods.suppression import midpoint_round, round_to, secondary_suppress, suppress


def test_fewer_than_five_are_hidden_and_say_so():
    values, reason = suppress([4, 5, 0, None, -1])
    assert values == pytest.approx([np.nan, 5, np.nan, np.nan, np.nan], nan_ok=True)
    assert list(reason) == ["suppressed", None, "suppressed", "no_data", "invalid"]


def test_nought_is_shown_only_where_the_source_says_that_it_is_safe():
    assert np.isnan(suppress(0).values)
    assert suppress(0, zero_is_safe=True) == (0, None)


def test_health_sources_hide_up_to_seven_and_round_eight_to_ten():
    values = suppress([7, 8, 12, 13], threshold=8, base=5).values
    assert values == pytest.approx([np.nan, 10, 10, 15], nan_ok=True)


def test_those_not_counted_are_protected_as_well():
    # 97 of 100 leaves 3 people, 95 leaves 5
    values, reason = suppress([97, 95, 100, 101], denominators=100)
    assert values == pytest.approx([np.nan, 95, np.nan, np.nan], nan_ok=True)
    assert list(reason) == ["suppressed", None, "suppressed", "invalid"]


@pytest.mark.parametrize(("count", "rounded"), [(0, 0), (1, 3), (6, 3), (7, 9), (12, 9), (13, 15)])
def test_midpoint_six_puts_every_count_in_the_middle_of_its_six(count, rounded):
    assert midpoint_round(count) == rounded


@pytest.mark.parametrize(("count", "base", "rounded"), [(8, 5, 10), (7, 5, 5), (2, 5, 0), (15, 10, 20), (25, 10, 30)])
def test_rounding_goes_to_the_nearest_multiple_and_halves_go_up(count, base, rounded):
    assert round_to(count, base) == rounded


def test_missing_and_negative_counts_are_not_rounded():
    assert np.isnan(round_to([None, -3])).all()
    assert np.isnan(midpoint_round([None, -3])).all()


def test_a_base_of_nought_is_refused():
    with pytest.raises(ValueError, match="base 0"):
        round_to(8, 0)
    with pytest.raises(ValueError, match="base -6"):
        midpoint_round(8, base=-6)


def test_one_hidden_count_of_a_total_takes_the_next_smallest_with_it():
    table = secondary_suppress([3, 12, 40, 12])
    assert table.values == pytest.approx([np.nan, np.nan, 40, 12], nan_ok=True)
    assert list(table.reason) == ["suppressed", "suppressed", None, None]
    assert table.total == 67


def test_nothing_small_hides_nothing():
    table = secondary_suppress([[10, 20], [30, 40]])
    assert table.values.tolist() == [[10, 20], [30, 40]]
    assert table.row_totals.tolist() == [30, 70]
    assert table.column_totals.tolist() == [40, 60]
    assert table.total == 100


def test_every_margin_is_protected():
    # by hand: 2 needs a companion in its row (20) and in its column (30), and those two need 40
    table = secondary_suppress([[2, 20, 99], [30, 40, 99], [98, 97, 99]])
    expected = [[np.nan, np.nan, 99], [np.nan, np.nan, 99], [98, 97, 99]]
    assert table.values == pytest.approx(np.array(expected), nan_ok=True)
    assert table.row_totals.tolist() == [121, 169, 294]


def test_two_hidden_in_every_line_are_not_enough_when_one_bridges_two_blocks():
    # Two closed blocks of four, and one cell between them. Every line that hides hides two or more, yet adding up the
    # first two rows and taking away the first two columns gives the cell between.
    counts = np.full((4, 4), 50)
    hidden = np.zeros((4, 4), dtype=bool)
    hidden[:2, :2] = hidden[2:, 2:] = hidden[0, 2] = True
    shown = secondary_suppress(counts, hidden=hidden).values
    assert np.isnan(shown).sum() > hidden.sum()


def test_a_single_count_cannot_hide_behind_its_own_total():
    assert np.isnan(secondary_suppress([3]).total)
    assert np.isnan(secondary_suppress([[3], [50], [60]]).row_totals[0])


def test_a_small_total_is_hidden_too():
    table = secondary_suppress([[1, 1], [40, 50]])
    assert np.isnan(table.row_totals[0])


def test_what_the_publisher_has_hidden_stays_hidden_and_gets_a_companion():
    table = secondary_suppress([None, 12, 40])
    assert table.values == pytest.approx([np.nan, np.nan, 40], nan_ok=True)
    assert np.isnan(table.total)


def test_what_is_not_a_count_is_refused_with_its_value():
    with pytest.raises(ValueError, match="-2 is not a count"):
        secondary_suppress([3, -2])
    with pytest.raises(ValueError, match=r"2\.5 is not a count"):
        secondary_suppress([3, 2.5])
    with pytest.raises(ValueError, match="shape"):
        secondary_suppress(np.zeros((2, 2, 2)))


def possible_values(table, counts):
    """Values each hidden count could have, two at least if there are two, by trying all whole numbers there are."""
    shape = counts.shape
    cells = [(r, c) for r in range(shape[0]) for c in range(shape[1]) if np.isnan(table.values[r, c])]
    seen = {cell: set() for cell in cells}
    for numbers in product(range(int(counts.max()) + 3), repeat=len(cells)):
        guess = np.nan_to_num(table.values)
        for cell, number in zip(cells, numbers, strict=True):
            guess[cell] = number
        sums = (
            (guess.sum(axis=1), table.row_totals),
            (guess.sum(axis=0), table.column_totals),
            (guess.sum(), table.total),
        )
        if all(np.all(np.isnan(total) | (found == total)) for found, total in sums):
            for cell, number in zip(cells, numbers, strict=True):
                seen[cell].add(number)
        if all(len(values) > 1 for values in seen.values()):
            break
    return seen


@pytest.mark.parametrize("zero_is_safe", [True, False])
@given(counts=st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=2), min_size=2, max_size=3))
def test_no_hidden_count_of_a_small_table_can_be_worked_out(counts, zero_is_safe):
    counts = np.array(counts, dtype=float)
    table = secondary_suppress(counts, threshold=2, zero_is_safe=zero_is_safe)
    assert all(len(values) > 1 for values in possible_values(table, counts).values())


def range_of(table, cell):
    """The least and the most a hidden count could be, by linear programming; the corners of this polytope are whole."""
    hidden = np.isnan(table.values)
    rows, columns = hidden.shape
    known = np.nan_to_num(table.values)
    equations, rests = [], []
    for line in range(rows):
        if not np.isnan(table.row_totals[line]):
            equations.append((np.arange(rows)[:, None] == line) & hidden)
            rests.append(table.row_totals[line] - known[line].sum())
    for line in range(columns):
        if not np.isnan(table.column_totals[line]):
            equations.append((np.arange(columns)[None, :] == line) & hidden)
            rests.append(table.column_totals[line] - known[:, line].sum())
    if not np.isnan(table.total):
        equations.append(hidden)
        rests.append(table.total - known.sum())
    wanted = np.zeros(hidden.shape)
    wanted[cell] = 1
    matrix = np.array([equation[hidden] for equation in equations], dtype=float)
    least = linprog(wanted[hidden], A_eq=matrix, b_eq=rests)
    most = linprog(-wanted[hidden], A_eq=matrix, b_eq=rests)
    return least.fun, np.inf if most.status == 3 else -most.fun  # 3: without bound


@settings(max_examples=15)
@given(counts=st.lists(st.lists(st.integers(0, 25), min_size=4, max_size=4), min_size=3, max_size=5))
def test_no_hidden_count_of_a_larger_table_can_be_worked_out(counts):
    table = secondary_suppress(np.array(counts))
    if np.isnan([*table.row_totals, *table.column_totals, table.total]).all():
        return
    for cell in zip(*np.nonzero(np.isnan(table.values)), strict=True):
        least, most = range_of(table, cell)
        assert most - least >= 1 - 1e-6


@given(counts=st.lists(st.integers(0, 6), min_size=2, max_size=4))
def test_no_hidden_count_of_a_list_with_a_total_can_be_worked_out(counts):
    shown = secondary_suppress(counts, threshold=3)
    hidden = [i for i, value in enumerate(shown.values) if np.isnan(value)]
    seen = {i: set() for i in hidden}
    for numbers in product(range(max(counts) + 3), repeat=len(hidden)):
        if np.isnan(shown.total) or sum(numbers) + np.nansum(shown.values) == shown.total:
            for i, number in zip(hidden, numbers, strict=True):
                seen[i].add(number)
    assert all(len(values) > 1 for values in seen.values())


@given(counts=st.lists(st.lists(st.integers(0, 30), min_size=4, max_size=4), min_size=4, max_size=4))
def test_whatever_is_shown_is_true_and_whatever_is_small_is_hidden(counts):
    counts = np.array(counts)
    table = secondary_suppress(counts)
    shown = ~np.isnan(table.values)
    assert (table.values[shown] == counts[shown]).all()
    assert not shown[counts < 5].any()
