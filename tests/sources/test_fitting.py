"""Rows of a system held to their tables. Fantasia is invented."""

from pathlib import Path

import pytest

from scorers import country
from scorers.exceptions import SourceChangedError
from scorers.records import schema
from scorers.sources.fitting import Fitting, row_id
from scorers.sources.systems.base import Body, Found


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
    return Fitting(TABLES[table]).fit(found, "fantasia:ask:7", "consejo-del-reloj", READ_ON)


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

    reasons = {fitting.fit(found, "a", "b", READ_ON)[1] for _ in range(2)}

    assert len(reasons) == 1
    assert None not in reasons


@pytest.mark.parametrize(
    ("key", "expected"),
    [("7", "peru:ask:7"), ("a/b c", "peru:ask:a-b-c"), ("--ñ1--", "peru:ask:1")],
)
def test_a_key_becomes_an_id(key, expected):
    assert row_id("peru", "ask", key) == expected
    assert TABLES["requests"].fields["request_id"].pattern.fullmatch(expected)


@pytest.mark.parametrize("key", ["", "---", "ñ", "a" * 120])
def test_a_key_of_which_no_id_can_be_made_stops_the_source(key):
    with pytest.raises(SourceChangedError):
        row_id("peru", "ask", key)
