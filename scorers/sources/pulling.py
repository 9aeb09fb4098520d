"""Runs a source that a system of `systems` reads: asks, archives, parses, matches, writes.

The rows of a source are what `parse` makes of the replies in its archive: those of the last pull
of everything and, behind them, of each pull of what was newer than a day. So the archive alone
gives them again.
"""

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date

from scorers.country import Country
from scorers.exceptions import SourceChangedError, SourceError
from scorers.records import reading, schema
from scorers.sources import spilling, writing
from scorers.sources.ahead import Ahead
from scorers.sources.archive import replaying, state
from scorers.sources.archive.part import Part
from scorers.sources.archive.replaying import Kept
from scorers.sources.archive.shelf import Shelf
from scorers.sources.asking import Asking
from scorers.sources.gathering import Gathering
from scorers.sources.names import Names
from scorers.sources.options import Options
from scorers.sources.reporting import Outcome, Report
from scorers.sources.spilling import Spill
from scorers.sources.systems import SYSTEMS
from scorers.sources.systems.base import Ask, Reply, SystemSource
from scorers.sources.web.answer import Reach
from scorers.sources.web.session import Session


# Replies of an archive that are unpacked before they are needed.
FEW = 3


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
        shelf = options.shelf(source.country_id, source.id)
        try:
            pull = _Pull(country, source, options, shelf)
            written = pull.run()
            if not options.is_offline:
                left = sum(ledger.left.total() for ledger in pull.report.ledgers)
                state.succeeded(shelf, options.clock.now(), sum(written.values()), left)
        except SourceError as error:
            if not options.is_offline:
                state.failed(shelf, options.clock.now(), str(error))
            raise
        except (sqlite3.Error, OSError) as error:
            raise SourceError(f"{source.id}: rows cannot be kept on disk: {error}") from error
        finally:
            shelf.close()
    except SourceError as error:
        return Outcome(source.id, failure=str(error))
    return Outcome(source.id, report=pull.report, written=written)


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
            with closing(Ahead(replaying.replies(self.shelf, name), few=FEW)) as kept:
                self._sink.take(iter(kept))

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

        ask = Asking(source.country_id, source.id, session, self.shelf, part, earlier, told)
        try:
            # Where rows stop the pull, a page that still travels is hung up before all is closed.
            with closing(session):
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
            earlier.close()

    def _take(self, part: Part, replies: Iterator[Reply], chain: list[str]) -> None:
        """Keep the rows of all replies that count in the end."""
        while True:
            if self.options.since:
                self._replay(chain)
            try:
                # The next page travels while this one is understood.
                with closing(Ahead(itertools.chain(part.again(), _given(part, replies)))) as kept:
                    self._sink.take(iter(kept))
            except _AnewError:
                self._spill.close()
                self._begin()
            else:
                return

    def _refuse_empty(self) -> None:
        """Raise SourceChangedError where nothing came and there are rows of an earlier pull."""
        records = self.country.folder / "records"
        paths = [records / table / f"{self.source.id}.csv" for table in spilling.TABLES]
        had_rows = any(path.is_file() and reading.has_rows(path) for path in paths)
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
                tables[path] = (shapes[table], writing.InOrder(spill.lines(table)))
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
