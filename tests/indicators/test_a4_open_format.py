"""A4: in which form the published items are."""

import math

import pytest

from scorers.indicators import a4_open_format


@pytest.fixture
def measure(inputs):
    """Return A4 of the given looks, as a dict by institution."""

    def run(*looks):
        return a4_open_format.measure(inputs(observations=looks)).to_dict("index")

    return run


def test_the_value_is_the_mean_of_the_ladder(measure, look):
    found = measure(
        look("a", "item-01", "complete", "2024-05-01", "scan"),
        look("a", "item-02", "partial", "2024-05-01", "pdf"),
        look("a", "item-03", "listed", "2024-05-01", "spreadsheet"),
        look("a", "item-04", "complete", "2024-05-01", "open"),
        look("a", "item-05", "complete", "2024-05-01", "open_licensed"),
    )["a"]

    # 0, 25, 50, 75 and 100 sum to 250, over five items
    assert (found["value"], found["count"], found["total"]) == (50, 5, 5)


def test_a_format_that_is_not_known_is_left_out_and_never_zero(measure, look):
    found = measure(
        look("a", "item-01", "listed", "2024-05-01", "open"),
        look("a", "item-02", "listed", "2024-05-01", ""),
    )["a"]

    assert (found["value"], found["count"], found["total"]) == (75, 1, 2)
    assert found["evidence"] == ("a:item-01::2024-05-01:listed:open",)


def test_published_items_whose_formats_are_all_unknown_have_no_value(measure, look):
    found = measure(look("a", "item-01", "listed", "2024-05-01", ""))["a"]

    assert math.isnan(found["value"])
    assert (found["cases"], found["total"], found["evidence"]) == (0, 1, ())


def test_each_period_counts_once_and_its_best_format_counts(measure, look):
    found = measure(
        look("a", "item-01", "listed", "2024-05-01", "pdf", period="2022"),
        look("a", "item-01", "listed", "2024-05-01", "open", period="2022"),
        look("a", "item-01", "listed", "2024-05-01", "pdf", period="2023"),
    )["a"]

    assert (found["value"], found["count"]) == (50, 2)


def test_what_is_absent_has_no_format(measure, look):
    assert measure(look("a", "item-01", "absent", "2024-05-01", "open")) == {}


def test_a_check_of_the_method_is_no_item(measure, look):
    assert measure(look("a", "c6-named", "complete", "2024-05-01", "page")) == {}


def test_no_looks_give_no_rows(measure):
    assert measure() == {}
