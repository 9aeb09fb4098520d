"""Gathers the rows of a source: matched, fitted to their tables, and kept on disk until written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scorers.exceptions import SourceChangedError, SourceError
from scorers.records.schema import Table
from scorers.sources import spilling, writing
from scorers.sources.archive.replaying import Kept
from scorers.sources.fitting import Fitting, row_id
from scorers.sources.names import Names
from scorers.sources.reporting import Report
from scorers.sources.spilling import Spill
from scorers.sources.systems import SYSTEMS
from scorers.sources.systems.base import Found, Reply, SystemSource
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
# What a system's module stumbles over where a reply has a shape that nobody foresaw.
UNFORESEEN = (AttributeError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError)


@dataclass
class Gathering:
    """The rows of one source so far.

    Attributes:
        shapes: The tables by name.
        rows: How many the system gave.
    """

    source: SystemSource
    names: Names
    spill: Spill
    report: Report
    shapes: Mapping[str, Table]
    rows: int = 0

    def __post_init__(self) -> None:
        """Open the ledger."""
        self._ledger = self.report.ledger(ROWS.format(source=self.source.id))
        self._fittings = {name: Fitting(self.shapes[name]) for name in spilling.TABLES}
        self._reading = self.source.address
        self._unmatched = UNMATCHED.format(source=self.source.id)

    def take(self, kept: Iterator[Kept]) -> None:
        """Keep the rows of the replies of one pull."""
        source, spill, ledger = self.source, self.spill, self._ledger
        document_id, number, read_on, used = "", 0, "", 0
        for found in self._given(kept):
            self.rows += 1
            fitting = self._fittings.get(found.table)
            if fitting is None:
                raise SourceChangedError(f'{found.key}: there is no table "{found.table}"')
            if found.document_id != document_id:
                document = spill.numbered(found.document_id)
                if document is None:
                    raise SourceError(f"{found.key}: rests on no reply of this pull")
                document_id, (number, read_on) = found.document_id, document
            institution = self.names.of_body(found.body)
            if not institution:
                ledger.leave(self._unmatched if institution is None else NOT_OURS)
                continue
            new_id = row_id(source.country_id, source.id, found.key)
            try:
                cells, reason = fitting.fit(found, new_id, institution, read_on)
            except SourceChangedError as error:
                raise SourceChangedError(f"{self._reading}: {error}") from error
            if reason is None:
                spill.row(found.table, new_id, found.key, number, f"{','.join(cells)}\n")
                used += 1
            else:
                ledger.leave(reason, found.key)
        ledger.use(used)

    def _given(self, kept: Iterator[Kept]) -> Iterator[Found]:
        """Yield what the system makes of replies; SourceChangedError for a shape unforeseen."""
        seen = map(self._document, kept)
        found = iter(SYSTEMS[self.source.system].parse(self.source, seen, self.report))
        while True:
            try:
                one = next(found)
            except StopIteration:
                return
            except UNFORESEEN as error:
                kind = type(error).__name__
                raise SourceChangedError(
                    f"{self._reading}: cannot be understood ({kind}: {str(error)[:200]})"
                ) from error
            yield one

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
        source, reply = self.source, kept.reply
        self._reading = reply.address
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
