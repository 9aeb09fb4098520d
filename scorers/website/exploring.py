"""The pages to explore by: every institution of a group by indicator, the map, and the drivers."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from scorers.country import Kind, Region
from scorers.editions.book import ScoreBook
from scorers.editions.plain import plain
from scorers.method import Driver, Indicator, Pillar
from scorers.text import Text, languages
from scorers.website import addresses
from scorers.website.cards import Dealer
from scorers.website.pages import Page, measured_counts
from scorers.website.spreads import bars
from scorers.website.views import Bar, Entry, Rating


ALL = "all"  # the page of all kinds; none is called so, or two pages would have one address
SHADES = (0, 5, 20, 50)  # from how many in 100 each shade of the map begins
SHOWN = 100  # rows of a table that a script shows at first: a cheap phone draws them at once
KNOWN = frozenset({"measured", "absent"})
COLUMNS = ["state", "value", "score", "sample", "self_reported"]

# What is known of one indicator of one institution: COLUMNS by name.
Cell = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One institution: its rating in each pillar of the table, and a cell for each indicator."""

    entry: Entry
    ratings: Sequence[Rating]
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Spread:
    """How the scores of one indicator are spread over a group."""

    indicator: Indicator
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Tile:
    """How much is on record of a region: of all indicators that apply to its institutions.

    Attributes:
        percent: 0 to 100, rounded down, so that 100 is all and 0 may be little.
        step: 0 where nothing is measured, else the number of its shade, of SHADES.
    """

    region: Region
    institutions: int
    measured: int
    applicable: int
    percent: int
    step: int


@dataclass(frozen=True, slots=True)
class DriverView:
    """One driver of corruption, with its indicators: each with how many have it measured."""

    driver: Driver
    indicators: Sequence[tuple[Indicator, Pillar, int]]
    spreads: Sequence[Spread]


class Explorer:
    """Makes the tables, the map and the view by drivers from one edition."""

    def __init__(self, dealer: Dealer) -> None:
        """Keep what the pages are made of."""
        self._dealer = dealer
        self._book: ScoreBook = dealer.book
        self._scored = [one for one in dealer.entries.values() if one.id in dealer.scored]

    def pages(self) -> Iterator[Page]:
        """Yield the page that leads to the others, a table a kind and of all, and the drivers."""
        groups = [
            (kind, [one for one in self._scored if one.kind == kind])
            for kind in self._book.country.kinds.values()
        ]
        yield _page(addresses.EXPLORE, "explore.html", partial(self._overview, groups))
        for kind, members in groups:
            address = addresses.below(addresses.EXPLORE, kind.id)
            yield _page(address, "table.html", partial(self._table, kind, members))
        everything = addresses.below(addresses.EXPLORE, ALL)
        yield _page(everything, "table.html", partial(self._table, None, self._scored))
        yield _page(addresses.DRIVERS, "drivers.html", self._drivers)

    def _overview(self, groups: Sequence[tuple[Kind, Sequence[Entry]]]) -> dict[str, Any]:
        return {
            "groups": [(kind, len(members)) for kind, members in groups if members],
            "tiles": tiles(self._book.country.regions.values(), self._scored),
            "shades": SHADES,
            "spreads": self._spreads(self._scored),
            "scored": len(self._scored),
        }

    def _table(self, kind: Kind | None, members: Sequence[Entry]) -> dict[str, Any]:
        known = {
            indicator: cells
            for indicator, cells in self._cells.items()
            if any(cells[one.id]["state"] in KNOWN for one in members)
        }
        lines = [
            Line(one, self._dealer.ratings(one.id), [cells[one.id] for cells in known.values()])
            for one in members
        ]
        pillars = list(self._book.method.pillars.values())
        return {
            "kind": kind,
            "pillars": pillars,
            "shown": SHOWN,
            "rated": [
                number
                for number in range(len(pillars))
                if any(line.ratings[number].score is not None for line in lines)
            ],
            "indicators": [self._book.method.indicators[one] for one in known],
            "lines": {
                language: sorted(lines, key=lambda line: line.entry.place(language))
                for language in languages()
            },
            "regions": [
                one
                for one in self._book.country.regions.values()
                if any(line.entry.region == one for line in lines)
            ],
            "has_provinces": any(line.entry.province for line in lines),
            "has_own": any(cell["self_reported"] for line in lines for cell in line.cells),
            "spreads": self._spreads(members),
        }

    @cached_property
    def _cells(self) -> dict[str, dict[str, Cell]]:
        """What is known, by the ids of indicator and institution: of what is measured at all."""
        frame = self._book.indicators[COLUMNS]
        cells: dict[str, dict[str, Cell]] = {}
        for indicator, count in measured_counts(self._book).items():
            if count:
                own = frame.xs(indicator, level="indicator_id").reset_index()
                cells[indicator] = {row["institution_id"]: row for row in plain(own)}
        return cells

    def _spreads(self, members: Sequence[Entry]) -> list[Spread]:
        """Return the spread of each indicator that is measured for anyone."""
        spreads = []
        for indicator, cells in self._cells.items():
            scores = [cells[one.id]["score"] for one in members]
            if drawn := bars([score for score in scores if score is not None]):
                spreads.append(Spread(self._book.method.indicators[indicator], drawn))
        return spreads

    def _drivers(self) -> dict[str, Any]:
        method = self._book.method
        counts, spreads = measured_counts(self._book), self._spreads(self._scored)
        return {
            "views": [
                DriverView(
                    driver,
                    [
                        (one, method.pillars[one.pillar], counts[one.id])
                        for one in method.indicators.values()
                        if one.driver == driver.id
                    ],
                    [one for one in spreads if one.indicator.driver == driver.id],
                )
                for driver in method.drivers.values()
            ]
        }


def tiles(regions: Collection[Region], entries: Collection[Entry]) -> list[Tile]:
    """Return the map: one tile a region, in the country's order; none for a country without."""
    found = []
    for region in regions:
        members = [one for one in entries if one.region == region]
        measured = sum(one.measured_count for one in members)
        applicable = sum(one.applicable_count for one in members)
        share = measured / applicable if applicable else 0.0
        step = sum(100 * share >= start for start in SHADES) if measured else 0
        found.append(Tile(region, len(members), measured, applicable, int(100 * share), step))
    return found


def _page(address: Text, template: str, variables: Callable[[], dict[str, Any]]) -> Page:
    return Page(address, template, variables, shows_scores_alone=True)
