"""C2: what part of the binding orders was obeyed within their term.

Unit: percent, 0 to 100.
Counted: orders to hand over information, of requests filed in the window, whose last day was past
    at the cut-off or that were obeyed before; one counts if it was obeyed by that day.
Left out: orders that are still open; institutions of which no order is known.
Method: value = 100 x obeyed in time / orders; cases = orders.
"""

import pandas as pd

from scorers.indicators import filed_requests
from scorers.indicators.base import Inputs


DUE = ["obeyed", "late", "ignored"]


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return C2 of every institution with an order against it."""
    rows = filed_requests.ended(inputs)
    rows = rows[rows["order"] != ""]
    due = rows[rows["order"].isin(DUE)]
    obeyed = (due["order"] == "obeyed").astype("float64")
    return filed_requests.share(inputs, due, obeyed, known=rows["institution_id"])
