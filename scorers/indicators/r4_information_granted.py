"""R4: what part of what was asked was handed over.

Unit: percent, 0 to 100.
Counted: statistics `requests_granted` (in full, counts 1) and `requests_partly_granted` (counts
    one half), both of the same requests decided on their substance.
Left out: a row without a count or a total, and rows that together are above their total or differ
    in it, or whose twin is missing. Whole years and their parts are never added together, and of
    several publishers one counts: see `published_counts`.
Method: value = 100 x (granted + partly granted / 2) / decided; cases = decided.
"""

import pandas as pd

from scorers.indicators import published_counts
from scorers.indicators.base import Inputs


WEIGHTS = {"requests_granted": 1.0, "requests_partly_granted": 0.5}


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return R4 of every institution with published counts in the window."""
    return published_counts.measure(inputs, WEIGHTS)


def history(inputs: Inputs) -> pd.DataFrame:
    """Return the value of every whole year up to the window's end."""
    return published_counts.history(inputs, WEIGHTS)
