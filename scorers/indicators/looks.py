"""The last look at each item or check of each period: what the indicators of observations share."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from scorers.indicators.base import Inputs


# Of looks on one day, the one that tells most counts: whoever opened a link knows more than a list.
FOUND = ("complete", "partial", "listed", "absent", "not_applicable")
PUBLISHED = ("complete", "partial", "listed")
IN_FULL = ("complete", "listed")
KEY = ["institution_id", "item", "period"]


def required(inputs: Inputs) -> dict[str, frozenset[str]]:
    """Return the ids of the confirmed items that apply to each kind of institution."""
    return {
        kind: frozenset(
            item.id for item in inputs.items.values() if item.confirmed and item.applies_to(kind)
        )
        for kind in sorted(set(inputs.institutions["kind"]))
    }


def on_list(
    inputs: Inputs, rows: pd.DataFrame, listed: Mapping[str, frozenset[str]]
) -> pd.DataFrame:
    """Return the looks at items that are on the list of the institution's kind."""
    kinds = rows["institution_id"].map(inputs.institutions["kind"])
    is_listed = [item in listed[kind] for item, kind in zip(rows["item"], kinds, strict=True)]
    return rows[pd.Series(is_listed, index=rows.index, dtype=bool)]


def of_items(inputs: Inputs) -> pd.DataFrame:
    """Return all looks at items inside the horizon, as rows of observations."""
    rows = inside(inputs)
    return rows[rows["item"].isin(list(inputs.items))]


def latest(inputs: Inputs) -> pd.DataFrame:
    """Return the last look at each item of each period, as `last` does; without the checks."""
    rows = last(inputs)
    return rows[rows["item"].isin(list(inputs.items))]


def inside(inputs: Inputs) -> pd.DataFrame:
    """Return the rows of observations that count: of scored institutions, inside the horizon."""
    looks = inputs.observations
    days = looks["looked_on"]
    is_inside = (days >= pd.Timestamp(inputs.seen_since)) & (days <= pd.Timestamp(inputs.cut_off))
    return looks[is_inside & looks["institution_id"].isin(inputs.institutions.index)]


@lru_cache(maxsize=1)
def last(inputs: Inputs) -> pd.DataFrame:
    """Return one row an institution, item or check, and period: its last look inside the horizon.

    Columns: those of observations, and `points` (of the format, NaN where it is not known) and
    `absent_days` (days between the first and the last of the absences since anything else was
    found; 0 for a single one and for what is not absent). Of looks on one day, the one that found
    most counts, then the best format: the kinder reading. The frame is kept for the next indicator
    that asks; do not change it in place.
    """
    return last_of(inputs, inside(inputs))


def last_of(inputs: Inputs, looks: pd.DataFrame) -> pd.DataFrame:
    """Return the last of these looks at each item or check, and period, as `last` does of all."""
    looks = looks.assign(
        points=looks["format"].map(dict(inputs.ladder)).astype("float64"),
        rank=looks["found"].map({word: rank for rank, word in enumerate(FOUND)}),
    ).sort_values(
        [*KEY, "looked_on", "rank", "points", "observation_id"],
        ascending=[True, True, True, False, True, False, True],
        na_position="last",
    )
    found = looks.drop_duplicates(KEY).drop(columns="rank")
    return found.assign(absent_days=_absent_days(looks, found))


def newest(last: pd.DataFrame) -> pd.DataFrame:
    """Return the newest look at each item or check whatever its period; on one day, the latest."""
    ordered = last.sort_values(["institution_id", "item", "looked_on", "period"])
    return ordered.drop_duplicates(["institution_id", "item"], keep="last")


def _absent_days(looks: pd.DataFrame, last: pd.DataFrame) -> "pd.Series[Any]":
    is_absent = looks["found"] == "absent"
    seen = looks[~is_absent].groupby(KEY)["looked_on"].max().rename("seen_on").reset_index()
    absences = looks.loc[is_absent, [*KEY, "looked_on"]].merge(seen, on=KEY, how="left")
    since = absences[absences["seen_on"].isna() | (absences["looked_on"] > absences["seen_on"])]
    first = since.groupby(KEY)["looked_on"].min().rename("first_on").reset_index()
    first_on = last[KEY].merge(first, on=KEY, how="left")["first_on"].to_numpy()
    days = (last["looked_on"] - pd.Series(first_on, index=last.index)).dt.days
    gone = last["found"] == "absent"
    return pd.Series(days.where(gone, 0).fillna(0))
