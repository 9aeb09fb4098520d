"""C1: what part of the decided appeals gave the requester their way.

Unit: percent, 0 to 100.
Counted: of requests filed in the window, appeals that were decided by the cut-off: upheld, wholly
    or in part, is the requester's way. Of statistics, `appeals_wholly_lost` and
    `appeals_partly_lost`, both of the same decided appeals; where a publisher counts decisions
    "upheld", it is the institution that won.
Left out: appeals that are pending, withdrawn or inadmissible; institutions of which no appeal is
    known. Statistics: a row without a count or a total, rows that together are above their total or
    differ in it, or whose twin is missing; see `published_counts`.
Method: value = 100 x (wholly lost + partly lost) / decided; cases = decided.
"""

import pandas as pd

from scorers.indicators import filed_requests, published_counts
from scorers.indicators.base import Inputs


WEIGHTS = {"appeals_wholly_lost": 1.0, "appeals_partly_lost": 1.0}
LOST = ["upheld", "partly_upheld"]
DECIDED = [*LOST, "dismissed"]


def of_requests(inputs: Inputs) -> pd.DataFrame:
    """Return C1 of every institution with an appeal against it."""
    rows = filed_requests.ended(inputs)
    rows = rows[rows["appeal"] != ""]
    decided = rows[rows["appeal"].isin(DECIDED)]
    lost = decided["appeal"].isin(LOST).astype("float64")
    return filed_requests.share(inputs, decided, lost, known=rows["institution_id"])


def of_statistics(inputs: Inputs) -> pd.DataFrame:
    """Return C1 of every institution with published counts in the window."""
    return published_counts.measure(inputs, WEIGHTS)


def history(inputs: Inputs) -> pd.DataFrame:
    """Return the value of every whole year up to the window's end."""
    return published_counts.history(inputs, WEIGHTS)
