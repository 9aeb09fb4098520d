"""Data draws: what rates, pillars and totals could be, given how few cases they rest on."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scorers.editions import trees
from scorers.editions.book import Baseline
from scorers.index import anchors, draws, shrinkage
from scorers.index.compute import climb
from scorers.index.draws import Range
from scorers.method import Method


Array = NDArray[np.float64]
NUMBERS_AT_ONCE = 2_000_000  # 16 MB, so that the memory does not grow with the institutions


def ranges(
    method: Method,
    indicators: pd.DataFrame,
    baselines: Mapping[str, Baseline],
    drawn: Mapping[str, Array],
) -> dict[str, Range]:
    """Return what the data draws say of every pillar and of the total, a row an institution.

    A part of the whole in which nothing is sampled has no draws. The total has some wherever every
    pillar has a score, rated or not.

    Args:
        method: The draws, their seed, and the tree.
        indicators: As in `ScoreBook`.
        baselines: Likewise.
        drawn: As in `Measured`.
    """
    ids = list(indicators.index.unique("institution_id"))
    tree = trees.of_method(method)
    scores = trees.leaves(method, indicators["score"])
    a, b = parameters(method, indicators, baselines)
    sampled = {name: ~np.isnan(a[name]) for name in a}
    sampled |= {name: ~np.isnan(own[0]) for name, own in drawn.items()}
    limits, starts = method.uncertainty, [band.start for band in method.bands.values()]
    found = {
        node.id: Range(
            low=np.full(len(ids), np.nan),
            high=np.full(len(ids), np.nan),
            shares=np.full((len(ids), len(starts)), np.nan),
        )
        for node in tree.nodes
    }
    some = np.flatnonzero(np.any([*sampled.values()], axis=0))
    for rows in chunks(method, some):
        own = [ids[row] for row in rows]
        rates = values(method, own, _of(a, rows), _of(b, rows))
        rates |= {name: one[:, rows] for name, one in drawn.items()}
        leaves = _of(scores, rows)
        for name, one in rates.items():
            leaves[name] = scored(one, leaves[name], method.indicators[name].anchors)
        climbed = climb(tree, own, leaves, tree.weights)
        for node, whole in found.items():
            below = [sampled[name] for name in sampled if node in (trees.TOTAL, tree.parents[name])]
            has = np.any([np.zeros(len(ids), dtype=bool), *below], axis=0)[rows]
            if not has.any():
                continue
            part = draws.ranged(np.where(has, climbed[node], np.nan), limits.interval, starts)
            whole.low[rows], whole.high[rows], whole.shares[rows] = part.low, part.high, part.shares
    return found


def parameters(
    method: Method,
    indicators: pd.DataFrame,
    baselines: Mapping[str, Baseline],
    strength: float | None = None,
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Return a and b of the Beta distribution of each shrunk rate that has a score.

    One number an institution under the id of each shrunk indicator; NaN where there is no score.

    Args:
        method: Which indicators are shrunk, and how much.
        indicators: As in `ScoreBook`.
        baselines: Likewise.
        strength: s, if another than the method's.
    """
    k, n, score = (trees.leaves(method, indicators[name]) for name in ("count", "total", "score"))
    strength = method.strength if strength is None else strength
    first: dict[str, Array] = {}
    second: dict[str, Array] = {}
    for name, baseline in baselines.items():
        known = ~np.isnan(score[name])
        a, b = shrinkage.parameters(k[name], n[name], strength, baseline.rate)
        first[name], second[name] = (np.where(known, part, np.nan) for part in (a, b))
    return first, second


def chunks(method: Method, rows: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Give the rows in parts whose draws of all indicators fit into memory at once."""
    step = max(1, NUMBERS_AT_ONCE // (method.uncertainty.draws * len(method.indicators)))
    for start in range(0, len(rows), step):
        yield rows[start : start + step]


def values(
    method: Method,
    ids: Sequence[str],
    a: Mapping[str, Array],
    b: Mapping[str, Array],
    stream: Sequence[int] = (),
) -> dict[str, Array]:
    """Return draws of the value of each indicator of which a rate is sampled, in percent.

    A row a draw, a column an institution, NaN where there is no rate. The numbers of each rate come
    from the seed, its institution, its indicator and the stream: no other row changes them.

    Args:
        method: Number and seed of the draws.
        ids: The institutions.
        a: First parameter of each rate, as `parameters` gives them.
        b: Second parameter.
        stream: Keys of other draws than those that intervals are made of.
    """
    count, seed = method.uncertainty.draws, method.uncertainty.seed
    keys = [draws.key(name) for name in ids]
    found: dict[str, Array] = {}
    for name in a:
        places = np.flatnonzero(~np.isnan(a[name]))
        if not len(places):
            continue
        own, drawn = draws.key(name), np.full((len(ids), count), np.nan)
        for place in places:
            rate = a[name][place], b[name][place]
            drawn[place] = draws.beta(*rate, count, (seed, keys[place], own, *stream))
        found[name] = 100 * np.ascontiguousarray(drawn.T)
    return found


def scored(drawn: Array, score: Array, points: Sequence[tuple[float, float]]) -> Array:
    """Return the scores of drawn values; where there are none, the score itself in every draw."""
    return np.where(np.isnan(drawn), score, anchors.apply(drawn, points))


def _of(columns: Mapping[str, Array], rows: NDArray[np.int64]) -> dict[str, Array]:
    return {name: column[rows] for name, column in columns.items()}
