"""C3 and C5: recommendations carried out and declarations published, from published counts."""

import random

import pytest

from scorers.indicators import c3_recommendations_carried_out, c5_declarations


INDICATORS = {
    "recommendations_implemented": c3_recommendations_carried_out.measure,
    "declarations_published": c5_declarations.of_statistics,
}
HISTORIES = {
    "recommendations_implemented": c3_recommendations_carried_out.history,
    "declarations_published": c5_declarations.history,
}
pytestmark = pytest.mark.parametrize("name", INDICATORS)


@pytest.fixture
def measure(inputs, name):
    """Return the indicator of the given counts, as a dict by institution."""

    def run(*counts):
        return INDICATORS[name](inputs(statistics=counts)).to_dict("index")

    return run


@pytest.fixture
def counted(name):
    """Return a maker of the indicator's statistic: counted(7, 10)."""

    def make(
        count, total, start="2024-01-01", end="2024-12-31", by="Overseer", own=False, as_=name
    ):
        row = f"{as_}:{start}:{by}"
        return (row, "a", as_, start, end, None, by, own, count, total)

    return make


def test_the_value_is_the_count_over_the_total(measure, counted, name):
    found = measure(counted(7, 10))["a"]

    assert (found["value"], found["count"], found["total"], found["cases"]) == (70, 7, 10, 10)
    assert found["evidence"] == (f"{name}:2024-01-01:Overseer",)
    assert not found["self_reported"]


def test_none_of_those_due_is_a_zero_and_none_due_is_unknown(measure, counted):
    assert measure(counted(0, 6))["a"]["value"] == 0
    assert measure(counted(0, 0))["a"]["cases"] == 0


@pytest.mark.parametrize("cells", [(None, 10), (7, None), (11, 10)])
def test_a_count_without_its_whole_or_above_it_counts_for_nothing(measure, counted, cells):
    assert measure(counted(*cells)) == {}


@pytest.mark.parametrize(
    ("start", "end", "is_counted"),
    [
        ("2024-01-01", "2024-12-31", True),
        ("2023-12-31", "2024-12-30", False),
        ("2024-01-02", "2025-01-01", False),
        ("2024-12-31", "2024-12-31", True),
    ],
)
def test_only_periods_inside_the_window_count(measure, counted, start, end, is_counted):
    assert ("a" in measure(counted(7, 10, start, end))) == is_counted


def test_what_the_institution_says_of_itself_is_marked_and_yields_to_its_overseer(measure, counted):
    own = counted(10, 10, by="Itself", own=True)

    assert measure(own)["a"]["self_reported"]
    assert measure(own, counted(7, 10))["a"]["value"] == 70


def test_another_measure_counts_for_nothing(measure, counted):
    assert measure(counted(7, 10, as_="control_reports")) == {}


def test_earlier_years_are_known_and_end_in_the_value(inputs, counted, name):
    known = inputs(statistics=[counted(1, 4, "2023-01-01", "2023-12-31"), counted(7, 10)])

    history = HISTORIES[name](known)

    assert history.values.tolist() == [["a", 2023, 25.0], ["a", 2024, 70.0]]


def test_the_order_of_the_rows_changes_nothing(measure, counted):
    rows = [
        counted(1, 10, "2024-01-01", "2024-06-30"),
        counted(2, 10, "2024-07-01", "2024-12-31"),
        counted(9, 10, "2024-07-01", "2024-12-31", by="Another"),
    ]

    expected = str(measure(*rows))

    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert str(measure(*rows)) == expected


def test_no_statistics_give_no_rows(measure):
    assert measure() == {}
