"""Rates of few cases: shrunk towards a known rate, with the interval of the Beta distribution.

k of n cases and a prior worth s cases at rate m: (k + s m) / (n + s), METHOD section 6.
"""

from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray


Array = NDArray[np.float64]


def rate(k: ArrayLike, n: ArrayLike, strength: float, m: ArrayLike) -> Array:
    """Return the shrunk rate, 0 to 1; k may hold halves (released in part counts one half)."""
    k, n, m = (np.asarray(part, dtype=float) for part in (k, n, m))
    return np.asarray((k + strength * m) / (n + strength))


def parameters(k: ArrayLike, n: ArrayLike, strength: float, m: ArrayLike) -> tuple[Array, Array]:
    """Return a and b of the Beta distribution of the shrunk rate."""
    k, n, m = (np.asarray(part, dtype=float) for part in (k, n, m))
    return np.asarray(k + strength * m), np.asarray(n - k + strength * (1 - m))


def quantile(probability: float, a: ArrayLike, b: ArrayLike) -> Array:
    """Return the quantile of Beta(a, b), 0 to 1; with a = 0 it is 0, with b = 0 it is 1.

    A parameter is 0 where nothing was ever seen to happen, neither here nor in the pool: the
    distribution is then a point.
    """
    # scipy takes long to load, and an edition without a shrunk rate never needs it.
    from scipy.special import betaincinv  # noqa: PLC0415

    a, b = np.broadcast_arrays(np.asarray(a, dtype=float), np.asarray(b, dtype=float))
    inside = (a > 0) & (b > 0)
    quantiles = betaincinv(np.where(inside, a, 1.0), np.where(inside, b, 1.0), probability)
    edge = np.where(a > 0, 1.0, 0.0)
    unknown = np.isnan(a) | np.isnan(b)
    return np.asarray(np.where(unknown, np.nan, np.where(inside, quantiles, edge)))


def wilson(k: ArrayLike, n: ArrayLike, probability: float) -> tuple[Array, Array]:
    """Return the ends of Wilson's interval for k of n, 0 to 1; NaN where n is 0.

    Args:
        k: Cases that count.
        n: All cases.
        probability: Probability inside the interval, such as 0.90.
    """
    k, n = np.asarray(k, dtype=float), np.asarray(n, dtype=float)
    z = NormalDist().inv_cdf((1 + probability) / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = k / n
        middle = p + z**2 / (2 * n)
        half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
        low, high = (middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)
    return np.clip(low, 0, 1), np.clip(high, 0, 1)
