"""Files of requests become rows: published logs of cities, and small invented files."""

import csv
import io
import json
import os
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from scorers.exceptions import SourceChangedError, SourceError
from scorers.sources.reporting import Report
from scorers.sources.systems import SYSTEMS, tabular
from scorers.sources.systems.base import Body, Reply, SystemSource, one_by_one


recordings = pytest.mark.skipif(
    "CONSTA_RECORDINGS" not in os.environ, reason="needs CONSTA_RECORDINGS"
)
SCOPE = {
    "columns": {
        "key": "Número",
        "body": "Entidad",
        "filed_on": "Ingreso",
        "answered_on": "Respuesta",
        "outcome": "Estado",
    },
    "days": ["%d/%m/%Y"],
    "fixed": {"cohort": "filed", "delivery": "unknown"},
}
SOURCE = SystemSource(
    id="invented",
    country_id="fantasia",
    system="tabular",
    address="https://data.example/requests.csv",
    hosts=("data.example",),
    scope=SCOPE,
    outcomes={"Entregada": "released", "En curso": "pending"},
    pace_seconds=1,
    permission="",
    is_private=False,
    every="month",
    publisher="Invented",
    licence="CC0",
)
HEADER = ["Número", "Entidad", "Ingreso", "Respuesta", "Estado", "Nombre del solicitante"]
LINES = [
    ["S-1", "Ministerio de las Nubes", "01/02/2024", "09/02/2024", "Entregada", "Ana"],
    ["S-2", "Consejo del Reloj", "05/02/2024", "", "En curso", "Luis"],
]


def written(*rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


TABLE = written(HEADER, *LINES)


def answer(address, body):
    at = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    return Reply(address, address, 200, {}, body, at, f"doc:{len(body)}")


def read(source, *replies, report=None):
    return list(one_by_one(tabular.parse(source, replies, report or Report("tabular"))))


def with_scope(**change):
    return replace(SOURCE, scope={**SCOPE, **change})


def fetched(source, answers):
    """Return the kinds that each address is asked for, and the replies."""
    asked = {}

    def ask(one):
        asked[one.address] = one.kinds
        return answer(one.address, answers[one.address])

    return asked, list(tabular.fetch(source, ask, None))


def test_the_system_is_registered():
    assert SYSTEMS["tabular"] is tabular


def test_a_row_becomes_a_request_and_names_of_people_are_dropped():
    rows = read(SOURCE, answer(SOURCE.address, TABLE))

    assert [(row.table, row.key, row.body, row.cells) for row in rows] == [
        (
            "requests",
            "S-1",
            Body("Ministerio de las Nubes", "Ministerio de las Nubes"),
            {
                "cohort": "filed",
                "delivery": "unknown",
                "filed_on": "2024-02-01",
                "answered_on": "2024-02-09",
                "outcome": "released",
            },
        ),
        (
            "requests",
            "S-2",
            Body("Consejo del Reloj", "Consejo del Reloj"),
            {
                "cohort": "filed",
                "delivery": "unknown",
                "filed_on": "2024-02-05",
                "outcome": "pending",
            },
        ),
    ]
    assert not any(name in repr(rows) for name in ("Ana", "Luis"))


def test_a_file_is_asked_for_by_its_kind_and_a_web_page_is_none():
    asked, replies = fetched(SOURCE, {SOURCE.address: TABLE})

    assert "text/csv" in asked[SOURCE.address]
    assert not any("html" in kind for kind in asked[SOURCE.address])
    assert len(read(SOURCE, *replies)) == 2


def test_several_files_are_read_in_their_order_and_a_repeated_row_once():
    files = [f"https://data.example/{year}.csv" for year in (2023, 2024)]
    source = with_scope(files=files)

    _, replies = fetched(source, {files[0]: TABLE, files[1]: TABLE})

    assert [row.key for row in read(source, *replies)] == ["S-1", "S-2"]


def test_a_link_to_a_google_sheet_is_asked_for_as_csv():
    link = "https://docs.google.com/spreadsheets/d/invented/edit#gid=4"
    table = "https://docs.google.com/spreadsheets/d/invented/export?format=csv&gid=4"

    asked, replies = fetched(replace(SOURCE, address=link), {table: TABLE})

    assert list(asked) == [table]
    assert len(read(SOURCE, *replies)) == 2


def test_a_file_of_an_archive_is_read():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("2024.csv", TABLE)
    source = with_scope(member="2024.csv")

    asked, replies = fetched(source, {SOURCE.address: file.getvalue()})

    assert "application/zip" in asked[SOURCE.address]
    assert len(read(source, *replies)) == 2


def test_a_workbook_with_titles_above_its_header_is_read():
    book = openpyxl.Workbook()
    book.active.title = "Solicitudes"
    for row in (["Registro de solicitudes"], [], HEADER, *LINES):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    source = with_scope(format="xlsx", sheet="Solicitudes", header_row="find")

    rows = read(source, answer(SOURCE.address, file.getvalue()))

    assert [row.key for row in rows] == ["S-1", "S-2"]


PACKAGE = "https://data.example/foi/datapackage.json"
VERSIONS = {
    1: {
        "profile": "tabular-data-package",
        "resources": [
            {"name": "notes", "path": "notes.md"},
            {
                "name": "log",
                "path": ["data/the log.csv"],
                "encoding": "iso-8859-1",
                "dialect": {"delimiter": ";", "header": True},
            },
        ],
    },
    2: {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "resources": [
            {
                "name": "log",
                "type": "table",
                "path": "data/the log.csv",
                "encoding": "iso-8859-1",
                "dialect": {"delimiter": ";", "headerRows": [2]},
            }
        ],
    },
}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_data_package_says_where_its_table_is_and_how_it_is_written(version):
    text = TABLE.decode().replace(",", ";")
    table = ("Registro\n" * (version == 2) + text).encode("latin-1")
    source = replace(with_scope(resource="log"), address=PACKAGE)

    asked, replies = fetched(
        source,
        {
            PACKAGE: json.dumps(VERSIONS[version]).encode(),
            "https://data.example/foi/data/the%20log.csv": table,
        },
    )

    assert list(asked) == [PACKAGE, "https://data.example/foi/data/the%20log.csv"]
    rows = read(source, *replies)
    assert [row.key for row in rows] == ["S-1", "S-2"]
    assert rows[0].document_id == replies[1].document_id


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"path": "../secret.csv"}, "leads out of the package"),
        ({"path": "/etc/passwd.csv"}, "leads out of the package"),
        ({"path": "a/%2e%2e/b.csv"}, "leads out of the package"),
        ({"path": "file:///etc/passwd.csv"}, "leads out of the package"),
        ({"path": "C:\\a.csv"}, "leads out of the package"),
        ({"path": ["a.csv", "b.csv"]}, "is not one file"),
        ({"data": [[1]]}, "is not one file"),
        ({"path": "a.json"}, 'format "json"'),
        ({"path": "a.csv", "dialect": {"header": False}}, "not one row of column names"),
        ({"path": "a.csv", "dialect": "dialect.json"}, "the dialect of"),
    ],
)
def test_a_package_that_leads_elsewhere_or_to_no_table_is_refused(entry, said):
    source = replace(SOURCE, address=PACKAGE)
    package = json.dumps({"resources": [{"name": "log", **entry}]}).encode()

    with pytest.raises(SourceChangedError, match=said):
        fetched(source, {PACKAGE: package})


def test_a_package_of_several_tables_needs_the_name_of_one():
    source = replace(SOURCE, address=PACKAGE)
    package = json.dumps(VERSIONS[1]).encode()

    with pytest.raises(SourceError, match=r"scope\.resource: notes, log"):
        fetched(source, {PACKAGE: package})
    with pytest.raises(SourceChangedError, match='no resource "x"; it has: notes, log'):
        fetched(replace(source, scope={**SCOPE, "resource": "x"}), {PACKAGE: package})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "ods"}, 'format is "ods"'),
        ({"header_row": "title"}, 'header_row is "title"'),
        ({"header_row": 0}, "header_row"),
    ],
)
def test_a_scope_that_cannot_be_is_named(change, said):
    with pytest.raises(SourceError, match=said):
        fetched(with_scope(**change), {SOURCE.address: TABLE})


def test_a_column_that_is_gone_is_named_with_those_that_are_there():
    body = TABLE.replace(b"Ingreso", b"Fecha")

    with pytest.raises(SourceChangedError, match=r'no column "Ingreso"; the row has: .*Fecha'):
        read(SOURCE, answer(SOURCE.address, body))


def test_a_state_that_is_not_declared_stops_with_the_word():
    body = TABLE.replace(b"En curso", b"Archivada")

    with pytest.raises(SourceChangedError, match='unknown state "Archivada"'):
        read(SOURCE, answer(SOURCE.address, body))


def test_a_day_that_cannot_be_is_listed_with_its_line_and_never_accepted():
    rows = [
        ["S-3", "x", "31/02/2024", "", "En curso", ""],
        ["S-4", "x", "01/01/1301", "", "En curso", ""],
        ["S-5", "x", "01/01/2701", "", "En curso", ""],
        ["S-6", "x", "01/02/2010", "", "En curso", ""],
        ["S-7", "x", "05/02/2024", "04/02/2024", "Entregada", ""],
        ["S-1", "x", "2024-02-01", "", "En curso", ""],
    ]
    report = Report("tabular")
    source = with_scope(earliest=date(2011, 1, 1))

    found = read(source, answer(SOURCE.address, written(HEADER, *LINES, *rows)), report=report)

    assert [row.key for row in found] == ["S-1", "S-2"]
    ((_, listed),) = report.lists
    assert [line.partition(", ")[2] for line in listed] == [
        'row 4 (S-3), column "Ingreso"',
        'row 5 (S-4), column "Ingreso"',
        'row 6 (S-5), column "Ingreso"',
        'row 7 (S-6), column "Ingreso"',
        'row 8 (S-7), column "Respuesta"',
        'row 9 (S-1), column "Ingreso"',
    ]


# ------------------------------------------------------------------------------------------------
# Published logs. What "nothing disclosed" means differs by city: here it is taken for refused.

CITY = SystemSource(
    id="city",
    country_id="canada",
    system="tabular",
    address="https://data.example/city.csv",
    hosts=("data.example",),
    scope={
        "columns": {
            "key": "identifier",
            "filed_on": "date_accepted",
            "answered_on": "date",
            "outcome": "decision",
        },
        "body": {"key": "city", "name": "City"},
        "fixed": {"cohort": "filed", "delivery": "unknown"},
    },
    outcomes={
        "all disclosed": "released",
        "disclosed in part": "partly_released",
        "nothing disclosed": "refused",
        "discontinued": "withdrawn",
        "correction": "",
        "": "",
    },
    pace_seconds=1,
    permission="",
    is_private=False,
    every="year",
    publisher="A city",
    licence="its own",
)


def stored(*parts):
    return Path(os.environ["CONSTA_RECORDINGS"]).joinpath(*parts).read_bytes()


def city(name, report, **change):
    columns = {**CITY.scope["columns"], **change.pop("columns", {})}
    scope = {**CITY.scope, **change, "columns": {name: it for name, it in columns.items() if it}}
    source = replace(CITY, scope={name: it for name, it in scope.items() if it})
    body = stored("..", "data", "foreign", f"{name}.csv")
    return {row.key: row for row in read(source, answer(CITY.address, body), report=report)}


def left(report):
    (ledger,) = report.ledgers
    assert ledger.used + ledger.left.total() == ledger.read
    return ledger.read, {reason.en: count for reason, count in ledger.left.items()}


def days(row):
    return row.cells["filed_on"], row.cells.get("answered_on"), row.cells.get("outcome")


@recordings
@pytest.mark.recordings
def test_the_log_of_greater_sudbury_by_department():
    report = Report("sudbury")

    rows = city(
        "ca_on_greater_sudbury",
        report,
        columns={"body": "organization", "fee": "application_fee"},
        body=None,
    )

    assert left(report) == (
        346,
        {
            "with a cell that cannot be": 4,  # closed before they were accepted
            "without an institution": 12,
            "without a cell that must be there": 7,
        },
    )
    assert len(rows) == 323
    assert days(rows["FOI2015-1"]) == ("2015-01-05", "2015-01-20", "partly_released")
    assert (rows["FOI2015-1"].body.name, rows["FOI2015-1"].cells["fee"]) == (
        "Fire Services",
        "5.00",
    )
    assert days(rows["FOI2015-2"]) == ("2015-01-06", "2015-01-07", "withdrawn")
    assert Counter(row.cells.get("outcome", "") for row in rows.values()) == {
        "partly_released": 156,
        "withdrawn": 58,
        "refused": 46,
        "released": 45,
        "": 18,
    }


@recordings
@pytest.mark.recordings
def test_the_log_of_calgary_holds_rows_twice_and_one_year_16():
    report = Report("calgary")

    rows = city("ca_ab_calgary", report)

    assert left(report) == (520, {"repeated": 25, "with a cell that cannot be": 6})
    assert days(rows["2015-B-0003"]) == ("2015-01-08", "2015-01-21", "partly_released")
    assert days(rows["2015-F-0014"]) == ("2015-01-21", "2015-01-26", "refused")
    assert days(rows["2015-P-0001"]) == ("2015-01-05", "2015-02-03", "released")


@recordings
@pytest.mark.recordings
def test_the_log_of_edmonton_tells_days_and_no_decision():
    report = Report("edmonton")
    source = replace(CITY, outcomes={"answered": "", "unanswered": "pending"})
    columns = {name: it for name, it in CITY.scope["columns"].items() if name != "outcome"}
    source = replace(source, scope={**CITY.scope, "columns": columns})
    body = stored("..", "data", "foreign", "ca_ab_edmonton.csv")

    rows = {row.key: row for row in read(source, answer(CITY.address, body), report=report)}

    assert left(report) == (
        1619,
        {"with a cell that cannot be": 18, "without a cell that must be there": 6},
    )
    assert days(rows["2012-0001"]) == ("2011-12-28", "2012-01-17", None)
    assert days(rows["2012-0002"]) == ("2011-12-28", "2012-01-09", None)
    assert days(rows["2012-0003"]) == ("2011-12-28", "2012-01-12", None)
    assert sum("answered_on" in row.cells for row in rows.values()) == 1572


@recordings
@pytest.mark.recordings
def test_every_corrupt_day_of_toronto_is_listed_with_its_line_and_none_is_accepted():
    body = stored("..", "data", "foreign", "ca_on_toronto.csv").decode()
    table = list(csv.DictReader(io.StringIO(body)))
    known = {"", *map(str, range(2011, 2017))}
    corrupt = {
        line
        for line, row in enumerate(table, 2)
        if row["identifier"] and not known >= {row["date_accepted"][:4], row["date"][:4]}
    }
    backwards = {
        line
        for line, row in enumerate(table, 2)
        if line not in corrupt and row["identifier"] and "" < row["date"] < row["date_accepted"]
    }
    report = Report("toronto")

    rows = city("ca_on_toronto", report, earliest=date(2011, 1, 1))

    ((_, listed),) = report.lists
    lines = [int(text.partition(", row ")[2].partition(" ")[0]) for text in listed]
    assert len(corrupt) == 2014
    assert len(lines) == len(set(lines))
    assert corrupt | backwards == set(lines)
    assert {row.cells["filed_on"][:4] for row in rows.values()} <= known
    assert {row.cells.get("answered_on", "")[:4] for row in rows.values()} <= known
    assert days(rows["PHI-2011-00008"]) == ("2011-01-04", "2011-01-07", "released")
    assert "AG-2015-00088" not in rows  # accepted 1301-01-01


@recordings
@pytest.mark.recordings
def test_the_log_of_the_justice_department_lists_closed_requests_with_american_days():
    source = replace(
        CITY,
        scope={
            "columns": {
                "key": "Tracking Number",
                "body": "Sub-Office",
                "filed_on": "Submitted Date",
                "answered_on": "Closed Date",
                "outcome": "Disposition",
            },
            "days": ["%m/%d/%Y"],
            "fixed": {"cohort": "closed", "delivery": "unknown"},
        },
        outcomes={
            "Full grant": "released",
            "Partial grant/partial denial": "partly_released",
            "Full denial based on exemptions": "refused",
            "No records": "not_held",
            "Not an agency record": "not_held",
            "All records referred to another agency": "transferred",
            "Request withdrawn": "withdrawn",
            "other": "",
        },
    )
    report = Report("doj")
    body = stored("tabular", "doj__2017_request_log_cleaned.csv")

    rows = {row.key: row for row in read(source, answer(CITY.address, body), report=report)}

    assert left(report) == (244, {})
    assert days(rows["DOJ-2017-005712"]) == ("2017-07-03", "2017-08-01", "released")
    assert days(rows["DOJ-2017-005211"]) == ("2017-07-03", "2017-08-01", "not_held")
    assert days(rows["DOJ-2017-000676"]) == ("2016-11-08", "2017-08-01", "partly_released")
    assert {row.cells["cohort"] for row in rows.values()} == {"closed"}
    assert Counter(row.cells.get("outcome", "") for row in rows.values()) == {
        "partly_released": 65,
        "not_held": 54,
        "released": 50,
        "transferred": 31,
        "": 28,
        "refused": 9,
        "withdrawn": 7,
    }
    assert sum(report.unknown_states.values()) == 28
