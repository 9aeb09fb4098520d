"""Waits of few cases: shrunk towards a known curve, as `shrinkage` does with a rate.

To the cases of a unit come s more that waited as the known curve says. What is made of all of them
is the posterior mean of the curve under a Dirichlet process prior worth s cases; V. Susarla and
J. Van Ryzin, JASA 71, 1976. `bootstrap.waits` of the same cells draws from that posterior.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scorers.index import waits
from scorers.index.waits import Curve


Array = NDArray[np.float64]
Steps = Sequence[tuple[float, float]]


def steps(curves: Curve, tau: float) -> list[tuple[float, float]]:
    """Return where the curve of one unit falls before tau: the time, and S from then on.

    Empty where nothing ends before tau.
    """
    times = np.unique(curves.time[(curves.events > 0) & (curves.time < tau)])
    return list(zip(times.tolist(), waits.survival(curves, times).tolist(), strict=True))


def prior_cases(falls: Steps, strength: float, tau: float) -> Array:
    """Return time, events and censored of cells worth `strength` cases: three rows, to be appended.

    Args:
        falls: The known curve as `steps` returns it.
        strength: Number of cases, such as the strength of `shrinkage.rate`.
        tau: Until when those wait of whom the curve knows no end.
    """
    time, share = np.array([(0.0, 1.0), *falls]).T
    ended = strength * -np.diff(share, prepend=1.0)
    found = [np.append(time, tau), np.append(ended, 0.0), np.zeros(len(time) + 1)]
    found[2][-1] = strength * share[-1]
    return np.stack(found)


def with_prior(cells: Array, prior: Array) -> Array:
    """Return cells of units, (3, units, cells), with those of `prior_cases` after each unit's."""
    more = np.broadcast_to(prior[:, np.newaxis], (3, cells.shape[1], prior.shape[1]))
    return np.concatenate([cells, more], axis=-1)


def restricted_mean(cells: Array, falls: Steps, strength: float, tau: float) -> Array:
    """Return the mean of min(wait, tau) under the shrunk curve; NaN for a unit without cases.

    Without censoring before tau it is (n own mean + s known mean) / (n + s).

    Args:
        cells: Time, events and censored of each unit, (3, units, cells).
        falls: The known curve as `steps` returns it.
        strength: s.
        tau: The time at which every wait is cut.
    """
    found = waits.restricted_mean(
        waits.curve(*with_prior(cells, prior_cases(falls, strength, tau))), tau
    )
    return np.where(cells[1:].sum(axis=(0, -1)) > 0, found, np.nan)
