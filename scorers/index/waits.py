"""Waits that may not have ended yet: the survival curve of Kaplan and Meier, METHOD section 6.

A case waits until its event, an answer, or is only watched until a time and then censored. With d
events at t and n cases at risk just before it, S(t), the share that waits longer than t, is the
product of 1 - d/n over all times up to t. At equal times events come before censorings: whoever is
censored at t is known to have waited through t.

One unit's cells stand on the last axis, in any order; a cell without cases changes nothing, so
units of different lengths fill up with such cells. Counts of the same time add up in any split.

Past the last case S keeps its last value (Gill's convention, Annals of Statistics 8, 1980): who was
watched the longest without an answer stays without one. `known_until` says from where this is held
and not seen. Nothing here counts who was filed early enough to be watched for a term: that minimum
is the caller's. E. L. Kaplan and P. Meier, JASA 53, 1958.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scorers.exceptions import ValuesError


Array = NDArray[np.float64]


@dataclass(frozen=True)
class Curve:
    """The survival curve of each unit, one cell a step on the last axis, by rising time.

    The first cell is the start of the wait, at 0, without cases. `cases` and `last`, the longest
    time seen, have no axis of cells; of a unit without cases S is NaN.
    """

    time: Array
    events: Array
    censored: Array
    at_risk: Array
    survival: Array
    cases: Array
    last: Array


def grid(
    unit: ArrayLike, time: ArrayLike, events: ArrayLike, censored: ArrayLike, units: int
) -> tuple[Array, Array, Array]:
    """Return the times that occur, and events and censored as (units, times), of rows of counts.

    Meant for whole days, of which there are few: the times of all units make the cells of each.

    Args:
        unit: Unit of each row, from 0 to below `units`.
        time: Time waited, as in `curve`; several rows of a unit may have the same.
        events: Cases of the row that ended.
        censored: Cases of the row that did not.
        units: Number of units; those without a row get no cases.
    """
    times, cell = np.unique(np.asarray(time, dtype=float), return_inverse=True)
    place = np.asarray(unit, dtype=np.intp) * len(times) + cell
    ended, left = (
        np.bincount(place, weights=np.asarray(part, dtype=float), minlength=units * len(times))
        for part in (events, censored)
    )
    shape = (units, len(times))
    return times, ended.astype(float).reshape(shape), left.astype(float).reshape(shape)


def curve(time: ArrayLike, events: ArrayLike, censored: ArrayLike) -> Curve:
    """Return the survival curves of counts; the three arrays are broadcast against each other.

    Args:
        time: Time waited, from 0 up, in any unit; in working days a whole number.
        events: Cases whose wait ended at that time.
        censored: Cases that were watched until that time and no longer.

    Raises:
        ValuesError: A time or a count is below 0 or no finite number.
    """
    parts = {"time": time, "events": events, "censored": censored}
    alike = np.broadcast_arrays(*map(np.atleast_1d, parts.values()))
    time, events, censored = map(_start, parts, alike)
    order = np.argsort(time, axis=-1, kind="stable")
    time, events, censored = (
        np.take_along_axis(part, order, axis=-1) for part in (time, events, censored)
    )
    first = np.concatenate([np.ones_like(time[..., :1], bool), np.diff(time) > 0], axis=-1)
    # Those censored at an equal time are still at risk: only earlier ones have left.
    left = np.maximum.accumulate(np.where(first, np.cumsum(censored, -1) - censored, 0), axis=-1)
    cases = (events + censored).sum(axis=-1)
    at_risk = cases[..., np.newaxis] - left - (np.cumsum(events, axis=-1) - events)
    after = np.maximum(at_risk - events, 0)  # parts of cases may not add up to the last digit
    kept = np.divide(after, at_risk, out=np.ones_like(time), where=at_risk > 0)
    survival = np.where(cases[..., np.newaxis] > 0, np.cumprod(kept, axis=-1), np.nan)
    last = np.where(events + censored > 0, time, 0).max(axis=-1)
    return Curve(time, events, censored, at_risk, survival, cases, last)


def survival(curves: Curve, at: ArrayLike) -> Array:
    """Return S at a time, the share that waits longer, 0 to 1; NaN without cases.

    Args:
        curves: The curves of the units.
        at: One time, one for each unit, or for one unit any number of times.
    """
    return _take(curves, curves.survival, at)


def known_until(curves: Curve) -> Array:
    """Return until what time S is seen: infinity where all cases ended, else the last time."""
    return np.where(curves.survival[..., -1] == 0, np.inf, curves.last)


def standard_error(curves: Curve, at: ArrayLike) -> Array:
    """Return Greenwood's standard error of S at a time; NaN where S is 0, as in R's survival.

    S(t) sqrt(sum over t_i <= t of d_i/(n_i (n_i - d_i))); M. Greenwood, The natural duration of
    cancer, 1926. `at` is as in `survival`.
    """
    with np.errstate(invalid="ignore"):  # 0 times infinity
        return _take(curves, curves.survival * np.sqrt(greenwood(curves)), at)


def greenwood(curves: Curve) -> Array:
    """Return the sum of d_i/(n_i (n_i - d_i)) up to each cell; infinite once S is 0."""
    return np.cumsum(_hazard_variance(curves, ended=np.inf), axis=-1)


def known_cases(curves: Curve) -> Array:
    """Return of how many cases it is known at each cell whether they waited longer."""
    return np.cumsum(curves.events, axis=-1) + curves.at_risk - curves.events


def effective(curves: Curve, at: ArrayLike) -> tuple[Array, Array]:
    """Return k and n of a plain rate that is as sure as 1 - S at a time.

    So waits can be shrunk and given intervals as rates are, by `shrinkage`. n is S (1 - S) divided
    by Greenwood's variance (S. J. Cutler and F. Ederer, Journal of Chronic Diseases 8, 1958); where
    S is 0 or 1 and has no variance, the cases of which it is known whether they waited longer.
    Without censoring before that time, k and n are the events until then and the cases; without
    cases, k is NaN and n is 0.
    """
    share = survival(curves, at)
    variance = _take(curves, greenwood(curves), at)
    watched = curves.time >= np.asarray(at, dtype=float)[..., np.newaxis]
    known = curves.events.sum(axis=-1) + np.where(watched, curves.censored, 0).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        n = np.where((share > 0) & (share < 1), (1 - share) / (share * variance), known)
    return np.asarray(n * (1 - share)), np.asarray(n)


def restricted_mean(curves: Curve, tau: ArrayLike) -> Array:
    """Return the mean of min(wait, tau): the area under S from 0 to tau; NaN without cases.

    Args:
        curves: The curves of the units.
        tau: The time at which every wait is cut, one or one for each unit.
    """
    return np.asarray(_areas(curves, tau).sum(axis=-1))


def restricted_mean_error(curves: Curve, tau: ArrayLike) -> Array:
    """Return the standard error of the restricted mean; `tau` is as there.

    sqrt(sum over t_i < tau of A_i^2 d_i/(n_i (n_i - d_i))), A_i the area under S from t_i to tau.
    It is too small for few cases: 1.645 of it to both sides hold the true mean of 5 simulated cases
    in 8 of 10 units, of 30 in almost 9.
    """
    areas = _areas(curves, tau)
    after = np.cumsum(areas[..., ::-1], axis=-1)[..., ::-1]
    # Where the last case ends nothing is left under the curve, and the term is 0.
    return np.asarray(np.sqrt((after**2 * _hazard_variance(curves, ended=0)).sum(axis=-1)))


def _start(name: str, part: ArrayLike) -> Array:
    """Return one argument with the cell of the start before its own."""
    part = np.atleast_1d(np.asarray(part, dtype=float))
    wrong = np.argwhere(~(np.isfinite(part) & (part >= 0)))
    if wrong.size:
        position = tuple(int(place) for place in wrong[0])
        raise ValuesError(f"{name} is {part[position]} at {position}; expected a number from 0 up")
    return np.concatenate([np.zeros((*part.shape[:-1], 1)), part], axis=-1)


def _take(curves: Curve, values: Array, at: ArrayLike) -> Array:
    """Return the value of the last cell at or before a time."""
    upto = curves.time <= np.asarray(at, dtype=float)[..., np.newaxis]
    cell = np.maximum(upto.sum(axis=-1, keepdims=True) - 1, 0)
    values = np.broadcast_to(values, upto.shape)
    return np.asarray(np.take_along_axis(values, cell, axis=-1)[..., 0])


def _hazard_variance(curves: Curve, *, ended: float) -> Array:
    """Return d/(n (n - d)) of each cell, `ended` where n = d > 0."""
    d, n = curves.events, curves.at_risk
    last = np.asarray(np.where(d > 0, ended, 0.0))
    return np.asarray(np.divide(d, n * (n - d), out=last, where=n > d))


def _areas(curves: Curve, tau: ArrayLike) -> Array:
    """Return the area under S from each cell to the next, cut at tau."""
    tau = np.broadcast_to(np.asarray(tau, dtype=float), curves.time.shape[:-1])[..., np.newaxis]
    edges = np.concatenate([np.minimum(curves.time, tau), tau], axis=-1)
    return np.asarray(np.diff(edges) * curves.survival)
