"""The bytes of a source, from its address or from a folder of downloaded files."""

from pathlib import Path
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from scorers.exceptions import SourceUnavailableError
from scorers.sources import google_sheets
from scorers.sources.declaration import Source


TIMEOUT_SECONDS = 60
LARGEST_BYTES = 50_000_000
PIECE_BYTES = 65_536
RETRIES = Retry(
    total=4,
    backoff_factor=0.5,
    status_forcelist=(429, 500, 502, 503, 504),
    allowed_methods=("GET",),
    retry_after_max=60,
)


def fetch(source: Source, files: Path | None, *, largest: int = LARGEST_BYTES) -> bytes:
    """Return the bytes of a source.

    Args:
        source: What to fetch.
        files: A folder of downloaded files, read instead of the address.
        largest: More bytes than this are refused.

    Raises:
        SourceUnavailableError: There is no such file or address, the server does not answer, or
            it sends a web page or too much.
    """
    if files is not None:
        return _from_file(files / source.file, largest)
    if not source.address:
        raise SourceUnavailableError(
            f"{source.id} has no address: it is a list made by hand. Give its folder with --files"
        )
    return _from_address(google_sheets.export(source.address), largest)


def _from_file(path: Path, largest: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > largest:
            raise SourceUnavailableError(f"{path} has {size} bytes, more than {largest}")
        return path.read_bytes()
    except OSError as error:
        raise SourceUnavailableError(f"{path}: {error.strerror}") from error


def _from_address(address: str, largest: int) -> bytes:
    if urlsplit(address).scheme not in {"http", "https"}:
        raise SourceUnavailableError(f"{address}: only http and https addresses are read")
    with requests.Session() as session:
        session.max_redirects = 5
        for scheme in ("http://", "https://"):
            session.mount(scheme, HTTPAdapter(max_retries=RETRIES))
        try:
            with session.get(address, stream=True, timeout=TIMEOUT_SECONDS) as answer:
                answer.raise_for_status()
                _refuse_page(address, answer)
                return _whole(address, answer, largest)
        except requests.RequestException as error:
            raise SourceUnavailableError(f"{address}: {error}") from error


def _refuse_page(address: str, answer: requests.Response) -> None:
    kind = answer.headers.get("Content-Type", "").lower()
    if "html" in kind:
        raise SourceUnavailableError(
            f"{address}: sent a web page ({kind}) instead of a table; is it a sign-in page?"
        )


def _whole(address: str, answer: requests.Response, largest: int) -> bytes:
    pieces, size = [], 0
    for piece in answer.iter_content(PIECE_BYTES):
        size += len(piece)
        if size > largest:
            raise SourceUnavailableError(f"{address}: sends more than {largest} bytes")
        pieces.append(piece)
    return b"".join(pieces)
