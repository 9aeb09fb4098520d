"""The Pelican generator that makes every page and download from data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import starmap
from operator import itemgetter
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from scorers import country, editions
from scorers.editions import citing, releasing
from scorers.editions.book import ScoreBook
from scorers.exceptions import SiteError
from scorers.paths import Place
from scorers.text import Text, languages
from scorers.website import (
    addresses,
    changes,
    downloads,
    environment,
    groups,
    icons,
    manifests,
    pages,
    prose,
    robustness,
    searching,
    wording,
    writing,
)
from scorers.website.asking import Desk
from scorers.website.cards import Dealer
from scorers.website.comparing import Comparer
from scorers.website.data_files import DataFiles
from scorers.website.earlier import Earlier
from scorers.website.exploring import Explorer
from scorers.website.facts import Facts
from scorers.website.fingerprints import Fingerprints
from scorers.website.kept import Kept
from scorers.website.pages import Page
from scorers.website.sharing import Sharing
from scorers.website.sheets import Sheets
from scorers.website.standings import Standings
from scorers.website.views import Card, CountryView
from scorers.website.writing import Resting, Written


MADE = "CONSTA_MADE"  # the setting that tells what was made
ALONE = ("index.html", "404.html")  # pages without a twin: every language in one


@dataclass(frozen=True)
class Made:
    """What was made of one country.

    Attributes:
        pages: How many there are, those of prose among them.
        written: The files but those of prose and of the theme.
        view: How lists show it.
    """

    pages: int
    written: Written
    view: CountryView


class SiteGenerator(Generator):  # type: ignore[misc]
    """Makes the site of one country's edition, in all its languages."""

    def generate_context(self) -> None:
        """Score the edition; nothing is written yet."""
        self.place = place_of(self.settings)
        chosen = country.read(self.place.country(self.settings["CONSTA_COUNTRY"]))
        self.environments = environment.environments(self.place, chosen, self.env.loader)
        shown = _shown(self.place, chosen)
        self.fingerprints = Fingerprints(self.place, chosen, shown, self.settings)
        self.earlier: Earlier = self.settings["CONSTA_EARLIER"]
        self.kept = Kept(self.place, chosen, self.fingerprints, anew=not self.earlier.is_trusted)
        frames = self.kept.frames()
        read = self.kept.books(shown, frames)
        self.fingerprints.look(frames, self.kept.hashes(frames), read)
        facts = Facts(read)
        site = self.settings["SITEURL"]
        self.dealers = [Dealer(book, facts, partial(_cited_at, site, book)) for book in read]
        self.dealer = next(one for one in self.dealers if one.book.edition.id == chosen.edition)
        self.book = self.dealer.book
        self.desk = Desk(self.book, facts)
        self.comparer = Comparer(self.dealer, Standings(self.place, self.book))
        self.varied = robustness.varied(self.place, read)

    def generate_output(self, writer: object) -> None:
        """Write every page and download below the output folder."""
        del writer  # Pelican's own copies all settings for every page: too slow for thousands
        self.shared = self._shared()
        changed = self.kept.made("changed", self.fingerprints.changes(), self._changed)
        self.sharing = Sharing(self.place, self.dealer, changed, self.settings["SITEURL"])
        self.sheets = {
            one.book.edition.id: Sheets(one.book, releasing.tables(self.place, one.book))
            for one in self.dealers
        }
        others: Sequence[CountryView] = self.settings["CONSTA_OTHERS"]
        made = [
            *pages.from_data(self.book, self.dealer, others, list(self.varied)[::-1]),
            *groups.from_entries(self.book.country, self.dealer.entries.values()),
            *Explorer(self.dealer).pages(),
        ]
        scored = [(dealer, one) for dealer in self.dealers for one in dealer.scored]
        everywhere = [
            *(page.address for page in made),
            addresses.COMPARE,
            *(addresses.side_by_side(*(one.id for one in pair)) for pair in self.comparer.pairs),
            addresses.EDITIONS,
            *(addresses.edition(dealer.book.edition.id) for dealer in self.dealers),
            *map(addresses.robustness, self.varied),
            *(addresses.institution(one) for one in self.dealer.entries),
            *(addresses.ask(one) for one in self.desk.missing),
            *(addresses.dated(dealer.book.edition.id, one) for dealer, one in scored),
            *prose.addresses(self.context),
        ]
        _require_unique(everywhere)
        output, static = Path(self.output_path), self.place.theme / "static"
        site, alone = self.fingerprints.site, partial(self._alone, everywhere)
        data = DataFiles(
            self.place, self.dealers, self.dealer, self.sheets, self.settings["SITEURL"]
        )
        # All editions of one next to each other: what is worked out for it once serves all.
        each = [(self.dealer, one) for one in self.dealer.entries]
        each += [pair for pair in scored if pair[0] is not self.dealer]
        each.sort(key=itemgetter(1))
        # Each takes long, so the processors take them one by one.
        robust = [self._of_robustness(one) for one in self.varied]
        robust, known = writing.parted(robust, self.earlier)
        written = writing.write_all(output, robust, self.earlier, at_once=1)
        rest = writing.write_all(
            output,
            [
                Resting("changes", self.fingerprints.changes(), self._changes),
                Resting("icons", site, partial(icons.files, static)),
                Resting("days", f"{site} {bool(self.desk.missing)}", self.desk.days),
                *known,
                *self._compared(),
                *data.jobs(self.fingerprints.scores()),
                Resting("alone", self.fingerprints.listing(everywhere), alone),
                *(self._of_page(page) for page in made),
                *starmap(self._of_institution, each),
            ],
            self.earlier,
        )
        written.add(rest)
        written.add(writing.write_all(output, [self._searched(output, made)], self.earlier))
        view = pages.view_of(self.book, self.settings["CONSTA_FOLDER"])
        count = len(self.environments) * len(everywhere) + len(ALONE)
        self.settings[MADE] = Made(pages=count, written=written, view=view)

    def _shared(self) -> dict[str, Any]:
        """Return what every template may show."""
        return {
            "SITENAME": self.settings["SITENAME"],
            "SITEURL": self.settings["SITEURL"],
            "CONSTA_COUNTRIES": self.settings["CONSTA_COUNTRIES"],
            "others": self.settings["CONSTA_OTHERS"],
            "country": self.book.country,
            "law": self.book.country.law,
            **pages.about(self.book),
            "total": len(self.dealer.entries),
            "articles": prose.articles(self.context),
        }

    def _of_page(self, page: Page) -> writing.Job:
        make = partial(self._page, page)
        if not page.shows_scores_alone:
            return make
        return Resting(page.address.es, self.fingerprints.scores(), make)

    def _of_institution(self, dealer: Dealer, institution_id: str) -> writing.Job:
        edition = dealer.book.edition
        make = (
            partial(self._card, institution_id)
            if dealer is self.dealer
            else partial(self._dated, dealer, institution_id)
        )
        fingerprint = self.fingerprints.institution(edition, institution_id)
        if dealer is self.dealer and institution_id in self.sharing.changed:
            fingerprint += " has a feed"
        return Resting(f"{edition.id}/{institution_id}", fingerprint, make)

    def _searched(self, output: Path, made: Sequence[Page]) -> Resting:
        """Return what makes the index of the full-text search from pages that are written."""
        shown = [
            *(page.address for page in made if page.is_searched),
            *(addresses.institution(one) for one in self.dealer.entries),
        ]
        # Prose rests on the site alone.
        rests_on = f"{self.fingerprints.site} {searching.fingerprint(output, shown)}"
        every = [*shown, *prose.addresses(self.context)]
        make = partial(searching.files, self.place, self.book.country.id, output, every)
        return Resting("search", rests_on, make)

    def _of_robustness(self, edition_id: str) -> writing.Job:
        (dealer,) = (one for one in self.dealers if one.book.edition.id == edition_id)
        fingerprint = self.fingerprints.robustness(dealer.book.edition)
        return Resting(f"{edition_id}/robustness", fingerprint, partial(self._robust, dealer))

    def _page(self, page: Page) -> Iterator[tuple[str, str]]:
        variables = page.variables()
        for language, made in self.environments.items():
            here = page.address[language]
            text = made.get_template(page.template).render(
                self.shared,
                address=here,
                twins=page.address,
                root=addresses.up(here),
                **variables,
            )
            yield addresses.file(here), text

    def _card(self, institution_id: str) -> Iterator[tuple[str, str | bytes]]:
        """Yield an institution's page in both languages, dated and undated, and its downloads."""
        card = self.dealer.card(institution_id)
        yield from self._of_card(addresses.institution(card.id), self.book, card, dated=False)
        if card.id in self.desk.missing:
            yield from self._page(self.desk.page(card))
            yield from self.desk.files(card)
        yield from self.sharing.pictures(card)
        yield addresses.institution_json(card.id), downloads.institution_json(self.book, card)
        if card.pillars:
            yield from self._dated(self.dealer, institution_id, card)

    def _dated(
        self, dealer: Dealer, institution_id: str, card: Card | None = None
    ) -> Iterator[tuple[str, str]]:
        """Yield an institution's page of one edition in both languages, and its CSV."""
        card, book = card or dealer.card(institution_id, dated=True), dealer.book
        yield from self._of_card(addresses.dated(book.edition.id, card.id), book, card, dated=True)
        address = addresses.institution_csv(book.edition.id, card.id)
        yield address, self.sheets[book.edition.id].institution(card.id)
        if card.citation:
            for ending, content in citing.files(card.citation):
                yield addresses.institution_citation(book.edition.id, card.id, ending), content

    def _of_card(
        self, address: Text, book: ScoreBook, card: Card, *, dated: bool
    ) -> Iterator[tuple[str, str]]:
        variables = {
            "card": card,
            "dated": dated,
            "sharing": None if dated else self.sharing.of(card),
            "missing": None if dated else self.desk.missing.get(card.id),
            **pages.about(book),
            "newest": self.book.edition,
        }
        yield from self._page(Page(address, "institution.html", lambda: variables))

    @cached_property
    def _found(self) -> list[changes.EditionChanges]:
        """What changed in each edition; read only where something must be made of it."""
        return list(changes.between(self.place, [dealer.book for dealer in self.dealers]))

    def _changed(self) -> frozenset[str]:
        """Return the ids of the institutions of which anything ever changed."""
        return frozenset(changes.by_institution(self._found))

    def _changes(self) -> Iterator[tuple[str, str]]:
        """Yield the pages of editions, and the files and feeds that say what changed in them."""
        made = (self.dealers, self.book.edition.id, self.settings["SITEURL"])
        for page in pages.of_editions(*made, self._found, self.varied):
            yield from self._page(page)
        yield changes.CSV, changes.changes_csv(self._found)
        yield from self.sharing.feeds(self._found)

    def _compared(self) -> Iterator[Resting]:
        """Yield what makes the pages that put institutions side by side, and a script's files."""
        edition, comparer = self.book.edition, self.comparer
        rests_on = self.fingerprints.comparison(edition)
        yield Resting("compare", rests_on, partial(self._page, comparer.choosing()))
        yield Resting("compare/files", rests_on, comparer.files)
        for pair in comparer.pairs:
            ids = [one.id for one in pair]
            rests_on = self.fingerprints.comparison(edition, *ids)
            make = partial(self._page, comparer.pair(ids))
            yield Resting(f"compare/{'/'.join(ids)}", rests_on, make)

    def _robust(self, dealer: Dealer) -> Iterator[tuple[str, str]]:
        """Yield the page on the robustness of an edition in both languages, and its tables."""
        edition_id = dealer.book.edition.id
        page, tables = robustness.made(self.place, dealer, self.varied[edition_id])
        yield from self._page(page)
        yield addresses.robustness_json(edition_id), tables

    def _alone(self, everywhere: Sequence[Text]) -> Iterator[tuple[str, str]]:
        """Yield the pages that have no twin, and what robots and phones read."""
        made = self.environments["es"]
        given = {
            "addresses": everywhere,
            "languages": languages(),
            "lost": wording.LOST,
            "everyone": addresses.INSTITUTIONS,
        }
        for name in (*ALONE, "sitemap.xml", "robots.txt"):
            yield name, made.get_template(name).render(self.shared, **given)
        yield from manifests.files()


def _cited_at(site: str, book: ScoreBook, institution_id: str) -> Text:
    """Return where a page of an edition stays, whole, to cite it by."""
    return addresses.whole(site, addresses.dated(book.edition.id, institution_id))


def _shown(place: Place, chosen: country.Country) -> list[editions.Edition]:
    """Return the editions that a site shows: what is frozen, and its own; the oldest first."""
    known = (editions.read(place, chosen.id, one) for one in editions.known(place, chosen.id))
    shown = [one for one in known if one.is_frozen or one.id == chosen.edition]
    return sorted(shown, key=lambda one: one.place)


def place_of(settings: dict[str, Any]) -> Place:
    """Return the checkout that Pelican's settings speak of."""
    theme = Path(settings["THEME"]).resolve()
    return Place(root=theme.parent, content=Path(settings["CONSTA_CONTENT"]).resolve())


def _require_unique(everywhere: Sequence[Text]) -> None:
    """Stop if two pages have one address."""
    seen: set[str] = set()
    for address in (one[language] for one in everywhere for language in languages()):
        if address in seen:
            raise SiteError(f"two pages have the address /{address}")
        seen.add(address)
