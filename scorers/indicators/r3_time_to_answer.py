"""R3: how long an answer takes.

Unit: terms of the law, 0 to 3: 1 is as long as the law allows.
Counted: every request filed in the window. What was not answered by the cut-off, or was withdrawn,
    waits at least until then: it is censored there and never left out.
Left out: requests of a source that lists only closed ones: those that wait longest are missing.
Method: waits = working days from filing / term of the day of filing; value = their restricted mean
    up to 3 terms, which the edition computes; count = answered, total = cases = requests.
"""

import pandas as pd

from scorers.indicators import filed_requests
from scorers.indicators.base import Inputs


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return R3 of every institution with requests in the window."""
    return filed_requests.waited(inputs)


def most_days(inputs: Inputs) -> pd.DataFrame:
    """Return R3 if days of which it is unclear counted in the term."""
    return filed_requests.waited(inputs, days="waited_most_days")
