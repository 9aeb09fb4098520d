"""How the requests of the window stood, in words. The country is invented."""

from dataclasses import replace

import pandas as pd
import pytest

from scorers import editions
from scorers.editions import request_counts
from scorers.editions.request_counts import Counted
from scorers.editions.telling import Teller


@pytest.fixture(name="book")
def _book(place, fantasia):
    return editions.score(place, fantasia, editions.read(place, "fantasia", "2024"))


def with_requests(book, *rows):
    """Return the book with these requests alone: filed, outcome, answered."""
    blank = book.frames["requests"].iloc[[0] * len(rows)].reset_index(drop=True)
    days = ("extended_to", "answered_on", "delivered_on", "appealed_on", "clarification_asked_on")
    blank = blank.assign(**{name: pd.Series(pd.NaT, index=blank.index) for name in days})
    for name, cells in zip(
        ("filed_on", "outcome", "answered_on"), zip(*rows, strict=True), strict=True
    ):
        blank[name] = pd.Series(cells).astype(book.frames["requests"][name].dtype)
    blank = blank.assign(institution_id="villa-abajo", cohort="", delivery="")
    return replace(book, frames={**book.frames, "requests": blank})


def test_requests_are_told_as_they_stood_at_the_cut_off(book):
    # Filed on a Sunday with a term of 15 working days, Sunday to Thursday.
    rows = [("2024-03-03", "released", "2024-03-24")] * 6
    rows += [("2024-03-03", "released", "2024-03-25")] * 3
    rows += [("2024-03-03", "pending", None), ("2024-03-03", "withdrawn", None)]
    rows += [("2025-01-01", "pending", None), ("2023-12-31", "released", "2024-01-03")]

    (own,) = request_counts.counted(with_requests(book, *rows)).values()

    assert (own.filed, own.closed, own.waiting, own.withdrawn, own.in_term) == (11, 9, 1, 1, 6)
    assert own.median == 15


def test_a_clarification_is_told_with_what_the_law_makes_of_its_days(book):
    rows = [("2024-03-03", "released", "2024-03-26")] * 10
    asked = with_requests(book, *rows)
    table = asked.frames["requests"]
    days = {"clarification_asked_on": "2024-03-10", "clarified_on": "2024-03-12"}
    for name, day in days.items():
        table[name] = pd.Series([pd.Timestamp(day)] * 3 + [pd.NaT] * 7)
    law = replace(book.country.law, clarification_stops_clock=False)
    elsewhere = replace(asked, country=replace(book.country, law=law))

    (own,) = request_counts.counted(asked).values()
    (other,) = request_counts.counted(elsewhere).values()

    # Two working days late, and two of those of the clarification do not count.
    assert (own.asked, own.in_term, other.asked, other.in_term) == (3, 3, 3, 0)
    assert "asked of 3: by law" in request_counts.told(Teller(book), own)[1].en
    assert "no consta que la ley" in request_counts.told(Teller(book), other)[1].es


def test_fewer_than_ten_have_no_middle_wait(book):
    rows = [("2024-03-03", "released", "2024-03-24")] * 9

    (own,) = request_counts.counted(with_requests(book, *rows)).values()

    assert own.median is None
    assert "it takes 10" in request_counts.middle(Teller(book), own, 0.9).en


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (
            Counted(20, 15, 5, 0, 10, 19.0, (15.0, 26.0)),
            "Middle wait: 19 working days (15 to 26, with 90 %",
        ),
        (
            Counted(20, 15, 5, 0, 10, 19.5, (15.0, None)),
            "Middle wait: 19.5 working days (at least 15,",
        ),
        (Counted(20, 5, 15, 0, 5, None, (None, None)), "Less than half are answered"),
    ],
)
def test_the_middle_wait_is_told_with_how_sure_it_is(book, own, expected):
    (counts,) = request_counts.told(Teller(book), own)
    wait = request_counts.middle(Teller(book), own, 0.9)

    assert counts.en.startswith(f"Requests filed: 20. Answered: {own.closed}, of these in the term")
    assert wait.en.startswith(expected)
    assert wait.es != wait.en


def test_without_requests_nothing_is_told(book):
    empty = book.frames["requests"].iloc[:0]

    assert request_counts.counted(replace(book, frames={**book.frames, "requests": empty})) == {}
