"""Deals the cards: what each institution's page shows, from a ScoreBook and nothing else.

No number is computed here: a card only puts side by side what the edition holds, with the rows and
documents it rests on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

import pandas as pd

from scorers.editions.book import ScoreBook
from scorers.method import Indicator
from scorers.records import schema
from scorers.text import Text
from scorers.website import wording
from scorers.website.addresses import web
from scorers.website.plain import Rows, plain
from scorers.website.views import (
    Card,
    Context,
    Document,
    Entry,
    Figure,
    Link,
    Paper,
    Papers,
    PillarView,
    Rating,
    Reading,
    Row,
    Series,
    Value,
)


ROWS_SHOWN = 6
PAPERS_SHOWN = 4
TOTAL = "total"  # the id of the total among the pillars of a download
READ_STATES = frozenset({"measured", "absent", "too_few"})
PUBLISHED = frozenset({"complete", "partial", "listed"})


# Year, method and score of each edition that rated a pillar, by institution and pillar, in order.
Trends = Mapping[tuple[str, str], Sequence[tuple[int, str, float]]]


def trends(books: Iterable[ScoreBook]) -> Trends:
    """Return the trends of the editions of one country."""
    found: dict[tuple[str, str], list[tuple[int, str, float]]] = {}
    for book in sorted(books, key=lambda book: book.edition.window_end):
        rated = book.pillars.loc[book.pillars["rated"], "score"]
        about = (book.edition.window_end.year, book.edition.method)
        for key, score in zip(rated.index.tolist(), rated.tolist(), strict=True):
            found.setdefault(key, []).append((*about, score))
    return found


class Dealer:
    """Deals the cards of one edition; holds what they all look things up in.

    Attributes:
        entries: Every institution as lists show it, by id.
    """

    def __init__(self, book: ScoreBook, trends: Trends | None = None) -> None:
        """Read what all cards share; a card itself is made when it is asked for.

        Args:
            book: The scores of the edition.
            trends: What all editions of the country say of each institution and pillar.
        """
        self.book = book
        self._trends = trends or {}
        self._institutions = {
            row["institution_id"]: row for row in plain(book.institutions.reset_index())
        }
        self._indicators = Rows(book.indicators.reset_index())
        totals = book.totals.assign(pillar_id=TOTAL).reset_index()
        self._pillars = Rows(pd.concat([book.pillars.reset_index(), totals]))
        statistics, observations = book.frames["statistics"], book.frames["observations"]
        as_context = [one.id for one in book.country.measures.values() if one.caution]
        self._statistics = Rows(statistics[statistics["measure"].isin(as_context)])
        self._observations = Rows(
            observations[observations["found"].isin(PUBLISHED)].sort_values(
                ["item", "looked_on", "period", "observation_id"]
            )
        )
        self._documents = {row["document_id"]: row for row in plain(book.frames["documents"])}
        self._rows = _evidence(book)
        self._links = {
            one: Link(one, Text(es=row["name_es"], en=row["name_en"]))
            for one, row in self._institutions.items()
        }
        self._predecessors: dict[str, list[Link]] = {}
        for one, row in self._institutions.items():
            self._predecessors.setdefault(row["successor_id"], []).append(self._links[one])
        totals_by_id = {row["institution_id"]: row for row in plain(totals)}
        self.entries = {
            one: self._entry(
                row, totals_by_id.get(one, {"measured_count": 0, "applicable_count": 0})
            )
            for one, row in self._institutions.items()
        }

    def _entry(self, row: Mapping[str, Any], total: Mapping[str, Any]) -> Entry:
        country = self.book.country
        kind, link = country.kinds[row["kind"]], self._links[row["institution_id"]]
        return Entry(
            id=link.id,
            name=link.name,
            listed=kind.listed(link.name),
            short_name=row["short_name"],
            kind=kind,
            region=country.regions.get(row["region"]),
            province=row["province"],
            successor=self._links.get(row["successor_id"]),
            measured_count=total["measured_count"],
            applicable_count=total["applicable_count"],
        )

    def card(self, institution_id: str) -> Card:
        """Return the card of one institution."""
        entry = self.entries[institution_id]
        row = self._institutions[institution_id]
        documents = _Documents(self._documents)
        pillar_rows = self._pillars.of(institution_id)
        indicator_rows = self._indicators.of(institution_id)
        by_pillar = {row["pillar_id"]: row for row in pillar_rows}
        pillars = self._views(by_pillar, indicator_rows, documents)
        country = self.book.country
        return Card(
            **{field.name: getattr(entry, field.name) for field in fields(Entry)},
            website_url=web(row["website_url"]),
            official_ids=tuple(
                (official, row[official.id])
                for official in country.official_ids.values()
                if row[official.id]
            ),
            parent=self._links.get(row["parent_id"]),
            predecessors=tuple(self._predecessors.get(institution_id, ())),
            total=self._rating(by_pillar[TOTAL]) if by_pillar else None,
            pillars=pillars,
            verdict=wording.verdict(self.book.edition.window_end.year, pillars, country),
            context=self._context(institution_id, documents),
            papers=self._papers(institution_id, documents),
            documents=documents.numbered(),
            row=row,
            pillar_rows=pillar_rows,
            indicator_rows=indicator_rows,
        )

    def rows_of(self, indicator: Indicator) -> list[dict[str, Any]]:
        """Return the row of one indicator of every institution that has any cases."""
        frame = self.book.indicators.xs(indicator.id, level="indicator_id").reset_index()
        frame.insert(1, "indicator_id", indicator.id)
        return plain(frame[frame["state"].isin(READ_STATES)])

    def values(self, indicator: Indicator) -> list[Value]:
        """Return what every institution has of one indicator; those with nothing are left out."""
        return [
            Value(
                entry=self.entries[row["institution_id"]],
                state=row["state"],
                words=wording.value(indicator, row, self.book.country),
                score=row["score"],
            )
            for row in self.rows_of(indicator)
        ]

    def institution_rows(self) -> Iterator[Mapping[str, Any]]:
        """Return the row of every institution, for downloads."""
        return iter(self._institutions.values())

    def indicator_cells(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """Return these cells of every indicator of every institution, for downloads."""
        return self._indicators.cells(*names)

    def pillar_rows(self) -> Iterator[dict[str, Any]]:
        """Yield the row of every pillar and total of every institution, for downloads."""
        return (row for one in self.entries for row in self._pillars.of(one))

    def _views(
        self,
        by_pillar: Mapping[str, Mapping[str, Any]],
        indicator_rows: Sequence[Mapping[str, Any]],
        documents: "_Documents",
    ) -> tuple[PillarView, ...]:
        method = self.book.method
        found = {row["indicator_id"]: row for row in indicator_rows}
        views = []
        for pillar in method.pillars.values() if by_pillar else ():
            members = method.of_pillar(pillar.id)
            views.append(
                PillarView(
                    pillar=pillar,
                    rating=self._rating(by_pillar[pillar.id]),
                    weight_applicable=by_pillar[pillar.id]["weight_applicable"],
                    readings=tuple(
                        self._reading(one, found[one.id], documents)
                        for one in members
                        if found[one.id]["state"] in READ_STATES
                    ),
                    missing=tuple(
                        one for one in members if found[one.id]["state"] not in READ_STATES
                    ),
                    trend=self._trend(by_pillar[pillar.id]),
                )
            )
        return tuple(views)

    def _trend(self, row: Mapping[str, Any]) -> Series | None:
        """Return a pillar's scores up to this edition: later ones change no earlier page."""
        scores = self._trends.get((row["institution_id"], row["pillar_id"]), ())
        last = self.book.edition.window_end.year
        return wording.trend([one for one in scores if one[0] <= last], self.book.country)

    def _rating(self, row: Mapping[str, Any]) -> Rating:
        return Rating(
            score=round(row["score"]) if row["rated"] else None,
            low=round(row["low"]),
            high=round(row["high"]),
            interval=_interval(row) if row["rated"] else None,
            bands=tuple(self.book.method.bands[band] for band in row["bands"]),
            measured_count=int(row["measured_count"]),
            applicable_count=int(row["applicable_count"]),
        )

    def _reading(
        self, indicator: Indicator, row: Mapping[str, Any], documents: "_Documents"
    ) -> Reading:
        key = (row["institution_id"], indicator.id)
        rows = [self._rows[row_id] for row_id in self.book.evidence.get(key, ())]
        taken = tuple(documents.take(one) for one in dict.fromkeys(doc for _, doc in rows))
        was_looked_at = "observations" in indicator.sources and row["seen_to"]
        return Reading(
            indicator=indicator,
            state=row["state"],
            value=row["value"],
            words=wording.value(indicator, row, self.book.country),
            score=row["score"],
            interval=_interval(row),
            sample=row["sample"],
            self_reported=row["self_reported"],
            looked_on=date.fromisoformat(row["seen_to"]) if was_looked_at else None,
            publisher=taken[0].publisher if taken else "",
            rows=tuple(one for one, _ in rows[:ROWS_SHOWN]),
            more_rows=max(0, len(rows) - ROWS_SHOWN),
            documents=taken,
            series=wording.series(
                indicator,
                self.book.history.get(key, ()),
                self.book.country,
            ),
        )

    def _context(self, institution_id: str, documents: "_Documents") -> tuple[Context, ...]:
        country = self.book.country
        rows = self._statistics.of(institution_id)
        shown = []
        for measure in country.measures.values():
            figures = tuple(
                Figure(
                    period=wording.period(row["period_start"], row["period_end"]),
                    words=wording.figure(measure, row, country),
                    document=documents.take(row["document_id"]),
                )
                for row in rows
                if row["measure"] == measure.id
            )
            if figures:
                shown.append(Context(measure=measure, figures=figures))
        return tuple(shown)

    def _papers(self, institution_id: str, documents: "_Documents") -> tuple[Papers, ...]:
        groups: dict[tuple[str, Any], list[dict[str, Any]]] = {}
        for row in self._observations.of(institution_id):
            groups.setdefault((row["item"], row["looked_on"]), []).append(row)
        shown = []
        for (item, looked_on), rows in groups.items():
            rows.reverse()  # the latest period first
            shown.append(
                Papers(
                    item=self.book.country.items[item],
                    looked_on=date.fromisoformat(looked_on),
                    count=len(rows),
                    shown=tuple(
                        Paper(
                            wording.item_period(row["period"]),
                            wording.FORMS[row["format"]],
                            web(row["url"]),
                        )
                        for row in rows[:PAPERS_SHOWN]
                    ),
                    document=documents.take(rows[0]["document_id"]),
                )
            )
        return tuple(shown)


class _Documents:
    """Numbers the documents of one card in the order in which they are taken."""

    def __init__(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        self.rows = rows
        self.taken: dict[str, Document] = {}

    def take(self, document_id: str) -> Document:
        if document_id not in self.taken:
            row = self.rows[document_id]
            self.taken[document_id] = Document(
                id=document_id,
                number=len(self.taken) + 1,
                title=row["title"],
                publisher=row["publisher"],
                url=web(row["url"]),
                published_on=row["published_on"],
                sha256=row["sha256"],
                licence=row["licence"],
            )
        return self.taken[document_id]

    def numbered(self) -> tuple[Document, ...]:
        return tuple(self.taken.values())


def _interval(row: Mapping[str, Any]) -> tuple[int, int] | None:
    low, high = row["interval_low"], row["interval_high"]
    return None if low is None or low == high else (round(low), round(high))


def _evidence(book: ScoreBook) -> dict[str, tuple[Row, str]]:
    """Return the place and the document of every row that a number rests on, by its id."""
    needed = {row_id for rows in book.evidence.values() for row_id in rows}
    found: dict[str, tuple[Row, str]] = {}
    for name, table in schema.tables(book.country).items():
        frame = book.frames[name]
        if name != "documents" and "document_id" in table.fields:
            used = frame[frame[table.key].isin(needed)]
            columns = (used[column] for column in (table.key, "path", "line", "document_id"))
            for row_id, path, line, document_id in zip(*columns, strict=True):
                found[row_id] = (Row(row_id, wording.place(path, line)), document_id)
    return found
