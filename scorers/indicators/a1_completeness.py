"""A1: how many of the required items that were looked at are published.

Unit: percent, 0 to 100.
Counted: the country's items whose duty is confirmed and that apply to the institution's kind. An
    item is published if the last look at any of its periods found it complete, or found it listed
    (named with a link that was not opened). An item found in part was looked at and is not
    published. An item that was absent counts as looked at only if the absences of one of its
    periods lie `absence_days` or more apart, with nothing found between.
Left out: items found not to apply, which leave the list; absences seen once; looks before the
    horizon or after the cut-off; items that are not on the list.
Method: value = 100 x published / looked at; cases = items looked at, listed = length of the list.
"""

from typing import Any

import pandas as pd

from scorers.indicators import looks
from scorers.indicators.base import Inputs, evidence, result


KEY = ["institution_id", "item"]


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return A1 of every institution of which a required item was looked at."""
    last = looks.latest(inputs)
    kinds = last["institution_id"].map(inputs.institutions["kind"])
    required = required_items(inputs)
    is_required = [item in required[kind] for item, kind in zip(last["item"], kinds, strict=True)]
    last = last[pd.Series(is_required, index=last.index, dtype=bool)]
    last = last.assign(
        is_published=last["found"].isin(["complete", "listed"]),
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
    lengths = {kind: len(names) for kind, names in required.items()}
    listed = inputs.institutions["kind"].reindex(sums.index).map(lengths)
    return result(_values(sums, listed).join(_evidence(last, items)))


def required_items(inputs: Inputs) -> dict[str, frozenset[str]]:
    """Return the ids of the confirmed items that apply to each kind of institution."""
    return {
        kind: frozenset(
            item.id for item in inputs.items.values() if item.confirmed and item.applies_to(kind)
        )
        for kind in sorted(set(inputs.institutions["kind"]))
    }


def _values(sums: pd.DataFrame, listed: "pd.Series[Any]") -> pd.DataFrame:
    looked, published = sums["is_looked"], sums["is_published"]
    return pd.DataFrame(
        {
            "value": 100 * published / looked,
            "count": published,
            "total": looked,
            "cases": looked,
            "listed": listed - sums["is_all_outside"],
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
