"""From tables to one state, value and score for every institution and indicator."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scorers.editions import leaning, siding, waiting
from scorers.editions.book import Baseline
from scorers.editions.leaning import Leaning
from scorers.index import aggregate, anchors, shrinkage
from scorers.indicators import READ_OTHERWISE, Measure, computed, tested
from scorers.indicators.base import Inputs
from scorers.method import Indicator, Method


OF_SCORE = ["estimate", "score", "interval_low", "interval_high"]
NUMBERS = ["value", "count", "total", *OF_SCORE]


@dataclass(frozen=True)
class Measured:
    """What the indicators found; the attributes are as in `ScoreBook`.

    Attributes:
        drawn: Draws of the value of indicators that are no shrunk rate, as of waits: a row a draw,
            a column an institution; NaN where there are none.
    """

    indicators: pd.DataFrame
    beside: pd.DataFrame
    evidence: Mapping[tuple[str, str], tuple[str, ...]]
    baselines: Mapping[str, Baseline]
    drawn: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    waits: Mapping[str, Leaning] = field(default_factory=dict)


def measure(
    method: Method,
    country_id: str,
    inputs: Inputs,
    registry: Mapping[str, Measure] | None = None,
) -> Measured:
    """Return every indicator of the method for every scored institution.

    An indicator that is not in the registry is "not measured" everywhere; without one, those are
    computed that are under the method's version, and those of requests beside those of statistics.
    """
    of_requests = tested(method.version) if registry is None else {}
    registry = computed(method.version) if registry is None else registry
    ids = inputs.institutions.index
    frozen = method.baselines.get(country_id, {})
    frozen_waits = method.baseline_waits.get(country_id, {})
    parts: dict[str, pd.DataFrame] = {}
    asides: list[pd.DataFrame] = []
    baselines: dict[str, Baseline] = {}
    waits: dict[str, Leaning] = {}
    evidence: dict[tuple[str, str], tuple[str, ...]] = {}
    drawn: dict[str, NDArray[np.float64]] = {}
    unmeasured = _unmeasured(ids)
    for indicator in method.indicators.values():
        if indicator.id not in registry:
            parts[indicator.id] = unmeasured
            continue
        table = _measured(method, indicator, registry[indicator.id], inputs)
        if indicator.id in of_requests:
            found = _measured(method, indicator, of_requests[indicator.id], inputs)
            table, aside = siding.chosen(found, table)
            asides.append(siding.named(aside, indicator.id))
        if of_requests:
            asides += siding.read_otherwise(
                indicator.id,
                table,
                {
                    kind: _measured(method, indicator, other, inputs)
                    for kind, other in READ_OTHERWISE.get(indicator.id, {}).items()
                },
            )
        rows = table.loc[table["evidence"].map(bool, na_action="ignore").eq(True), "evidence"]
        for name, found in zip(rows.index.tolist(), rows, strict=True):
            evidence[name, indicator.id] = found
        if indicator.shrinks_rate:
            baselines[indicator.id] = _baseline(indicator, table, frozen)
        if indicator.estimate == "wait":
            if indicator.shrinks_wait and (one := leaning.of_table(indicator, table, frozen_waits)):
                waits[indicator.id] = one
            table, own = leaning.drawn(method, indicator, table, waits.get(indicator.id))
            if own is not None:
                drawn[indicator.id] = own
        parts[indicator.id] = _scored(method, indicator, table, baselines)
    joined = pd.concat(parts, names=["indicator_id"]).swaplevel()
    order = pd.MultiIndex.from_product([ids, list(method.indicators)], names=joined.index.names)
    joined = joined.reindex(order)
    return Measured(
        indicators=joined,
        beside=siding.joined(asides, list(method.indicators)),
        evidence=dict(sorted(evidence.items())),
        baselines={name: m for name, m in baselines.items() if not math.isnan(m.rate)},
        drawn=drawn,
        waits=waits,
    )


def _measured(
    method: Method, indicator: Indicator, measure: Measure, inputs: Inputs
) -> pd.DataFrame:
    """Return an indicator's table with a row for each institution, and the `state` of each."""
    table = measure(inputs).reindex(inputs.institutions.index)
    if indicator.estimate == "wait":
        table = waiting.estimated(table, indicator.up_to, method.uncertainty.interval)
    elif table["within"].notna().any():
        table = waiting.answered(table)
    return table.assign(state=_states(indicator, table))


def baselines(
    method: Method, indicators: pd.DataFrame, frozen: Mapping[str, float]
) -> dict[str, Baseline]:
    """Return m of every shrunk rate of which a case is known.

    Args:
        method: Says which rates are shrunk.
        indicators: As in `ScoreBook`.
        frozen: m of each indicator that the method fixes.
    """
    is_of = indicators.index.get_level_values("indicator_id")
    found = {
        one.id: _baseline(one, indicators[is_of == one.id], frozen)
        for one in method.indicators.values()
        if one.shrinks_rate
    }
    return {name: m for name, m in found.items() if not math.isnan(m.rate)}


def _unmeasured(ids: pd.Index) -> pd.DataFrame:
    blanks: dict[str, Any] = {
        "state": "not_measured",
        **dict.fromkeys(NUMBERS, float("nan")),
        "sample": "",
        "self_reported": False,
        "seen_from": pd.NaT,
        "seen_to": pd.NaT,
    }
    days = dict.fromkeys(("seen_from", "seen_to"), "datetime64[s]")
    return pd.DataFrame(blanks, index=ids).astype(days)


def _states(indicator: Indicator, table: pd.DataFrame) -> "pd.Series[str]":
    cases, minimum = table["cases"].fillna(0), indicator.minimum
    has_few = cases < minimum.count
    if minimum.share:
        has_few |= cases < minimum.share * table["listed"]
    state = pd.Series("measured", index=table.index, dtype="str")
    state = state.mask(table["absent"].eq(True), "absent")
    state = state.mask(table["value"].isna(), "not_measured")
    state = state.mask(has_few, minimum.below)
    # No row at all is neither "too few" nor "not applicable": nobody has looked.
    return state.mask(table["cases"].isna(), "not_measured")


def _baseline(indicator: Indicator, table: pd.DataFrame, frozen: Mapping[str, float]) -> Baseline:
    if indicator.id in frozen:
        return Baseline(rate=frozen[indicator.id], is_frozen=True)
    counts = table[["count", "total"]].dropna()
    total = float(counts["total"].sum())
    return Baseline(
        rate=float(counts["count"].sum()) / total if total else float("nan"), is_frozen=False
    )


def _scored(
    method: Method,
    indicator: Indicator,
    table: pd.DataFrame,
    baselines: Mapping[str, Baseline],
) -> pd.DataFrame:
    state = table["state"]
    has_score = state.isin(siding.SCORED)
    estimate = table["value"].to_numpy()
    low = high = np.full(len(table), np.nan)
    if indicator.shrinks_rate:
        k, n, m = table["count"], table["total"], baselines[indicator.id].rate
        estimate = 100 * shrinkage.rate(k, n, method.strength, m)
        a, b = shrinkage.parameters(k, n, method.strength, m)
        tail = (1 - method.uncertainty.interval) / 2
        ends = [
            anchors.apply(100 * shrinkage.quantile(probability, a, b), indicator.anchors)
            for probability in (tail, 1 - tail)
        ]
        low, high = np.minimum(*ends), np.maximum(*ends)
    elif indicator.estimate == "wait":
        estimate = table["estimate"].to_numpy()
        ends = [anchors.apply(table[name], indicator.anchors) for name in ("shortest", "longest")]
        low, high = np.minimum(*ends), np.maximum(*ends)
    is_listed = (state == "too_few") & table["listed"].notna()
    columns = pd.DataFrame(
        {
            "state": state,
            "value": table["value"].where(has_score),
            "estimate": estimate,
            "count": table["count"].mask(is_listed, table["cases"]),
            "total": table["total"].mask(is_listed, table["listed"]),
            "score": aggregate.rounded(anchors.apply(estimate, indicator.anchors)),
            "interval_low": low,
            "interval_high": high,
        },
        index=table.index,
    )
    columns[OF_SCORE] = columns[OF_SCORE].where(has_score, np.nan)
    return columns.assign(
        sample=_sample(method, indicator, table).where(has_score, ""),
        self_reported=table["self_reported"].eq(True),
        seen_from=table["seen_from"],
        seen_to=table["seen_to"],
    )


def _sample(method: Method, indicator: Indicator, table: pd.DataFrame) -> "pd.Series[str]":
    words = pd.Series("", index=table.index, dtype="str")
    if not indicator.is_sample:
        return words
    limits = method.uncertainty
    for word, (first, last) in (
        ("provisional", limits.provisional),
        ("flagged", limits.flagged),
    ):
        words = words.mask(table["cases"].between(first, last), word)
    return words
