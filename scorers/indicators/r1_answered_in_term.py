"""R1: what part of the requests was answered within the basic legal term.

Unit: percent, 0 to 100.
Counted: of requests, those filed in the window and at least a term before the cut-off, answered
    with the information in hand, or finally refused, not held or transferred, by the last day of
    the term; an extension does not move it. Of statistics, `requests_in_term`, of the requests
    received in the window.
Left out: requests of a source that lists only closed ones. Statistics: a row without a count or a
    total, or with a count above its total; whole years and their parts are never added together,
    and of several publishers one counts: see `published_counts`.
Method: value = 100 x (1 - S(D)), S the survival curve of Kaplan and Meier, in which a withdrawal
    ends the watch and not the wait; of statistics 100 x answered in the term / received. Cases =
    requests.
"""

import pandas as pd

from scorers.indicators import filed_requests, published_counts
from scorers.indicators.base import Inputs


WEIGHTS = {"requests_in_term": 1.0}


def of_requests(inputs: Inputs) -> pd.DataFrame:
    """Return R1 of every institution with requests that were filed a term before the cut-off."""
    return filed_requests.waited(inputs, terms=1)


def of_statistics(inputs: Inputs) -> pd.DataFrame:
    """Return R1 of every institution with published counts in the window."""
    return published_counts.measure(inputs, WEIGHTS)


def extended(inputs: Inputs) -> pd.DataFrame:
    """Return R1 of requests if a term that was lawfully extended counted as the term."""
    return filed_requests.waited(inputs, terms=1, term="extended_days")


def most_days(inputs: Inputs) -> pd.DataFrame:
    """Return R1 of requests if days of which it is unclear counted in the term."""
    return filed_requests.waited(inputs, terms=1, days="waited_most_days")


def history(inputs: Inputs) -> pd.DataFrame:
    """Return the value of every whole year up to the window's end."""
    return published_counts.history(inputs, WEIGHTS)
