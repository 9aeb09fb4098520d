"""Tables as pandas frames with their types, for scoring and for the site.

A blank is missing and nothing else is. What a table must not hold stops the run with its file and
line, see `scorers.records.refusing`; `consta check` lists all such cells with their remedy.
"""

import os
from collections.abc import Iterable, Mapping
from itertools import compress
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from scorers.country import Country
from scorers.exceptions import RecordsError
from scorers.records import cells, reading, refusing
from scorers.records.refusing import Rows
from scorers.records.schema import Field, Table, tables


# pandas keeps text in another way where pyarrow is installed, and then gives other types for what
# is empty: everything that is scored is computed alike with it and without.
pd.set_option("mode.string_storage", "python")

DTYPES = {
    "date": "datetime64[s]",
    "datetime": "datetime64[s]",
    "integer": "float64",
    "number": "float64",
    "boolean": "boolean",
}


def read_all(
    country: Country,
    institution_id: str | None = None,
    known: Mapping[str, pd.DataFrame] | None = None,
) -> dict[str, pd.DataFrame]:
    """Return every table of a country by name, in the order of schema.json.

    Args:
        country: Whose tables.
        institution_id: If given, the tables of facts hold the rows of this institution alone, and
            no other row is looked at.
        known: Tables as an earlier call has returned them, of the same files and words of the
            country. Only whether the ids that they name are still there is looked at again.

    A frame holds all rows of a table, from all its files, in file and line order. Columns: the
    table's own, typed (text str with "" for missing; date and datetime datetime64 with NaT; number
    and integer float64 with NaN; boolean nullable), then `path` (below the country's folder) and
    `line` (the header is line 1). Index: 0, 1, 2...

    Raises:
        RecordsError: A file cannot be read as its table, a cell or an id is not what the schema
            asks, or there are no institutions. The message is one line and names the first such
            place: files that cannot be read before cells, then by table, file and line.
    """
    known = known or {}
    shapes = tables(country)
    read = {
        name: _read(country, table, institution_id if name in reading.FACTS else None)
        for name, table in shapes.items()
        if name not in known
    }
    frames = {name: known[name] if name in known else _frame(read[name]) for name in shapes}
    ids = {name: frozenset(frame[shapes[name].key]) for name, frame in known.items()}
    try:
        refusing.refuse(country, read, ids)
        for name, frame in known.items():
            _require_references(shapes[name], frame, frames)
    except RecordsError:
        if not known:
            raise
        return read_all(country, institution_id)  # tells the first place of all tables
    return frames


def _require_references(
    table: Table, frame: pd.DataFrame, frames: Mapping[str, pd.DataFrame]
) -> None:
    """Stop if a table names an id that is not there."""
    for reference in table.references:
        ids = frames[reference.table].iloc[:, 0]
        if not frame[reference.field].isin([*ids, ""]).all():
            raise RecordsError(f"{table.name}: not every {reference.field} is there")


def read_file(country: Country, table: Table, path: Path) -> pd.DataFrame:
    """Return the rows of one file of a table, wherever it is, as `read_all` returns those of all.

    Ids of other tables, and ids that another file has as well, are not looked up.

    Raises:
        RecordsError: As `read_all`, but for the institutions.
    """
    rows = Rows(table)
    _add(rows, path, os.path.relpath(path, country.folder))
    frame = _frame(rows)
    refusing.refuse_file(country, rows)
    return frame


def _read(country: Country, table: Table, institution_id: str | None) -> Rows:
    rows = Rows(table)
    for path in reading.files(country, table):
        _add(rows, path, path.relative_to(country.folder).as_posix(), institution_id)
    return rows


def _add(rows: Rows, path: Path, place: str, institution_id: str | None = None) -> None:
    for chunk in refusing.chunks(path, rows.table, institution_id or ""):
        columns, lines = chunk.columns, chunk.lines
        if institution_id is not None:
            own = [name == institution_id for name in columns["institution_id"]]
            columns = {name: tuple(compress(cells, own)) for name, cells in columns.items()}
            lines = list(compress(lines, own))
        for column in rows.table.columns:
            rows.texts[column].extend(columns[column])
        rows.places.extend([place] * len(lines))
        rows.lines.extend(lines)


def _frame(rows: Rows) -> pd.DataFrame:
    columns = {name: _typed(rows, field) for name, field in rows.table.fields.items()}
    return pd.DataFrame({**columns, "path": rows.places, "line": rows.lines})


def _typed(rows: Rows, field: Field) -> "pd.Series[Any]":
    """Return a column; `rows` is told its different cells, and those that its type cannot hold."""
    texts = rows.texts[field.name]
    if field.type == "string":
        rows.cells[field.name] = dict.fromkeys(texts)
        return pd.Series(texts, dtype="str")
    # Days and many numbers stand in many rows: each is read once.
    codes, found = pd.factorize(np.array(texts, dtype=object))
    rows.cells[field.name] = found.tolist()
    values = _values(field.type, rows.cells[field.name], rows.untyped.setdefault(field.name, set()))
    return pd.Series(pd.Series(values, dtype=DTYPES[field.type]).array.take(codes))


def _values(kind: str, different: Iterable[str], untyped: set[str]) -> list[Any]:
    values: list[Any] = []
    has_form, held = cells.FORMS[kind]
    for cell in different:
        value = None
        try:
            if has_form(cell):
                value = held(cell)
            elif cell:
                untyped.add(cell)
        except ValueError:
            untyped.add(cell)
        values.append(value)
    if kind == "datetime":
        # numpy knows no time zones: an instant is UTC throughout.
        return [value and value.replace(tzinfo=None) for value in values]
    return values
