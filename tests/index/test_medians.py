"""Middle waits and their limits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorers.index import medians, waits


def test_the_median_is_the_first_time_at_which_half_have_an_answer():
    assert medians.median(waits.curve([4, 9, 12], [4, 3, 3], [0, 0, 0])) == 9


def test_a_rest_on_one_half_gives_its_middle():
    assert medians.median(waits.curve([4, 9, 12], [3, 3, 6], [0, 0, 0])) == 10.5


def test_a_rest_on_one_half_is_seen_through_rounding():
    curves = waits.curve([2, 3, 6, 8], [1, 1, 5, 7], [0, 0, 0, 0])

    assert waits.survival(curves, 6) > 0.5
    assert medians.median(curves) == 7


def test_a_rest_on_one_half_without_end_is_taken_to_the_last_time_seen():
    assert medians.median(waits.curve([4, 20], [5, 0], [0, 5])) == 12


def test_a_curve_that_stays_above_one_half_has_no_median():
    assert np.isnan(medians.median(waits.curve([4, 20], [5, 0], [0, 6])))


@pytest.mark.parametrize(("cases", "known"), [(9, False), (10, True)])
def test_below_ten_cases_there_is_no_median(cases, known):
    curves = waits.curve([4], [cases], [0])

    low, high = medians.median_limits(curves, 0.9)

    assert np.isfinite([medians.median(curves), low, high]).tolist() == [known] * 3


def test_answers_all_on_one_day_leave_no_doubt_about_the_middle():
    low, high = medians.median_limits(waits.curve([7], [12], [0]), 0.9)

    assert (low, high) == (7, 7)


def test_a_single_last_answer_after_many_left_says_little_about_the_middle():
    # S falls from 1 to 0 at day 30 on the word of one case of twenty.
    low, high = medians.median_limits(waits.curve([1, 30], [0, 1], [19, 0]), 0.9)

    assert low == 30
    assert np.isnan(high)


def test_units_stand_side_by_side():
    curves = waits.curve([4, 9, 12], [[4, 3, 3], [3, 3, 6], [0, 1, 0]], [[0, 0, 0]] * 3)

    assert medians.median(curves) == pytest.approx([9, 10.5, np.nan], nan_ok=True)


def test_the_band_holds_the_curve_and_stays_between_0_and_1():
    curves = waits.curve([0, 4, 9, 12], [1, 4, 3, 3], [1, 1, 2, 0])

    for scale in ("log", "log-log"):
        low, high = medians.band(curves, 0.9, scale)
        assert (low >= 0).all()
        assert (low <= curves.survival).all()
        assert (curves.survival <= high).all()
        assert (high <= 1).all()


@given(st.lists(st.integers(0, 40), min_size=10, max_size=60))
def test_without_censoring_it_is_the_median_of_the_waits(all_waits):
    curves = waits.curve(all_waits, np.ones(len(all_waits)), np.zeros(len(all_waits)))

    assert medians.median(curves) == np.median(all_waits)


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=10, max_size=40))
def test_the_limits_hold_the_median(cases):
    time, ended = np.array(cases).T
    curves = waits.curve(time, ended, 1 - ended)
    middle = np.nan_to_num(medians.median(curves), nan=np.inf)

    low, high = (np.nan_to_num(end, nan=np.inf) for end in medians.median_limits(curves, 0.9))

    assert low <= middle <= high
