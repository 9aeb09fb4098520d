"""Records of WARC/1.1 files, written and read; each one is a gzip member of its own.

A reply is stored as it reads once decoded: its headers say the length of that, and keep the
encodings that it travelled in under names that no reader acts on. A reply's record is written
behind those of its request and of the redirects before it, so that it makes all of them whole.
"""

import io
import json
import re
import sys
from base64 import b32decode, b32encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO
from urllib.parse import quote, urlsplit

from isal import isal_zlib

from scorers.exceptions import SourceError
from scorers.sources.archive.entry import INSTANT, Closing, Entry
from scorers.sources.web.answer import Headers, Hop
from scorers.sources.web.credentials import RECEIVED_SECRETS


# warcio takes fsspec, if it is there, for its own command line. Nobody here calls that, and it
# takes longer to load than all of warcio: it is not there while warcio is loaded.
_fsspec = sys.modules.get("fsspec")
sys.modules["fsspec"] = None  # type: ignore[assignment] # how Python is told that there is none
try:
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.recordloader import ArcWarcRecordLoader
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.utils import Digester
    from warcio.warcwriter import WARCWriter
finally:
    del sys.modules["fsspec"]
    if _fsspec is not None:
        sys.modules["fsspec"] = _fsspec

# Our own fields of a record; readers leave alone what they do not know.
ADDRESS, DOCUMENT, BODY = "Consta-Address", "Consta-Document", "Consta-Body"
UNMODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = 304
RENAMED = frozenset({"transfer-encoding", "content-encoding", "content-length"})
GZIP = isal_zlib.MAX_WBITS | 16
# Seven times as fast as what zlib takes by itself, for a tenth more bytes.
LEVEL = 3
PIECE_BYTES = 65_536
LOADER = ArcWarcRecordLoader()
# What may stand in a header as it is; the rest is written as addresses write it.
PLAIN = "".join(map(chr, range(0x20, 0x7F)))


class _Writer(WARCWriter):  # type: ignore[misc]
    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")


class Records:
    """Makes records; each is bytes, ready to be put behind the others."""

    def __init__(self) -> None:
        """Make a writer."""
        self._buffer = io.BytesIO()
        self._writer = _Writer(self._buffer, gzip=False, warc_version="1.1")

    def begin(self, file: str, info: dict[str, str]) -> bytes:
        """Return the first record of a file."""
        return self._packed(self._writer.create_warcinfo_record(file, info))

    def end(self, closing: Closing) -> bytes:
        """Return the last record of a whole pull."""
        payload = json.dumps({"since": closing.since, "given": closing.given}).encode()
        record = self._writer.create_warc_record(
            "urn:consta:closing",
            "metadata",
            payload=io.BytesIO(payload),
            length=len(payload),
            warc_content_type="application/json",
        )
        return self._packed(record)

    def request(self, hop: Hop, at: datetime) -> bytes:
        """Return the record of a request."""
        parts = urlsplit(hop.address)
        path = parts.path or "/"
        line = f"GET {path}?{parts.query}" if parts.query else f"GET {path}"
        headers = StatusAndHeaders(
            f"{line} HTTP/1.1", [("Host", parts.netloc), *cleaned(hop.sent)], is_http_request=True
        )
        record = self._writer.create_warc_record(
            hop.address,
            "request",
            http_headers=headers,
            warc_headers_dict={"WARC-Date": at.strftime(INSTANT)},
        )
        return self._packed(record)

    def redirect(self, hop: Hop, at: datetime) -> bytes:
        """Return the record of a reply that led elsewhere, without its body."""
        headers = _status(hop, stored(hop.headers, b""))
        record = self._writer.create_warc_record(
            hop.address,
            "response",
            payload=io.BytesIO(),
            length=0,
            http_headers=headers,
            warc_headers_dict={"WARC-Date": at.strftime(INSTANT)},
        )
        return self._packed(record)

    def reply(self, hop: Hop, entry: Entry, body: bytes, peer: str) -> bytes:
        """Return the record of a reply: whole, or a revisit where the body stands elsewhere."""
        fields = {
            "WARC-Date": entry.at,
            "WARC-Payload-Digest": b32(entry.sha256),
            ADDRESS: entry.address,
            DOCUMENT: entry.document_id,
        }
        if peer:
            fields["WARC-IP-Address"] = peer
        headers = _status(hop, stored(hop.headers, body))
        if not entry.body:
            record = self._writer.create_warc_record(
                hop.address,
                "response",
                payload=io.BytesIO(body),
                length=len(body),
                http_headers=headers,
                warc_headers_dict=fields,
            )
            return self._packed(record)
        fields |= {
            "WARC-Profile": UNMODIFIED if entry.is_unmodified else IDENTICAL,
            "WARC-Refers-To-Target-URI": hop.address,
            "WARC-Refers-To-Date": entry.body_at,
            BODY: entry.body,
        }
        record = self._writer.create_warc_record(
            hop.address, "revisit", http_headers=headers, warc_headers_dict=fields
        )
        return self._packed(record)

    def _packed(self, record: Any) -> bytes:
        self._buffer.seek(0)
        self._buffer.truncate()
        self._writer.write_record(record)
        packer = isal_zlib.compressobj(LEVEL, isal_zlib.DEFLATED, GZIP)
        return packer.compress(self._buffer.getbuffer()) + packer.flush()


@dataclass(frozen=True)
class Read:
    """One record as it stands in a file.

    Attributes:
        fields: The record's own headers, names in lower case.
        status: Of the reply, 0 where the record is none.
        headers: Of the reply, names in lower case.
    """

    kind: str
    offset: int
    length: int
    fields: dict[str, str]
    status: int
    headers: dict[str, str]
    body: bytes


def records(file: BinaryIO, start: int = 0, first: int = PIECE_BYTES) -> Iterator[Read]:
    """Yield the whole records of a file from an offset on; one that is cut ends them.

    Args:
        file: What they stand in.
        start: The offset.
        first: The bytes to read at once there: those of the record, where its length is known.

    Raises:
        SourceError: What stands at the offset, or between two records, is no record.
    """
    file.seek(start)
    offset, left = start, file.read(first)
    while True:
        unpacker, pieces, length = isal_zlib.decompressobj(GZIP), [], 0
        while not unpacker.eof:
            piece = left or file.read(PIECE_BYTES)
            left = b""
            if not piece:
                return
            try:
                pieces.append(unpacker.decompress(piece))
            except isal_zlib.error as error:  # type: ignore[misc] # its stubs err
                raise SourceError(f"no record at {offset}: {error}") from error
            left = unpacker.unused_data
            length += len(piece) - len(left)
        yield _read(b"".join(pieces), offset, length)
        offset += length


def entry(read: Read) -> Entry | Closing | None:
    """Return what a record says of a reply or of the pull, None if it says neither."""
    if read.kind == "metadata":
        table = json.loads(read.body)
        return Closing(table["since"], tuple(table["given"]), read.offset)
    fields = read.fields
    if DOCUMENT.lower() not in fields:
        return None
    is_unmodified = fields.get("warc-profile") == UNMODIFIED
    return Entry(
        address=fields[ADDRESS.lower()],
        final_address=fields["warc-target-uri"],
        status=read.status,
        offset=read.offset,
        length=read.length,
        sha256=from_b32(fields["warc-payload-digest"]),
        document_id=fields[DOCUMENT.lower()],
        at=fields["warc-date"],
        etag=read.headers.get("etag", ""),
        last_modified=read.headers.get("last-modified", ""),
        body=fields.get(BODY.lower(), ""),
        body_at=fields.get("warc-refers-to-date", ""),
        is_unmodified=is_unmodified,
    )


def cleaned(headers: Headers) -> list[tuple[str, str]]:
    """Return headers on one plain line each."""
    return [(name, quote(" ".join(value.split()), safe=PLAIN)) for name, value in headers]


def stored(headers: Headers, body: bytes) -> list[tuple[str, str]]:
    """Return the headers that are kept with a decoded body: none that hands out a credential."""
    kept = [
        (f"X-Archive-Orig-{name}" if name.lower() in RENAMED else name, value)
        for name, value in cleaned(headers)
        if name.lower() not in RECEIVED_SECRETS and re.fullmatch(r"[!-9;-~]+", name)
    ]
    return [*kept, ("Content-Length", str(len(body)))]


def b32(sha256: str) -> str:
    """Return a digest as WARC files write it."""
    return f"sha256:{b32encode(bytes.fromhex(sha256)).decode()}"


def from_b32(text: str) -> str:
    """Return a digest of a WARC file in hexadecimal."""
    return b32decode(text.partition(":")[2]).hex()


def _status(hop: Hop, headers: list[tuple[str, str]]) -> StatusAndHeaders:
    reason = quote(" ".join(hop.reason.split()), safe=PLAIN)
    return StatusAndHeaders(f"{hop.status} {reason}".strip(), headers, protocol="HTTP/1.1")


def _read(member: bytes, offset: int, length: int) -> Read:
    try:
        record = LOADER.parse_record_stream(io.BytesIO(member), known_format="warc")
        body = record.content_stream().read()
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        raise SourceError(f"no record at {offset}: {error}") from error
    http = record.http_headers if record.rec_type in {"response", "revisit"} else None
    return Read(
        kind=record.rec_type,
        offset=offset,
        length=length,
        fields={name.lower(): value for name, value in record.rec_headers.headers},
        status=int(http.get_statuscode()) if http else 0,
        headers={name.lower(): value for name, value in http.headers} if http else {},
        body=body,
    )
