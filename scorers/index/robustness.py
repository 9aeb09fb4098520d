"""How much an index hangs on its weights and on each of its parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorers.index import draws
from scorers.index.compute import Computed, climb
from scorers.index.ranks import rank
from scorers.index.tree import Tree


Array = NDArray[np.float64]
NOISE = 0.25
QUANTILES = (0.05, 0.50, 0.95)
NUMBERS_AT_ONCE = 2_000_000  # 16 MB of numbers a node


@dataclass(frozen=True)
class Spread:
    """What the draws of each unit say: their mean, then their quantiles at QUANTILES."""

    mean: Array
    quantiles: Array


def spread(
    tree: Tree, units: Sequence[str], computed: Computed, count: int, seed: int
) -> tuple[Spread, Spread]:
    """Return the spread of the root's score, and of its rank, when every weight is uncertain.

    Each weight is w (1 + f (2U - 1)) with f = 0.25 and U uniform, METHOD section 8. The numbers of
    a weight come from the seed and its own id: the order of the tree changes none.

    Raises:
        ValuesError: A mean is not defined for a score that a draw gives.
    """
    leaves = {one.id: computed.scores[one.id] for one in tree.indicators}
    noise = {
        name: weight * (1 + NOISE * (2 * draws.uniform(count, (seed, draws.key(name))) - 1))
        for name, weight in tree.weights.items()
    }
    step = max(1, NUMBERS_AT_ONCE // (max(1, len(units)) * max(map(len, tree.children.values()))))
    scores = np.empty((count, len(units)))
    ranks = np.empty_like(scores)
    for start in range(0, count, step):
        rows = slice(start, start + step)
        weights = {name: drawn[rows, np.newaxis] for name, drawn in noise.items()}
        scores[rows] = climb(tree, units, leaves, weights)[tree.root]
        ranks[rows] = rank(scores[rows])
    return _spread(scores), _spread(ranks)


def removed(
    tree: Tree, units: Sequence[str], computed: Computed, level: int
) -> Iterator[tuple[str, float]]:
    """Give the mean absolute change of rank at the root without each element of a level.

    Its weight is 0 and the index built again; NaN where no unit then has a rank.
    """
    leaves = {one.id: computed.scores[one.id] for one in tree.indicators}
    before = rank(computed.scores[tree.root])
    for name in tree.weights:
        if tree.levels[name] != level:
            continue
        without: Mapping[str, float] = {**tree.weights, name: 0.0}
        after = rank(climb(tree, units, leaves, without)[tree.root])
        change = np.abs(after - before)
        known = ~np.isnan(change)
        yield name, float(change[known].mean()) if known.any() else float("nan")


def _spread(numbers: Array) -> Spread:
    """Return the spread over the first axis; a unit that no draw gives a number has none."""
    mean = np.full(numbers.shape[1], np.nan)
    quantiles = np.full((len(QUANTILES), numbers.shape[1]), np.nan)
    # No weight becomes 0 or ceases to be it: a unit has a number in all draws or in none.
    known = np.flatnonzero(~np.isnan(numbers[0]))
    step = max(1, NUMBERS_AT_ONCE // len(numbers))
    for start in range(0, len(known), step):
        units = known[start : start + step]
        drawn = numbers[:, units]
        mean[units] = drawn.mean(axis=0)
        quantiles[:, units] = np.quantile(drawn, QUANTILES, axis=0, overwrite_input=True)
    return Spread(mean=mean, quantiles=quantiles)
