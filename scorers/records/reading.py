"""Reads CSV files of a table as text, keeping file and line of every row.

Nothing is judged here: a cell is what stands in the file. `scorers.checks` says what is wrong with
it, `scorers.records.frames` gives it its type.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from scorers.country import Country
from scorers.records.schema import Table, tables


# Small chunks keep clear of the garbage collector: 2,000 rows read twice as fast as 50,000.
CHUNK_ROWS = 2_000
LONGEST_CELL = csv.field_size_limit()
# A larger file is read piece by piece, so that it never stands in memory as a whole.
LARGEST_PLAIN_BYTES = 16 * 2**20
FACTS = ("requests", "observations", "statistics")
LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Chunk:
    """Up to CHUNK_ROWS rows of one file, as columns of text.

    Attributes:
        columns: The cells of each column by the header's name, in file order.
        lines: The first line of each row; the header is line 1, as editors count.
    """

    path: Path
    columns: dict[str, tuple[str, ...]]
    lines: Sequence[int]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.lines)


class UnreadableError(Exception):
    """A file that is not a CSV of a table: where reading stopped, and why.

    Not a `ConstaError`: the checks turn it into a problem of the file, with its line.

    Attributes:
        code: "encoding", "empty", "columns" (a row with more or fewer cells than the header),
            "long" (a cell longer than LONGEST_CELL) or "quotes" (they do not close).
        line: The line, as editors count.
        found: What stands there.
    """

    def __init__(self, code: str, line: int, found: str) -> None:
        """Keep what was found where."""
        super().__init__(f"line {line}: {code}: {found}")
        self.code = code
        self.line = line
        self.found = found


def files(country: Country, table: Table) -> list[Path]:
    """Return the CSV files of a table, sorted by path; many files may make up one table.

    institutions.csv stands in the country's folder, the rest under records/: NAME.csv, NAME/*.csv.
    """
    if table.name == "institutions":
        found = [country.folder / "institutions.csv"]
    else:
        records = country.folder / "records"
        found = [records / f"{table.name}.csv", *sorted((records / table.name).glob("*.csv"))]
    return [path for path in found if path.is_file()]


def has_records(country: Country) -> bool:
    """Return whether any table of facts has a row; institutions and documents alone are none."""
    shapes = tables(country)
    return any(has_rows(path) for name in FACTS for path in files(country, shapes[name]))


def has_rows(path: Path) -> bool:
    """Return whether a file has a line behind its header."""
    with path.open("rb") as file:
        next(file, None)
        return any(not line.isspace() for line in file)


def header(path: Path) -> list[str]:
    """Return the column names of a file; UnreadableError as for `read`."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return _header(path, csv.reader(file, strict=True))


def read(
    path: Path, uneven: list[tuple[int, int]] | None = None, about: str = ""
) -> Iterator[Chunk]:
    """Yield the rows of one file in chunks; a file with a header alone yields nothing.

    A blank line is no row.

    Args:
        path: The file.
        uneven: Where given, a row that does not fit the header is left out and added to it, as
            (line, number of cells), instead of stopping the reading.
        about: A text without quotes, commas or line ends: rows that do not hold it may be left
            out, unread, for whoever wants few rows of many.

    Raises:
        UnreadableError: Not UTF-8, no header line, quotes that do not close, or a row that does
            not fit the header.
    """
    plain = _plain(path, about)
    if plain is not None:
        yield from plain
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, strict=True)
        names = _header(path, rows)
        start, stop = rows.line_num + 1, None
        while stop is None:
            batch, stop = _batch(path, rows, CHUNK_ROWS)
            if not batch and stop is None:
                return
            cells, lines, start = _numbered(batch, start, None if stop else rows.line_num)
            if set(map(len, cells)) - {len(names)}:
                cells, lines = _even(cells, lines, len(names), uneven)
            if cells:
                columns = dict(zip(names, zip(*cells, strict=True), strict=True))
                yield Chunk(path=path, columns=columns, lines=lines)
        raise UnreadableError(stop.code, stop.line or start, stop.found)


def _plain(path: Path, about: str) -> list[Chunk] | None:
    """Return the rows of a small file without quotes, blank lines or faults; None of any other.

    Split at its line ends and commas, such a file gives the same as `csv`, in half the time.
    """
    if path.stat().st_size > LARGEST_PLAIN_BYTES:
        return None
    content = path.read_bytes()
    if b'"' in content or b"\r" in content:
        return None
    try:
        first, *lines = content.decode("utf-8-sig").removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        return None
    names = first.split(",")
    numbers: Sequence[int] = range(2, 2 + len(lines))
    if about:
        numbers = [number for number, line in enumerate(lines, 2) if about in line]
        lines = [lines[number - 2] for number in numbers]
    is_even = {line.count(",") for line in lines} <= {len(names) - 1}
    is_long = max(map(len, [first, *lines])) > LONGEST_CELL
    if is_long or not (is_even and all(lines) and any(names)):
        return None
    chunks = []
    for start in range(0, len(lines), CHUNK_ROWS):
        batch = lines[start : start + CHUNK_ROWS]
        cells = tuple(",".join(batch).split(","))
        columns = {name: cells[at :: len(names)] for at, name in enumerate(names)}
        chunks.append(Chunk(path, columns, numbers[start : start + CHUNK_ROWS]))
    return chunks


def _header(path: Path, rows: Any) -> list[str]:
    first, stop = _batch(path, rows, 1)
    if stop is not None:
        raise UnreadableError(stop.code, stop.line or 1, stop.found)
    if not first or not any(first[0]):
        raise UnreadableError("empty", 1, "")
    return first[0]


def _batch(path: Path, rows: Any, count: int) -> tuple[list[list[str]], UnreadableError | None]:
    """Return the next rows, and what stopped the reading behind them; its line 0 is unknown."""
    batch: list[list[str]] = []
    try:
        batch.extend(islice(rows, count))
    except UnicodeDecodeError as error:
        found = error.object[error.start : error.end].hex(" ")
        return batch, UnreadableError("encoding", _first_foreign_line(path), found)
    except csv.Error as error:
        return batch, UnreadableError("long" if "limit" in str(error) else "quotes", 0, "")
    return batch, None


def _numbered(
    batch: list[list[str]], start: int, end: int | None
) -> tuple[list[list[str]], Sequence[int], int]:
    """Return the rows that are not blank, the line on which each begins, and the line after."""
    if end is not None and end - start + 1 == len(batch) and all(batch):
        return batch, range(start, end + 1), end + 1
    lines, line = [], start
    for row in batch:
        if row:
            lines.append(line)
        # A row is as long as the line breaks that its cells hold, and one more.
        line += 1 + sum(len(LINE_BREAK.findall(cell)) for cell in row)
    return [row for row in batch if row], lines, line if end is None else end + 1


def _even(
    cells: list[list[str]], lines: Sequence[int], width: int, uneven: list[tuple[int, int]] | None
) -> tuple[list[list[str]], Sequence[int]]:
    """Return the rows as wide as the header with their lines; the others go to `uneven`."""
    odd = [(line, len(row)) for line, row in zip(lines, cells, strict=True) if len(row) != width]
    if uneven is None:
        raise UnreadableError("columns", odd[0][0], str(odd[0][1]))
    uneven.extend(odd)
    even = [at for at, row in enumerate(cells) if len(row) == width]
    return [cells[at] for at in even], [lines[at] for at in even]


def _first_foreign_line(path: Path) -> int:
    """Return the first line that is not UTF-8."""
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            return number
    return 1
