"""Survival curves of waits, on cases small enough to compute by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorers.exceptions import ValuesError
from scorers.index import waits


# 10 cases: at day 4 two answers, at day 10 three answers and one withdrawn, at day 20 one answer,
# three still open at day 30. S: 8/10, then 8/10 * 5/8 = 1/2, then 1/2 * 3/4 = 3/8.
TIME, EVENTS, CENSORED = [4, 10, 20, 30], [2, 3, 1, 0], [0, 1, 0, 3]
cells = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=12
).filter(lambda rows: any(events + censored for _, events, censored in rows))


def curve_of(rows):
    return waits.curve(*np.array(rows).T)


@pytest.mark.parametrize(
    ("at", "share"), [(0, 1), (3, 1), (4, 0.8), (9, 0.8), (10, 0.5), (20, 0.375), (30, 0.375)]
)
def test_the_share_still_waiting_falls_on_the_day_of_each_answer(at, share):
    found = waits.survival(waits.curve(TIME, EVENTS, CENSORED), at)

    assert found == pytest.approx(share)


def test_who_is_censored_on_a_day_is_at_risk_of_the_answers_of_that_day():
    curves = waits.curve([10], [1], [1])

    assert waits.survival(curves, 10) == 0.5


def test_a_case_that_leaves_before_the_first_answer_counts_no_more():
    assert waits.survival(waits.curve([3, 10], [0, 1], [5, 1]), 10) == 0.5


def test_an_answer_on_the_day_of_filing_is_an_answer():
    assert waits.survival(waits.curve([0, 5], [1, 1], [0, 0]), [0, 5]) == pytest.approx([0.5, 0])


def test_past_the_last_case_the_share_stays_and_is_not_known():
    curves = waits.curve(TIME, EVENTS, CENSORED)

    assert waits.survival(curves, 99) == pytest.approx(0.375)
    assert waits.known_until(curves) == 30


def test_a_curve_that_ends_in_answers_is_known_for_ever():
    assert waits.known_until(waits.curve([4, 9], [1, 1], [1, 0])) == np.inf


def test_without_cases_nothing_is_known():
    curves = waits.curve([4], [0], [0])

    assert np.isnan(waits.survival(curves, 10))
    assert np.isnan(waits.restricted_mean(curves, 10))
    assert waits.known_until(curves) == 0


def test_without_cells_nothing_is_known():
    assert np.isnan(waits.survival(waits.curve([], [], []), 10))


def test_the_restricted_mean_is_the_area_under_the_curve():
    # 4 days at 1, 6 at 0.8, 10 at 0.5, 5 at 0.375
    found = waits.restricted_mean(waits.curve(TIME, EVENTS, CENSORED), 25)

    assert found == pytest.approx(4 + 4.8 + 5 + 1.875)


def test_the_error_of_the_restricted_mean_is_that_of_the_formula():
    # Areas to day 25: 11.675 from day 4, 6.875 from day 10, 1.875 from day 20.
    expected = 11.675**2 * 2 / (10 * 8) + 6.875**2 * 3 / (8 * 5) + 1.875**2 * 1 / (4 * 3)

    found = waits.restricted_mean_error(waits.curve(TIME, EVENTS, CENSORED), 25)

    assert found == pytest.approx(np.sqrt(expected))


def test_the_error_of_greenwood_is_that_of_the_formula():
    found = waits.standard_error(waits.curve(TIME, EVENTS, CENSORED), [3, 12])

    assert found == pytest.approx([0, 0.5 * np.sqrt(2 / (10 * 8) + 3 / (8 * 5))])


def test_where_no_one_waits_longer_the_error_is_unknown():
    assert np.isnan(waits.standard_error(waits.curve([4], [3], [0]), 4))


def test_times_and_counts_of_different_shapes_are_held_against_each_other():
    first, second = (waits.curve([1, 2, 3], events, 0) for events in ([1, 0, 2], [0, 1, 1]))
    whole = waits.curve([1, 2, 3], [1, 0, 2], [0, 0, 0])
    both = waits.curve([1, 2, 3], [[1, 0, 2], [0, 1, 1]], 0)
    assert first.survival.tolist() == whole.survival.tolist()
    assert both.survival.tolist() == [first.survival.tolist(), second.survival.tolist()]


def test_units_of_different_lengths_are_computed_side_by_side():
    events = [[2, 3, 1, 0], [1, 0, 0, 0], [0, 0, 0, 0]]
    censored = [[0, 1, 0, 3], [0, 1, 0, 0], [0, 0, 0, 0]]
    curves = waits.curve(TIME, events, censored)

    assert waits.survival(curves, 10) == pytest.approx([0.5, 0.5, np.nan], nan_ok=True)
    assert waits.survival(curves, [4, 3, 2]) == pytest.approx([0.8, 1, np.nan], nan_ok=True)
    assert waits.known_until(curves) == pytest.approx([30, 10, 0])
    assert waits.restricted_mean(curves, [25, 10, 9]) == pytest.approx(
        [15.675, 7, np.nan], nan_ok=True
    )


@pytest.mark.parametrize(
    ("time", "events", "censored", "words"),
    [
        ([1, -2], [1, 1], [0, 0], "time is -2.0 at (1,)"),
        ([1, 2], [1, np.nan], [0, 0], "events is nan at (1,)"),
        ([1, 2], [1, 1], [np.inf, 0], "censored is inf at (0,)"),
    ],
)
def test_a_time_or_a_count_that_cannot_be_is_refused_by_name(time, events, censored, words):
    with pytest.raises(ValuesError, match="expected a number from 0 up") as refused:
        waits.curve(time, events, censored)

    assert words in str(refused.value)


def test_a_rate_as_sure_without_censoring_is_the_plain_one():
    k, n = waits.effective(waits.curve([4, 10, 20], [2, 3, 5], [0, 0, 0]), [3, 4, 10, 20])

    assert k == pytest.approx([0, 2, 5, 10])
    assert n == pytest.approx([10, 10, 10, 10])


def test_a_rate_as_sure_has_the_error_of_greenwood():
    curves = waits.curve([3, *TIME], [1, *EVENTS], [2, *CENSORED])

    k, n = waits.effective(curves, 25)

    assert k / n == pytest.approx(1 - waits.survival(curves, 25))
    assert np.sqrt(k / n * (1 - k / n) / n) == pytest.approx(waits.standard_error(curves, 25))
    assert n < 13


def test_without_cases_there_is_no_rate():
    k, n = waits.effective(waits.curve([4], [0], [0]), 10)

    assert np.isnan(k)
    assert n == 0


@pytest.mark.parametrize(("events", "k"), [([0, 0], 0), ([0, 6], 6)])
def test_where_all_or_none_wait_only_cases_whose_wait_is_known_count(events, k):
    censored = [4, 6 - events[1]]

    assert waits.effective(waits.curve([3, 10], events, censored), 10) == pytest.approx((k, 6))


def test_rows_of_counts_become_one_line_a_unit():
    time, events, censored = waits.grid([2, 0, 2, 2], [7, 3, 7, 3], [1, 2, 4, 0], [0, 1, 0, 6], 4)

    assert time.tolist() == [3, 7]
    assert events.tolist() == [[2, 0], [0, 0], [0, 5], [0, 0]]
    assert censored.tolist() == [[1, 0], [0, 0], [6, 0], [0, 0]]


def test_no_rows_are_units_without_cases():
    time, events, censored = waits.grid([], [], [], [], 3)

    assert time.size == 0
    assert np.isnan(waits.survival(waits.curve(time, events, censored), 4)).tolist() == [True] * 3


@pytest.mark.parametrize(("at", "known"), [(3, 5), (4, 5), (5, 3), (9, 3)])
def test_who_was_watched_no_longer_is_known_no_more_whether_or_not_a_cell_without_cases_says_so(
    at, known
):
    alone = waits.curve([4, 9], [0, 0], [2, 3])
    among_blanks = waits.curve([4, 5, 7, 9], [0, 0, 0, 0], [2, 0, 0, 3])

    assert waits.effective(alone, at) == (0, known)
    assert waits.effective(among_blanks, at) == (0, known)


@given(cells, st.integers(0, 45), st.randoms())
def test_neither_order_nor_splitting_of_cells_changes_anything(rows, tau, random):
    whole = curve_of(rows)
    pieces = [(t, 1, 0) for t, d, _ in rows for _ in range(d)]
    pieces += [(t, 0, 1) for t, _, c in rows for _ in range(c)]
    random.shuffle(pieces)
    split = curve_of(pieces)

    for measure in (
        waits.survival,
        waits.standard_error,
        waits.restricted_mean,
        waits.restricted_mean_error,
    ):
        assert measure(split, tau) == pytest.approx(measure(whole, tau), nan_ok=True)
    assert np.array(waits.effective(split, tau)) == pytest.approx(
        np.array(waits.effective(whole, tau))
    )


@given(cells, st.integers(0, 20), st.integers(0, 20))
def test_one_more_answer_in_time_never_lowers_the_share_answered_in_time(rows, day, more):
    term = day + more

    before = 1 - waits.survival(curve_of(rows), term)
    after = 1 - waits.survival(curve_of([*rows, (day, 1, 0)]), term)

    assert after >= before - 1e-12


@given(cells, st.integers(0, 45))
def test_without_censoring_the_curve_is_plain_counting(rows, tau):
    rows = [(time, events + censored, 0) for time, events, censored in rows]
    all_waits = np.repeat([time for time, *_ in rows], [events for _, events, _ in rows])

    assert waits.survival(curve_of(rows), tau) == pytest.approx((all_waits > tau).mean())
    assert waits.restricted_mean(curve_of(rows), tau) == pytest.approx(
        np.minimum(all_waits, tau).mean()
    )
