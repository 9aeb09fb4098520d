"""`consta tally`: counts requests that are alike, as they were known at a cut-off."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import pandas as pd
from tqdm import tqdm

from scorers import editions
from scorers.cli.country_choice import chosen
from scorers.country import Country
from scorers.exceptions import RecordsError
from scorers.paths import Place
from scorers.records import reading
from scorers.records.cells import DAY
from scorers.records.frames import read_file
from scorers.records.schema import tables
from scorers.tallies import engines
from scorers.tallies.partitions import Job, partitions
from scorers.text import Text


PARTS = Text(es="partes", en="parts")
ROWS_AT_A_TIME = 100_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help=".csv or .parquet (default: all rows)"
    )
    parser.add_argument(
        "--cut-off", metavar="WHEN", help="a day, or an edition (default: the one that is shown)"
    )
    parser.add_argument(
        "--engine",
        type=_engine,
        default=engines.SERIAL,
        metavar="WHO",
        help="serial (default), processes, dask://HOST:PORT or spark",
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: print")


def run(args: argparse.Namespace, place: Place) -> int:
    """Write the tally as CSV; return 0.

    Raises:
        EditionError: --cut-off is neither a day nor an edition.
        EngineError: What the engine needs is not installed, or does not answer.
        RecordsError: A file cannot be read or tallied, or the output cannot be written.
    """
    country = chosen(args, place)
    cut_off = _cut_off(place, country, args.cut_off or country.edition)
    shapes = tables(country)
    parts = partitions(args.files or reading.files(country, shapes["requests"]))
    if args.output and args.output.resolve() in {part.path.resolve() for part in parts}:
        raise RecordsError(f"{args.output}: is read from, so it is not written over")
    job = Job(country, _regions(country), cut_off)
    with tqdm(
        total=len(parts),
        unit=f" {PARTS[args.lang]}",
        delay=1,
        disable=None,
        leave=False,
        file=sys.stderr,
    ) as bar:
        found = engines.run(args.engine, job, parts, bar.update)
    _write(found, args.output)
    return 0


def _engine(words: str) -> str:
    if not engines.is_one(words):
        raise argparse.ArgumentTypeError(
            f'"{words}" is none of serial, processes, spark, dask://HOST:PORT'
        )
    return words


def _cut_off(place: Place, country: Country, words: str) -> date:
    if DAY.fullmatch(words):
        try:
            return date.fromisoformat(words)
        except ValueError as error:
            raise RecordsError(f'--cut-off "{words}": no calendar has that day') from error
    return editions.read(place, country.id, words).cut_off


def _regions(country: Country) -> dict[str, str]:
    """Return the region of each institution that has one."""
    table = tables(country)["institutions"]
    regions: dict[str, str] = {}
    for path in reading.files(country, table):
        frame = read_file(country, table, path)
        regions.update(zip(frame["institution_id"], frame["region"], strict=True))
    return {name: region for name, region in regions.items() if region}


def _write(found: pd.DataFrame, path: Path | None) -> None:
    """Write beside the file, then in its place: a half-written one is never left."""
    if path is None:
        _as_csv(found, sys.stdout)
        return
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            _as_csv(found, file)
        beside.replace(path)
    except OSError as error:
        raise RecordsError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        beside.unlink(missing_ok=True)


def _as_csv(found: pd.DataFrame, file: TextIO) -> None:
    file.write(",".join(found.columns) + "\n")
    for start in range(0, len(found), ROWS_AT_A_TIME):
        part = found.iloc[start : start + ROWS_AT_A_TIME]
        cells = (_cells(part[name]) for name in part)
        file.writelines(f"{line}\n" for line in map(",".join, zip(*cells, strict=True)))


def _cells(column: "pd.Series[Any]") -> list[str]:
    """Return a column as the tables write it; none of its words needs quotes."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, words = column.cat.codes.to_numpy(), column.cat.categories.tolist()
    elif column.dtype == bool:
        codes, words = column.to_numpy(dtype=int), ["false", "true"]
    else:
        # Few numbers stand in many rows: each is written out once.
        codes, found = pd.factorize(column)
        words = list(map(str, found.tolist()))
    cells: list[str] = np.array(words, dtype=object)[codes].tolist()
    return cells
