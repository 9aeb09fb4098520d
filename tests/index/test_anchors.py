"""The value function."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorers.index import anchors


PUNCTUALITY = [(0, 0), (60, 20), (80, 40), (90, 60), (95, 80), (100, 100)]


@pytest.mark.parametrize(
    ("value", "score"),
    [(0, 0), (60, 20), (70, 30), (90, 60), (92.5, 70), (95, 80), (100, 100), (-5, 0), (120, 100)],
)
def test_straight_lines_between_anchors_and_flat_outside(value, score):
    assert anchors.apply(value, PUNCTUALITY) == pytest.approx(score)


@pytest.mark.parametrize(("value", "score"), [(0, 100), (20, 100), (40, 50), (60, 0), (99, 0)])
def test_falling_scores_say_that_lower_is_better(value, score):
    assert anchors.apply(value, [(20, 100), (60, 0)]) == pytest.approx(score)


def test_unknown_stays_unknown():
    assert np.isnan(anchors.apply([np.nan], PUNCTUALITY)).all()


def test_the_shape_is_kept():
    assert anchors.apply(np.zeros((3, 4)), PUNCTUALITY).shape == (3, 4)


@given(st.lists(st.floats(-50, 150), min_size=2))
def test_a_better_value_never_scores_less_and_scores_stay_within_0_and_100(values):
    scores = anchors.apply(sorted(values), PUNCTUALITY)

    assert (np.diff(scores) >= 0).all()
    assert ((scores >= 0) & (scores <= 100)).all()


@given(
    st.lists(st.integers(0, 20), min_size=2, max_size=6, unique=True).map(sorted),
    st.lists(st.floats(0, 100), min_size=6, max_size=6).map(sorted),
    st.floats(-5, 25),
)
def test_the_same_anchors_in_each_draw_give_the_same_scores(values, scores, value):
    points = list(zip(values, scores, strict=False))
    lines = np.repeat(np.array(points, dtype=float)[np.newaxis], 2, axis=0)

    found = anchors.along(np.full((2, 1), value), lines)

    assert found == pytest.approx(anchors.apply([[value], [value]], points), abs=1e-9)


def test_each_draw_has_anchors_of_its_own():
    lines = np.array([[[0, 0], [10, 100]], [[0, 100], [20, 0]]], dtype=float)

    found = anchors.along(np.array([[5.0, np.nan], [5.0, 30.0]]), lines)

    assert found[0, 0] == 50
    assert np.isnan(found[0, 1])
    assert found[1].tolist() == [75, 0]
