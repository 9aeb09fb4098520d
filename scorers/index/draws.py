"""Data draws: what the rates could be, given how few cases they rest on.

Every rate has its own stream of random numbers, found from the seed and its own keys. So no other
row, and no other indicator, changes its draws.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorers.index import bands


Array = NDArray[np.float64]


@dataclass(frozen=True)
class Range:
    """What the draws of each unit say; NaN for a unit without draws.

    Attributes:
        low, high: The ends of the interval, one number a unit.
        shares: The share of the draws in each band, a row a unit.
    """

    low: Array
    high: Array
    shares: Array


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


def ranged(draws: Array, probability: float, starts: Sequence[float]) -> Range:
    """Return interval and bands of draws: a row a draw, a column a unit.

    Args:
        draws: Scores; a unit has one in every draw, or NaN in all.
        probability: Probability inside the interval.
        starts: First score of each band.
    """
    low, high = interval(draws.T, probability)
    shares = bands.probabilities(draws, starts)
    return Range(low, high, np.where(np.isnan(low)[:, np.newaxis], np.nan, shares))


def uniform(count: int, seed: Sequence[int]) -> Array:
    """Return `count` draws from 0 to below 1; the seed is as in `beta`."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(list(seed)))).random(count)


def key(name: str) -> int:
    """Return the number that stands for a name in a seed: always the same, unlike `hash`."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])


def coupled(drawn: Array, like: Array) -> Array:
    """Return draws in the order of others: the highest where those are highest, unit by unit.

    The draws of each unit stay the same numbers. So two distributions can be set side by side at
    equal chances, and what differs is the distribution and not the luck.

    Args:
        drawn: A row a draw, a column a unit.
        like: The draws whose order is taken.
    """
    # A unit's draws in one piece are sorted faster; stable, so that ties fall alike everywhere.
    order = np.ascontiguousarray(like.T).argsort(axis=-1, kind="stable")
    found = np.empty_like(order, dtype=float)
    np.put_along_axis(found, order, np.sort(np.ascontiguousarray(drawn.T), axis=-1), axis=-1)
    return np.ascontiguousarray(found.T)
