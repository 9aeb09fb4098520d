"""R6: of what part of the requests the term was extended.

Unit: percent, 0 to 100.
Counted: requests filed in the window. Of statistics, `requests_extended`, of the requests received
    in the window.
Left out: requests of a source that lists only closed ones. Statistics: a row without a count or a
    total, or with a count above its total; whole years and their parts are never added together,
    and of several publishers one counts: see `published_counts`.
Method: value = 100 x extended / received; cases = received.
"""

import pandas as pd

from scorers.indicators import filed_requests, published_counts
from scorers.indicators.base import Inputs


WEIGHTS = {"requests_extended": 1.0}


def of_requests(inputs: Inputs) -> pd.DataFrame:
    """Return R6 of every institution with requests in the window."""
    rows = filed_requests.filed(inputs)
    return filed_requests.share(
        inputs, rows, rows["is_extended"].astype("float64"), known=rows["institution_id"]
    )


def of_statistics(inputs: Inputs) -> pd.DataFrame:
    """Return R6 of every institution with published counts in the window."""
    return published_counts.measure(inputs, WEIGHTS)


def history(inputs: Inputs) -> pd.DataFrame:
    """Return the value of every whole year up to the window's end."""
    return published_counts.history(inputs, WEIGHTS)
