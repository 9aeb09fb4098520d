"""What a node could be if all that is unknown were known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorers.index import declared
from scorers.index.compute import bounds, climb


NAN = float("nan")
UNITS = ["u"]
PARTS = st.lists(
    st.tuples(st.one_of(st.none(), st.floats(0, 100)), st.integers(1, 5), st.booleans()),
    min_size=4,
    max_size=4,
)


def tree(weights=(1, 2, 1, 1), **root):
    """Return W, the mean of X (a, b) and Y (c, d)."""
    return declared.tree(
        {
            "node": [
                {"id": "W", "aggregate": "arithmetic", **root},
                {"id": "X", "parent": "W", "weight": 1, "aggregate": "arithmetic"},
                {"id": "Y", "parent": "W", "weight": 1, "aggregate": "arithmetic"},
            ],
            "indicator": [
                {
                    "id": name,
                    "parent": "X" if name in "ab" else "Y",
                    "weight": weight,
                    "direction": 1,
                    "normalise": {"method": "none"},
                }
                for name, weight in zip("abcd", weights, strict=True)
            ],
        }
    )


def arrays(values):
    return {name: np.array([value]) for name, value in zip("abcd", values, strict=True)}


def test_what_is_missing_is_put_at_0_and_at_100():
    low, high = bounds(
        tree(), UNITS, arrays([60.0, NAN, 30.0, NAN]), arrays([True, True, True, False])
    )

    assert (low["X"].item(), high["X"].item()) == pytest.approx((20, 260 / 3))
    assert (low["Y"].item(), high["Y"].item()) == (30, 30)
    assert (low["W"].item(), high["W"].item()) == pytest.approx((25, (260 / 3 + 30) / 2))


def test_a_node_of_which_nothing_applies_is_unknown_from_0_to_100_and_so_in_its_parent():
    low, high = bounds(
        tree(), UNITS, arrays([60.0, 60.0, NAN, NAN]), arrays([True, True, False, False])
    )

    assert (low["Y"].item(), high["Y"].item()) == (0, 100)
    assert (low["W"].item(), high["W"].item()) == pytest.approx((30, 80))


def test_what_does_not_apply_is_left_out_even_with_a_score():
    low, _ = bounds(tree(), UNITS, arrays([60.0, 0.0, 9.0, 9.0]), arrays([True, False, True, True]))

    assert low["X"].item() == 60


@given(PARTS, st.sampled_from([{}, {"aggregate": "geometric", "floor": 1}]))
def test_bounds_always_contain_the_score(parts, root):
    applicable = arrays([applies for _, _, applies in parts])
    scores = arrays([NAN if score is None or not one else score for score, _, one in parts])
    chosen = tree([weight for _, weight, _ in parts], **root)

    score = climb(chosen, UNITS, scores, chosen.weights)
    low, high = bounds(chosen, UNITS, scores, applicable)

    for name in ("X", "Y"):
        assert 0 <= low[name] <= high[name] + 1e-9 <= 100 + 1e-8
        assert np.isnan(score[name]) or low[name] - 1e-9 <= score[name] <= high[name] + 1e-9
    whole = np.isnan([score["X"], score["Y"]]).any()
    assert whole or low["W"] - 1e-9 <= score["W"] <= high["W"] + 1e-9
