"""Ids that two rows share."""

from collections.abc import Iterator
from pathlib import Path

from scorers.checks.known import Known
from scorers.checks.problem import Finding, Holes, Rule
from scorers.records.reading import Chunk
from scorers.records.schema import Table
from scorers.text import Text


RULES = (
    KEY := Rule(
        "duplicate-id",
        expected=Text(
            es="un identificador que ninguna otra fila tenga; ya está en {file}:{line}",
            en="an id that no other row has; it already stands at {file}:{line}",
        ),
        remedy=Text(
            es="Dé otro identificador a la fila nueva, o quítela si es la misma.",
            en="Give the new row another id, or take it out if it is the same.",
        ),
    ),
)


class Check:
    """Remembers where every id of a table first stood."""

    def __init__(self, table: Table, known: Known) -> None:
        """Begin with no rows."""
        del known
        self.key = table.key
        self.seen: dict[str, int] = {}
        self.chunks: list[Chunk] = []

    def look(self, chunk: Chunk) -> Iterator[Finding]:
        """Yield the ids of a chunk that have stood before.

        An id is kept with the number of its chunk alone: the line is looked up only where two rows
        share it, so that a million ids cost little more than their own letters.
        """
        cells = chunk.columns.get(self.key)
        if cells is None:
            return
        here = len(self.chunks)
        self.chunks.append(Chunk(chunk.path, {self.key: cells}, chunk.lines))
        fresh = dict.fromkeys(cells, here)
        if len(fresh) == len(cells) and self.seen.keys().isdisjoint(fresh):
            self.seen.update(fresh)
            return
        for row, cell in enumerate(cells):
            if not cell:
                continue
            first = self.seen.setdefault(cell, here)
            path, line = self._place(first, cell)
            if first != here or line != chunk.lines[row]:
                holes: Holes = {"file": path, "line": str(line)}
                yield Finding(KEY, cell, line=chunk.lines[row], column=self.key, holes=holes)

    def close(self) -> Iterator[Finding]:
        """Yield nothing: every problem was told at its row."""
        yield from ()

    def _place(self, number: int, cell: str) -> tuple[Path, int]:
        chunk = self.chunks[number]
        return chunk.path, chunk.lines[chunk.columns[self.key].index(cell)]
