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
