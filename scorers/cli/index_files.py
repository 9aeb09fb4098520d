"""The files of `consta index`: a tree in TOML and values in CSV in, tables in CSV out."""

import csv
import math
import re
import sys
import tomllib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import numpy as np
from numpy.typing import ArrayLike

from scorers.exceptions import TreeError, ValuesError
from scorers.index import declared
from scorers.index.compute import Array
from scorers.index.tree import Tree, meant


NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
BLANK = float("nan")


@dataclass(frozen=True)
class Table:
    """Values as the file has them.

    Attributes:
        unit: The name of the first column.
        units: What stands in it.
        values: Of each indicator its column; NaN is missing.
    """

    unit: str
    units: Sequence[str]
    values: Mapping[str, Array]


def read_tree(path: Path) -> Tree:
    """Return the tree of a file.

    Raises:
        TreeError: The file cannot be read, is not TOML, or its tree cannot be.
    """
    try:
        return declared.tree(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise TreeError(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TreeError(f"{path}: not TOML in UTF-8: {error}") from error
    except TreeError as error:
        raise TreeError(f"{path}: {error}") from error


def read_values(path: Path, tree: Tree) -> Table:
    """Return the values of the tree's indicators; other columns are left alone.

    Raises:
        ValuesError: The file cannot be read, a column is missing or there twice, a row has cells
            too few or too many, two rows are of one unit, or a cell holds what is no number.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _table(path, csv.reader(file, strict=True), tree)
    except OSError as error:
        raise ValuesError(f"{path}: {error.strerror}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValuesError(f"{path}: not CSV in UTF-8: {error}") from error


def write(target: Path | None, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table to a file, or to stdout; the file is whole or as it was.

    Raises:
        ValuesError: The file cannot be written.
    """
    if target is None:
        _write(sys.stdout, header, rows)
        return
    fresh = target.with_name(f".{target.name}.fresh")
    try:
        with fresh.open("w", encoding="utf-8", newline="") as file:
            _write(file, header, rows)
        fresh.replace(target)
    except OSError as error:
        raise ValuesError(f"{target}: {error.strerror}") from error
    finally:
        fresh.unlink(missing_ok=True)


def cells(numbers: ArrayLike) -> list[Any]:
    """Return numbers as they are written: with up to 17 digits, as many as give the same again."""
    return [None if math.isnan(number) else number for number in np.asarray(numbers).tolist()]


def _write(file: TextIO, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    writer = csv.writer(file, lineterminator="\n")  # which writes a float as repr does
    writer.writerow(header)
    writer.writerows(rows)


def _table(path: Path, reader: Any, tree: Tree) -> Table:
    header: list[str] = next(reader, [])
    if not header:
        raise ValuesError(f"{path}: has no header: the unit, then a column an indicator")
    places = {one.id: _place(path, header, one.id) for one in tree.indicators}
    if header[0] in tree.ids:
        raise ValuesError(f'{path}: the first column is the unit, and "{header[0]}" is no unit')
    columns = {name: array("d") for name in places}
    read = [(place, columns[name].append) for name, place in places.items()]
    lines: dict[str, int] = {}
    for row, line in _rows(path, reader, header):
        unit = row[0]
        if not unit.strip():
            raise ValuesError(f"{path}:{line}: {header[0]} is blank; expected the name of a unit")
        if unit in lines:
            raise ValuesError(f'{path}:{line}: unit "{unit}" is on line {lines[unit]} already')
        lines[unit] = line
        for place, append in read:
            cell = row[place]
            if not cell:
                append(BLANK)
            elif NUMBER.fullmatch(cell) and math.isfinite(number := float(cell)):
                append(number)
            else:
                raise _refused(path, line, unit, header[place], cell)
    if not lines:
        raise ValuesError(f"{path}: has no unit, only a header")
    return Table(
        unit=header[0],
        units=list(lines),
        values={name: np.array(column, dtype=float) for name, column in columns.items()},
    )


def _place(path: Path, header: Sequence[str], name: str) -> int:
    found = [place for place, column in enumerate(header) if place and column == name]
    if not found:
        raise ValuesError(
            f'{path}: indicator "{name}" has no column' + meant(name, list(header[1:]))
        )
    if len(found) > 1:
        raise ValuesError(f'{path}: indicator "{name}" has {len(found)} columns; expected one')
    return found[0]


def _rows(path: Path, reader: Any, header: Sequence[str]) -> Iterator[tuple[list[str], int]]:
    """Give each row and the line it begins on; blank lines are none."""
    line = reader.line_num + 1
    for row in reader:
        if row:
            if len(row) != len(header):
                raise ValuesError(
                    f"{path}:{line}: {len(row)} cells; the header has {len(header)} columns"
                )
            yield row, line
        line = reader.line_num + 1


def _refused(path: Path, line: int, unit: str, column: str, cell: str) -> ValuesError:
    infinite = NUMBER.fullmatch(cell) or re.fullmatch(r"[+-]?inf(inity)?", cell.strip().casefold())
    what = "is infinite or too large" if infinite else "is no number"
    hint = "expected a finite number such as -1234.5, or a blank where it is missing"
    return ValuesError(f'{path}:{line}: {column} of unit "{unit}": "{cell[:40]}" {what}; {hint}')
