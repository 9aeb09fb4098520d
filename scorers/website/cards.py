"""Deals the cards: what each institution's page shows, from a ScoreBook and nothing else.

No number is computed here: a card only puts side by side what the edition holds, with the rows and
documents it rests on.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from scorers.editions.book import ScoreBook
from scorers.method import Indicator
from scorers.records import schema
from scorers.text import Text
from scorers.website import wording
from scorers.website.plain import plain
from scorers.website.views import (
    Card,
    Context,
    Document,
    Figure,
    Link,
    Paper,
    Papers,
    PillarView,
    Reading,
    Row,
)


ROWS_SHOWN = 6
PAPERS_SHOWN = 4
READ_STATES = frozenset({"measured", "absent", "too_few"})
PUBLISHED = frozenset({"complete", "partial", "listed"})


def deal(book: ScoreBook) -> Iterator[Card]:
    """Yield the card of every institution, in the order of the ScoreBook."""
    dealer = _Dealer(book)
    for institution_id in book.institutions.index:
        yield dealer.card(institution_id)


class _Dealer:
    """Holds what all cards look things up in, read once out of the frames."""

    def __init__(self, book: ScoreBook) -> None:
        self.book = book
        self.institutions = _by_index(book.institutions)
        self.links = {
            institution_id: Link(institution_id, Text(es=row["name_es"], en=row["name_en"]))
            for institution_id, row in self.institutions.items()
        }
        self.predecessors: dict[str, list[Link]] = {}
        for institution_id, row in self.institutions.items():
            if row["successor_id"]:
                self.predecessors.setdefault(row["successor_id"], []).append(
                    self.links[institution_id]
                )
        self.indicators = _nested(book.indicators)
        totals = book.totals.assign(pillar_id="total").set_index("pillar_id", append=True)
        self.pillars = _nested(pd.concat([book.pillars, totals]).sort_index(kind="stable"))
        self.documents = _by_index(book.frames["documents"].set_index("document_id"))
        self.rows = _evidence(book)
        statistics, observations = book.frames["statistics"], book.frames["observations"]
        as_context = {one.id for one in book.country.measures.values() if one.caution}
        self.statistics = _by_institution(statistics[statistics["measure"].isin(as_context)])
        self.observations = _by_institution(
            observations[observations["found"].isin(PUBLISHED)].sort_values(
                ["item", "looked_on", "period", "observation_id"]
            )
        )

    def card(self, institution_id: str) -> Card:
        row = self.institutions[institution_id]
        country = self.book.country
        documents = _Documents(self.documents)
        rows = self.pillars.get(institution_id, {})
        total = rows.get("total")
        pillars = self._pillars(institution_id, documents) if total else ()
        return Card(
            id=institution_id,
            name=self.links[institution_id].name,
            listed=country.kinds[row["kind"]].listed(self.links[institution_id].name),
            short_name=row["short_name"],
            kind=country.kinds[row["kind"]],
            region=country.regions.get(row["region"]),
            province=row["province"],
            website_url=row["website_url"],
            official_ids=tuple(
                (official, row[official.id])
                for official in country.official_ids.values()
                if row[official.id]
            ),
            parent=self.links.get(row["parent_id"]),
            successor=self.links.get(row["successor_id"]),
            predecessors=tuple(self.predecessors.get(institution_id, ())),
            pillars=pillars,
            measured_count=total["measured_count"] if total else 0,
            applicable_count=total["applicable_count"] if total else 0,
            verdict=wording.verdict(self.book.edition.window_end.year, pillars, country),
            context=self._context(institution_id, documents),
            papers=self._papers(institution_id, documents),
            documents=documents.numbered(),
            row=row,
            pillar_rows=rows,
            indicator_rows=self.indicators.get(institution_id, {}),
        )

    def _pillars(self, institution_id: str, documents: "_Documents") -> tuple[PillarView, ...]:
        method = self.book.method
        found = self.indicators[institution_id]
        views = []
        for pillar_id in method.pillars:
            row = self.pillars[institution_id][pillar_id]
            members = method.of_pillar(pillar_id)
            views.append(
                PillarView(
                    pillar=method.pillars[pillar_id],
                    score=row["score"],
                    low=row["low"],
                    high=row["high"],
                    interval=_interval(row),
                    rated=row["rated"],
                    bands=tuple(method.bands[band] for band in row["bands"]),
                    measured_count=row["measured_count"],
                    applicable_count=row["applicable_count"],
                    weight_applicable=row["weight_applicable"],
                    readings=tuple(
                        self._reading(institution_id, one, found[one.id], documents)
                        for one in members
                        if found[one.id]["state"] in READ_STATES
                    ),
                    missing=tuple(
                        one for one in members if found[one.id]["state"] not in READ_STATES
                    ),
                )
            )
        return tuple(views)

    def _reading(
        self,
        institution_id: str,
        indicator: Indicator,
        row: dict[str, Any],
        documents: "_Documents",
    ) -> Reading:
        evidence = self.book.evidence.get((institution_id, indicator.id), ())
        rows = [self.rows[row_id] for row_id in evidence]
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
                self.book.history.get((institution_id, indicator.id), ()),
                self.book.country,
            ),
        )

    def _context(self, institution_id: str, documents: "_Documents") -> tuple[Context, ...]:
        country = self.book.country
        rows = self.statistics.get(institution_id, [])
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
        for row in self.observations.get(institution_id, []):
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
                        Paper(row["period"], row["format"], row["url"])
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
                number=len(self.taken) + 1,
                title=row["title"],
                publisher=row["publisher"],
                url=row["url"],
                published_on=row["published_on"],
                sha256=row["sha256"],
                licence=row["licence"],
            )
        return self.taken[document_id]

    def numbered(self) -> tuple[Document, ...]:
        return tuple(self.taken.values())


def _interval(row: Mapping[str, Any]) -> tuple[float, float] | None:
    low, high = row["interval_low"], row["interval_high"]
    return None if low is None or low == high else (low, high)


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
                found[row_id] = (Row(row_id, path, line), document_id)
    return found


def _by_index(frame: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return the rows of a frame by its index."""
    return dict(zip(frame.index, plain(frame), strict=True))


def _nested(frame: pd.DataFrame) -> dict[str, dict[str, dict[str, Any]]]:
    """Return the rows of a frame with a two-level index as institution -> id -> row."""
    nested: dict[str, dict[str, dict[str, Any]]] = {}
    for (institution_id, row_id), row in zip(frame.index, plain(frame), strict=True):
        nested.setdefault(institution_id, {})[row_id] = row
    return nested


def _by_institution(frame: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a table by institution, in the frame's order."""
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in plain(frame):
        grouped.setdefault(row["institution_id"], []).append(row)
    return grouped
