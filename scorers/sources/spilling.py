"""Rows and documents of a running pull, on disk: a million of them take no memory.

They wait in a temporary SQLite file that goes with its connection, in the order in which they came,
and come out sorted by id, the last one of each.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date

from scorers.exceptions import SourceChangedError


TABLES = ("requests", "observations", "statistics")
# No cell holds it: control characters are refused before.
APART = "\x1f"
BATCH = 2_000


class Spill:
    """Rows by table, as cells in the order of its columns."""

    def __init__(self) -> None:
        """Begin empty."""
        self._waiting: dict[str, list[tuple[str, str, str, str]]] = {name: [] for name in TABLES}
        self._read_on: tuple[str, date | None] = ("", None)
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA cache_size = -16000; BEGIN;"
            "CREATE TABLE documents (id TEXT PRIMARY KEY, day TEXT, cells TEXT);"
            + "".join(
                f"CREATE TABLE {table} (id TEXT, key TEXT, document TEXT, cells TEXT);"
                for table in TABLES
            )
        )

    def document(self, document_id: str, read_on: date, cells: Sequence[str]) -> None:
        """Keep a document that rows may rest on."""
        self._read_on = (document_id, read_on)
        self._base.execute(
            "INSERT OR REPLACE INTO documents VALUES (?, ?, ?)",
            (document_id, read_on.isoformat(), APART.join(cells)),
        )

    def read_on(self, document_id: str) -> date | None:
        """Return the day on which a document was read, None if there is none of that id."""
        if self._read_on[0] != document_id:
            row = self._base.execute(
                "SELECT day FROM documents WHERE id = ?", (document_id,)
            ).fetchone()
            self._read_on = (document_id, None if row is None else date.fromisoformat(row[0]))
        return self._read_on[1]

    def row(self, table: str, row_id: str, key: str, document_id: str, cells: list[str]) -> None:
        """Keep a row."""
        waiting = self._waiting[table]
        waiting.append((row_id, key, document_id, APART.join(cells)))
        if len(waiting) >= BATCH:
            self._flush(table)

    def settle(self) -> int:
        """Return how many rows came again: on a page that shifted, or in a later pull.

        Raises:
            SourceChangedError: Two keys of the source make one id.
        """
        repeated = 0
        for table in TABLES:
            self._flush(table)
            self._base.execute(f"CREATE INDEX {table}_id ON {table} (id, key)")
            two = self._base.execute(
                f"SELECT id, min(key), max(key) FROM {table} GROUP BY id"  # noqa: S608
                " HAVING min(key) <> max(key) LIMIT 1"
            ).fetchone()
            if two is not None:
                raise SourceChangedError(
                    f'the keys "{two[1]}" and "{two[2]}" make one id, {two[0]}'
                )
            (count,) = self._base.execute(
                f"SELECT count(*) - count(DISTINCT id) FROM {table}"  # noqa: S608
            ).fetchone()
            repeated += count
        return repeated

    def has(self, table: str) -> bool:
        """Return whether a table has rows."""
        return self._base.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is not None  # noqa: S608

    def rows(self, table: str) -> Iterator[list[str]]:
        """Yield the rows of a table, sorted by id; of one id the last."""
        # SQLite takes the other columns from the row that has the greatest rowid.
        found = self._base.execute(
            f"SELECT cells, max(rowid) FROM {table} GROUP BY id ORDER BY id"  # noqa: S608
        )
        for cells, _ in found:
            yield cells.split(APART)

    def documents(self) -> Iterator[list[str]]:
        """Yield the documents that a row rests on, sorted by id."""
        used = " UNION ".join(
            f"SELECT document FROM (SELECT document, max(rowid) FROM {table} GROUP BY id)"  # noqa: S608
            for table in TABLES
        )
        found = self._base.execute(
            f"SELECT cells FROM documents WHERE id IN ({used}) ORDER BY id"  # noqa: S608
        )
        for (cells,) in found:
            yield cells.split(APART)

    def close(self) -> None:
        """Give the space back."""
        self._base.close()

    def _flush(self, table: str) -> None:
        self._base.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?, ?)",  # noqa: S608
            self._waiting[table],
        )
        self._waiting[table].clear()
