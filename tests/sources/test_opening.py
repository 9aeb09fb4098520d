"""The form of a document is told by its bytes. All documents are invented."""

import io
import zipfile
import zlib

import openpyxl
import pytest

from scorers.sources import opening
from scorers.sources.opening import Form, form


def stream(words: bytes, data: bytes) -> bytes:
    return b"<< " + words + b" >>\nstream\n" + data + b"\nendstream\n"


def pdf(*objects: bytes, pages: int = 1) -> bytes:
    sheets = b"".join(b"1 0 obj << /Type /Page >> endobj\n" for _ in range(pages))
    body = b"".join(b"2 0 obj " + one + b"endobj\n" for one in objects)
    return b"%PDF-1.5\n" + sheets + body + b"%%EOF"


def packed(text: bytes) -> bytes:
    return stream(b"/Filter /FlateDecode /DecodeParms << /Columns 4 >>", zlib.compress(text))


IMAGE = stream(b"/Type /XObject /Subtype /Image /Filter /DCTDecode", b"\xff\xd8 (x) Tj BT \xff")
STAMP = b"BT (Firmado digitalmente) Tj (Fecha) Tj ET"
LINES = b"BT " + b" ".join(b"(a line) Tj" for _ in range(12)) + b" ET"
CUT = stream(b"/Filter /FlateDecode", zlib.compress(LINES + b"%" + bytes(range(33, 127)))[:-20])


def archive(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name, data in files.items():
            new.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return made.getvalue()


def workbook(*rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (pdf(packed(LINES)), "pdf"),
        (pdf(packed(LINES), IMAGE), "pdf"),
        (pdf(stream(b"/Length 9", LINES)), "pdf"),
        (pdf(packed(LINES.replace(b"(a line) Tj", b"[(a) -2 (b)] TJ")), IMAGE), "pdf"),
        (pdf(IMAGE), "scan"),
        (pdf(IMAGE, packed(b"q /Im0 Do Q")), "scan"),
        (pdf(IMAGE, packed(STAMP)), "scan"),
        (pdf(IMAGE, IMAGE, packed(LINES), pages=2), "scan"),
        (pdf(IMAGE, packed(b"<< /Type /Page >>"), packed(LINES)), "scan"),
        (pdf(IMAGE, CUT), "pdf"),  # cannot be looked into
        (pdf(IMAGE, stream(b"/Filter /LZWDecode", b"x")), "pdf"),
        (pdf(IMAGE) + b"/Encrypt 5 0 R", "pdf"),
        (pdf(), "pdf"),
        (b"junk before %PDF-1.4\n", "pdf"),
        (b"\xff\xd8\xff\xe0 a photograph", "image"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"II*\x00 a scan", "image"),
        (b"<!DOCTYPE html><title>x</title>", "page"),
        (b"\xef\xbb\xbf\n<HTML lang=es>", "page"),
        (archive(word__document_xml=b"<w/>"), "text"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "open"),
        (archive(other=b"x"), ""),
        (opening.OLE + b"x" * 600 + "Workbook".encode("utf-16-le"), "spreadsheet"),
        (opening.OLE + b"x" * 600 + "WordDocument".encode("utf-16-le"), "text"),
        (opening.OLE + b"x", ""),
        (b"{\\rtf1 hello}", "text"),
        (b"\x00\x01\x02", ""),
    ],
)
def test_a_form_is_told_by_its_bytes_whatever_the_server_says(body, found):
    assert form(body, "application/octet-stream", "") == Form(found)


@pytest.mark.parametrize(
    ("body", "kind", "ending", "found"),
    [
        (b"a,b\n1,2\n", "text/csv", "", Form("open")),
        (b"a;b\n1;2\n", "text/plain", "csv", Form("open")),
        (b"a,b\n", "text/csv", "", Form("open", is_empty=True)),
        (b'{"a": 1}', "application/json", "", Form("open")),
        (b"hello", "text/plain", "", Form("text")),
        (b"hello", "application/octet-stream", "", Form("")),
        (b"", "text/csv", "csv", Form("", is_empty=True)),
        (b" \n", "application/pdf", "pdf", Form("", is_empty=True)),
    ],
)
def test_plain_text_is_told_by_its_server_or_ending(body, kind, ending, found):
    assert form(body, kind, ending) == found


def test_a_workbook_must_open_and_have_rows():
    whole = workbook(["a", "b"], [1, 2])
    damaged = bytearray(whole)
    at = whole.index(b"xl/worksheets/sheet1.xml")
    damaged[at + 40 : at + 80] = bytes(40)

    assert form(whole, "", "") == Form("spreadsheet")
    assert form(workbook(["a", "b"]), "", "") == Form("spreadsheet", is_empty=True)
    assert form(workbook(), "", "") == Form("spreadsheet", is_empty=True)
    assert form(bytes(damaged), "", "").is_empty
    assert form(b"PK\x03\x04 cut off", "", "") == Form("", is_empty=True)


def test_what_unpacks_to_too_much_is_not_looked_into(monkeypatch):
    monkeypatch.setattr(opening, "LARGEST_PDF", 5_000)
    monkeypatch.setattr(opening, "LARGEST_UNPACKED", 1_000)
    bomb = zlib.compress(b" " * 100_000)
    body = pdf(IMAGE, *[stream(b"/Filter /FlateDecode", bomb)] * 3)

    assert form(body, "", "") == Form("pdf")
    assert form(workbook(["a"], [1]), "", "") == Form("")
