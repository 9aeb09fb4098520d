"""A pull while it runs: its own checkpoint, since what is stored is not asked again.

Each reply is one piece of writing, flushed. A process that is killed leaves at most one record cut,
which is cut off when the pull goes on.
"""

import fcntl
import json
import threading
from array import array
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from scorers.exceptions import SourceError
from scorers.sources.archive import warc
from scorers.sources.archive.catalogue import Catalogue
from scorers.sources.archive.entry import INSTANT, Closing, Entry, digest, document_id
from scorers.sources.archive.replaying import Kept, reply
from scorers.sources.archive.shelf import INDEX, WARC, Shelf
from scorers.sources.systems.base import Reply
from scorers.sources.web.answer import Answer


NAME = "%Y%m%dT%H%M%SZ"
# What was begun longer ago is begun again: its first pages no longer fit the last ones.
IDLE = timedelta(hours=24)


class Part:
    """The unfinished pull of one source.

    Attributes:
        is_resumed: Whether it goes on with one that was stopped.
        is_anew: Whether something that was given counts no more, and nobody has heeded it yet.
    """

    def __init__(self, shelf: Shelf, asked: dict[str, Any], now: datetime) -> None:
        """Go on with the pull that was stopped, or begin one.

        Args:
            shelf: Where it will stand.
            asked: What is asked; another question begins anew.
            now: The instant.

        Raises:
            SourceError: Another pull of this source is running, or nothing can be written.
        """
        self._shelf = shelf
        self._records = warc.Records()
        self._catalogue = Catalogue()
        self._given = array("Q")
        self.is_anew = False
        # What is read ahead ends in the middle of nothing when a pull stops.
        self._storing = threading.Lock()
        question = json.dumps(asked, sort_keys=True, ensure_ascii=True, default=str)
        try:
            shelf.work.mkdir(parents=True, exist_ok=True)
            self._lock = (shelf.work / "lock").open("w")
        except OSError as error:
            raise SourceError(f"{shelf.folder}: cannot be written: {error.strerror}") from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            found = sorted(shelf.work.glob(f"*{WARC}"))
            self.is_resumed = bool(found) and self._resume(found[-1], question, now)
            for path in found[: -1 if self.is_resumed else None]:
                path.unlink()
            if not self.is_resumed:
                self._begin(question, now)
        except BlockingIOError as error:
            self._lock.close()
            raise SourceError(f"{shelf.folder}: another pull of it is running") from error
        except OSError as error:
            self._lock.close()
            raise SourceError(f"{shelf.folder}: cannot be written: {error.strerror}") from error

    def _begin(self, question: str, now: datetime) -> None:
        names = self._shelf.names()
        name = now.strftime(NAME)
        while names and name <= names[-1]:
            # Two pulls in one second, or a clock that was put back: names keep the order.
            later = datetime.strptime(max(name, names[-1]), NAME) + timedelta(seconds=1)  # noqa: DTZ007
            name = later.strftime(NAME)
        self._path = self._shelf.work / f"{name}{WARC}"
        self._file: BinaryIO = self._path.open("wb")
        info = {"software": "Consta", "format": "WARC File Format 1.1", "consta-asked": question}
        self._write(self._records.begin(self._path.name, info))

    def _resume(self, path: Path, question: str, now: datetime) -> bool:
        """Return whether a file goes on; then it ends behind its last whole reply."""
        end, last, is_same = 0, "", False
        with path.open("rb") as file:
            try:
                for read in warc.records(file):
                    found = warc.entry(read)
                    if read.kind == "warcinfo":
                        is_same = f"consta-asked: {question}\r\n".encode() in read.body
                        end = read.offset + read.length
                    elif isinstance(found, Entry):
                        self._catalogue.add(path.name, found)
                        end, last = read.offset + read.length, found.at
            except SourceError:
                is_same = is_same and bool(last)
        if not is_same or (last and now.strftime(INSTANT) > _later(last)):
            self._catalogue.close()
            self._catalogue = Catalogue()
            return False
        self._path, self._file = path, path.open("r+b")
        self._file.truncate(end)
        self._file.seek(end)
        return True

    @property
    def file(self) -> str:
        """The name of its file, now and when it is whole."""
        return self._path.name

    def take(self, address: str) -> Reply | None:
        """Return the next reply of an address that was stored before this run, None if none."""
        found = self._catalogue.take(address)
        return None if found is None else reply(self._shelf, self.file, found[1])

    def keep(
        self, country_id: str, source_id: str, answer: Answer, earlier: tuple[str, Entry] | None
    ) -> Reply:
        """Store an answer and return it as it will be read again.

        Args:
            country_id: The country's.
            source_id: The source's.
            answer: Without credentials.
            earlier: File and entry of the reply that the address gave before, if its body is the
                same: it is not stored twice.
        """
        old = earlier[1] if earlier else None
        is_unmodified = old is not None and answer.last.status == warc.NOT_MODIFIED
        sha256 = old.sha256 if old and is_unmodified else digest(answer.body)
        before = b"".join(
            self._records.request(hop, answer.at) + self._records.redirect(hop, answer.at)
            for hop in answer.hops[:-1]
        )
        before += self._records.request(answer.last, answer.at)
        entry = Entry(
            address=answer.address,
            final_address=answer.last.address,
            status=answer.last.status,
            offset=self._file.tell() + len(before),
            length=0,
            sha256=sha256,
            document_id=document_id(country_id, source_id, answer.address, sha256),
            at=answer.at.strftime(INSTANT),
            etag=answer.header("ETag") or (old.etag if old and is_unmodified else ""),
            last_modified=answer.header("Last-Modified")
            or (old.last_modified if old and is_unmodified else ""),
            body=str(old.spot(earlier[0])) if earlier and old else "",
            body_at=(old.body_at or old.at) if old else "",
            is_unmodified=is_unmodified,
        )
        record = self._records.reply(answer.last, entry, answer.body, answer.peer)
        with self._storing:
            self._write(before + record)
            entry = replace(entry, length=len(record))
            self._catalogue.add(self.file, entry, is_taken=True)
            # Read back, so that a reply is the same now, when the pull goes on, and years later.
            return reply(self._shelf, self.file, entry)

    def give(self, given: Reply) -> Kept:
        """Count a reply among those that rows rest on, and return it with its place.

        Raises:
            SourceError: It was not read by this pull: a defect of the system's module.
        """
        entry = self._catalogue.at(given.offset)
        if entry is None or entry.address != given.address:
            raise SourceError(f"{given.address}: given, but not read")
        self._given.append(entry.offset)
        return Kept(given, entry, self.file)

    def forget(self, address: str) -> None:
        """Count no more what was given since the last reply of an address, that one included."""
        for place in range(len(self._given) - 1, -1, -1):
            if self._entry(self._given[place]).address == address:
                del self._given[place:]
                self.is_anew = True
                return

    def again(self) -> Iterator[Kept]:
        """Yield what was given and counts, read from the file."""
        self.is_anew = False
        for offset in self._given[:]:
            entry = self._entry(offset)
            yield Kept(reply(self._shelf, self.file, entry), entry, self.file)

    def _entry(self, offset: int) -> Entry:
        entry = self._catalogue.at(offset)
        if entry is None:
            raise SourceError(f"{self._shelf.folder}/{self.file}: no reply at {offset}")
        return entry

    def finish(self, since: str) -> str:
        """Put the whole pull on the shelf and return its name."""
        closing = Closing(since, tuple(self._given), self._file.tell())
        self._write(self._records.end(closing))
        self._file.close()
        name = self.file.removesuffix(WARC)
        index = self._path.with_name(f"{name}{INDEX}")
        with index.open("w", encoding="utf-8") as lines:
            for entry in self._catalogue:
                lines.write(f"{entry.line()}\n")
            lines.write(f"{closing.line(len(self._catalogue) + 1)}\n")
        self._shelf.close()
        self._shelf.put(index, f"{name}{INDEX}")
        # The pull is whole once this stands in its place; an index alone says nothing.
        self._shelf.put(self._path, self.file)
        self.close()
        return name

    def set_aside(self) -> None:
        """Keep what could not be understood for whoever mends it; it is not gone on with."""
        self.close()
        if self._path.is_file():
            self._path.replace(self._path.with_name("refused.gz"))

    def close(self) -> None:
        """Close the files; what is stored stays for the next pull."""
        with self._storing:
            self._file.close()
            self._catalogue.close()
            self._shelf.close()
            self._lock.close()

    def _write(self, data: bytes) -> None:
        try:
            self._file.write(data)
            self._file.flush()
        except (OSError, ValueError) as error:
            raise SourceError(f"{self._shelf.folder}: cannot be written: {error}") from error


def _later(at: str) -> str:
    return (datetime.strptime(at, INSTANT) + IDLE).strftime(INSTANT)  # noqa: DTZ007
