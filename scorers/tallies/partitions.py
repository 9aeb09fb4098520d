"""Files of requests, cut into parts that can be read and tallied one by one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from scorers.country import Country
from scorers.exceptions import RecordsError
from scorers.records.frames import read_file
from scorers.records.schema import tables
from scorers.tallies.counting import added_up
from scorers.tallies.tallying import tally


NEEDED = ("institution_id", "filed_on")
TEXTS = (
    "institution_id", "outcome", "closed_without", "exception_cited", "appeal_outcome", "cohort",
    "delivery",
)  # fmt: skip
READ = (
    *TEXTS, "filed_on", "extended_to", "clarification_asked_on", "clarified_on", "answered_on",
    "delivered_on", "appeal_route_cited", "appealed_on", "appeal_decided_on", "order_due_on",
    "order_obeyed_on",
)  # fmt: skip
BATCH_ROWS = 500_000


@dataclass(frozen=True)
class Partition:
    """One part.

    Attributes:
        group: The row group of a Parquet file; None for a CSV file, which is one part.
        rows: How many rows it has; 0 where that is not known beforehand.
    """

    path: Path
    group: int | None
    rows: int


@dataclass(frozen=True)
class Job:
    """What is done to each part, wherever that is; arguments as those of `tally`."""

    country: Country
    regions: Mapping[str, str]
    cut_off: date

    def __call__(self, part: Partition) -> pd.DataFrame:
        """Return the tally of a part.

        Raises:
            RecordsError: It cannot be read, or holds what it must not; the message names the file.
        """
        frames = _csv(self.country, part) if part.group is None else _parquet(part)
        return added_up(self._tallies(part, frames))

    def _tallies(self, part: Partition, frames: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for frame in frames:
            try:
                yield tally(frame, self.country, self.regions, self.cut_off)
            except RecordsError as error:
                raise RecordsError(f"{part.path}: {error}") from error


def partitions(paths: Iterable[Path]) -> list[Partition]:
    """Return the parts of CSV and Parquet files, in order.

    Raises:
        RecordsError: A file is neither, or a Parquet file cannot be read or lacks a column.
    """
    found: list[Partition] = []
    for path in paths:
        if path.suffix == ".csv":
            found.append(Partition(path, None, 0))
        elif path.suffix == ".parquet":
            metadata = _opened(path).metadata
            found += [
                Partition(path, group, metadata.row_group(group).num_rows)
                for group in range(metadata.num_row_groups)
            ]
        else:
            raise RecordsError(f"{path}: neither .csv nor .parquet")
    return found


def _csv(country: Country, part: Partition) -> Iterator[pd.DataFrame]:
    if not part.path.is_file():
        raise RecordsError(f"{part.path}: there is no such file")
    yield read_file(country, tables(country)["requests"], part.path)


def _parquet(part: Partition) -> Iterator[pd.DataFrame]:
    import pyarrow as pa  # noqa: PLC0415 - optional

    file = _opened(part.path)
    columns = file.schema_arrow
    # A column of the type null is blank throughout, as one that is missing.
    names = [one.name for one in columns if one.name in READ and not pa.types.is_null(one.type)]
    # A flag that may be blank; a bare one would come as objects.
    kinds = {pa.bool_(): pd.BooleanDtype()}
    try:
        for batch in file.iter_batches(BATCH_ROWS, row_groups=[part.group], columns=names):
            yield batch.to_pandas(date_as_object=False, types_mapper=kinds.get)
    except (pa.ArrowException, OSError) as error:
        raise _unread(part.path, error) from error


def _opened(path: Path) -> Any:
    try:
        import pyarrow as pa  # noqa: PLC0415 - optional
        from pyarrow import parquet  # noqa: PLC0415 - optional
    except ImportError as error:
        raise RecordsError(
            f"{path}: Parquet is read with pyarrow, which is not installed: pip install pyarrow"
        ) from error
    try:
        names = parquet.read_schema(path).names
        # Words as numbers and a list of words: they are looked at once each.
        words = [name for name in TEXTS if name in names]
        file = parquet.ParquetFile(path, read_dictionary=words)
    except (pa.ArrowException, OSError) as error:
        raise _unread(path, error) from error
    lacking = [name for name in NEEDED if name not in names]
    if lacking:
        raise RecordsError(f"{path}: lacks the column {lacking[0]}")
    return file


def _unread(path: Path, error: Exception) -> RecordsError:
    return RecordsError(f"{path}: cannot be read as Parquet: {' '.join(str(error).split())}")
