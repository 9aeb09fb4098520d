"""What waits come to, by hand."""

import math

import pandas as pd
import pytest

from scorers.editions import waiting


def estimated(*cells, up_to=1.0):
    index = pd.Index([f"i{number}" for number in range(len(cells))], name="institution_id")
    table = pd.DataFrame({"waits": pd.Series(cells, index=index, dtype="object")}, index=index)
    return waiting.estimated(table, up_to, 0.9).to_dict("index")


def test_without_censoring_it_is_the_mean_of_the_waits_cut_at_the_end():
    # 0, 0.5 and 1 (cut from 2): 0.5. Standard error: sqrt(sum of A^2 d/(n (n - d))) with A = 0.5
    # after 0 (2/3 x 1/2 + 1/3 x 1/2) and 1/6 after 0.5: sqrt(0.25/6 + (1/36)/2) = 0.2357.
    found = estimated(((0.0, 1, 0), (0.5, 1, 0), (2.0, 1, 0)))["i0"]

    assert found["value"] == pytest.approx(0.5)
    half = 1.6448536269514722 * math.sqrt(0.25 / 6 + 1 / 72)
    assert (found["shortest"], found["longest"]) == pytest.approx((0.5 - half, 0.5 + half))


def test_a_wait_that_goes_on_is_not_dropped():
    # S is 1 to 0.2, then 1/2 (censored at 0.1 of three: two at risk): 0.2 + 0.8 / 2.
    found = estimated(((0.1, 0, 1), (0.2, 1, 0), (1.0, 0, 1)))["i0"]

    assert found["value"] == pytest.approx(0.6)


def test_the_ends_stay_between_nothing_and_the_cut():
    found = estimated(((0.0, 5, 0), (1.0, 1, 0)), ((0.0, 1, 0), (1.0, 5, 0)))

    assert found["i0"]["shortest"] == 0
    assert found["i1"]["longest"] == 1


def test_all_in_time_is_nothing_and_nothing_known_is_unknown():
    found = estimated(((0.0, 9, 0),), (), float("nan"))

    assert (found["i0"]["value"], found["i0"]["shortest"], found["i0"]["longest"]) == (0, 0, 0)
    assert math.isnan(found["i1"]["value"])
    assert math.isnan(found["i2"]["value"])


def test_a_table_without_waits_or_without_rows_is_well():
    assert math.isnan(estimated(())["i0"]["value"])
    assert estimated() == {}


def test_units_of_other_lengths_change_nothing():
    one, other = ((0.5, 2, 1),), ((0.0, 1, 0), (0.25, 1, 1), (0.75, 1, 0))

    assert estimated(one, other)["i0"] == estimated(one)["i0"]


@pytest.mark.parametrize(
    ("count", "total", "is_counted"),
    [(3, 11, True), (3.5, 11, True), (0, 1, True), (2.977, 11.163, False), (3.2, 11, False)],
)
def test_only_whole_cases_are_counted_and_one_given_in_part_is_a_half(count, total, is_counted):
    assert waiting.is_counted(count, total) is is_counted
