"""Who is ahead of whom, and where in a group each could stand, given draws that all share."""

import numpy as np
from numpy.typing import NDArray

from scorers.index.aggregate import rounded
from scorers.index.ranks import rank


Array = NDArray[np.float64]


def ahead(draws: Array) -> Array:
    """Return the share of the draws in which each unit is above each other: a row, a column a unit.

    Scores are rounded to 1e-9 first; a tie is ahead on neither side. NaN where one has no score.

    Args:
        draws: Scores, a row a draw, a column a unit; all units of a row share what it assumes.
    """
    scores = rounded(draws)
    found = np.empty((scores.shape[1], scores.shape[1]))
    for unit in range(scores.shape[1]):
        found[unit] = (scores[:, [unit]] > scores).mean(axis=0)
    unknown = np.isnan(scores).any(axis=0)
    found[unknown] = found[:, unknown] = np.nan
    return found


def rank_intervals(draws: Array, probability: float) -> tuple[Array, Array]:
    """Return the first and the last rank of each unit in the middle `probability` of the draws.

    1 is the highest, ties share the smallest, METHOD section 8. Both ends are ranks that were
    drawn; NaN for a unit without a score in some draw.
    """
    tail = (1 - probability) / 2
    first, last = np.quantile(rank(draws), [tail, 1 - tail], axis=0, method="inverted_cdf")
    return first, last
