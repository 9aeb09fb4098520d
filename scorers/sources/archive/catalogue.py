"""Entries by address and by offset, on disk: a pull may have a million of them."""

import sqlite3
from collections.abc import Iterator

from scorers.sources.archive.entry import Entry, read_line


class Catalogue:
    """Entries of one file or several, in their order; an address may have many."""

    def __init__(self) -> None:
        """Make an empty one, in a file that goes with it."""
        # Replies are read in a thread of their own; one thread at a time uses a catalogue.
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
        self._base.execute(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?)",
            (entry.address, file, entry.offset, entry.line(), is_taken),
        )

    def find(self, address: str) -> tuple[str, Entry] | None:
        """Return file and entry of the last reply of an address, None if it was not read."""
        row = self._base.execute(
            "SELECT file, line FROM entries WHERE address = ? ORDER BY rowid DESC LIMIT 1",
            (address,),
        ).fetchone()
        return None if row is None else (row[0], _entry(row[1]))

    def take(self, address: str) -> tuple[str, Entry] | None:
        """Return file and entry of the next reply of an address, each once; None behind the last.

        They come in their order: the first, then the second.
        """
        row = self._base.execute(
            "SELECT rowid, file, line FROM entries WHERE address = ? AND is_taken = 0"
            " ORDER BY rowid LIMIT 1",
            (address,),
        ).fetchone()
        if row is None:
            return None
        self._base.execute("UPDATE entries SET is_taken = 1 WHERE rowid = ?", row[:1])
        return row[1], _entry(row[2])

    def at(self, offset: int) -> Entry | None:
        """Return the entry at an offset; for the entries of one file."""
        row = self._base.execute("SELECT line FROM entries WHERE offset = ?", (offset,)).fetchone()
        return None if row is None else _entry(row[0])

    def __iter__(self) -> Iterator[Entry]:
        """Yield the entries by their offsets; for the entries of one file."""
        for (line,) in self._base.execute("SELECT line FROM entries ORDER BY offset"):
            yield _entry(line)

    def __len__(self) -> int:
        """Return how many entries there are."""
        (count,) = self._base.execute("SELECT count(*) FROM entries").fetchone()
        return int(count)

    @property
    def addresses(self) -> int:
        """How many addresses there are."""
        (count,) = self._base.execute("SELECT count(DISTINCT address) FROM entries").fetchone()
        return int(count)

    def close(self) -> None:
        """Give the space back."""
        self._base.close()


def _entry(line: str) -> Entry:
    found = read_line(line)
    if not isinstance(found, Entry):
        raise TypeError(line)
    return found
