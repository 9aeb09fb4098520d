"""Waits of few cases lean on those of a whole country, as rates do on its pooled rate.

The baseline is a curve: how many of all waits go on after each time. An institution's own cases are
counted with s more that wait as the baseline does; see `scorers.index.shrunk_waits`.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scorers.editions import siding, waiting
from scorers.index import draws, shrunk_waits, waits
from scorers.index.aggregate import DIGITS
from scorers.method import Indicator, Method


Array = NDArray[np.float64]
Steps = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class BaselineWait:
    """The waits that a country's shrunk waits lean on.

    Attributes:
        steps: Each time at which some end, in the indicator's unit and before its cut, and the
            share that waits longer, 0 to 1; who is left then waits until the cut.
        is_frozen: Whether the method fixes it; else it is made of all waits of this very edition.
    """

    steps: Steps
    is_frozen: bool

    def mean(self, up_to: float) -> float:
        """Return how long these waits are on average, cut at the indicator's end."""
        times, shares = zip((0.0, 1.0), *self.steps, strict=True)
        return math.fsum(
            share * (end - start)
            for share, start, end in zip(shares, times, (*times[1:], up_to), strict=True)
        )


@dataclass(frozen=True, eq=False)
class Leaning:
    """The waits of one indicator that have a score, and what they lean on.

    Attributes:
        indicator: Whose.
        waits: Cells of each institution, as an indicator returns them; none without a score.
        baseline: What they lean on.
    """

    indicator: Indicator
    waits: "pd.Series[Any]"
    baseline: BaselineWait

    def estimate(self, strength: float) -> Array:
        """Return the shrunk mean wait of each institution; NaN without a score.

        Args:
            strength: How many cases the baseline is worth.
        """
        return shrunk_waits.restricted_mean(
            waiting.cells(self.waits), self.baseline.steps, strength, self.indicator.up_to
        )

    def drawn(self, method: Method, strength: float) -> Array:
        """Return data draws of the same: a row a draw, a column an institution."""
        prior = shrunk_waits.prior_cases(self.baseline.steps, strength, self.indicator.up_to)
        return waiting.drawn(method, self.indicator, self.waits, prior)


def of_table(
    indicator: Indicator, table: pd.DataFrame, frozen: Mapping[str, Steps]
) -> Leaning | None:
    """Return the waits of an indicator that have a score; None where nothing is known of any.

    Args:
        indicator: Whose waits.
        table: Its table with `state`. The waits of all institutions are pooled, scored or not.
        frozen: The curve of each indicator that the method fixes for the country.
    """
    pooled = waiting.cells(table["waits"]).reshape(3, -1)
    if not pooled[1:].sum():
        return None
    if indicator.id in frozen:
        baseline = BaselineWait(frozen[indicator.id], is_frozen=True)
    else:
        steps = shrunk_waits.steps(waits.curve(*pooled), indicator.up_to)
        baseline = BaselineWait(_rounded(steps), is_frozen=False)
    return Leaning(indicator, _scored(table), baseline)


def drawn(
    method: Method, indicator: Indicator, table: pd.DataFrame, leaning: Leaning | None
) -> tuple[pd.DataFrame, Array | None]:
    """Return the table of an indicator of waits with what it leans on, and data draws.

    Columns that differ where it leans on anything: estimate, the shrunk mean wait, and shortest and
    longest, the ends of the middle draws.

    Args:
        method: Number, seed and interval of the draws, and the strength.
        indicator: Whose waits.
        table: As `waiting.estimated` returns it, with `state`.
        leaning: What they lean on, if anything.

    Returns:
        The draws: a row a draw, a column an institution; None where nothing has a score.
    """
    if not table["state"].isin(siding.SCORED).any():
        return table, None
    if leaning is None:
        return table, waiting.drawn(method, indicator, _scored(table))
    found = leaning.drawn(method, method.strength)
    shortest, longest = draws.interval(found.T, method.uncertainty.interval)
    estimate = leaning.estimate(method.strength)
    return table.assign(estimate=estimate, shortest=shortest, longest=longest), found


def _scored(table: pd.DataFrame) -> "pd.Series[Any]":
    return table["waits"].where(table["state"].isin(siding.SCORED), None)


def _rounded(steps: Iterable[tuple[float, float]]) -> Steps:
    """Return as many digits as a table of the edition holds, so that it gives the same scores."""
    return tuple((round(time, DIGITS), round(share, DIGITS)) for time, share in steps)
