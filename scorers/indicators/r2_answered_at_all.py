"""R2: what part of the requests was answered at all, within three legal terms.

Unit: percent, 0 to 100.
Counted: of requests, those filed in the window and at least three terms before the cut-off: an
    event after that is silence. Of statistics, `requests_answered`, of the requests received in the
    window: answered when the figures were published.
Left out: requests of a source that lists only closed ones. Statistics: a row without a count or a
    total, or with a count above its total; whole years and their parts are never added together,
    and of several publishers one counts: see `published_counts`.
Method: value = 100 x (1 - S(3D)), S the survival curve of Kaplan and Meier, in which a withdrawal
    ends the watch and not the wait; of statistics 100 x answered / received. Cases = requests.
"""

import pandas as pd

from scorers.indicators import filed_requests, published_counts
from scorers.indicators.base import Inputs


WEIGHTS = {"requests_answered": 1.0}


def of_requests(inputs: Inputs) -> pd.DataFrame:
    """Return R2 of every institution with requests filed three terms before the cut-off."""
    return filed_requests.waited(inputs, terms=3)


def most_days(inputs: Inputs) -> pd.DataFrame:
    """Return R2 of requests if days of which it is unclear counted in the term."""
    return filed_requests.waited(inputs, terms=3, days="waited_most_days")


def of_statistics(inputs: Inputs) -> pd.DataFrame:
    """Return R2 of every institution with published counts in the window."""
    return published_counts.measure(inputs, WEIGHTS)


def history(inputs: Inputs) -> pd.DataFrame:
    """Return the value of every whole year up to the window's end."""
    return published_counts.history(inputs, WEIGHTS)
