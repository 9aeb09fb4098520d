"""What the cards of all editions of a country look things up in, from its records of today."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from scorers.editions.book import ScoreBook
from scorers.editions.edition import Edition
from scorers.editions.evidence import Evidence
from scorers.editions.first_alone import FirstAlone
from scorers.editions.histories import History, histories
from scorers.editions.plain import Rows, plain
from scorers.text import Text
from scorers.website.views import Link


PUBLISHED = frozenset({"complete", "partial", "listed"})

# Edition and score of each edition that rated a pillar, by institution and pillar, in order.
Trends = Mapping[tuple[str, str], Sequence[tuple[Edition, float]]]


class Facts:
    """The facts of one country, read once for all its editions.

    Attributes:
        institutions: Row of each institution by its id.
        links: Name and id of each.
        predecessors: Those that each has replaced.
        documents: Row of each document by its id.
        evidence: The rows that any score or flag of any edition rests on.
        trends: How each pillar of each institution went over the editions that rated it.
    """

    def __init__(self, books: Sequence[ScoreBook]) -> None:
        """Read what the books share: editions of one country and its same tables, oldest first.

        What only cards show is read when the first one is dealt.
        """
        self._newest = books[-1]
        country, frames = books[-1].country, books[-1].frames
        rows = plain(frames["institutions"].sort_values("institution_id"))
        self.institutions: dict[str, dict[str, Any]] = {row["institution_id"]: row for row in rows}
        self.links = {
            one: Link(one, Text(es=row["name_es"], en=row["name_en"]))
            for one, row in self.institutions.items()
        }
        self.predecessors: dict[str, list[Link]] = {}
        for one, row in self.institutions.items():
            if row["successor_id"]:
                self.predecessors.setdefault(row["successor_id"], []).append(self.links[one])
        self.documents = {row["document_id"]: row for row in plain(frames["documents"])}
        needed = (row for book in books for _, rows in book.rests_on() for row in rows)
        self.evidence = Evidence(country, frames, needed)
        self.trends = trends(books)
        self._history = FirstAlone(self._history_of, self._history_of_each)

    @cached_property
    def statistics(self) -> Rows:
        """Rows of the measures that are shown as context."""
        rows = self._newest.frames["statistics"]
        measures = self._newest.country.measures.values()
        return Rows(rows[rows["measure"].isin([one.id for one in measures if one.caution])])

    @cached_property
    def observations(self) -> Rows:
        """Rows of the items that were seen published, by item and day.

        A check that was passed is nothing published.
        """
        rows = self._newest.frames["observations"]
        is_shown = rows["item"].isin(list(self._newest.country.items))
        order = ["item", "looked_on", "period", "observation_id"]
        return Rows(rows[rows["found"].isin(PUBLISHED) & is_shown].sort_values(order))

    def history(self, institution_id: str) -> History:
        """Return how each indicator of an institution went over the years."""
        return self._history(institution_id)

    def _histories(self, frames: Mapping[str, pd.DataFrame]) -> dict[str, History]:
        newest = self._newest
        return histories(newest.country, newest.edition, newest.method, frames)

    def _history_of(self, institution_id: str) -> History:
        frames = self._newest.frames
        own = {name: frames[name] for name in frames if "institution_id" in frames[name]}
        own = {name: of[of["institution_id"] == institution_id] for name, of in own.items()}
        return self._histories({**frames, **own}).get(institution_id, {})

    def _history_of_each(self) -> Callable[[str], History]:
        every = self._histories(self._newest.frames)
        return lambda institution_id: every.get(institution_id, {})


def trends(books: Iterable[ScoreBook]) -> Trends:
    """Return the trends of the editions of one country."""
    found: dict[tuple[str, str], list[tuple[Edition, float]]] = {}
    for book in sorted(books, key=lambda book: book.edition.place):
        rated = book.pillars.loc[book.pillars["rated"], "score"]
        for key, score in zip(rated.index.tolist(), rated.tolist(), strict=True):
            found.setdefault(key, []).append((book.edition, score))
    return found
