"""Values and a tree to every indicator and node: by hand, by properties, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorers.exceptions import ValuesError
from scorers.index import compute as computing
from scorers.index import declared
from scorers.index.compute import Notice, climb, compute


NAN = float("nan")
LEAVES = ("a", "b", "c", "d")
NUMBERS = st.one_of(st.none(), st.floats(-1000, 1000))
TABLES = st.lists(st.tuples(*(NUMBERS for _ in LEAVES)), min_size=1, max_size=8)
WEIGHTS = st.tuples(*(st.floats(0.1, 9) for _ in range(6)))


def invented(aggregate="arithmetic", weights=(1, 3, 1, 1, 1, 1), threshold=0.0, normalise=None):
    """Give tables: Index of X (a, b) and Y (c, d), the last of which is better where lower."""
    normalise = normalise or {"method": "none"}
    power = {"power": 2} if aggregate == "power" else {}
    top = {"aggregate": aggregate, "threshold": threshold, **power}
    parents = {"a": "X", "b": "X", "c": "Y", "d": "Y"}
    return {
        "node": [
            {"id": "Index", **top},
            {"id": "X", "parent": "Index", "weight": weights[4], **top},
            {"id": "Y", "parent": "Index", "weight": weights[5], **top},
        ],
        "indicator": [
            {
                "id": name,
                "parent": parents[name],
                "weight": weight,
                "direction": -1 if name == "d" and normalise["method"] != "none" else 1,
                "normalise": normalise,
            }
            for name, weight in zip(LEAVES, weights, strict=False)
        ],
    }


def computed(tables, rows):
    values = np.array(
        [[NAN if cell is None else cell for cell in row] for row in rows], dtype=float
    )
    units = [f"unit {number}" for number in range(len(rows))]
    return compute(declared.tree(tables), units, dict(zip(LEAVES, values.T, strict=True)))


def table(found):
    return np.column_stack([*found.scores.values()])


def test_nodes_are_the_means_of_what_is_there():
    found = computed(invented(), [(10, 20, 30, 50), (10, None, None, None)])

    # (10 + 3 * 20) / 4 = 17.5; (30 + 50) / 2 = 40; their mean 28.75.
    assert found.scores["X"] == pytest.approx([17.5, 10])
    assert found.scores["Y"] == pytest.approx([40, NAN], nan_ok=True)
    assert found.scores["Index"] == pytest.approx([28.75, 10])
    assert list(found.scores) == ["a", "b", "c", "d", "Index", "X", "Y"]


@pytest.mark.parametrize(("threshold", "known"), [(0.5, True), (0.51, False)])
def test_a_node_with_too_few_children_is_missing(threshold, known):
    found = computed(invented(threshold=threshold), [(10, None, 30, 50)])

    assert bool(np.isfinite(found.scores["X"][0])) == known


def test_thresholds_may_differ_by_node():
    tables = invented()
    tables["node"][1]["threshold"] = 1

    found = computed(tables, [(10, None, 30, None)])

    assert np.isnan(found.scores["X"][0])
    assert found.scores["Index"] == pytest.approx([30])


@pytest.mark.parametrize(
    ("aggregate", "expected"),
    [("geometric", 4), ("harmonic", 3.2), ("power", 34**0.5)],
)
def test_every_mean_can_be_that_of_a_node(aggregate, expected):
    # Of 2 and 8 with equal weights: sqrt 16; 2 / (1/2 + 1/8); sqrt((4 + 64) / 2).
    found = computed(invented(aggregate, (1, 1, 1, 1, 1, 1)), [(2, 8, 2, 8)])

    assert found.scores["Index"] == pytest.approx([expected])


@pytest.mark.parametrize("aggregate", ["geometric", "harmonic"])
def test_a_mean_of_a_zero_names_node_unit_child_and_value(aggregate):
    with pytest.raises(ValuesError) as refused:
        computed(invented(aggregate), [(1, 2, 3, 4), (1, 0, 3, 4)])

    assert str(refused.value) == (
        f'node "X", unit "unit 1": no {aggregate} mean of "b", which is 0.0; expected more than 0'
    )


def test_with_a_floor_a_zero_does_not_wipe_out_the_rest():
    # X is (10^1 * 1^3)^(1/4), Y the root of 4 * 9; the index the root of both.
    tables = invented("geometric")
    for node in tables["node"]:
        node["floor"] = 1

    found = computed(tables, [(10, 0, 4, 9)])

    assert found.scores["X"] == pytest.approx([10**0.25])
    assert found.scores["Index"] == pytest.approx([(10**0.25 * 6) ** 0.5])


def test_nodes_are_rounded_on_the_way_up_where_that_is_asked_for():
    tree = declared.tree(invented(weights=(1, 2, 1, 1, 1, 1)))
    leaves = {name: np.array([value]) for name, value in zip(LEAVES, (0, 1, 0, 0), strict=True)}

    found = climb(tree, ["u"], leaves, tree.weights, places=1)

    # 2/3 is 0.7, half of which is 0.35: 0.4 or, as binary numbers are, 0.3.
    assert found["X"].item() == 0.7
    assert found["Index"].item() == np.round(0.35, 1)


def test_what_is_left_blank_is_told_with_its_reason():
    rows = [(1, None, 3, 4), (1, None, 5, 6), (None, None, None, None)]
    minmax = {"method": "min-max"}

    found = computed(invented(normalise=minmax, threshold=0.6), rows)

    assert found.notices == [
        Notice(computing.NO_RANGE, "a"),
        Notice(computing.ALL_MISSING, "b"),
        Notice(computing.NOTHING_KNOWN, "Index", (2,)),
        Notice(computing.NO_ROOT, "Index", (0, 1)),
    ]


def test_a_column_that_is_missing_is_named():
    with pytest.raises(ValuesError, match='indicator "d": there is no column'):
        compute(declared.tree(invented()), ["u"], {"a": [1], "b": [1], "c": [1]})


def test_a_column_of_another_length_is_named():
    values = {"a": [1], "b": [1, 2], "c": [1], "d": [1]}

    with pytest.raises(ValuesError, match='indicator "b": 2 values for 1 units'):
        compute(declared.tree(invented()), ["u"], values)


def test_an_infinite_value_names_indicator_and_unit():
    with pytest.raises(ValuesError, match='indicator "c", unit "unit 0": the number is infinite'):
        computed(invented(), [(1, 2, float("inf"), 4)])


def test_a_score_too_large_to_be_a_number_is_refused():
    with pytest.raises(ValuesError, match='node "Y", unit "unit 0"'):
        computed(invented("power"), [(1, 1, 1e200, 1e200)])


@given(TABLES, WEIGHTS, st.randoms())
def test_the_order_of_units_indicators_and_nodes_changes_nothing(rows, weights, random):
    tables = invented(weights=weights, normalise={"method": "min-max"})
    expected = computed(tables, rows)
    order = list(range(len(rows)))
    random.shuffle(order)
    random.shuffle(tables["node"])
    random.shuffle(tables["indicator"])

    found = computed(tables, [rows[place] for place in order])

    for name, scores in expected.scores.items():
        assert found.scores[name] == pytest.approx(scores[order], nan_ok=True, abs=1e-9)


@given(TABLES, WEIGHTS, st.floats(0.001, 1000))
def test_scaling_the_weights_of_siblings_changes_nothing(rows, weights, factor):
    scaled = (*(factor * weight for weight in weights[:2]), *weights[2:])

    before, after = (computed(invented(weights=each), rows) for each in (weights, scaled))

    assert table(after) == pytest.approx(table(before), nan_ok=True, abs=1e-9)


@given(TABLES, WEIGHTS, st.integers(0, 3), st.floats(0, 100))
def test_a_higher_value_never_lowers_the_root(rows, weights, column, more):
    raised = [list(row) for row in rows]
    if raised[0][column] is not None:
        raised[0][column] += more

    before, after = (computed(invented(weights=weights), each) for each in (rows, raised))

    low, high = before.scores["Index"][0], after.scores["Index"][0]
    assert np.isnan(low) or high >= low - 1e-9


@given(TABLES, WEIGHTS, st.sampled_from(["min-max", "percentile-rank"]))
def test_every_node_stays_within_what_its_indicators_can_be(rows, weights, method):
    found = table(computed(invented(weights=weights, normalise={"method": method}), rows))

    known = found[~np.isnan(found)]
    most = 100 if method == "min-max" else 1
    assert (known >= -1e-9).all()
    assert (known <= most + 1e-9).all()


@given(TABLES, WEIGHTS, st.floats(0, 1))
def test_a_threshold_blanks_scores_and_changes_none(rows, weights, threshold):
    free = table(computed(invented(weights=weights), rows))
    held = table(computed(invented(weights=weights, threshold=1.0), rows))
    some = computed(invented(weights=weights, threshold=threshold), rows)

    complete = ~np.isnan(held)
    assert held[complete] == pytest.approx(free[complete])
    assert np.isnan(table(some)).sum() >= np.isnan(free).sum()
