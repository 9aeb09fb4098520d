"""What an indicator is given, and the shape of what it returns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from scorers.country import Item
from scorers.tallies import merge


COLUMNS = {
    "value": "float64",
    "waits": "object",
    "within": "float64",
    "count": "float64",
    "total": "float64",
    "cases": "float64",
    "listed": "float64",
    "absent": "bool",
    "self_reported": "bool",
    "evidence": "object",
    "seen_from": "datetime64[s]",
    "seen_to": "datetime64[s]",
}


@dataclass(frozen=True, eq=False)
class Inputs:
    """Everything that an indicator may know.

    Two inputs are never equal: what one indicator found in them can be kept for the next.

    Attributes:
        institutions: The table, indexed by institution_id; only those that are scored.
        requests: The table requests.
        tallies: Of the requests that were filed in the window, as they were known at the cut-off.
        observations: The table observations, with all looks of all years.
        statistics: The table statistics.
        window_start: First day of the edition's window.
        window_end: Last day of the window.
        cut_off: Last day on which anything may have been seen.
        seen_since: First day of a look that is not too old.
        absence_days: Days between two visits that make an absence a zero.
        items: What the country's institutions must publish.
        ladder: Points of each form of publication, 0 to 100.
        permanence_days: Days after a find from which a look at the same address says that it lasts;
            0 where the method does not ask.
        checks: By indicator, what it asks of every institution: ids that stand beside the items in
            the column `item` of observations. None where the method lists none.
    """

    institutions: pd.DataFrame
    requests: pd.DataFrame
    observations: pd.DataFrame
    statistics: pd.DataFrame
    window_start: date
    window_end: date
    cut_off: date
    seen_since: date
    absence_days: int
    items: Mapping[str, Item]
    ladder: Mapping[str, float]
    permanence_days: int = 0
    checks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tallies: pd.DataFrame = field(default_factory=merge)


def result(table: pd.DataFrame) -> pd.DataFrame:
    """Return an indicator's table with all of COLUMNS, sorted by institution_id.

    Args:
        table: One row an institution that anything is known of, indexed by institution_id.
            Columns, those left out being NaN, NaT, False or ():
            value: In the indicator's unit; NaN where it cannot be computed. Left out by an
                indicator of the estimate "wait": what its waits come to is computed where the
                method is known.
            waits: As the function `waits` returns them, in the indicator's unit: in terms of the
                law, or in periods.
            within: Where a rate is made of waits, the time within which one must end to count: the
                value, count and total are then computed where the method is known.
            count, total: The k and n of the value, or the amounts that it is made of.
            cases: What the method's minimum counts.
            listed: The length of the whole list, where the minimum asks for it or a share of it.
            absent: Whether all that was required was found to be absent.
            self_reported: Whether the institution counted itself.
            evidence: Tuple of row ids, sorted.
            seen_from, seen_to: First and last day that the evidence speaks of.
    """
    blanks = {"float64": float("nan"), "bool": False, "datetime64[s]": pd.NaT}
    missing: dict[str, Any] = {
        name: [()] * len(table) if dtype == "object" else blanks[dtype]
        for name, dtype in COLUMNS.items()
        if name not in table
    }
    whole = table.assign(**missing)[list(COLUMNS)].astype(COLUMNS)
    return whole.rename_axis("institution_id").sort_index()


def evidence(institutions: "pd.Series[str]", rows: "pd.Series[str]") -> "pd.Series[Any]":
    """Return the tuple of sorted row ids of each institution, indexed by institution_id.

    Args:
        institutions: The institution of each row.
        rows: The id of each row.
    """
    found: dict[str, list[str]] = {}
    pairs = zip(institutions.to_numpy().tolist(), rows.to_numpy().tolist(), strict=True)
    for institution, row in sorted(pairs):
        found.setdefault(institution, []).append(row)
    return pd.Series({name: tuple(ids) for name, ids in found.items()}, dtype="object")


def waits(
    institutions: "pd.Series[str]",
    times: "pd.Series[float]",
    events: "pd.Series[int]",
    censored: "pd.Series[int]",
) -> "pd.Series[Any]":
    """Return the tuple of (time, events, censored) cells of each institution, by rising time.

    Cells of the same time are added up, so that rows may stand in any order and split. Indexed by
    institution_id.

    Args:
        institutions: The institution of each row.
        times: Time waited, from 0 up, in the indicator's unit.
        events: Cases whose wait ended at that time.
        censored: Cases that had waited so long when they were last seen, and were waiting still.
    """
    rows = pd.DataFrame(
        {"institution": institutions, "time": times, "events": events, "censored": censored}
    )
    cells = rows.groupby(["institution", "time"]).sum().reset_index()
    found: dict[str, list[tuple[float, int, int]]] = {}
    columns = (cells[name].to_numpy().tolist() for name in rows)
    for institution, *cell in zip(*columns, strict=True):
        found.setdefault(institution, []).append((cell[0], cell[1], cell[2]))
    return pd.Series({name: tuple(each) for name, each in found.items()}, dtype="object")
