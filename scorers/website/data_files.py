"""The files that are about all institutions: tables, JSON, and how to cite an edition."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from scorers.editions import citing
from scorers.editions.book import ScoreBook
from scorers.paths import Place
from scorers.website import addresses, downloads, finding, pages
from scorers.website.cards import Dealer
from scorers.website.sheets import Sheets
from scorers.website.writing import Job, Resting


@dataclass(frozen=True)
class DataFiles:
    """Makes such files of one country.

    Attributes:
        dealers: Of all editions that are shown.
        dealer: Of the site's own one.
        sheets: The CSV files of each edition, by its id.
        site: The address of the site, without a slash at its end.
    """

    place: Place
    dealers: Sequence[Dealer]
    dealer: Dealer
    sheets: Mapping[str, Sheets]
    site: str

    def jobs(self, scores: str) -> list[Job]:
        """Return what makes the files.

        Args:
            scores: The fingerprint of whatever shows the scores of all editions.
        """
        book = self.dealer.book
        measured = {one for one, count in pages.measured_counts(book).items() if count}
        made: dict[str, Callable[[], str]] = {
            **{
                f"api/v1/indicators/{one.id}.json": partial(
                    downloads.indicator_json, book, self.dealer, one
                )
                for one in book.method.indicators.values()
                if one.id in measured
            },
            "api/v1/institutions.json": partial(downloads.institutions_json, book, self.dealer),
            finding.ADDRESS: partial(finding.names_json, book.country, self.dealer.entries),
        }
        for dealer in self.dealers:
            made.update(self._of_edition(dealer.book))
        alone = (Resting(one, scores, partial(_one, one, make)) for one, make in made.items())
        cited = (partial(self._cited, dealer.book) for dealer in self.dealers)
        return [*alone, *cited, self._tables]

    def _of_edition(self, book: ScoreBook) -> dict[str, Callable[[], str]]:
        """Return what makes the files of one edition, by address."""
        folder = f"data/{book.edition.id}"
        method = self.place.method(book.edition.method)
        return {
            **{
                f"{folder}/{name}": make
                for name, make in self.sheets[book.edition.id].tables().items()
            },
            f"{folder}/method.toml": partial(method.read_text, encoding="utf-8"),
            f"api/v1/editions/{book.edition.id}.json": partial(downloads.edition_json, book),
        }

    def _cited(self, book: ScoreBook) -> Iterator[tuple[str, str]]:
        """Yield what reference managers read of an edition."""
        address = addresses.whole(self.site, addresses.edition(book.edition.id))
        citation = citing.of_edition(book, address)
        for ending, content in citing.files(citation):
            yield f"data/{book.edition.id}/cite.{ending}", content
        yield f"data/{book.edition.id}/CITATION.cff", citing.cff(citation)

    def _tables(self) -> Iterator[tuple[str, str | bytes]]:
        book = self.dealer.book
        folder = f"data/{book.edition.id}"
        tables = dict(downloads.tables(book))
        for name, content in tables.items():
            yield f"{folder}/{name}", content
        yield f"{folder}/datapackage.json", downloads.data_package(book, tables)


def _one(address: str, make: Callable[[], str]) -> Iterator[tuple[str, str]]:
    yield address, make()
