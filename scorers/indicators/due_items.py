"""Items of a period with a day by which they were due: what A2 and A3 share.

Counted is each confirmed item of a period that applies to the institution's kind, that was due
before the cut-off (the last look that names a day says which) and of which it is known whether it
was there in time:

- in time, if a look found it complete or listed on the due day or before, or says that it was first
  seen by then;
- late, if a look says that it was first seen later, or if it was missed before it was found;
- not there yet, if it was missed and never found.

It was missed where looks after the due day found it in part, or found it absent `absence_days` or
more apart. On the due day itself it may still come. A look that finds it later and does not say
since when tells nothing: left out, as is what was last found not to apply.
"""

from functools import lru_cache
from typing import Any

import pandas as pd

from scorers.indicators import looks
from scorers.indicators.base import Inputs, evidence


KEY = looks.KEY


@lru_cache(maxsize=1)
def known(inputs: Inputs) -> pd.DataFrame:
    """Return one row an institution, item and period that counts, sorted.

    Columns: KEY; is_on_time; has_appeared; late_days, whole days from the due day on: to the day
    on which it was first seen, 0 in time; to the day after it was last missed, where it is not
    known since when it is there (the kinder reading); or to the last look that missed it, where it
    has not appeared. The frame is kept for the next indicator that asks; do not change it in place.
    """
    rows = _looks(inputs)
    full = rows[rows["found"].isin(looks.IN_FULL)]
    first = full["first_seen_on"]
    seen = full.assign(seen_on=first.fillna(full["looked_on"])).groupby(KEY)
    items = rows.groupby(KEY)[["due_on"]].first()
    items["seen_on"] = seen["seen_on"].min()
    items["first_on"] = seen["first_seen_on"].min()
    items["missed_on"] = _missed(inputs, rows.join(items["seen_on"], on=KEY))
    items["is_on_time"] = items["seen_on"] <= items["due_on"]
    # A look without a first day that found it earlier leaves open since when it is there.
    items["is_dated"] = (items["first_on"] <= items["seen_on"]) | items["is_on_time"]
    items["has_appeared"] = items["seen_on"].notna()
    items = items[items["is_dated"] | items["missed_on"].notna()]
    after_missed = items["missed_on"] + pd.to_timedelta(items["has_appeared"].astype(int), "D")
    until = items["seen_on"].where(items["is_dated"], after_missed)
    late_days = (until - items["due_on"]).dt.days.clip(lower=0)
    found = items.assign(late_days=late_days)[["is_on_time", "has_appeared", "late_days"]]
    return found.reset_index()


def of_rows(inputs: Inputs, counted: pd.DataFrame) -> pd.DataFrame:
    """Return evidence, seen_from and seen_to by institution: of all looks at what was counted.

    Args:
        inputs: What is known.
        counted: Rows of `known`.
    """
    rows = _looks(inputs).merge(counted[KEY], on=KEY)
    days = rows.groupby("institution_id")["looked_on"]
    return pd.DataFrame(
        {
            "evidence": evidence(rows["institution_id"], rows["observation_id"]),
            "seen_from": days.min(),
            "seen_to": days.max(),
        }
    )


@lru_cache(maxsize=1)
def _looks(inputs: Inputs) -> pd.DataFrame:
    """Return all looks at items of a period that were due, each with the day: as observations."""
    required = looks.required(inputs)
    rows = looks.on_list(inputs, looks.of_items(inputs), required)
    dated = rows[rows["due_on"].notna()].sort_values(["looked_on", "due_on"])
    due = dated.drop_duplicates(KEY, keep="last")
    due = due.loc[due["due_on"] < pd.Timestamp(inputs.cut_off), [*KEY, "due_on"]]
    last = looks.latest(inputs)
    applies = last.loc[last["found"] != "not_applicable", KEY]
    return rows.drop(columns="due_on").merge(due, on=KEY).merge(applies, on=KEY)


def _missed(inputs: Inputs, rows: pd.DataFrame) -> "pd.Series[Any]":
    """Return the last day on which an item was missed before it was found, NaT if it never was."""
    is_before = rows["seen_on"].isna() | (rows["looked_on"] < rows["seen_on"])
    rows = rows[is_before & (rows["looked_on"] > rows["due_on"])]
    absent = rows[rows["found"] == "absent"].groupby(KEY)["looked_on"].agg(["min", "max"])
    is_proven = (absent["max"] - absent["min"]).dt.days >= inputs.absence_days
    partial = rows[rows["found"] == "partial"].groupby(KEY)["looked_on"].max()
    both: pd.Series[Any] = pd.concat([absent.loc[is_proven, "max"], partial])
    return both.groupby(level=KEY).max()
