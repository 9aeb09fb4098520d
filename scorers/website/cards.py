"""Deals the cards: what each institution's page shows, from a ScoreBook and nothing else.

No number is computed here: a card only puts side by side what the edition holds, with the rows and
documents it rests on.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cached_property
from typing import Any

from scorers.editions import citing
from scorers.editions.book import ScoreBook
from scorers.editions.citing import Citation
from scorers.editions.explaining import Explainer, Step
from scorers.editions.flags import Raised
from scorers.editions.plain import Rows, plain
from scorers.method import Indicator
from scorers.text import Text
from scorers.website import spreads, verdicts, wording
from scorers.website.addresses import web
from scorers.website.facts import Facts
from scorers.website.views import (
    Card,
    Context,
    Document,
    Entry,
    Figure,
    FlagView,
    Paper,
    Papers,
    PillarView,
    Rating,
    Reading,
    Series,
    Value,
)


ROWS_SHOWN = 6
FLAGS_SHOWN = 5
SAME = 5e-9  # frozen values have 9 decimals
PAPERS_SHOWN = 4
READ_STATES = frozenset({"measured", "absent", "too_few"})


class Dealer:
    """Deals the cards of one edition; holds what they all look things up in.

    Attributes:
        entries: Every institution as lists show it, by id.
        scored: Ids of those that the edition scores, in order.
    """

    def __init__(self, book: ScoreBook, facts: Facts, cited_at: Callable[[str], Text]) -> None:
        """Read what all cards share; a card itself is made when it is asked for.

        Args:
            book: The scores of the edition.
            facts: Those of its country.
            cited_at: Gives the address to cite the page of an institution by.
        """
        self.book = book
        self._cited_at = cited_at
        self.facts = facts
        self._explainer = Explainer(book, facts.evidence, most_rows=ROWS_SHOWN)
        self._spreads = spreads.of_kinds(book, facts.institutions)
        self.scored = dict.fromkeys(book.totals.index.tolist())
        totals = book.totals[["measured_count", "applicable_count"]]
        counts = dict(zip(totals.index, totals.itertuples(index=False, name=None), strict=True))
        self.entries = {
            one: self._entry(row, *counts.get(one, (0, 0)))
            for one, row in facts.institutions.items()
        }

    def _entry(self, row: Mapping[str, Any], measured: int, applicable: int) -> Entry:
        country = self.book.country
        kind, link = country.kinds[row["kind"]], self.facts.links[row["institution_id"]]
        return Entry(
            id=link.id,
            name=link.name,
            listed=kind.listed(link.name),
            short_name=row["short_name"],
            kind=kind,
            region=country.regions.get(row["region"]),
            province=row["province"],
            successor=self.facts.links.get(row["successor_id"]),
            measured_count=measured,
            applicable_count=applicable,
        )

    def card(self, institution_id: str, *, dated: bool = False) -> Card:
        """Return the card of one institution.

        Args:
            institution_id: Whose.
            dated: Whether it is for the page of the edition alone, without what today's records
                hold beside the scores: such a page does not change.
        """
        entry = self.entries[institution_id]
        row = self.facts.institutions[institution_id]
        documents = _Documents(self.facts.documents)
        country = self.book.country
        total, citation = None, None
        flags: tuple[FlagView, ...] = ()
        pillars: tuple[PillarView, ...] = ()
        if institution_id in self.scored:
            total = self._explainer.explain(institution_id)
            address = self._cited_at(institution_id)
            citation = citing.of_institution(self.book, institution_id, entry.name, address)
            flags = tuple(self._flag(one, documents) for one in total.flags[:FLAGS_SHOWN])
            pillars = tuple(self._view(step, entry, citation, documents) for step in total.steps)
        of_scores = documents.numbered()
        return Card(
            **{field.name: getattr(entry, field.name) for field in fields(Entry)},
            website_url=web(row["website_url"]),
            official_ids=tuple(
                (official, row[official.id])
                for official in country.official_ids.values()
                if row[official.id]
            ),
            parent=self.facts.links.get(row["parent_id"]),
            predecessors=tuple(self.facts.predecessors.get(institution_id, ())),
            total=self._rating(total.values) if total else None,
            flags=flags,
            pillars=pillars,
            verdict=verdicts.verdict(self.book.edition.window_end.year, pillars, country),
            documents=of_scores,
            context=() if dated else self._context(institution_id, documents),
            papers=() if dated else self._papers(institution_id, documents),
            # After both: they have taken theirs.
            further=() if dated else documents.numbered()[len(of_scores) :],
            row=row,
            step=total,
            citation=citation,
        )

    @cached_property
    def _pillars(self) -> Rows:
        return Rows(self.book.pillars.reset_index())

    def ratings(self, institution_id: str) -> list[Rating]:
        """Return the rating of each pillar of an institution that is scored."""
        return [self._rating(row) for row in self._pillars.of(institution_id)]

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

    def _view(
        self, step: Step, entry: Entry, citation: Citation, documents: "_Documents"
    ) -> PillarView:
        indicators = self.book.method.indicators
        is_read = [(one, one.state in READ_STATES) for one in step.steps]
        return PillarView(
            pillar=self.book.method.pillars[step.id],
            rating=self._rating(step.values),
            step=step,
            weight_applicable=step.values["weight_applicable"],
            readings=tuple(
                self._reading(one, entry, citation, documents) for one, read in is_read if read
            ),
            missing=tuple(
                indicators[one.id]
                for one, read in is_read
                if not read and one.state != "not_applicable"
            ),
            outside=tuple(one for one, read in is_read if one.state == "not_applicable"),
            trend=self._trend(entry.id, step.id),
        )

    def _trend(self, institution_id: str, pillar_id: str) -> Series | None:
        """Return a pillar's scores up to this edition: later ones change no earlier page."""
        scores = self.facts.trends.get((institution_id, pillar_id), ())
        # Of the revisions of a year the last one counts.
        years = {
            edition.window_end.year: (edition.window_end.year, edition.method, score)
            for edition, score in scores
            if edition.place <= self.book.edition.place
        }
        return wording.trend(list(years.values()), self.book.country)

    def _history(self, institution_id: str, step: Step) -> Sequence[tuple[int, float]]:
        """Return an indicator's values up to this edition's, none if they do not lead to it.

        Earlier years are those of today's records, which may say otherwise than when it was frozen.
        """
        values, value = (
            self.facts.history(institution_id).get(step.id, ()),
            step.values["value"],
        )
        last = self.book.edition.window_end.year
        shown = [one for one in values if one[0] <= last]
        leads_here = shown and shown[-1][0] == last and value is not None
        return shown if leads_here and abs(shown[-1][1] - value) < SAME else ()

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

    def _flag(self, flag: Raised, documents: "_Documents") -> FlagView:
        return FlagView(
            flag=flag,
            more_rows=len(flag.row_ids) - len(flag.rows),
            documents=self._taken(flag.row_ids, documents),
        )

    def _taken(self, rows: Sequence[str], documents: "_Documents") -> tuple[Document, ...]:
        """Return the documents that rows of the records name, each once."""
        named = dict.fromkeys(map(self.facts.evidence.document_of, rows))
        return tuple(documents.take(one) for one in named if one)

    def _reading(
        self, step: Step, entry: Entry, citation: Citation, documents: "_Documents"
    ) -> Reading:
        indicator, row = self.book.method.indicators[step.id], step.values
        evidence = self.facts.evidence
        taken = self._taken(step.row_ids, documents)
        own = (one for one in step.row_ids if evidence.table_of(one) == step.source)
        told_by = next(filter(None, map(evidence.document_of, own)), None)
        was_looked_at = step.source == "observations" and row["seen_to"]
        words = wording.value(indicator, row, self.book.country)
        cited = citing.of_indicator(
            self.book, citation, entry.name, indicator, words, own=row["self_reported"]
        )
        return Reading(
            indicator=indicator,
            state=step.state,
            value=row["value"],
            count=row["count"],
            total=row["total"],
            words=words,
            score=row["score"],
            interval=_interval(row),
            sample=row["sample"],
            self_reported=row["self_reported"],
            looked_on=date.fromisoformat(row["seen_to"]) if was_looked_at else None,
            publisher=documents.take(told_by).publisher if told_by else "",
            beside=step.beside,
            arithmetic=step.arithmetic,
            cited=cited.sentence,
            rows=step.rows,
            more_rows=len(step.row_ids) - len(step.rows),
            documents=taken,
            spread=None if row["score"] is None else self._spreads.get((entry.kind.id, step.id)),
            series=wording.series(indicator, self._history(entry.id, step), self.book.country),
        )

    def _context(self, institution_id: str, documents: "_Documents") -> tuple[Context, ...]:
        country = self.book.country
        rows = self.facts.statistics.of(institution_id)
        shown = []
        for measure in country.measures.values():
            figures = tuple(
                Figure(
                    period=wording.period(row["period_start"], row["period_end"], country),
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
        for row in self.facts.observations.of(institution_id):
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
                retrieved_on=row["retrieved_at"],
                sha256=row["sha256"],
                licence=row["licence"],
            )
        return self.taken[document_id]

    def numbered(self) -> tuple[Document, ...]:
        return tuple(self.taken.values())


def _interval(row: Mapping[str, Any]) -> tuple[int, int] | None:
    low, high = row["interval_low"], row["interval_high"]
    return None if low is None or low == high else (round(low), round(high))
