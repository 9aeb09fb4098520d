"""Rows of text from small real files. All rows are invented."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from scorers.exceptions import SourceChangedError, SourceUnavailableError
from scorers.sources import tabular, workbooks
from scorers.sources.table_source import FIND, Source


CSV = Source(
    id="invented",
    role="invented",
    feeds=(),
    address="https://example.org/invented.csv",
    file="invented.csv",
    format="csv",
    sheet="",
    header_row=1,
    encoding="utf-8",
    delimiter=",",
    columns={"name": "Entidad", "amount": "Monto", "day": "Fecha"},
    decimal=".",
    group=",",
    days="%d/%m/%Y",
    publisher="Invented",
    licence="CC0",
    document={},
)
XLSX = replace(CSV, address="https://example.org/invented.xlsx", format="xlsx", sheet="Hoja 1")
HEADER = ["Entidad", "Monto", "Fecha"]


def workbook(*rows: list[object], sheet: str = "Hoja 1") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_columns_are_found_by_name_and_called_by_ours():
    rows = tabular.parse("Fecha,Extra,Entidad,Monto\n1/2/2024,x, Ñuñoa ,12\n".encode(), CSV)

    assert [row.cells for row in rows] == [{"name": "Ñuñoa", "amount": "12", "day": "1/2/2024"}]
    assert rows[0].line == 2


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1,234", 1234), ("12,345,678", 12345678), ("0", 0), ("-5", -5), ("7.00", 7), ("", None)],
)
def test_numbers_in_groups_are_read_and_a_blank_is_missing_and_never_zero(cell, number):
    row = tabular.parse(f'Entidad,Monto,Fecha\nx,"{cell}",\n'.encode(), CSV)[0]

    assert row.number("amount") == number


@pytest.mark.parametrize("cell", ["1,23", "1.5", "1.234,00", "12a", "NA", "-", "1e9", "nan"])
def test_what_is_no_whole_number_stops_with_address_row_and_column(cell):
    row = tabular.parse(f'Entidad,Monto,Fecha\nx,"{cell}",\n'.encode(), CSV)[0]

    with pytest.raises(SourceChangedError, match=r'invented\.csv, row 2, column "Monto"'):
        row.number("amount")


def test_other_marks_of_numbers_are_read_as_declared():
    source = replace(CSV, decimal=",", group=".")

    row = tabular.parse(b'Entidad,Monto,Fecha\nx,"1.234,00",\n', source)[0]

    assert row.number("amount") == 1234


def test_days_are_read_in_the_declared_order():
    row = tabular.parse(b"Entidad,Monto,Fecha\nx,,03/02/2024\n", CSV)[0]

    assert row.day("day") == date(2024, 2, 3)


@pytest.mark.parametrize("cell", ["31/02/2024", "2024-02-03", "1/13/2024"])
def test_a_day_that_cannot_be_is_refused_by_name(cell):
    row = tabular.parse(f"Entidad,Monto,Fecha\nx,,{cell}\n".encode(), CSV)[0]

    with pytest.raises(SourceChangedError, match='"Fecha"'):
        row.day("day")


def test_a_byte_order_mark_is_no_part_of_the_first_name():
    rows = tabular.parse("\ufeffEntidad,Monto,Fecha\nx,1,\n".encode(), CSV)

    assert rows[0]["name"] == "x"


def test_latin_1_is_read_where_it_is_stated():
    data = "Entidad,Monto,Fecha\nÁncash,1,\n".encode("latin-1")

    rows = tabular.parse(data, replace(CSV, encoding="latin-1"))

    assert rows[0]["name"] == "Áncash"


def test_latin_1_that_is_not_stated_is_refused():
    data = "Entidad,Monto,Fecha\nÁncash,1,\n".encode("latin-1")

    with pytest.raises(SourceChangedError, match="not in the encoding utf-8"):
        tabular.parse(data, CSV)


def test_a_missing_column_is_named_with_those_that_are_there():
    with pytest.raises(SourceChangedError, match=r'no column "Monto"; the row has: Entidad, Fecha'):
        tabular.parse(b"Entidad,Fecha\nx,1/1/2024\n", CSV)


def test_a_column_that_stands_twice_is_refused():
    with pytest.raises(SourceChangedError, match='more than one column "Monto"'):
        tabular.parse(b"Entidad,Monto,Monto,Fecha\nx,1,2,\n", CSV)


def test_an_empty_file_has_no_columns():
    with pytest.raises(SourceChangedError, match='no column "Entidad"; the row has: nothing'):
        tabular.parse(b"", CSV)


def test_a_header_alone_gives_no_rows_and_blank_rows_are_none():
    assert tabular.parse(b"Entidad,Monto,Fecha\n", CSV) == []
    assert tabular.parse(b"Entidad,Monto,Fecha\n,,\n\n", CSV) == []


def test_rows_above_the_header_are_skipped_and_lines_are_those_of_the_file():
    data = b'"Un\ntitulo"\n\nEntidad,Monto,Fecha\nx,1,\n'

    rows = tabular.parse(data, replace(CSV, header_row=4))

    assert [row.line for row in rows] == [5]


def test_a_header_below_titles_is_found_by_its_column_names():
    data = b"Solicitudes\nMonto,en soles\n\nEntidad,Monto,Fecha\nx,1,\n"

    rows = tabular.parse(data, replace(CSV, header_row=FIND))

    assert [(row.line, row["name"]) for row in rows] == [(5, "x")]


def test_a_header_that_is_not_found_is_told_by_the_row_that_comes_closest():
    data = b"Solicitudes\nEntidad,Fecha\nx,1/1/2024\n"

    with pytest.raises(SourceChangedError, match=r'row 2: no column "Monto"; the row has: Ent'):
        tabular.parse(data, replace(CSV, header_row=FIND))


def test_a_header_is_not_looked_for_without_end():
    data = b"x\n" * 40 + b"Entidad,Monto,Fecha\nx,1,\n"

    with pytest.raises(SourceChangedError, match='no column "Entidad"'):
        tabular.parse(data, replace(CSV, header_row=FIND))


def test_a_file_of_an_archive_is_read_where_it_is_named():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("2024/solicitudes.csv", "Entidad,Monto,Fecha\nx,1,\n")

    rows = tabular.parse(file.getvalue(), replace(CSV, member="2024/solicitudes.csv"))

    assert [row["name"] for row in rows] == ["x"]


@pytest.mark.parametrize(
    "page", [b"<!DOCTYPE html><p>", b"\xef\xbb\xbf\n<html>", b"<HTML lang=es>"]
)
@pytest.mark.parametrize("source", [CSV, XLSX])
def test_a_web_page_instead_of_a_table_is_refused(page, source):
    with pytest.raises(SourceUnavailableError, match="web page"):
        tabular.parse(page, source)


def test_a_quote_that_does_not_close_is_refused():
    with pytest.raises(SourceChangedError, match="row"):
        tabular.parse(b'Entidad,Monto,Fecha\n"x,1,\n', CSV)


def test_cells_of_a_workbook_become_text():
    data = workbook(HEADER, ["Ñuñoa ", 12.0, date(2024, 2, 3)], [None, None, None], ["b", 3, ""])

    rows = tabular.parse(data, XLSX)

    assert [list(row.cells.values()) for row in rows] == [
        ["Ñuñoa", "12", "2024-02-03"],
        ["b", "3", ""],
    ]
    assert [row.line for row in rows] == [2, 4]


def test_another_sheet_is_refused_with_the_names_that_there_are():
    data = workbook(HEADER, sheet="Otra")

    with pytest.raises(SourceChangedError, match='no sheet "Hoja 1"; it has: Otra'):
        tabular.parse(data, XLSX)


def test_the_header_of_a_workbook_may_stand_below_a_title():
    data = workbook(["Un título"], [], HEADER, ["x", 1, None])

    rows = tabular.parse(data, replace(XLSX, header_row=3))

    assert [(row.line, row["name"]) for row in rows] == [(4, "x")]


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04 cut off"])
def test_what_is_no_workbook_is_refused(data):
    with pytest.raises(SourceChangedError, match="not an XLSX workbook"):
        tabular.parse(data, XLSX)


def test_an_archive_that_is_no_workbook_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("hello.txt", "hello")

    with pytest.raises(SourceChangedError, match="not an XLSX workbook"):
        tabular.parse(file.getvalue(), XLSX)


def test_a_sheet_that_is_cut_off_is_refused():
    cut = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(HEADER, ["a", 1, None]))) as old,
        zipfile.ZipFile(cut, "w") as new,
    ):
        for entry in old.infolist():
            text = old.read(entry)
            new.writestr(entry, text[:-40] if "sheet1" in entry.filename else text)

    with pytest.raises(SourceChangedError, match=r'"Hoja 1": cannot be read to its end'):
        tabular.parse(cut.getvalue(), XLSX)


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(monkeypatch):
    file = io.BytesIO(workbook(HEADER))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/bomb.xml", b" " * 5_000_000)
    monkeypatch.setattr(workbooks, "LARGEST_UNPACKED", 4_000_000)

    with pytest.raises(SourceUnavailableError, match="unpacks to"):
        tabular.parse(file.getvalue(), XLSX)


def test_a_sheet_of_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 2)

    with pytest.raises(SourceUnavailableError, match="more than 2 rows"):
        tabular.parse(workbook(HEADER, ["a"], ["b"]), XLSX)


def test_the_size_that_a_sheet_states_of_itself_is_not_believed(tmp_path: Path):
    data = workbook(HEADER, ["a", 1, None], ["b", 2, None])
    lying = tmp_path / "lying.xlsx"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(lying, "w") as new:
        for entry in old.infolist():
            text = old.read(entry)
            new.writestr(entry, text.replace(b'ref="A1:C3"', b'ref="A1:A1"'))

    rows = tabular.parse(lying.read_bytes(), XLSX)

    assert [row["amount"] for row in rows] == ["1", "2"]
