"""What could have been assumed otherwise, and draws of it: METHOD section 7.

A `Space` says what may be assumed, a `Sample` what is assumed in each of many draws. Every
assumption is either a choice among levels, the first of which is the published one, or noise: in
the weights, or in the anchors that are a judgement. Each has streams of random numbers of its own,
found from the seed and its names, so that no order and no other assumption changes its draws; a
sample is the same for all units, since a method is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from scorers.index import draws
from scorers.index.tree import Tree


Array = NDArray[np.float64]
Levels = NDArray[np.int64]
Points = Sequence[tuple[float, float]]

WEIGHTS = "weights"
ANCHORS = "anchors"


@dataclass(frozen=True)
class Space:
    """What may be assumed.

    Attributes:
        tree: The published one.
        points: The anchors of each indicator, (value, score).
        levels: How many choices each assumption has, the published one among them.
        others: Other trees of the same root, by the levels of `shaped_by`. Their indicators may be
            nodes of the published tree.
        shaped_by: The assumptions that choose the tree.
        valued_by: Of each indicator the assumptions that choose among its values; none if absent.
        straight: The assumption whose level 1 leaves out all anchors but the first and the last.
        weight_noise: Part of a weight by which it goes up or down; 0 if it does not.
        anchor_noise: Part of the distance to the nearest anchor by which a judged one does.
        judged: Of each indicator the places of the anchors that are a judgement.
    """

    tree: Tree
    points: Mapping[str, Points]
    levels: Mapping[str, int] = field(default_factory=dict)
    others: Mapping[tuple[int, ...], Tree] = field(default_factory=dict)
    shaped_by: tuple[str, ...] = ()
    valued_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    straight: str = ""
    weight_noise: float = 0.0
    anchor_noise: float = 0.0
    judged: Mapping[str, Sequence[int]] = field(default_factory=dict)

    @property
    def assumptions(self) -> list[str]:
        """Every assumption that is varied."""
        noisy = {WEIGHTS: self.weight_noise, ANCHORS: self.anchor_noise}
        return [*(name for name, noise in noisy.items() if noise), *self.levels]

    @property
    def weights(self) -> dict[str, float]:
        """The weight of everything in any of the trees; the published one where two differ."""
        found: dict[str, float] = {}
        for tree in (*self.others.values(), self.tree):
            found.update(tree.weights)
        return found


@dataclass(frozen=True)
class Sample:
    """What is assumed in each draw; every array has a row a draw.

    Attributes:
        count: Number of draws.
        levels: The level of each assumption that is not the published one in all draws.
        factors: What each weight is multiplied by; 1 if absent.
        moves: Of each indicator how far each judged anchor goes, in parts of the distance to its
            nearest neighbour: a column an anchor. 0 if absent.
    """

    count: int
    levels: Mapping[str, Levels] = field(default_factory=dict)
    factors: Mapping[str, Array] = field(default_factory=dict)
    moves: Mapping[str, Array] = field(default_factory=dict)


def drawn(space: Space, count: int, seed: int, stream: int = 0) -> Sample:
    """Return draws of all assumptions; all levels of one are equally likely.

    Args:
        space: What may be assumed.
        count: Number of draws.
        seed: The published seed.
        stream: Number of the sample; another one is independent.
    """

    def uniform(*names: str) -> Array:
        return draws.uniform(count, (seed, *map(draws.key, names), stream))

    return Sample(
        count=count,
        levels={
            name: np.floor(uniform(name) * levels).astype(np.int64)
            for name, levels in space.levels.items()
        },
        factors={
            name: 1 + space.weight_noise * (2 * uniform(WEIGHTS, name) - 1)
            for name in (space.weights if space.weight_noise else ())
        },
        moves={
            name: space.anchor_noise
            * np.stack([2 * uniform(ANCHORS, name, str(place)) - 1 for place in places], axis=-1)
            for name, places in (space.judged.items() if space.anchor_noise else ())
            if places
        },
    )


def only(sample: Sample, assumption: str) -> Sample:
    """Return the sample with all but one assumption as published."""
    return swapped(Sample(sample.count), sample, assumption)


def chosen(assumption: str, level: int) -> Sample:
    """Return a single draw in which one assumption is at a level, and all others as published."""
    return Sample(1, levels={assumption: np.array([level])})


def swapped(into: Sample, out_of: Sample, assumption: str) -> Sample:
    """Return a sample with one assumption from another sample of as many draws."""
    if assumption == WEIGHTS:
        return replace(into, factors=out_of.factors)
    if assumption == ANCHORS:
        return replace(into, moves=out_of.moves)
    return replace(into, levels={**into.levels, assumption: out_of.levels[assumption]})
