"""How much each indicator says in an index: what its weights say, and what it explains."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scorers.index.compute import Computed
from scorers.index.tree import Tree


Array = NDArray[np.float64]
LEAST_PAIRS = 3  # through two points there is always a line


@dataclass(frozen=True)
class Importance:
    """Of one indicator.

    Attributes:
        id: The indicator.
        nominal: The product of the weights, as they are written, from it up to the root.
        effective: The same of each weight over the sum of its siblings' weights: over all
            indicators they add up to 1.
        correlation_ratio: The share of the root's variance that it explains, 0 to 1.
    """

    id: str
    nominal: float
    effective: float
    correlation_ratio: float


def importance(tree: Tree, computed: Computed) -> Iterator[Importance]:
    """Give nominal weight, effective weight and correlation ratio of each indicator."""
    root = computed.scores[tree.root]
    totals = {
        node: sum(tree.weights[child] for child in children)
        for node, children in tree.children.items()
    }
    for one in tree.indicators:
        nominal = effective = 1.0
        name = one.id
        while name in tree.parents:
            nominal *= tree.weights[name]
            effective *= tree.weights[name] / totals[tree.parents[name]]
            name = tree.parents[name]
        ratio = correlation_ratio(computed.scores[one.id], root)
        yield Importance(one.id, nominal, effective, ratio)


def correlation_ratio(x: Array, y: Array) -> float:
    """Return Pearson's correlation ratio of y on x, V(E(y|x)) / V(y), with E(y|x) a straight line.

    That is the square of the linear correlation, over the units that have both. Paruolo, Saisana
    and Saltelli, Ratings and rankings: voodoo or science?, J. R. Stat. Soc. A 176 (2013), propose
    the ratio as an indicator's importance. A curve or bins would follow a bend, but explain part of
    pure noise where units are few; so where the relation bends, this is a lower bound. NaN for
    fewer than three units, or where x or y is the same for all.
    """
    both = ~(np.isnan(x) | np.isnan(y))
    x, y = x[both], y[both]
    if len(x) < LEAST_PAIRS or x.min() == x.max() or y.min() == y.max():
        return float("nan")
    x, y = x - x.mean(), y - y.mean()
    return min(1.0, float((x @ y) ** 2 / ((x @ x) * (y @ y))))
