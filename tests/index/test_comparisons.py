"""Who is ahead of whom, and ranks within a group."""

import numpy as np
import pytest

from scorers.index import comparisons


NAN = float("nan")


def test_the_share_of_draws_in_which_one_is_above_another():
    draws = np.array([[50.0, 40], [50, 60], [50, 30], [50, 20]])

    assert comparisons.ahead(draws).tolist() == [[0, 0.75], [0.25, 0]]


def test_a_tie_to_a_billionth_is_ahead_on_neither_side():
    draws = np.array([[0.1 + 0.2, 0.3], [0.3, 0.3]])

    assert comparisons.ahead(draws).tolist() == [[0, 0], [0, 0]]


def test_who_has_no_score_is_not_compared():
    found = comparisons.ahead(np.array([[50.0, NAN, 10.0]]))

    assert found[0, 2] == 1
    assert np.isnan(found[[0, 1, 1], [1, 0, 2]]).all()


def test_rank_intervals_leave_out_the_draws_at_both_ends():
    # The first is third once in a hundred draws, the second likewise first.
    draws = np.tile([[3.0, 1.0, 2.0]], (100, 1))
    draws[0] = [1, 3, 2]

    first, last = comparisons.rank_intervals(draws, 0.9)

    assert (first.tolist(), last.tolist()) == ([1, 3, 2], [1, 3, 2])


def test_rank_intervals_are_ranks_that_were_drawn():
    draws = np.array([[3.0, 1.0]] * 6 + [[1.0, 3.0]] * 4)

    first, last = comparisons.rank_intervals(draws, 0.9)

    assert (first.tolist(), last.tolist()) == ([1, 1], [2, 2])


@pytest.mark.parametrize("factor", [1, 10])
def test_ranks_do_not_depend_on_the_scale(factor):
    draws = np.random.default_rng(3).random((50, 4))

    found, expected = (comparisons.rank_intervals(x, 0.9) for x in (factor * draws, draws))

    assert np.array_equal(found, expected)
