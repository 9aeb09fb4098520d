"""C5 from observations: declarations that somebody has counted. Statistics: see C3 and C5."""

import random

import pytest

from scorers.indicators.c5_declarations import CHECK, of_observations


@pytest.fixture
def measure(inputs):
    """Return C5 of the given looks, as a dict by institution."""

    def run(*looks):
        return of_observations(inputs(observations=looks)).to_dict("index")

    return run


@pytest.fixture
def counted(look):
    """Return a maker of looks that count: counted(38, 40)."""

    def make(count, total, day="2024-05-01", of="a", period="", item=CHECK):
        found = "absent" if count == 0 else "complete" if count == total else "partial"
        return look(of, item, found, day, period=period, counts=(count, total))

    return make


def test_the_value_is_how_many_were_found_of_those_bound_to(measure, counted):
    found = measure(counted(38, 40))["a"]

    assert (found["value"], found["count"], found["total"], found["cases"]) == (95, 38, 40, 40)
    assert found["evidence"] == (f"a:{CHECK}::2024-05-01:partial:",)
    assert str(found["seen_from"])[:10] == str(found["seen_to"])[:10] == "2024-05-01"
    assert not found["self_reported"]
    assert not found["absent"]


def test_the_newest_look_counts_whatever_its_period(measure, counted):
    found = measure(
        counted(5, 10, "2024-05-01", period="2023"),
        counted(9, 12, "2024-06-01", period="2022"),
        counted(1, 12, "2023-06-01", period="2024"),
    )["a"]

    assert (found["count"], found["total"]) == (9, 12)


def test_of_one_day_the_latest_period_counts(measure, counted):
    found = measure(counted(5, 10, period="2022"), counted(6, 10, period="2023"))["a"]

    assert found["count"] == 6


def test_a_look_that_does_not_count_says_nothing_and_hides_no_count(measure, look, counted):
    later = look("a", CHECK, "complete", "2024-06-01")

    assert measure(later) == {}
    assert measure(later, counted(38, 40))["a"]["count"] == 38


@pytest.mark.parametrize("counts", [(None, 40), (38, None), (41, 40), (0, 0)])
def test_half_a_count_and_more_than_the_whole_say_nothing(measure, look, counts):
    assert measure(look("a", CHECK, "partial", "2024-05-01", counts=counts)) == {}


@pytest.mark.parametrize(("again", "is_zero"), [("2024-05-14", False), ("2024-05-15", True)])
def test_none_is_a_zero_after_two_looks_fourteen_days_apart(measure, counted, again, is_zero):
    assert measure(counted(0, 40)) == {}

    found = measure(counted(0, 40), counted(0, 40, again))

    assert ("a" in found) == is_zero
    if is_zero:
        assert (found["a"]["value"], found["a"]["total"], found["a"]["absent"]) == (0, 40, True)


def test_the_register_as_an_item_is_no_count_of_officials(measure, counted):
    assert measure(counted(38, 40, item="item-01")) == {}


@pytest.mark.parametrize(
    ("day", "is_seen"),
    [("2021-12-30", False), ("2021-12-31", True), ("2024-12-31", True), ("2025-01-01", False)],
)
def test_only_looks_inside_the_horizon_count(measure, counted, day, is_seen):
    assert ("a" in measure(counted(38, 40, day))) == is_seen


def test_the_order_of_the_rows_changes_nothing(measure, counted):
    rows = [counted(k, 12, f"2024-05-{day:02}", of) for of in "ab" for k, day in ((3, 1), (9, 9))]
    expected = str(measure(*rows))

    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert str(measure(*rows)) == expected


def test_no_looks_give_no_rows(measure):
    assert measure() == {}
