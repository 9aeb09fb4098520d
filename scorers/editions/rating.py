"""From scores of indicators to pillars and the total: coverage, bounds, intervals, bands."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scorers.editions.drawing import Drawn, draw
from scorers.editions.measuring import Measured
from scorers.index import aggregate, bands, draws
from scorers.method import Method, Pillar


Array = NDArray[np.float64]


@dataclass(frozen=True)
class Rated:
    """The tables `pillars` and `totals` of a `ScoreBook`."""

    pillars: pd.DataFrame
    totals: pd.DataFrame


def rate(method: Method, measured: Measured) -> Rated:
    """Return pillars and totals of every scored institution."""
    ids = measured.indicators.index.unique("institution_id")
    shape = (len(ids), len(method.indicators))
    names = list(method.indicators)
    scores = pd.DataFrame(
        measured.indicators["score"].to_numpy().reshape(shape), index=ids, columns=names
    )
    applicable = pd.DataFrame(
        (measured.indicators["state"] != "not_applicable").to_numpy().reshape(shape),
        index=ids,
        columns=names,
    )
    drawn = draw(method, measured)
    parts = {
        pillar.id: _pillar(method, pillar, scores, applicable, drawn)
        for pillar in method.pillars.values()
    }
    pillars = pd.concat(parts, names=["pillar_id"]).swaplevel()
    order = pd.MultiIndex.from_product([ids, list(method.pillars)], names=pillars.index.names)
    return Rated(pillars=pillars.reindex(order), totals=_totals(method, parts, drawn))


def weights_of(method: Method, pillar: Pillar) -> tuple[list[str], Array]:
    """Return the ids of a pillar's indicators, and their weights."""
    own = [indicator.id for indicator in method.of_pillar(pillar.id)]
    return own, np.array([method.indicators[name].weight for name in own], dtype=float)


def _pillar(
    method: Method, pillar: Pillar, scores: pd.DataFrame, applicable: pd.DataFrame, drawn: Drawn
) -> pd.DataFrame:
    own, weights = weights_of(method, pillar)
    score, applies = scores[own].to_numpy(), applicable[own].to_numpy()
    available = ~np.isnan(score)
    low, high = aggregate.bounds(score, weights, applies)
    table = pd.DataFrame(
        {
            "score": aggregate.rounded(aggregate.arithmetic(score, weights)),
            "low": aggregate.rounded(low),
            "high": aggregate.rounded(high),
            "weight_available": aggregate.weight_of(available, weights),
            "weight_applicable": aggregate.weight_of(applies, weights),
            "measured_count": available.sum(axis=1),
            "applicable_count": applies.sum(axis=1),
            "missing": _names(own, applies & ~available),
        },
        index=scores.index,
    )
    has = dict(zip(own, available.T, strict=True))
    is_there = np.all([has[name] for name in pillar.needs_all], axis=0)
    if pillar.needs_any:
        is_there = is_there & np.any([has[name] for name in pillar.needs_any], axis=0)
    least = method.coverage_minimum * table["weight_applicable"]
    is_covered = (table["weight_available"] >= least) & (table["weight_available"] > 0)
    table["unrated"] = np.where(~is_covered, "coverage", np.where(~is_there, "required", ""))
    is_drawn = drawn.is_sampled[pillar.id]
    return _banded(method, table, drawn.rows[is_drawn], drawn.pillars[pillar.id][is_drawn])


def _totals(method: Method, parts: dict[str, pd.DataFrame], drawn: Drawn) -> pd.DataFrame:
    weights = np.array([method.pillars[name].weight for name in parts], dtype=float)

    def whole(column: str) -> Array:
        columns = np.column_stack([part[column].to_numpy(dtype=float) for part in parts.values()])
        return aggregate.geometric(columns, weights, method.total_floor)

    rated = np.column_stack([part["rated"].to_numpy() for part in parts.values()])
    is_rated = np.asarray(rated.all(axis=1), dtype=bool)
    table = pd.DataFrame(
        {
            "score": aggregate.rounded(np.where(is_rated, whole("score"), np.nan)),
            "low": aggregate.rounded(whole("low")),
            "high": aggregate.rounded(whole("high")),
            "measured_count": sum(part["measured_count"] for part in parts.values()),
            "applicable_count": sum(part["applicable_count"] for part in parts.values()),
            "missing": _names(list(parts), ~rated),
            "unrated": np.where(is_rated, "", "pillars"),
        },
        index=next(iter(parts.values())).index,
    )
    totals = aggregate.geometric(
        np.stack([drawn.pillars[name] for name in parts], axis=-1), weights, method.total_floor
    )
    is_known = is_rated[drawn.rows]
    table = _banded(method, table, drawn.rows[is_known], totals[is_known])
    table["score"] = table["score"].where(table["rated"])
    return table


def _banded(
    method: Method, table: pd.DataFrame, rows: NDArray[np.int64], drawn: Array
) -> pd.DataFrame:
    """Return the table with interval, `rated`, `unrated` and `bands`, given draws of some rows."""
    limits, ids = method.uncertainty, list(method.bands)
    starts = [band.start for band in method.bands.values()]
    low = np.full(len(table), np.nan)
    high, unrated = low.copy(), table["unrated"].to_numpy(dtype=object)
    low[rows], high[rows] = draws.interval(drawn, limits.interval)
    touched = np.ones(len(table), dtype=np.int64)
    touched[rows] = bands.touched(low[rows], high[rows], starts)
    unrated[(unrated == "") & (touched > limits.bands_touched)] = "interval"
    numbers = bands.number(table["score"].to_numpy(), starts)
    named: list[tuple[int, ...]] = [(int(number),) for number in numbers]
    for place, row in enumerate(rows):
        shares = bands.probabilities(drawn[place], starts)
        named[row] = bands.named(shares, limits.band_probability)
    is_rated = np.asarray(unrated == "", dtype=bool)
    return table.assign(
        interval_low=aggregate.rounded(low),
        interval_high=aggregate.rounded(high),
        unrated=pd.Series(unrated, index=table.index, dtype="str"),
        rated=is_rated,
        bands=pd.Series(
            [
                tuple(ids[number] for number in numbers) if rated else ()
                for numbers, rated in zip(named, is_rated, strict=True)
            ],
            index=table.index,
            dtype="object",
        ),
    )


def _names(names: list[str], chosen: NDArray[np.bool_]) -> list[tuple[str, ...]]:
    return [
        tuple(name for name, is_chosen in zip(names, row, strict=True) if is_chosen)
        for row in chosen.tolist()
    ]
