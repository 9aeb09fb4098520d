"""Rows and documents of a running pull, on disk: a million of them take no memory.

They wait in a temporary SQLite file that goes with its connection, as lines of their files and in
the order in which they came. Once, at the end, they are sorted by id; the last one of each stays.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import date
from typing import TextIO

from scorers.exceptions import SourceChangedError


TABLES = ("requests", "observations", "statistics")
BATCH = 2_000


class Spill:
    """Rows by table, and the documents that they rest on."""

    def __init__(self) -> None:
        """Begin empty."""
        self._waiting: dict[str, list[tuple[str, str, int, str]]] = {name: [] for name in TABLES}
        self._sorted: dict[str, TextIO] = {}
        self._used = bytearray()
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA cache_size = -16000; BEGIN;"
            "CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT UNIQUE, day TEXT, line);"
            + "".join(
                f"CREATE TABLE {table} (id TEXT, key TEXT, document INTEGER, line TEXT);"
                for table in TABLES
            )
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

    def row(self, table: str, row_id: str, key: str, document: int, line: str) -> None:
        """Keep a row; its document is named by number."""
        waiting = self._waiting[table]
        waiting.append((row_id, key, document, line))
        if len(waiting) >= BATCH:
            self._flush(table)

    def settle(self) -> int:
        """Sort the rows, and return how many came again: on a page that shifted, or later.

        Raises:
            SourceChangedError: Two keys of the source make one id.
        """
        (last,) = self._base.execute("SELECT coalesce(max(number), 0) FROM documents").fetchone()
        self._used = bytearray(last + 1)
        return sum(self._sort(table) for table in TABLES)

    def _sort(self, table: str) -> int:
        self._flush(table)
        file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115
        self._sorted[table] = file
        found = self._base.execute(
            f"SELECT id, key, document, line FROM {table} ORDER BY id, rowid"  # noqa: S608
        )
        before: tuple[str, str, int, str] = ("", "", 0, "")
        repeated = 0
        for row in found:
            if row[0] != before[0]:
                file.write(before[3])
                self._used[before[2]] = 1
            elif row[1] != before[1]:
                keys = f'"{before[1]}" and "{row[1]}"'
                raise SourceChangedError(f"the keys {keys} make one id, {row[0]}")
            else:
                repeated += 1
            before = row
        file.write(before[3])
        self._used[before[2]] = 1
        return repeated

    def has(self, table: str) -> bool:
        """Return whether a table has rows, once they are sorted."""
        return self._sorted[table].tell() > 0

    def rows(self, table: str) -> Iterator[str]:
        """Yield the lines of a table, sorted by id; of one id the last."""
        file = self._sorted[table]
        file.seek(0)
        yield from file

    def documents(self) -> Iterator[str]:
        """Yield the lines of the documents that a row rests on, sorted by id."""
        for number, line in self._base.execute("SELECT number, line FROM documents ORDER BY id"):
            if self._used[number]:
                yield line

    def close(self) -> None:
        """Give the space back."""
        for file in self._sorted.values():
            file.close()
        self._base.close()

    def _flush(self, table: str) -> None:
        self._base.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?, ?)",  # noqa: S608
            self._waiting[table],
        )
        self._waiting[table].clear()
