"""A3: how late what was due is published, in parts of its period."""

import math
import random

import pytest

from scorers.indicators import a3_lateness


@pytest.fixture
def measure(inputs):
    """Return A3 of the given looks, as a dict by institution."""

    def run(*looks):
        return a3_lateness.measure(inputs(observations=looks)).to_dict("index")

    return run


@pytest.fixture
def due(look):
    """Return a maker of looks at what was due on 31 March: due("complete", "2024-06-01")."""

    def make(found, day, item="item-01", period="2023", first=None):
        return look("a", item, found, day, period=period, due="2024-03-31", first=first)

    return make


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2023", 365),
        ("2024", 366),
        ("2020-2022", 1096),
        ("2024-S1", 182),
        ("2024-S2", 184),
        ("2023-Q1", 90),
        ("2024-Q4", 92),
        ("2024-M02", 29),
        ("2023-M12", 31),
        ("", None),
        ("spring", None),
    ],
)
def test_a_period_is_as_long_as_its_form_says(period, days):
    assert a3_lateness.length(period) == days


def test_a_wait_is_days_late_over_the_days_of_the_period(measure, due):
    # In time; 30 days late for a year of 365; 73 days late for the same; 31 for a month of 31.
    found = measure(
        due("complete", "2024-06-30", first="2024-03-31"),
        due("complete", "2024-06-30", item="item-02", first="2024-04-30"),
        due("complete", "2024-06-30", item="item-03", first="2024-06-12"),
        due("complete", "2024-06-30", item="item-04", first="2024-05-01", period="2024-M01"),
    )["a"]

    assert found["waits"] == (
        (0.0, 1, 0),
        (pytest.approx(30 / 365), 1, 0),
        (pytest.approx(0.2), 1, 0),
        (1.0, 1, 0),
    )
    assert (found["count"], found["total"], found["cases"]) == (4, 4, 4)
    assert math.isnan(found["value"])
    assert len(found["evidence"]) == 4


def test_equal_waits_are_one_cell(measure, due):
    found = measure(
        due("complete", "2024-03-01"),
        due("complete", "2024-03-31", item="item-02", period="2024-M01"),
    )["a"]

    assert found["waits"] == ((0.0, 2, 0),)


def test_what_has_not_appeared_waits_at_least_until_it_was_last_missed(measure, due):
    found = measure(
        due("absent", "2024-04-01"),
        due("absent", "2024-06-12"),
        due("partial", "2024-05-01", item="item-02", period="2024-M01"),
    )["a"]

    assert found["waits"] == ((pytest.approx(73 / 365), 0, 1), (1.0, 0, 1))
    assert (found["count"], found["total"]) == (0, 2)


def test_what_was_found_after_it_was_missed_came_a_day_later_at_the_earliest(measure, due):
    # Missed until 11 June, 72 days after it was due; found on 1 September.
    found = measure(
        due("absent", "2024-05-01"), due("absent", "2024-06-11"), due("complete", "2024-09-01")
    )["a"]

    assert found["waits"] == ((pytest.approx(73 / 365), 1, 0),)


def test_a_single_absence_after_a_partial_look_moves_nothing(measure, due):
    found = measure(due("partial", "2024-04-01"), due("absent", "2024-09-01"))["a"]

    assert found["waits"] == ((pytest.approx(1 / 365), 0, 1),)


def test_an_item_without_a_period_is_left_out(measure, due):
    assert measure(due("complete", "2024-03-01", period="")) == {}


def test_the_order_of_the_rows_changes_nothing(measure, due):
    looks = [
        due("absent", "2024-05-01"),
        due("absent", "2024-06-11"),
        due("complete", "2024-09-01"),
        due("complete", "2024-09-01", item="item-02", first="2024-05-05"),
        due("listed", "2024-10-01", item="item-02", first="2024-05-01"),
    ]

    expected = str(measure(*looks))

    for seed in range(5):
        random.Random(seed).shuffle(looks)
        assert str(measure(*looks)) == expected


def test_no_looks_give_no_rows(measure):
    assert measure() == {}
