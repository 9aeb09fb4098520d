"""Rows and documents of a running pull, on disk: a million of them take no memory.

They wait in a temporary SQLite file that goes with its connection, and come out sorted by id.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from scorers.exceptions import SourceChangedError


TABLES = ("requests", "observations", "statistics")


class Spill:
    """Rows by table and id; of one id the last row counts.

    Attributes:
        repeated: How many rows came again: on a page that shifted, or in a later pull.
    """

    def __init__(self) -> None:
        """Begin empty."""
        self.repeated = 0
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA cache_size = -16000; BEGIN;"
            "CREATE TABLE documents (id TEXT PRIMARY KEY, at TEXT, cells TEXT);"
            + "".join(
                f"CREATE TABLE {table} (id TEXT PRIMARY KEY, key TEXT, document TEXT, cells TEXT)"
                " WITHOUT ROWID;"
                for table in TABLES
            )
        )

    def document(self, document_id: str, at: datetime, cells: Mapping[str, str]) -> None:
        """Keep a document that rows may rest on."""
        self._base.execute(
            "INSERT OR REPLACE INTO documents VALUES (?, ?, ?)",
            (document_id, at.isoformat(), json.dumps(cells, ensure_ascii=False)),
        )

    def read_at(self, document_id: str) -> datetime | None:
        """Return when a document was read, None if there is none of that id."""
        row = self._base.execute("SELECT at FROM documents WHERE id = ?", (document_id,)).fetchone()
        return None if row is None else datetime.fromisoformat(row[0]).astimezone(UTC)

    def row(self, table: str, row_id: str, key: str, cells: Mapping[str, str]) -> None:
        """Keep a row.

        Raises:
            SourceChangedError: Two keys of the source make one id.
        """
        values = (row_id, key, cells["document_id"], json.dumps(cells, ensure_ascii=False))
        done = self._base.execute(f"INSERT OR IGNORE INTO {table} VALUES (?, ?, ?, ?)", values)  # noqa: S608
        if done.rowcount:
            return
        (other,) = self._base.execute(
            f"SELECT key FROM {table} WHERE id = ?",  # noqa: S608
            (row_id,),
        ).fetchone()
        if other != key:
            raise SourceChangedError(f'the keys "{other}" and "{key}" make one id, {row_id}')
        self.repeated += 1
        self._base.execute(f"REPLACE INTO {table} VALUES (?, ?, ?, ?)", values)  # noqa: S608

    def count(self, table: str) -> int:
        """Return how many rows of a table there are."""
        (count,) = self._base.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
        return int(count)

    def rows(self, table: str) -> Iterator[dict[str, str]]:
        """Yield the rows of a table, sorted by id."""
        found = self._base.execute(f"SELECT cells FROM {table} ORDER BY id")  # noqa: S608
        for (cells,) in found:
            yield json.loads(cells)

    def documents(self) -> Iterator[dict[str, str]]:
        """Yield the documents that a row rests on, sorted by id."""
        used = " UNION ".join(f"SELECT document FROM {table}" for table in TABLES)  # noqa: S608
        found = self._base.execute(
            f"SELECT cells FROM documents WHERE id IN ({used}) ORDER BY id"  # noqa: S608
        )
        for (cells,) in found:
            yield json.loads(cells)

    def close(self) -> None:
        """Give the space back."""
        self._base.close()
