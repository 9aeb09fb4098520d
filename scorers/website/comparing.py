"""The pages that put institutions side by side, and the files that a script does it from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import combinations
from typing import Any

from scorers.editions.book import ScoreBook
from scorers.method import Indicator
from scorers.text import LANGUAGES, Text
from scorers.website import addresses, downloads
from scorers.website.cards import Dealer
from scorers.website.pages import Page, programme
from scorers.website.standings import Standings, Statement
from scorers.website.views import Card, Entry, Rating, Reading


TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of all institutions: what was read of each, or the state it is in."""

    indicator: Indicator
    cells: Sequence[tuple[str, Reading | None]]


@dataclass(frozen=True, slots=True)
class Part:
    """One pillar, or the total, of all institutions.

    Attributes:
        id: Of the pillar, or "total".
        name: Of the pillar; None of the total.
        ratings: One an institution.
        statements: One a pair.
        lines: The indicators of which anything is known of any of them.
        unknown: Those of which nothing is.
    """

    id: str
    name: Text | None
    ratings: Sequence[Rating]
    statements: Sequence[Statement]
    lines: Sequence[Line]
    unknown: Sequence[Indicator]


class Comparer:
    """Puts the cards of one edition side by side."""

    def __init__(self, dealer: Dealer, standings: Standings) -> None:
        """Keep what the pages are made of."""
        self._dealer, self._standings = dealer, standings
        self._book: ScoreBook = dealer.book

    def choosing(self) -> Page:
        """Return the page where any are chosen."""
        return Page(addresses.COMPARE, "compare.html", self._choosing)

    @cached_property
    def pairs(self) -> list[tuple[Entry, Entry]]:
        """Every two institutions of the programme that are scored: each pair has a page."""
        shown = programme(self._book, self._dealer)
        return list(combinations([one for one in shown if one.id in self._dealer.scored], 2))

    def pair(self, ids: Sequence[str]) -> Page:
        """Return the page of a pair."""
        return Page(addresses.side_by_side(*ids), "pair.html", partial(self._pair, ids))

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the file of each kind: its institutions, and what can be said of every two."""
        for kind in self._book.country.kinds:
            members = [
                one
                for one in self._dealer.entries.values()
                if one.kind.id == kind and one.id in self._dealer.scored
            ]
            yield addresses.kind_json(kind), self._kind_json(kind, members)

    def _kind_json(self, kind: str, members: Sequence[Entry]) -> str:
        level = self._book.institutions["level"]
        return downloads.as_json(
            {
                "kind": kind,
                "institutions": [
                    [one.id, level[one.id], *dict.fromkeys(one.name[each] for each in LANGUAGES)]
                    for one in members
                ],
                "draws": self._standings.draws,
                "needed": self._standings.needed,
                "parts": self._standings.tables(kind),
                "provenance": downloads.provenance(self._book),
            }
        )

    def _choosing(self) -> dict[str, Any]:
        method = self._book.method
        parts = [
            Part(one.id, one.name, (), (), self._lines(one.id, ()), ())
            for one in method.pillars.values()
        ]
        return {
            "pairs": self.pairs,
            "parts": [*parts, Part(TOTAL, None, (), (), (), ())],
            "cards": (),
            "draws": self._standings.draws,
            "needed": self._standings.needed,
        }

    def _pair(self, ids: Sequence[str]) -> dict[str, Any]:
        cards = [self._dealer.card(one, dated=True) for one in ids]
        return {
            "cards": cards,
            "names": {card.id: card.name for card in cards},
            "alike": self._standings.alike(ids),
            "parts": list(self._parts(cards)),
            "draws": self._standings.draws,
            "needed": self._standings.needed,
        }

    def _parts(self, cards: Sequence[Card]) -> Iterator[Part]:
        ids = [card.id for card in cards]
        for number, pillar in enumerate(self._book.method.pillars.values()):
            lines = self._lines(pillar.id, cards)
            known = [one for one in lines if any(reading for _, reading in one.cells)]
            yield Part(
                id=pillar.id,
                name=pillar.name,
                ratings=[card.pillars[number].rating for card in cards],
                statements=self._statements(pillar.id, ids),
                lines=known,
                unknown=[one.indicator for one in lines if one not in known],
            )
        totals = [card.total for card in cards if card.total]
        yield Part(TOTAL, None, totals, self._statements(TOTAL, ids), (), ())

    def _statements(self, part: str, ids: Sequence[str]) -> list[Statement]:
        return [self._standings.statement(part, *pair) for pair in combinations(ids, 2)]

    def _lines(self, pillar: str, cards: Sequence[Card]) -> list[Line]:
        """Return every indicator of a pillar with what is known of it of each card."""
        views = [next(one for one in card.pillars if one.pillar.id == pillar) for card in cards]
        states = [{step.id: step.state for step in view.step.steps} for view in views]
        readings = [{one.indicator.id: one for one in view.readings} for view in views]
        return [
            Line(
                one,
                [
                    (state[one.id], read.get(one.id))
                    for state, read in zip(states, readings, strict=True)
                ],
            )
            for one in self._book.method.indicators.values()
            if one.pillar == pillar
        ]
