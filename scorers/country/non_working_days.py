"""Reads non_working_days.csv, and refuses a line that cannot be."""

import csv
import re
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from scorers.country.calendar import NonWorkingDay
from scorers.exceptions import CountryError
from scorers.text import near


FILE = "non_working_days.csv"
COLUMNS = ["day", "regions", "norm", "source", "confirmed"]
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FLAGS = {"true": True, "false": False}


def read(path: Path, regions: Collection[str]) -> tuple[NonWorkingDay, ...]:
    """Return the days of a file, sorted; none if there is no such file.

    Args:
        path: Columns: day; regions, ids of the country's regions with a space between them, blank
            for the whole country; norm, blank where not known; source; confirmed, true or false.
        regions: The ids of the country's regions.

    Raises:
        CountryError: The file cannot be read, or a line cannot be; the message names its line.
    """
    if not path.exists():
        return ()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, strict=True)
            if (header := next(rows, [])) != COLUMNS:
                found = ",".join(header)
                raise CountryError(f'{path}:1: "{found}"; write the header {",".join(COLUMNS)}')
            days = list(_days(path, rows, regions))
    except (UnicodeDecodeError, csv.Error) as error:
        raise CountryError(f"{path}: not CSV in UTF-8: {error}") from error
    except OSError as error:
        raise CountryError(f"{path}: cannot be read: {error.strerror}") from error
    return tuple(sorted(days, key=lambda one: (one.day, one.regions)))


def _days(path: Path, rows: Any, regions: Collection[str]) -> Iterator[NonWorkingDay]:
    seen: set[tuple[date, str]] = set()
    for row in filter(None, rows):
        line = rows.line_num
        if len(row) != len(COLUMNS):
            raise CountryError(f"{path}:{line}: {len(row)} cells; write {len(COLUMNS)}")
        cells = dict(zip(COLUMNS, row, strict=True))
        one = NonWorkingDay(
            day=_day(path, line, cells["day"]),
            regions=_regions(path, line, cells["regions"], regions),
            norm=cells["norm"],
            source=_filled(path, line, cells["source"]),
            confirmed=_flag(path, line, cells["confirmed"]),
        )
        for region in one.regions or ("",):
            if (one.day, region) in seen:
                raise CountryError(f"{path}:{line}: {one.day} stands there twice; write it once")
            seen.add((one.day, region))
        yield one


def _wrong(path: Path, line: int, column: str, cell: str, due: str) -> CountryError:
    return CountryError(f'{path}:{line}:{column}: "{cell}"; write {due}')


def _day(path: Path, line: int, cell: str) -> date:
    try:
        if DAY.fullmatch(cell):
            return date.fromisoformat(cell)
    except ValueError:
        pass
    raise _wrong(path, line, "day", cell, "a day such as 2024-12-31")


def _regions(path: Path, line: int, cell: str, known: Collection[str]) -> tuple[str, ...]:
    words = cell.split()
    for word in words:
        if word not in known:
            meant = near(word, known)
            due = "ids of [[region]] with a space between them, or nothing for all"
            due += f'; did you mean "{meant}"?' if meant else ""
            raise _wrong(path, line, "regions", word, due)
    return tuple(sorted(words))


def _filled(path: Path, line: int, cell: str) -> str:
    if not cell.strip():
        raise _wrong(path, line, "source", cell, "what says so")
    return cell


def _flag(path: Path, line: int, cell: str) -> bool:
    if cell not in FLAGS:
        due = "true, or false where it is unclear whether the day counts in a term"
        raise _wrong(path, line, "confirmed", cell, due)
    return FLAGS[cell]
