"""Sobol's indices against functions of which they are known."""

import numpy as np
import pytest

from scorers.index import sobol


COUNT = 40_000


def estimated(function, inputs=3):
    """Return the indices of each input of a function of numbers from 0 to 1."""
    generator = np.random.default_rng(1)
    a, b = generator.random((2, COUNT, inputs))
    found = []
    for place in range(inputs):
        mixed = a.copy()
        mixed[:, place] = b[:, place]
        parts = (function(sample)[:, np.newaxis] for sample in (a, b, mixed))
        one = sobol.indices(*parts)
        found.append((one.first.item(), one.total.item()))
    return np.array(found)


def test_of_a_weighted_sum_each_index_is_the_share_of_the_squared_weight():
    found = estimated(lambda x: x @ [1.0, 2.0, 3.0])

    expected = np.array([[1, 1], [4, 4], [9, 9]]) / 14
    assert found == pytest.approx(expected, abs=0.02)


def test_of_ishigamis_function_the_indices_are_the_analytic_ones():
    # With a = 7 and b = 0.1: x3 counts only together with x1.
    def ishigami(x):
        x1, x2, x3 = np.pi * (2 * x - 1).T
        return np.sin(x1) + 7 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1)

    expected = np.array([[0.3139, 0.5576], [0.4424, 0.4424], [0.0, 0.2437]])
    assert estimated(ishigami) == pytest.approx(expected, abs=0.03)


def test_four_draws_by_hand():
    # y_A 1, 3 and y_B 3, 1 with y_ABi 3, 3: V = 1, the mean 2.
    # The first is the mean of 2 and 0, the total half the mean of 4 and 0.
    one = sobol.indices(*(np.array([column]).T for column in ([1.0, 3], [3.0, 1], [3.0, 3])))

    assert (one.first.item(), one.total.item()) == (1, 1)


@pytest.mark.parametrize("score", [0.0, 70.1])
def test_where_nothing_varies_nothing_is_said(score):
    same = np.full((10, 1), score)
    one = sobol.indices(same, same, same + 1e-13 * score)

    assert np.isnan([one.first, one.total]).all()


def test_each_unit_has_indices_of_its_own():
    generator = np.random.default_rng(2)
    a, b = generator.random((2, COUNT, 2))
    mixed = np.column_stack([b[:, 0], a[:, 1]])

    one = sobol.indices(a, b, mixed)

    assert one.total == pytest.approx([1, 0], abs=0.02)
