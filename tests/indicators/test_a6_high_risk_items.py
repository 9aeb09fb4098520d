"""A6: which of the items of high risk are published."""

import math
import random

import pytest

from scorers.indicators import a6_high_risk_items


@pytest.fixture
def measure(inputs, item):
    """Return A6 of the given looks, as a dict by institution; five items are of high risk."""
    risky = [item(name, high_risk=True) for name in ("pay", "contracts", "visits")]
    risky += [
        item("dredging", kinds=("port",), high_risk=True),
        item("oaths", confirmed=False, high_risk=True),
    ]

    def run(*looks):
        known = inputs(observations=looks, more_items=risky)
        return a6_high_risk_items.measure(known).to_dict("index")

    return run


def test_the_value_is_the_share_of_the_risky_items_looked_at_that_are_published(measure, look):
    found = measure(
        look("a", "pay", "complete", "2024-05-01"),
        look("a", "contracts", "listed", "2024-05-01"),
        look("a", "visits", "partial", "2024-05-01"),
        look("a", "item-01", "complete", "2024-05-01"),
    )["a"]

    assert (found["count"], found["total"], found["cases"]) == (2, 3, 3)
    assert found["value"] == pytest.approx(200 / 3)
    assert math.isnan(found["listed"])
    assert found["evidence"] == (
        "a:contracts::2024-05-01:listed:",
        "a:pay::2024-05-01:complete:",
        "a:visits::2024-05-01:partial:",
    )


def test_an_item_of_another_kind_or_without_a_confirmed_duty_counts_for_nothing(measure, look):
    found = measure(
        look("a", "dredging", "complete", "2024-05-01"),
        look("a", "oaths", "complete", "2024-05-01"),
        look("p", "dredging", "complete", "2024-05-01"),
    )

    assert list(found) == ["p"]


@pytest.mark.parametrize(("day", "looked"), [("2024-05-14", 1), ("2024-05-15", 2)])
def test_two_absences_count_from_14_days_apart(measure, look, day, looked):
    found = measure(
        look("a", "pay", "absent", "2024-05-01"),
        look("a", "pay", "absent", day),
        look("a", "visits", "complete", day),
    )["a"]

    assert (found["count"], found["total"], found["absent"]) == (1, looked, False)


def test_all_of_them_absent_is_required_and_not_disclosed(measure, look):
    found = measure(
        look("a", "pay", "absent", "2024-05-01"),
        look("a", "pay", "absent", "2024-06-01"),
        look("a", "item-01", "complete", "2024-06-01"),
    )["a"]

    assert (found["value"], found["absent"]) == (0, True)


def test_what_does_not_apply_is_not_looked_at(measure, look):
    assert measure(look("a", "pay", "not_applicable", "2024-05-01")) == {}


def test_the_order_of_the_rows_changes_nothing(measure, look):
    looks = [
        look("a", "pay", "absent", "2024-05-01"),
        look("a", "pay", "absent", "2024-05-15"),
        look("a", "visits", "listed", "2024-05-01", period="2023"),
        look("a", "visits", "partial", "2024-06-01", period="2023"),
        look("p", "dredging", "complete", "2024-05-01"),
    ]

    expected = str(measure(*looks))

    for seed in range(5):
        random.Random(seed).shuffle(looks)
        assert str(measure(*looks)) == expected


def test_no_looks_give_no_rows(measure):
    assert measure() == {}
