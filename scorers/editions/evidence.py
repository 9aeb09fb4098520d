"""The rows that a score rests on: where each stands, what it says, and on which document."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scorers.editions import explaining_words as words
from scorers.editions import scope
from scorers.editions.book import ScoreBook
from scorers.editions.telling import Teller, is_known
from scorers.text import Text


KEYS = {
    "requests": "request_id",
    "observations": "observation_id",
    "statistics": "statistic_id",
}


@dataclass(frozen=True)
class Document:
    """What a row rests on; "" is not known."""

    id: str
    title: str
    publisher: str
    url: str
    archive: str
    sha256: str


@dataclass(frozen=True)
class Row:
    """A row of the records.

    Attributes:
        path: Its file, below content/.
        line: Its line, the header being line 1.
        said: What it says.
        document: What it rests on; None where it names none.
    """

    id: str
    table: str
    path: str
    line: int
    said: Text
    document: Document | None


def rows_of(
    book: ScoreBook, teller: Teller, ids: Sequence[str], seen: scope.Rows
) -> tuple[Row, ...]:
    """Return the rows of some ids, among those that the edition sees, in the order of the ids."""
    found: dict[str, Row] = {}
    for table, key in KEYS.items():
        frame = book.frames[table]
        rows = frame[seen[table] & frame[key].isin(list(ids))] if ids else frame[:0]
        for row in rows.to_dict("records"):
            found[row[key]] = Row(
                id=row[key],
                table=table,
                path=f"{book.country.id}/{row['path']}",
                line=int(row["line"]),
                said=_said(book, teller, table, row),
                document=_document(book, row["document_id"]),
            )
    return tuple(found[one] for one in ids)


def _document(book: ScoreBook, document_id: str) -> Document | None:
    frame = book.frames["documents"]
    rows = frame[frame["document_id"] == document_id].to_dict("records")
    if not document_id or not rows:
        return None
    names = ("title", "publisher", "url", "archive", "sha256")
    return Document(id=document_id, **{name: rows[0][name] for name in names})


def _said(book: ScoreBook, teller: Teller, table: str, row: dict[Any, Any]) -> Text:
    if table == "statistics":
        has_value = is_known(row["value"])
        return teller.fill(
            words.AMOUNT if has_value else words.COUNTED,
            measure=book.country.measures[row["measure"]].name,
            value=teller.short(row["value"]),
            unit=row["unit"],
            count=teller.short(row["count"]),
            total=teller.short(row["total"]),
            first=teller.day(row["period_start"]),
            last=teller.day(row["period_end"]),
            publisher=row["publisher"],
        )
    if table == "observations":
        looked = teller.fill(
            words.LOOKED,
            item=book.country.items[row["item"]].name,
            period=f" ({row['period']})" if row["period"] else "",
            found=words.FOUND[row["found"]],
            day=teller.day(row["looked_on"]),
        )
        form = words.FORMAT.format(format=row["format"]) if row["format"] else Text("", "")
        return teller.join("", (looked, form))
    return teller.fill(
        words.REQUESTED,
        day=teller.day(row["filed_on"]),
        outcome=words.OUTCOMES.get(row["outcome"], Text("?", "?")),
    )
