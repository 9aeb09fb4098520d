"""The cells of one sheet of an XLSX workbook as text, with caps on what it may unpack to."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

from scorers.exceptions import SourceChangedError, SourceUnavailableError
from scorers.sources.table_source import Source


# What openpyxl and what it stands on raise where a workbook is cut off or not what it says.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    IndexError,
    TypeError,
    ValueError,
    ParseError,
)
LARGEST_UNPACKED = 400_000_000
MOST_ROWS = 1_000_000
MOST_COLUMNS = 200


def grid(data: bytes, source: Source) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each row of the declared sheet.

    Raises:
        SourceUnavailableError: The workbook unpacks to more than the caps.
        SourceChangedError: Not a workbook, or the sheet is not in it.
    """
    _refuse_bomb(data, source)
    # openpyxl takes long to load, and few sources are workbooks.
    import openpyxl  # noqa: PLC0415

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except BROKEN as error:
        raise SourceChangedError(f"{source.place}: not an XLSX workbook: {error}") from error
    try:
        if source.sheet not in book.sheetnames:
            raise SourceChangedError(
                f'{source.place}: no sheet "{source.sheet}"; it has: {", ".join(book.sheetnames)}'
            )
        sheet = book[source.sheet]
        # The size that a sheet states of itself may be wrong: its rows are read to their end.
        sheet.reset_dimensions()
        for line, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            if line > MOST_ROWS or len(cells) > MOST_COLUMNS:
                raise SourceUnavailableError(
                    f'{source.place}, sheet "{source.sheet}": more than {MOST_ROWS} rows or '
                    f"{MOST_COLUMNS} columns"
                )
            yield line, [_text(cell) for cell in cells]
    except BROKEN as error:
        raise SourceChangedError(
            f'{source.place}, sheet "{source.sheet}": cannot be read to its end: {error}'
        ) from error
    finally:
        book.close()


def _refuse_bomb(data: bytes, source: Source) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise SourceChangedError(f"{source.place}: not an XLSX workbook: {error}") from error
    if size > LARGEST_UNPACKED:
        raise SourceUnavailableError(
            f"{source.place}: unpacks to {size} bytes, more than {LARGEST_UNPACKED}"
        )


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
