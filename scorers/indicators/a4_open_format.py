"""A4: in which form the published items are, on average.

Unit: points, 0 to 100.
Counted: every item and period that the last look found complete, in part or listed, once, by the
    points that the method's ladder gives its format. Of several looks on one day the best format
    counts. A PDF that nobody opened is recorded as pdf, which has the points of a PDF with text:
    the kinder reading.
Left out: items whose format is not known; looks before the horizon or after the cut-off.
Method: value = mean of the points; count = cases = those with a known format, total = all that
    are published.
"""

import pandas as pd

from scorers.indicators import looks
from scorers.indicators.base import Inputs, evidence, result


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return A4 of every institution that was seen to publish an item."""
    last = looks.latest(inputs)
    published = last[last["found"].isin(looks.PUBLISHED)]
    known = published[published["points"].notna()]
    groups = known.groupby("institution_id")
    count = groups.size()
    total = published.groupby("institution_id").size()
    count = count.reindex(total.index, fill_value=0)
    table = pd.DataFrame(
        {
            "value": groups["points"].mean(),
            "count": count,
            "total": total,
            "cases": count,
            "evidence": evidence(known["institution_id"], known["observation_id"]),
            "seen_from": groups["looked_on"].min(),
            "seen_to": groups["looked_on"].max(),
        },
        index=total.index,
    )
    table["evidence"] = [ids if isinstance(ids, tuple) else () for ids in table["evidence"]]
    return result(table)
