"""Indicators, one a file, and the registry of those that are computed.

Each module has `measure(inputs) -> DataFrame` with the columns of `base.COLUMNS`. A new indicator
is a new file and a line here; an indicator of the method without code is "not measured".
"""

from collections.abc import Callable, Mapping

import pandas as pd

from scorers.indicators import (
    a1_completeness,
    a2_punctuality,
    a3_lateness,
    a4_open_format,
    a5_permanence,
    a6_high_risk_items,
    a7_how_to_ask,
    c1_appeals_lost,
    c3_recommendations_carried_out,
    c4_access_statistics,
    c5_declarations,
    c6_reachable_officer,
    c7_budget_carried_out,
    r1_answered_in_term,
    r2_answered_at_all,
    r4_information_granted,
    r6_extensions,
)
from scorers.indicators.base import Inputs


INDICATORS: Mapping[str, Callable[[Inputs], pd.DataFrame]] = {
    "A1": a1_completeness.measure,
    "A2": a2_punctuality.measure,
    "A3": a3_lateness.measure,
    "A4": a4_open_format.measure,
    "A5": a5_permanence.measure,
    "A6": a6_high_risk_items.measure,
    "A7": a7_how_to_ask.measure,
    "R1": r1_answered_in_term.measure,
    "R2": r2_answered_at_all.measure,
    "R4": r4_information_granted.measure,
    "R6": r6_extensions.measure,
    "C1": c1_appeals_lost.measure,
    "C3": c3_recommendations_carried_out.measure,
    "C4": c4_access_statistics.measure,
    "C5": c5_declarations.measure,
    "C6": c6_reachable_officer.measure,
    "C7": c7_budget_carried_out.measure,
}

# The version of the method under which an indicator was first computed, where it is not the first:
# what later code finds in the rows that an edition of an earlier method sees does not move it.
SINCE: Mapping[str, tuple[int, ...]] = {
    "A2": (1, 1, 0),
    "A3": (1, 1, 0),
    "A5": (1, 1, 0),
    "A6": (1, 1, 0),
    "A7": (1, 1, 0),
    "C3": (1, 1, 0),
    "C4": (1, 1, 0),
    "C5": (1, 1, 0),
    "C6": (1, 1, 0),
}

# Indicators whose earlier years are known from the same rows: the values of each year.
HISTORIES: Mapping[str, Callable[[Inputs], pd.DataFrame]] = {
    "R1": r1_answered_in_term.history,
    "R2": r2_answered_at_all.history,
    "R4": r4_information_granted.history,
    "R6": r6_extensions.history,
    "C1": c1_appeals_lost.history,
    "C3": c3_recommendations_carried_out.history,
    "C5": c5_declarations.history,
    "C7": c7_budget_carried_out.history,
}


def computed(version: str) -> dict[str, Callable[[Inputs], pd.DataFrame]]:
    """Return the indicators that are computed under a version of the method, such as 1.1.0."""
    now = tuple(map(int, version.split(".")))
    return {name: measure for name, measure in INDICATORS.items() if SINCE.get(name, now) <= now}
