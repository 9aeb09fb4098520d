"""The middle wait of each unit and its confidence limits, read off its survival curve.

The limits are where the confidence band of S crosses one half (R. Brookmeyer and J. Crowley,
Biometrics 38, 1982), as R's survival and lifelines have them. The band uses Greenwood's variance on
the log(-log S) scale, which holds its level in small samples (Ø. Borgan and K. Liestøl,
Scandinavian Journal of Statistics 17, 1990), or on the log S scale, R's default. Where S is 0, R
has no band and that of lifelines is 0 as well; ours is that of Clopper and Pearson for the cases
known to have ended.
"""

from statistics import NormalDist
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from scorers.index.waits import Curve, greenwood, known_cases


Array = NDArray[np.float64]
Scale = Literal["log-log", "log"]
MINIMUM = 10
TOLERANCE = 1e-9


def median(curves: Curve, minimum: float = MINIMUM) -> Array:
    """Return the smallest time with S <= 0.5; NaN where S stays above, or cases are too few.

    Where S is 0.5 on a flat part it is the middle of that part, whose end is the next event or, if
    none follows, the last time seen.

    Args:
        curves: The curves of the units.
        minimum: Fewest cases that have a median; below them a reader is told counts only.
    """
    return np.where(curves.cases >= minimum, _crossing(curves, curves.survival), np.nan)


def median_limits(
    curves: Curve, probability: float, scale: Scale = "log-log", minimum: float = MINIMUM
) -> tuple[Array, Array]:
    """Return the ends of the interval of the median; NaN where the band stays above one half.

    Args:
        curves: The curves of the units.
        probability: Probability inside the interval, such as 0.90.
        scale: Scale on which the band of S is symmetric.
        minimum: As in `median`.
    """
    low, high = band(curves, probability, scale)
    enough = curves.cases >= minimum
    return (
        np.where(enough, _crossing(curves, low), np.nan),
        np.where(enough, _crossing(curves, high), np.nan),
    )


def band(curves: Curve, probability: float, scale: Scale = "log-log") -> tuple[Array, Array]:
    """Return the ends of the interval of S at each cell of the curves, 0 to 1."""
    z = NormalDist().inv_cdf((1 + probability) / 2)
    share = curves.survival
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        width = z * np.sqrt(greenwood(curves))
        if scale == "log":
            low, high = share * np.exp(-width), share * np.exp(width)
        else:
            power = np.exp(width / np.abs(np.log(share)))
            low, high = share**power, share ** (1 / power)
        exact = ((1 - probability) / 2) ** (1 / known_cases(curves))
    low = np.where(share == 0, 0.0, np.where(share == 1, 1.0, low))
    high = np.where(share == 0, 1 - exact, np.where(share == 1, 1.0, high))
    return low, np.minimum(high, 1)


def _crossing(curves: Curve, steps: Array) -> Array:
    """Return where the steps come down to one half; the middle where they rest on it."""
    reached = steps <= 0.5 + TOLERANCE
    beyond = (steps < 0.5 - TOLERANCE) & (np.cumsum(reached, axis=-1) > 0)
    start = _first(curves, reached, np.full_like(curves.last, np.nan))
    at = np.take_along_axis(steps, reached.argmax(axis=-1)[..., np.newaxis], axis=-1)[..., 0]
    end = _first(curves, beyond, curves.last)
    return np.where(np.abs(at - 0.5) <= TOLERANCE, (start + end) / 2, start)


def _first(curves: Curve, chosen: NDArray[np.bool_], otherwise: Array) -> Array:
    """Return the time of the first chosen cell, or the other value where there is none."""
    cell = chosen.argmax(axis=-1)[..., np.newaxis]
    time = np.take_along_axis(curves.time, cell, axis=-1)[..., 0]
    return np.where(chosen.any(axis=-1), time, otherwise)
