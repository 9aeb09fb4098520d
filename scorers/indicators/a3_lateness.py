"""A3: how late what was due is published, as a part of its period.

Unit: the length of the item's period: 1 is a month late for a month, a year late for a year.
Counted: the items of A2 whose period says how long it is. What has not appeared waits at least
    until it was last missed: it is censored there and never left out. See `due_items`.
Left out: besides what A2 leaves out, items without a period.
Method: waits = days from the due day until it was there / days of the period, 0 in time; value =
    their restricted mean, up to 1, which the edition computes; count = items that have appeared,
    total = cases = all.
"""

import re
from datetime import date, timedelta

import pandas as pd

from scorers.indicators import due_items
from scorers.indicators.base import Inputs, result, waits


PERIOD = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<last>[0-9]{4})|-(?P<part>[SQM])(?P<number>[0-9]+))?"
)
MONTHS = {"S": 6, "Q": 3, "M": 1}


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return A3 of every institution of which an item that was due is known."""
    items = due_items.known(inputs)
    lengths = {period: length(period) for period in items["period"].unique()}
    items = items.assign(days=items["period"].map(lengths).astype("float64")).dropna(
        subset=["days"]
    )
    appeared = items["has_appeared"].astype(int)
    times = items["late_days"] / items["days"]
    groups = appeared.groupby(items["institution_id"])
    total = groups.size()
    table = pd.DataFrame(
        {
            "waits": waits(items["institution_id"], times, appeared, 1 - appeared),
            "count": groups.sum(),
            "total": total,
            "cases": total,
        }
    )
    return result(table.join(due_items.of_rows(inputs, items)))


def length(period: str) -> int | None:
    """Return the days of a period such as 2021, 2020-2022, 2021-S1, 2021-Q3 or 2021-M08.

    None for a blank, and for what is no period.
    """
    found = PERIOD.fullmatch(period)
    if not found:
        return None
    year = int(found["year"])
    if not found["part"]:
        return (date(int(found["last"] or year), 12, 31) - date(year, 1, 1)).days + 1
    months = MONTHS[found["part"]]
    first = months * (int(found["number"]) - 1)
    next_year, next_month = divmod(first + months, 12)
    end = date(year + next_year, next_month + 1, 1) - timedelta(days=1)
    return (end - date(year, first + 1, 1)).days + 1
