"""Draws of rates."""

import numpy as np
import pytest
from scipy import stats

from scorers.index import draws


def test_the_same_seed_and_keys_give_the_same_draws():
    assert (draws.beta(3, 4, 50, (1, 2)) == draws.beta(3, 4, 50, (1, 2))).all()


def test_other_keys_give_other_draws():
    assert (draws.beta(3, 4, 50, (1, 2)) != draws.beta(3, 4, 50, (1, 3))).all()


def test_draws_follow_the_beta_distribution():
    found = draws.beta(3, 4, 20_000, (7,))

    assert stats.kstest(found, stats.beta(3, 4).cdf).pvalue > 0.01


@pytest.mark.parametrize(("a", "b", "point"), [(0, 5, 0), (5, 0, 1)])
def test_a_distribution_without_width_draws_its_point(a, b, point):
    assert (draws.beta(a, b, 9, (1,)) == point).all()


def test_the_interval_leaves_the_same_share_at_both_ends():
    low, high = draws.interval(np.arange(101.0)[np.newaxis], 0.9)

    assert (low.item(), high.item()) == pytest.approx((5, 95))


def test_a_unit_without_draws_has_no_range():
    found = draws.ranged(np.array([[10.0, np.nan], [30.0, np.nan]]), 0.9, (0, 20))

    assert found.low[0] == pytest.approx(11)
    assert found.shares[0].tolist() == [0.5, 0.5]
    assert np.isnan([found.low[1], found.high[1], *found.shares[1]]).all()


def test_coupled_draws_are_the_same_numbers_in_the_order_of_others():
    drawn = np.array([[1.0, 9], [2, 8], [3, 7]])
    like = np.array([[0.2, 0.1], [0.3, 0.1], [0.1, 0.0]])

    # Ties keep the order of the draws.
    assert draws.coupled(drawn, like).tolist() == [[2, 8], [3, 9], [1, 7]]
