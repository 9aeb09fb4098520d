"""Each rule of a tally by hand. In Fantasia D is 15 and the weekend is Friday and Saturday.

For a request filed on Sunday 7 January 2024 day 1 is Monday 8, days 4 and 5 are Thursday 11 and
Sunday 14, and day 15 is Sunday 28. The cut-off is 31 December 2024 unless a test says otherwise.
"""

from datetime import date

import pandas as pd
import pytest

from scorers.exceptions import RecordsError
from scorers.tallies import COLUMNS, merge, tally


CUT_OFF = date(2024, 12, 31)
CITED = {"exception_cited": "art. 7", "appeal_route_cited": True}


def test_an_answer_on_the_last_day_of_the_term_waited_the_term(one):
    found = one(outcome="released", answered_on="2024-01-28", delivered_on="2024-01-28")

    assert (found["waited_days"], found["term_days"], found["is_closed"]) == (15, 15, True)


def test_an_answer_one_day_later_is_one_day_over(one):
    assert one(outcome="refused", answered_on="2024-01-29")["waited_days"] == 16


def test_an_answer_on_the_weekend_belongs_to_the_working_day_before(one):
    assert one(outcome="refused", answered_on="2024-01-13")["waited_days"] == 4


def test_an_answer_on_the_day_of_filing_waited_no_day(one):
    assert one(outcome="refused", answered_on="2024-01-07")["waited_days"] == 0


@pytest.mark.parametrize("filed_on", ["2024-01-11", "2024-01-12", "2024-01-13"])
def test_filed_on_the_weekend_starts_as_filed_on_the_day_before(one, filed_on):
    found = one(filed_on=filed_on, outcome="refused", answered_on="2024-01-14")

    assert found["waited_days"] == 1


def test_filed_on_a_holiday_starts_on_the_next_working_day(one):
    found = one(filed_on="2024-01-01", outcome="refused", answered_on="2024-01-02")

    assert found["waited_days"] == 1
    assert found["period"] == "2024-Q1"


def test_a_holiday_within_the_wait_does_not_count(one):
    found = one(filed_on="2023-12-31", outcome="refused", answered_on="2024-01-03")

    assert (found["waited_days"], found["waited_most_days"]) == (2, 2)
    assert found["period"] == "2023-Q4"


def test_a_day_that_may_count_gives_both_counts(one):
    found = one(filed_on="2024-02-05", outcome="refused", answered_on="2024-02-07")

    assert (found["waited_days"], found["waited_most_days"]) == (1, 2)


@pytest.mark.parametrize(("region", "waited"), [("", 2), ("islas-del-norte", 1)])
def test_a_regional_day_is_off_for_institutions_of_its_region_alone(one, region, waited):
    found = one(region=region, filed_on="2024-03-19", outcome="refused", answered_on="2024-03-21")

    assert (found["waited_days"], found["waited_most_days"]) == (waited, waited)


@pytest.mark.parametrize("outcome", ["no_answer", "pending"])
def test_silence_has_waited_up_to_the_cut_off_and_is_open(one, outcome):
    found = one(outcome=outcome, cut_off=date(2024, 1, 28))

    assert (found["outcome"], found["waited_days"], found["is_closed"]) == (outcome, 15, False)


def test_an_answer_after_the_cut_off_is_not_known(one):
    cells = {"outcome": "refused", "answered_on": "2024-01-29", **CITED}

    found = one(**cells, cut_off=date(2024, 1, 28))

    assert (found["outcome"], found["waited_days"], found["is_closed"]) == ("pending", 15, False)
    assert found["is_reasoned"] is False
    assert one(**cells, cut_off=date(2024, 1, 29))["outcome"] == "refused"


@pytest.mark.parametrize("outcome", ["refused", "not_held", "transferred", ""])
def test_what_gives_nothing_is_closed_by_its_notice(one, outcome):
    found = one(outcome=outcome, answered_on="2024-01-14", delivery="dated")

    assert (found["outcome"], found["waited_days"], found["is_closed"]) == (outcome, 5, True)


@pytest.mark.parametrize("outcome", ["released", "partly_released"])
def test_the_wait_for_information_ends_with_its_delivery(one, outcome):
    found = one(outcome=outcome, answered_on="2024-01-14", delivered_on="2024-01-28")

    assert (found["waited_days"], found["is_closed"]) == (15, True)


def test_information_in_hand_before_the_answer_waited_for_the_answer(one):
    found = one(outcome="released", answered_on="2024-01-28", delivered_on="2024-01-14")

    assert found["waited_days"] == 15


def test_information_announced_and_not_delivered_is_open(one):
    cells = {"outcome": "released", "answered_on": "2024-01-14", "delivery": "dated"}

    for delivered_on in (None, "2024-01-29"):
        found = one(**cells, delivered_on=delivered_on, cut_off=date(2024, 1, 28))

        assert (found["outcome"], found["is_closed"]) == ("released", False)
        assert found["waited_days"] == 15


@pytest.mark.parametrize("delivery", ["unknown", ""])
def test_where_the_delivery_is_not_known_the_answer_counts(one, delivery):
    found = one(outcome="released", answered_on="2024-01-14", delivery=delivery)

    assert (found["waited_days"], found["is_closed"]) == (5, True)


def test_a_delivery_after_the_cut_off_leaves_the_request_open_whatever_is_known(one):
    found = one(
        outcome="released",
        answered_on="2024-01-14",
        delivered_on="2024-01-29",
        cut_off=date(2024, 1, 28),
    )

    assert (found["outcome"], found["waited_days"], found["is_closed"]) == ("released", 15, False)


def test_a_withdrawal_ends_the_wait_without_an_event(one):
    found = one(outcome="withdrawn", answered_on="2024-01-14")

    assert (found["outcome"], found["waited_days"], found["is_closed"]) == ("withdrawn", 5, False)


def test_a_withdrawal_on_an_unknown_day_says_nothing_of_its_wait(one):
    found = one(outcome="withdrawn")

    assert (found["outcome"], found["waited_days"], found["is_closed"]) == ("withdrawn", 0, False)


def test_a_withdrawal_after_the_cut_off_is_not_known(one):
    found = one(outcome="withdrawn", answered_on="2024-01-29", cut_off=date(2024, 1, 28))

    assert (found["outcome"], found["waited_days"]) == ("pending", 15)


def test_an_extension_moves_the_extended_term_alone(one):
    found = one(outcome="refused", answered_on="2024-01-29", extended_to="2024-02-11")

    assert (found["term_days"], found["extended_days"], found["is_extended"]) == (15, 24, True)


def test_without_an_extension_the_extended_term_is_the_term(one):
    found = one(outcome="refused", answered_on="2024-01-29")

    assert (found["term_days"], found["extended_days"], found["is_extended"]) == (15, 15, False)


def test_an_extension_to_a_day_inside_the_term_shortens_nothing(one):
    found = one(outcome="pending", extended_to="2024-01-14")

    assert (found["extended_days"], found["is_extended"]) == (15, True)


def test_an_extension_far_ahead_is_counted(one):
    assert one(outcome="pending", extended_to="2031-01-05")["extended_days"] > 1_800


@pytest.mark.parametrize(
    ("cells", "is_reasoned"),
    [
        (CITED, True),
        ({**CITED, "exception_cited": ""}, False),
        ({**CITED, "appeal_route_cited": False}, False),
        ({**CITED, "appeal_route_cited": None}, False),
        ({**CITED, "outcome": "not_held"}, False),
    ],
)
def test_a_refusal_is_reasoned_with_the_exception_and_the_way_to_appeal(one, cells, is_reasoned):
    found = one(**{"outcome": "refused", "answered_on": "2024-01-14", **cells})

    assert found["is_reasoned"] is is_reasoned


@pytest.mark.parametrize(
    ("cells", "appeal"),
    [
        ({}, ""),
        ({"appealed_on": "2024-02-01"}, "pending"),
        ({"appealed_on": "2025-01-01"}, ""),
        ({"appealed_on": "2024-02-01", "appeal_outcome": "pending"}, "pending"),
        ({"appealed_on": "2024-12-31", "appeal_outcome": "pending"}, "pending"),
        (
            {
                "appealed_on": "2024-02-01",
                "appeal_outcome": "upheld",
                "appeal_decided_on": "2024-12-31",
            },
            "upheld",
        ),
        (
            {
                "appealed_on": "2024-02-01",
                "appeal_outcome": "upheld",
                "appeal_decided_on": "2025-01-01",
            },
            "pending",
        ),
        ({"appeal_outcome": "dismissed", "appeal_decided_on": "2024-12-31"}, "dismissed"),
        ({"appeal_outcome": "dismissed", "appeal_decided_on": "2025-01-01"}, ""),
        ({"appealed_on": "2024-02-01", "appeal_outcome": "withdrawn"}, "withdrawn"),
    ],
)
def test_an_appeal_is_told_as_it_was_known_at_the_cut_off(one, cells, appeal):
    assert one(outcome="refused", answered_on="2024-01-14", **cells)["appeal"] == appeal


@pytest.mark.parametrize(
    ("due", "obeyed", "order"),
    [
        (None, None, ""),
        ("2024-12-31", None, "open"),
        ("2024-12-30", None, "ignored"),
        ("2024-12-30", "2025-01-01", "ignored"),
        ("2025-01-05", "2025-01-04", "open"),
        ("2024-06-03", "2024-06-03", "obeyed"),
        ("2024-06-03", "2024-06-04", "late"),
        (None, "2024-06-04", "obeyed"),
    ],
)
def test_an_order_is_told_as_it_was_known_at_the_cut_off(one, due, obeyed, order):
    found = one(
        outcome="refused", answered_on="2024-01-14", order_due_on=due, order_obeyed_on=obeyed
    )

    assert found["order"] == order


def test_an_order_of_a_decision_after_the_cut_off_is_not_known(one):
    found = one(
        outcome="refused",
        answered_on="2024-01-14",
        appeal_decided_on="2025-01-02",
        order_due_on="2025-02-02",
    )

    assert found["order"] == ""


def test_a_request_filed_after_the_cut_off_is_left_out(rows, fantasia):
    requests = rows({"filed_on": "2024-12-31"}, {"filed_on": "2025-01-01"})

    assert tally(requests, fantasia, {}, CUT_OFF)["count"].tolist() == [1]


@pytest.mark.parametrize("requests", [(), ({"filed_on": "2025-01-01"},)])
def test_no_request_gives_no_row_and_all_columns(rows, fantasia, requests):
    found = tally(rows(*requests), fantasia, {}, CUT_OFF)

    assert found.equals(merge())
    assert list(found.columns) == list(COLUMNS)
    assert len(found) == 0


def test_requests_that_are_alike_are_counted_and_sorted(rows, fantasia):
    late = {"filed_on": "2024-04-01", "outcome": "refused", "answered_on": "2024-04-02"}
    found = tally(
        rows({**late, "institution_id": "b"}, late, {"filed_on": "2024-01-07"}, late),
        fantasia,
        {},
        CUT_OFF,
    )

    columns = ["institution_id", "period", "outcome", "waited_days", "count"]
    assert found[columns].to_numpy().tolist() == [
        ["a", "2024-Q1", "pending", 256, 1],
        ["a", "2024-Q2", "refused", 1, 2],
        ["b", "2024-Q2", "refused", 1, 1],
    ]


def test_columns_that_are_missing_are_blank(rows, fantasia):
    requests = rows({"filed_on": "2024-01-07"}, {"filed_on": "2024-02-07"})

    bare = requests[["institution_id", "filed_on"]]

    assert tally(bare, fantasia, {}, CUT_OFF).equals(tally(requests, fantasia, {}, CUT_OFF))


def test_text_and_category_give_the_same(rows, fantasia):
    requests = rows(
        {"filed_on": "2024-01-07", "outcome": "refused", "answered_on": "2024-01-08", **CITED},
        {"filed_on": "2024-01-07", "institution_id": "b", "cohort": "filed"},
    )
    words = requests.select_dtypes("str").columns
    coded = requests.astype(dict.fromkeys(words, "category"))

    assert tally(coded, fantasia, {}, CUT_OFF).equals(tally(requests, fantasia, {}, CUT_OFF))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"filed_on": None}, "no day of filing"),
        ({"institution_id": ""}, "names no institution"),
        ({"answered_on": "2024-01-06", "outcome": "refused"}, "before the day of its filing"),
        ({"outcome": "relased"}, 'outcome holds "relased", expected one of: no_answer, '),
        ({"cohort": "all"}, 'cohort holds "all", expected one of: closed, filed'),
    ],
)
def test_rows_that_cannot_be_are_refused(rows, fantasia, cells, said):
    with pytest.raises(RecordsError, match=said):
        tally(rows({"filed_on": "2024-01-07", **cells}), fantasia, {}, CUT_OFF)


def test_days_that_are_text_are_refused(rows, fantasia):
    requests = rows({"filed_on": "2024-01-07"})
    requests["answered_on"] = pd.Series(["2024-01-08"], dtype="str")

    with pytest.raises(RecordsError, match="answered_on holds str, expected days"):
        tally(requests, fantasia, {}, CUT_OFF)
