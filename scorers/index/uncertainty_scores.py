"""The scores of an index under a sample of assumptions, and under draws of its values."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from scorers.index import anchors
from scorers.index.compute import climb
from scorers.index.tree import Tree
from scorers.index.uncertainty import Points, Sample, Space


Array = NDArray[np.float64]
# An indicator's values by the levels of the assumptions that choose among them, the published ones
# under zeros: a number a unit, or of data draws a row a draw and a column a unit.
Values = Mapping[tuple[int, ...], Array]


def scores(
    space: Space, units: Sequence[str], values: Mapping[str, Values], sample: Sample
) -> dict[str, Array]:
    """Return the scores of every node of the published tree: a row a draw, a column a unit.

    The root is that of the tree that each draw assumes. Where another value or tree leaves nothing
    to go by, the score is NaN.

    Args:
        space: What may be assumed.
        units: Names of the units, for messages.
        values: Of each indicator; those of data draws have as many rows as the sample has draws.
        sample: What is assumed.

    Raises:
        ValuesError: A mean is not defined for a score that a draw gives.
    """
    shape = sample.count, len(units)
    leaves = {name: scored(space, name, one, sample) for name, one in values.items()}
    found = climb(space.tree, units, leaves, _weights(space.tree, sample, slice(None)))
    found = {name: np.broadcast_to(score, shape) for name, score in found.items()}
    root = found[space.tree.root] = found[space.tree.root].copy()
    below = {**leaves, **found}
    for key, rows in _groups(space.shaped_by, sample):
        if not any(key):
            continue
        tree = space.others[key]
        parts = {
            one.id: below[one.id][rows] if below[one.id].ndim > 1 else below[one.id]
            for one in tree.indicators
        }
        root[rows] = climb(tree, units, parts, _weights(tree, sample, rows))[tree.root]
    return found


def scored(space: Space, name: str, values: Values, sample: Sample) -> Array:
    """Return the scores of an indicator; without a row a draw where no draw changes any.

    A unit without another value keeps its published one.
    """
    taken = _taken(space.valued_by.get(name, ()), values, sample)
    points, judged = space.points[name], space.judged.get(name, ())
    straight = sample.levels.get(space.straight)
    bends = straight is not None and straight.any() and len(points) > 2  # noqa: PLR2004
    if name not in sample.moves and not bends:
        return anchors.apply(taken, points)
    lines = _moved(points, judged, sample.moves.get(name), sample.count)
    if bends and straight is not None:
        lines[straight > 0] = _straightened(lines[straight > 0])
    return anchors.along(np.broadcast_to(taken, (sample.count, taken.shape[-1])), lines)


def _weights(tree: Tree, sample: Sample, rows: slice | NDArray[np.int64]) -> dict[str, Array]:
    """Return the weight of everything in a tree: one number, or a column of a row a draw."""
    return {
        name: weight * sample.factors[name][rows, np.newaxis]
        if name in sample.factors
        else np.asarray(weight)
        for name, weight in tree.weights.items()
    }


def _groups(
    assumptions: Sequence[str], sample: Sample
) -> Iterator[tuple[tuple[int, ...], NDArray[np.int64]]]:
    """Give the draws by the levels of some assumptions."""
    levels = np.zeros((sample.count, len(assumptions)), dtype=np.int64)
    for column, name in enumerate(assumptions):
        levels[:, column] = sample.levels.get(name, 0)
    keys, group = np.unique(levels, axis=0, return_inverse=True)
    for number, key in enumerate(keys):
        yield tuple(int(level) for level in key), np.flatnonzero(group == number)


def _taken(chosen_by: Sequence[str], values: Values, sample: Sample) -> Array:
    """Return the values that each draw takes."""
    published = values[(0,) * len(chosen_by)]
    groups = [(key, rows) for key, rows in _groups(chosen_by, sample) if any(key)]
    if not groups:
        return published
    taken = np.broadcast_to(published, (sample.count, published.shape[-1])).copy()
    for key, rows in groups:
        other = values[key][rows] if values[key].ndim > 1 else values[key]
        taken[rows] = np.where(np.isnan(other), taken[rows], other)
    return taken


def _moved(points: Points, judged: Sequence[int], moves: Array | None, count: int) -> Array:
    """Return the anchors of each draw: draw, anchor, and value and score on the last axis."""
    lines = np.repeat(np.asarray(points, dtype=float)[np.newaxis], count, axis=0)
    if moves is not None:
        gaps = np.diff(lines[0, :, 0])
        nearest = np.minimum(np.append(gaps, np.inf), np.append(np.inf, gaps))
        for column, place in enumerate(judged):
            lines[:, place, 0] += moves[:, column] * nearest[place]
    return lines


def _straightened(lines: Array) -> Array:
    """Return the same anchors on the straight line from the first to the last."""
    values, (first, last) = lines[..., 0], (lines[:, [place], :] for place in (0, -1))
    share = (values - first[..., 0]) / (last[..., 0] - first[..., 0])
    return np.stack([values, first[..., 1] + share * (last[..., 1] - first[..., 1])], axis=-1)
