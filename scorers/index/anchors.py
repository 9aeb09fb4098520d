"""The value function: straight lines through anchors, flat outside."""

from collections.abc import Sequence
from itertools import pairwise

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


def along(values: NDArray[np.float64], lines: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the score of each value, where the anchors are others in each draw; NaN stays NaN.

    Args:
        values: A row a draw, a column a unit.
        lines: The anchors: draw, anchor, and on the last axis value and score. Values strictly rise
            from anchor to anchor.
    """
    found = np.broadcast_to(lines[:, :1, 1], values.shape).copy()
    ends = lines.transpose(1, 2, 0)[..., np.newaxis]  # anchor, value or score, draw, unit
    for (start, low), (end, high) in pairwise(ends):
        # From each anchor to the next: as far as the value gets, at the slope in between.
        step = np.clip(values, start, end)
        step -= start
        step *= (high - low) / (end - start)
        found += step
    return found
