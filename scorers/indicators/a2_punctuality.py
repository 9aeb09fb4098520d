"""A2: how many of the items that were due are published in time.

Unit: percent, 0 to 100.
Counted: each confirmed item of a period that was due before the cut-off and of which it is known
    whether it was there in time; on the due day itself is in time. See `due_items`.
Left out: items without a due day; those found later of which no look says since when; absences seen
    once; looks before the horizon or after the cut-off.
Method: value = 100 x in time / counted; cases = counted.
"""

import pandas as pd

from scorers.indicators import due_items
from scorers.indicators.base import Inputs, result


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return A2 of every institution of which an item that was due is known."""
    items = due_items.known(inputs)
    groups = items.groupby("institution_id")["is_on_time"]
    count, total = groups.sum(), groups.size()
    table = pd.DataFrame(
        {"value": 100 * count / total, "count": count, "total": total, "cases": total}
    )
    return result(table.join(due_items.of_rows(inputs, items)))
