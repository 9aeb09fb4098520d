"""Weighted means and coverage."""

from functools import partial

import numpy as np
import pytest

from scorers.index import aggregate


NAN = float("nan")


def test_weights_are_renormalised_to_what_is_there():
    assert aggregate.arithmetic([90, NAN, 50], [3, 8, 2]) == pytest.approx((270 + 100) / 5)


def test_nothing_there_is_unknown_and_never_zero():
    assert np.isnan(aggregate.arithmetic([NAN, NAN], [1, 2]))


def test_rows_are_aggregated_along_the_last_axis():
    scores = [[[0, 100], [50, 100]], [[NAN, 10], [20, NAN]]]

    assert aggregate.arithmetic(scores, [1, 3]) == pytest.approx(np.array([[75, 87.5], [10, 20]]))


def test_the_geometric_mean_is_the_weighted_product():
    # 80^0.35 * 50^0.40 * 60^0.25
    expected = 80**0.35 * 50**0.40 * 60**0.25

    assert aggregate.geometric([80, 50, 60], [0.35, 0.40, 0.25], 1) == pytest.approx(expected)


def test_a_zero_counts_as_the_floor():
    assert aggregate.geometric([0, 100], [0.5, 0.5], 1) == pytest.approx(10)


def test_a_floor_counts_for_the_parts_that_are_there_alone():
    # Twice the floor and once 8: the third root of 8.
    assert aggregate.geometric([0, NAN, 8], [2, 5, 1], 1) == pytest.approx(2)


def test_scores_that_differ_by_less_than_a_billionth_compare_equal():
    assert aggregate.rounded(0.1 + 0.2) == aggregate.rounded(0.3)


def test_without_a_floor_the_geometric_mean_is_of_what_is_there():
    # Once 2 and twice 16 is 512, of which the third root.
    assert aggregate.geometric([2, NAN, 16], [1, 5, 2]) == pytest.approx(512 ** (1 / 3))


def test_the_harmonic_mean_divides_the_weights_by_the_sum_of_weights_over_scores():
    # (1 + 3) / (1/2 + 3/6) = 4
    assert aggregate.harmonic([2, 6, NAN], [1, 3, 9]) == pytest.approx(4)


@pytest.mark.parametrize(
    ("power", "expected"),
    [
        (2, ((9 + 3 * 25) / 4) ** 0.5),
        (0.5, ((3**0.5 + 3 * 5**0.5) / 4) ** 2),
        (-2, ((1 / 9 + 3 / 25) / 4) ** -0.5),
    ],
)
def test_the_power_mean_is_the_root_of_the_mean_of_powers(power, expected):
    assert aggregate.power_mean([3, 5, NAN], [1, 3, 9], power) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("power", "mean"),
    [
        (1, aggregate.arithmetic),
        (-1, aggregate.harmonic),
        (1e-9, aggregate.geometric),
    ],
)
def test_the_power_mean_has_the_others_as_its_cases(power, mean):
    scores, weights = [[3, 5, 9], [1, NAN, 4]], [1, 3, 2]

    found = aggregate.power_mean(scores, weights, power)

    assert found == pytest.approx(mean(scores, weights), rel=1e-6)


@pytest.mark.parametrize(
    ("mean", "part"),
    [
        (aggregate.geometric, 0),
        (aggregate.geometric, -1),
        (aggregate.harmonic, 0),
        (partial(aggregate.power_mean, power=-1), 0),
        (partial(aggregate.power_mean, power=0.5), -1),
    ],
)
def test_a_part_for_which_a_mean_is_not_defined_is_refused_with_its_place(mean, part):
    with pytest.raises(aggregate.PartError) as refused:
        mean([[1, 2], [3, part]], [1, 1])

    assert (refused.value.position, refused.value.value) == ((1, 1), part)


@pytest.mark.parametrize("mean", [aggregate.geometric, aggregate.harmonic])
def test_a_part_without_weight_is_neither_refused_nor_counted(mean):
    assert mean([0, 7], [0, 2]) == pytest.approx(7)


@pytest.mark.parametrize("mean", [aggregate.geometric, aggregate.harmonic])
def test_every_mean_of_nothing_is_unknown(mean):
    assert np.isnan(mean([NAN, NAN], [1, 2]))
