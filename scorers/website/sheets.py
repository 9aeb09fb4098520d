"""The CSV files of an edition: its tables as frozen, with columns that say whence they are.

Each row begins with the very text that `consta freeze` writes, so a number reads the same in the
repository and on the site.
"""

from collections.abc import Callable, Mapping
from functools import partial

from scorers.editions import tabulating
from scorers.editions.book import ScoreBook
from scorers.editions.first_alone import FirstAlone
from scorers.website.downloads import provenance


class Sheets:
    """The CSV files of one edition."""

    def __init__(self, book: ScoreBook, tables: Mapping[str, bytes]) -> None:
        """Take the tables of the edition as published, by their names."""
        self._book = book
        self._tables = tables
        self._scores = tables[tabulating.SCORES].decode()
        about = provenance(book)
        self._rows = FirstAlone(self._one, self._every)
        self._header, self._about = ("," + ",".join(part) for part in (about, about.values()))

    def _one(self, institution_id: str) -> str:
        """Return the rows of one institution in the text of all scores."""
        first = self._scores.index(f"\n{institution_id},") + 1
        last = self._scores.rindex(f"\n{institution_id},")
        return self._scores[first : self._scores.index("\n", last + 1) + 1]

    def _every(self) -> Callable[[str], str]:
        spans: dict[str, tuple[int, int]] = {}
        start = self._scores.index("\n") + 1
        while start < len(self._scores):
            name = self._scores[start : self._scores.index(",", start)]
            end = self._scores.index("\n", start) + 1
            spans[name] = (spans.get(name, (start, 0))[0], end)
            start = end
        return lambda institution_id: self._scores[slice(*spans[institution_id])]

    def tables(self) -> dict[str, Callable[[], str]]:
        """Return what makes each of the edition's tables, by its name."""
        return {name: partial(self._told, table) for name, table in self._tables.items()}

    def institution(self, institution_id: str) -> str:
        """Return the scores of one institution, with the rows that each rests on."""
        header = self._scores[: self._scores.index("\n")]
        lines = [f"{header},rows{self._header}"]
        for line in self._rows(institution_id).splitlines():
            name = line.split(",", 3)[2]
            rows = " ".join(self._book.evidence.get((institution_id, name), ()))
            lines.append(f"{line},{rows}{self._about}")
        return "\n".join(lines) + "\n"

    def _told(self, table: bytes) -> str:
        header, _, rows = table.decode().partition("\n")
        told = rows.replace("\n", f"{self._about}\n")
        return f"{header}{self._header}\n{told}"
