"""A6: how many of the items where corruption finds most chances are published.

Unit: percent, 0 to 100.
Counted: the items that the country calls of high risk, whose duty is confirmed and that apply to
    the institution's kind; which of them are published or looked at says `items_published`. They
    are on the list of A1 as well.
Left out: items found not to apply; absences seen once; looks before the horizon or after the
    cut-off; items whose duty no source confirms, so that fewer may be left than the minimum asks.
Method: value = 100 x published / looked at; cases = items looked at.
"""

import pandas as pd

from scorers.indicators import items_published, looks
from scorers.indicators.base import Inputs


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return A6 of every institution of which a required item of high risk was looked at."""
    is_risky = {name for name, item in inputs.items.items() if item.high_risk}
    listed = {kind: names & is_risky for kind, names in looks.required(inputs).items()}
    # Its minimum counts items, and asks for no share of the list.
    return items_published.measure(inputs, listed).assign(listed=float("nan"))
