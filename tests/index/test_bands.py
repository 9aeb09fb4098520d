"""Bands of scores, one or two."""

import pytest

from scorers.index import bands


STARTS = (0, 20, 40, 60, 80)


@pytest.mark.parametrize(
    ("score", "number"),
    [(0, 0), (19.999, 0), (20, 1), (39.999, 1), (40, 2), (60, 3), (80, 4), (100, 4)],
)
def test_a_band_begins_at_its_first_score(score, number):
    assert bands.number(score, STARTS) == number


def test_one_band_is_named_from_the_least_probability_on():
    assert bands.named([0, 0, 0.2, 0.8, 0], 0.8) == (3,)


def test_less_names_the_two_likeliest_neighbours():
    assert bands.named([0, 0.05, 0.45, 0.5, 0], 0.8) == (2, 3)


def test_two_likely_bands_apart_are_never_named_together():
    assert bands.named([0.45, 0.1, 0.45, 0, 0], 0.8) in {(0, 1), (1, 2)}


def test_probabilities_are_shares_of_the_draws():
    draws = [[10, 0], [30, 0], [35, 0], [90, 100]]

    assert bands.probabilities(draws, STARTS).tolist() == [
        [0.25, 0.5, 0, 0, 0.25],
        [0.75, 0, 0, 0, 0.25],
    ]


def test_an_interval_touches_the_bands_of_its_ends_and_those_between():
    assert bands.touched([10, 39, 20], [10, 61, 40], STARTS).tolist() == [1, 3, 2]
