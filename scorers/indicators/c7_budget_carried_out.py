"""C7: what part of the budget was spent in the last closed year.

Unit: percent, 0 and up (spending can pass the budget).
Counted: statistics `budget_accrued` and `budget_modified` of a whole year that ended in the twelve
    months up to the end of the window; the same year for both, each publisher's pair together.
Left out: parts of a year; years that end earlier or later; an amount whose twin is missing; a
    budget of zero or less, which is no budget.
Method: value = 100 x sum of accrued / sum of modified; count = accrued, total = modified, cases =
    years, 1.
"""

from functools import lru_cache

import pandas as pd

from scorers.indicators.base import Inputs, evidence, result


ACCRUED, MODIFIED = "budget_accrued", "budget_modified"
PERIOD = ["institution_id", "period_start", "period_end"]


def measure(inputs: Inputs) -> pd.DataFrame:
    """Return C7 of every institution with a budget of the last closed year."""
    year_ago = pd.Timestamp(inputs.window_end) - pd.DateOffset(years=1)
    rows, pairs, sums = (part[part["period_end"] > year_ago] for part in _known(inputs))
    sums = sums.drop_duplicates("institution_id", keep="last")
    used = rows.merge(pairs.merge(sums[PERIOD], on=PERIOD)[[*PERIOD, "publisher"]])
    table = sums.set_index("institution_id")
    return result(
        pd.DataFrame(
            {
                "value": table["value"],
                "count": table[ACCRUED],
                "total": table[MODIFIED],
                "cases": 1.0,
                "self_reported": used.groupby("institution_id")["self_reported"].any(),
                "evidence": evidence(used["institution_id"], used["statistic_id"]),
                "seen_from": table["period_start"],
                "seen_to": table["period_end"],
            },
            index=table.index,
        )
    )


def history(inputs: Inputs) -> pd.DataFrame:
    """Return the value of every whole year up to the window's end, computed as C7 is.

    Columns: institution_id, year (the one in which the period ends), value; sorted.
    """
    _, _, sums = _known(inputs)
    years = sums.assign(year=sums["period_end"].dt.year)
    return years[["institution_id", "year", "value"]].reset_index(drop=True)


@lru_cache(maxsize=1)
def _known(inputs: Inputs) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the amounts of whole years up to the window's end, their pairs and their sums.

    They are kept, for the value and its history; do not change them in place.
    """
    rows = inputs.statistics
    rows = rows[rows["measure"].isin([ACCRUED, MODIFIED])]
    next_day = rows["period_end"] + pd.Timedelta(days=1)
    rows = rows[
        rows["value"].notna()
        & (rows["period_end"] <= pd.Timestamp(inputs.window_end))
        & (next_day == rows["period_start"] + pd.DateOffset(years=1))
        & rows["institution_id"].isin(inputs.institutions.index)
    ]
    return rows, *_summed(rows)


def _summed(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the pairs of amounts by publisher, and their sums by period with the value."""
    pairs = rows.pivot_table(
        index=[*PERIOD, "publisher"], columns="measure", values="value", aggfunc="sum"
    )
    pairs = pairs.reindex(columns=[ACCRUED, MODIFIED]).dropna().reset_index()
    sums = pairs.groupby(PERIOD)[[ACCRUED, MODIFIED]].sum().reset_index()
    sums = sums[sums[MODIFIED] > 0].sort_values(PERIOD)
    return pairs, sums.assign(value=100 * sums[ACCRUED] / sums[MODIFIED])
