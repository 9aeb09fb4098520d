"""The pages that ask an institution for what is missing, and the letter as a file."""

from collections.abc import Iterator, Mapping
from typing import Any

from scorers import country
from scorers.editions.book import ScoreBook
from scorers.website import addresses, due_days, gaps
from scorers.website.addresses import web
from scorers.website.facts import Facts
from scorers.website.gaps import Missing
from scorers.website.letters import Writer
from scorers.website.pages import Page, about
from scorers.website.views import Entry


class Desk:
    """Makes the pages that ask; a country without letters.toml has none.

    Attributes:
        missing: What is missing of each institution that has such a page.
    """

    def __init__(self, book: ScoreBook, facts: Facts) -> None:
        """Read the letters of the country and find what is missing.

        Raises:
            CountryError: letters.toml leaves out or misspells something.
            SiteError: It asks for an indicator that the method does not have.
        """
        letters = country.read_letters(book.country)
        self._book, self._facts = book, facts
        self.missing: Mapping[str, Missing] = {}
        if letters:
            self._writer = Writer(book.country, letters)
            self._writer.require_known(list(book.method.indicators))
            self.missing = gaps.missing(book, facts, letters)

    def page(self, entry: Entry) -> Page:
        """Return the page of one of the institutions of `missing`."""
        return Page(addresses.ask(entry.id), "ask.html", lambda: self._variables(entry))

    def files(self, entry: Entry) -> Iterator[tuple[str, bytes]]:
        """Yield the letter as files, with their addresses."""
        missing = self.missing[entry.id]
        yield addresses.request(entry.id, "txt"), self._writer.text_file(missing, entry.name)
        yield addresses.request(entry.id, "odt"), self._writer.document(missing, entry.name)

    def days(self) -> Iterator[tuple[str, str]]:
        """Yield the file of the days on which the country does not work."""
        if self.missing:
            year = self._book.edition.window_end.year
            yield due_days.ADDRESS, due_days.non_working_days_json(self._book.country, year)

    def _variables(self, entry: Entry) -> dict[str, Any]:
        missing = self.missing[entry.id]
        return {
            "entry": entry,
            "missing": missing,
            "letters": self._writer.letters,
            "request": self._writer.request(missing),
            "appeal": self._writer.appeal,
            "row": self._writer.log_row(entry.id),
            "website": web(self._facts.institutions[entry.id]["website_url"]),
            **about(self._book),
        }
