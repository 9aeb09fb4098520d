"""Which files are judged, and as which table."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scorers.country import Country, non_working_days
from scorers.exceptions import ContentError
from scorers.records import reading
from scorers.records.schema import Table


LEAST_COLUMNS = 2


@dataclass(frozen=True)
class Target:
    """A file, and the table that it belongs to, None if to none."""

    path: Path
    table: Table | None


def everything(country: Country, tables: Mapping[str, Table]) -> list[Target]:
    """Return every file of every table, and whatever else stands under records/, by path.

    institutions.csv is one of them even where it is missing: no other table can do without it.
    """
    found = [
        Target(path, table) for table in tables.values() for path in reading.files(country, table)
    ]
    records = country.folder / "records"
    known = {target.path for target in found}
    if (root := country.folder / "institutions.csv") not in known:
        found.append(Target(root, tables["institutions"]))
    strays = [
        Target(path, None)
        for path in records.rglob("*")
        if path not in known and not path.name.startswith(".") and not _is_folder(path)
    ]
    return sorted(found + strays, key=lambda target: target.path.as_posix())


def named(country: Country, tables: Mapping[str, Table], files: Iterable[Path]) -> list[Target]:
    """Return the named files by path, each once, with the table of its place or of its header.

    non_working_days.csv is no table and left out: reading the country has checked it.

    Raises:
        ContentError: One does not exist or is a folder.
    """
    found = {}
    for file in files:
        if Path(file).resolve() == (country.folder / non_working_days.FILE).resolve():
            continue  # read with the country, which refuses it with its line
        # Not resolve(): a link must stay one, to be refused.
        path = Path(os.path.abspath(file))  # noqa: PTH100
        if not path.is_relative_to(country.folder):
            path = path.parent.resolve() / path.name
        if not path.is_symlink() and (path.is_dir() or not path.exists()):
            wrong = "is a folder: name its files" if path.is_dir() else "there is no such file"
            raise ContentError(f"{file}: {wrong}")
        found[path] = Target(path, _table(country, tables, path))
    return sorted(found.values(), key=lambda target: target.path.as_posix())


def _table(country: Country, tables: Mapping[str, Table], path: Path) -> Table | None:
    if path.is_relative_to(country.folder):
        return tables.get(_name(path.relative_to(country.folder).parts))
    if path.is_symlink() or not path.is_file() or path.suffix != ".csv":
        return None
    try:
        names = set(reading.header(path))
    except (reading.UnreadableError, OSError):
        return next(iter(tables.values()))  # any will do: the file cannot be read as one
    best = max(tables.values(), key=lambda table: len(names & set(table.columns)))
    return best if len(names & set(best.columns)) >= LEAST_COLUMNS else None


def _name(parts: Sequence[str]) -> str:
    """Return the table that a place below the country's folder is for, "" if none."""
    if not parts[-1].endswith(".csv"):
        return ""
    if parts == ("institutions.csv",):
        return "institutions"
    if parts[0] != "records" or parts == ("records", "institutions.csv"):
        return ""
    if len(parts) == 2:  # noqa: PLR2004
        return parts[1].removesuffix(".csv")
    return parts[1] if len(parts) == 3 and parts[1] != "institutions" else ""  # noqa: PLR2004


def _is_folder(path: Path) -> bool:
    """Return whether a path is a folder as it should be: no link, and not named like a table."""
    return path.is_dir() and not path.is_symlink() and path.suffix != ".csv"
