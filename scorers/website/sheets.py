"""The CSV files of an edition: its tables as frozen, with columns that say whence they are.

Each row begins with the very text that `consta freeze` writes, so a number reads the same in the
repository and on the site.
"""

from collections.abc import Callable, Mapping
from functools import cached_property, partial

from scorers.editions import tabulating
from scorers.editions.book import ScoreBook
from scorers.website.downloads import provenance


class Sheets:
    """The CSV files of one edition."""

    def __init__(self, book: ScoreBook, tables: Mapping[str, bytes]) -> None:
        """Take the tables of the edition as published, by their names."""
        self._book = book
        self._tables = tables
        self._scores = tables[tabulating.SCORES].decode()
        about = provenance(book)
        self._header, self._about = ("," + ",".join(part) for part in (about, about.values()))

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        """Where the rows of each institution begin and end in the text of all scores."""
        spans: dict[str, tuple[int, int]] = {}
        start = self._scores.index("\n") + 1
        while start < len(self._scores):
            name = self._scores[start : self._scores.index(",", start)]
            end = self._scores.index("\n", start) + 1
            spans[name] = (spans.get(name, (start, 0))[0], end)
            start = end
        return spans

    def tables(self) -> dict[str, Callable[[], str]]:
        """Return what makes each of the edition's tables, by its name."""
        return {name: partial(self._told, table) for name, table in self._tables.items()}

    def institution(self, institution_id: str) -> str:
        """Return the scores of one institution, with the rows that each rests on."""
        start, end = self._spans[institution_id]
        header = self._scores[: self._scores.index("\n")]
        lines = [f"{header},rows{self._header}"]
        for line in self._scores[start:end].splitlines():
            name = line.split(",", 3)[2]
            rows = " ".join(self._book.evidence.get((institution_id, name), ()))
            lines.append(f"{line},{rows}{self._about}")
        return "\n".join(lines) + "\n"

    def _told(self, table: bytes) -> str:
        header, _, rows = table.decode().partition("\n")
        told = rows.replace("\n", f"{self._about}\n")
        return f"{header}{self._header}\n{told}"
