"""The example that METHOD works out: the Home Office in 2020, from a published statistic.

R1 3,282 of 4,061 answered in time; R2 3,907 of 4,061 answered; R4 1,296 granted in full and 306 in
part of 2,844; R6 415 of 4,061 extended; R3, R5, R7 not measured. Before shrinkage.
"""

from pathlib import Path

import numpy as np
import pytest

from scorers import method
from scorers.index import aggregate, anchors, declared
from scorers.index.compute import bounds, compute


FILE = Path(__file__).parents[2] / "content" / "method" / "1.0.0.toml"
VALUES = {
    "R1": (100 * 3282 / 4061, 80.82, 41.64),
    "R2": (100 * 3907 / 4061, 96.21, 68.05),
    "R4": (100 * (1296 + 306 / 2) / 2844, 50.95, 56.61),
    "R6": (100 * 415 / 4061, 10.22, 100),
}


@pytest.mark.parametrize("name", VALUES)
def test_each_value_has_the_score_of_the_example(name):
    value, printed, score = VALUES[name]

    assert value == pytest.approx(printed, abs=0.005)
    assert anchors.apply(value, method.read(FILE).indicators[name].anchors) == pytest.approx(
        score, abs=0.005
    )


def test_pillar_coverage_and_bounds_are_those_of_the_example():
    indicators = method.read(FILE).of_pillar("R")
    weights = np.array([each.weight for each in indicators], dtype=float)
    scores = np.array(
        [
            anchors.apply(VALUES[each.id][0], each.anchors) if each.id in VALUES else np.nan
            for each in indicators
        ]
    )

    pillar = aggregate.arithmetic(scores, weights)
    tree = declared.tree(declaration())
    leaves = {each.id: scores[[place]] for place, each in enumerate(indicators)}
    low, high = bounds(tree, ["home-office"], leaves, {name: [True] for name in leaves})
    available = aggregate.weight_of(~np.isnan(scores), weights)

    # By hand: 3 times 41.64, 3 times 68.05, 2 times 56.61 and 100 are 542.29; over 9, it is 60.25;
    # over 13, 41.7; and with 400 for the four that are missing, 72.5.
    assert pillar == pytest.approx(60.25, abs=0.006)
    assert (float(available), float(weights.sum())) == (9, 13)
    assert low["R"] == pytest.approx([41.7], abs=0.05)
    assert high["R"] == pytest.approx([72.5], abs=0.05)


def declaration():
    """Return the pillar as the tables of a tree."""
    indicators = method.read(FILE).of_pillar("R")
    leaves = [
        {
            "id": each.id,
            "parent": "R",
            "weight": each.weight,
            "direction": 1 if each.anchors[-1][1] > each.anchors[0][1] else -1,
            "normalise": {"method": "anchors", "points": [list(point) for point in each.anchors]},
        }
        for each in indicators
    ]
    return {"node": [{"id": "R", "aggregate": "arithmetic"}], "indicator": leaves}


def test_the_pillar_declared_as_a_tree_is_the_same_pillar():
    tree = declared.tree(declaration())
    values = {one.id: [VALUES.get(one.id, [np.nan])[0]] for one in tree.indicators}

    scores = compute(tree, ["home-office"], values).scores

    for name, (_, _, score) in VALUES.items():
        assert scores[name] == pytest.approx([score], abs=0.005)
    assert scores["R"] == pytest.approx([60.25], abs=0.006)
