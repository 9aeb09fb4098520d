"""The rows of a table: from its address, from its archive, or from a folder of downloaded files.

What comes from an address is archived as the replies of a system are.
"""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from scorers.exceptions import SourceError, SourceUnavailableError
from scorers.sources import google_sheets, tabular
from scorers.sources.archive import replaying, state
from scorers.sources.archive.part import Part
from scorers.sources.archive.replaying import Kept
from scorers.sources.archive.shelf import Shelf
from scorers.sources.asking import Asking
from scorers.sources.options import Options
from scorers.sources.systems.base import Ask, Reply
from scorers.sources.table_source import Source
from scorers.sources.tabular import Row
from scorers.sources.web.answer import Reach
from scorers.sources.web.session import Session


LARGEST_BYTES = 50_000_000


@dataclass(frozen=True)
class Fetched:
    """A table that was read.

    Attributes:
        cells: Of its row of documents: its digest and, where it is archived, when and where.
    """

    body: bytes = field(repr=False)
    rows: Sequence[Row]
    cells: Mapping[str, str]


def fetch(
    source: Source, country_id: str, origin: Path | Options, *, largest: int = LARGEST_BYTES
) -> Fetched:
    """Return the table of a source.

    Args:
        source: What to fetch.
        country_id: Whose source it is.
        origin: A folder of downloaded files; or how to read the address, or its archive.
        largest: More bytes than this are refused.

    Raises:
        SourceError: The address is none, leads elsewhere than its hosts, or may not be read; or
            nothing is archived.
        SourceUnavailableError: There is no such file, the server does not answer, or it sends a
            web page or too much.
        SourceChangedError: It is not the declared table.
    """
    if isinstance(origin, Path):
        body = _file(origin / source.file, largest)
        rows = tabular.parse(body, source)
        return Fetched(body, rows, {"sha256": hashlib.sha256(body).hexdigest()})
    if not source.address:
        raise SourceUnavailableError(
            f"{source.id} has no address: it is a list made by hand. Give its folder with --files"
        )
    with closing(origin.shelf(country_id, source.id)) as folder:
        if origin.is_offline:
            return _archived(source, folder)
        try:
            fetched = _pulled(source, country_id, origin, folder, largest)
            state.succeeded(folder, origin.clock.now(), len(fetched.rows), 0)
        except SourceError as error:
            state.failed(folder, origin.clock.now(), str(error))
            raise
        return fetched


def _file(path: Path, largest: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > largest:
            raise SourceUnavailableError(f"{path} has {size} bytes, more than {largest}")
        return path.read_bytes()
    except OSError as error:
        raise SourceUnavailableError(f"{path}: {error.strerror}") from error


def _archived(source: Source, folder: Shelf) -> Fetched:
    chain = replaying.chain(folder)
    if not chain:
        raise SourceError(f"{source.id}: nothing is archived yet; pull it first")
    *_, kept = replaying.replies(folder, chain[-1])
    return _fetched(source, kept, tabular.parse(kept.reply.body, source), folder)


def _pulled(
    source: Source, country_id: str, options: Options, folder: Shelf, largest: int
) -> Fetched:
    host = urlsplit(source.address).hostname or ""
    reach = Reach(
        id=source.id,
        hosts=source.hosts or (host,),
        permission=source.permission,
        is_private=source.is_private,
    )
    limits = replace(options.limits, sent_bytes=largest, decoded_bytes=largest)
    address = google_sheets.export(source.address)
    with (
        closing(Session(reach, limits, options.clock)) as session,
        closing(replaying.known(folder, replaying.chain(folder))) as earlier,
        closing(Part(folder, {"table": address}, options.clock.now())) as part,
    ):
        ask = Asking(country_id, source.id, session, folder, part, earlier)
        # Servers of files call a table by many names: only a web page is refused.
        reply = ask(Ask(address, kinds=("",)))
        try:
            _refuse_page(source, reply)
            rows = tabular.parse(reply.body, source)
        except SourceError:
            part.set_aside()
            raise
        kept = part.give(reply)
        part.finish("")
        return _fetched(source, kept, rows, folder)


def _refuse_page(source: Source, reply: Reply) -> None:
    kind = reply.headers.get("content-type", "").lower()
    if "html" in kind:
        raise SourceUnavailableError(
            f"{source.address}: sent a web page ({kind}) instead of a table; is it a sign-in page?"
        )


def _fetched(source: Source, kept: Kept, rows: Sequence[Row], folder: Shelf) -> Fetched:
    final = kept.reply.final_address
    cells = kept.cells(folder.folder)
    if final != source.address:
        cells["final_url"] = final
    return Fetched(kept.reply.body, rows, cells)
