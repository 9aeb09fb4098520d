"""Data draws of pillar scores, for the institutions of which a rate is sampled."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorers.editions.measuring import Measured
from scorers.index import aggregate, anchors, draws
from scorers.method import Indicator, Method


Array = NDArray[np.float64]


@dataclass(frozen=True)
class Drawn:
    """Draws of pillar scores.

    Attributes:
        rows: Positions of the institutions with a sampled rate, rising.
        pillars: Draws of each pillar, one row an institution of `rows`, one column a draw.
        is_sampled: For each pillar and institution of `rows`, whether any of its rates is sampled.
    """

    rows: NDArray[np.int64]
    pillars: Mapping[str, Array]
    is_sampled: Mapping[str, NDArray[np.bool_]]


def draw(method: Method, measured: Measured) -> Drawn:
    """Return the draws; an indicator without sampling is the same in all of them."""
    ids = list(measured.indicators.index.unique("institution_id"))
    shape = (len(ids), len(method.indicators))
    scores = measured.indicators["score"].to_numpy().reshape(shape)
    a, b = (measured.beta[name].to_numpy().reshape(shape) for name in ("a", "b"))
    sampled = ~np.isnan(a)
    rows = np.flatnonzero(sampled.any(axis=1))
    order = {name: column for column, name in enumerate(method.indicators)}
    count = method.uncertainty.draws
    drawn: dict[str, Array] = {}
    flags: dict[str, NDArray[np.bool_]] = {}
    for pillar_id in method.pillars:
        indicators = method.of_pillar(pillar_id)
        columns = np.array([order[indicator.id] for indicator in indicators])
        weights = np.array([indicator.weight for indicator in indicators], dtype=float)
        drawn[pillar_id] = np.empty((len(rows), count))
        flags[pillar_id] = sampled[np.ix_(rows, columns)].any(axis=1)
        for place, row in enumerate(rows):
            parts = np.repeat(scores[row, columns][np.newaxis], count, axis=0)
            for part, (column, indicator) in enumerate(zip(columns, indicators, strict=True)):
                if sampled[row, column]:
                    seed = (method.uncertainty.seed, _key(ids[row]), _key(indicator.id))
                    rates = draws.beta(a[row, column], b[row, column], count, seed)
                    parts[:, part] = _score(indicator, rates)
            drawn[pillar_id][place] = aggregate.arithmetic(parts, weights)
    return Drawn(rows=rows, pillars=drawn, is_sampled=flags)


def _score(indicator: Indicator, rates: Array) -> Array:
    return anchors.apply(100 * rates, indicator.anchors)


def _key(name: str) -> int:
    """Return a number that is always the same for a name, unlike `hash`."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
