"""What every check is told: the country, the day, and the ids that may be referred to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorers.country import Country
from scorers.records import reading
from scorers.records.schema import Table


@dataclass(frozen=True)
class Known:
    """What every check is told.

    Attributes:
        today: The latest day that a fact can have.
        ids: The ids of every table that others refer to. A table of which a file is missing or
            cannot be read is left out: its ids are not known, so none can be called wrong.
    """

    country: Country
    today: date
    ids: Mapping[str, frozenset[str]]


def ids(
    tables: Mapping[str, Table], files: Mapping[str, Iterable[Path]]
) -> dict[str, frozenset[str]]:
    """Return the ids of each table that another refers to, from all its files.

    Args:
        tables: Every table by name.
        files: All files, judged or not, of each table that is whole.
    """
    wanted = {reference.table for table in tables.values() for reference in table.references}
    known: dict[str, frozenset[str]] = {}
    for name in sorted(wanted & files.keys()):
        try:
            known[name] = frozenset(
                cell for path in files[name] for cell in keys(path, tables[name].key)
            )
        except reading.UnreadableError:
            continue
    return known


def keys(path: Path, key: str) -> Iterable[str]:
    """Yield the filled cells of the key column of a file; UnreadableError as reading.read."""
    for chunk in reading.read(path, uneven=[]):
        yield from (cell for cell in chunk.columns.get(key, ()) if cell)
