"""Whole pulls, read again: the same replies in the same order, without the network."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scorers.exceptions import SourceError
from scorers.sources.archive.catalogue import Catalogue
from scorers.sources.archive.entry import Entry, Spot
from scorers.sources.archive.shelf import WARC, Shelf
from scorers.sources.archive.warc import PIECE_BYTES
from scorers.sources.systems.base import Reply


@dataclass(frozen=True)
class Kept:
    """A reply with its place: an entry of a file."""

    reply: Reply
    entry: Entry
    file: str

    def cells(self, folder: str) -> dict[str, str]:
        """Return the cells of a row of documents that say when it was read and where it stands.

        Args:
            folder: That of its source in the archive.
        """
        return {
            "retrieved_at": self.entry.body_at or self.entry.at,
            "sha256": self.entry.sha256,
            "archive": f"{folder}/{self.entry.spot(self.file)}",
        }


def reply(shelf: Shelf, file: str, entry: Entry) -> Reply:
    """Return a stored reply; where nothing had changed, with the body that was stored before.

    Raises:
        SourceError: The archive is damaged.
    """
    # The length is that of its own record, not of one that was stored before.
    length = PIECE_BYTES if entry.body else entry.length
    held = shelf.body(entry.spot(file), entry.sha256, length)
    own = shelf.record(Spot(file, entry.offset)) if entry.body and not entry.is_unmodified else held
    return Reply(
        address=entry.address,
        final_address=entry.final_address,
        status=own.status,
        headers=own.headers,
        body=held.body,
        at=entry.read_at,
        document_id=entry.document_id,
        offset=entry.offset,
    )


def chain(shelf: Shelf) -> list[str]:
    """Return the pulls that a source's rows come from: the last of everything, and what followed.

    What followed are pulls of what is newer than a day. All pulls if none was of everything.
    """
    names = shelf.names()
    for place in range(len(names) - 1, -1, -1):
        if not shelf.closing(names[place]).since:
            return names[place:]
    return names


def replies(shelf: Shelf, name: str) -> Iterator[Kept]:
    """Yield the replies of a pull that rows rest on, in their order.

    Raises:
        SourceError: The archive is damaged.
    """
    catalogue = Catalogue()
    given: tuple[int, ...] = ()
    file = f"{name}{WARC}"
    for found in shelf.index(name):
        if isinstance(found, Entry):
            catalogue.add(file, found)
        else:
            given = found.given
    for offset in given:
        entry = catalogue.at(offset)
        if entry is None:
            raise SourceError(f"{shelf.folder}/{file}: its index has no reply at {offset}")
        yield Kept(reply(shelf, file, entry), entry, file)
    catalogue.close()


def known(shelf: Shelf, names: Sequence[str]) -> Catalogue:
    """Return the entries of pulls, the oldest first."""
    catalogue = Catalogue()
    for name in names:
        for found in shelf.index(name):
            if isinstance(found, Entry):
                catalogue.add(f"{name}{WARC}", found)
    return catalogue
