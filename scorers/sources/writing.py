"""Writes tables: sorted, LF, few quotes, beside the old file and then in its place."""

import contextlib
import csv
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from scorers.exceptions import ContentError, SourceError
from scorers.records import reading
from scorers.records.schema import Table


# A spreadsheet runs a cell that begins so.
RUNNABLE = ("=", "+", "-", "@", "\t", "\r")


class InOrder:
    """Rows that come sorted by their key, as cells in the order of the columns, and vetted.

    They are written as they come, one at a time.
    """

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        """Take the rows; they are gone through once."""
        self.rows = rows


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
            ordered = rows.rows if isinstance(rows, InOrder) else _ordered(path, table, rows)
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside[path].open("w", encoding="utf-8", newline="") as file:
                counts[path] = _write(file, path, table, ordered)
        for path, fresh in beside.items():
            fresh.replace(path)
    except OSError as error:
        raise ContentError(f"{error.filename}: cannot be written: {error.strerror}") from error
    finally:
        for fresh in beside.values():
            with contextlib.suppress(OSError):
                fresh.unlink()
    return counts


def _ordered(
    path: Path, table: Table, rows: Iterable[Mapping[str, str]]
) -> Iterator[Sequence[str]]:
    """Yield the cells of rows sorted by their key; SourceError for one that a spreadsheet runs."""
    for row in sorted(rows, key=operator.itemgetter(table.key)):
        cells = [row.get(column, "") for column in table.columns]
        runnable = [cell for cell in cells if cell.startswith(RUNNABLE)]
        if runnable:
            key = row[table.key]
            raise SourceError(f'{path}: "{key}": a spreadsheet would run "{runnable[0][:60]}"')
        yield cells


def _write(file: TextIO, path: Path, table: Table, rows: Iterable[Sequence[str]]) -> int:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(table.columns)
    at = table.columns.index(table.key)
    before, count = "", 0
    for cells in rows:
        if cells[at] == before:
            raise SourceError(f'{path}: two rows have the {table.key} "{before}"')
        before = cells[at]
        writer.writerow(cells)
        count += 1
    return count


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
