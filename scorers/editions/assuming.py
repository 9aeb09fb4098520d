"""What a method could have assumed otherwise, as the index engine takes it."""

from collections.abc import Iterator
from itertools import product

from scorers.editions import trees
from scorers.index.tree import Tree
from scorers.index.uncertainty import Space
from scorers.method import Alternative, Method, Sensitivity
from scorers.method import sensitivity as known


def space(method: Method, assumed: Sensitivity, *, has_terms: bool) -> Space:
    """Return what may be assumed.

    Args:
        method: What is assumed.
        assumed: What is varied.
        has_terms: Whether anything is known within another term; without it that stays out.
    """
    indicators = method.indicators.values()
    alternatives = {
        name: one.alternatives
        for name, one in assumed.assumptions.items()
        if one.alternatives and (has_terms or name != known.TERM)
    }
    noise = {name: one.noise for name, one in assumed.assumptions.items()}
    return Space(
        tree=trees.of_method(method),
        points={one.id: one.anchors for one in indicators},
        levels={name: 1 + len(others) for name, others in alternatives.items()},
        others=dict(_trees(method, assumed)),
        shaped_by=known.OF_TOTAL,
        valued_by={
            one.id: tuple(
                name
                for name in (known.TERM, known.STRENGTH)
                if name in alternatives and (name != known.STRENGTH or one.shrink)
            )
            for one in indicators
        },
        straight=known.GOALPOSTS,
        weight_noise=noise.get(known.WEIGHTS) or 0.0,
        anchor_noise=noise.get(known.ANCHORS) or 0.0,
        judged={
            one.id: [[value for value, _ in one.anchors].index(each) for each in one.judgement]
            for one in indicators
        },
    )


def _trees(method: Method, assumed: Sensitivity) -> Iterator[tuple[tuple[int, ...], Tree]]:
    """Give every other tree by the levels of OF_TOTAL."""
    published = {pillar.id: pillar.weight for pillar in method.pillars.values()}
    choices = [
        assumed.assumptions[name].alternatives if name in assumed.assumptions else ()
        for name in known.OF_TOTAL
    ]
    for levels in product(*(range(1 + len(others)) for others in choices)):
        weighted, averaged, grouped = (
            _at(others, level) for others, level in zip(choices, levels, strict=True)
        )
        mean = averaged.aggregate if averaged else "geometric"
        if grouped:
            yield levels, trees.of_drivers(method, grouped.weights, mean)
        else:
            yield levels, trees.of_total(method, weighted.weights if weighted else published, mean)


def _at(others: tuple[Alternative, ...], level: int) -> Alternative | None:
    return others[level - 1] if level else None
