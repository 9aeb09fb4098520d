"""From parts to a whole: weighted means over what is there, coverage.

In every function the parts are the last axis; NaN is a part that is not there. The means are those
of the OECD and JRC's Handbook on Constructing Composite Indicators (2008), step 6.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scorers.exceptions import ValuesError


Array = NDArray[np.float64]
DIGITS = 9


class PartError(ValuesError):
    """A mean is not defined for a part: `position` is where it stands in the scores."""

    def __init__(self, mean: str, value: float, position: tuple[int, ...]) -> None:
        """Hold what was refused, for whoever knows the names of rows and parts."""
        super().__init__(f"no {mean} mean of {value!r}, at {position}")
        self.mean, self.value, self.position = mean, value, position


def arithmetic(scores: ArrayLike, weights: ArrayLike) -> Array:
    """Return sum(w s) / sum(w) over the parts that are there; NaN where none is."""
    scores, weights = np.asarray(scores, dtype=float), np.asarray(weights, dtype=float)
    shape = np.broadcast_shapes(scores.shape, weights.shape)[:-1]
    total, summed = np.zeros(shape), np.zeros(shape)
    # Part by part: numpy adds long rows much faster than many short ones.
    for part in range(scores.shape[-1]):
        score, weight = scores[..., part], weights[..., part]
        missing = np.isnan(score)
        if missing.any():
            score, weight = np.where(missing, 0.0, score), np.where(missing, 0.0, weight)
        total += weight
        summed += weight * score
    return np.asarray(np.divide(summed, total, out=np.full(shape, np.nan), where=total > 0))


def geometric(scores: ArrayLike, weights: ArrayLike, floor: float | None = None) -> Array:
    """Return the product of s^w over the parts that are there, w over their sum; NaN where none is.

    Args:
        scores: Scores of the parts.
        weights: Weights of the parts.
        floor: Least that a part counts, above 0: max(s, floor).

    Raises:
        PartError: There is no floor, and a part that has weight is not above 0.
    """
    scores, weights = np.asarray(scores, dtype=float), np.asarray(weights, dtype=float)
    if floor is not None:
        return np.asarray(np.exp(arithmetic(np.log(np.maximum(scores, floor)), weights)))
    _refuse("geometric", scores, weights, scores <= 0)
    return np.asarray(np.exp(arithmetic(np.log(_above_zero(scores)), weights)))


def harmonic(scores: ArrayLike, weights: ArrayLike) -> Array:
    """Return sum(w) / sum(w / s) over the parts that are there; NaN where none is.

    Raises:
        PartError: A part that has weight is not above 0.
    """
    scores, weights = np.asarray(scores, dtype=float), np.asarray(weights, dtype=float)
    _refuse("harmonic", scores, weights, scores <= 0)
    return np.asarray(1 / arithmetic(1 / _above_zero(scores), weights))


def power_mean(scores: ArrayLike, weights: ArrayLike, power: float) -> Array:
    """Return (sum(w s^p) / sum(w))^(1/p) over the parts that are there; NaN where none is.

    Raises:
        PartError: A part that has weight is below 0, or is 0 and the power below 0.
    """
    scores, weights = np.asarray(scores, dtype=float), np.asarray(weights, dtype=float)
    _refuse("power", scores, weights, scores <= 0 if power < 0 else scores < 0)
    kept = _above_zero(scores) if power < 0 else np.maximum(scores, 0)
    return np.asarray(arithmetic(kept**power, weights) ** (1 / power))


def _above_zero(scores: Array) -> Array:
    """Return the scores; those without weight that no mean is defined for are 1, and count 0."""
    return np.where(scores <= 0, 1.0, scores)


def _refuse(mean: str, scores: Array, weights: Array, refused: NDArray[np.bool_]) -> None:
    places = np.argwhere(refused & (weights > 0))
    if len(places):
        position = tuple(int(place) for place in places[0])
        shape = np.broadcast_shapes(scores.shape, weights.shape)
        raise PartError(mean, float(np.broadcast_to(scores, shape)[position]), position)


def weight_of(present: ArrayLike, weights: ArrayLike) -> Array:
    """Return the weight of the parts that are True."""
    return np.asarray(np.where(present, weights, 0.0).sum(axis=-1))


def rounded(scores: ArrayLike) -> Array:
    """Return scores rounded to 1e-9, so that equal ones compare equal."""
    return np.round(np.asarray(scores, dtype=float), DIGITS)
