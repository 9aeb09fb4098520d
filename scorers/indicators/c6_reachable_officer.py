"""C6: whether the officer who answers for information can be reached.

Unit: checks passed, 0 to 3.
Counted: the three checks that the method lists: the officer is named, the contact works, a test
    message is answered in five working days.
Left out: absences seen once, so also a single test message without an answer; what is only listed;
    looks before the horizon or after the cut-off. A check that does not apply is not looked at, so
    that the three are never whole.
Method: value = count = checks passed; total = cases = checks looked at; see `checks_passed`. Who
    sends the message counts the five working days, and notes as absent what came later.
"""

import pandas as pd

from scorers.indicators import checks_passed
from scorers.indicators.base import Inputs


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return C6 of every institution of which one of the checks was looked at."""
    return checks_passed.measure(inputs, "C6")
