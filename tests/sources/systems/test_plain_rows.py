"""Rows read many at once are those that would be read one by one. All tables are invented."""

from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorers.exceptions import SourceChangedError
from scorers.sources.reporting import Report
from scorers.sources.systems import table_rows
from scorers.sources.systems.base import Found, Many, Reply, SystemSource, one_by_one
from scorers.sources.systems.table_rows import Table


COLUMNS = {
    "key": "Id",
    "body": "Entidad",
    "body_key": "Codigo",
    "filed_on": "Ingreso",
    "extended_to": "Plazo",
    "answered_on": "Respuesta",
    "channel": "Canal",
    "fee": "Costo",
    "source_url": "Enlace",
    "outcome": "Estado",
}
SOURCE = SystemSource(
    id="invented",
    country_id="fantasia",
    system="ckan",
    address="https://data.example.org",
    hosts=("data.example.org",),
    scope={
        "columns": COLUMNS,
        "words": {"channel": {"Web": "portal", "Otro": ""}},
        "fixed": {"delivery": "unknown", "channel": "mail"},
        "blanks": ["-"],
        "numbers": {"decimal": ",", "group": "."},
        "days": ["%d/%m/%Y", "%Y-%m-%d"],
    },
    outcomes={"Entregada": "released", "En plazo": "pending", "Nula": "", "other": "other"},
    pace_seconds=1,
    permission="",
    is_private=False,
    every="day",
    publisher="Invented",
    licence="CC0",
)
REPLY = Reply("https://x.example/a", "", 200, {}, b"", datetime(2026, 11, 23, tzinfo=UTC), "d:1")
PLAIN = {
    "Id": "S-1",
    "Entidad": "Faros",
    "Codigo": "7",
    "Ingreso": "2024-03-01",
    "Plazo": None,
    "Respuesta": "08/03/2024",
    "Canal": "Web",
    "Costo": "1.200,50",
    "Enlace": "https://x.example/1",
    "Estado": "Entregada",
}
# What else may stand in a column, odd or not.
CELLS = {
    "Id": ["S-1", 7, " a-1 ", "ñ", "¿?", "", None, "a\nb", 1.5],
    "Entidad": ["Nubes", " Faros ", "-", "", None],
    "Codigo": [8, "", None, True],
    "Ingreso": ["02/03/2024", "2024-02-30", "", None, "2026-11-24", "2026-11-25"],
    "Plazo": ["", "2027-01-01", "2024-01-01", "mañana"],
    "Respuesta": [None, "-", "2024-03-08", "2024-02-01", "2026-11-24", "2026-11-25"],
    "Canal": ["Otro", " Web", "", "Carta"],
    "Costo": [None, "12", 12, 1.5, 1.234, "-3", "gratis"],
    "Enlace": ["", "ftp://x.example", 7],
    "Estado": ["En plazo", "Nula", "", "Rara", None],
}
CHANGES = [{name: cell} for name, cells in CELLS.items() for cell in cells]
SCOPES = [
    {},
    {"columns": {**COLUMNS, "key": ["Id", "Codigo"]}},
    {"columns": {name: of for name, of in COLUMNS.items() if name != "outcome"}},
    {"columns": {name: of for name, of in COLUMNS.items() if name != "body_key"}},
    {"fixed": {"outcome": "released"}, "columns": {"key": "Id", "body": "Entidad"}},
    {"fixed": {"filed_on": "2024-03-01", "cohort": "filed"}},
    {"when": {"extended_to": {"column": "Canal", "words": ["Web"]}}},
    {"body": {"key": "5", "name": "Faros"}, "columns": {"key": "Id", "filed_on": "Ingreso"}},
    {
        "table": "statistics",
        "fixed": {"measure": "requests"},
        "columns": {"key": "Id", "body": "Entidad", "count": "Codigo", "value": "Costo"},
    },
    {
        "table": "observations",
        "fixed": {"found": "present"},
        "columns": {"key": "Id", "body": "Entidad", "looked_on": "Ingreso", "url": "Enlace"},
    },
]


def read(source, records, *, is_many):
    """Return rows without blanks, the report, and the words of what stopped the table."""
    report, rows, fault = Report("x"), [], ""
    table = Table(source, report)
    if not is_many:
        table._plain.read = lambda *_: None
    try:
        for found in one_by_one(table.read(REPLY, enumerate(records, 1), "row {}")):
            cells = {name: cell for name, cell in found.cells.items() if cell}
            rows.append(msgspec.structs.replace(found, cells=cells))
    except SourceChangedError as error:
        fault = str(error)
    return rows, report, fault


def plain(number, **cells):
    return {**PLAIN, "Id": f"S-{number}", **cells}


def alike(scope, records):
    """Return whether both ways of reading give the same."""
    source = replace(SOURCE, scope={**SOURCE.scope, **scope})
    return read(source, records, is_many=True) == read(source, records, is_many=False)


@pytest.mark.parametrize("scope", SCOPES)
def test_one_cell_that_differs_gives_the_rows_counts_and_faults_of_one_by_one(scope):
    for change in CHANGES:
        records = [plain(1), plain(2, Plazo="2024-04-01"), plain(3, Plazo="2024-04-01") | change]

        assert alike(scope, records), change


@pytest.mark.parametrize("scope", SCOPES)
def test_a_row_without_a_column_or_with_too_many_is_that_of_one_by_one(scope):
    for odd in [None, {}, *({**plain(2), name: None} for name in PLAIN)]:
        records = [plain(1), odd]

        assert alike(scope, records), odd
        if odd:
            shorter = {name: cell for name, cell in odd.items() if cell is not None}
            assert alike(scope, [plain(1), shorter]), shorter


@given(st.sampled_from(SCOPES), st.lists(st.lists(st.sampled_from(CHANGES), max_size=2)))
def test_however_rows_are_mixed_they_are_those_of_one_by_one(scope, changes):
    # Rows that come in two batches: what was seen in the first counts in the second.
    table_rows.BATCH, usual = 5, table_rows.BATCH
    try:
        records = [plain(number) for number in range(2 * len(changes))]
        for record, some in zip(records[::2], changes, strict=True):
            for change in some:
                record.update(change)
        assert alike(scope, records)
    finally:
        table_rows.BATCH = usual


def test_plain_rows_come_at_once_and_one_odd_cell_has_its_batch_read_one_by_one(monkeypatch):
    monkeypatch.setattr(table_rows, "BATCH", 10)
    rows = [plain(number) for number in range(30)]
    rows[14]["Respuesta"] = "2024-02-30"
    report = Report("x")

    found = list(Table(SOURCE, report).read(REPLY, enumerate(rows), "row {}"))

    assert [type(one) for one in found] == [Many, *[Found] * 9, Many]
    assert (report.ledgers[0].read, report.ledgers[0].used) == (30, 29)
    assert report.lists[0][1] == ['https://x.example/a, row 14 (S-14), column "Respuesta"']


def test_a_key_of_an_earlier_page_comes_once_and_is_counted():
    report = Report("x")
    table = Table(SOURCE, report)
    rows = [plain(1), plain(2)]

    list(table.read(REPLY, enumerate(rows), "row {}"))
    again = list(table.read(REPLY, enumerate([*rows, plain(3)]), "row {}"))

    assert [found.key for found in again] == ["S-3"]
    assert list(report.ledgers[0].left.values()) == [2]


def test_rows_before_one_that_cannot_be_read_come_before_what_stops_it():
    def cut():
        yield 1, plain(1)
        raise SourceChangedError("cut off")

    table = Table(SOURCE, Report("x")).read(REPLY, cut(), "row {}")

    assert [found.key for found in next(table)] == ["S-1"]
    with pytest.raises(SourceChangedError, match="cut off"):
        next(table)


def test_rows_at_once_can_be_cut_down_and_gone_through_one_by_one():
    rows = [
        Found("requests", str(n), ("b", "b"), {"filed_on": "x"} if n else {}, "d") for n in range(3)
    ]

    many = Many.of(rows)

    assert list(many) == rows
    assert list(many.only([True, False, True])) == [rows[0], rows[2]]
