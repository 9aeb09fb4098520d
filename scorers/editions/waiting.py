"""What the waits that an indicator found come to: their restricted mean and its interval."""

from statistics import NormalDist

import numpy as np
import pandas as pd

from scorers.index import waits


CELL = ("time", "events", "censored")


def estimated(table: pd.DataFrame, up_to: float, probability: float) -> pd.DataFrame:
    """Return an indicator's table with the value of its waits, and the ends of its interval.

    The value is the restricted mean of Kaplan and Meier, METHOD section 6; the interval is that of
    the normal distribution with its standard error, within 0 and `up_to`. All are NaN where there
    is no wait. New columns: shortest and longest, the ends.

    Args:
        table: As an indicator returns it, any number of institutions without a row in between.
        up_to: The wait at which all are cut, in the indicator's unit.
        probability: Probability inside the interval, such as 0.90.
    """
    cells = [own if isinstance(own, tuple) else () for own in table["waits"]]
    # Units of different lengths fill up with cells without cases.
    filled = np.zeros((len(cells), max(map(len, cells), default=0), len(CELL)))
    for unit, own in zip(filled, cells, strict=True):
        unit[: len(own)] = np.reshape(own, (len(own), len(CELL)))
    curves = waits.curve(*np.moveaxis(filled, -1, 0))
    value = waits.restricted_mean(curves, up_to)
    error = waits.restricted_mean_error(curves, up_to)
    half = NormalDist().inv_cdf((1 + probability) / 2) * error
    ends = pd.DataFrame(
        {"value": value, "shortest": value - half, "longest": value + half}, index=table.index
    )
    return table.assign(**ends.clip(0, up_to))
