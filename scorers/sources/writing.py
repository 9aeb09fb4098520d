"""Writes tables: sorted, LF, few quotes, beside the old file and then in its place."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from scorers.exceptions import ContentError, SourceError
from scorers.records import reading
from scorers.records.schema import Table


# A spreadsheet runs a cell that begins so.
RUNNABLE = ("=", "+", "-", "@", "\t", "\r")


def write(path: Path, table: Table, rows: Iterable[Mapping[str, str]]) -> int:
    """Write the rows of a table to a file, sorted by their key, and return how many they are.

    Raises:
        SourceError: Two rows have one id, or a cell could be run by a spreadsheet.
        ContentError: The file cannot be written.
    """
    ordered = sorted(rows, key=lambda row: row[table.key])
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    before = ""
    for row in ordered:
        if row[table.key] == before:
            raise SourceError(f'{path}: two rows have the {table.key} "{before}"')
        before = row[table.key]
        cells = [row.get(column, "") for column in table.columns]
        runnable = [cell for cell in cells if cell.startswith(RUNNABLE)]
        if runnable:
            raise SourceError(f'{path}: "{before}": a spreadsheet would run "{runnable[0][:60]}"')
        writer.writerow(cells)
    beside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text.getvalue(), encoding="utf-8", newline="")
        beside.replace(path)
    except OSError as error:
        raise ContentError(f"{path}: cannot be written: {error.strerror}") from error
    return len(ordered)


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
