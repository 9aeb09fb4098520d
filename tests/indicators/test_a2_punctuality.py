"""A2: what was due is published in time."""

import random
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorers.indicators import a2_punctuality


DUE = "2024-03-31"


@pytest.fixture
def measure(inputs):
    """Return A2 of the given looks, as a dict by institution."""

    def run(*looks):
        return a2_punctuality.measure(inputs(observations=looks)).to_dict("index")

    return run


@pytest.fixture
def due(look):
    """Return a maker of looks at what was due on 31 March: due("complete", "2024-06-01")."""

    def make(found, day, item="item-01", period="2023", due_on=DUE, first=None, of="a"):
        return look(of, item, found, day, period=period, due=due_on, first=first)

    return make


def test_the_value_is_the_share_that_was_there_in_time(measure, due):
    found = measure(
        due("complete", "2024-06-01", first="2024-03-01"),
        due("listed", "2024-03-15", item="item-02"),
        due("complete", "2024-06-01", item="item-03", first="2024-05-01"),
        due("partial", "2024-06-01", item="item-04"),
    )["a"]

    assert (found["value"], found["count"], found["total"], found["cases"]) == (50, 2, 4, 4)
    assert (str(found["seen_from"])[:10], str(found["seen_to"])[:10]) == (
        "2024-03-15",
        "2024-06-01",
    )
    assert len(found["evidence"]) == 4


@pytest.mark.parametrize(("first", "count"), [("2024-03-31", 1), ("2024-04-01", 0)])
def test_what_is_first_seen_on_the_due_day_is_in_time(measure, due, first, count):
    found = measure(due("complete", "2024-06-01", first=first))["a"]

    assert (found["count"], found["total"]) == (count, 1)


@pytest.mark.parametrize(("day", "is_counted"), [("2024-03-31", True), ("2024-04-01", False)])
def test_a_find_without_a_first_day_counts_only_up_to_the_due_day(measure, due, day, is_counted):
    assert ("a" in measure(due("complete", day))) == is_counted


@pytest.mark.parametrize(("day", "is_counted"), [("2024-04-14", False), ("2024-04-15", True)])
def test_two_absences_after_the_due_day_count_from_14_days_apart(measure, due, day, is_counted):
    found = measure(due("absent", "2024-04-01"), due("absent", day))

    assert ("a" in found) == is_counted
    assert not is_counted or (found["a"]["count"], found["a"]["total"]) == (0, 1)


@pytest.mark.parametrize("day", ["2024-03-01", "2024-03-31"])
def test_an_absence_up_to_the_due_day_is_none_for_it_may_still_come(measure, due, day):
    assert measure(due("absent", day), due("absent", "2024-04-20")) == {}


def test_what_was_missed_and_then_found_was_late_though_nobody_knows_since_when(measure, due):
    found = measure(
        due("absent", "2024-04-05"), due("absent", "2024-05-05"), due("complete", "2024-06-05")
    )["a"]

    assert (found["count"], found["total"]) == (0, 1)


def test_one_absence_before_a_find_proves_nothing(measure, due):
    assert measure(due("absent", "2024-04-05"), due("complete", "2024-06-05")) == {}


def test_an_absence_after_it_was_there_in_time_takes_nothing_away(measure, due):
    found = measure(
        due("complete", "2024-03-31"), due("absent", "2024-05-05"), due("absent", "2024-06-05")
    )["a"]

    assert (found["count"], found["total"]) == (1, 1)


@pytest.mark.parametrize(
    ("due_on", "is_counted"), [("2024-12-30", True), ("2024-12-31", False), ("2025-01-01", False)]
)
def test_only_what_was_due_before_the_cut_off_counts(measure, due, due_on, is_counted):
    assert ("a" in measure(due("complete", "2024-06-01", due_on=due_on))) == is_counted


def test_an_item_without_a_due_day_counts_for_nothing(measure, look):
    assert measure(look("a", "item-01", "complete", "2024-03-01", period="2023")) == {}


def test_the_last_look_that_names_a_due_day_says_which(measure, due, look):
    found = measure(
        due("complete", "2024-06-01", first="2024-04-10"),
        due("complete", "2024-07-01", due_on="2024-04-30"),
        look("a", "item-01", "complete", "2024-08-01", period="2023"),
    )["a"]

    assert (found["count"], found["total"]) == (1, 1)


def test_what_does_not_apply_or_is_no_confirmed_item_of_the_kind_is_left_out(measure, due):
    found = measure(
        due("complete", "2024-03-01"),
        due("not_applicable", "2024-06-01"),
        due("complete", "2024-03-01", item="tides"),
        due("complete", "2024-03-01", item="rumours"),
        due("complete", "2024-03-01", item="a7-term"),
    )

    assert found == {}


@pytest.mark.parametrize(
    ("day", "is_counted"),
    [("2021-12-30", False), ("2021-12-31", True), ("2024-12-31", True), ("2025-01-01", False)],
)
def test_looks_count_from_the_horizon_to_the_cut_off(measure, due, day, is_counted):
    look = due("complete", day, due_on="2021-06-30", first="2021-06-01")

    assert ("a" in measure(look)) == is_counted


def test_no_looks_give_no_rows(measure):
    assert measure() == {}


DAYS = st.dates(
    min_value=date(2024, 1, 1),
    max_value=date(2024, 12, 31),
).map(str)
LOOKS = st.lists(
    st.tuples(
        st.sampled_from(["item-01", "item-02"]),
        st.sampled_from(["complete", "listed", "partial", "absent", "not_applicable"]),
        DAYS,
        st.booleans(),
    ),
    max_size=12,
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(LOOKS, st.sampled_from(["item-01", "item-02", "item-03"]), DAYS, st.randoms())
def test_one_more_publication_in_time_never_lowers_it_and_no_order_changes_it(
    measure, due, drawn, item, day, chance
):
    looks = [
        due(found, on, item=name, first=on if is_dated else None)
        for name, found, on, is_dated in drawn
    ]
    before = measure(*looks)
    shuffled = random.Random(chance.random()).sample(looks, len(looks))

    after = measure(*looks, due("complete", max(day, DUE), item=item, first=DUE))

    assert str(measure(*shuffled)) == str(before)
    nothing = {"value": 0, "count": 0}
    for name in ("value", "count"):
        assert after.get("a", nothing)[name] >= before.get("a", nothing)[name]
    # Its own item counts, unless a later look found that it does not apply.
    assert "a" in after or any(found == "not_applicable" for _, found, *_ in drawn)
