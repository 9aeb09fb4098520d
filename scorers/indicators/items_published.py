"""How many items of a list are published: what A1 and A6 share.

An item is published if the last look at any of its periods found it complete, or found it listed
(named with a link that was not opened). An item found in part was looked at and is not published.
An item that was absent counts as looked at only if the absences of one of its periods lie
`absence_days` or more apart, with nothing found between. One that was found not to apply leaves
the list.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from scorers.indicators import looks
from scorers.indicators.base import Inputs, evidence, result


KEY = ["institution_id", "item"]


def measure(inputs: Inputs, listed: Mapping[str, frozenset[str]]) -> pd.DataFrame:
    """Return an indicator's table: value = 100 x published / looked at, of the items of a list.

    Args:
        inputs: What is known.
        listed: The ids of the items that are asked of each kind of institution.
    """
    last = looks.on_list(inputs, looks.latest(inputs), listed)
    last = last.assign(
        is_published=last["found"].isin(looks.IN_FULL),
        is_partial=last["found"] == "partial",
        is_absent=(last["found"] == "absent") & (last["absent_days"] >= inputs.absence_days),
        is_outside=last["found"] == "not_applicable",
    )
    flags = last.groupby(KEY)[["is_published", "is_partial", "is_absent", "is_outside"]]
    items = flags.any().assign(is_all_outside=flags.all()["is_outside"])
    items["is_looked"] = items[["is_published", "is_partial", "is_absent"]].any(axis=1)
    items["is_only_absent"] = items["is_absent"] & ~items["is_published"] & ~items["is_partial"]
    sums = items.groupby("institution_id").sum()
    sums = sums[sums["is_looked"] > 0]
    lengths = {kind: len(names) for kind, names in listed.items()}
    length = inputs.institutions["kind"].reindex(sums.index).map(lengths)
    return result(_values(sums, length).join(_evidence(last, items)))


def _values(sums: pd.DataFrame, length: "pd.Series[Any]") -> pd.DataFrame:
    looked, published = sums["is_looked"], sums["is_published"]
    return pd.DataFrame(
        {
            "value": 100 * published / looked,
            "count": published,
            "total": looked,
            "cases": looked,
            "listed": length - sums["is_all_outside"],
            "absent": sums["is_only_absent"] == looked,
        }
    )


def _evidence(last: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    rows = last.join(items["is_looked"], on=KEY)
    rows = rows[rows["is_looked"]]
    days = rows.groupby("institution_id")["looked_on"]
    return pd.DataFrame(
        {
            "evidence": evidence(rows["institution_id"], rows["observation_id"]),
            "seen_from": days.min(),
            "seen_to": days.max(),
        }
    )
