"""R1, R2, R4, R6 and C1 from published counts: which periods count, and what they come to."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorers import method
from scorers.editions import measuring
from scorers.index import anchors
from scorers.indicators import (
    HISTORIES,
    INDICATORS,
    c1_appeals_lost,
    r1_answered_in_term,
    r2_answered_at_all,
    r4_information_granted,
    r6_extensions,
)


METHOD = method.read(Path(__file__).parents[2] / "content" / "method" / "1.0.0.toml")
OF_COUNTS = {
    "R1": ["requests_in_term"],
    "R2": ["requests_answered"],
    "R4": ["requests_granted", "requests_partly_granted"],
    "R6": ["requests_extended"],
    "C1": ["appeals_partly_lost", "appeals_wholly_lost"],
}
YEAR = ("2024-01-01", "2024-12-31")
QUARTERS = (
    ("2024-01-01", "2024-03-31"),
    ("2024-04-01", "2024-06-30"),
    ("2024-07-01", "2024-09-30"),
    ("2024-10-01", "2024-12-31"),
)
COLUMNS = ["statistic_id", "institution_id", "measure", "period_start", "period_end", "count",
           "total", "publisher", "self_reported"]  # fmt: skip


def counted(measure, count, total, period=YEAR, of="a", by="office", told=True):
    return (f"{measure}:{of}:{period[0]}:{period[1]}:{by}", of, measure, *period, count, total, by,
            told)  # fmt: skip


@pytest.fixture(name="known")
def _known(inputs):
    """Return a maker of Inputs from rows of counts."""

    def make(*rows):
        frame = pd.DataFrame(rows, columns=COLUMNS)
        for column in ("period_start", "period_end"):
            frame[column] = frame[column].astype("datetime64[s]")
        kinds = {"count": "float64", "total": "float64", "self_reported": "boolean"}
        return replace(inputs(), statistics=frame.astype(kinds))

    return make


def measured(indicator, known, *rows):
    return indicator.of_statistics(known(*rows)).to_dict("index")


@pytest.mark.parametrize(
    ("indicator", "count", "total", "value", "score"),
    [
        (r1_answered_in_term, 3282, 4061, 80.82, 41.64),
        (r2_answered_at_all, 3907, 4061, 96.21, 68.05),
        # 1,296 in full and half of 306
        (r4_information_granted, 1449, 2844, 50.95, 56.61),
        (r6_extensions, 415, 4061, 10.22, 100),
    ],
)
def test_the_worked_example_of_the_method(known, indicator, count, total, value, score):
    # METHOD section 10, a published statistic of 2020, moved to the year of these inputs; the
    # scores are those before shrinkage.
    rows = [
        counted("requests_in_term", 3282, 4061),
        counted("requests_answered", 3907, 4061),
        counted("requests_granted", 1296, 2844),
        counted("requests_partly_granted", 306, 2844),
        counted("requests_extended", 415, 4061),
    ]

    found = measured(indicator, known, *rows)["a"]

    name = indicator.__name__.rpartition(".")[2][:2].upper()
    assert (found["count"], found["total"], found["cases"]) == (count, total, total)
    assert found["value"] == pytest.approx(value, abs=0.005)
    assert anchors.apply(found["value"], METHOD.indicators[name].anchors) == pytest.approx(
        score, abs=0.005
    )


def test_a_value_says_its_cases_its_rows_its_days_and_who_counted(known):
    row = measured(r1_answered_in_term, known, counted("requests_in_term", 8, 10))["a"]

    assert (row["count"], row["total"], row["cases"], row["self_reported"]) == (8, 10, 10, True)
    assert row["evidence"] == ("requests_in_term:a:2024-01-01:2024-12-31:office",)
    assert (str(row["seen_from"].date()), str(row["seen_to"].date())) == YEAR


@pytest.mark.parametrize("name", OF_COUNTS)
def test_each_reads_its_own_measures_and_no_other(known, name):
    others = [one for names in OF_COUNTS.values() for one in names if one not in OF_COUNTS[name]]

    own = known(*(counted(one, 2, 8) for one in OF_COUNTS[name]))
    assert INDICATORS[name](own).loc["a", "total"] == 8
    assert HISTORIES[name](own)["year"].tolist() == [2024]
    assert INDICATORS[name](known(*(counted(one, 2, 8) for one in others))).empty
    assert HISTORIES[name](known(*(counted(one, 2, 8) for one in others))).empty


def test_what_was_granted_in_part_counts_one_half(known):
    rows = [counted("requests_granted", 6, 9), counted("requests_partly_granted", 1, 9)]
    found = measured(r4_information_granted, known, *rows)["a"]
    assert (found["count"], found["total"]) == (6.5, 9)


@pytest.mark.parametrize(
    ("indicator", "first", "second"),
    [
        (r4_information_granted, "requests_granted", "requests_partly_granted"),
        (c1_appeals_lost, "appeals_wholly_lost", "appeals_partly_lost"),
    ],
)
def test_parts_that_together_are_more_than_all_are_unknown(known, indicator, first, second):
    def found(k):
        return measured(indicator, known, counted(first, 7, 10), counted(second, k, 10))

    assert "a" in found(3)
    assert found(4) == {}


def test_appeals_lost_are_those_lost_in_part_and_wholly(known):
    rows = [counted("appeals_partly_lost", 2, 10), counted("appeals_wholly_lost", 3, 10)]
    found = measured(c1_appeals_lost, known, *rows)["a"]
    assert (found["value"], found["count"], found["total"]) == (50, 5, 10)


def test_a_whole_year_is_never_added_to_its_quarters(known):
    parts = [counted("requests_in_term", 1, 2, period) for period in QUARTERS]
    whole = counted("requests_in_term", 30, 40)

    assert measured(r1_answered_in_term, known, *parts, whole)["a"]["total"] == 40
    assert measured(r1_answered_in_term, known, *parts)["a"]["total"] == 8


def test_parts_that_overlap_are_counted_once(known):
    half = counted("requests_in_term", 3, 6, ("2024-01-01", "2024-06-30"))
    parts = [counted("requests_in_term", 1, 2, period) for period in QUARTERS]
    found = measured(r1_answered_in_term, known, half, *parts)["a"]
    assert (found["count"], found["total"]) == (5, 10)


def test_a_period_that_reaches_over_the_windows_edge_is_left_out(known):
    over = counted("requests_in_term", 8, 10, ("2023-12-31", "2024-12-30"))
    late = counted("requests_in_term", 8, 10, ("2024-01-02", "2025-01-01"))
    inside = counted("requests_in_term", 1, 2, ("2024-12-31", "2024-12-31"))
    assert measured(r1_answered_in_term, known, over, late) == {}
    assert measured(r1_answered_in_term, known, over, late, inside)["a"]["total"] == 2


@pytest.mark.parametrize(("count", "total"), [(11, 10), (None, 10), (5, None)])
def test_an_impossible_or_missing_count_is_unknown_and_never_zero(known, count, total):
    assert measured(r1_answered_in_term, known, counted("requests_in_term", count, total)) == {}


def test_no_requests_at_all_have_no_value(known):
    found = measured(r1_answered_in_term, known, counted("requests_in_term", 0, 0))["a"]
    assert pd.isna(found["value"])
    assert found["cases"] == 0


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("R1", "too_few"), ("R2", "too_few"), ("R4", "too_few"), ("R6", "too_few"),
        ("C1", "not_applicable"),
    ],
)  # fmt: skip
def test_below_the_minimum_cases_are_told_and_not_scored(known, name, state):
    minimum = METHOD.indicators[name].minimum.count
    for total, expected in ((0, state), (minimum - 1, state), (minimum, "measured")):
        rows = known(*(counted(measure, 0, total) for measure in OF_COUNTS[name]))

        registry = {name: INDICATORS[name]}
        table = measuring.measure(METHOD, "barataria", rows, registry).indicators
        found = table.loc[("a", name)]

        assert (found["state"], found["count"], found["total"]) == (expected, 0, total)
        assert pd.isna(found["score"]) == (expected != "measured")


def test_measures_that_go_together_need_each_other_and_the_same_total(known):
    full, part = counted("requests_granted", 5, 10), counted("requests_partly_granted", 2, 10)
    other = counted("requests_partly_granted", 2, 9)
    assert measured(r4_information_granted, known, full, part)["a"]["value"] == 60
    assert measured(r4_information_granted, known, full) == {}
    assert measured(r4_information_granted, known, full, other) == {}


def test_publishers_are_not_mixed_and_the_institution_itself_comes_last(known):
    own = counted("requests_in_term", 10, 10, by="a itself", told=True)
    other = counted("requests_in_term", 5, 10, by="regulator", told=False)
    found = measured(r1_answered_in_term, known, own, other)["a"]
    assert (found["count"], found["self_reported"]) == (5, False)


def test_who_covers_more_days_comes_first(known):
    part = counted("requests_in_term", 5, 10, QUARTERS[0], by="regulator", told=False)
    whole = counted("requests_in_term", 30, 40, by="office")
    assert measured(r1_answered_in_term, known, part, whole)["a"]["total"] == 40


def test_measures_of_different_publishers_do_not_go_together(known):
    full = counted("requests_granted", 5, 10, by="office")
    part = counted("requests_partly_granted", 2, 10, by="regulator")
    assert measured(r4_information_granted, known, full, part) == {}


def test_the_whole_window_comes_before_another_publishers_parts_of_it(known):
    parts = [
        counted("requests_in_term", 1, 2, period, by="regulator", told=False) for period in QUARTERS
    ]
    whole = counted("requests_in_term", 30, 40)
    found = measured(r1_answered_in_term, known, *parts, whole)["a"]
    assert (found["total"], found["self_reported"]) == (40, True)


def test_parts_of_different_publishers_are_not_added_together(known):
    rows = [counted("requests_in_term", 1, 2, period) for period in QUARTERS[:2]]
    rows += [counted("requests_in_term", 5, 9, period, by="other") for period in QUARTERS[2:]]
    # Two quarters have 182 days, the other two 184.
    assert measured(r1_answered_in_term, known, *rows)["a"]["total"] == 18


def test_a_part_that_cannot_be_used_leaves_the_other_parts(known):
    rows = [counted("requests_in_term", 1, 2, period) for period in QUARTERS[:3]]
    broken = counted("requests_in_term", 3, 2, QUARTERS[3])
    found = measured(r1_answered_in_term, known, *rows, broken)["a"]
    assert (found["total"], str(found["seen_to"].date())) == (6, "2024-09-30")
    assert len(found["evidence"]) == 3


def test_a_whole_year_that_cannot_be_used_leaves_its_quarters(known):
    rows = [counted("requests_in_term", 1, 2, period) for period in QUARTERS]
    broken = counted("requests_in_term", 9, 8)
    assert measured(r1_answered_in_term, known, *rows, broken)["a"]["total"] == 8


def test_other_institutions_than_those_scored_count_for_nothing(known):
    assert measured(r1_answered_in_term, known, counted("requests_in_term", 1, 2, of="x")) == {}


def test_the_history_adds_up_the_quarters_of_a_year_only_where_all_are_there(known):
    rows = [
        counted("requests_in_term", 1, 2, (start.replace("2024", year), end.replace("2024", year)))
        for year, number in (("2022", 4), ("2023", 3))
        for start, end in QUARTERS[:number]
    ]
    years = r1_answered_in_term.history(known(*rows, counted("requests_in_term", 3, 4)))
    assert years.to_numpy().tolist() == [["a", 2022, 50.0], ["a", 2024, 75.0]]


def test_the_history_ends_in_the_value(known):
    inputs = known(counted("requests_in_term", 3, 4), counted("requests_in_term", 1, 9, of="b"))
    values = r1_answered_in_term.of_statistics(inputs)["value"]
    ends = r1_answered_in_term.history(inputs).set_index("institution_id")["value"]
    assert ends.to_dict() == values.to_dict()


def test_the_history_holds_whole_years_up_to_the_window(known):
    rows = [
        counted("requests_in_term", 1, 2, ("2022-01-01", "2022-12-31")),
        counted("requests_in_term", 1, 4, ("2023-01-01", "2023-03-31")),
        counted("requests_in_term", 3, 4),
        counted("requests_in_term", 4, 4, ("2025-01-01", "2025-12-31")),
    ]
    years = r1_answered_in_term.history(known(*rows))
    assert years.to_numpy().tolist() == [["a", 2022, 50.0], ["a", 2024, 75.0]]


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 500), st.integers(0, 500))
def test_one_more_answer_in_time_never_lowers_r1(known, in_time, late):
    def value(more):
        row = counted("requests_in_term", in_time + more, in_time + late + more)
        return measured(r1_answered_in_term, known, row)["a"]["value"]

    before, after = value(0), value(1)
    assert pd.isna(before) or after >= before


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations(range(6)))
def test_the_order_of_rows_never_matters(known, order):
    rows = [counted("requests_in_term", 1, 2 + at, period) for at, period in enumerate(QUARTERS)]
    rows += [counted("requests_in_term", 3, 9, ("2024-01-01", "2024-06-30"), by="other")]
    rows += [counted("requests_in_term", 7, 9, of="b")]
    usual = r1_answered_in_term.of_statistics(known(*rows))
    pd.testing.assert_frame_equal(
        r1_answered_in_term.of_statistics(known(*(rows[at] for at in order))), usual
    )
