"""Holds a row that a system gives to its table, before it is kept.

A cell that its column cannot hold is a defect of the system's module or a change of the source,
and stops it. A row that is well made but cannot be true, or that a spreadsheet would run, is left
out with its reason: one such row must not keep a million others away.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from scorers.exceptions import SourceChangedError
from scorers.records.cells import FORMULA_STARTS, NUMBER, value
from scorers.records.schema import Field, Table
from scorers.sources.systems.base import Found
from scorers.text import Text


FORMULA = Text("con un texto que una hoja de cálculo ejecutaría", "a text a spreadsheet would run")
AHEAD = Text("con un día posterior a su lectura", "a day after it was read")
ORDER = Text("con días en un orden imposible", "days in an order that cannot be")
EARLY = Text("con un año anterior a 1900", "a year before 1900")
FIRST_YEAR = "1900"
UNFIT = re.compile(r"[^A-Za-z0-9]+")


def row_id(country_id: str, source_id: str, key: str) -> str:
    """Return COUNTRY:SOURCE:KEY in the form of an id; SourceChangedError for a key of no letters.

    A letter or sign that ids do not have becomes a hyphen.
    """
    fit = UNFIT.sub("-", key).strip("-")
    if not fit:
        raise SourceChangedError(f'{source_id}: no id can be made of the key "{key[:80]}"')
    return f"{country_id}:{source_id}:{fit}"


@dataclass
class Fitting:
    """The columns that a system may fill, by table."""

    tables: Mapping[str, Table]

    def table(self, found: Found) -> Table:
        """Return the table of a row; SourceChangedError if there is none of that name."""
        if found.table not in self.tables:
            raise SourceChangedError(f'{found.key}: there is no table "{found.table}"')
        return self.tables[found.table]

    def refusal(self, found: Found, cells: Mapping[str, str], read_at: datetime) -> Text | None:
        """Return why a row is left out, None if it is not.

        Raises:
            SourceChangedError: A cell is not what its column holds.
        """
        table = self.table(found)
        fields = table.fields
        reason = None
        read_on = read_at.date().isoformat()
        for name, cell in cells.items():
            of = fields.get(name)
            if of is None:
                raise SourceChangedError(f'{found.key}: {table.name} has no column "{name}"')
            if not cell:
                continue
            if cell[0] in FORMULA_STARTS and not (
                of.type in {"integer", "number"} and NUMBER.fullmatch(cell)
            ):
                reason = FORMULA
                continue
            _must_fit(found, of, cell)
            if of.type == "date":
                if cell < FIRST_YEAR:
                    reason = EARLY
                elif cell > read_on and not of.ahead:
                    reason = AHEAD
        for name, of in fields.items():
            if of.required and not cells.get(name):
                raise SourceChangedError(f'{found.key}: {table.name} needs a cell in "{name}"')
        for first, second in table.order:
            early, late = cells.get(first, ""), cells.get(second, "")
            if early and late and early > late:
                reason = reason or ORDER
        return reason


def _must_fit(found: Found, of: Field, cell: str) -> None:
    fits = (
        (of.values is None or cell in of.values)
        and (of.pattern is None or of.pattern.fullmatch(cell) is not None)
        and (of.max_length is None or len(cell) <= of.max_length)
        and (not of.is_address or cell.startswith(("http://", "https://")))
    )
    if fits and of.type != "string":
        try:
            value(of.type, cell)
        except ValueError:
            fits = False
    if not fits:
        raise SourceChangedError(f'{found.key}: "{cell[:80]}" does not fit the column "{of.name}"')
