"""Rows of text from the bytes of a CSV or XLSX file, as its source declares it.

Nothing is fetched and nothing is judged here but the shape: a sheet, header or column that is not
where sources.toml says stops the source, never a guess.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from scorers.exceptions import SourceChangedError, SourceUnavailableError
from scorers.sources import archives, workbooks
from scorers.sources.table_source import FIND, Source


# Titles and notes above a table fill a screen at most.
LAST_HEADER_ROW = 40


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by our column names, stripped of outer spaces.

    Attributes:
        line: The row's number in its file or sheet; the first row is 1.
    """

    source: Source
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the text of a cell, "" if it is blank."""
        return self.cells[column]

    def number(self, column: str) -> int | None:
        """Return the whole number of a cell, None if it is blank."""
        text = self.cells[column]
        if not text:
            return None
        group, decimal = re.escape(self.source.group), re.escape(self.source.decimal)
        if not re.fullmatch(rf"-?(\d+|\d{{1,3}}({group}\d{{3}})+)({decimal}0+)?", text):
            raise self.fault(column, "a whole number")
        whole = text.partition(self.source.decimal)[0]
        return int(whole.replace(self.source.group, ""))

    def day(self, column: str) -> date | None:
        """Return the day of a cell, None if it is blank."""
        text = self.cells[column]
        if not text:
            return None
        try:
            return datetime.strptime(text, self.source.days).date()  # noqa: DTZ007
        except ValueError as error:
            raise self.fault(column, f"a day written {self.source.days}") from error

    def fault(self, column: str, expected: str) -> SourceChangedError:
        """Return the error that names this cell and what should stand in it."""
        sheet = f', sheet "{self.source.sheet}"' if self.source.sheet else ""
        return SourceChangedError(
            f'{self.source.place}{sheet}, row {self.line}, column "{self.source.columns[column]}": '
            f'"{self.cells[column][:80]}" is not {expected}'
        )


def parse(data: bytes, source: Source) -> list[Row]:
    """Return the rows below the header; a row of blank cells is none.

    Raises:
        SourceUnavailableError: The bytes are a web page, or unpack to too much.
        SourceChangedError: The file is not of the declared format and encoding, or lacks the
            declared sheet, header row or a declared column.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise SourceUnavailableError(f"{source.place}: is a web page instead of a table")
    if source.member:
        data = archives.member(data, source.member, source.place)
    grid = workbooks.grid(data, source) if source.format == "xlsx" else _csv_grid(data, source)
    places = _places(*_header(grid, source), source)
    rows = []
    for line, cells in grid:
        row = {name: cells[at] if at < len(cells) else "" for name, at in places.items()}
        if any(row.values()):
            rows.append(Row(source, line, row))
    return rows


def _header(grid: Iterator[tuple[int, list[str]]], source: Source) -> tuple[int, Sequence[str]]:
    """Return number and cells of the row of column names, () if the table ends before it.

    Where it is to be found and no row holds all of them, it is the one that holds most.
    """
    best: tuple[int, int, Sequence[str]] = (0, source.header_row or 1, ())
    for line, cells in grid:
        if line == source.header_row:
            return line, cells
        if source.header_row == FIND:
            held = sum(_stands_in(cells, theirs) for theirs in source.columns.values())
            if held == len(source.columns):
                return line, cells
            if held > best[0]:
                best = held, line, cells
            if line >= LAST_HEADER_ROW:
                break
    return best[1:]


def _stands_in(header: Sequence[str], theirs: str) -> bool:
    title, _, number = theirs.rpartition("#")
    return theirs in header or (number.isdigit() and header.count(title) >= int(number) > 0)


def _places(at_line: int, header: Sequence[str], source: Source) -> dict[str, int]:
    sheet = f', sheet "{source.sheet}"' if source.sheet else ""
    places = {}
    for name, theirs in source.columns.items():
        title, _, number = theirs.rpartition("#")
        if theirs not in header and number.isdigit() and header.count(title) >= int(number) > 0:
            # A header may repeat a title: "Total#2" is the second column of that title.
            at = [place for place, cell in enumerate(header) if cell == title]
            places[name] = at[int(number) - 1]
            continue
        if header.count(theirs) != 1:
            found = "no" if title not in header and theirs not in header else "more than one"
            raise SourceChangedError(
                f'{source.place}{sheet}, row {at_line}: {found} column "{theirs}"; the '
                f"row has: {', '.join(filter(None, header)) or 'nothing'}"
            )
        places[name] = header.index(theirs)
    return places


def _csv_grid(data: bytes, source: Source) -> Iterator[tuple[int, list[str]]]:
    try:
        text = data.decode("utf-8-sig" if source.encoding == "utf-8" else source.encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise SourceChangedError(
            f"{source.place}: not in the encoding {source.encoding} that sources.toml states: "
            f"{error}"
        ) from error
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=source.delimiter, strict=True)
    line = 1
    try:
        for row in rows:
            yield line, [cell.strip() for cell in row]
            line = rows.line_num + 1
    except csv.Error as error:
        raise SourceChangedError(f"{source.place}, row {rows.line_num}: {error}") from error
