"""R1 to R7, C1 and C2 from requests. All requests are invented; filed on Sunday 3 March 2024.

In the invented country the term is 15 working days, Sunday to Thursday: the term of a request that
was filed on that day ends on 24 March, three terms end on 5 May.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorers import country, method
from scorers.editions import measuring, rating
from scorers.indicators import (
    c1_appeals_lost,
    c2_orders_obeyed,
    r1_answered_in_term,
    r2_answered_at_all,
    r3_time_to_answer,
    r4_information_granted,
    r5_reasoned_refusals,
    r6_extensions,
    r7_without_substance,
)
from scorers.tallies import tally


ROOT = Path(__file__).parents[2]
METHOD = method.read(ROOT / "content" / "method" / "1.1.0.toml")
FANTASIA = country.read(ROOT / "tests" / "data" / "fantasia")
DAYS = (
    "filed_on", "extended_to", "answered_on", "delivered_on", "appealed_on", "appeal_decided_on",
    "order_due_on", "order_obeyed_on", "clarification_asked_on", "clarified_on",
)  # fmt: skip
TEXTS = ("request_id", "institution_id", "outcome", "exception_cited", "appeal_outcome", "cohort",
         "delivery", "closed_without")  # fmt: skip
IN_TIME = {"outcome": "released", "answered_on": "2024-03-24"}
LATE = {"outcome": "released", "answered_on": "2024-03-25"}
SILENT = {"outcome": "no_answer"}
REFUSED = {"outcome": "refused", "answered_on": "2024-03-10"}


def frame(*rows):
    rows = [
        {"filed_on": "2024-03-03", "institution_id": "a", "request_id": f"r{number}", **row}
        for number, row in enumerate(rows)
    ]
    columns = {name: pd.Series([row.get(name, "") for row in rows], dtype="str") for name in TEXTS}
    for name in DAYS:
        columns[name] = pd.Series([row.get(name) for row in rows], dtype="datetime64[s]")
    cited = [row.get("appeal_route_cited") for row in rows]
    return pd.DataFrame({**columns, "appeal_route_cited": pd.Series(cited, dtype="boolean")})


@pytest.fixture(name="known")
def _known(inputs):
    """Return a maker of Inputs from cells of requests, and if need be another cut-off."""

    def known(*rows, cut_off="2024-12-31"):
        requests, last = frame(*rows), date.fromisoformat(cut_off)
        return replace(
            inputs(), requests=requests, cut_off=last, tallies=tally(requests, FANTASIA, {}, last)
        )

    return known


def counts(measure, inputs, indicator_id):
    """Return k of n of the institution a, as an edition counts them."""
    table = measuring.measure(METHOD, "fantasia", inputs, {indicator_id: measure}).indicators
    row = table.loc["a", indicator_id]
    return row["count"], row["total"]


@pytest.mark.parametrize(
    ("cells", "in_time"),
    [
        (IN_TIME, 1),
        (LATE, 0),
        ({**LATE, "extended_to": "2024-04-30"}, 0),
        (SILENT, 0),
        (REFUSED, 1),
        ({"outcome": "transferred", "answered_on": "2024-03-05"}, 1),
        ({"outcome": "not_held", "answered_on": "2024-03-05"}, 1),
        ({**LATE, "closed_without": "clarification"}, 0),
        ({**IN_TIME, "delivery": "dated"}, 0),
        ({**IN_TIME, "delivery": "dated", "delivered_on": "2024-03-25"}, 0),
        ({"outcome": "", "answered_on": "2024-03-24"}, 1),
    ],
)
def test_r1_counts_what_was_answered_by_the_last_day_of_the_term(known, cells, in_time):
    rows = [cells, IN_TIME, IN_TIME, IN_TIME, LATE]

    assert counts(r1_answered_in_term.of_requests, known(*rows), "R1") == (3 + in_time, 5)


def test_r1_a_lawful_extension_moves_the_term_only_where_that_is_asked(known):
    inputs = known({**LATE, "extended_to": "2024-03-25"}, *[IN_TIME] * 4)

    assert counts(r1_answered_in_term.of_requests, inputs, "R1") == (4, 5)
    assert counts(r1_answered_in_term.extended, inputs, "R1") == (5, 5)


def test_r1_leaves_out_what_was_filed_less_than_a_term_before_the_cut_off(known):
    rows = [SILENT] * 3

    assert r1_answered_in_term.of_requests(known(*rows, cut_off="2024-03-21")).empty
    assert counts(r1_answered_in_term.of_requests, known(*rows, cut_off="2024-03-24"), "R1") == (
        0,
        3,
    )


def test_a_source_of_closed_requests_says_nothing_of_time_and_something_of_refusals(known):
    inputs = known(*[{**REFUSED, "cohort": "closed"}] * 5)

    for indicator in (
        r1_answered_in_term,
        r2_answered_at_all,
        r4_information_granted,
        r6_extensions,
    ):
        assert indicator.of_requests(inputs).empty
    assert r3_time_to_answer.measure(inputs).empty
    assert counts(r5_reasoned_refusals.measure, inputs, "R5") == (0, 5)


def test_a_withdrawal_inside_the_term_ends_the_watch_and_not_the_wait(known):
    withdrawn = {"outcome": "withdrawn", "answered_on": "2024-03-10"}
    rows = [{"outcome": "released", "answered_on": "2024-03-05"}, withdrawn, IN_TIME, LATE, SILENT]

    table = measuring.measure(
        METHOD, "fantasia", known(*rows), {"R1": r1_answered_in_term.of_requests}
    ).indicators
    value = 100 * table.loc["a", "R1"]["count"] / table.loc["a", "R1"]["total"]

    # By hand: S = (1 - 1/5) (1 - 1/3), the withdrawn one gone between the two answers.
    assert value == pytest.approx(100 * (1 - 4 / 5 * 2 / 3))


@pytest.mark.parametrize(
    ("answered", "in_all"), [("2024-05-05", 5), ("2024-05-06", 4), ("2024-12-30", 4)]
)
def test_r2_counts_what_was_answered_within_three_terms(known, answered, in_all):
    inputs = known({"outcome": "released", "answered_on": answered}, *[IN_TIME] * 4)

    assert counts(r2_answered_at_all.of_requests, inputs, "R2") == (in_all, 5)


def test_r3_is_the_mean_wait_in_terms_and_silence_waits_three(known):
    inputs = known(
        IN_TIME, IN_TIME, REFUSED, SILENT, {"outcome": "released", "answered_on": "2024-05-05"}
    )

    table = measuring.measure(METHOD, "fantasia", inputs, {"R3": r3_time_to_answer.measure})

    # Two waited a term, one 5 of 15 days, two three terms.
    assert table.indicators.loc["a", "R3"]["value"] == pytest.approx((1 + 1 + 5 / 15 + 3 + 3) / 5)


def test_r3_what_is_still_open_at_the_cut_off_counts_as_long_as_it_was_seen(known):
    rows = [IN_TIME, IN_TIME, IN_TIME, IN_TIME, {"outcome": "pending", "filed_on": "2024-12-29"}]

    table = measuring.measure(METHOD, "fantasia", known(*rows), {"R3": r3_time_to_answer.measure})

    # The open one has waited two days: it leaves the watch before anything ends.
    assert table.indicators.loc["a", "R3"]["value"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (IN_TIME, (5, 5)),
        ({**IN_TIME, "outcome": "partly_released"}, (4.5, 5)),
        (REFUSED, (4, 5)),
        (SILENT, (4, 5)),
        ({"outcome": "pending", "filed_on": "2024-12-01"}, (4, 4)),
        ({"outcome": "not_held", "answered_on": "2024-03-05"}, (4, 4)),
        ({"outcome": "transferred", "answered_on": "2024-03-05"}, (4, 4)),
        ({"outcome": "withdrawn"}, (4, 4)),
        ({**IN_TIME, "delivery": "dated"}, (4, 5)),
    ],
)
def test_r4_counts_what_was_given_of_what_was_decided_and_silence_as_nothing(known, cells, found):
    assert counts(r4_information_granted.of_requests, known(cells, *[IN_TIME] * 4), "R4") == found


# Asked on Sunday 10 March, day 5; given on Tuesday 12: Monday and Tuesday do not count.
CLARIFIED = {"clarification_asked_on": "2024-03-10", "clarified_on": "2024-03-12"}
UNCLARIFIED = {**SILENT, "clarification_asked_on": "2024-03-10"}


@pytest.mark.parametrize(("answered", "in_time"), [("2024-03-26", 1), ("2024-03-27", 0)])
def test_days_of_a_clarification_lengthen_the_term_by_themselves_alone(known, answered, in_time):
    cells = {**CLARIFIED, "outcome": "released", "answered_on": answered}
    inputs = known(cells, *[IN_TIME] * 4)

    assert counts(r1_answered_in_term.of_requests, inputs, "R1") == (4 + in_time, 5)


@pytest.mark.parametrize(("answered", "in_all"), [("2024-05-07", 1), ("2024-05-08", 0)])
def test_days_of_a_clarification_lengthen_three_terms_as_well(known, answered, in_all):
    cells = {**CLARIFIED, "outcome": "released", "answered_on": answered}
    inputs = known(cells, *[IN_TIME] * 4)

    assert counts(r2_answered_at_all.of_requests, inputs, "R2") == (4 + in_all, 5)


def test_a_clarification_never_given_ends_the_watch_and_is_no_silence(known):
    inputs = known(UNCLARIFIED, *[IN_TIME] * 4, SILENT)
    table = measuring.measure(
        METHOD,
        "fantasia",
        inputs,
        {"R1": r1_answered_in_term.of_requests, "R3": r3_time_to_answer.measure},
    ).indicators.loc["a"]

    # By hand: gone after 5 of 15 days, before any answer; of the other five, one is silent.
    assert table.loc["R1", "value"] == pytest.approx(80)
    assert table.loc["R3", "value"] == pytest.approx((4 * 1 + 3) / 5)
    assert counts(r4_information_granted.of_requests, inputs, "R4") == (4, 5)


def test_r4_where_an_answer_does_not_say_how_it_decided_silence_would_weigh_too_much(known):
    rows = [{"outcome": "", "answered_on": "2024-03-05"}, SILENT, *[IN_TIME] * 4]

    assert r4_information_granted.of_requests(known(*rows)).empty


@pytest.mark.parametrize(
    ("cells", "reasoned"),
    [
        ({"exception_cited": "15", "appeal_route_cited": True}, 1),
        ({"exception_cited": "15", "appeal_route_cited": None}, 0),
        ({"exception_cited": "", "appeal_route_cited": True}, 0),
    ],
)
def test_r5_counts_refusals_that_cite_the_exception_and_the_way_to_appeal(known, cells, reasoned):
    inputs = known({**REFUSED, **cells}, *[REFUSED] * 4, IN_TIME)

    assert counts(r5_reasoned_refusals.measure, inputs, "R5") == (reasoned, 5)


def test_r5_without_a_refusal_does_not_apply(known):
    table = measuring.measure(
        METHOD, "fantasia", known(IN_TIME), {"R5": r5_reasoned_refusals.measure}
    )

    assert table.indicators.loc["a", "R5"]["state"] == "not_applicable"


def test_r5_where_it_is_not_known_how_requests_were_decided_nothing_is_said(known):
    assert r5_reasoned_refusals.measure(known({"outcome": "", "answered_on": "2024-03-05"})).empty


def test_r6_counts_every_request_that_was_extended(known):
    rows = [{**IN_TIME, "extended_to": "2024-04-30"}] * 2 + [SILENT] * 8

    assert counts(r6_extensions.of_requests, known(*rows), "R6") == (2, 10)


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"outcome": "transferred", "answered_on": "2024-03-05"}, (1, 10)),
        ({**IN_TIME, "closed_without": "link"}, (1, 10)),
        (
            {"outcome": "not_held", "answered_on": "2024-03-05", "closed_without": "no_search"},
            (1, 10),
        ),
        ({"outcome": "not_held", "answered_on": "2024-03-05"}, (0, 10)),
        ({"outcome": "", "answered_on": "2024-03-05"}, (0, 9)),
        ({"outcome": "", "answered_on": "2024-03-05", "closed_without": "link"}, (1, 10)),
        ({"outcome": "withdrawn", "closed_without": "fee"}, (1, 10)),
        ({"outcome": "withdrawn", "closed_without": "clarification"}, (1, 10)),
        ({"outcome": "withdrawn"}, (0, 9)),
        (SILENT, (0, 9)),
    ],
)
def test_r7_counts_what_ended_without_substance(known, cells, found):
    assert counts(r7_without_substance.measure, known(cells, *[IN_TIME] * 9), "R7") == found


@pytest.mark.parametrize(
    ("outcome", "decided", "found"),
    [
        ("upheld", "2024-12-31", (5, 5)),
        ("partly_upheld", "2024-12-31", (5, 5)),
        ("dismissed", "2024-12-31", (4, 5)),
        ("upheld", "2025-01-01", (4, 4)),
        ("inadmissible", "2024-12-31", (4, 4)),
        ("withdrawn", "2024-12-31", (4, 4)),
    ],
)
def test_c1_counts_appeals_that_were_decided_by_the_cut_off(known, outcome, decided, found):
    appealed = {**REFUSED, "appealed_on": "2024-04-01"}
    lost = {**appealed, "appeal_outcome": "upheld", "appeal_decided_on": "2024-06-01"}
    one = {**appealed, "appeal_outcome": outcome, "appeal_decided_on": decided}

    assert counts(c1_appeals_lost.of_requests, known(one, *[lost] * 4), "C1") == found


def test_of_institutions_without_an_appeal_or_order_nothing_is_said(known):
    assert c1_appeals_lost.of_requests(known(IN_TIME)).empty
    assert c2_orders_obeyed.measure(known(IN_TIME)).empty


@pytest.mark.parametrize(
    ("due", "obeyed", "found"),
    [
        ("2024-07-01", "2024-07-01", (4, 4)),
        ("2024-07-01", "2024-07-02", (3, 4)),
        ("2024-07-01", None, (3, 4)),
        ("2024-12-31", None, (3, 3)),
    ],
)
def test_c2_counts_orders_whose_day_has_come(known, due, obeyed, found):
    order = {**REFUSED, "appealed_on": "2024-04-01", "appeal_outcome": "upheld",
             "appeal_decided_on": "2024-06-01"}  # fmt: skip
    met = {**order, "order_due_on": "2024-07-01", "order_obeyed_on": "2024-06-20"}
    one = {**order, "order_due_on": due, "order_obeyed_on": obeyed}

    assert counts(c2_orders_obeyed.measure, known(one, *[met] * 3), "C2") == found


def test_the_evidence_are_the_requests_of_the_window(known):
    rows = [IN_TIME, {**SILENT, "filed_on": "2023-12-31"}, {**SILENT, "cohort": "closed"}]

    assert r1_answered_in_term.of_requests(known(*rows)).loc["a", "evidence"] == ("r0",)


cases = st.sampled_from([IN_TIME, LATE, SILENT, REFUSED, {"outcome": "withdrawn"}])


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(st.lists(cases, min_size=5, max_size=20), st.randoms())
def test_one_more_answer_in_time_lowers_nothing_and_the_order_of_rows_changes_nothing(
    known, rows, chance
):
    measures = {
        "R1": r1_answered_in_term.of_requests,
        "R2": r2_answered_at_all.of_requests,
        "R3": r3_time_to_answer.measure,
    }

    def measured(given):
        return measuring.measure(METHOD, "fantasia", known(*given), measures).indicators.loc["a"]

    before, more = measured(rows)["value"], measured([*rows, IN_TIME])["value"]
    numbered = [{**row, "request_id": f"n{number}"} for number, row in enumerate(rows)]
    shuffled = chance.sample(numbered, len(numbered))

    for name in ("R1", "R2"):
        assert not more[name] < before[name] - 1e-9
    pd.testing.assert_frame_equal(measured(shuffled), measured(numbered))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None
)
@given(st.lists(st.sampled_from([IN_TIME, LATE, SILENT, REFUSED]), min_size=1, max_size=15))
def test_one_more_whole_answer_on_the_first_day_never_lowers_the_pillar(known, rows):
    registry = {
        "R1": r1_answered_in_term.of_requests,
        "R2": r2_answered_at_all.of_requests,
        "R3": r3_time_to_answer.measure,
        "R4": r4_information_granted.of_requests,
        "R6": r6_extensions.of_requests,
        "R7": r7_without_substance.measure,
    }
    # Enough of each kind that every indicator is measured before and after.
    rows = [*rows, *[IN_TIME] * 5, *[LATE] * 5, *[SILENT] * 2]

    def pillar(given):
        measured = measuring.measure(METHOD, "fantasia", known(*given), registry)
        assert (measured.indicators.loc["a"].loc[list(registry), "state"] == "measured").all()
        return rating.rate(METHOD, measured).pillars.loc["a"].loc["R", "score"]

    first_day = {"outcome": "released", "answered_on": "2024-03-04"}
    assert pillar([*rows, first_day]) >= pillar(rows) - 1e-9
