"""C5: what part of the officials who are bound to declare have a declaration filed and published.

Unit: percent, 0 to 100.
Counted: of observations, the newest look at the check `c5-declarations` that counts: count =
    officials whose declaration was found, total = officials bound to. Of statistics,
    `declarations_published`: count = officials whose declaration is filed and published, total =
    officials bound to.
Left out: looks that do not count, such as one that found the register and no more, which A6
    counts; none found at all, unless two looks `absence_days` or more apart found none; looks
    before the horizon or after the cut-off. Statistics: a row without a count or a total, and one
    above its total. Whole years and their parts are never added together, and of several
    publishers one counts: see `published_counts`.
Method: value = 100 x published / bound; cases = bound.
"""

import pandas as pd

from scorers.indicators import looks, published_counts
from scorers.indicators.base import Inputs, evidence, result


CHECK = "c5-declarations"
WEIGHTS = {"declarations_published": 1.0}


def of_observations(inputs: Inputs) -> pd.DataFrame:
    """Return C5 of every institution whose declarations somebody has counted."""
    rows = looks.inside(inputs)
    # Where either is missing this is False too.
    counted = rows[(rows["item"] == CHECK) & (rows["count"] <= rows["total"]) & (rows["total"] > 0)]
    last = looks.newest(looks.last_of(inputs, counted))
    is_none = last["count"] == 0
    last = last[~is_none | (last["absent_days"] >= inputs.absence_days)]
    last = last.set_index("institution_id", drop=False).rename_axis(None)
    return result(
        pd.DataFrame(
            {
                "value": 100 * last["count"] / last["total"],
                "count": last["count"],
                "total": last["total"],
                "cases": last["total"],
                "absent": last["count"] == 0,
                "evidence": evidence(last["institution_id"], last["observation_id"]),
                "seen_from": last["looked_on"],
                "seen_to": last["looked_on"],
            }
        )
    )


def of_statistics(inputs: Inputs) -> pd.DataFrame:
    """Return C5 of every institution with published counts in the window."""
    return published_counts.measure(inputs, WEIGHTS)


def history(inputs: Inputs) -> pd.DataFrame:
    """Return the value of every whole year up to the window's end."""
    return published_counts.history(inputs, WEIGHTS)
