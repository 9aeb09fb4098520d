"""Days of a clarification by hand, where the law stops the clock: Fantasia's does, D is 15.

For a request filed on Sunday 7 January 2024 day 4 is Thursday 11, day 5 Sunday 14, day 6 Monday 15,
day 7 Tuesday 16, day 10 Sunday 21 and day 15 Sunday 28. The weekend is Friday and Saturday.
"""

from dataclasses import replace
from datetime import date

import pytest

from scorers.exceptions import RecordsError


REFUSED = {"outcome": "refused", "answered_on": "2024-01-28"}


def asked(day, given=None, **cells):
    return {**REFUSED, **cells, "clarification_asked_on": day, "clarified_on": given}


@pytest.fixture(name="waited")
def _waited(one):
    """Give the days waited by a request, and whether it is closed."""

    def waited(cells, **others):
        found = one(**cells, **others)
        return found["waited_days"], found["is_closed"]

    return waited


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("2024-01-14", "2024-01-16", 13),  # Monday and Tuesday do not count
        ("2024-01-14", "2024-01-14", 15),  # asked and given on one day
        ("2024-01-14", "2024-01-15", 14),
        ("2024-01-11", "2024-01-14", 14),  # the weekend never counted
        ("2024-01-12", "2024-01-13", 15),  # within the weekend
        ("2024-01-07", "2024-01-08", 14),  # from the day of filing on
        ("2024-01-21", "2024-01-28", 10),  # up to the day of the answer
        ("2024-01-21", "2024-02-04", 10),  # given after the answer: it did not wait for it
        ("2024-01-28", "2024-01-30", 15),  # asked on the day of the answer
    ],
)
def test_the_working_days_after_it_was_asked_up_to_when_it_was_given_do_not_count(
    waited, since, until, days
):
    assert waited(asked(since, until)) == (days, True)


def test_one_late_by_the_calendar_is_in_time_by_the_clock(one):
    late = one(**{**REFUSED, "answered_on": "2024-01-29"})
    paused = one(**asked("2024-01-14", "2024-01-15", answered_on="2024-01-29"))

    assert late["waited_days"] == 16
    assert paused["waited_days"] == paused["term_days"] == 15


def test_what_was_asked_and_never_given_stops_the_clock_and_leaves_the_wait_open(waited):
    for outcome in ("pending", "no_answer"):
        cells = asked("2024-01-14", outcome=outcome, answered_on=None)
        assert waited(cells) == (5, False)


def test_an_answer_without_the_clarification_comes_when_the_clock_stood(waited):
    assert waited(asked("2024-01-14")) == (5, True)


def test_one_withdrawn_meanwhile_was_watched_until_the_clock_stopped(waited):
    assert waited(asked("2024-01-14", outcome="withdrawn")) == (5, False)


@pytest.mark.parametrize(
    ("cut_off", "days"),
    [
        (date(2024, 1, 11), 4),  # not asked yet
        (date(2024, 1, 14), 5),
        (date(2024, 1, 15), 5),  # not given yet
        (date(2024, 1, 16), 5),
        (date(2024, 1, 17), 6),
    ],
)
def test_nothing_is_known_that_happened_after_the_cut_off(waited, cut_off, days):
    cells = asked("2024-01-14", "2024-01-16", outcome="pending", answered_on=None)

    assert waited(cells, cut_off=cut_off) == (days, False)


def test_days_of_which_it_is_unclear_whether_they_count_are_taken_out_of_both_counts(one):
    # In Fantasia Tuesday 6 February 2024 may count or not.
    plain = {"filed_on": "2024-02-01", "outcome": "refused", "answered_on": "2024-02-15"}
    before = one(**plain)

    after = one(**plain, clarification_asked_on="2024-02-04", clarified_on="2024-02-08")

    assert before["waited_most_days"] > before["waited_days"]
    assert after["waited_most_days"] == after["waited_days"]


def test_an_extended_term_is_told_in_the_days_of_the_clock(one):
    cells = {"extended_to": "2024-02-11", "answered_on": "2024-02-11"}

    found = one(**asked("2024-01-14", "2024-01-16", **cells))

    assert (found["extended_days"], found["waited_days"]) == (22, 22)


def test_where_the_law_stops_no_clock_the_days_count(one, fantasia):
    law = replace(fantasia.law, clarification_stops_clock=False)

    found = one(country=replace(fantasia, law=law), **asked("2024-01-14", "2024-01-16"))

    assert (found["waited_days"], found["is_closed"]) == (15, True)


def test_a_day_on_which_it_was_given_without_one_on_which_it_was_asked_takes_nothing_out(waited):
    assert waited(asked(None, "2024-01-16")) == (15, True)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (asked("2024-01-06"), "asked before the day of its filing"),
        (asked("2024-01-14", "2024-01-13"), "given before it was asked"),
    ],
)
def test_days_that_cannot_be_are_refused(one, cells, expected):
    with pytest.raises(RecordsError, match=expected):
        one(**cells)
