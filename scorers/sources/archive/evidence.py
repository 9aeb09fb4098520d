"""The archived body behind a row of documents, and whether all of them are still what they were."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scorers.country import Country
from scorers.exceptions import SourceError
from scorers.records import reading, schema
from scorers.sources.archive.entry import Spot
from scorers.sources.archive.shelf import Shelf
from scorers.text import near


@dataclass(frozen=True)
class Document:
    """A row of documents.

    Attributes:
        place: Its file and line, below the country's folder.
    """

    place: str
    cells: dict[str, str]

    @property
    def id(self) -> str:
        """Its id."""
        return self.cells["document_id"]

    @property
    def is_archived(self) -> bool:
        """Whether its copy is in an archive of ours."""
        return bool(self.cells["archive"]) and "://" not in self.cells["archive"]


class Evidence:
    """The documents of a country and the archive that holds them."""

    def __init__(self, country: Country, root: str, cache: Path) -> None:
        """Open nothing yet.

        Args:
            country: Whose documents.
            root: The archive's address.
            cache: Where an archive that is far away is worked on.
        """
        self._country, self._root, self._cache = country, root, cache
        self._shelves: dict[str, Shelf] = {}

    def documents(self) -> Iterator[Document]:
        """Yield all rows of documents; SourceError if a file of them cannot be read."""
        table = schema.tables(self._country)["documents"]
        for path in reading.files(self._country, table):
            place = path.relative_to(self._country.folder)
            try:
                for chunk in reading.read(path):
                    if tuple(chunk.columns) != table.columns:
                        raise SourceError(f"{place}: the header is not that of documents")
                    rows = zip(*chunk.columns.values(), strict=True)
                    for line, cells in zip(chunk.lines, rows, strict=True):
                        row = dict(zip(table.columns, cells, strict=True))
                        yield Document(f"{place}:{line}", row)
            except reading.UnreadableError as error:
                raise SourceError(f"{place}: {error}") from error

    def find(self, document_id: str) -> Document:
        """Return a document; SourceError, with the nearest one there is, if there is none."""
        ids = []
        for document in self.documents():
            if document.id == document_id:
                return document
            ids.append(document.id)
        meant = near(document_id, ids)
        hint = f'; did you mean "{meant}"?' if meant else ""
        raise SourceError(f'no document "{document_id}"{hint}')

    def body(self, document: Document) -> bytes:
        """Return the archived body of a document.

        Raises:
            SourceError: It names no archive of ours, the archive is not there or is damaged, or the
                body is not the one that the row's SHA-256 is of.
        """
        if not document.is_archived:
            elsewhere = document.cells["archive"] or document.cells["url"] or "no address"
            raise SourceError(f"{document.id}: has no copy in the archive; see {elsewhere}")
        folder, _, name = document.cells["archive"].rpartition("/")
        country_id, _, source_id = folder.partition("/")
        fits = country_id and source_id and not set(source_id) & set("/.\\")
        try:
            spot = Spot.of(name)
        except ValueError as error:
            raise SourceError(f'{document.id}: "{name}" is no place in an archive') from error
        if not fits or country_id in {".", ".."}:
            raise SourceError(f'{document.id}: "{folder}" is no folder of an archive')
        if folder not in self._shelves:
            self._shelves[folder] = Shelf.of(self._root, country_id, source_id, self._cache)
        return self._shelves[folder].body(spot, document.cells["sha256"]).body

    def close(self) -> None:
        """Close all files."""
        for shelf in self._shelves.values():
            shelf.close()
