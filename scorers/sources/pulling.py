"""Runs a source that a system of `systems` reads: asks, archives, parses, matches, writes.

The rows of a source are what `parse` makes of the replies in its archive: those of the last pull
of everything and, behind them, of each pull of what was newer than a day. So the archive alone
gives them again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from scorers.country import Country
from scorers.exceptions import SourceChangedError, SourceError
from scorers.records import schema
from scorers.sources import fitting, spilling, writing
from scorers.sources.archive import replaying
from scorers.sources.archive.entry import INSTANT
from scorers.sources.archive.part import Part
from scorers.sources.archive.replaying import Kept
from scorers.sources.archive.shelf import Shelf
from scorers.sources.asking import Asking
from scorers.sources.importing import Outcome
from scorers.sources.names import Names
from scorers.sources.reporting import Ledger, Report
from scorers.sources.spilling import Spill
from scorers.sources.systems import SYSTEMS
from scorers.sources.systems.base import Ask, Reply, SystemSource
from scorers.sources.web.answer import Limits, Reach
from scorers.sources.web.pace import Clock
from scorers.sources.web.session import Session
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


@dataclass(frozen=True)
class Options:
    """How to pull.

    Attributes:
        since: Ask only for what is newer; None for everything.
        is_offline: Parse the archive again and ask nothing.
        told: Called with the source's id and the number of replies that the last pull had, then
            once per reply with its rows so far.
        limits: On time and size of each reply.
        clock: What tells the time.
    """

    archive: str
    cache: Path
    since: date | None = None
    is_offline: bool = False
    told: Callable[[str, int, int], None] = lambda _source, _total, _rows: None
    limits: Limits = field(default_factory=Limits)
    clock: Clock = field(default_factory=Clock)

    def shelf(self, source: SystemSource) -> Shelf:
        """Return the archive of a source."""
        return Shelf.of(self.archive, source.country_id, source.id, self.cache)


def reach(source: SystemSource) -> Reach:
    """Return what a source may ask."""
    return Reach(
        id=source.id,
        hosts=source.hosts,
        pace_seconds=source.pace_seconds,
        permission=source.permission,
        is_private=source.is_private,
    )


def first(source: SystemSource, since: date | None) -> Ask | None:
    """Return what a pull would ask first, None if nothing; nothing is asked."""
    asked: list[Ask] = []

    def note(ask: Ask) -> Reply:
        asked.append(ask)
        raise _EnoughError

    try:
        for _ in SYSTEMS[source.system].fetch(source, note, since):
            break
    except _EnoughError:
        return asked[0]
    return None


class _EnoughError(Exception):
    """Ends a dry run."""


def run(country: Country, source: SystemSource, options: Options) -> Outcome:
    """Return what became of one source; its rows are swapped in whole or stay as they were."""
    shelf = options.shelf(source)
    report = Report(source.id)
    try:
        written = _Pull(country, source, options, shelf, report).run()
        outcome = Outcome(source.id, report=report, written=written)
    except SourceError as error:
        outcome = Outcome(source.id, failure=str(error))
    finally:
        shelf.close()
    if not options.is_offline:
        _keep(shelf, options, outcome)
    return outcome


def _keep(shelf: Shelf, options: Options, outcome: Outcome) -> None:
    now = options.clock.now().strftime(INSTANT)
    state = dict(shelf.state())
    if outcome.failure:
        state |= {"failed_at": now, "failure": outcome.failure}
    else:
        ledgers = outcome.report.ledgers if outcome.report else []
        left = sum(ledger.left.total() for ledger in ledgers)
        state = {"succeeded_at": now, "rows": sum(outcome.written.values()), "left_out": left}
    shelf.keep_state(state)


@dataclass
class _Pull:
    country: Country
    source: SystemSource
    options: Options
    shelf: Shelf
    report: Report
    _rows: int = 0

    def run(self) -> dict[str, int]:
        """Return the rows written by file."""
        names = Names.of(self.country, self.source.id, self.source.scope.get("keys", ""))
        spill = Spill()
        try:
            chain = replaying.chain(self.shelf)
            if self.options.is_offline and not chain:
                raise SourceError(f"{self.source.id}: nothing is archived yet; pull it first")
            shapes = schema.tables(self.country)
            sink = _Sink(self.source, names, spill, self.report, fitting.Fitting(shapes))
            if self.options.is_offline or self.options.since:
                for name in chain:
                    sink.take(replaying.replies(self.shelf, name))
            if not self.options.is_offline:
                self._pull(sink, chain)
            sink.settle()
            return self._write(spill, shapes)
        finally:
            spill.close()

    def _pull(self, sink: "_Sink", chain: list[str]) -> None:
        source, since = self.source, self.options.since
        asked = {
            "system": source.system,
            "address": source.address,
            "scope": dict(source.scope),
            "since": since.isoformat() if since else "",
        }
        session = Session(reach(source), self.options.limits, self.options.clock)
        part = Part(self.shelf, asked, self.options.clock.now())
        earlier = replaying.known(self.shelf, chain)

        def told() -> None:
            self.options.told(source.id, len(earlier), sink.rows)

        ask = Asking(source, session, self.shelf, part, earlier, told)
        try:
            replies = SYSTEMS[source.system].fetch(source, ask, since)
            sink.take(part.give(reply) for reply in replies)
            part.finish(since.isoformat() if since else "")
        except SourceChangedError:
            # What cannot be understood today is not read again tomorrow from the checkpoint.
            part.set_aside()
            raise
        finally:
            part.close()
            session.close()
            earlier.close()

    def _write(self, spill: Spill, shapes: dict[str, schema.Table]) -> dict[str, int]:
        records = self.country.folder / "records"
        file = f"{self.source.id}.csv"
        documents = records / "documents" / file
        # Documents first: a row never names a document that is not there.
        tables = {documents: (shapes["documents"], writing.InOrder(spill.documents()))}
        for table in spilling.TABLES:
            path = records / table / file
            if spill.count(table) or path.is_file():
                tables[path] = (shapes[table], writing.InOrder(spill.rows(table)))
        counts = writing.write(tables)
        return {
            str(path.relative_to(self.country.folder)): count
            for path, count in counts.items()
            if path != documents
        }


@dataclass
class _Sink:
    source: SystemSource
    names: Names
    spill: Spill
    report: Report
    fitting: fitting.Fitting
    rows: int = 0
    _ledger: Ledger = field(init=False)

    def __post_init__(self) -> None:
        self._ledger = self.report.ledger(ROWS.format(source=self.source.id))

    def take(self, kept: Iterator[Kept]) -> None:
        """Keep the rows of the replies of one pull."""
        seen = map(self._document, kept)
        for found in SYSTEMS[self.source.system].parse(self.source, seen, self.report):
            self.rows += 1
            table = self.fitting.table(found)
            read_at = self.spill.read_at(found.document_id)
            if read_at is None:
                raise SourceError(f"{found.key}: rests on no reply of this pull")
            institution = self.names.of_body(found.body)
            if not institution:
                whose = UNMATCHED if institution is None else NOT_OURS
                self._ledger.leave(whose.format(source=self.source.id))
                continue
            new_id = fitting.row_id(self.source.country_id, self.source.id, found.key)
            cells = {
                **found.cells,
                table.key: new_id,
                "institution_id": institution,
                "document_id": found.document_id,
            }
            reason = self.fitting.refusal(found, cells, read_at)
            if reason is None:
                self.spill.row(found.table, new_id, found.key, cells)
                self._ledger.use()
            else:
                self._ledger.leave(reason, found.key)

    def settle(self) -> None:
        """Report what is left; SourceError if rows came and not one could be matched."""
        self._ledger.must_read(self.rows)
        self.report.note(REPEATED, self.spill.repeated)
        lacking = [
            f"{body.name or body.key} ({count:,})"
            for body, count in sorted(
                self.names.unmatched.items(),
                key=lambda item: (-item[1], item[0].name, item[0].key),
            )
        ]
        self.report.lists.append((LACKING.format(source=self.source.id), lacking))
        unmatched = self.names.unmatched.total()
        if unmatched and unmatched == self.rows:
            raise SourceError(
                f"{self.source.id}: none of {len(lacking)} institutions is in "
                f"names/{self.source.id}.csv, such as: {lacking[0]}"
            )

    def _document(self, kept: Kept) -> Reply:
        source, reply, entry = self.source, kept.reply, kept.entry
        spot = entry.spot(kept.file)
        path = reply.address.partition("?")[0].partition("://")[2]
        cells = {
            "document_id": reply.document_id,
            "title": f"{source.publisher}: {path}"[:LONGEST_TITLE],
            "publisher": source.publisher,
            "url": reply.address,
            "final_url": reply.final_address if reply.final_address != reply.address else "",
            "retrieved_at": entry.body_at or entry.at,
            "sha256": entry.sha256,
            "archive": f"{source.country_id}/{source.id}/{spot}",
            "licence": source.licence,
        }
        self.spill.document(reply.document_id, reply.at, cells)
        return reply
