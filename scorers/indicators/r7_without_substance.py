"""R7: what part of the requests was closed without substance.

Unit: percent, 0 to 100.
Counted: requests filed in the window that were closed by the cut-off, or given up over a fee or a
    clarification. Without substance are those transferred, and those whose `closed_without` is
    filled: a link that leads nowhere, a fee, a clarification, "not held" without saying where it
    was looked for.
Left out: what is open, withdrawals for other reasons, and answers of which it is not known how they
    decided. Of the others a blank `closed_without` counts as an answer with substance: the kinder
    reading.
Method: value = 100 x without substance / closed; cases = closed.
"""

import pandas as pd

from scorers.indicators import filed_requests
from scorers.indicators.base import Inputs


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return R7 of every institution with requests that are over."""
    rows = filed_requests.ended(inputs)
    over = rows[(rows["is_closed"] & (rows["outcome"] != "")) | rows["is_hollow"]]
    return filed_requests.share(
        inputs, over, over["is_hollow"].astype("float64"), known=over["institution_id"]
    )
