"""Rows of a system held to their tables. Fantasia is invented."""

import csv
from pathlib import Path

import pytest

from scorers import country
from scorers.exceptions import SourceChangedError
from scorers.records import schema
from scorers.sources.fitting import Fitting, row_ids
from scorers.sources.systems.base import Body, Found, Many


FANTASIA = country.read(Path(__file__).parents[1] / "data" / "fantasia")
TABLES = schema.tables(FANTASIA)
READ_ON = "2026-01-02"
REQUEST = {"filed_on": "2024-01-10", "outcome": "released"}
STATISTIC = {
    "measure": "rainbow_index",
    "period_start": "2024-01-01",
    "period_end": "2024-12-31",
    "publisher": "Invented",
    "self_reported": "false",
}


def fit(table, cells):
    found = Found(table, "7", Body("0", "Clouds"), cells, "fantasia:ask:d")
    return one(Fitting(TABLES[table]), found, "fantasia:ask:7", "consejo-del-reloj")


def one(fitting, found, row_id, institution_id):
    """Return the cells of a row that comes alone, and why it is left out."""
    (line,), reasons = fitting.fit(Many.of([found]), [row_id], [institution_id], READ_ON)
    return next(csv.reader([line])), reasons.get(0)


def test_the_cells_come_in_the_order_of_the_columns():
    row, reason = fit("requests", {"outcome": "released", "filed_on": "2024-01-10"})

    assert reason is None
    named = dict(zip(TABLES["requests"].columns, row, strict=True))
    assert {name: cell for name, cell in named.items() if cell} == {
        "request_id": "fantasia:ask:7",
        "institution_id": "consejo-del-reloj",
        "document_id": "fantasia:ask:d",
        **REQUEST,
    }


@pytest.mark.parametrize(
    ("table", "cells", "message"),
    [
        ("requests", {**REQUEST, "outcom": "released"}, 'no column "outcom"'),
        ("requests", {**REQUEST, "institution_id": "consejo-del-reloj"}, 'no column "institution_'),
        ("requests", {"outcome": "released"}, 'needs a cell in "filed_on"'),
        (
            "requests",
            {"filed_on": "2024-03-01", "outcome": ""},
            'needs a cell in "outcome" or "answered_on"',
        ),
        ("requests", {**REQUEST, "filed_on": "10/01/2024"}, 'does not fit the column "filed_on"'),
        ("requests", {**REQUEST, "filed_on": "2024-02-30"}, 'does not fit the column "filed_on"'),
        ("requests", {**REQUEST, "outcome": "done"}, 'does not fit the column "outcome"'),
        ("requests", {**REQUEST, "cohort": "all"}, 'does not fit the column "cohort"'),
        ("requests", {**REQUEST, "exception_cited": "a" * 121}, "does not fit the column"),
        ("requests", {**REQUEST, "exception_cited": "a\x1fb"}, "does not fit the column"),
        ("requests", {**REQUEST, "source_url": "javascript:0"}, "does not fit the column"),
        ("statistics", {**STATISTIC, "count": "1,000"}, 'does not fit the column "count"'),
        ("statistics", {**STATISTIC, "measure": "moons"}, 'does not fit the column "measure"'),
    ],
)
def test_a_cell_that_its_column_cannot_hold_stops_the_source(table, cells, message):
    with pytest.raises(SourceChangedError, match=message):
        fit(table, cells)


@pytest.mark.parametrize(
    ("table", "cells", "reason"),
    [
        ("requests", {**REQUEST, "exception_cited": "=1+1"}, "a text a spreadsheet would run"),
        ("requests", {**REQUEST, "exception_cited": "＠a"}, "a text a spreadsheet would run"),
        ("requests", {**REQUEST, "filed_on": "0024-01-10"}, "a year before 1900"),
        ("requests", {**REQUEST, "filed_on": "2026-01-03"}, "a day after it was read"),
        ("requests", {**REQUEST, "answered_on": "2024-01-09"}, "days in an order that cannot be"),
        ("requests", {**REQUEST, "filed_on": "2026-01-02"}, None),
        ("requests", {**REQUEST, "answered_on": "2024-01-10"}, None),
        ("requests", {**REQUEST, "extended_to": "2027-01-01"}, None),
        ("statistics", {**STATISTIC, "value": "-1.5"}, None),
    ],
)
def test_a_row_that_cannot_be_true_is_left_out_with_its_reason(table, cells, reason):
    said = fit(table, cells)[1]

    assert (said.en if said else None) == reason


def test_what_a_cell_is_worth_is_the_same_the_second_time():
    fitting = Fitting(TABLES["requests"])
    found = Found("requests", "7", Body("0", ""), {**REQUEST, "exception_cited": "=1"}, "d")

    reasons = {one(fitting, found, "a", "b")[1] for _ in range(2)}

    assert len(reasons) == 1
    assert None not in reasons


def test_of_rows_that_come_together_each_has_its_own_reason():
    batch = [
        Found("requests", str(number), Body("0", ""), {**REQUEST, **cells}, "d")
        for number, cells in enumerate(
            (
                {},
                {"exception_cited": "=1"},
                {"answered_on": "2024-01-09"},
                {"exception_cited": 'art. 15, "b"'},
                {"filed_on": "2026-01-03"},
            )
        )
    ]
    ids = [f"fantasia:ask:{number}" for number in range(5)]

    lines, reasons = Fitting(TABLES["requests"]).fit(Many.of(batch), ids, ["a"] * 5, READ_ON)

    assert {place: reason.en for place, reason in reasons.items()} == {
        1: "a text a spreadsheet would run",
        2: "days in an order that cannot be",
        4: "a day after it was read",
    }
    assert [next(csv.reader([line]))[0] for line in lines] == ids
    assert 'art. 15, "b"' in next(csv.reader(lines[3:4]))


def test_of_rows_that_do_not_fit_the_first_is_told():
    batch = [
        Found("requests", key, Body("0", ""), {**REQUEST, **cells}, "d")
        for key, cells in (("7", {}), ("8", {"outcome": "done"}), ("9", {"filed_on": ""}))
    ]

    with pytest.raises(SourceChangedError, match=r'^8: "done" does not fit'):
        Fitting(TABLES["requests"]).fit(Many.of(batch), ["a", "b", "c"], ["i"] * 3, READ_ON)


@pytest.mark.parametrize(
    ("key", "expected"),
    [("7", "peru:ask:7"), ("a/b c", "peru:ask:a-b-c"), ("--ñ1--", "peru:ask:1")],
)
def test_a_key_becomes_an_id(key, expected):
    assert row_ids("peru", "ask", [key]) == [expected]
    assert row_ids("peru", "ask", ["8", key]) == ["peru:ask:8", expected]
    assert TABLES["requests"].fields["request_id"].pattern.fullmatch(expected)


def test_a_line_break_in_a_key_is_no_second_key():
    assert row_ids("peru", "ask", ["1\n2", "3"]) == ["peru:ask:1-2", "peru:ask:3"]


def test_no_keys_make_no_ids():
    assert row_ids("peru", "ask", []) == []


@pytest.mark.parametrize("key", ["", "---", "ñ", "a" * 120])
def test_a_key_of_which_no_id_can_be_made_stops_the_source(key):
    with pytest.raises(SourceChangedError):
        row_ids("peru", "ask", ["8", key])
