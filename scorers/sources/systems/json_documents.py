"""JSON as publishers pack it: several documents in one file, in ZIP or gzip, UTF-8 or Latin-1.

A file is read piece by piece, since a month of contracts unpacks to more than memory should hold.
"""

import codecs
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from typing import IO, Any

from scorers.exceptions import SourceChangedError, SourceUnavailableError
from scorers.sources.systems.base import Reply


# What reading a packed file raises where it is cut off or not what it says.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError)
LARGEST_UNPACKED = 1_000_000_000
LARGEST_VALUE = 64_000_000
MOST_MEMBERS = 500
PIECE = 1 << 18

Opening = Callable[[], AbstractContextManager[IO[bytes] | gzip.GzipFile]]


def elements(reply: Reply, arrays: Collection[str]) -> Iterator[tuple[str, Any]]:
    """Yield the elements of the named arrays of each document, each with the array's name.

    A document that has none of them comes whole, with the name "".

    Raises:
        SourceUnavailableError: It unpacks to more than the caps.
        SourceChangedError: It is no JSON, or it is packed and cannot be unpacked to its end.
    """
    try:
        for opening in _openings(reply):
            encoding = _encoding(reply, opening)
            with opening() as stream, io.TextIOWrapper(stream, encoding, newline="") as text:
                yield from _Reader(reply, text, arrays).documents()
    except BROKEN as error:
        raise SourceChangedError(f"{reply.address}: cannot be unpacked: {error}") from error


def _openings(reply: Reply) -> Iterator[Opening]:
    body = reply.body
    if body.startswith(b"\x1f\x8b"):
        yield lambda: gzip.GzipFile(fileobj=io.BytesIO(body))
    elif body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            members = [one for one in archive.infolist() if one.filename.lower().endswith("json")]
            size = sum(member.file_size for member in members)
            if len(members) > MOST_MEMBERS or size > LARGEST_UNPACKED:
                raise SourceUnavailableError(
                    f"{reply.address}: unpacks to {len(members)} files and {size} bytes, more than "
                    f"{MOST_MEMBERS} and {LARGEST_UNPACKED}"
                )
            if not members:
                raise SourceChangedError(f"{reply.address}: no JSON file in the ZIP")
            for member in members:
                yield lambda member=member: archive.open(member)  # type: ignore[misc]
    else:
        yield lambda: io.BytesIO(body)


def _encoding(reply: Reply, opening: Opening) -> str:
    decoder, size = codecs.getincrementaldecoder("utf-8")(), 0
    encoding = "utf-8-sig"
    with opening() as stream:
        while piece := stream.read(PIECE):
            # What a file states of its own size may be wrong.
            size += len(piece)
            if size > LARGEST_UNPACKED:
                raise SourceUnavailableError(
                    f"{reply.address}: unpacks to more than {LARGEST_UNPACKED} bytes"
                )
            if encoding != "latin-1":
                try:
                    decoder.decode(piece)
                except UnicodeDecodeError:
                    encoding = "latin-1"
    return encoding


class _Reader:
    """Reads JSON from a stream; raw line breaks inside strings are taken for what they are."""

    def __init__(self, reply: Reply, stream: IO[str], arrays: Collection[str]) -> None:
        self._reply, self._stream, self._arrays = reply, stream, arrays
        self._decode = json.JSONDecoder(strict=False).raw_decode
        self._text, self._at, self._ended = "", 0, False

    def documents(self) -> Iterator[tuple[str, Any]]:
        while self._next():
            if self._next() == "{":
                yield from self._object()
            elif self._next() == "[":
                for element in self._array():
                    yield "", element
            else:
                raise self._fault("neither an object nor a list")

    def _object(self) -> Iterator[tuple[str, Any]]:
        rest: dict[str, Any] = {}
        found = False
        for key in self._inside("}"):
            name = self._value() if key == '"' else ""
            if self._next() != ":":
                raise self._fault("no colon")
            self._at += 1
            if name in self._arrays and self._next() == "[":
                found = True
                for element in self._array():
                    yield name, element
            else:
                rest[name] = self._value()
        if not found:
            yield "", rest

    def _array(self) -> Iterator[Any]:
        for _ in self._inside("]"):
            yield self._value()

    def _inside(self, end: str) -> Iterator[str]:
        """Yield the first character of each part between the brackets, parted by commas."""
        self._at += 1
        if self._next() == end:
            self._at += 1
            return
        while True:
            yield self._next()
            mark = self._next()
            if mark not in (",", end):
                raise self._fault("no comma")
            self._at += 1
            if mark == end:
                return

    def _value(self) -> Any:
        self._next()
        while True:
            try:
                value, end = self._decode(self._text, self._at)
            except ValueError as error:
                if self._ended or len(self._text) - self._at > LARGEST_VALUE:
                    raise self._fault(str(error)) from error
            else:
                # A number at the end of a piece may go on in the next one.
                if end < len(self._text) or self._ended:
                    self._at = end
                    return value
            self._more()

    def _next(self) -> str:
        """Return the next character that is no space, "" at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in " \t\r\n\ufeff":
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if self._ended:
                return ""
            self._more()

    def _more(self) -> None:
        # As much again as is left: a long value is not decoded from its start for every piece.
        left = self._text[self._at :]
        piece = self._stream.read(max(PIECE, len(left)))
        self._text, self._at, self._ended = left + piece, 0, not piece

    def _fault(self, what: str) -> SourceChangedError:
        return SourceChangedError(f"{self._reply.address}: not JSON: {what}")
