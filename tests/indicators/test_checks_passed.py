"""A7, C4 and C6: how many of the method's checks are passed."""

import random

import pytest

from scorers.indicators import a7_how_to_ask, c4_access_statistics, c6_reachable_officer


CHECKS = {
    "A7": ("a7-officer", "a7-address", "a7-term", "a7-cost", "a7-appeal", "a7-index"),
    "C4": ("c4-sent", "c4-published", "c4-requests", "c4-times", "c4-outcomes", "c4-appeals"),
    "C6": ("c6-named", "c6-contact", "c6-answer"),
}
MEASURES = {
    "A7": a7_how_to_ask.measure,
    "C4": c4_access_statistics.measure,
    "C6": c6_reachable_officer.measure,
}


@pytest.fixture
def measure(inputs):
    """Return C6, or another of the three, of the given looks, as a dict by institution."""

    def run(*looks, of="C6", checks=CHECKS):
        table = MEASURES[of](inputs(observations=looks, checks=checks))
        return table.dropna(axis="columns", how="all").to_dict("index")

    return run


@pytest.mark.parametrize("of", MEASURES)
def test_the_value_is_how_many_are_passed_of_those_looked_at(measure, look, of):
    first, second, third, *_ = CHECKS[of]

    found = measure(
        look("a", first, "complete", "2024-05-01"),
        look("a", second, "complete", "2024-05-02"),
        look("a", third, "partial", "2024-05-03"),
        of=of,
    )["a"]

    assert (found["value"], found["count"], found["total"], found["cases"]) == (2, 2, 3, 3)
    assert found["listed"] == len(CHECKS[of])
    assert (str(found["seen_from"])[:10], str(found["seen_to"])[:10]) == (
        "2024-05-01",
        "2024-05-03",
    )
    assert len(found["evidence"]) == 3


def test_each_indicator_counts_its_own_checks_and_no_item(measure, look):
    found = measure(
        look("a", "c6-named", "complete", "2024-05-01"),
        look("a", "a7-officer", "complete", "2024-05-01"),
        look("a", "item-01", "complete", "2024-05-01"),
    )["a"]

    assert (found["value"], found["cases"]) == (1, 1)


@pytest.mark.parametrize(("day", "looked"), [("2024-05-14", 1), ("2024-05-15", 2)])
def test_an_absence_is_a_zero_from_two_visits_14_days_apart(measure, look, day, looked):
    found = measure(
        look("a", "c6-answer", "absent", "2024-05-01"),
        look("a", "c6-answer", "absent", day),
        look("a", "c6-named", "complete", day),
    )["a"]

    assert (found["value"], found["total"]) == (1, looked)


def test_one_test_message_without_an_answer_is_unknown_and_never_zero(measure, look):
    assert measure(look("a", "c6-answer", "absent", "2024-05-01")) == {}


def test_nothing_passed_is_a_zero_that_was_measured_and_no_duty_missed(measure, look):
    looks = [
        look("a", check, "absent", day)
        for check in CHECKS["C6"]
        for day in ("2024-05-01", "2024-05-15")
    ]

    found = measure(*looks)["a"]

    assert (found["value"], found["cases"], found["absent"]) == (0, 3, False)


@pytest.mark.parametrize("found", ["listed", "not_applicable"])
def test_what_is_only_listed_or_does_not_apply_was_not_looked_at(measure, look, found):
    assert measure(look("a", "c6-contact", found, "2024-05-01")) == {}


def test_the_last_look_counts_and_of_one_day_the_latest_period(measure, look):
    found = measure(
        look("a", "c4-times", "complete", "2023-05-01", period="2022"),
        look("a", "c4-times", "partial", "2024-05-01", period="2023"),
        look("a", "c4-appeals", "partial", "2024-05-01", period="2022"),
        look("a", "c4-appeals", "complete", "2024-05-01", period="2023"),
        of="C4",
    )["a"]

    assert (found["value"], found["total"]) == (1, 2)
    assert found["evidence"] == (
        "a:c4-appeals:2023:2024-05-01:complete:",
        "a:c4-times:2023:2024-05-01:partial:",
    )


@pytest.mark.parametrize(
    ("day", "is_counted"),
    [("2021-12-30", False), ("2021-12-31", True), ("2024-12-31", True), ("2025-01-01", False)],
)
def test_looks_count_from_the_horizon_to_the_cut_off(measure, look, day, is_counted):
    assert ("a" in measure(look("a", "c6-named", "complete", day))) == is_counted


def test_the_order_of_the_rows_changes_nothing(measure, look):
    looks = [
        look("a", "c6-named", "complete", "2024-05-01"),
        look("a", "c6-named", "partial", "2024-05-01"),
        look("a", "c6-answer", "absent", "2024-05-01"),
        look("a", "c6-answer", "absent", "2024-06-01"),
        look("p", "c6-contact", "complete", "2024-05-01"),
    ]

    expected = measure(*looks)

    for seed in range(5):
        random.Random(seed).shuffle(looks)
        assert measure(*looks) == expected
    assert expected["a"]["value"] == 1


@pytest.mark.parametrize("of", MEASURES)
def test_without_looks_or_without_checks_there_are_no_rows(measure, look, of):
    assert measure(of=of) == {}
    assert measure(look("a", CHECKS[of][0], "complete", "2024-05-01"), of=of, checks={}) == {}
