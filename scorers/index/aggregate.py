"""From parts to a whole: weighted means over what is there, coverage, bounds.

In every function the parts are the last axis; NaN is a part that is not there.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray


Array = NDArray[np.float64]
DIGITS = 9


def arithmetic(scores: ArrayLike, weights: ArrayLike) -> Array:
    """Return sum(w s) / sum(w) over the parts that are there; NaN where none is."""
    scores = np.asarray(scores, dtype=float)
    present = ~np.isnan(scores)
    weight = np.where(present, weights, 0.0)
    total = weight.sum(axis=-1)
    summed = (weight * np.where(present, scores, 0.0)).sum(axis=-1)
    return np.asarray(np.divide(summed, total, out=np.full_like(total, np.nan), where=total > 0))


def geometric(scores: ArrayLike, weights: ArrayLike, floor: float) -> Array:
    """Return the product of max(s, floor)^w, the weights summing to 1; NaN where a part is missing.

    Args:
        scores: Scores of the parts, 0 to 100.
        weights: Weights of the parts; they are divided by their sum.
        floor: Least that a part counts, above 0.
    """
    weights = np.asarray(weights, dtype=float)
    logs = np.log(np.maximum(np.asarray(scores, dtype=float), floor))
    return np.asarray(np.exp((logs * weights / weights.sum()).sum(axis=-1)))


def weight_of(present: ArrayLike, weights: ArrayLike) -> Array:
    """Return the weight of the parts that are True."""
    return np.asarray(np.where(present, weights, 0.0).sum(axis=-1))


def bounds(scores: ArrayLike, weights: ArrayLike, applicable: ArrayLike) -> tuple[Array, Array]:
    """Return the arithmetic mean with every applicable missing part at 0, and at 100.

    0 and 100 where no part is applicable: nothing is known. A part that is not applicable is left
    out even if it has a score.
    """
    scores = np.asarray(scores, dtype=float)
    missing = np.isnan(scores)
    ends = []
    for end in (0.0, 100.0):
        filled = np.where(missing, end, scores)
        mean = arithmetic(np.where(applicable, filled, np.nan), weights)
        ends.append(np.where(np.isnan(mean), end, mean))
    return ends[0], ends[1]


def rounded(scores: ArrayLike) -> Array:
    """Return scores rounded to 1e-9, so that equal ones compare equal."""
    return np.round(np.asarray(scores, dtype=float), DIGITS)
