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


def of_method(method: Method) -> Tree:
    """Return the tree: the total, a mean of pillars, each a mean of its indicators."""
    weights = {pillar.id: pillar.weight for pillar in method.pillars.values()}
    return Tree(
        nodes=(
            _root(method, "geometric"),
            *(Node(name, TOTAL, weight, "arithmetic") for name, weight in weights.items()),
        ),
        indicators=tuple(
            _leaf(one.id, one.pillar, one.weight) for one in method.indicators.values()
        ),
    )


def of_drivers(method: Method, weights: Mapping[str, float], aggregate: str) -> Tree:
    """Return the tree in which drivers, of such weights, stand in the place of pillars."""
    return Tree(
        nodes=(
            _root(method, aggregate),
            *(Node(name, TOTAL, weight, "arithmetic") for name, weight in weights.items()),
        ),
        indicators=tuple(
            _leaf(one.id, one.driver, one.weight) for one in method.indicators.values()
        ),
    )


def of_total(method: Method, weights: Mapping[str, float], aggregate: str) -> Tree:
    """Return the top of the tree alone, pillars of such weights its leaves."""
    return Tree(
        nodes=(_root(method, aggregate),),
        indicators=tuple(_leaf(name, TOTAL, weight) for name, weight in weights.items()),
    )


def of_pillar(method: Method, pillar_id: str) -> Tree:
    """Return the part of the tree that is one pillar, its root."""
    return Tree(
        nodes=(Node(pillar_id, None, 1.0, "arithmetic"),),
        indicators=tuple(
            _leaf(one.id, pillar_id, one.weight) for one in method.of_pillar(pillar_id)
        ),
    )


def leaves(method: Method, column: "pd.Series[Any]") -> dict[str, NDArray[Any]]:
    """Return a column of the indicators of a `ScoreBook` as one array an indicator."""
    table = column.to_numpy().reshape(-1, len(method.indicators))
    return dict(zip(method.indicators, np.ascontiguousarray(table.T), strict=True))


def _root(method: Method, aggregate: str) -> Node:
    """Return the total: missing as soon as one part is."""
    floor = method.total_floor if aggregate == "geometric" else None
    return Node(TOTAL, None, 1.0, aggregate, threshold=1.0, floor=floor)


def _leaf(name: str, parent: str, weight: float) -> Indicator:
    return Indicator(name, parent, float(weight), direction=1, normalise=SCORED)
