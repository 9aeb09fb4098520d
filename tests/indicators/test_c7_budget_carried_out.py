"""C7: what part of the budget was spent."""

import pytest

from scorers.indicators import c7_budget_carried_out


@pytest.fixture
def measure(inputs):
    """Return C7 of the given amounts, as a dict by institution."""

    def run(*amounts):
        return c7_budget_carried_out.measure(inputs(statistics=amounts)).to_dict("index")

    return run


def amount(measure, value, start="2024-01-01", end="2024-12-31", of="a", by="mint", told=False):
    row = f"{measure}:{of}:{start}:{by}"
    return (row, of, measure, start, end, value, by, told, None, None)


def test_the_value_is_accrued_over_modified(measure):
    found = measure(amount("budget_accrued", 939.0), amount("budget_modified", 1000.0))["a"]

    assert found["value"] == pytest.approx(93.9)
    assert (found["count"], found["total"], found["cases"]) == (939, 1000, 1)
    assert found["evidence"] == (
        "budget_accrued:a:2024-01-01:mint",
        "budget_modified:a:2024-01-01:mint",
    )


@pytest.mark.parametrize("modified", [0.0, -5.0, float("nan")])
def test_a_year_without_a_budget_is_unknown_and_never_zero(measure, modified):
    assert measure(amount("budget_accrued", 0.0), amount("budget_modified", modified)) == {}


def test_an_amount_without_its_twin_is_unknown(measure):
    assert measure(amount("budget_modified", 1000.0)) == {}
    assert measure(amount("budget_accrued", 1000.0)) == {}


def test_nothing_spent_of_a_budget_is_a_zero(measure):
    found = measure(amount("budget_accrued", 0.0), amount("budget_modified", 1000.0))["a"]

    assert found["value"] == 0


@pytest.mark.parametrize(
    ("start", "end", "is_counted"),
    [
        ("2023-01-01", "2023-12-31", False),
        ("2023-01-02", "2024-01-01", True),
        ("2023-04-01", "2024-03-31", True),
        ("2024-01-01", "2024-12-31", True),
        ("2024-01-01", "2024-12-30", False),
        ("2023-07-01", "2024-12-31", False),
        ("2024-01-02", "2025-01-01", False),
    ],
)
def test_only_a_whole_year_that_closed_in_the_window_counts(measure, start, end, is_counted):
    found = measure(
        amount("budget_accrued", 9.0, start, end), amount("budget_modified", 10.0, start, end)
    )

    assert ("a" in found) == is_counted


def test_the_later_of_two_years_in_the_window_counts(measure):
    found = measure(
        amount("budget_accrued", 1.0, "2023-04-01", "2024-03-31"),
        amount("budget_modified", 10.0, "2023-04-01", "2024-03-31"),
        amount("budget_accrued", 9.0),
        amount("budget_modified", 10.0),
    )["a"]

    assert found["value"] == 90
    assert len(found["evidence"]) == 2


def test_amounts_of_different_publishers_are_never_divided_by_each_other(measure):
    found = measure(
        amount("budget_accrued", 900.0),
        amount("budget_modified", 1000.0),
        amount("budget_accrued", 5000.0, by="gazette"),
    )["a"]

    assert found["value"] == 90
    assert len(found["evidence"]) == 2


def test_what_the_institution_says_of_itself_is_marked(measure):
    found = measure(
        amount("budget_accrued", 9.0, told=True), amount("budget_modified", 10.0, told=True)
    )["a"]

    assert found["self_reported"]


def test_other_measures_and_institutions_count_for_nothing(measure):
    found = measure(
        amount("budget_initial", 5.0),
        amount("budget_accrued", 9.0, of="nowhere"),
        amount("budget_modified", 10.0, of="nowhere"),
    )

    assert found == {}


def test_no_statistics_give_no_rows(measure):
    assert measure() == {}


def test_the_history_holds_every_whole_year_up_to_the_window_and_ends_in_the_value(inputs):
    known = inputs(
        statistics=[
            amount("budget_accrued", 5.0, "2022-01-01", "2022-12-31"),
            amount("budget_modified", 10.0, "2022-01-01", "2022-12-31"),
            amount("budget_accrued", 9.0),
            amount("budget_modified", 10.0),
            amount("budget_accrued", 1.0, "2025-01-01", "2025-12-31"),
            amount("budget_modified", 10.0, "2025-01-01", "2025-12-31"),
        ]
    )

    history = c7_budget_carried_out.history(known)

    assert history.values.tolist() == [["a", 2022, 50.0], ["a", 2024, 90.0]]
    assert c7_budget_carried_out.measure(known).loc["a", "value"] == 90.0


def test_what_was_found_in_one_input_is_not_told_of_another(inputs):
    pair = [amount("budget_accrued", 9.0), amount("budget_modified", 10.0)]
    first, second = inputs(statistics=pair), inputs(statistics=[])

    found = [len(c7_budget_carried_out.measure(known)) for known in (first, second, first)]

    assert found == [1, 0, 1]
