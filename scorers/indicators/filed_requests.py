"""Requests of the window, as they were known at the cut-off: what the indicators of requests share.

Counts come from tallies, which say of each request how it stood and how long it had waited. What
rests on silence needs all requests that were filed: of a source that lists only closed ones, those
without an answer are missing, and nothing can repair that.

The evidence is every request of the window that a tally counts, however it ended.
"""

import pandas as pd

from scorers.indicators.base import Inputs, evidence, result, waits


def filed(inputs: Inputs) -> pd.DataFrame:
    """Return the tallies of sources that list all requests; institution_id as text."""
    rows = ended(inputs)
    return rows[rows["cohort"] != "closed"]


def ended(inputs: Inputs) -> pd.DataFrame:
    """Return all tallies: for what can be told of requests that are over, whoever lists them."""
    rows = inputs.tallies.assign(institution_id=inputs.tallies["institution_id"].astype("str"))
    return rows[rows["institution_id"].isin(inputs.institutions.index)]


def share(
    inputs: Inputs, tallies: pd.DataFrame, weights: "pd.Series[float]", *, known: "pd.Series[str]"
) -> pd.DataFrame:
    """Return an indicator's table: 100 x the weighted counts of some tallies / all their counts.

    Args:
        inputs: What is known.
        tallies: Those whose requests make up the whole.
        weights: What a request of each counts, 0 to 1.
        known: The institutions of which it is known how many such requests they have: 0, if they
            have no tally.
    """
    whole = tallies["count"].groupby(tallies["institution_id"]).sum()
    part = (tallies["count"] * weights).groupby(tallies["institution_id"]).sum()
    ids = pd.Index(sorted(known.unique().tolist()), dtype="str")
    whole, part = (each.reindex(ids, fill_value=0).astype("float64") for each in (whole, part))
    table = pd.DataFrame(
        {"value": 100 * part / whole.where(whole > 0), "count": part, "total": whole}
    )
    return _seen(inputs, table.assign(cases=whole), needs_filed=False)


def waited(
    inputs: Inputs,
    *,
    terms: int = 0,
    days: str = "waited_days",
    term: str = "term_days",
) -> pd.DataFrame:
    """Return an indicator's table of waits in terms of the law.

    Args:
        inputs: What is known.
        terms: For a share of requests that were answered within so many terms: only those count
            that were filed so long before the cut-off. 0 for waits as a whole.
        days: What a wait is: waited_days, or waited_most_days.
        term: What a term is: term_days, or extended_days.
    """
    rows = filed(inputs)
    rows = rows[rows["watched_terms"] >= terms]
    ids, counts = rows["institution_id"], rows["count"]
    is_closed = rows["is_closed"].astype("int64")
    groups = counts.groupby(ids)
    table = pd.DataFrame(
        {
            "waits": waits(
                ids, rows[days] / rows[term], counts * is_closed, counts * (1 - is_closed)
            ),
            "count": (counts * is_closed).groupby(ids).sum(),
            "total": groups.sum(),
            "cases": groups.sum(),
            "within": float(terms) if terms else float("nan"),
        }
    )
    return _seen(inputs, table, needs_filed=True)


def _seen(inputs: Inputs, table: pd.DataFrame, *, needs_filed: bool) -> pd.DataFrame:
    """Return the table with evidence, seen_from and seen_to."""
    rows = inputs.requests
    days = rows["filed_on"]
    start, end = pd.Timestamp(inputs.window_start), pd.Timestamp(inputs.window_end)
    is_counted = (days >= start) & (days <= end) & rows["institution_id"].isin(table.index)
    if needs_filed:
        is_counted &= rows["cohort"] != "closed"
    rows = rows[is_counted]
    seen = rows.groupby("institution_id")["filed_on"]
    table = table.assign(seen_from=seen.min(), seen_to=seen.max())
    found = evidence(rows["institution_id"], rows["request_id"]).reindex(table.index)
    table["evidence"] = [ids if isinstance(ids, tuple) else () for ids in found]
    return result(table)
