"""Which pages the site has: an address in both languages, a template and what it shows."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from scorers.editions import citing
from scorers.editions.book import ScoreBook
from scorers.exceptions import SiteError
from scorers.method import Indicator
from scorers.records import reading, schema
from scorers.text import Text, fold, languages
from scorers.website import addresses, spreads
from scorers.website.cards import Dealer
from scorers.website.changes import EditionChanges, summary
from scorers.website.views import CountryView, EditionView, Entry


@dataclass(frozen=True)
class Page:
    """One page in both languages: the template is rendered once a language.

    Attributes:
        variables: Is called where the page is made, in one of several processes.
        shows_scores_alone: Whether it stays the same while the scores of all editions do, and names
            and prose: it shows nothing of the records beside them.
        is_searched: Whether its words can be searched for: those of lists only lead to what they
            list.
    """

    address: Text
    template: str
    variables: Callable[[], Mapping[str, Any]] = dict
    shows_scores_alone: bool = False
    is_searched: bool = False


@dataclass(frozen=True)
class TableView:
    """One table of the records: how many rows, and its files below the country's folder."""

    title: Text
    description: Text
    rows: int
    files: Sequence[str]


def from_data(
    book: ScoreBook,
    dealer: Dealer,
    others: Sequence[CountryView] = (),
    varied: Sequence[str] = (),
) -> Iterator[Page]:
    """Yield every page that is made from data, but those of institutions, in a fixed order.

    Args:
        book: The scores.
        dealer: Deals the cards of the same scores.
        others: The countries that stand beneath this one, which then has a page of countries.
        varied: Ids of the editions that have a page on their robustness.
    """
    entries = dealer.entries.values()
    yield Page(addresses.HOME, "home.html", lambda: {"programme": programme(book, dealer)})
    yield Page(addresses.PRIVACY, "privacy.html", is_searched=True)
    yield Page(
        addresses.INSTITUTIONS,
        "institutions.html",
        lambda: {"letters": by_letter(entries)},
        shows_scores_alone=True,
    )
    yield Page(addresses.SEARCH, "search.html")
    yield Page(addresses.INDICATORS, "indicators.html", lambda: {"counts": measured_counts(book)})
    for indicator in book.method.indicators.values():
        address = addresses.below(addresses.INDICATORS, indicator.id)
        yield Page(
            address,
            "indicator.html",
            partial(_indicator, book, dealer, indicator),
            shows_scores_alone=True,
            is_searched=True,
        )
    yield Page(addresses.METHOD, "method.html", lambda: {"varied": varied}, is_searched=True)
    yield Page(addresses.DATA, "data.html", lambda: {"tables": tables(book)}, is_searched=True)
    yield Page(addresses.NEWS, "news.html")
    if others:
        countries = [view_of(book, folder=""), *others]
        yield Page(addresses.COUNTRIES, "countries.html", lambda: {"countries": countries})


def of_editions(
    dealers: Sequence[Dealer],
    newest: str,
    site: str,
    changes: Sequence[EditionChanges],
    varied: Collection[str],
) -> Iterator[Page]:
    """Yield the page of each edition and the list of them, the newest first.

    Args:
        dealers: One of each edition, the oldest first.
        newest: Id of the edition that the undated pages show.
        site: The address of the site, without a slash at its end.
        changes: What changed in each, in the order of the dealers.
        varied: Ids of the editions that have a page on their robustness.
    """
    views = [_edition(dealer.book, newest, varied) for dealer in dealers]
    yield Page(addresses.EDITIONS, "editions.html", lambda: {"views": views[::-1]})
    for view, dealer, changed in zip(views, dealers, changes, strict=True):
        address = addresses.edition(view.edition.id)
        variables = partial(_edition_variables, view, dealer, changed, site)
        yield Page(address, "edition.html", variables)


def _edition(book: ScoreBook, newest: str, varied: Collection[str]) -> EditionView:
    states = book.indicators["state"]
    country = view_of(book, folder="")
    return EditionView(
        edition=book.edition,
        inputs_hash=book.inputs_hash,
        method=book.method,
        states=tuple(
            (indicator, dict(states.xs(indicator.id, level="indicator_id").value_counts()))
            for indicator in book.method.indicators.values()
        ),
        rated=country.rated,
        rated_in_all=country.rated_in_all,
        scored=len(book.totals),
        is_newest=book.edition.id == newest,
        is_varied=book.edition.id in varied,
    )


def _edition_variables(
    view: EditionView, dealer: Dealer, changed: EditionChanges, site: str
) -> dict[str, Any]:
    scored = [dealer.entries[one] for one in dealer.scored]
    return {
        "view": view,
        "changed": changed,
        "summary": summary(changed),
        "citation": citing.of_edition(
            dealer.book, addresses.whole(site, addresses.edition(view.edition.id))
        ),
        **about(dealer.book),
        "letters": by_letter(scored),
    }


def about(book: ScoreBook) -> dict[str, Any]:
    """Return what a page says of the edition that it shows."""
    return {
        "edition": book.edition,
        "method": book.method,
        "inputs_hash": book.inputs_hash,
        "has_beside": not book.beside.empty,
        "has_baseline_waits": not all(one.is_frozen for one in book.baseline_waits.values()),
    }


def view_of(book: ScoreBook, folder: str) -> CountryView:
    """Return a country as the list of countries shows it; `folder` is where its site stands."""
    rated = book.pillars["rated"].groupby(level="pillar_id").sum()
    return CountryView(
        name=book.country.name,
        folder=folder,
        languages=tuple(book.country.locales),
        edition=book.edition.id,
        institutions=len(book.institutions),
        rated=tuple(
            (pillar, int(rated[pillar.id]))
            for pillar in book.method.pillars.values()
            if rated.get(pillar.id, 0)
        ),
        rated_in_all=int(book.totals["rated"].sum()),
    )


def programme(book: ScoreBook, dealer: Dealer) -> list[Entry]:
    """Return the institutions that the home page names.

    Raises:
        SiteError: The country's programme names one that does not exist.
    """
    for institution_id in book.country.programme:
        if institution_id not in dealer.entries:
            raise SiteError(
                f'country.toml: the programme names "{institution_id}", which is no institution'
            )
    return [dealer.entries[institution_id] for institution_id in book.country.programme]


def by_letter(entries: Iterable[Entry]) -> dict[str, dict[str, list[Entry]]]:
    """Return language -> first letter -> entries.

    Many names begin with the same words, so the letter is that of the name as listed: of the place.
    """
    letters: dict[str, dict[str, list[Entry]]] = {}
    for language in languages():
        groups: dict[str, list[Entry]] = {}
        for entry in sorted(entries, key=lambda entry: entry.place(language)):
            groups.setdefault(fold(entry.listed[language])[:1].upper(), []).append(entry)
        letters[language] = groups
    return letters


def tables(book: ScoreBook) -> list[TableView]:
    """Return every table of the records with its rows and files, for the page of data."""
    return [
        TableView(
            title=table.title,
            description=table.description,
            rows=len(book.frames[name]),
            files=[
                path.relative_to(book.country.folder).as_posix()
                for path in reading.files(book.country, table)
            ],
        )
        for name, table in schema.tables(book.country).items()
    ]


def measured_counts(book: ScoreBook) -> dict[str, int]:
    """Return for each indicator how many institutions have it measured."""
    states = book.indicators["state"]
    measured = states[states.isin({"measured", "absent"})]
    counts = measured.groupby(level="indicator_id").size()
    return {one: int(counts.get(one, 0)) for one in book.method.indicators}


def _indicator(book: ScoreBook, dealer: Dealer, indicator: Indicator) -> dict[str, Any]:
    values = dealer.values(indicator)
    states = book.indicators["state"].xs(indicator.id, level="indicator_id").value_counts()
    return {
        "indicator": indicator,
        "values": {
            language: sorted(values, key=lambda value: value.entry.place(language))
            for language in languages()
        },
        "states": {state: int(states.get(state, 0)) for state in book.method.states},
        "bars": spreads.bars([one.score for one in values if one.score is not None]),
    }
