"""Indicators, one a file, and the registry of those that are computed.

Each module has `measure(inputs) -> DataFrame` with the columns of `base.COLUMNS`. A new indicator
is a new file and a line here; an indicator of the method without code is "not measured". One that
statistics tell as well has `of_statistics`, and `of_requests` or `of_observations`, instead.
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
    c2_orders_obeyed,
    c3_recommendations_carried_out,
    c4_access_statistics,
    c5_declarations,
    c6_reachable_officer,
    c7_budget_carried_out,
    r1_answered_in_term,
    r2_answered_at_all,
    r3_time_to_answer,
    r4_information_granted,
    r5_reasoned_refusals,
    r6_extensions,
    r7_without_substance,
)
from scorers.indicators.base import Inputs


Measure = Callable[[Inputs], pd.DataFrame]

INDICATORS: Mapping[str, Measure] = {
    "A1": a1_completeness.measure,
    "A2": a2_punctuality.measure,
    "A3": a3_lateness.measure,
    "A4": a4_open_format.measure,
    "A5": a5_permanence.measure,
    "A6": a6_high_risk_items.measure,
    "A7": a7_how_to_ask.measure,
    "R1": r1_answered_in_term.of_statistics,
    "R2": r2_answered_at_all.of_statistics,
    "R3": r3_time_to_answer.measure,
    "R4": r4_information_granted.of_statistics,
    "R5": r5_reasoned_refusals.measure,
    "R6": r6_extensions.of_statistics,
    "R7": r7_without_substance.measure,
    "C1": c1_appeals_lost.of_statistics,
    "C2": c2_orders_obeyed.measure,
    "C3": c3_recommendations_carried_out.measure,
    "C4": c4_access_statistics.measure,
    "C5": c5_declarations.of_statistics,
    "C6": c6_reachable_officer.measure,
    "C7": c7_budget_carried_out.measure,
}

# What requests or looks show of indicators that statistics tell as well: scored where there are
# enough of them, since whoever asked or looked knows better than whoever counts what is its own.
TESTED: Mapping[str, Measure] = {
    "R1": r1_answered_in_term.of_requests,
    "R2": r2_answered_at_all.of_requests,
    "R4": r4_information_granted.of_requests,
    "R6": r6_extensions.of_requests,
    "C1": c1_appeals_lost.of_requests,
    "C5": c5_declarations.of_observations,
}

# What the same requests would show if the law were read otherwise: with an extended term as the
# term, or with those days counted of which it is unclear whether they count.
READ_OTHERWISE: Mapping[str, Mapping[str, Measure]] = {
    "R1": {"extended": r1_answered_in_term.extended, "most_days": r1_answered_in_term.most_days},
    "R2": {"most_days": r2_answered_at_all.most_days},
    "R3": {"most_days": r3_time_to_answer.most_days},
}

# The version of the method under which an indicator was first computed, where it is not the first:
# what later code finds in the rows that an edition of an earlier method sees does not move it.
SINCE: Mapping[str, tuple[int, ...]] = {
    "A2": (1, 1, 0),
    "A3": (1, 1, 0),
    "A5": (1, 1, 0),
    "A6": (1, 1, 0),
    "A7": (1, 1, 0),
    "C2": (1, 1, 0),
    "C3": (1, 1, 0),
    "C4": (1, 1, 0),
    "C5": (1, 1, 0),
    "C6": (1, 1, 0),
    "R3": (1, 1, 0),
    "R5": (1, 1, 0),
    "R7": (1, 1, 0),
}
TESTED_SINCE = (1, 1, 0)

# Indicators whose earlier years are known from the same rows: the values of each year.
HISTORIES: Mapping[str, Measure] = {
    "R1": r1_answered_in_term.history,
    "R2": r2_answered_at_all.history,
    "R4": r4_information_granted.history,
    "R6": r6_extensions.history,
    "C1": c1_appeals_lost.history,
    "C3": c3_recommendations_carried_out.history,
    "C5": c5_declarations.history,
    "C7": c7_budget_carried_out.history,
}


def computed(version: str) -> dict[str, Measure]:
    """Return the indicators that are computed under a version of the method, such as 1.1.0."""
    now = _numbers(version)
    return {name: measure for name, measure in INDICATORS.items() if SINCE.get(name, now) <= now}


def tested(version: str) -> Mapping[str, Measure]:
    """Return what of TESTED is computed under a version of the method."""
    return TESTED if _numbers(version) >= TESTED_SINCE else {}


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
