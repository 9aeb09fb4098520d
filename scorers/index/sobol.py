"""Which uncertain input a result hangs on: the variance-based indices of Sobol.

Two samples A and B of all inputs are independent; AB_i is A with input i taken from B. Then

    S_i  = mean(y_B (y_ABi - y_A)) / V       the variance that i explains by itself
    S_Ti = mean((y_A - y_ABi)^2) / (2 V)     with all in which it has a part

with V the variance of y. Saltelli and others, Variance based sensitivity analysis of model output,
Computer Physics Communications 181 (2010), table 2 (b) and (f), METHOD section 7.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


Array = NDArray[np.float64]


class Indices(NamedTuple):
    """First-order and total index of an input, one number a unit; NaN where nothing varies."""

    first: Array
    total: Array


def indices(first: Array, second: Array, mixed: Array) -> Indices:
    """Return the indices of the input in which two samples are mixed.

    These are estimates: with few draws the first may come out a little below 0, the total a little
    above 1. The mean is taken off y_B, which changes no expectation and makes them less noisy.

    Args:
        first: y_A, a row a draw, a column a unit.
        second: y_B.
        mixed: y_ABi.
    """
    both = np.concatenate([first, second])
    variance = both.var(axis=0)
    # A result that only rounding moves does not vary.
    size = np.abs(both).max(axis=0, initial=0)
    variance = np.where(variance > (1e-12 * size) ** 2, variance, np.nan)
    centred = second - both.mean(axis=0)
    change = mixed - first
    return Indices(
        first=(centred * change).mean(axis=0) / variance,
        total=(change**2).mean(axis=0) / (2 * variance),
    )
