"""Runs a source that a system of `systems` reads: asks, archives, parses, matches, writes.

The rows of a source are what `parse` makes of the replies in its archive: those of the last pull
of everything and, behind them, of each pull of what was newer than a day. So the archive alone
gives them again.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from scorers.country import Country
from scorers.exceptions import SourceChangedError, SourceError
from scorers.records import reading, schema
from scorers.records.schema import Table
from scorers.sources import spilling, writing
from scorers.sources.archive import replaying
from scorers.sources.archive.entry import INSTANT
from scorers.sources.archive.part import Part
from scorers.sources.archive.shelf import Shelf
from scorers.sources.asking import Asking
from scorers.sources.gathering import Gathering
from scorers.sources.importing import Outcome
from scorers.sources.names import Names
from scorers.sources.reporting import Report
from scorers.sources.spilling import Spill
from scorers.sources.systems import SYSTEMS
from scorers.sources.systems.base import Ask, Reply, SystemSource
from scorers.sources.web.answer import Limits, Reach
from scorers.sources.web.pace import Clock
from scorers.sources.web.session import Session


@dataclass(frozen=True)
class Options:
    """How to pull.

    Attributes:
        archive: The address of the archive.
        cache: Where pulls are written until they are whole, if the archive is far away.
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
    report = Report(source.id)
    try:
        shelf = options.shelf(source)
        try:
            written = _Pull(country, source, options, shelf, report).run()
            _succeeded(shelf, options, report, written)
        except SourceError as error:
            _failed(shelf, options, str(error))
            raise
        except sqlite3.Error as error:
            raise SourceError(f"{source.id}: rows cannot be kept on disk: {error}") from error
        finally:
            shelf.close()
    except SourceError as error:
        return Outcome(source.id, failure=str(error))
    return Outcome(source.id, report=report, written=written)


def _succeeded(shelf: Shelf, options: Options, report: Report, written: dict[str, int]) -> None:
    if not options.is_offline:
        now = options.clock.now().strftime(INSTANT)
        left = sum(ledger.left.total() for ledger in report.ledgers)
        state = {"succeeded_at": now, "rows": sum(written.values()), "left_out": left}
        shelf.keep_state(state)


def _failed(shelf: Shelf, options: Options, failure: str) -> None:
    if not options.is_offline:
        now = options.clock.now().strftime(INSTANT)
        # Where nothing can be written, the failure itself says so.
        with contextlib.suppress(SourceError):
            shelf.keep_state({**shelf.state(), "failed_at": now, "failure": failure})


@dataclass
class _Pull:
    country: Country
    source: SystemSource
    options: Options
    shelf: Shelf
    report: Report

    def run(self) -> dict[str, int]:
        """Return the rows written by file."""
        names = Names.of(self.country, self.source.id, self.source.scope.get("keys", ""))
        spill = Spill()
        try:
            chain = replaying.chain(self.shelf)
            if self.options.is_offline and not chain:
                raise SourceError(f"{self.source.id}: nothing is archived yet; pull it first")
            shapes = schema.tables(self.country)
            sink = Gathering(self.source, names, spill, self.report, shapes)
            if self.options.is_offline or self.options.since:
                for name in chain:
                    sink.take(replaying.replies(self.shelf, name))
            if self.options.is_offline:
                sink.end()
            else:
                self._pull(sink, chain)
            sink.settle()
            return self._write(spill, shapes)
        finally:
            spill.close()

    def _pull(self, sink: Gathering, chain: list[str]) -> None:
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
        total = 0 if since else len(earlier)

        def told() -> None:
            self.options.told(source.id, total, sink.rows)

        ask = Asking(source, session, self.shelf, part, earlier, told)
        try:
            replies = SYSTEMS[source.system].fetch(source, ask, since)
            sink.take(part.give(reply) for reply in replies)
            sink.end()
            self._refuse_empty(sink)
            part.finish(since.isoformat() if since else "")
        except SourceChangedError:
            # What cannot be understood today is not read again tomorrow from the checkpoint.
            part.set_aside()
            raise
        finally:
            part.close()
            session.close()
            earlier.close()

    def _refuse_empty(self, sink: Gathering) -> None:
        """Raise SourceChangedError where nothing came and there are rows of an earlier pull."""
        records = self.country.folder / "records"
        paths = [records / table / f"{self.source.id}.csv" for table in spilling.TABLES]
        had_rows = any(path.is_file() and reading.has_rows(path) for path in paths)
        if had_rows and not sink.rows and not self.options.since:
            raise SourceChangedError(f"{self.source.address}: gives no rows, where it gave some")

    def _write(self, spill: Spill, shapes: Mapping[str, Table]) -> dict[str, int]:
        records = self.country.folder / "records"
        file = f"{self.source.id}.csv"
        documents = records / "documents" / file
        # Documents first: a row never names a document that is not there.
        tables = {documents: (shapes["documents"], writing.InOrder(spill.documents()))}
        for table in spilling.TABLES:
            path = records / table / file
            if spill.has(table) or path.is_file():
                tables[path] = (shapes[table], writing.InOrder(spill.rows(table)))
        counts = writing.write(tables)
        return {
            str(path.relative_to(self.country.folder)): count
            for path, count in counts.items()
            if path != documents
        }
