"""In which form a document is, told by its bytes: a server's word for it may be wrong.

A PDF is a scan where its pages are images and hardly any text is written on them; a stamp of a
signature is no text. What cannot be looked into is a plain pdf: the kinder reading.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from scorers.sources.workbooks import BROKEN, LARGEST_UNPACKED


IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_PARTS = (
    ("spreadsheet", "Workbook".encode("utf-16-le")),
    ("spreadsheet", "Book\x00".encode("utf-16-le")),
    ("text", "WordDocument".encode("utf-16-le")),
)
ZIP_PARTS = (("spreadsheet", "xl/workbook.xml"), ("text", "word/document.xml"))
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
PAGE = re.compile(rb"<(!doctype html|html|head|body)\b", re.IGNORECASE)
TABLE = re.compile(r"[^\r\n]*[,;\t][^\r\n]*\r?\n[^\r\n]*[,;\t]")

STREAM = re.compile(rb">>\s{0,4}stream\r?\n")
LONGEST_WORDS = 4_000  # of what stands before a stream and says how it is packed
SHEET = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
SHOWN = re.compile(rb"[)\]>]\s*T[jJ]\b|[)>]\s*['\"]")
PICTURES = (b"/DCTDecode", b"/JPXDecode", b"/CCITTFaxDecode", b"/JBIG2Decode")
OTHER_FILTERS = (
    b"/LZWDecode",
    b"/ASCII85Decode",
    b"/ASCIIHexDecode",
    b"/RunLengthDecode",
    b"/Crypt",
)
FEWEST_PIECES = 10  # of text on a page that is not a scan; a signature's stamp has fewer
LARGEST_STREAM = 5_000_000
LARGEST_PDF = 60_000_000


@dataclass(frozen=True, slots=True)
class Form:
    """What a document is.

    Attributes:
        format: As the table observations writes it; "" where it is not known.
        is_empty: Whether it opens and holds nothing, or does not open.
    """

    format: str
    is_empty: bool = False


def form(body: bytes, kind: str, ending: str) -> Form:
    """Return in which form a document is.

    Args:
        body: Its bytes.
        kind: The content type that its server states, without parameters.
        ending: The ending of its address, such as "csv".
    """
    start = body[:2_048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        return Form("", is_empty=True)
    if b"%PDF-" in body[:1_024]:
        return Form("scan" if _is_scan(body) else "pdf")
    if body.startswith(IMAGES):
        return Form("image")
    if body.startswith(OLE):
        return Form(next((name for name, part in OLE_PARTS if part in body), ""))
    if body.startswith(b"PK\x03\x04"):
        return _of_archive(body)
    if PAGE.search(start) or (start[:1] == b"<" and "html" in kind):
        return Form("page")
    if start.startswith(b"{\\rtf"):
        return Form("text")
    return _of_text(body, kind, ending)


def _of_archive(body: bytes) -> Form:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = {*archive.namelist()}
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                return Form("")
            if (
                "mimetype" in names
                and archive.getinfo("mimetype").file_size < len(OPEN_DOCUMENT) * 3
            ):
                return Form("open" if archive.read("mimetype").startswith(OPEN_DOCUMENT) else "")
    except BROKEN:
        return Form("", is_empty=True)
    found = next((name for name, part in ZIP_PARTS if part in names), "")
    return Form(found, is_empty=found == "spreadsheet" and not _has_rows(body))


def _has_rows(body: bytes) -> bool:
    """Return whether a workbook opens and a sheet has a row below its first."""
    # It takes long to load, and few documents are workbooks.
    import openpyxl  # noqa: PLC0415

    try:
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True, data_only=True)
        try:
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                filled = 0
                for row in sheet.iter_rows(max_row=1_000, values_only=True):
                    filled += any(cell is not None for cell in row)
                    if filled > 1:
                        return True
        finally:
            book.close()
    except BROKEN:
        return False
    return False


def _of_text(body: bytes, kind: str, ending: str) -> Form:
    if b"\x00" in body[:2_048]:
        return Form("")
    text = body[:65_536].decode("utf-8", "replace")
    if ending in {"csv", "tsv"} or kind in {"text/csv", "text/tab-separated-values"}:
        return Form("open", is_empty=not TABLE.match(text))
    if ending in {"json", "geojson", "xml"} or kind in {"application/json", "application/xml"}:
        return Form("open")
    return Form("text" if kind == "text/plain" or ending == "txt" else "")


def _is_scan(body: bytes) -> bool:
    if len(body) > LARGEST_PDF or b"/Encrypt" in body:
        return False
    sheets, images, pieces, unpacked = len(SHEET.findall(body)), 0, 0, 0
    for match in STREAM.finditer(body):
        words = body[max(0, match.start() - LONGEST_WORDS) : match.start()].rpartition(b"obj")[2]
        if b"/Image" in words or any(name in words for name in PICTURES):
            images += 1
            continue
        content = _content(body, match.end(), words)
        if content is None or unpacked > LARGEST_PDF:
            return False
        unpacked += len(content)
        sheets += len(SHEET.findall(content))
        if b"BT" in content:
            pieces += len(SHOWN.findall(content))
    return images > 0 and pieces < FEWEST_PIECES * max(sheets, 1)


def _content(body: bytes, start: int, words: bytes) -> bytes | None:
    """Return what a stream holds, None if that cannot be told."""
    end = body.find(b"endstream", start)
    if end < 0 or any(name in words for name in OTHER_FILTERS):
        return None
    packed = body[start:end]
    if b"/FlateDecode" not in words:
        return packed
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, LARGEST_STREAM)
    except zlib.error:
        return None
    return content if unpacker.eof or len(content) == LARGEST_STREAM else None
