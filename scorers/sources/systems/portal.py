"""Peru's Standard Transparency Portal: which items an institution's theme pages list, and where.

Asks: one page an institution and theme.
Keeps: of each item and period one row, `listed`: the most open format, then one with an address,
    then the first on the page. Titles of documents are read and not kept.
Cannot know: whether a listed document opens, whether it is whole, and whether an item is absent: a
    title that no pattern knows would look the same.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from scorers.exceptions import SourceError
from scorers.sources import portal_pages, scopes
from scorers.sources.addresses import ending, mend
from scorers.sources.periods import Periods
from scorers.sources.portal_pages import Document, Page
from scorers.sources.reporting import Ledger, Report
from scorers.sources.systems.base import Ask, Body, Found, Reply, SystemSource
from scorers.text import Text, fold


PAGES = ("text/html",)
WHERE = ("title", "section", "address")

DOCUMENTS = Text("Documentos de las páginas del portal", "Documents on the portal's pages")
NO_ITEM = Text("de ningún rubro declarado", "of none of the declared items")
FURTHER = Text(
    "otro documento del mismo rubro y período", "further document of the same item and period"
)
UNKNOWN = Text("Entidades que el portal no conoce", "Entities that the portal does not know")
EMPTY = Text("Páginas sin documentos", "Pages without documents")
LOST = Text(
    "Direcciones que no se pudieron corregir: en blanco", "Addresses beyond mending: left blank"
)


def fetch(source: SystemSource, ask: Callable[[Ask], Reply], since: date | None) -> Iterator[Reply]:
    """Yield every theme page of every entity; of one that the portal does not know, only the first.

    A page tells what is listed today, so `since` changes nothing.
    """
    del since
    themes = scopes.need(source, "themes", dict)
    for entity in scopes.need(source, "entities", list):
        for theme, path in themes.items():
            address = f"{source.address}{path}?id_entidad={entity}&id_tema={theme}&ver="
            reply = ask(Ask(address, kinds=PAGES))
            yield reply
            if not portal_pages.read(reply).name:
                break


def parse(source: SystemSource, replies: Iterable[Reply], report: Report) -> Iterator[Found]:
    """Yield one observation an item and period that an entity's pages list."""
    rules = _Rules.of(source)
    tally = _Tally(report.ledger(DOCUMENTS))
    for entity, pages in groupby(replies, key=portal_pages.entity):
        best: dict[str, tuple[tuple[int, bool, int], Found]] = {}
        seen = 0
        for reply in pages:
            page = portal_pages.read(reply)
            tally.page(page)
            for document in page.documents:
                seen += 1
                found = rules.observation(entity, page, document, reply, tally)
                if found is None:
                    continue
                rank = rules.rank(found, seen)
                if found.key not in best or rank < best[found.key][0]:
                    best[found.key] = rank, found
        tally.entity(len(best))
        yield from (found for _, found in best.values())
    tally.close(report)


@dataclass(slots=True)
class _Tally:
    """Counts what was read, so that every document is either used or left out for a reason."""

    ledger: Ledger
    documents: int = 0
    fitting: int = 0
    unknown: int = 0
    empty: int = 0
    lost: int = 0

    def page(self, page: Page) -> None:
        self.unknown += not page.name
        self.empty += bool(page.name) and not page.documents
        self.documents += len(page.documents)

    def entity(self, rows: int) -> None:
        self.ledger.use(rows)
        for _ in range(self.fitting - rows):
            self.ledger.leave(FURTHER)
        self.fitting = 0

    def close(self, report: Report) -> None:
        self.ledger.must_read(self.documents)
        for label, count in ((UNKNOWN, self.unknown), (EMPTY, self.empty), (LOST, self.lost)):
            report.note(label, count)


@dataclass(frozen=True, slots=True)
class _Rules:
    """The patterns and words of the scope."""

    items: list[tuple[Mapping[str, Any], dict[str, re.Pattern[str]]]]
    leave: list[tuple[re.Pattern[str], Text]]
    periods: Periods
    formats: Mapping[str, str]
    openness: list[str]

    @classmethod
    def of(cls, source: SystemSource) -> "_Rules":
        items = scopes.need(source, "items", list)
        return cls(
            items=[(entry, scopes.patterns(source, "items", entry, WHERE)) for entry in items],
            leave=[
                (scopes.pattern(source, "leave", entry["pattern"]), Text(**entry["reason"]))
                for entry in source.scope.get("leave", [])
            ],
            periods=Periods(scopes.need(source, "periods", dict)),
            formats=scopes.need(source, "formats", dict),
            openness=scopes.need(source, "openness", list),
        )

    def observation(
        self, entity: str, page: Page, document: Document, reply: Reply, tally: _Tally
    ) -> Found | None:
        words = {
            "title": _folded(document.title),
            "section": _folded(document.section),
            "address": document.address,
        }
        for pattern, reason in self.leave:
            if pattern.search(words["title"]):
                tally.ledger.leave(reason, document.title)
                return None
        entry = self._item(page.theme, words)
        if entry is None:
            tally.ledger.leave(NO_ITEM, document.title)
            return None
        tally.fitting += 1
        period = self.periods.read(document.title, parts=entry.get("parts", False)).text
        address = mend(document.address)
        tally.lost += address.state in {"lost", "private"}
        day = reply.at.date().isoformat()
        cells = {
            "item": entry["item"],
            "period": period,
            "looked_on": day,
            "found": "listed",
            "format": self.formats.get(ending(address.url), ""),
            "url": address.url,
        }
        return Found(
            table="observations",
            key=f"{day}:{entity}:{entry['item']}:{period or 'undated'}",
            body=Body(entity, page.name),
            cells={name: cell for name, cell in cells.items() if cell},
            document_id=reply.document_id,
        )

    def rank(self, found: Found, place: int) -> tuple[int, bool, int]:
        form = found.cells.get("format", "")
        if form not in self.openness:
            raise SourceError(f'sources.toml: scope.openness has no place for "{form}"')
        return self.openness.index(form), "url" not in found.cells, place

    def _item(self, theme: str, words: Mapping[str, str]) -> Mapping[str, Any] | None:
        for entry, patterns in self.items:
            if str(entry.get("theme", theme)) == theme and all(
                pattern.search(words[where]) for where, pattern in patterns.items()
            ):
                return entry
        return None


def _folded(words: str) -> str:
    return " ".join(fold(words).split())
