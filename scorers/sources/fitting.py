"""Holds a row that a system gives to its table, before it is kept.

A cell that its column cannot hold is a defect of the system's module or a change of the source,
and stops it. A row that is well made but cannot be true, or that a spreadsheet would run, is left
out with its reason: one such row must not keep a million others away.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

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
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# Most cells repeat: days, outcomes, institutions. What they are worth is worked out once.
MOST_KNOWN = 50_000


def row_id(country_id: str, source_id: str, key: str) -> str:
    """Return COUNTRY:SOURCE:KEY in the form of an id; SourceChangedError for a key of no letters.

    A letter or sign that ids do not have becomes a hyphen.
    """
    fit = key if key.isalnum() and key.isascii() else UNFIT.sub("-", key).strip("-")
    if not fit:
        raise SourceChangedError(f'{source_id}: no id can be made of the key "{key[:80]}"')
    return f"{country_id}:{source_id}:{fit}"


@dataclass
class Column:
    """One column, and what its cells are worth.

    Attributes:
        is_past: Whether its days may not lie ahead.
    """

    table: str
    of: Field
    known: dict[str, Text | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look at the column once."""
        self.is_past = self.of.type == "date" and not self.of.ahead

    def reason(self, key: str, cell: str) -> Text | None:
        """Return why a row with this cell is left out, None if it is not.

        Raises:
            SourceChangedError: The cell is not what the column holds.
        """
        of = self.of
        reason = None
        is_number = of.type in {"integer", "number"} and NUMBER.fullmatch(cell) is not None
        if cell[0] in FORMULA_STARTS and not is_number:
            reason = FORMULA
        elif not _fits(of, cell):
            raise SourceChangedError(f'{key}: "{cell[:80]}" does not fit the column "{of.name}"')
        elif of.type == "date" and cell < FIRST_YEAR:
            reason = EARLY
        if len(self.known) >= MOST_KNOWN:
            self.known.clear()
        self.known[cell] = reason
        return reason


class Fitting:
    """One table that a system fills."""

    def __init__(self, table: Table) -> None:
        """Look at the table once."""
        self.table = table
        self.columns = {name: Column(table.name, of) for name, of in table.fields.items()}
        self._required = [name for name, of in table.fields.items() if of.required]
        self._order = table.order

    def refusal(self, found: Found, cells: Mapping[str, str], read_on: date) -> Text | None:
        """Return why a row is left out, None if it is not.

        Args:
            found: What the system gave.
            cells: All cells of the row.
            read_on: The day on which its document was read.

        Raises:
            SourceChangedError: A cell is not what its column holds.
        """
        last = read_on.isoformat()
        reason = None
        for name, cell in cells.items():
            if not cell:
                continue
            column = self.columns.get(name)
            if column is None:
                raise SourceChangedError(f'{found.key}: {found.table} has no column "{name}"')
            if cell in column.known:
                reason = column.known[cell] or reason
            else:
                reason = column.reason(found.key, cell) or reason
            if column.is_past and cell > last:
                reason = AHEAD
        for name in self._required:
            if not cells.get(name):
                raise SourceChangedError(f'{found.key}: {found.table} needs a cell in "{name}"')
        for first, second in self._order:
            early, late = cells.get(first), cells.get(second)
            if early and late and early > late:
                reason = reason or ORDER
        return reason


def _fits(of: Field, cell: str) -> bool:
    """Return whether a cell is what its column holds."""
    fits = (
        (of.values is None or cell in of.values)
        and (of.pattern is None or of.pattern.fullmatch(cell) is not None)
        and (of.max_length is None or len(cell) <= of.max_length)
        and (not of.is_address or cell.startswith(("http://", "https://")))
        and CONTROL.search(cell) is None
    )
    if fits and of.type != "string":
        try:
            value(of.type, cell)
        except ValueError:
            return False
    return fits
