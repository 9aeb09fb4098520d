"""From a table of values and a tree to every normalised indicator and every node."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scorers.exceptions import ValuesError
from scorers.index import aggregate, normalise
from scorers.index.aggregate import PartError
from scorers.index.declared import NORMALISATIONS
from scorers.index.tree import Indicator, Node, Tree


Array = NDArray[np.float64]
Weights = Mapping[str, ArrayLike]
MEANS = {"arithmetic": aggregate.arithmetic, "harmonic": aggregate.harmonic}

ALL_MISSING = "all_missing"
NO_RANGE = "no_range"
NOTHING_KNOWN = "nothing_known"
NO_ROOT = "no_root"


@dataclass(frozen=True)
class Notice:
    """What came out missing, and why.

    Attributes:
        kind: ALL_MISSING, an indicator without any value; NO_RANGE, one whose values all are alike,
            or whose target is not above the least; NOTHING_KNOWN, units without any value; NO_ROOT,
            units with values, too few for the root.
        id: The indicator, or the root.
        units: The units that the notice is about, by their place; none where it is about all.
    """

    kind: str
    id: str
    units: tuple[int, ...] = ()


@dataclass(frozen=True)
class Computed:
    """An index, computed.

    Attributes:
        scores: Of every indicator, in the order of the tree, then of every node, one number a unit.
        notices: What came out missing for other reasons than missing values.
    """

    scores: Mapping[str, Array]
    notices: Sequence[Notice]


def compute(tree: Tree, units: Sequence[str], values: Mapping[str, ArrayLike]) -> Computed:
    """Return every normalised indicator and every node.

    Args:
        tree: The index.
        units: Names of the units, for messages.
        values: Of each indicator, one value a unit; NaN is missing.

    Raises:
        ValuesError: A column is missing, a value is infinite, or a mean is not defined for a score;
            the message names node, unit and value.
    """
    notices: list[Notice] = []
    leaves: dict[str, Array] = {}
    known = np.zeros(len(units), dtype=bool)
    for one in tree.indicators:
        raw = _column(one, units, values)
        known |= ~np.isnan(raw)
        leaves[one.id] = _normalised(one, units, raw)
        if np.isnan(raw).all():
            notices.append(Notice(ALL_MISSING, one.id))
        elif np.isnan(leaves[one.id]).all():
            notices.append(Notice(NO_RANGE, one.id))
    scores = {**leaves, **climb(tree, units, leaves, tree.weights)}
    for kind, chosen in (
        (NOTHING_KNOWN, ~known),
        (NO_ROOT, known & np.isnan(scores[tree.root])),
    ):
        if chosen.any():
            places = tuple(int(place) for place in np.flatnonzero(chosen))
            notices.append(Notice(kind, tree.root, places))
    return Computed(scores={name: scores[name] for name in tree.ids}, notices=notices)


def bounds(
    tree: Tree,
    units: Sequence[str],
    leaves: Mapping[str, Array],
    applicable: Mapping[str, ArrayLike],
    places: int | None = None,
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Return every node with all that is applicable and missing at 0, and at 100.

    A node of which nothing is applicable is itself 0 and 100: nothing is known of it. An indicator
    that is not applicable is left out even if it has a score.

    Args:
        tree: The index, of scores from 0 to 100.
        units: Names of the units, for messages.
        leaves: Normalised indicators, one number a unit.
        applicable: Whether each indicator applies to each unit.
        places: As in `climb`.
    """
    ends = []
    for end in (0.0, 100.0):
        filled = {
            name: np.where(applicable[name], np.where(np.isnan(leaf), end, leaf), np.nan)
            for name, leaf in leaves.items()
        }
        ends.append(climb(tree, units, filled, tree.weights, end, places))
    return ends[0], ends[1]


def climb(
    tree: Tree,
    units: Sequence[str],
    leaves: Mapping[str, Array],
    weights: Weights,
    missing: float = np.nan,
    places: int | None = None,
) -> dict[str, Array]:
    """Return the scores of every node.

    Args:
        tree: The index.
        units: Names of the units, for messages.
        leaves: Normalised indicators, one number a unit.
        weights: The weight of everything that has a parent: a number, or for several indices at a
            time an array of one row an index and one column. The scores then have a row an index.
        missing: What a node counts of which too little is there, to itself and to its parent.
        places: Decimals to which a node is rounded before its parent takes it, so that the parent
            can be found again from what is published; without it nothing is rounded.

    Raises:
        ValuesError: A mean is not defined for a score, or a score is too large to be written.
    """
    found: dict[str, Array] = dict(leaves)
    for node in tree.upwards:
        names = tree.children[node.id]
        # The parts are the last axis, and each lies in one piece.
        parts = np.moveaxis(np.stack(np.broadcast_arrays(*(found[one] for one in names))), 0, -1)
        weight = np.stack(np.broadcast_arrays(*(weights[name] for name in names)), axis=-1)
        try:
            with np.errstate(over="ignore"):
                score = _mean(node)(parts, weight)
        except PartError as error:
            unit, child = units[error.position[-2]], names[error.position[-1]]
            raise ValuesError(
                f'node "{node.id}", unit "{unit}": no {error.mean} mean of "{child}", '
                f"which is {error.value!r}; expected more than 0"
            ) from error
        _finite(f'node "{node.id}"', units, score)
        if node.threshold:
            share = sum(np.where(np.isnan(found[name]), 0, 1) for name in names) / len(names)
            score = np.where(share < node.threshold, np.nan, score)
        score = score if np.isnan(missing) else np.where(np.isnan(score), missing, score)
        found[node.id] = score if places is None else np.round(score, places)
    return {node.id: found[node.id] for node in tree.nodes}


def _mean(node: Node) -> Callable[[Array, Array], Array]:
    if node.power is not None:
        return partial(aggregate.power_mean, power=node.power)
    if node.aggregate == "geometric":
        return partial(aggregate.geometric, floor=node.floor)
    return MEANS[node.aggregate]


def _column(one: Indicator, units: Sequence[str], values: Mapping[str, ArrayLike]) -> Array:
    if one.id not in values:
        raise ValuesError(f'indicator "{one.id}": there is no column of that name')
    raw = np.asarray(values[one.id], dtype=float)
    if raw.shape != (len(units),):
        raise ValuesError(f'indicator "{one.id}": {raw.size} values for {len(units)} units')
    _finite(f'indicator "{one.id}"', units, raw)
    return raw


def _normalised(one: Indicator, units: Sequence[str], raw: Array) -> Array:
    formula, _ = NORMALISATIONS[one.normalise.method]
    with np.errstate(over="ignore", invalid="ignore"):
        found = formula(normalise.directed(raw, one.direction), **one.normalise.settings)
    _finite(f'indicator "{one.id}", normalised', units, found)
    return found


def _finite(what: str, units: Sequence[str], numbers: Array) -> None:
    infinite = np.isinf(numbers)
    if infinite.any():
        places = np.argwhere(infinite)
        raise ValuesError(f'{what}, unit "{units[int(places[0][-1])]}": the number is infinite')
