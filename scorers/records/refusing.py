"""Refuses tables that a score or a page must not rest on, with the first place that is wrong.

The rules are the schema's. `consta check` holds tables to these and more, and tells every place
with its remedy; here one line is enough, and a table without faults must cost next to nothing: a
row is looked for only once its cell is known to be wrong.
"""

import os
import shlex
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import filterfalse
from operator import itemgetter
from pathlib import Path
from textwrap import shorten

from scorers.country import Country
from scorers.exceptions import RecordsError
from scorers.records import reading
from scorers.records.cells import FORMULA_STARTS
from scorers.records.schema import Field, Table


LONGEST_SHOWN = 80
LONGEST_LIST = 200
NO_FORMULA = "a text that no spreadsheet would run"


@dataclass
class Rows:
    """All rows of a table as text.

    Attributes:
        texts: The cells of each column.
        cells: The different cells of each column, in the order in which they first stand:
            that is far quicker to go through than a set.
        untyped: Those that do not hold the type of their column.
        places: The file of each row, below the country's folder.
        lines: The line of each row.
    """

    table: Table
    texts: dict[str, list[str]] = field(init=False)
    cells: dict[str, Collection[str]] = field(default_factory=dict)
    untyped: dict[str, set[str]] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with no rows."""
        self.texts = {column: [] for column in self.table.columns}


def chunks(path: Path, table: Table, about: str = "") -> list[reading.Chunk]:
    """Return the rows of a file of a table; RecordsError if it cannot be read as that.

    `about` is as in `reading.read`.
    """
    names: list[str] = []
    try:
        names = reading.header(path)
        if set(names) == set(table.columns) and len(names) == len(table.columns):
            return list(reading.read(path, about=about))
    except reading.UnreadableError as error:
        found = {
            "columns": f"{error.found} cells, the header has {len(names)}",
            "empty": f"nothing, expected the header of the table {table.name}",
            "encoding": f"bytes {error.found}, expected text in UTF-8",
            "long": f"a cell of over {reading.LONGEST_CELL} characters, expected a shorter one",
            "quotes": "misplaced quotes, expected each to close in its cell",
        }[error.code]
        raise _error(path, str(error.line), found) from error
    header = ",".join(table.columns)
    raise _error(path, "1", f"the header is not that of {table.name}, expected {header}")


def refuse(
    country: Country, tables: Mapping[str, Rows], known: Mapping[str, Collection[str]] | None = None
) -> None:
    """Raise RecordsError for the first wrong place of the tables of a country, if there is one.

    `known` are the ids of those of its tables that are known to be without faults.
    """
    if "institutions" in tables and not tables["institutions"].lines:
        path = country.folder / "institutions.csv"
        found = "no rows" if path.is_file() else "no such file"
        raise RecordsError(f"{_shown(path)}: {found}, expected the institutions, one a row")
    ids = {**(known or {}), **{name: rows.cells[rows.table.key] for name, rows in tables.items()}}
    for rows in tables.values():
        _refuse(country, rows, ids)


def refuse_file(country: Country, rows: Rows) -> None:
    """Raise RecordsError for the first wrong place of a file; ids of other tables are believed."""
    _refuse(country, rows, {})


def _refuse(country: Country, rows: Rows, ids: Mapping[str, Collection[str]]) -> None:
    faults = [*_wrong_cells(rows, ids), *_repeated_ids(country, rows)]
    if faults:
        # Of the faults of one cell the first in the order of the rules is told.
        row, _, column, found = min(faults, key=itemgetter(0, 1))
        path = Path(os.path.normpath(country.folder / rows.places[row]))
        raise _error(path, f"{rows.lines[row]}:{column}", found)


def _wrong_cells(
    rows: Rows, ids: Mapping[str, Collection[str]]
) -> Iterator[tuple[int, int, str, str]]:
    """Yield row, number and name of the column, and what was found, of the first of each fault."""
    for number, (name, of) in enumerate(rows.table.fields.items()):
        for wrong, expected in _rules(rows, of, ids):
            if wrong:
                row = next(row for row, cell in enumerate(rows.texts[name]) if cell in wrong)
                cell = rows.texts[name][row]
                # What begins as a formula may be a telephone number: it is not repeated.
                is_formula = expected == NO_FORMULA
                found = (
                    f"a cell that begins with {_quoted(cell[0])}" if is_formula else _quoted(cell)
                )
                yield row, number, name, f"{found}, expected {expected}"


def _rules(
    rows: Rows, of: Field, ids: Mapping[str, Collection[str]]
) -> Iterator[tuple[set[str], str]]:
    """Yield the cells of a column that break each of its rules, and what the rule expects."""
    filled = rows.cells[of.name]
    if of.required and "" in filled:
        yield {""}, "a filled cell"
    if of.type != "string":
        yield rows.untyped[of.name], f"the type {of.type}"
        return
    if "" in filled:
        filled = [cell for cell in filled if cell]
    if not FORMULA_STARTS.isdisjoint(map(itemgetter(0), filled)):
        formulas = {cell for cell in filled if cell[0] in FORMULA_STARTS}
        yield formulas, NO_FORMULA
    if of.values is not None:
        listed = shorten(", ".join(sorted(of.values)), LONGEST_LIST, placeholder=" …")
        yield set(filled) - of.values, f"one of: {listed}"
    if of.pattern is not None:
        yield set(filterfalse(of.pattern.fullmatch, filled)), f"the form {of.pattern.pattern}"
    for reference in rows.table.references:
        if reference.field == of.name and reference.table in ids:
            unknown = {cell for cell in filled if cell not in ids[reference.table]}
            yield unknown, f"an id of the table {reference.table}"


def _repeated_ids(country: Country, rows: Rows) -> Iterator[tuple[int, int, str, str]]:
    """Yield the first row whose id another row has, as `_wrong_cells` does."""
    key = rows.table.key
    if len(rows.cells[key]) == len(rows.lines):
        return
    first: dict[str, int] = {}
    for row, cell in enumerate(rows.texts[key]):
        if (there := first.setdefault(cell, row)) != row:
            stands = f"{_shown(country.folder / rows.places[there])}:{rows.lines[there]}"
            found = f"{_quoted(cell)}, expected an id of its own: this one stands at {stands}"
            yield row, rows.table.columns.index(key), key, found
            return


def _error(path: Path, where: str, found: str) -> RecordsError:
    shown = _shown(path)
    return RecordsError(f"{shown}:{where}: {found}; run `consta check {shlex.quote(shown)}`")


def _shown(path: Path) -> str:
    """Return a path as it can be typed where the command was."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _quoted(cell: str) -> str:
    """Return a cell in quotes on one line, with all that cannot be seen written out."""
    if not cell:
        return "nothing"
    cut = cell if len(cell) <= LONGEST_SHOWN else f"{cell[: LONGEST_SHOWN - 1]}…"
    return '"' + "".join(c if c.isprintable() else repr(c)[1:-1] for c in cut) + '"'
