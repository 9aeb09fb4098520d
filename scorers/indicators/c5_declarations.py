"""C5: what part of the officials who are bound to declare have a declaration filed and published.

Unit: percent, 0 to 100.
Counted: statistics `declarations_published`: count = officials whose declaration is filed and
    published, total = officials bound to.
Left out: a row without a count or a total, and one above its total. Whole years and their parts are
    never added together, and of several publishers one counts: see `published_counts`. Observations
    give nothing: one of the register of declarations says that it is there, which A6 counts, and
    never of how many officials it speaks.
Method: value = 100 x published / bound; cases = bound.
"""

import pandas as pd

from scorers.indicators import published_counts
from scorers.indicators.base import Inputs


WEIGHTS = {"declarations_published": 1.0}


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return C5 of every institution with published counts in the window."""
    return published_counts.measure(inputs, WEIGHTS)


def history(inputs: Inputs) -> pd.DataFrame:
    """Return the value of every whole year up to the window's end."""
    return published_counts.history(inputs, WEIGHTS)
