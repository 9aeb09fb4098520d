"""R5: what part of the refusals says why, and where to appeal.

Unit: percent, 0 to 100.
Counted: requests filed in the window and refused by the cut-off; one counts if the answer cites the
    exact exception and the route of appeal.
Left out: answers of which it is not known how they decided. A cell that is blank did not say so.
Method: value = 100 x reasoned / refused; cases = refused.
"""

import pandas as pd

from scorers.indicators import filed_requests
from scorers.indicators.base import Inputs


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return R5 of every institution with requests that are over."""
    rows = filed_requests.ended(inputs)
    closed = rows[rows["is_closed"] & (rows["outcome"] != "")]
    refused = closed[closed["outcome"] == "refused"]
    return filed_requests.share(
        inputs,
        refused,
        refused["is_reasoned"].astype("float64"),
        known=closed["institution_id"],
    )
