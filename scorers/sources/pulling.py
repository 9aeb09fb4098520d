"""Runs a source that a system of `systems` reads: asks, archives, parses, matches, writes.

The rows of a source are what `parse` makes of the replies in its archive: those of the last pull
of everything and, behind them, of each pull of what was newer than a day. So the archive alone
gives them again.
"""

import contextlib
import itertools
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from scorers.country import Country
from scorers.exceptions import SourceChangedError, SourceError
from scorers.records import schema
from scorers.sources import spilling, writing
from scorers.sources.archive import replaying
from scorers.sources.archive.entry import INSTANT
from scorers.sources.archive.part import Part
from scorers.sources.archive.replaying import Kept
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
    try:
        shelf = options.shelf(source)
        try:
            pull = _Pull(country, source, options, shelf)
            written = pull.run()
            _succeeded(shelf, options, pull.report, written)
        except SourceError as error:
            _failed(shelf, options, str(error))
            raise
        except sqlite3.Error as error:
            raise SourceError(f"{source.id}: rows cannot be kept on disk: {error}") from error
        finally:
            shelf.close()
    except SourceError as error:
        return Outcome(source.id, failure=str(error))
    return Outcome(source.id, report=pull.report, written=written)


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


class _AnewError(Exception):
    """Ends a parsing: replies that it has had count no more."""


class _Pull:
    """One run of a source.

    Attributes:
        report: Of the rows that count.
    """

    def __init__(
        self, country: Country, source: SystemSource, options: Options, shelf: Shelf
    ) -> None:
        """Read nothing yet."""
        self.country, self.source, self.options, self.shelf = country, source, options, shelf
        self._shapes = schema.tables(country)
        self._begin()

    def _begin(self) -> None:
        """Begin without a row."""
        source = self.source
        names = Names.of(self.country, source.id, source.scope.get("keys", ""))
        self.report = Report(source.id)
        self._spill = Spill()
        self._sink = Gathering(source, names, self._spill, self.report, self._shapes)

    def run(self) -> dict[str, int]:
        """Return the rows written by file."""
        try:
            chain = replaying.chain(self.shelf)
            if self.options.is_offline and not chain:
                raise SourceError(f"{self.source.id}: nothing is archived yet; pull it first")
            if self.options.is_offline:
                self._replay(chain)
                self._sink.end()
            else:
                self._pull(chain)
            self._sink.settle()
            return self._write()
        finally:
            self._spill.close()

    def _replay(self, chain: list[str]) -> None:
        for name in chain:
            self._sink.take(replaying.replies(self.shelf, name))

    def _pull(self, chain: list[str]) -> None:
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
        total = 0 if since else earlier.addresses

        def told() -> None:
            self.options.told(source.id, total, self._sink.rows)

        ask = Asking(source, session, self.shelf, part, earlier, told)
        try:
            self._take(part, SYSTEMS[source.system].fetch(source, ask, since), chain)
            self._sink.end()
            self._refuse_empty()
            part.finish(since.isoformat() if since else "")
        except SourceChangedError:
            # What cannot be understood today is not read again tomorrow from the checkpoint.
            part.set_aside()
            raise
        finally:
            part.close()
            session.close()
            earlier.close()

    def _take(self, part: Part, replies: Iterator[Reply], chain: list[str]) -> None:
        """Keep the rows of all replies that count in the end."""
        while True:
            if self.options.since:
                self._replay(chain)
            try:
                self._sink.take(itertools.chain(part.again(), _given(part, replies)))
            except _AnewError:
                self._spill.close()
                self._begin()
            else:
                return

    def _refuse_empty(self) -> None:
        """Raise SourceChangedError where nothing came and there are rows of an earlier pull."""
        records = self.country.folder / "records"
        paths = [records / table / f"{self.source.id}.csv" for table in spilling.TABLES]
        had_rows = any(path.is_file() and writing.has_rows(path) for path in paths)
        if had_rows and not self._sink.rows and not self.options.since:
            raise SourceChangedError(f"{self.source.address}: gives no rows, where it gave some")

    def _write(self) -> dict[str, int]:
        spill, shapes = self._spill, self._shapes
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


def _given(part: Part, replies: Iterator[Reply]) -> Iterator[Kept]:
    """Yield the replies that a system gives; _AnewError where earlier ones count no more."""
    for reply in replies:
        kept = part.give(reply)
        if part.is_anew:
            raise _AnewError
        yield kept
