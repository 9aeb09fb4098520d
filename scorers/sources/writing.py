"""Writes tables: sorted, LF, few quotes, beside the old file and then in its place."""

import contextlib
import csv
import io
import operator
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from scorers.exceptions import ContentError, SourceError
from scorers.records import reading
from scorers.records.schema import Table


# A spreadsheet runs a cell that begins so.
RUNNABLE = ("=", "+", "-", "@", "\t", "\r")
# What a cell is quoted for.
SPECIAL = re.compile('[",\r\n]')


class InOrder:
    """Lines of a table that come sorted by their key, each key once, and vetted.

    They are written as they come. No cell of theirs holds a line break.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        """Take the lines in pieces, each line with its end; they are gone through once."""
        self.lines = lines


def write(
    tables: Mapping[Path, tuple[Table, Iterable[Mapping[str, str]] | InOrder]],
) -> dict[Path, int]:
    """Write the rows of each file, sorted by their key, and return how many each holds.

    All files are made whole beside the old ones before the first takes its place.

    Raises:
        SourceError: Two rows of a file have one id, or a cell could be run by a spreadsheet.
        ContentError: A file cannot be written.
    """
    counts: dict[Path, int] = {}
    beside = {path: path.with_name(f".{path.name}.new") for path in tables}
    try:
        for path, (table, rows) in tables.items():
            lines = rows.lines if isinstance(rows, InOrder) else _lines(path, table, rows)
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside[path].open("w", encoding="utf-8", newline="") as file:
                file.write(line(table.columns))
                counts[path] = 0
                for written in lines:
                    file.write(written)
                    counts[path] += written.count("\n") if isinstance(rows, InOrder) else 1
        for path, fresh in beside.items():
            fresh.replace(path)
    except OSError as error:
        raise ContentError(f"{error.filename}: cannot be written: {error.strerror}") from error
    finally:
        for fresh in beside.values():
            with contextlib.suppress(OSError):
                fresh.unlink()
    return counts


def _lines(path: Path, table: Table, rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Yield the lines of rows sorted by their key.

    Raises:
        SourceError: Two rows have one key, or a spreadsheet would run a cell.
    """
    before = ""
    for row in sorted(rows, key=operator.itemgetter(table.key)):
        cells = [row.get(column, "") for column in table.columns]
        key = row[table.key]
        runnable = [cell for cell in cells if cell.startswith(RUNNABLE)]
        if runnable:
            raise SourceError(f'{path}: "{key}": a spreadsheet would run "{runnable[0][:60]}"')
        if key == before:
            raise SourceError(f'{path}: two rows have the {table.key} "{key}"')
        before = key
        yield line(cells)


def line(cells: Sequence[str]) -> str:
    """Return the line of a row, with its end."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    return written.getvalue()


def cell(text: str) -> str:
    """Return how a cell that is not blank stands in a line."""
    return line([text])[:-1] if SPECIAL.search(text) else text


def stored(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file of one of our tables, [] if there is none."""
    if not path.is_file():
        return []
    try:
        chunks = list(reading.read(path))
    except reading.UnreadableError as error:
        raise SourceError(f"{path}: {error}") from error
    return [
        dict(zip(chunk.columns, cells, strict=True))
        for chunk in chunks
        for cells in zip(*chunk.columns.values(), strict=True)
    ]
