"""How many of an indicator's checks an institution passes: what A7, C4 and C6 share.

The method lists the checks of each indicator and an observation names one in its column `item`. Of
each check the last look counts; of looks on one day at several periods, the latest period.

A check is passed if it was found complete. One found in part was looked at and is not passed. One
that was absent counts as looked at only if the absences lie `absence_days` or more apart, with
nothing found between. One that is only listed, named with a link that nobody opened, says nothing
of what was asked: it was not looked at.
"""

import pandas as pd

from scorers.indicators import looks
from scorers.indicators.base import Inputs, evidence, result


def measure(inputs: Inputs, indicator_id: str) -> pd.DataFrame:
    """Return an indicator's table: value = count = checks passed, total = cases = looked at.

    Args:
        inputs: What is known.
        indicator_id: Whose checks; without any of them no institution has a row.
    """
    checks = inputs.checks.get(indicator_id, ())
    last = looks.last(inputs)
    last = looks.newest(last[last["item"].isin(checks)])
    is_proven = (last["found"] == "absent") & (last["absent_days"] >= inputs.absence_days)
    last = last[last["found"].isin(["complete", "partial"]) | is_proven]
    last = last.assign(is_passed=last["found"] == "complete")
    groups = last.groupby("institution_id")
    passed, looked = groups["is_passed"].sum(), groups.size()
    return result(
        pd.DataFrame(
            {
                "value": passed,
                "count": passed,
                "total": looked,
                "cases": looked,
                "listed": len(checks),
                "evidence": evidence(last["institution_id"], last["observation_id"]),
                "seen_from": groups["looked_on"].min(),
                "seen_to": groups["looked_on"].max(),
            }
        )
    )
