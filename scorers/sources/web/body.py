"""The whole body of a reply: no more than the limits, no less than was announced."""

import zlib
from collections.abc import Iterator
from typing import Any

from urllib3.exceptions import HTTPError, IncompleteRead, ReadTimeoutError
from urllib3.response import BaseHTTPResponse

from scorers.exceptions import SourceUnavailableError
from scorers.sources.web.answer import Limits


PIECE_BYTES = 65_536
# zlib's window for gzip or zlib headers, told apart by itself.
EITHER = zlib.MAX_WBITS | 32


class CutError(Exception):
    """A body that ended too soon or came broken: worth another try."""


def whole(response: BaseHTTPResponse, limits: Limits) -> bytes:
    """Return the decoded body.

    Raises:
        SourceUnavailableError: It is larger than the limits, or in an encoding not asked for.
        CutError: It is not whole.
    """
    announced = response.headers.get("Content-Length", "")
    if announced.isdigit() and int(announced) > limits.sent_bytes:
        raise SourceUnavailableError(
            f"announces {announced} bytes, more than {limits.sent_bytes} bytes"
        )
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in {"identity", "", "gzip", "x-gzip", "deflate"}:
        raise SourceUnavailableError(f'is encoded as "{encoding[:40]}", which was not asked for')
    is_packed = encoding not in {"identity", ""}
    decoder = zlib.decompressobj(EITHER) if is_packed else None
    pieces, sent, decoded = [], 0, 0
    for piece in _pieces(response):
        sent += len(piece)
        if sent > limits.sent_bytes:
            raise SourceUnavailableError(f"sends more than {limits.sent_bytes} bytes")
        part = _decoded(decoder, piece, limits.decoded_bytes - decoded + 1)
        decoded += len(part)
        if decoded > limits.decoded_bytes:
            raise SourceUnavailableError(f"unpacks to more than {limits.decoded_bytes} bytes")
        pieces.append(part)
    if decoder is not None and sent and not decoder.eof:
        raise CutError("its packed body ends too soon")
    return b"".join(pieces)


def _pieces(response: BaseHTTPResponse) -> Iterator[bytes]:
    try:
        while piece := response.read1(PIECE_BYTES, decode_content=False):
            yield piece
    except IncompleteRead as error:
        raise CutError("its body ends too soon") from error
    except ReadTimeoutError as error:
        raise CutError("its body stops") from error
    except (HTTPError, OSError) as error:
        raise CutError(f"its body breaks off ({type(error).__name__})") from error


def _decoded(decoder: Any, piece: bytes, most: int) -> bytes:
    if decoder is None:
        return piece
    try:
        # Never more than is allowed is unpacked at once; what is left is then too much.
        unpacked: bytes = decoder.decompress(piece, most)
    except zlib.error as error:
        raise CutError("its packed body is broken") from error
    return unpacked
