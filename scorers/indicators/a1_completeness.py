"""A1: how many of the required items that were looked at are published.

Unit: percent, 0 to 100.
Counted: the country's items whose duty is confirmed and that apply to the institution's kind; which
    of them are published or looked at says `items_published`.
Left out: items found not to apply, which leave the list; absences seen once; looks before the
    horizon or after the cut-off; items that are not on the list.
Method: value = 100 x published / looked at; cases = items looked at, listed = length of the list.
"""

import pandas as pd

from scorers.indicators import items_published, looks
from scorers.indicators.base import Inputs


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return A1 of every institution of which a required item was looked at."""
    return items_published.measure(inputs, looks.required(inputs))
