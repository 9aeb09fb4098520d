"""Entries by address and by offset, on disk: a pull may have a million of them."""

import sqlite3
import threading
from collections.abc import Iterator
from typing import Any

from scorers.sources.archive.entry import Entry, read_line


class Catalogue:
    """Entries of one file or several, in their order; an address may have many."""

    def __init__(self) -> None:
        """Make an empty one, in a file that goes with it."""
        # Replies are read in a thread of their own, and whoever stops a pull does not wait for it:
        # closing the base while a statement runs would end the whole process.
        self._alone = threading.Lock()
        self._base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._base.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA cache_size = -8000; BEGIN;"
            "CREATE TABLE entries"
            " (address TEXT, file TEXT, offset INTEGER, line TEXT, is_taken INTEGER);"
            "CREATE INDEX by_address ON entries (address, is_taken);"
            "CREATE INDEX by_offset ON entries (offset);"
        )

    def add(self, file: str, entry: Entry, *, is_taken: bool = False) -> None:
        """Add an entry of a file; one that is taken is not given by `take`."""
        row = (entry.address, file, entry.offset, entry.line(), is_taken)
        with self._alone:
            self._base.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?)", row)

    def find(self, address: str) -> tuple[str, Entry] | None:
        """Return file and entry of the last reply of an address, None if it was not read."""
        row = self._row(
            "SELECT file, line FROM entries WHERE address = ? ORDER BY rowid DESC LIMIT 1", address
        )
        return None if row is None else (row[0], _entry(row[1]))

    def take(self, address: str) -> tuple[str, Entry] | None:
        """Return file and entry of the next reply of an address, each once; None behind the last.

        They come in their order: the first, then the second.
        """
        row = self._row(
            "SELECT rowid, file, line FROM entries WHERE address = ? AND is_taken = 0"
            " ORDER BY rowid LIMIT 1",
            address,
        )
        if row is None:
            return None
        with self._alone:
            self._base.execute("UPDATE entries SET is_taken = 1 WHERE rowid = ?", row[:1])
        return row[1], _entry(row[2])

    def at(self, offset: int) -> Entry | None:
        """Return the entry at an offset; for the entries of one file."""
        row = self._row("SELECT line FROM entries WHERE offset = ?", offset)
        return None if row is None else _entry(row[0])

    def __iter__(self) -> Iterator[Entry]:
        """Yield the entries by their offsets, for one thread; for the entries of one file."""
        for (line,) in self._base.execute("SELECT line FROM entries ORDER BY offset"):
            yield _entry(line)

    def __len__(self) -> int:
        """Return how many entries there are."""
        return int(self._row("SELECT count(*) FROM entries")[0])

    @property
    def addresses(self) -> int:
        """How many addresses there are."""
        return int(self._row("SELECT count(DISTINCT address) FROM entries")[0])

    def close(self) -> None:
        """Give the space back; what is asked afterwards is a sqlite3.ProgrammingError."""
        with self._alone:
            self._base.close()

    def _row(self, statement: str, *values: object) -> Any:
        with self._alone:
            return self._base.execute(statement, values).fetchone()


def _entry(line: str) -> Entry:
    found = read_line(line)
    if not isinstance(found, Entry):
        raise TypeError(line)
    return found
