"""What the waits that an indicator found come to: a mean, or the share that ends in time."""

from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scorers.index import bootstrap, draws, waits
from scorers.index.aggregate import DIGITS
from scorers.method import Indicator, Method


Array = NDArray[np.float64]
CELL = ("time", "events", "censored")


def estimated(table: pd.DataFrame, up_to: float, probability: float) -> pd.DataFrame:
    """Return an indicator's table with the value of its waits, and the ends of its interval.

    The value is the restricted mean of Kaplan and Meier, METHOD section 6; the interval is that of
    the normal distribution with its standard error, within 0 and `up_to`. All are NaN where there
    is no wait. New columns: shortest and longest, the ends, and estimate, the same as the value.

    Args:
        table: As an indicator returns it, any number of institutions without a row in between.
        up_to: The wait at which all are cut, in the indicator's unit.
        probability: Probability inside the interval, such as 0.90.
    """
    curves = waits.curve(*cells(table["waits"]))
    value = waits.restricted_mean(curves, up_to)
    error = waits.restricted_mean_error(curves, up_to)
    half = NormalDist().inv_cdf((1 + probability) / 2) * error
    ends = pd.DataFrame(
        {"value": value, "shortest": value - half, "longest": value + half}, index=table.index
    )
    ends = ends.clip(0, up_to)
    return table.assign(**ends, estimate=ends["value"])


def answered(table: pd.DataFrame) -> pd.DataFrame:
    """Return an indicator's table with the value, count and total of waits that end in time.

    Where `within` is filled the value is 100 x (1 - S), S the survival curve of Kaplan and Meier at
    that time; count and total are those of a plain rate that is as sure, see `waits.effective`:
    without a withdrawal the requests themselves. Other rows stay as they are.

    Args:
        table: As an indicator returns it, any number of institutions without a row in between.
    """
    curves = waits.curve(*cells(table["waits"]))
    count, total = waits.effective(curves, table["within"].fillna(0).to_numpy())
    found = pd.DataFrame({"count": count, "total": total}, index=table.index).round(DIGITS)
    found["value"] = 100 * found["count"] / found["total"].where(found["total"] > 0)
    is_made = table["within"].notna()
    columns = {str(name): table[name].mask(is_made, found[name]) for name in found}
    return table.assign(**columns)


def is_counted(count: float, total: float) -> bool:
    """Return whether a count and a total are cases, of which one given in part counts one half.

    Else they are those of a plain rate that is as sure as the curve, see `answered`.
    """
    return float(total).is_integer() and float(2 * count).is_integer()


def cells(column: "pd.Series[Any]") -> Array:
    """Return time, events and censored of the waits of each institution, as three arrays.

    Shape (3, institutions, cells); those with fewer cells fill up with cells without cases.
    """
    own = [each if isinstance(each, tuple) else () for each in column]
    filled = np.zeros((len(own), max(map(len, own), default=0), len(CELL)))
    for unit, each in zip(filled, own, strict=True):
        unit[: len(each)] = np.reshape(each, (len(each), len(CELL)))
    return np.moveaxis(filled, -1, 0)


def drawn(
    method: Method, indicator: Indicator, column: "pd.Series[Any]", prior: Array | None = None
) -> Array:
    """Return data draws of the restricted mean: a row a draw, a column an institution.

    Those of the Bayesian bootstrap, from the seed, the institution and the indicator, so that no
    other row changes them. NaN where there is no wait.

    Args:
        method: Number and seed of the draws.
        indicator: Whose waits.
        column: `waits` of each institution; none where there is no score.
        prior: Cells that are put after those of each, see `shrunk_waits.prior_cases`.
    """
    limits = method.uncertainty
    found = np.full((limits.draws, len(column)), np.nan)
    for place, (name, own) in enumerate(column.items()):
        if not (isinstance(own, tuple) and own):
            continue
        cells = np.transpose(own) if prior is None else np.hstack([np.transpose(own), prior])
        seed = (limits.seed, draws.key(str(name)), draws.key(indicator.id))
        _, found[:, place] = bootstrap.waits(
            *cells, at=(), tau=indicator.up_to, count=limits.draws, seed=seed
        )
    return found
