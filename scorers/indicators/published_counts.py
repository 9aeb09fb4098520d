"""Counts that were published, k of n: what the indicators from statistics share.

Whole years and their parts often stand beside each other and are never added together: of an
institution, statistics of the whole window count alone if there are any; otherwise its parts do,
the longest first, as long as they do not overlap.

Several publishers may count the same cases, each in its own way, so counts are neither added up
over publishers nor taken from more than one (amounts of a budget are added up, see C7). The one
that covers most days counts, of those the one with the fewest periods (a whole window before its
parts), then one other than the institution itself, then the first by name.
"""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import pandas as pd

from scorers.indicators.base import Inputs, evidence, result


PUBLISHED = ["institution_id", "publisher"]
PERIOD = [*PUBLISHED, "period_start", "period_end"]


def measure(inputs: Inputs, weights: Mapping[str, float]) -> pd.DataFrame:
    """Return an indicator's table: 100 x the weighted counts of some measures / their total.

    Args:
        inputs: What is known.
        weights: What a case of each measure counts: 1, or 0.5 for what was given in part. The
            measures are parts of one total: a period counts only if all are there, of the same
            total and together not above it.
    """
    rows = _rows(inputs, weights)
    window = pd.Timestamp(inputs.window_start), pd.Timestamp(inputs.window_end)
    used = _counted(_periods(rows), *window)
    sums = _sums(used)
    rows = rows.merge(used[PERIOD])
    return result(
        sums.assign(
            cases=sums["total"],
            evidence=evidence(rows["institution_id"], rows["statistic_id"]),
        )
    )


def history(inputs: Inputs, weights: Mapping[str, float]) -> pd.DataFrame:
    """Return the value of every whole year up to the window's end, computed as `measure` does.

    The years are the window and those before it, where all of their days are counted. Columns:
    institution_id, year (the one in which it ends), value; sorted.
    """
    periods = _periods(_rows(inputs, weights))
    start, end = pd.Timestamp(inputs.window_start), pd.Timestamp(inputs.window_end)
    first = periods["period_start"].min()
    years = []
    while first <= start:
        sums = _sums(_counted(periods, start, end))
        is_whole = (sums["days"] == (end - start).days + 1) & sums["value"].notna()
        years.append(sums[is_whole].assign(year=end.year)[["year", "value"]].reset_index())
        start, end = start - pd.DateOffset(years=1), start - pd.Timedelta(days=1)
    if not years:
        return pd.DataFrame(columns=["institution_id", "year", "value"])
    return pd.concat(years).sort_values(["institution_id", "year"], ignore_index=True)


@lru_cache(maxsize=1)
def _known(inputs: Inputs) -> pd.DataFrame:
    """Return the rows up to the window's end that say how many of how many.

    They are kept for the next indicator that asks; do not change them in place.
    """
    rows = inputs.statistics
    rows = rows[
        # Where either is missing this is False too.
        (rows["count"] <= rows["total"])
        & (rows["period_start"] <= rows["period_end"])
        & (rows["period_end"] <= pd.Timestamp(inputs.window_end))
        & rows["institution_id"].isin(inputs.institutions.index)
    ]
    return rows.sort_values([*PERIOD, "statistic_id"])


def _rows(inputs: Inputs, weights: Mapping[str, float]) -> pd.DataFrame:
    """Return one row a measure of each period of which a publisher gives all measures."""
    rows = _known(inputs)
    rows = rows[rows["measure"].isin(list(weights))].drop_duplicates([*PERIOD, "measure"])
    rows = rows.assign(weighted=rows["count"] * rows["measure"].map(dict(weights)))
    together = rows.groupby(PERIOD)
    totals = together["total"]
    return rows[
        (totals.transform("size") == len(weights))
        & (totals.transform("min") == totals.transform("max"))
        & (together["count"].transform("sum") <= rows["total"])
    ]


def _periods(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a publisher's period: count, total, self_reported and days, longest first."""
    of = rows.groupby(PERIOD)
    # Column by column: `agg` takes five times as long, whatever the number of rows.
    periods = pd.DataFrame(
        {
            "count": of["weighted"].sum(),
            "total": of["total"].first(),
            "self_reported": of["self_reported"].any(),
        }
    ).reset_index()
    days = (periods["period_end"] - periods["period_start"]).dt.days + 1
    return periods.assign(days=days).sort_values(
        ["days", *PERIOD], ascending=[False, *[True] * len(PERIOD)]
    )


def _counted(periods: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Return the periods that count in a window: of each institution, those of one publisher."""
    inside = periods[(periods["period_start"] >= start) & (periods["period_end"] <= end)]
    inside = inside[_are_apart(inside)]
    of = inside.groupby(PUBLISHED)
    publishers = pd.DataFrame(
        {"covered": of["days"].sum(), "number": of.size(), "own": of["self_reported"].any()}
    ).reset_index()
    publishers = publishers.sort_values(
        ["covered", "number", "own", "publisher"], ascending=[False, True, True, True]
    ).drop_duplicates("institution_id")
    return inside.merge(publishers[PUBLISHED])


def _are_apart(periods: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return for each period whether it overlaps none of its publisher's that came before it."""
    taken: dict[tuple[str, str], list[tuple[int, int]]] = {}
    found = []
    columns = (periods[name].to_numpy().tolist() for name in PERIOD)
    for institution, publisher, start, end in zip(*columns, strict=True):
        others = taken.setdefault((institution, publisher), [])
        found.append(all(end < other[0] or other[1] < start for other in others))
        if found[-1]:
            others.append((start, end))
    return np.array(found, dtype=bool)


def _sums(periods: pd.DataFrame) -> pd.DataFrame:
    """Return value, count, total, days, self_reported, seen_from and seen_to by institution."""
    of = periods.groupby("institution_id")
    sums = pd.DataFrame(
        {
            "count": of["count"].sum(),
            "total": of["total"].sum(),
            "days": of["days"].sum(),
            "self_reported": of["self_reported"].any(),
            "seen_from": of["period_start"].min(),
            "seen_to": of["period_end"].max(),
        }
    )
    return sums.assign(value=100 * sums["count"] / sums["total"].where(sums["total"] > 0))
