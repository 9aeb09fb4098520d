"""Rows and documents of a running pull, on disk: a million of them take no memory.

Rows wait as lines of their files, to be sorted once, at the end. Documents wait in a temporary
SQLite file that goes with its connection.
"""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from operator import itemgetter
from typing import TextIO

from scorers.sources.sorting import Row, Sorting


TABLES = ("requests", "observations", "statistics")
DOCUMENT, LINE = itemgetter(2), itemgetter(3)
PIECE = 1 << 20


class Spill:
    """Rows by table, and the documents that they rest on."""

    def __init__(self) -> None:
        """Begin empty."""
        self._rows = {name: Sorting() for name in TABLES}
        self._sorted: dict[str, TextIO] = {}
        self._used: set[int] = set()
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA cache_size = -16000; BEGIN;"
            "CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT UNIQUE, day TEXT, line);"
        )

    def document(self, document_id: str, read_on: date, line: str) -> None:
        """Keep a document that rows may rest on; of one id the last."""
        self._base.execute(
            "INSERT INTO documents (id, day, line) VALUES (?1, ?2, ?3)"
            " ON CONFLICT (id) DO UPDATE SET day = ?2, line = ?3",
            (document_id, read_on.isoformat(), line),
        )

    def numbered(self, document_id: str) -> tuple[int, str] | None:
        """Return the number of a document and the day on which it was read, None without one."""
        found: tuple[int, str] | None = self._base.execute(
            "SELECT number, day FROM documents WHERE id = ?", (document_id,)
        ).fetchone()
        return found

    def rows(self, table: str, rows: Iterable[Row]) -> None:
        """Keep rows of a table; each names its document by number."""
        self._rows[table].add(rows)

    def settle(self) -> int:
        """Sort the rows, and return how many came again: on a page that shifted, or later.

        Raises:
            SourceChangedError: Two keys of the source make one id.
        """
        for table, sorting in self._rows.items():
            file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115
            self._sorted[table] = file
            for batch in sorting.batches():
                self._used.update(map(DOCUMENT, batch))
                file.write("\n".join([*map(LINE, batch), ""]))
        return sum(sorting.repeated for sorting in self._rows.values())

    def has(self, table: str) -> bool:
        """Return whether a table has rows, once they are sorted."""
        return self._sorted[table].tell() > 0

    def lines(self, table: str) -> Iterator[str]:
        """Yield the lines of a table in pieces, sorted by id; of one id the last."""
        file = self._sorted[table]
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece

    def documents(self) -> Iterator[str]:
        """Yield the lines of the documents that a row rests on, sorted by id."""
        for number, line in self._base.execute("SELECT number, line FROM documents ORDER BY id"):
            if number in self._used:
                yield line

    def close(self) -> None:
        """Give the space back."""
        for sorting in self._rows.values():
            sorting.close()
        for file in self._sorted.values():
            file.close()
        self._base.close()
