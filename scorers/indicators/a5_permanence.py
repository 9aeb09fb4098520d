"""A5: how many of the addresses that were found earlier still serve what was found there.

Unit: percent, 0 to 100.
Counted: each address of an item at which something was found (complete, in part or listed) and that
    was looked at again `permanence_days` or more after the first find. It serves still if the last
    look found every item there that had been there; it is gone for an item if that was absent there
    `absence_days` or more apart, with nothing found between.
Left out: looks without an address, also at an item that is gone from it; absences seen once, as if
    nobody had looked; what does not apply; checks of the method; looks before the horizon or after
    the cut-off. An item that has moved is looked at elsewhere: whoever opens the old address says
    what it serves, as `consta visit` does.
Method: value = 100 x serving still / counted; cases = counted.
"""

import pandas as pd

from scorers.indicators import looks
from scorers.indicators.base import Inputs, evidence, result


ADDRESS = ["institution_id", "url"]
KEY = [*ADDRESS, "item", "period"]


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return A5 of every institution of which an address was looked at again."""
    rows = looks.of_items(inputs)
    rows = rows[rows["url"] != ""]
    items = _revisited(inputs, rows)
    addresses = items.groupby(ADDRESS)["is_there"].all().groupby("institution_id")
    count, total = addresses.sum(), addresses.size()
    rows = rows.merge(items.reset_index()[KEY], on=KEY)
    days = rows.groupby("institution_id")["looked_on"]
    return result(
        pd.DataFrame(
            {
                "value": 100 * count / total,
                "count": count,
                "total": total,
                "cases": total,
                "evidence": evidence(rows["institution_id"], rows["observation_id"]),
                "seen_from": days.min(),
                "seen_to": days.max(),
            }
        )
    )


def _revisited(inputs: Inputs, rows: pd.DataFrame) -> pd.DataFrame:
    """Return whether what was found at an address `is_there`, indexed by KEY; if known."""
    finds = rows[rows["found"].isin(looks.PUBLISHED)]
    looked = finds.groupby(KEY)["looked_on"]
    items = pd.DataFrame({"first_on": looked.min(), "seen_on": looked.max()})
    absent = rows[rows["found"] == "absent"].join(items["seen_on"], on=KEY)
    absent = absent[absent["looked_on"] > absent["seen_on"]]
    items = items.join(absent.groupby(KEY)["looked_on"].agg(gone_from="min", gone_to="max"))
    is_gone = (items["gone_to"] - items["gone_from"]).dt.days >= inputs.absence_days
    last_on = items["gone_to"].where(is_gone, items["seen_on"])
    is_again = (last_on - items["first_on"]).dt.days >= inputs.permanence_days
    return items.assign(is_there=~is_gone).loc[is_again]
