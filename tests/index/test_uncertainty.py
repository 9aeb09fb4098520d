"""Scores when something is assumed otherwise, by hand and by what must never change them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorers.index import declared, uncertainty
from scorers.index.uncertainty import ANCHORS, WEIGHTS, Sample, Space
from scorers.index.uncertainty_scores import scores


NAN = float("nan")
UNITS = ["u", "v"]
POINTS = {"a": [(0, 0), (100, 100)], "b": [(0, 0), (80, 40), (100, 100)], "c": [(0, 0), (50, 100)]}
VALUES = {"a": {(): np.array([60.0, 20.0])}, "c": {(): np.array([25.0, NAN])}}
RATES = {(0,): np.array([80.0, 90.0]), (1,): np.array([40.0, NAN])}


def declare(weights=(1, 3, 1, 1, 1), order=1, aggregate="arithmetic"):
    """Return the root W of X (a, b) and Y (c)."""
    nodes = [
        {"id": "W", "aggregate": aggregate},
        {"id": "X", "parent": "W", "weight": weights[3], "aggregate": "arithmetic"},
        {"id": "Y", "parent": "W", "weight": weights[4], "aggregate": "arithmetic"},
    ]
    leaves = [
        {
            "id": name,
            "parent": "Y" if name == "c" else "X",
            "weight": weight,
            "direction": 1,
            "normalise": {"method": "none"},
        }
        for name, weight in zip("abc", weights, strict=False)
    ]
    return declared.tree({"node": nodes[::order], "indicator": leaves[::order]})


def top(weights):
    """Return W of X and Y, which are its leaves."""
    leaves = [
        {"id": name, "parent": "W", "weight": weight, "direction": 1, "normalise": NONE}
        for name, weight in zip("XY", weights, strict=True)
    ]
    return declared.tree({"node": [{"id": "W", "aggregate": "arithmetic"}], "indicator": leaves})


NONE = {"method": "none"}


def space(**changes):
    whole = Space(
        tree=declare(),
        points=POINTS,
        levels={"rate": 2, "shape": 2, "straight": 2},
        others={(1,): top((3, 1))},
        shaped_by=("shape",),
        valued_by={"b": ("rate",)},
        straight="straight",
        weight_noise=0.25,
        anchor_noise=0.1,
        judged={"b": [1], "c": [1]},
    )
    return replace(whole, **changes)


def found(sample, chosen=None, values=None):
    values = values or {**VALUES, "b": RATES}
    return scores(chosen or space(), UNITS, values, sample)


def test_as_published_the_scores_are_those_of_the_tree():
    # X of u: (60 + 3 * 40) / 4 = 45, Y 50. v: (20 + 3 * 70) / 4 = 57.5, and no Y.
    published = found(Sample(1))

    assert published["X"].tolist() == [[45, 57.5]]
    assert published["W"].tolist() == [[47.5, 57.5]]


def test_another_value_counts_where_there_is_one():
    # 40 is worth 20: (60 + 60) / 4; v has no other value and keeps its own.
    assert found(uncertainty.chosen("rate", 1))["X"].tolist() == [[30, 57.5]]


def test_another_tree_changes_the_root_alone():
    other = found(uncertainty.chosen("shape", 1))

    assert other["X"].tolist() == [[45, 57.5]]
    assert other["W"].tolist() == [[(3 * 45 + 50) / 4, 57.5]]


def test_straight_goalposts_leave_out_the_anchors_in_between():
    # b is worth 80 and 90 then, c the same as before.
    other = found(uncertainty.chosen("straight", 1))

    assert other["X"][0] == pytest.approx([(60 + 240) / 4, (20 + 270) / 4])
    assert other["Y"][0, 0] == 50


def test_a_judged_anchor_moves_by_parts_of_the_distance_to_its_nearest_neighbour():
    # From 80 to 80 + 0.1 * 20 = 82: a value of 80 is worth 80 / 82 * 40. From 50 to 45: 25 / 45.
    moves = {"b": np.array([[0.1]]), "c": np.array([[-0.1]])}

    other = found(Sample(1, moves=moves))

    assert other["X"][0, 0] == pytest.approx((60 + 3 * 80 / 82 * 40) / 4)
    assert other["Y"][0, 0] == pytest.approx(2500 / 45)


def test_straight_goalposts_begin_and_end_at_moved_anchors():
    sample = Sample(1, levels={"straight": np.array([1])}, moves={"b": np.array([[0.1]])})

    # The anchor in between lies on the line wherever it is moved to.
    assert found(sample)["X"][0] == pytest.approx([75, 72.5])


def test_factors_multiply_the_weights_of_both_levels():
    other = found(Sample(1, factors={"a": np.array([3.0]), "X": np.array([2.0])}))

    # X is the mean of 60 and 40, Y 50.
    assert other["W"][0, 0] == pytest.approx(50)


def test_each_draw_takes_its_own_assumptions():
    sample = Sample(2, levels={"shape": np.array([0, 1]), "rate": np.array([1, 0])})

    assert found(sample)["W"][:, 0].tolist() == [40, (3 * 45 + 50) / 4]


def test_data_draws_meet_the_assumptions_of_their_own_draw():
    values = {**VALUES, "b": {(0,): np.array([[80.0, 80], [100, 100]]), (1,): RATES[(1,)]}}
    sample = Sample(2, levels={"rate": np.array([1, 0])})

    # v has no other value: in the first draw it keeps what was drawn.
    assert found(sample, values=values)["X"].tolist() == [[30, 35], [90, 80]]


@pytest.mark.parametrize("assumption", [WEIGHTS, ANCHORS, "rate", "shape", "straight"])
def test_one_assumption_alone_leaves_all_others_as_published(assumption):
    drawn = uncertainty.drawn(space(), 50, 7)
    only = uncertainty.only(drawn, assumption)

    assert (only.factors == drawn.factors) == (assumption == WEIGHTS)
    assert (only.moves == drawn.moves) == (assumption == ANCHORS)
    assert set(only.levels) == {assumption} & {"rate", "shape", "straight"}


def test_swapping_every_assumption_gives_the_other_sample():
    first, second = (uncertainty.drawn(space(), 50, 7, stream) for stream in (0, 1))
    swapped = first
    for name in space().assumptions:
        swapped = uncertainty.swapped(swapped, second, name)

    assert found(swapped)["W"].tobytes() == found(second)["W"].tobytes()
    assert found(first)["W"].tobytes() != found(second)["W"].tobytes()


def test_the_same_seed_gives_the_same_bytes_and_another_one_others():
    draws = [found(uncertainty.drawn(space(), 50, seed))["W"].tobytes() for seed in (7, 7, 8)]

    assert draws[0] == draws[1]
    assert draws[0] != draws[2]


def test_draws_of_an_assumption_do_not_move_with_others():
    few = space(weight_noise=0.0, levels={"rate": 2})
    one, other = (uncertainty.drawn(each, 50, 7) for each in (few, space()))

    assert (one.levels["rate"] == other.levels["rate"]).all()
    assert all((one.moves[name] == other.moves[name]).all() for name in "bc")


def test_choices_are_equally_likely_and_noise_stays_within_its_part():
    drawn = uncertainty.drawn(space(levels={"s": 3}), 20_000, 7)

    assert np.bincount(drawn.levels["s"]) / 20_000 == pytest.approx([1 / 3] * 3, abs=0.02)
    for name in ("a", "X"):
        assert 0.75 <= drawn.factors[name].min() < 0.751
        assert 1.249 < drawn.factors[name].max() <= 1.25
    assert 0.099 < np.abs(drawn.moves["b"]).max() <= 0.1


def test_scores_of_a_unit_do_not_move_with_others():
    drawn = uncertainty.drawn(space(), 50, 7)
    values = {
        name: {key: value[:1] for key, value in own.items()}
        for name, own in {**VALUES, "b": RATES}.items()
    }

    alone = scores(space(), ["u"], values, drawn)

    assert alone["W"][:, 0].tobytes() == found(drawn)["W"][:, 0].tobytes()


NUMBERS = st.floats(0, 100)
WEIGHTINGS = st.tuples(*(st.floats(0.1, 9) for _ in range(5)))


@settings(max_examples=40)
@given(st.tuples(NUMBERS, NUMBERS, NUMBERS), WEIGHTINGS, st.floats(0.01, 100))
def test_neither_scaled_weights_nor_another_order_changes_a_draw(numbers, weights, factor):
    values = {name: {(): np.array([number])} for name, number in zip("abc", numbers, strict=True)}
    scaled = tuple(factor * weight for weight in weights)
    drawn = []
    for tree in (declare(weights), declare(scaled), declare(weights, order=-1)):
        one = space(tree=tree, levels={"straight": 2}, others={}, shaped_by=(), valued_by={})
        order = values if tree.indicators[0].id == "a" else dict(reversed(values.items()))
        drawn.append(scores(one, ["u"], order, uncertainty.drawn(one, 20, 7))["W"])

    assert drawn[1] == pytest.approx(drawn[0], abs=1e-9)
    assert drawn[2] == pytest.approx(drawn[0], abs=1e-9)
    assert (drawn[0] >= -1e-9).all()
    assert (drawn[0] <= 100 + 1e-9).all()
