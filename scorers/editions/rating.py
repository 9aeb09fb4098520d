"""From scores of indicators to pillars and the total: coverage, bounds, intervals, bands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scorers.editions import drawing, trees
from scorers.editions.measuring import Measured
from scorers.index import aggregate, bands
from scorers.index.aggregate import DIGITS
from scorers.index.compute import bounds, climb
from scorers.index.draws import Range
from scorers.index.tree import Tree
from scorers.method import Method, Pillar


Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Rated:
    """The tables `pillars` and `totals` of a `ScoreBook`."""

    pillars: pd.DataFrame
    totals: pd.DataFrame


@dataclass(frozen=True)
class _Climbed:
    """What the index engine gives: arrays of one number an institution, by indicator or node."""

    ids: Sequence[str]
    tree: Tree
    scores: Mapping[str, Array]
    low: Mapping[str, Array]
    high: Mapping[str, Array]
    applies: Mapping[str, Flags]
    available: Mapping[str, Flags]

    def table(self, node: str, own: Sequence[str]) -> pd.DataFrame:
        """Return score, bounds and counts of a node that rests on some indicators."""
        return pd.DataFrame(
            {
                "score": self.scores[node],
                "low": self.low[node],
                "high": self.high[node],
                "measured_count": np.sum([self.available[name] for name in own], axis=0),
                "applicable_count": np.sum([self.applies[name] for name in own], axis=0),
            },
            index=pd.Index(self.ids, name="institution_id"),
        )


def rate(method: Method, measured: Measured) -> Rated:
    """Return pillars and totals of every scored institution."""
    climbed = _climbed(method, measured.indicators)
    drawn = drawing.ranges(method, measured.indicators, measured.baselines, measured.drawn)
    parts = {
        pillar.id: _pillar(method, pillar, climbed, drawn[pillar.id])
        for pillar in method.pillars.values()
    }
    pillars = pd.concat(parts, names=["pillar_id"]).swaplevel()
    order = pd.MultiIndex.from_product(
        [climbed.ids, list(method.pillars)], names=pillars.index.names
    )
    totals = _totals(method, parts, climbed, drawn[trees.TOTAL])
    return Rated(pillars=pillars.reindex(order), totals=totals)


def _climbed(method: Method, indicators: pd.DataFrame) -> _Climbed:
    ids, tree = list(indicators.index.unique("institution_id")), trees.of_method(method)
    scores = trees.leaves(method, indicators["score"])
    applies = trees.leaves(method, indicators["state"] != "not_applicable")
    low, high = bounds(tree, ids, scores, applies, DIGITS)
    return _Climbed(
        ids=ids,
        tree=tree,
        scores=climb(tree, ids, scores, tree.weights, places=DIGITS),
        low=low,
        high=high,
        applies=applies,
        available={name: ~np.isnan(score) for name, score in scores.items()},
    )


def _pillar(method: Method, pillar: Pillar, climbed: _Climbed, drawn: Range) -> pd.DataFrame:
    own = climbed.tree.children[pillar.id]
    weights = [climbed.tree.weights[name] for name in own]
    has, applies = climbed.available, np.stack([climbed.applies[name] for name in own], axis=-1)
    available = np.stack([has[name] for name in own], axis=-1)
    table = climbed.table(pillar.id, own).assign(
        weight_available=aggregate.weight_of(available, weights),
        weight_applicable=aggregate.weight_of(applies, weights),
    )
    table["missing"] = _names(own, applies & ~available)
    is_there = np.all([has[name] for name in pillar.needs_all], axis=0)
    if pillar.needs_any:
        is_there = is_there & np.any([has[name] for name in pillar.needs_any], axis=0)
    least = method.coverage_minimum * table["weight_applicable"]
    is_covered = (table["weight_available"] >= least) & (table["weight_available"] > 0)
    table["unrated"] = np.where(~is_covered, "coverage", np.where(~is_there, "required", ""))
    return _banded(method, table, drawn)


def _totals(
    method: Method, parts: Mapping[str, pd.DataFrame], climbed: _Climbed, drawn: Range
) -> pd.DataFrame:
    rated = np.column_stack([part["rated"].to_numpy() for part in parts.values()])
    is_rated = np.asarray(rated.all(axis=1), dtype=bool)
    table = climbed.table(trees.TOTAL, list(method.indicators))
    table["missing"] = _names(list(parts), ~rated)
    table["unrated"] = np.where(is_rated, "", "pillars")
    table["score"] = table["score"].where(is_rated)
    low, high = (np.where(is_rated, end, np.nan) for end in (drawn.low, drawn.high))
    table = _banded(method, table, Range(low, high, drawn.shares))
    table["score"] = table["score"].where(table["rated"])
    return table


def _banded(method: Method, table: pd.DataFrame, drawn: Range) -> pd.DataFrame:
    """Return the table with interval, `rated`, `unrated` and `bands`, given what draws say."""
    limits, ids = method.uncertainty, list(method.bands)
    starts = [band.start for band in method.bands.values()]
    unrated = table["unrated"].to_numpy(dtype=object)
    is_drawn = ~np.isnan(drawn.low)
    touched = np.where(is_drawn, bands.touched(drawn.low, drawn.high, starts), 1)
    unrated[(unrated == "") & (touched > limits.bands_touched)] = "interval"
    numbers = bands.number(table["score"].to_numpy(), starts)
    named: list[tuple[int, ...]] = [(int(number),) for number in numbers]
    for row in np.flatnonzero(is_drawn):
        named[row] = bands.named(drawn.shares[row], limits.band_probability)
    is_rated = np.asarray(unrated == "", dtype=bool)
    return table.assign(
        interval_low=aggregate.rounded(drawn.low),
        interval_high=aggregate.rounded(drawn.high),
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


def _names(names: Sequence[str], chosen: NDArray[np.bool_]) -> list[tuple[str, ...]]:
    return [
        tuple(name for name, is_chosen in zip(names, row, strict=True) if is_chosen)
        for row in chosen.tolist()
    ]
