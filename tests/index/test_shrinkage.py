"""Shrunk rates and their intervals."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from scorers.index import shrinkage


def test_the_shrunk_rate_leans_on_the_known_rate():
    # (3 + 5 * 0.6) / (4 + 5) = 6 / 9
    assert shrinkage.rate(3, 4, 5, 0.6) == pytest.approx(6 / 9)


def test_no_strength_is_the_plain_rate():
    assert shrinkage.rate(3, 4, 0, 0.6) == 0.75


@pytest.mark.parametrize("probability", [0.05, 0.5, 0.95])
def test_quantiles_are_those_of_the_beta_distribution(probability):
    k, n, m = np.array([0, 3, 12.5]), np.array([5, 4, 40]), 0.7
    a, b = shrinkage.parameters(k, n, 5, m)

    found = shrinkage.quantile(probability, a, b)

    assert found == pytest.approx(stats.beta.ppf(probability, k + 3.5, n - k + 1.5))


def test_a_distribution_without_width_is_a_point():
    assert shrinkage.quantile(0.05, [0, 9, np.nan], [9, 0, 1]) == pytest.approx(
        [0, 1, np.nan], nan_ok=True
    )


def test_the_interval_of_wilson_is_that_of_scipy():
    expected = stats.binomtest(7, 20).proportion_ci(0.9, method="wilson")

    low, high = shrinkage.wilson(7, 20, 0.9)

    assert (float(low), float(high)) == pytest.approx((expected.low, expected.high))


def test_no_cases_have_no_interval():
    low, high = shrinkage.wilson(0, 0, 0.9)

    assert np.isnan(low)
    assert np.isnan(high)


@given(st.integers(0, 500), st.integers(0, 500), st.floats(0, 1))
def test_the_shrunk_rate_lies_between_the_plain_and_the_known_one(k, others, m):
    n = k + others + 1

    found = shrinkage.rate(k, n, 5, m)

    assert min(k / n, m) - 1e-12 <= found <= max(k / n, m) + 1e-12


def test_scipy_is_loaded_only_where_a_rate_is_shrunk():
    program = "import sys; from scorers import editions; sys.exit('scipy' in sys.modules)"

    ended = subprocess.run([sys.executable, "-c", program], check=False)

    assert ended.returncode == 0
