"""Which pages the site has: an address in both languages, a template and what it shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scorers.editions.book import ScoreBook
from scorers.exceptions import SiteError
from scorers.method import Indicator
from scorers.records import reading, schema
from scorers.text import Text, fold
from scorers.website import addresses
from scorers.website.views import Card, Reading


BARS = 10


@dataclass(frozen=True)
class Page:
    """One page in both languages: the template is rendered once a language."""

    address: Text
    template: str
    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Bar:
    """One bar of a histogram of scores: from `low` to `high`, with its height in drawing units."""

    low: int
    high: int
    count: int
    height: float


@dataclass(frozen=True)
class TableView:
    """One table of the records: how many rows, and its files below the country's folder."""

    title: Text
    description: Text
    rows: int
    files: Sequence[str]


def all_pages(book: ScoreBook, cards: Sequence[Card]) -> Iterator[Page]:
    """Yield every page that is made from data, in a fixed order."""
    yield Page(addresses.HOME, "home.html", {"programme": _programme(book, cards)})
    yield from _lists(book, cards)
    yield from _indicators(book, cards)
    yield Page(addresses.METHOD, "method.html")
    yield Page(addresses.DATA, "data.html")
    yield Page(addresses.NEWS, "news.html")
    for card in cards:
        yield Page(
            addresses.below(addresses.INSTITUTIONS, card.id), "institution.html", {"card": card}
        )


def _programme(book: ScoreBook, cards: Sequence[Card]) -> list[Card]:
    by_id = {card.id: card for card in cards}
    for institution_id in book.country.programme:
        if institution_id not in by_id:
            raise SiteError(
                f'country.toml: the programme names "{institution_id}", which is no institution'
            )
    return [by_id[institution_id] for institution_id in book.country.programme]


def _lists(book: ScoreBook, cards: Sequence[Card]) -> Iterator[Page]:
    """Yield the lists that need no script: all by letter, by region, and by kind."""
    country = book.country
    yield Page(addresses.INSTITUTIONS, "institutions.html", {"letters": by_letter(cards)})
    for region in country.regions.values():
        members = [card for card in cards if card.region and card.region.id == region.id]
        yield Page(
            addresses.below(addresses.REGIONS, region.id),
            "group.html",
            {"title": region.name, "groups": by_kind(book, members), "count": len(members)},
        )
    for kind in country.kinds.values():
        members = [card for card in cards if card.kind.id == kind.id]
        groups = {kind.plural: members} if members else {}
        yield Page(
            addresses.below(addresses.KINDS, kind.id),
            "group.html",
            {"title": kind.plural, "groups": groups, "count": len(members)},
        )


def _indicators(book: ScoreBook, cards: Sequence[Card]) -> Iterator[Page]:
    yield Page(addresses.INDICATORS, "indicators.html", {"counts": measured_counts(book)})
    ordered = sorted(cards, key=lambda card: (fold(card.listed.es), card.id))
    for indicator in book.method.indicators.values():
        readings = [
            (card, found) for card in ordered if (found := card.reading(indicator.id)) is not None
        ]
        yield Page(
            addresses.below(addresses.INDICATORS, indicator.id),
            "indicator.html",
            {
                "indicator": indicator,
                "readings": readings,
                "states": state_counts(book, indicator),
                "bars": bars([reading for _, reading in readings]),
            },
        )


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


def by_letter(cards: Sequence[Card]) -> dict[str, dict[str, list[Card]]]:
    """Return language -> first letter -> cards, in the order of the folded names.

    Many names begin with the same words, so the letter is that of the name as listed: of the place.
    """
    letters: dict[str, dict[str, list[Card]]] = {}
    for language in ("es", "en"):
        ordered = sorted(cards, key=lambda card: (fold(card.listed[language]), card.id))
        groups: dict[str, list[Card]] = {}
        for card in ordered:
            groups.setdefault(fold(card.listed[language])[:1].upper(), []).append(card)
        letters[language] = groups
    return letters


def by_kind(book: ScoreBook, cards: Sequence[Card]) -> dict[Text, list[Card]]:
    """Return the cards by kind, in the country's order of kinds, each by its Spanish name."""
    ordered = sorted(cards, key=lambda card: (fold(card.name.es), card.id))
    groups = {
        kind.plural: [card for card in ordered if card.kind.id == kind.id]
        for kind in book.country.kinds.values()
    }
    return {name: members for name, members in groups.items() if members}


def measured_counts(book: ScoreBook) -> dict[str, int]:
    """Return for each indicator how many institutions have it measured."""
    states = book.indicators["state"]
    measured = states[states.isin({"measured", "absent"})]
    counts = measured.groupby(level="indicator_id").size()
    return {one: int(counts.get(one, 0)) for one in book.method.indicators}


def state_counts(book: ScoreBook, indicator: Indicator) -> dict[str, int]:
    """Return for one indicator how many institutions are in each state."""
    states = book.indicators["state"].xs(indicator.id, level="indicator_id")
    counts = states.value_counts()
    return {state: int(counts.get(state, 0)) for state in book.method.states}


def bars(readings: Sequence[Reading]) -> list[Bar]:
    """Return the scores as a histogram of ten bars of ten points; empty without scores."""
    scores = [reading.score for reading in readings if reading.state != "too_few"]
    if not scores:
        return []
    counts = [0] * BARS
    for score in scores:
        counts[min(BARS - 1, int(score // BARS))] += 1
    tallest = max(counts)
    return [
        Bar(
            low=10 * number,
            high=10 * number + 10,
            count=count,
            height=round(56 * count / tallest, 1),
        )
        for number, count in enumerate(counts)
    ]
