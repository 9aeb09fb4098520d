"""Ranks: ties, missing scores, rounding."""

import numpy as np

from scorers.index import ranks


NAN = float("nan")


def test_the_highest_is_first_and_ties_share_the_smallest_rank():
    assert ranks.rank([10, 30, 30, 20]).tolist() == [4, 1, 1, 3]


def test_a_missing_score_has_no_rank_and_takes_none():
    assert np.array_equal(ranks.rank([NAN, 5, NAN, 7]), [NAN, 2, NAN, 1], equal_nan=True)


def test_only_scores_that_differ_by_more_than_rounding_have_different_ranks():
    assert ranks.rank([0.1 + 0.2, 0.3]).tolist() == [1, 1]
    assert ranks.rank([0.3 + 1e-8, 0.3]).tolist() == [1, 2]


def test_each_row_is_ranked_by_itself():
    assert ranks.rank([[1, 2], [2, 1]]).tolist() == [[2, 1], [1, 2]]


def test_zero_and_minus_zero_are_tied():
    assert ranks.rank([-0.0, 0.0]).tolist() == [1, 1]
