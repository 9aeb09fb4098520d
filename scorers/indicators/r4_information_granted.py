"""R4: what part of what was asked was handed over.

Unit: percent, 0 to 100.
Counted: of requests, those decided on their substance: released in full counts 1, in part one half,
    refused nothing; and silence nothing: no event three terms after filing. Of statistics,
    `requests_granted` (1) and `requests_partly_granted` (one half), both of the same requests
    decided on their substance.
Left out: what was not held, transferred or withdrawn, and requests of a source that lists only
    closed ones; an institution with an answer of which it is not known how it decided, since its
    silence would weigh too much beside what is known. Statistics: a row without a count
    or a total, rows that together are above their total or differ in it, or whose twin is missing;
    see `published_counts`.
Method: value = 100 x (granted + partly granted / 2) / decided; cases = decided.
"""

import pandas as pd

from scorers.indicators import filed_requests, published_counts
from scorers.indicators.base import Inputs


WEIGHTS = {"requests_granted": 1.0, "requests_partly_granted": 0.5}
OUTCOMES = {"released": 1.0, "partly_released": 0.5, "refused": 0.0}


def of_requests(inputs: Inputs) -> pd.DataFrame:
    """Return R4 of every institution with requests in the window."""
    rows = filed_requests.filed(inputs)
    unknown = rows.loc[rows["is_closed"] & (rows["outcome"] == ""), "institution_id"]
    rows = rows[~rows["institution_id"].isin(unknown)]
    is_silence = ~rows["is_closed"] & (rows["waited_days"] > 3 * rows["term_days"])
    is_silence &= rows["outcome"] != "withdrawn"
    is_decided = rows["is_closed"] & rows["outcome"].isin(list(OUTCOMES))
    worth = rows["outcome"].astype("str").map(OUTCOMES).where(is_decided, 0.0)
    decided = is_silence | is_decided
    return filed_requests.share(inputs, rows[decided], worth[decided], known=rows["institution_id"])


def of_statistics(inputs: Inputs) -> pd.DataFrame:
    """Return R4 of every institution with published counts in the window."""
    return published_counts.measure(inputs, WEIGHTS)


def history(inputs: Inputs) -> pd.DataFrame:
    """Return the value of every whole year up to the window's end."""
    return published_counts.history(inputs, WEIGHTS)
