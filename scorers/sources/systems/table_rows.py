"""Rows of ours from the records of a table, as `columns` says; what is left out, and why.

Most tables have few days, words and states, again and again, and most of their rows nothing odd:
those are read many at once, by `plain_rows`. Where one of them is odd, all are gone through here.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from scorers.exceptions import SourceChangedError
from scorers.sources.reporting import Report
from scorers.sources.systems import cells
from scorers.sources.systems.base import (
    Body,
    Found,
    Many,
    Reply,
    SystemSource,
    outcome,
    required,
)
from scorers.sources.systems.columns import LONGEST_STATE, Columns
from scorers.sources.systems.plain_rows import PlainRows
from scorers.text import Text


IMPOSSIBLE = Text(es="con un dato que no puede ser", en="with a cell that cannot be")
NO_KEY = Text(es="sin identificador", en="without an id")
NO_BODY = Text(es="sin institución", en="without an institution")
NEEDED = Text(es="sin un dato obligatorio", en="without a cell that must be there")
AGAIN = Text(es="repetidas", en="repeated")
# Records that are read at once.
BATCH = 1_000

Record = Mapping[str, Any]
# The number of a record where it comes from, and its cells; None if they are too many or too few.
Numbered = tuple[object, Record | None]


class Table:
    """The rows of one source, in the columns of ours that its scope names."""

    def __init__(self, source: SystemSource, report: Report) -> None:
        """Take the declaration apart once; SourceError says what cannot be in it."""
        self._source, self._report = source, report
        self._columns = Columns(source)
        self._plain = PlainRows(source, self._columns)
        self._seen: set[str] = set()
        self._listed: list[str] = []
        self._ledger = report.ledger(Text(es="filas de la fuente", en="rows of the source"))

    @property
    def columns(self) -> list[str]:
        """The source's own names of all columns that are read, each once."""
        return self._columns.theirs

    def check(self, reply: Reply, there: Collection[str]) -> None:
        """Stop where the table lacks a column that the scope names."""
        for name in self.columns:
            if name not in there:
                raise SourceChangedError(
                    f'{reply.address}: no column "{name}"; it has: {", ".join(there) or "nothing"}'
                )

    def read(self, reply: Reply, records: Iterable[Numbered], place: str) -> Iterator[Found | Many]:
        """Yield a row of ours for each record, or many at once.

        Args:
            reply: What they stand in.
            records: With their numbers.
            place: Where a record stands, with {} for its number: "line {}".

        Raises:
            SourceChangedError: A state or a word is unknown.
        """
        tomorrow = (reply.at.date() + timedelta(days=1)).isoformat()
        for batch in _batches(records):
            many = self._plain.read(reply, [record for _, record in batch], tomorrow)
            if many is not None and self._seen.isdisjoint(many.keys):
                self._seen.update(many.keys)
                self._ledger.use(len(many.keys))
                yield many
            else:
                yield from self._one_by_one(reply, batch, place, tomorrow)

    def _one_by_one(
        self, reply: Reply, batch: Iterable[Numbered], place: str, tomorrow: str
    ) -> Iterator[Found]:
        ledger, seen, table = self._ledger, self._seen, self._columns.table
        for number, record in batch:
            if record is None:
                self._list(reply, place.format(number), "")
                continue
            key = self._key_of(record)
            if not key:
                ledger.leave(NO_KEY, place.format(number))
                continue
            body = self._body_of(record)
            if body is None:
                ledger.leave(NO_BODY, key)
                continue
            row, wrong = self._cells(reply, record, tomorrow)
            if wrong:
                self._list(reply, f"{place.format(number)} ({key})", wrong)
                continue
            # Behind what cannot be: a repeated row with a corrupt day is listed too.
            if key in seen:
                ledger.leave(AGAIN, key)
                continue
            if table == "requests":
                if "filed_on" not in row:
                    ledger.leave(NEEDED, key)
                    continue
                self._settle(reply, record, row)
            seen.add(key)
            ledger.use()
            yield Found(table, key, body, row, reply.document_id)

    def _list(self, reply: Reply, place: str, column: str) -> None:
        # The cell itself is not repeated: what stands where a day should may be a name.
        if not self._listed:
            self._report.lists.append((IMPOSSIBLE, self._listed))
        self._listed.append(
            f"{reply.address}, {place}" + (f', column "{column}"' if column else "")
        )
        self._ledger.leave(IMPOSSIBLE, place)

    def _key_of(self, record: Record) -> str:
        parts = [cells.text(record.get(name)) for name in self._columns.key]
        return cells.key("-".join(parts)) if all(parts) else ""

    def _body_of(self, record: Record) -> Body | None:
        columns = self._columns
        if columns.only is not None:
            return columns.body_of(columns.only["key"], columns.only["name"])
        key, name = (cells.text(record.get(one or "")) for one in (columns.body_key, columns.body))
        return columns.body_of(key, name)

    def _cells(self, reply: Reply, record: Record, tomorrow: str) -> tuple[dict[str, str], str]:
        columns = self._columns
        row = dict(columns.fixed)
        for ours, theirs, kind in columns.plan:
            cell = required(reply, record, theirs)
            if cells.text(cell) in columns.blanks or not self._holds(record, ours):
                continue
            try:
                value = columns.worth(ours, kind, cell)
            except SourceChangedError as error:
                raise SourceChangedError(f'{reply.address}, column "{theirs}": {error}') from error
            is_past = kind == cells.DAY and ours not in cells.AHEAD
            if value is None or (is_past and value > tomorrow):
                return row, theirs
            if value:
                row[ours] = value
        for first, other in columns.orders:
            start = row.get(first)
            if start is not None and row.get(other, start) < start:
                return row, columns.name_of(other)
        return row, ""

    def _holds(self, record: Record, ours: str) -> bool:
        """Return whether a row has what its column of ours hangs on."""
        condition = self._columns.when.get(ours)
        return (
            condition is None or cells.text(record.get(condition["column"])) in condition["words"]
        )

    def _settle(self, reply: Reply, record: Record, row: dict[str, str]) -> None:
        columns = self._columns
        if "outcome" in columns.fixed:
            return
        if columns.state is None:
            # Where a table has no state, all it tells is whether there was an answer.
            state = "answered" if "answered_on" in row else "unanswered"
        else:
            state = cells.text(required(reply, record, columns.state))[:LONGEST_STATE]
        ours = outcome(self._source, reply, state, self._report)
        if ours:
            row["outcome"] = ours


def _batches(records: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    """Yield records many at once; those before one that cannot be read come before its error."""
    batch: list[Numbered] = []
    try:
        for one in records:
            batch.append(one)
            if len(batch) == BATCH:
                yield batch
                batch = []
    except Exception:  # whatever it is: it is raised again behind them
        yield batch
        raise
    yield batch
