"""C1: what part of the decided appeals gave the requester their way.

Unit: percent, 0 to 100.
Counted: statistics `appeals_wholly_lost` and `appeals_partly_lost`, both of the same decided
    appeals. Where a publisher counts decisions "upheld", it is the institution that won.
Left out: a row without a count or a total, and rows that together are above their total or differ
    in it, or whose twin is missing. Whole years and their parts are never added together, and of
    several publishers one counts: see `published_counts`.
Method: value = 100 x (wholly lost + partly lost) / decided; cases = decided.
"""

import pandas as pd

from scorers.indicators import published_counts
from scorers.indicators.base import Inputs


WEIGHTS = {"appeals_wholly_lost": 1.0, "appeals_partly_lost": 1.0}


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return C1 of every institution with published counts in the window."""
    return published_counts.measure(inputs, WEIGHTS)


def history(inputs: Inputs) -> pd.DataFrame:
    """Return the value of every whole year up to the window's end."""
    return published_counts.history(inputs, WEIGHTS)
