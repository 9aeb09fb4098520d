"""Each normalisation by hand, with a gap, and where there is nothing to compare."""

from functools import partial

import numpy as np
import pytest

from scorers.index import normalise


NAN = float("nan")
X = np.array([2, NAN, 8, 4])


def test_direction_turns_values_round_and_leaves_zero_plain():
    turned = normalise.directed([3, 0, NAN], -1)

    assert np.array_equal(turned, [-3, 0, NAN], equal_nan=True)
    assert not np.signbit(turned[1])


def test_min_max_puts_the_least_and_the_most_at_both_ends():
    # (4 - 2) / 6 of the way from 10 to 70.
    found = normalise.min_max(X, lower=10, upper=70)

    assert found == pytest.approx([10, NAN, 70, 30], nan_ok=True)


def test_goalposts_are_fixed_and_clip_what_is_beyond():
    # (4 - 3) / 4 of 100.
    assert normalise.goalposts(X, low=3, high=7, scale=100) == pytest.approx(
        [0, NAN, 100, 25], nan_ok=True
    )


def test_anchors_are_straight_lines_flat_outside():
    # From 4 to 8, half of the way from 60 to 80 is at 6.
    points = [(3, 0), (4, 60), (8, 80)]

    found = normalise.anchored(np.array([2, 3.5, 6, 9, NAN]), points=points)

    assert found == pytest.approx([0, 30, 70, 80, NAN], nan_ok=True)


def test_z_scores_divide_by_the_deviation_with_n_minus_1():
    # Mean 14/3; squares 64/9, 100/9, 4/9 over 2: 28/3.
    sd = (28 / 3) ** 0.5
    expected = [(2 - 14 / 3) / sd * 10 + 50, NAN, (8 - 14 / 3) / sd * 10 + 50]

    assert normalise.z_score(X, mean=50, sd=10)[:3] == pytest.approx(expected, nan_ok=True)


def test_percentile_ranks_begin_with_the_lowest_and_tie_at_the_smallest():
    found = normalise.percentile_rank(np.array([5, 1, NAN, 5, 9]))

    assert found == pytest.approx([1 / 3, 0, NAN, 1 / 3, 1], nan_ok=True)


@pytest.mark.parametrize(("cap", "beyond"), [(True, 1), (False, 1.5)])
def test_distance_to_target_may_be_capped(cap, beyond):
    # (8 - 2) / (6 - 2); (4 - 2) / (6 - 2).
    found = normalise.distance_to_target(X, target=6, cap=cap)

    assert found == pytest.approx([0, NAN, beyond, 0.5], nan_ok=True)


@pytest.mark.parametrize(
    "formula",
    [
        partial(normalise.min_max, lower=0, upper=100),
        partial(normalise.z_score, mean=0, sd=1),
        partial(normalise.distance_to_target, target=0.1, cap=False),
    ],
    ids=["min-max", "z-score", "distance-to-target"],
)
@pytest.mark.parametrize("x", [[0.1, 0.1, 0.1], [0.1, NAN], [NAN, NAN]])
def test_without_a_range_everything_is_missing(formula, x):
    assert np.isnan(formula(np.array(x))).all()


@pytest.mark.parametrize("x", [[3, NAN], [NAN, NAN]])
def test_one_value_has_no_percentile_rank(x):
    assert np.isnan(normalise.percentile_rank(np.array(x))).all()


def test_a_target_below_the_least_leaves_everything_missing():
    assert np.isnan(normalise.distance_to_target(X, target=1, cap=True)).all()


def test_no_normalisation_leaves_values_as_they_are():
    assert np.array_equal(normalise.as_it_is(X), X, equal_nan=True)
