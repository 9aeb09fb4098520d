"""Judges one file: as a file, by its header, then row by row."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from scorers.checks import check_files, check_header
from scorers.checks.known import Known
from scorers.checks.problem import Finding
from scorers.records import reading
from scorers.records.reading import Chunk
from scorers.records.schema import Field, Table


# Beyond this many different good cells a column's are forgotten: they seldom come again.
REMEMBERED = 20_000

CellCheck = Callable[[Table, Field, Collection[str], Known], Iterator[Finding]]
RowCheck = Callable[[Table, Chunk, Known], Iterator[Finding]]


class TableCheck(Protocol):
    """A check that remembers all rows of a table; made with the table and what is known."""

    def look(self, chunk: Chunk) -> Iterator[Finding]:
        """Yield what is wrong with a chunk, given all the chunks before it."""

    def close(self) -> Iterator[Finding]:
        """Yield what is wrong with the table as a whole."""


@dataclass(frozen=True)
class Checks:
    """All checks of rows.

    Attributes:
        cells: Groups of checks of one cell. In a group the first that objects to a cell speaks,
            so that "N/A" in a column of days is one problem; every group has its say.
        rows: Checks of the cells of one row together.
        tables: Makers of the checks that remember all rows.
    """

    cells: Sequence[Sequence[CellCheck]]
    rows: Sequence[RowCheck]
    tables: Sequence[Callable[[Table, Known], TableCheck]]


@dataclass
class Judge:
    """Judges the files of one table, one after another."""

    table: Table
    known: Known
    checks: Checks
    _remembering: list[TableCheck] = field(default_factory=list)
    _good: dict[str, set[str]] = field(default_factory=dict)
    _bad: dict[str, dict[str, list[Finding]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with no rows."""
        self._remembering = [make(self.table, self.known) for make in self.checks.tables]

    def remember(self, path: Path) -> None:
        """Take in the rows of a file that is not judged, for those that are to be held against."""
        try:
            for chunk in reading.read(path, uneven=[]):
                for check in self._remembering:
                    for _ in check.look(chunk):
                        pass
        except reading.UnreadableError:
            return

    def file(self, path: Path, count_rows: Callable[[int], object]) -> Iterator[Finding]:
        """Yield everything wrong with one file, row by row within each kind of problem."""
        uneven: list[tuple[int, int]] = []
        names: list[str] = []
        try:
            names = reading.header(path)
            yield from check_header.check(self.table, names)
            if len(set(names)) < len(names):
                return
            for chunk in reading.read(path, uneven):
                count_rows(len(chunk))
                yield from self._chunk(chunk)
        except reading.UnreadableError as error:
            yield check_files.unread(error)
        yield from check_files.uneven(uneven, len(names))

    def close(self) -> Iterator[Finding]:
        """Yield what is wrong with the table as a whole."""
        for check in self._remembering:
            yield from check.close()

    def _chunk(self, chunk: Chunk) -> Iterator[Finding]:
        columns = {
            name: cells for name, cells in chunk.columns.items() if name in self.table.fields
        }
        chunk = Chunk(chunk.path, columns, chunk.lines)
        for name, cells in columns.items():
            if bad := self._judged(self.table.fields[name], cells):
                for line, cell in zip(chunk.lines, cells, strict=True):
                    for finding in bad.get(cell, ()):
                        yield replace(finding, line=line, column=name)
        for row_check in self.checks.rows:
            yield from row_check(self.table, chunk, self.known)
        for table_check in self._remembering:
            yield from table_check.look(chunk)

    def _judged(self, of: Field, cells: Sequence[str]) -> Mapping[str, list[Finding]]:
        """Return what is wrong with the cells of a column; each different cell is judged once."""
        good = self._good.setdefault(of.name, {""})
        bad = self._bad.setdefault(of.name, {})
        if good.issuperset(cells):
            return {}
        fresh = set(cells) - good - bad.keys()
        found = self._objections(of, fresh)
        if not of.unique:
            good.update(fresh - found.keys())
        bad.update(found)
        if len(good) > REMEMBERED:
            self._good[of.name] = {""}
        if len(bad) > REMEMBERED:
            self._bad[of.name] = {}
        return bad

    def _objections(self, of: Field, cells: set[str]) -> dict[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        for group in self.checks.cells:
            left = cells
            for check in group:
                objections = {
                    str(finding.cell): finding
                    for finding in check(self.table, of, left, self.known)
                }
                if objections:
                    left = left - objections.keys()
                    for cell, finding in objections.items():
                        found.setdefault(cell, []).append(finding)
        return found
