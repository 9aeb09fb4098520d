"""Holds a row that a system gives to its table, before it is kept.

A cell that its column cannot hold is a defect of the system's module or a change of the source,
and stops it. A row that is well made but cannot be true, or that a spreadsheet would run, is left
out with its reason: one such row must not keep a million others away.
"""

import re
from dataclasses import dataclass, field

from scorers.exceptions import SourceChangedError
from scorers.records.cells import FORMULA_STARTS, NUMBER, value
from scorers.records.schema import Field, Table
from scorers.sources.systems.base import Found
from scorers.sources.writing import line
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
LONGEST_ID = 120


def row_id(country_id: str, source_id: str, key: str) -> str:
    """Return COUNTRY:SOURCE:KEY in the form of an id; SourceChangedError if it cannot be one.

    A letter or sign that ids do not have becomes a hyphen.
    """
    fit = key if key.isalnum() and key.isascii() else UNFIT.sub("-", key).strip("-")
    if not fit:
        raise SourceChangedError(f'{source_id}: no id can be made of the key "{key[:80]}"')
    made = f"{country_id}:{source_id}:{fit}"
    if len(made) > LONGEST_ID:
        raise SourceChangedError(f'{source_id}: the key "{key[:80]}" makes too long an id')
    return made


@dataclass
class Column:
    """One column, and what its cells are worth.

    Attributes:
        known: By cell: how it is written, and why a row with it is left out; None if it is not.
    """

    of: Field
    known: dict[str, tuple[str, Text | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look at the column once."""
        self.is_past = self.of.type == "date" and not self.of.ahead

    def learn(self, key: str, cell: str) -> tuple[str, Text | None]:
        """Return what becomes known of a cell.

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
        written = line([cell])[:-1]
        self.known[cell] = written, reason
        return written, reason


@dataclass(frozen=True)
class Plan:
    """What to do with cells of these names: worked out once, since rows of a system are alike.

    Attributes:
        columns: The place of each cell in a row, and its column.
        past: The places of days that are never ahead of their reading.
        order: Pairs of places of days, the first never after the second.
    """

    columns: tuple[tuple[int, Column], ...]
    past: tuple[int, ...]
    order: tuple[tuple[int, int], ...]


class Fitting:
    """One table that a system fills."""

    def __init__(self, table: Table) -> None:
        """Look at the table once."""
        self.table = table
        self._columns = {name: Column(of) for name, of in table.fields.items()}
        self._place = {name: place for place, name in enumerate(table.columns)}
        # These three are ours and fit by the way in which they are made.
        self._ours = [self._place[name] for name in (table.key, "institution_id", "document_id")]
        self._either = [(self._place[first], self._place[second]) for first, second in table.either]
        self._blank = [""] * len(self._place)
        self._plans: dict[tuple[str, ...], Plan] = {}

    def fit(
        self, found: Found, row_id: str, institution_id: str, read_on: str
    ) -> tuple[list[str], Text | None]:
        """Return the cells of a row as they are written, and why it is left out, if it is.

        Args:
            found: What the system gave.
            row_id: Its id.
            institution_id: Whose row it is.
            read_on: The day on which its document was read.

        Raises:
            SourceChangedError: A cell is not what its column holds.
        """
        names = tuple(found.cells)
        plan = self._plans.get(names) or self._plan(found, names)
        row = self._blank.copy()
        key, institution, document = self._ours
        row[key], row[institution], row[document] = row_id, institution_id, found.document_id
        reason = None
        for (place, column), cell in zip(plan.columns, found.cells.values(), strict=True):
            if cell:
                row[place], why = column.known.get(cell) or column.learn(found.key, cell)
                reason = why or reason
            elif column.of.required:
                raise _lacking(found, column.of.name)
        for place in plan.past:
            if row[place] > read_on:
                reason = AHEAD
        for first, second in self._either:
            if not (row[first] or row[second]):
                raise _lacking(found, self.table.columns[first], self.table.columns[second])
        for first, second in plan.order:
            if row[first] > row[second] and row[second]:
                reason = reason or ORDER
        return row, reason

    def _plan(self, found: Found, names: tuple[str, ...]) -> Plan:
        """Return the plan of cells of these names; SourceChangedError for one that is no column."""
        for name in names:
            if self._place.get(name, self._ours[0]) in self._ours:
                raise SourceChangedError(
                    f'{found.key}: {found.table} has no column "{name}" to fill'
                )
        for name, of in self.table.fields.items():
            if of.required and name not in names and self._place[name] not in self._ours:
                raise _lacking(found, name)
        plan = Plan(
            columns=tuple((self._place[name], self._columns[name]) for name in names),
            past=tuple(self._place[name] for name in names if self._columns[name].is_past),
            order=tuple(
                (self._place[first], self._place[second])
                for first, second in self.table.order
                if first in names and second in names
            ),
        )
        self._plans[names] = plan
        return plan


def _lacking(found: Found, *names: str) -> SourceChangedError:
    either = " or ".join(f'"{name}"' for name in names)
    return SourceChangedError(f"{found.key}: {found.table} needs a cell in {either}")


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
