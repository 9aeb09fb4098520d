"""The bytes of a source, from its address or from a folder of downloaded files."""

from pathlib import Path
from urllib.parse import urlsplit

from scorers.exceptions import SourceUnavailableError
from scorers.sources import google_sheets
from scorers.sources.systems.base import Ask
from scorers.sources.table_source import Source
from scorers.sources.web.answer import Limits, Reach
from scorers.sources.web.session import Session


LARGEST_BYTES = 50_000_000


def fetch(source: Source, files: Path | None, *, largest: int = LARGEST_BYTES) -> bytes:
    """Return the bytes of a source.

    Args:
        source: What to fetch.
        files: A folder of downloaded files, read instead of the address.
        largest: More bytes than this are refused.

    Raises:
        SourceError: The address is none, leads elsewhere than its hosts, or may not be read.
        SourceUnavailableError: There is no such file, the server does not answer, or it sends a
            web page or too much.
    """
    if files is not None:
        return _from_file(files / source.file, largest)
    if not source.address:
        raise SourceUnavailableError(
            f"{source.id} has no address: it is a list made by hand. Give its folder with --files"
        )
    return _from_address(source, largest)


def _from_file(path: Path, largest: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > largest:
            raise SourceUnavailableError(f"{path} has {size} bytes, more than {largest}")
        return path.read_bytes()
    except OSError as error:
        raise SourceUnavailableError(f"{path}: {error.strerror}") from error


def _from_address(source: Source, largest: int) -> bytes:
    host = urlsplit(source.address).hostname or ""
    reach = Reach(
        id=source.id,
        hosts=source.hosts or (host,),
        permission=source.permission,
        is_private=source.is_private,
    )
    session = Session(reach, Limits(sent_bytes=largest, decoded_bytes=largest))
    try:
        # Servers of files call a table by many names: only a web page is refused.
        answer = session.get(Ask(google_sheets.export(source.address), kinds=("",)))
    finally:
        session.close()
    kind = answer.header("Content-Type").lower()
    if "html" in kind:
        raise SourceUnavailableError(
            f"{source.address}: sent a web page ({kind}) instead of a table; is it a sign-in page?"
        )
    return answer.body
