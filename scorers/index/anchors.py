"""The value function: straight lines through anchors, flat outside."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray


def apply(values: ArrayLike, anchors: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    """Return the score of each value, in the shape of `values`; NaN stays NaN.

    Args:
        values: Values in the unit of the anchors.
        anchors: (value, score) pairs, values strictly rising. Two pairs are plain goalposts; scores
            that fall from the first to the last say that a lower value is better.
    """
    points = np.asarray(anchors, dtype=float)
    return np.asarray(np.interp(np.asarray(values, dtype=float), points[:, 0], points[:, 1]))
