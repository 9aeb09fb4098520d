"""The explicit table of a source's names: which of our institutions each of them means."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scorers.country import Country
from scorers.exceptions import SourceError
from scorers.sources import reviewed, writing
from scorers.sources.systems.base import Body


COLUMNS = ("key", "name", "institution_id")
# A source has few bodies and many rows of each; one that names every row anew takes no memory.
MOST_FOUND = 50_000


@dataclass
class Names:
    """names/SOURCE.csv, and the bodies that it lacks.

    Attributes:
        unmatched: Bodies of the source that the table lacks, with their rows.
    """

    by_key: dict[str, str]
    by_name: dict[str, str]
    unmatched: Counter[Body] = field(default_factory=Counter)
    _found: dict[Body, str] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, country: Country, source_id: str, column: str = "") -> "Names":
        """Return the table of a source; an empty one if there is no file yet.

        Args:
            country: Whose institutions.
            source_id: Whose names.
            column: Of institutions.csv, where the source's keys are what it holds: "pte_id".

        Raises:
            SourceError: It names an institution that there is not, or one key twice differently;
                or there is no such column.
        """
        rows = writing.stored(country.folder / "institutions.csv")
        names = cls(_by(column, rows) if column else {}, {})
        file = f"{source_id}.csv"
        if not (country.folder / "names" / file).is_file():
            return names
        ours = {row["institution_id"] for row in rows}
        meanings: dict[str, set[str]] = defaultdict(set)
        for row in reviewed.rows(country, file, COLUMNS):
            meant = row["institution_id"]
            if meant and meant not in ours:
                raise SourceError(f'names/{file}: no institution "{meant}"')
            if row["key"] and names.by_key.setdefault(row["key"], meant) != meant:
                raise SourceError(f'names/{file}: "{row["key"]}" means two institutions')
            meanings[row["name"]].add(meant)
        # A name of several keys that differ says nothing: only its keys do.
        names.by_name.update(
            {name: min(ids) for name, ids in meanings.items() if name and len(ids) == 1}
        )
        return names

    def of_bodies(self, bodies: Sequence[Body]) -> list[str | None]:
        """Return what `of_body` returns for each."""
        found = list(map(self._found.get, bodies))
        for place, institution in enumerate(found) if None in found else ():
            if institution is None:
                found[place] = self.of_body(bodies[place])
        return found

    def of_body(self, body: Body) -> str | None:
        """Return an institution's id, "" for a body known not to be ours, None if unknown."""
        found = self.by_key.get(body.key) if body.key else None
        if found is None:
            found = self.by_name.get(body.name)
        if found is None:
            self.unmatched[body] += 1
        elif len(self._found) < MOST_FOUND:
            self._found[body] = found
        return found


def _by(column: str, rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return institution ids by an id that one of them alone has."""
    if rows and column not in rows[0]:
        raise SourceError(f'institutions.csv: no column "{column}"')
    counts = Counter(row[column] for row in rows)
    return {row[column]: row["institution_id"] for row in rows if counts[row[column]] == 1}
