"""What can be a tree, and how what cannot is named."""

import copy

import pytest

from scorers.exceptions import TreeError
from scorers.index import declared


def tables():
    return {
        "node": [
            {"id": "Index", "aggregate": "arithmetic", "threshold": 0.66},
            {"id": "Physical", "parent": "Index", "weight": 1, "aggregate": "geometric"},
            {"id": "Social", "parent": "Index", "weight": 3, "aggregate": "power", "power": 0.5},
        ],
        "indicator": [
            leaf("LPI", "Physical", method="min-max", lower=1, upper=100),
            leaf("Gas", "Physical", method="goalposts", low=1, high=5, scale=100),
            leaf("CPI", "Social", method="anchors", points=[[0, 0], [90, 60], [100, 100]]),
        ],
    }


def leaf(name, parent, weight=1, direction=1, **normalise):
    return {
        "id": name,
        "parent": parent,
        "weight": weight,
        "direction": direction,
        "normalise": normalise,
    }


def refusal(change):
    changed = copy.deepcopy(tables())
    change(changed)
    with pytest.raises(TreeError) as refused:
        declared.tree(changed)
    return str(refused.value)


def test_a_tree_knows_root_children_levels_and_weights():
    tree = declared.tree(tables())

    assert tree.root == "Index"
    assert tree.children["Physical"] == ["LPI", "Gas"]
    assert tree.levels == {"LPI": 1, "Gas": 1, "CPI": 1, "Physical": 2, "Social": 2, "Index": 3}
    assert tree.weights["Social"] == 3
    assert "Index" not in tree.weights


def test_the_order_of_nodes_does_not_matter():
    turned = tables()
    turned["node"].reverse()

    assert [node.id for node in declared.tree(turned).upwards][-1] == "Index"


def test_posts_points_and_target_are_turned_with_the_direction():
    changed = tables()
    changed["indicator"] = [
        leaf("LPI", "Physical", direction=-1, method="goalposts", low=1, high=5),
        leaf("Gas", "Physical", direction=-1, method="distance-to-target", target=4.1),
        leaf("CPI", "Social", direction=-1, method="anchors", points=[[0, 100], [5, 60], [9, 0]]),
    ]

    posts, target, points = (one.normalise.settings for one in declared.tree(changed).indicators)

    assert posts == {"low": -5, "high": -1, "scale": 100}
    assert target == {"target": -4.1, "cap": False}
    assert points == {"points": [(-9, 0), (-5, 60), (0, 100)]}


def test_a_circle_is_named_step_by_step():
    def change(changed):
        changed["node"][1]["parent"] = "Social"
        changed["node"][2]["parent"] = "Physical"

    assert 'circle, a parent at each step: "Physical" -> "Social" -> "Physical"' in refusal(change)


def test_nodes_of_which_none_is_a_root_go_round_in_a_circle():
    assert '"Index" -> "Physical" -> "Index"' in refusal(
        lambda changed: changed["node"][0].update(parent="Physical", weight=1)
    )


def test_two_roots_are_named():
    assert 'nodes "Index", "Social" have no parent' in refusal(
        lambda changed: changed["node"][2].pop("parent")
    )


def test_an_orphan_is_named_with_the_parent_it_may_have_meant():
    assert refusal(lambda changed: changed["indicator"][0].update(parent="Phisical")) == (
        'indicator "LPI" is an orphan: there is no node "Phisical"; did you mean "Physical"?'
    )
    assert 'node "Social" is an orphan' in refusal(
        lambda changed: changed["node"][2].update(parent="Nowhere")
    )


def test_an_indicator_is_no_parent():
    assert 'node "Social": parent "LPI" is an indicator' in refusal(
        lambda changed: changed["node"][2].update(parent="LPI")
    )


def test_two_of_one_id_are_refused():
    assert '"LPI" is the id of 2' in refusal(lambda changed: changed["node"][2].update(id="LPI"))


def test_a_node_without_children_is_refused():
    assert 'node "Social" has no children' in refusal(lambda changed: changed["indicator"].pop())


@pytest.mark.parametrize("weights", [(0, 0), (-1, 0.5), (-2, 2)])
def test_weights_that_add_up_to_nothing_are_refused(weights):
    def change(changed):
        for one, weight in zip(changed["indicator"], weights, strict=False):
            one["weight"] = weight

    message = refusal(change)

    assert 'node "Physical": the weights of its children (LPI, Gas) add up to' in message


def test_a_negative_weight_among_others_is_refused():
    assert 'node "Physical": its child "LPI" has the weight -0.5' in refusal(
        lambda changed: changed["indicator"][0].update(weight=-0.5)
    )


@pytest.mark.parametrize(
    ("normalise", "words"),
    [
        ({"method": "goalposts", "low": 5, "high": 5}, "low and high are both 5"),
        ({"method": "goalposts", "low": 5, "high": 1}, "direction = -1 says"),
        ({"method": "goalposts", "low": 5}, "has no high"),
        ({"method": "goalposts", "low": 1, "high": 5, "scale": 0}, "scale is 0"),
        ({"method": "min-max", "lower": 1, "upper": 1}, "lower and upper are both 1"),
        ({"method": "z-score", "sd": -1}, "sd is -1"),
        ({"method": "z-score", "mean": float("nan")}, "mean is nan"),
        ({"method": "anchors", "points": [[0, 0], [0, 9]]}, "do not rise: 0 after 0"),
        ({"method": "anchors", "points": [[0, 5], [1, 4]]}, "must not fall: 4 after 5"),
        ({"method": "anchors", "points": [[0, 5]]}, "fewer than two points"),
        ({"method": "anchors", "points": [[0, 5], [1, "x"]]}, "is no point"),
        ({"method": "distance-to-target"}, "has no target"),
        ({"method": "distance-to-target", "target": 1, "cap": 1}, "cap is 1"),
        ({"method": "none", "scale": 1}, 'unknown key "scale"'),
        ({"method": "minmax"}, 'did you mean "min-max"?'),
        ({"method": "xyz"}, "expected one of min-max"),
        ({}, "has no method"),
        (None, "has no normalise"),
    ],
    ids=str,
)
def test_a_normalisation_that_cannot_be_names_its_indicator(normalise, words):
    message = refusal(lambda changed: changed["indicator"][1].update(normalise=normalise))

    assert message.startswith('indicator "Gas"')
    assert words in message


def test_where_lower_is_better_scores_must_not_rise():
    changed = leaf("CPI", "Social", direction=-1, method="anchors", points=[[0, 0], [1, 4]])

    assert "scores must not rise: 4 after 0" in refusal(
        lambda tables: tables["indicator"].__setitem__(2, changed)
    )


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("aggregate", "geometrical", 'did you mean "geometric"?'),
        ("aggregate", "power", "has no power"),
        ("power", 2, 'only for aggregate = "power"'),
        ("threshold", 1.5, "from 0 to 1"),
        ("floor", 0, "expected more than 0"),
        ("floor", "1", "expected a number"),
        ("weight", "1", "expected a number"),
        ("weight", True, "expected a number"),
        ("wieght", 1, 'did you mean "weight"?'),
        ("parent", 3, "expected a text"),
    ],
)
def test_a_wrong_key_or_word_names_its_node(key, value, words):
    message = refusal(lambda changed: changed["node"][1].update({key: value}))

    assert message.startswith('node "Physical"')
    assert words in message


def test_a_power_of_zero_has_a_name_of_its_own():
    assert "geometric" in refusal(lambda changed: changed["node"][2].update(power=0))


def test_a_floor_is_for_a_geometric_mean_alone():
    words = refusal(lambda changed: changed["node"][0].update(floor=1))

    assert 'node "Index": floor is only for aggregate = "geometric"' in words


@pytest.mark.parametrize("direction", [0, 2, "up"])
def test_a_direction_is_1_or_minus_1(direction):
    assert 'indicator "LPI": direction' in refusal(
        lambda changed: changed["indicator"][0].update(direction=direction)
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda changed: changed.pop("node"), "no [[node]]"),
        (lambda changed: changed.update(indicator=[]), "no [[indicator]]"),
        (lambda changed: changed.update(nodes=[]), 'did you mean "node"?'),
        (lambda changed: changed["node"][1].pop("id"), "node 2 has no id"),
        (lambda changed: changed["node"].append(3), "node 4 is no table"),
    ],
    ids=["no node", "no indicator", "misspelt", "no id", "no table"],
)
def test_a_file_of_another_form_is_refused(change, words):
    assert words in refusal(change)
