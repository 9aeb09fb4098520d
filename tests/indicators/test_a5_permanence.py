"""A5: addresses that still serve what was found there."""

import random

import pytest

from scorers.indicators import a5_permanence


@pytest.fixture
def measure(inputs):
    """Return A5 of the given looks, as a dict by institution."""

    def run(*looks):
        return a5_permanence.measure(inputs(observations=looks)).to_dict("index")

    return run


@pytest.fixture
def opened(look):
    """Return a maker of looks at an address: opened("/a", "complete", "2024-06-01")."""

    def make(path, found, day, item="item-01", period="2023", of="a"):
        url = f"https://{of}.example{path}" if path else ""
        return look(
            of, item, found, day, period=period, url=url, row=f"{path}:{item}:{day}:{found}"
        )

    return make


def test_the_value_is_the_share_of_the_addresses_that_still_serve(measure, opened):
    found = measure(
        opened("/1", "complete", "2024-01-01"),
        opened("/1", "listed", "2024-03-01"),
        opened("/2", "listed", "2024-01-01", item="item-02"),
        opened("/2", "partial", "2024-03-01", item="item-02"),
        opened("/3", "complete", "2024-01-01", item="item-03"),
        opened("/3", "absent", "2024-03-01", item="item-03"),
        opened("/3", "absent", "2024-04-01", item="item-03"),
    )["a"]

    assert (found["count"], found["total"], found["cases"]) == (2, 3, 3)
    assert found["value"] == pytest.approx(200 / 3)
    assert (str(found["seen_from"])[:10], str(found["seen_to"])[:10]) == (
        "2024-01-01",
        "2024-04-01",
    )
    assert len(found["evidence"]) == 7


@pytest.mark.parametrize(("day", "is_counted"), [("2024-01-30", False), ("2024-01-31", True)])
def test_a_second_visit_counts_from_30_days_after_the_find(measure, opened, day, is_counted):
    found = measure(opened("/1", "complete", "2024-01-01"), opened("/1", "complete", day))

    assert ("a" in found) == is_counted


@pytest.mark.parametrize(("day", "count"), [("2024-03-14", None), ("2024-03-15", 0)])
def test_an_address_is_lost_from_two_absences_14_days_apart(measure, opened, day, count):
    found = measure(
        opened("/1", "complete", "2024-01-01"),
        opened("/1", "absent", "2024-03-01"),
        opened("/1", "absent", day),
    )

    assert found.get("a", {"count": None})["count"] == count


@pytest.mark.parametrize(("day", "is_counted"), [("2024-01-30", False), ("2024-01-31", True)])
def test_what_was_lost_is_looked_at_30_days_after_the_find_too(measure, opened, day, is_counted):
    found = measure(
        opened("/1", "complete", "2024-01-01"),
        opened("/1", "absent", "2024-01-10"),
        opened("/1", "absent", day),
    )

    assert ("a" in found) == is_counted


def test_a_single_absence_is_as_if_nobody_had_looked(measure, opened):
    found = measure(
        opened("/1", "complete", "2024-01-01"),
        opened("/1", "complete", "2024-03-01"),
        opened("/1", "absent", "2024-05-01"),
    )["a"]

    assert (found["count"], found["total"]) == (1, 1)


def test_an_address_that_came_back_serves(measure, opened):
    found = measure(
        opened("/1", "complete", "2024-01-01"),
        opened("/1", "absent", "2024-03-01"),
        opened("/1", "absent", "2024-04-01"),
        opened("/1", "listed", "2024-05-01"),
    )["a"]

    assert (found["count"], found["total"]) == (1, 1)


def test_an_address_of_several_items_is_one_and_serves_only_if_all_are_there(measure, opened):
    looks = [
        opened("/1", "complete", "2024-01-01", item="item-01"),
        opened("/1", "complete", "2024-01-01", item="item-02"),
        opened("/1", "complete", "2024-03-01", item="item-01"),
        opened("/1", "complete", "2024-03-01", item="item-02"),
    ]

    whole = measure(*looks)["a"]
    part = measure(
        *looks[:3],
        opened("/1", "absent", "2024-03-01", item="item-02"),
        opened("/1", "absent", "2024-04-01", item="item-02"),
    )["a"]

    assert (whole["count"], whole["total"]) == (1, 1)
    assert (part["count"], part["total"]) == (0, 1)


def test_another_address_or_none_or_a_check_says_nothing(measure, opened):
    found = measure(
        opened("/1", "complete", "2024-01-01"),
        opened("/2", "complete", "2024-03-01"),
        opened("", "complete", "2024-01-01", item="item-02"),
        opened("", "complete", "2024-03-01", item="item-02"),
        opened("/3", "complete", "2024-01-01", item="a7-term"),
        opened("/3", "complete", "2024-03-01", item="a7-term"),
        opened("/4", "absent", "2024-01-01", item="item-03"),
        opened("/4", "absent", "2024-03-01", item="item-03"),
        opened("/5", "not_applicable", "2024-01-01", item="item-04"),
    )

    assert found == {}


def test_a_find_before_the_horizon_is_no_earlier_visit(measure, opened):
    assert (
        measure(opened("/1", "complete", "2021-12-30"), opened("/1", "complete", "2024-01-01"))
        == {}
    )
    assert measure(opened("/1", "complete", "2021-12-31"), opened("/1", "complete", "2024-01-01"))


def test_the_order_of_the_rows_changes_nothing(measure, opened):
    looks = [
        opened("/1", "complete", "2024-01-01"),
        opened("/1", "absent", "2024-01-01"),
        opened("/1", "absent", "2024-02-01"),
        opened("/1", "absent", "2024-03-01"),
        opened("/2", "listed", "2024-01-01", item="item-02"),
        opened("/2", "listed", "2024-03-01", item="item-02"),
        opened("/2", "listed", "2024-03-01", of="p"),
    ]

    expected = str(measure(*looks))

    for seed in range(5):
        random.Random(seed).shuffle(looks)
        assert str(measure(*looks)) == expected


def test_no_looks_give_no_rows(measure):
    assert measure() == {}
