"""Small tables of a country's names/ folder, made and reviewed by hand."""

import csv
from pathlib import Path

from scorers.country import Country
from scorers.exceptions import SourceError


def rows(country: Country, name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the rows of names/NAME, in the file's order.

    Raises:
        SourceError: There is no such file, it is not a CSV in UTF-8, or a column is missing.
    """
    path: Path = country.folder / "names" / name
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            found = list(csv.DictReader(file, restkey="", restval="", strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"{path}: {error}") from error
    for column in columns:
        if found and column not in found[0]:
            raise SourceError(f'{path}: no column "{column}"')
    return found
