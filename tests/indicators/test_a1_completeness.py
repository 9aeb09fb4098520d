"""A1: which of the required items are published."""

import pytest

from scorers.indicators import a1_completeness


@pytest.fixture
def measure(inputs):
    """Return A1 of the given looks, as a dict by institution."""

    def run(*looks):
        return a1_completeness.measure(inputs(observations=looks)).to_dict("index")

    return run


def test_complete_and_listed_items_are_published_and_partial_ones_are_not(measure, look):
    found = measure(
        look("a", "item-01", "complete", "2024-05-01"),
        look("a", "item-02", "listed", "2024-05-01"),
        look("a", "item-03", "partial", "2024-05-01"),
    )["a"]

    assert (found["count"], found["total"], found["cases"], found["listed"]) == (2, 3, 3, 10)
    assert found["value"] == pytest.approx(200 / 3)


def test_an_absence_seen_once_is_unknown_and_never_zero(measure, look):
    assert measure(look("a", "item-01", "absent", "2024-05-01")) == {}


@pytest.mark.parametrize(("day", "looked"), [("2024-05-14", 1), ("2024-05-15", 2)])
def test_two_absences_count_from_14_days_apart(measure, look, day, looked):
    found = measure(
        look("a", "item-01", "absent", "2024-05-01"),
        look("a", "item-01", "absent", day),
        look("a", "item-02", "complete", day),
    )["a"]

    assert (found["count"], found["total"]) == (1, looked)


def test_absences_with_a_find_between_them_are_not_two_visits(measure, look):
    found = measure(
        look("a", "item-01", "absent", "2024-01-01"),
        look("a", "item-01", "complete", "2024-03-01"),
        look("a", "item-01", "absent", "2024-05-01"),
        look("a", "item-02", "complete", "2024-05-01"),
    )["a"]

    assert (found["count"], found["total"]) == (1, 1)


def test_everything_absent_is_absent(measure, look):
    found = measure(
        look("a", "item-01", "absent", "2024-05-01"),
        look("a", "item-01", "absent", "2024-06-01"),
    )["a"]

    assert (found["value"], found["absent"]) == (0, True)


def test_the_last_look_at_a_period_counts(measure, look):
    found = measure(
        look("a", "item-01", "complete", "2024-05-01"),
        look("a", "item-01", "partial", "2024-06-01"),
    )["a"]

    assert (found["count"], found["total"]) == (0, 1)
    assert found["evidence"] == ("a:item-01::2024-06-01:partial:",)


def test_of_looks_on_one_day_the_one_that_found_most_counts(measure, look):
    found = measure(
        look("a", "item-01", "partial", "2024-05-01"),
        look("a", "item-01", "complete", "2024-05-01"),
    )["a"]

    assert found["count"] == 1


def test_an_item_is_published_if_one_of_its_periods_is(measure, look):
    found = measure(
        look("a", "item-01", "complete", "2024-05-01", period="2023"),
        look("a", "item-01", "absent", "2024-05-02", period="2024"),
    )["a"]

    assert (found["count"], found["total"]) == (1, 1)


def test_what_does_not_apply_leaves_the_list(measure, look):
    found = measure(
        look("a", "item-01", "not_applicable", "2024-05-01"),
        look("a", "item-02", "complete", "2024-05-01"),
    )["a"]

    assert (found["total"], found["listed"]) == (1, 9)


def test_only_confirmed_items_of_the_kind_are_on_the_list(measure, look):
    found = measure(
        look("a", "tides", "complete", "2024-05-01"),
        look("a", "rumours", "complete", "2024-05-01"),
        look("p", "tides", "complete", "2024-05-01"),
    )

    assert list(found) == ["p"]
    assert found["p"]["listed"] == 11


@pytest.mark.parametrize(
    ("day", "is_counted"),
    [("2021-12-30", False), ("2021-12-31", True), ("2024-12-31", True), ("2025-01-01", False)],
)
def test_looks_count_from_the_horizon_to_the_cut_off(measure, look, day, is_counted):
    assert ("a" in measure(look("a", "item-01", "complete", day))) == is_counted


def test_the_days_of_the_evidence_are_carried(measure, look):
    found = measure(
        look("a", "item-01", "complete", "2022-07-01"),
        look("a", "item-02", "complete", "2024-05-01"),
        look("a", "item-03", "absent", "2020-01-01"),
    )["a"]

    assert (str(found["seen_from"])[:10], str(found["seen_to"])[:10]) == (
        "2022-07-01",
        "2024-05-01",
    )


def test_a_check_of_the_method_is_no_item(measure, look):
    assert measure(look("a", "c6-named", "complete", "2024-05-01")) == {}


def test_no_looks_give_no_rows(measure):
    assert measure() == {}
