"""Gathers the rows of a source: matched, fitted to their tables, and kept on disk until written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, repeat
from operator import attrgetter
from typing import Any

from scorers.exceptions import SourceChangedError, SourceError
from scorers.records.schema import Table
from scorers.sources import spilling, writing
from scorers.sources.archive.replaying import Kept
from scorers.sources.fitting import Fitting, row_ids
from scorers.sources.names import Names
from scorers.sources.reporting import Report
from scorers.sources.spilling import Spill
from scorers.sources.systems import SYSTEMS
from scorers.sources.systems.base import Found, Many, Reply, SystemSource
from scorers.text import Text


ROWS = Text("Filas de {source}", "Rows of {source}")
UNMATCHED = Text(
    "de una institución que names/{source}.csv no tiene",
    "of an institution that names/{source}.csv lacks",
)
NOT_OURS = Text("de un organismo que no es de los nuestros", "of a body that is not one of ours")
LACKING = Text("Faltan en names/{source}.csv (filas)", "Missing in names/{source}.csv (rows)")
REPEATED = Text("Filas leídas más de una vez", "Rows read more than once")
LONGEST_TITLE = 300
# Rows that are fitted at once.
BATCH = 1_000
TABLE_AND_DOCUMENT = attrgetter("table", "document_id")
# What a system's module stumbles over where a reply has a shape that nobody foresaw.
UNFORESEEN = (AttributeError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError)


@dataclass
class Gathering:
    """The rows of one source so far.

    Attributes:
        shapes: The tables by name.
    """

    source: SystemSource
    names: Names
    spill: Spill
    report: Report
    shapes: Mapping[str, Table]

    def __post_init__(self) -> None:
        """Open the ledger."""
        self._ledger = self.report.ledger(ROWS.format(source=self.source.id))
        self._fittings = {name: Fitting(self.shapes[name]) for name in spilling.TABLES}
        self._reading = self.source.address
        # Of that reply, given free behind it: a system may keep every reply.
        self._parsed: list[Any] = []
        self._waiting: list[Found] = []
        self._kept = 0
        self._unmatched = UNMATCHED.format(source=self.source.id)

    @property
    def rows(self) -> int:
        """How many rows the system gave."""
        return self._kept + len(self._waiting)

    def take(self, kept: Iterator[Kept]) -> None:
        """Keep the rows of the replies of one pull.

        Raises:
            SourceChangedError: The system gives what no row can be, or a shape is unforeseen.
        """
        waiting = self._waiting
        seen = map(self._document, kept)
        try:
            for found in SYSTEMS[self.source.system].parse(self.source, seen, self.report):
                if isinstance(found, Many):
                    self._keep()
                    self._keep_alike(found)
                    continue
                waiting.append(found)
                if len(waiting) >= BATCH:
                    self._keep()
        except SourceError:
            # A row before what stopped the system may be at fault too: then that is told.
            self._keep()
            raise
        except UNFORESEEN as error:
            self._keep()
            kind = type(error).__name__
            raise SourceChangedError(
                f"{self._reading}: cannot be understood ({kind}: {str(error)[:200]})"
            ) from error
        self._keep()

    def _keep(self) -> None:
        """Keep the rows that wait, in their order."""
        batch = self._waiting.copy()
        self._waiting.clear()
        for _, alike in groupby(batch, key=TABLE_AND_DOCUMENT):
            self._keep_alike(Many.of(list(alike)))

    def _keep_alike(self, batch: Many) -> None:
        """Keep rows of one table and document."""
        source, ledger = self.source, self._ledger
        self._kept += len(batch.keys)
        fitting = self._fittings.get(batch.table)
        if fitting is None:
            raise SourceChangedError(f'{batch.keys[0]}: there is no table "{batch.table}"')
        document = self.spill.numbered(batch.document_id)
        if document is None:
            raise SourceError(f"{batch.keys[0]}: rests on no reply of this pull")
        number, read_on = document
        matched = self.names.of_bodies(batch.bodies)
        institutions = [institution for institution in matched if institution]
        if len(institutions) < len(matched):
            for institution in matched:
                if not institution:
                    ledger.leave(self._unmatched if institution is None else NOT_OURS)
            batch = batch.only(matched)
        if not institutions:
            return
        keys = batch.keys
        try:
            ids = row_ids(source.country_id, source.id, keys)
            lines, reasons = fitting.fit(batch, ids, institutions, read_on)
        except SourceChangedError as error:
            raise SourceChangedError(f"{self._reading}: {error}") from error
        for place in sorted(reasons):
            ledger.leave(reasons[place], keys[place])
        rows = list(zip(ids, keys, repeat(number), lines, strict=False))
        if reasons:
            rows = [row for place, row in enumerate(rows) if place not in reasons]
        self.spill.rows(batch.table, rows)
        ledger.use(len(rows))

    def end(self) -> None:
        """Count what came more than once; SourceChangedError if two keys make one id."""
        self._ledger.must_read(self.rows)
        self.report.note(REPEATED, self.spill.settle())

    def settle(self) -> None:
        """Report the bodies that no name matched; SourceError if not one row could be matched."""
        lacking = [
            f"{body.name or body.key} ({count:,})"
            for body, count in sorted(
                self.names.unmatched.items(),
                key=lambda item: (-item[1], item[0].name, item[0].key),
            )
        ]
        self.report.lists.append((LACKING.format(source=self.source.id), lacking))
        if lacking and self.names.unmatched.total() == self.rows:
            raise SourceError(
                f"{self.source.id}: none of {len(lacking)} institutions is in "
                f"names/{self.source.id}.csv, such as: {lacking[0]}"
            )

    def _document(self, kept: Kept) -> Reply:
        # While the reply that they come from is the one that is being read.
        self._keep()
        self._parsed.clear()
        source, reply = self.source, kept.reply
        self._reading, self._parsed = reply.address, reply.parsed
        path = reply.address.partition("?")[0].partition("://")[2]
        cells = {
            "document_id": reply.document_id,
            "title": f"{source.publisher}: {path}"[:LONGEST_TITLE],
            "publisher": source.publisher,
            "url": reply.address,
            "final_url": reply.final_address if reply.final_address != reply.address else "",
            "licence": source.licence,
            **kept.cells(f"{source.country_id}/{source.id}"),
        }
        ordered = [cells.get(name, "") for name in self.shapes["documents"].columns]
        self.spill.document(reply.document_id, reply.at.date(), writing.line(ordered))
        return reply
