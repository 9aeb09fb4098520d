"""Noise in weights, and the index without one of its parts."""

import numpy as np
import pytest

from scorers.exceptions import ValuesError
from scorers.index import declared, draws, robustness
from scorers.index.compute import compute
from scorers.index.importance import correlation_ratio, importance


NAN = float("nan")
VALUES = {"a": [9, 5, 1, NAN], "b": [1, 8, 2, NAN], "c": [5, 5, 5, NAN]}
UNITS = ["p", "q", "r", "s"]


def tree(*, turned=False, aggregate="arithmetic"):
    nodes = [
        {"id": "Index", "aggregate": aggregate},
        {"id": "X", "parent": "Index", "weight": 3, "aggregate": "arithmetic"},
        {"id": "Y", "parent": "Index", "weight": 1, "aggregate": "arithmetic"},
    ]
    leaves = [
        {
            "id": name,
            "parent": parent,
            "weight": weight,
            "direction": 1,
            "normalise": {"method": "none"},
        }
        for name, parent, weight in (("a", "X", 2), ("b", "X", 1), ("c", "Y", 4))
    ]
    order = -1 if turned else 1
    return declared.tree({"node": nodes[::order], "indicator": leaves[::order]})


def computed(found):
    return compute(found, UNITS, VALUES)


def spread(found, count=200, seed=1):
    return robustness.spread(found, UNITS, computed(found), count, seed)


def test_draws_are_what_each_noisy_weight_gives(monkeypatch):
    # U = 0 for the weight of X and 0.5 for the others: 3 becomes 2.25, so that p, with
    # X = (2 * 9 + 1) / 3 and Y = 5, has (2.25 * 19 / 3 + 5) / 3.25.
    low = draws.key("X")
    monkeypatch.setattr(
        draws, "uniform", lambda count, seed: np.full(count, 0.0 if seed[1] == low else 0.5)
    )

    scores, ranks = spread(tree(), count=3)

    assert scores.mean[0] == pytest.approx((2.25 * 19 / 3 + 5) / 3.25)
    assert scores.quantiles[:, 0] == pytest.approx([scores.mean[0]] * 3)
    assert ranks.mean[:3].tolist() == [1, 2, 3]


def test_a_draw_of_a_weight_is_within_a_quarter_of_it():
    drawn = draws.uniform(1000, (1, draws.key("X")))

    assert 0 <= drawn.min() < 0.01
    assert 0.99 < drawn.max() < 1


def test_the_same_seed_gives_the_same_draws_whatever_the_order_of_the_tree():
    first, again, other = spread(tree()), spread(tree(turned=True)), spread(tree(), seed=2)

    assert again[0].mean == pytest.approx(first[0].mean, nan_ok=True, rel=1e-12)
    assert again[0].quantiles == pytest.approx(first[0].quantiles, nan_ok=True, rel=1e-12)
    assert not np.allclose(other[0].mean, first[0].mean, equal_nan=True)


def test_draws_made_a_few_at_a_time_are_the_same(monkeypatch):
    whole = spread(tree())
    monkeypatch.setattr(robustness, "NUMBERS_AT_ONCE", 40)

    parts = spread(tree())

    assert np.array_equal(parts[0].mean, whole[0].mean, equal_nan=True)
    assert np.array_equal(parts[1].quantiles, whole[1].quantiles, equal_nan=True)


def test_the_spread_of_a_score_holds_the_score_and_a_blank_has_none():
    found = tree()
    scores, ranks = spread(found)
    root = computed(found).scores["Index"][:3]

    assert (scores.quantiles[0, :3] <= root).all()
    assert (root <= scores.quantiles[2, :3]).all()
    assert np.isnan(scores.mean[3])
    assert np.isnan(ranks.quantiles[:, 3]).all()


def test_without_an_element_ranks_move_by_so_much():
    # a, b: 19/3, 6, 4/3 in X. Without a, X is b: 1, 8, 2, so q, r, p: p falls by 2, q and r rise.
    # Without b, X is a: p, q, r as before.
    changes = dict(robustness.removed(tree(), UNITS, computed(tree()), 1))

    assert changes == {"a": pytest.approx(4 / 3), "b": 0, "c": 0}


def test_without_the_only_thing_that_tells_units_apart_all_are_first():
    # Without X all have 5: q rises from 2 to 1, r from 3 to 1.
    changes = dict(robustness.removed(tree(), UNITS, computed(tree()), 2))

    assert changes == {"X": pytest.approx(1), "Y": 0}


def test_what_a_draw_makes_impossible_is_refused_by_name():
    values = {**VALUES, "c": [5, 5, 0, NAN]}
    found = tree()
    base = compute(found, UNITS, values)

    with pytest.raises(ValuesError, match='node "Index", unit "r": no geometric mean of "Y"'):
        robustness.spread(tree(aggregate="geometric"), UNITS, base, 5, 1)


def test_weights_are_multiplied_up_to_the_root():
    found = {one.id: one for one in importance(tree(), computed(tree()))}

    assert [found[name].nominal for name in "abc"] == [6, 3, 4]
    assert [found[name].effective for name in "abc"] == pytest.approx([0.5, 0.25, 0.25])
    assert np.isnan(found["c"].correlation_ratio)


def test_the_correlation_ratio_is_the_share_of_variance_that_a_line_explains():
    # Deviations -1, 0, 1 and -1, 1, 0: 1 over the root of 2 times 2, squared: a quarter.
    assert correlation_ratio(np.array([1, 2, 3]), np.array([4, 6, 5])) == pytest.approx(0.25)
    assert correlation_ratio(np.array([1, 2, 3.0]), np.array([9, 7, 5.0])) == pytest.approx(1)


@pytest.mark.parametrize("x", [[1, 1, 1], [1, 2, NAN]])
def test_the_correlation_ratio_of_too_little_is_unknown(x):
    assert np.isnan(correlation_ratio(np.array(x, dtype=float), np.array([1.0, 2.0, 3.0])))
