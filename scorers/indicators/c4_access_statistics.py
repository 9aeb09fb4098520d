"""C4: whether the institution accounts for its own requests for information.

Unit: checks passed, 0 to 6.
Counted: the six checks that the method lists: the last legal report was sent and is published, and
    it gives the number of requests, the times, the outcomes and the appeals.
Left out: absences seen once; what is only listed; looks before the horizon or after the cut-off. A
    check that does not apply is not looked at, so that the six are never whole. What the report
    says is no observation: its figures are statistics and feed R1 to R6.
Method: value = count = checks passed; total = cases = checks looked at; see `checks_passed`.
"""

import pandas as pd

from scorers.indicators import checks_passed
from scorers.indicators.base import Inputs


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return C4 of every institution of which one of the checks was looked at."""
    return checks_passed.measure(inputs, "C4")
