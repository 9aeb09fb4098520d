"""The tree of a method: what the index engine goes up, from indicators to pillars to the total."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scorers.index.tree import Indicator, Node, Normalisation, Tree
from scorers.method import Method


TOTAL = "total"
# Scores of indicators come from their anchors already.
SCORED = Normalisation(method="none", settings={})


def of_method(
    method: Method,
    weights: Mapping[str, float] | None = None,
    aggregate: str = "geometric",
) -> Tree:
    """Return the tree: the total, a mean of pillars, each a mean of its indicators.

    Args:
        method: Weights, floor, and what is in which pillar.
        weights: Of all pillars, if others than the method's. Where they are of all drivers, these
            stand in the place of pillars.
        aggregate: The mean of the total, "geometric" or "arithmetic".
    """
    if weights is None:
        weights = {pillar.id: pillar.weight for pillar in method.pillars.values()}
    by_driver = set(weights) == set(method.drivers)
    return Tree(
        nodes=(
            Node(
                id=TOTAL,
                parent=None,
                weight=1.0,
                aggregate=aggregate,
                threshold=1.0,
                floor=method.total_floor if aggregate == "geometric" else None,
            ),
            *(Node(name, TOTAL, weight, "arithmetic") for name, weight in weights.items()),
        ),
        indicators=tuple(
            Indicator(
                id=one.id,
                parent=one.driver if by_driver else one.pillar,
                weight=float(one.weight),
                direction=1,
                normalise=SCORED,
            )
            for one in method.indicators.values()
        ),
    )


def leaves(method: Method, column: "pd.Series[Any]") -> dict[str, NDArray[Any]]:
    """Return a column of the indicators of a `ScoreBook` as one array an indicator."""
    table = column.to_numpy().reshape(-1, len(method.indicators))
    return dict(zip(method.indicators, np.ascontiguousarray(table.T), strict=True))


def of_pillar(method: Method, pillar_id: str) -> Tree:
    """Return the part of the tree that is one pillar, its root."""
    whole = of_method(method)
    return Tree(
        nodes=(Node(pillar_id, None, 1.0, "arithmetic"),),
        indicators=tuple(one for one in whole.indicators if one.parent == pillar_id),
    )
