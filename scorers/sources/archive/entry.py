"""One reply in an archive: where it stands and what it holds."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime


INSTANT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Spot:
    """The beginning of a record: a file of the source's folder, and the bytes before it."""

    file: str
    offset: int

    def __str__(self) -> str:
        """Return FILE@OFFSET."""
        return f"{self.file}@{self.offset}"

    @classmethod
    def of(cls, text: str) -> "Spot":
        """Return the spot that a text names; ValueError if it names none."""
        file, _, offset = text.rpartition("@")
        if not file:
            raise ValueError(text)
        return cls(file, int(offset))


@dataclass(frozen=True, slots=True)
class Entry:
    """One reply: a line of the index.

    Attributes:
        address: What was asked.
        final_address: Where redirects led.
        offset: Of its record in its file.
        length: Of that record.
        sha256: Of the body.
        document_id: Of its row of documents.
        at: When it was read: YYYY-MM-DDTHH:MM:SSZ.
        body: FILE@OFFSET of the record that holds the body, "" where this one does.
        body_at: When that record was read.
        is_unmodified: Whether the server said that nothing has changed, and so sent no headers
            of the body.
    """

    address: str
    final_address: str
    status: int
    offset: int
    length: int
    sha256: str
    document_id: str
    at: str
    etag: str
    last_modified: str
    body: str
    body_at: str
    is_unmodified: bool

    def line(self) -> str:
        """Return the line of the index, without its end."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    def spot(self, file: str) -> Spot:
        """Return where the body stands, for an entry of a file."""
        return Spot.of(self.body) if self.body else Spot(file, self.offset)

    @property
    def read_at(self) -> datetime:
        """When it was read."""
        return datetime.strptime(self.at, INSTANT).replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Closing:
    """What the last record of a whole pull says.

    Attributes:
        since: The first day that was asked for, "" if all were.
        given: The offsets of the replies that rows rest on, in their order.
        offset: Of the record itself; not written in it.
    """

    since: str
    given: tuple[int, ...]
    offset: int

    def line(self, lines: int) -> str:
        """Return the last line of an index of so many, without its end."""
        table = {"closing": self.offset, "since": self.since, "given": self.given, "lines": lines}
        return json.dumps(table)


def read_line(line: str) -> Entry | Closing:
    """Return what a line of an index says; ValueError, TypeError or KeyError if it is none."""
    table = json.loads(line)
    if "closing" in table:
        return Closing(table["since"], tuple(table["given"]), table["closing"])
    return Entry(**table)


def digest(body: bytes) -> str:
    """Return the SHA-256 of a body, in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def document_id(country_id: str, source_id: str, address: str, sha256: str) -> str:
    """Return the id of the document that an address and its body make: the same each time."""
    short = hashlib.sha256(f"{address}\n{sha256}".encode()).hexdigest()[:20]
    return f"{country_id}:{source_id}:{short}"
