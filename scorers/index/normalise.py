"""From values of one indicator to comparable numbers.

Every function takes the values of all units after direction: where lower is better they were
multiplied by -1, so that higher is always better. NaN stays NaN. The formulas are those of METHOD
section 8, after the OECD and JRC's Handbook on Constructing Composite Indicators (2008), step 5.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scorers.index import anchors


Array = NDArray[np.float64]


def directed(values: ArrayLike, direction: int) -> Array:
    """Return d x, with d 1 or -1."""
    # Adding 0 makes the -0 that -1 times 0 is a plain 0.
    return np.asarray(values, dtype=float) * direction + 0.0


def min_max(x: Array, *, lower: float, upper: float) -> Array:
    """Return (x - min) / (max - min) (u - l) + l; all NaN where max is min."""
    least, most = _ends(x)
    return _ratio(x - least, most - least) * (upper - lower) + lower


def goalposts(x: Array, *, low: float, high: float, scale: float) -> Array:
    """Return clip((x - lo) / (hi - lo), 0, 1) times the scale; the posts are after direction."""
    return np.asarray(np.clip((x - low) / (high - low), 0, 1) * scale)


def anchored(x: Array, *, points: Sequence[tuple[float, float]]) -> Array:
    """Return straight lines through the points, flat outside; the points are after direction."""
    return anchors.apply(x, points)


def z_score(x: Array, *, mean: float, sd: float) -> Array:
    """Return (x - mean of x) / (sd of x) s + m, the sd of x with n - 1; all NaN where it is 0."""
    present = x[~np.isnan(x)]
    # Rounding may leave equal values a deviation that is not 0.
    if len(present) == 0 or present.min() == present.max():
        return np.full_like(x, np.nan)
    return np.asarray((x - present.mean()) / present.std(ddof=1) * sd + mean)


def percentile_rank(x: Array) -> Array:
    """Return (rank - 1) / (n - 1), the lowest of the n that are there first, ties at the smallest.

    All NaN where fewer than two are there.
    """
    present = ~np.isnan(x)
    known = x[present]
    found = np.full_like(x, np.nan)
    if len(known) > 1:
        found[present] = np.searchsorted(np.sort(known), known, side="left") / (len(known) - 1)
    return found


def distance_to_target(x: Array, *, target: float, cap: bool) -> Array:
    """Return (x - min) / (target - min), at most 1 if capped; the target is after direction.

    All NaN where the target is not above min: nobody is on the way to it.
    """
    least, _ = _ends(x)
    found = _ratio(x - least, target - least)
    return np.minimum(found, 1.0) if cap else found


def as_it_is(x: Array) -> Array:
    """Return the values."""
    return x


def _ends(x: Array) -> tuple[float, float]:
    present = x[~np.isnan(x)]
    return (float(present.min()), float(present.max())) if len(present) else (np.nan, np.nan)


def _ratio(part: Array, whole: float) -> Array:
    return part / whole if whole > 0 else np.full_like(part, np.nan)
