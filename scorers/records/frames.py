"""Tables as pandas frames with their types, for scoring and for the site.

A blank is missing and nothing else is. A cell that its column's type cannot hold stops the run
with its file and line; `consta check` lists all such cells with their remedy.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from scorers.country import Country
from scorers.exceptions import RecordsError
from scorers.records import cells, reading
from scorers.records.schema import Field, Table


DTYPES = {
    "date": "datetime64[s]",
    "datetime": "datetime64[s]",
    "integer": "float64",
    "number": "float64",
    "boolean": "boolean",
}


def frame(country: Country, table: Table) -> pd.DataFrame:
    """Return all rows of a table, from all its files, in file and line order.

    Columns: the table's own, typed (text str with "" for missing; date and datetime datetime64
    with NaT; number and integer float64 with NaN; boolean nullable), then `path` (below the
    country's folder) and `line` (the header is line 1). Index: 0, 1, 2...

    Raises:
        RecordsError: A file cannot be read as this table, or a cell does not hold its type.
    """
    texts: dict[str, list[str]] = {column: [] for column in table.columns}
    places: list[str] = []
    lines: list[int] = []
    for path in reading.files(country, table):
        relative = path.relative_to(country.folder).as_posix()
        for chunk in _chunks(path, table):
            for column in table.columns:
                texts[column].extend(chunk.columns[column])
            places.extend([relative] * len(chunk))
            lines.extend(chunk.lines)
    columns = {
        name: _typed(field, texts[name], places, lines) for name, field in table.fields.items()
    }
    return pd.DataFrame({**columns, "path": places, "line": lines})


def _chunks(path: Path, table: Table) -> list[reading.Chunk]:
    try:
        names = reading.header(path)
        if set(names) != set(table.columns) or len(names) != len(table.columns):
            raise RecordsError(
                f"{path}:1: the header is not that of {table.name}; run `consta check {path}`"
            )
        return list(reading.read(path))
    except reading.UnreadableError as error:
        raise RecordsError(f"{path}: {error}; run `consta check {path}`") from error


def _typed(
    field: Field, texts: list[str], places: Sequence[str], lines: Sequence[int]
) -> "pd.Series[Any]":
    if field.type == "string":
        return pd.Series(texts, dtype="str")
    # Days and many numbers stand in many rows: each is read once.
    codes, found = pd.factorize(np.array(texts, dtype=object))
    values = []
    for cell in found.tolist():
        try:
            values.append(_value(field.type, cell) if cell else None)
        except ValueError as error:
            row = texts.index(cell)
            raise RecordsError(
                f'{places[row]}:{lines[row]}:{field.name}: "{cell}" is not a {field.type}; '
                "run `consta check` for all such cells"
            ) from error
    return pd.Series(pd.Series(values, dtype=DTYPES[field.type]).array.take(codes))


def _value(kind: str, cell: str) -> Any:
    held = cells.value(kind, cell)
    # numpy knows no time zones: an instant is UTC throughout.
    return held.replace(tzinfo=None) if isinstance(held, datetime) else held
