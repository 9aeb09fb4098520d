"""Which rows an edition may see: what was known by its cut-off and can bear on its scores.

Rows that are added for later days, or for years before those an edition looks at, so never disturb
a frozen one. Scores and the hashes of a frozen edition's inputs rest on the same rows: these.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from scorers.editions.edition import Edition
from scorers.method import Method


# What scoring reads of an institution, beside whether it was there in the window. An indicator is
# given nothing else, so that a new website or a later successor moves no frozen edition.
OF_INSTITUTIONS = ["kind"]
WITH_DOCUMENTS = ("requests", "observations", "statistics")

Rows = Mapping[str, "pd.Series[bool]"]


def seen(frames: Mapping[str, pd.DataFrame], edition: Edition, method: Method) -> Rows:
    """Return, for each table of records, whether an edition may see each of its rows.

    requests: filed up to the cut-off.
    observations: looked at inside the method's horizon, up to the cut-off.
    statistics: of a period that ends in the window, or in the twelve months up to its end.
    documents: named by any of these rows.
    """
    cut_off, end = pd.Timestamp(edition.cut_off), pd.Timestamp(edition.window_end)
    start = pd.Timestamp(edition.window_start) - pd.Timedelta(days=1)
    looked, ended = frames["observations"]["looked_on"], frames["statistics"]["period_end"]
    since = pd.Timestamp(seen_since(edition, method))
    rows = {
        "requests": frames["requests"]["filed_on"] <= cut_off,
        "observations": (looked >= since) & (looked <= cut_off),
        "statistics": (ended > min(start, end - pd.DateOffset(years=1))) & (ended <= end),
    }
    named: set[str] = set()
    for name in WITH_DOCUMENTS:
        named.update(frames[name].loc[rows[name], "document_id"].unique().tolist())
    rows["documents"] = frames["documents"]["document_id"].isin(sorted(named))
    return rows


def filed_in_window(requests: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Return the requests that were filed in the window of an edition."""
    start, end = pd.Timestamp(edition.window_start), pd.Timestamp(edition.window_end)
    return requests[requests["filed_on"].between(start, end)]


def seen_since(edition: Edition, method: Method) -> date:
    """Return the first day of a look that is not too old."""
    months = pd.DateOffset(months=method.observation_months)
    first = pd.Timestamp(edition.cut_off) - months
    return date(first.year, first.month, first.day)


def institutions(table: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Return the table, indexed by institution_id and sorted, with `scored` as in `ScoreBook`."""
    start, end = pd.Timestamp(edition.window_start), pd.Timestamp(edition.window_end)
    has_ended = table["until_on"] < start
    is_replaced = (table["successor_id"] != "") & table["until_on"].isna()
    is_later = table["since_on"] > end
    scored: pd.Series[Any] = ~(has_ended | is_replaced | is_later)
    return table.assign(scored=scored).set_index("institution_id").sort_index()
