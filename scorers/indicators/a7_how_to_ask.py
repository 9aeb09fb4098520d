"""A7: whether the institution says how to ask it for information.

Unit: checks passed, 0 to 6.
Counted: the six checks that the method lists: the officer is named, a form or an address works, the
    term, the cost and the way to appeal are stated, there is an index of information.
Left out: absences seen once; what is only listed; looks before the horizon or after the cut-off. A
    check that does not apply is not looked at, so that the six are never whole.
Method: value = count = checks passed; total = cases = checks looked at; see `checks_passed`.
"""

import pandas as pd

from scorers.indicators import checks_passed
from scorers.indicators.base import Inputs


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return A7 of every institution of which one of the checks was looked at."""
    return checks_passed.measure(inputs, "A7")
