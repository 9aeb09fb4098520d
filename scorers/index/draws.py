"""Data draws: what the rates could be, given how few cases they rest on.

Every rate has its own stream of random numbers, found from the seed and its own keys. So no other
row, and no other indicator, changes its draws.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


Array = NDArray[np.float64]


def beta(a: float, b: float, count: int, seed: Sequence[int]) -> Array:
    """Return `count` draws from Beta(a, b), each 0 to 1; all 0 with a = 0, all 1 with b = 0.

    Args:
        a: First parameter.
        b: Second parameter.
        count: Number of draws.
        seed: The published seed, then the keys of the rate, each a whole number from 0 up.
    """
    if a <= 0 or b <= 0:
        return np.full(count, 0.0 if a <= 0 else 1.0)
    generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence(list(seed))))
    return generator.beta(a, b, count)


def interval(draws: Array, probability: float) -> tuple[Array, Array]:
    """Return the ends of the middle `probability` of the draws, taken along the last axis."""
    tail = (1 - probability) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], axis=-1)
    return low, high


def uniform(count: int, seed: Sequence[int]) -> Array:
    """Return `count` draws from 0 to below 1; the seed is as in `beta`."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(list(seed)))).random(count)
