"""What stands beside a scored value: what the other side says, and the law read otherwise.

What requests or looks show and what statistics say of one indicator are never mixed: one is scored,
the other stands on the same line.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from scorers.method import Indicator


KEY = ["institution_id", "indicator_id", "kind"]
SHOWN = ["state", "value", "count", "total", "self_reported", "seen_from", "seen_to"]
SCORED = ("measured", "absent")
REQUESTS, OBSERVATIONS, STATISTICS = "requests", "observations", "statistics"
EXTENDED, MOST_DAYS = "extended", "most_days"
KINDS = (REQUESTS, OBSERVATIONS, STATISTICS, EXTENDED, MOST_DAYS)


def tested_by(indicator: Indicator) -> str:
    """Return what tells an indicator as well as statistics do: looks, or else requests."""
    return OBSERVATIONS if OBSERVATIONS in indicator.sources else REQUESTS


def chosen(
    tested: pd.DataFrame, claimed: pd.DataFrame, by: str = REQUESTS
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what is scored of each institution, and what stands beside it.

    What was tested is scored where its sample suffices, else what statistics say, else whichever
    says anything.

    Args:
        tested: What requests or looks show: an indicator's table with `state`, a row an
            institution.
        claimed: What statistics say, likewise.
        by: Which of them tested: REQUESTS or OBSERVATIONS.

    Returns:
        The table of what is scored, whose evidence are the rows of both; and of what is not scored
        and says anything, with `kind`.
    """
    suffices = tested["state"].isin(SCORED)
    is_claim = ~suffices & (claimed["state"] != "not_measured")
    is_claim &= claimed["state"].isin(SCORED) | (tested["state"] == "not_measured")
    scored = tested.where(~is_claim, claimed)
    aside = claimed.where(~is_claim, tested)
    kinds = np.where(is_claim, by, STATISTICS)
    both = [
        tuple(sorted({*_ids(first), *_ids(second)}))
        for first, second in zip(tested["evidence"], claimed["evidence"], strict=True)
    ]
    scored = scored.assign(evidence=pd.Series(both, index=scored.index, dtype="object"))
    aside = aside.assign(kind=kinds)
    return scored, aside[aside["state"] != "not_measured"]


def read_otherwise(
    indicator_id: str, scored: pd.DataFrame, others: Mapping[str, pd.DataFrame]
) -> list[pd.DataFrame]:
    """Return what a scored value of requests would be if the law were read otherwise, by kind.

    Only where it is another one, and where requests are what is scored.
    """
    found = []
    for kind, table in others.items():
        is_other = (table["value"] != scored["value"]) & table["value"].notna()
        is_scored = scored["waits"].map(bool, na_action="ignore").eq(True)
        aside = table[is_other & is_scored & scored["state"].isin(SCORED)]
        found.append(named(aside.assign(kind=kind), indicator_id))
    return found


def named(aside: pd.DataFrame, indicator_id: str) -> pd.DataFrame:
    """Return what stands beside an indicator, indexed by KEY, with the columns SHOWN."""
    table = aside.assign(indicator_id=indicator_id).rename_axis("institution_id").reset_index()
    table["self_reported"] = table["self_reported"].eq(True)
    return table.set_index(KEY)[SHOWN]


def joined(asides: Iterable[pd.DataFrame], indicators: Sequence[str]) -> pd.DataFrame:
    """Return all that stands beside, by institution, in the order of the method and of KINDS."""
    tables = [table for table in asides if len(table)]
    if not tables:
        return empty()
    table = pd.concat(tables)
    order = {name: at for at, name in enumerate((*indicators, *KINDS))}
    return table.sort_index(
        key=lambda level: level if level.name == KEY[0] else level.map(order), kind="stable"
    )


def empty() -> pd.DataFrame:
    """Return the table without a row."""
    index = pd.MultiIndex.from_arrays([[], [], []], names=KEY)
    return pd.DataFrame(columns=SHOWN, index=index)


def _ids(evidence: object) -> tuple[str, ...]:
    return evidence if isinstance(evidence, tuple) else ()
