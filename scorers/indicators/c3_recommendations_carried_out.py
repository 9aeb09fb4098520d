"""C3: what part of the oversight recommendations that were due was carried out by its date.

Unit: percent, 0 to 100.
Counted: statistics `recommendations_implemented`: count = carried out by their date, total = all
    that were due in the period. A publisher that counts what was carried out late as well, or that
    counts against all recommendations ever made, counts something else: that is no such statistic.
Left out: a row without a count or a total, and one above its total. Whole years and their parts are
    never added together, and of several publishers one counts: see `published_counts`.
Method: value = 100 x carried out / due; cases = due.
"""

import pandas as pd

from scorers.indicators import published_counts
from scorers.indicators.base import Inputs


WEIGHTS = {"recommendations_implemented": 1.0}


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return C3 of every institution with published counts in the window."""
    return published_counts.measure(inputs, WEIGHTS)


def history(inputs: Inputs) -> pd.DataFrame:
    """Return the value of every whole year up to the window's end."""
    return published_counts.history(inputs, WEIGHTS)
