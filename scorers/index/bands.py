"""Which words a score deserves, given how sure it is.

Bands are numbered from 0, the worst. `starts` holds the first score of each; a score of 100 is in
the last.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray


def number(scores: ArrayLike, starts: Sequence[float]) -> NDArray[np.int64]:
    """Return the band of each score; scores below the first start are in the first band."""
    found = np.searchsorted(np.asarray(starts, dtype=float), np.asarray(scores), side="right") - 1
    return np.asarray(np.clip(found, 0, len(starts) - 1), dtype=np.int64)


def probabilities(draws: ArrayLike, starts: Sequence[float]) -> NDArray[np.float64]:
    """Return the share of the draws in each band, on the last axis; the draws are the first."""
    draws = np.asarray(draws, dtype=float)
    reached = [np.count_nonzero(draws >= start, axis=0) for start in starts[1:]]
    most, none = np.full(draws.shape[1:], len(draws)), np.zeros(draws.shape[1:], dtype=np.int64)
    return np.asarray(-np.diff([most, *reached, none], axis=0).T / len(draws))


def named(probability: ArrayLike, least: float) -> tuple[int, ...]:
    """Return the one band whose probability is at least `least`, else the likeliest neighbours.

    Args:
        probability: Probability of each band.
        least: Probability from which one band is named.
    """
    probability = np.asarray(probability, dtype=float)
    best = int(probability.argmax())
    if probability[best] >= least or len(probability) == 1:
        return (best,)
    first = int((probability[:-1] + probability[1:]).argmax())
    return (first, first + 1)


def touched(low: ArrayLike, high: ArrayLike, starts: Sequence[float]) -> NDArray[np.int64]:
    """Return how many bands an interval touches."""
    return np.asarray(number(high, starts) - number(low, starts) + 1)
