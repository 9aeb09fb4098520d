"""Holds rows that a system gives to their table, before they are kept.

A cell that its column cannot hold is a defect of the system's module or a change of the source,
and stops it. A row that is well made but cannot be true, or that a spreadsheet would run, is left
out with its reason: one such row must not keep a million others away.

Rows are fitted many at once and column by column: what is looked at once for each cell of a
million rows is what a pull takes its time for.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, count, groupby, repeat
from operator import gt

from scorers.exceptions import SourceChangedError
from scorers.records.cells import FORMULA_STARTS, NUMBER, value
from scorers.records.schema import Field, Table
from scorers.sources import writing
from scorers.sources.systems.base import Many
from scorers.text import Text


FORMULA = Text("con un texto que una hoja de cálculo ejecutaría", "a text a spreadsheet would run")
AHEAD = Text("con un día posterior a su lectura", "a day after it was read")
ORDER = Text("con días en un orden imposible", "days in an order that cannot be")
EARLY = Text("con un año anterior a 1900", "a year before 1900")
FIRST_YEAR = "1900"
UNFIT = re.compile(r"[^A-Za-z0-9]+")
FIT = re.compile(r"[A-Za-z0-9]+([-\n][A-Za-z0-9]+)*")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# Most cells repeat: days, outcomes, institutions. What they are worth is worked out once.
MOST_KNOWN = 50_000
LONGEST_ID = 120


def row_ids(country_id: str, source_id: str, keys: Sequence[str]) -> list[str]:
    """Return COUNTRY:SOURCE:KEY in the form of an id for each key.

    A letter or sign that ids do not have becomes a hyphen.

    Raises:
        SourceChangedError: No id can be made of a key.
    """
    lines = "\n".join(keys)
    # Most keys fit as they are, and are looked at all together.
    is_fit = lines.count("\n") == len(keys) - 1 and FIT.fullmatch(lines)
    fit = keys if is_fit else [UNFIT.sub("-", key).strip("-") for key in keys]
    beginning = f"{country_id}:{source_id}:"
    ids = [f"{beginning}{key}" for key in fit]
    if "" in fit or max(map(len, ids), default=0) > LONGEST_ID:
        _refuse(source_id, keys, fit, ids)
    return ids


def _refuse(source_id: str, keys: Sequence[str], fit: Sequence[str], ids: Sequence[str]) -> None:
    """Raise SourceChangedError for the first key that makes no id."""
    for key, part, made in zip(keys, fit, ids, strict=True):
        if not part:
            raise SourceChangedError(f'{source_id}: no id can be made of the key "{key[:80]}"')
        if len(made) > LONGEST_ID:
            raise SourceChangedError(f'{source_id}: the key "{key[:80]}" makes too long an id')


@dataclass
class Column:
    """One column, and what its cells are worth.

    Attributes:
        known: How a cell is written.
        left: Why a row with a cell is left out.
    """

    of: Field
    known: dict[str, str] = field(default_factory=dict)
    left: dict[str, Text] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look at the column once."""
        self.is_past = self.of.type == "date" and not self.of.ahead

    def written(self, batch: Many, faults: dict[int, SourceChangedError]) -> list[str]:
        """Return how the cells of rows are written; a place whose cell does not fit is a fault."""
        cells = batch.columns[self.of.name]
        if len(self.known) >= MOST_KNOWN:
            self.known.clear()
            self.left.clear()
        found = list(map(self.known.get, cells))
        for place, text in enumerate(found) if None in found else ():
            if text is None:
                try:
                    found[place] = self._learn(batch, place, cells[place])
                except SourceChangedError as error:
                    faults.setdefault(place, error)
                    break
        return found  # type: ignore[return-value]

    def _learn(self, batch: Many, place: int, cell: str) -> str:
        """Return how a cell is written, and know it from now on; SourceChangedError if unfit."""
        of = self.of
        if not cell:
            if of.required:
                raise _lacking(batch, place, of.name)
            return self.known.setdefault(cell, "")
        reason = None
        is_number = of.type in {"integer", "number"} and NUMBER.fullmatch(cell) is not None
        if cell[0] in FORMULA_STARTS and not is_number:
            reason = FORMULA
        elif not _fits(of, cell):
            raise SourceChangedError(
                f'{batch.keys[place]}: "{cell[:80]}" does not fit the column "{of.name}"'
            )
        elif of.type == "date" and cell < FIRST_YEAR:
            reason = EARLY
        if reason:
            self.left[cell] = reason
        return self.known.setdefault(cell, writing.cell(cell))


class Fitting:
    """One table that a system fills."""

    def __init__(self, table: Table) -> None:
        """Look at the table once."""
        self.table = table
        self._columns = {name: Column(of) for name, of in table.fields.items()}
        # These three are ours and fit by the way in which they are made.
        self._ours = (table.key, "institution_id", "document_id")
        self._required = [
            name for name, of in table.fields.items() if of.required and name not in self._ours
        ]

    def fit(
        self, batch: Many, ids: list[str], institutions: list[str], read_on: str
    ) -> tuple[list[str], dict[int, Text]]:
        """Return the lines of rows without their ends, and by place why some are left out.

        Args:
            batch: What the system gave.
            ids: Of the rows.
            institutions: Whose rows they are.
            read_on: The day on which their document was read.

        Raises:
            SourceChangedError: A cell is not what its column holds.
        """
        faults: dict[int, SourceChangedError] = {}
        reasons: dict[int, Text] = {}
        columns: dict[str, list[str]] = {}
        self._require_known(batch)
        for name, cells in batch.columns.items():
            column = self._columns[name]
            columns[name] = column.written(batch, faults)
            if column.left:
                left = ((place, column.left.get(cell)) for place, cell in enumerate(cells))
                reasons.update((place, reason) for place, reason in left if reason)
        self._find_blanks(batch, columns, faults)
        if faults:
            raise faults[min(faults)]
        for name, cells in columns.items():
            if self._columns[name].is_past and max(cells) > read_on:
                late = (place for place, cell in enumerate(cells) if cell > read_on)
                reasons.update(dict.fromkeys(late, AHEAD))
        for place in self._disordered(columns):
            reasons.setdefault(place, ORDER)
        key, institution, document = self._ours
        every = {
            **columns,
            key: ids,
            institution: institutions,
            document: repeat(batch.document_id),
        }
        ordered: list[Iterable[str]] = []
        # Columns that are blank side by side are written as one piece.
        for is_filled, names in groupby(self.table.columns, key=every.__contains__):
            together = list(names)
            if is_filled:
                ordered += [every[name] for name in together]
            else:
                ordered.append(repeat("," * (len(together) - 1)))
        return list(map(",".join, zip(*ordered, strict=False))), reasons

    def _require_known(self, batch: Many) -> None:
        """Raise SourceChangedError where a column is filled that cannot be, or one is not."""
        for name, cells in batch.columns.items():
            if name not in self._columns or name in self._ours:
                key = next(compress(batch.keys, cells))
                raise SourceChangedError(f'{key}: {batch.table} has no column "{name}" to fill')
        for name in self._required:
            if name not in batch.columns:
                raise _lacking(batch, 0, name)

    def _find_blanks(
        self,
        batch: Many,
        columns: dict[str, list[str]],
        faults: dict[int, SourceChangedError],
    ) -> None:
        """Find the first row that fills neither of two columns, one of which must be filled."""
        blank = [""] * len(batch.keys)
        for first, second in self.table.either:
            cells, others = columns.get(first, blank), columns.get(second, blank)
            if "" in cells:
                for place, pair in enumerate(zip(cells, others, strict=True)):
                    if not any(pair):
                        faults.setdefault(place, _lacking(batch, place, first, second))
                        break

    def _disordered(self, columns: dict[str, list[str]]) -> Iterator[int]:
        """Yield the rows with a day that lies before one that it cannot lie before."""
        for first, second in self.table.order:
            if first in columns and second in columns:
                later = map(gt, columns[first], columns[second])
                others = columns[second]
                yield from (place for place in compress(count(), later) if others[place])


def _lacking(batch: Many, place: int, *names: str) -> SourceChangedError:
    either = " or ".join(f'"{name}"' for name in names)
    return SourceChangedError(f"{batch.keys[place]}: {batch.table} needs a cell in {either}")


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
