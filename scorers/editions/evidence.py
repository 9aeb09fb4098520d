"""The rows that a score rests on: where each stands, what it says, and on which document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from scorers.country import Country
from scorers.editions import explaining_words as words
from scorers.editions.plain import plain
from scorers.editions.telling import Teller
from scorers.text import Text


KEYS = {
    "requests": "request_id",
    "observations": "observation_id",
    "statistics": "statistic_id",
}
OF_DOCUMENT = ("title", "publisher", "url", "archive", "sha256")


@dataclass(frozen=True, slots=True)
class Document:
    """What a row rests on; "" is not known."""

    id: str
    title: str
    publisher: str
    url: str
    archive: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the records.

    Attributes:
        table: "" where the records no longer have it, though a frozen edition rests on it.
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


class Evidence:
    """Rows of the records by their ids, as they stand today."""

    def __init__(
        self, country: Country, frames: Mapping[str, pd.DataFrame], ids: Iterable[str]
    ) -> None:
        """Look the rows up.

        Args:
            country: Whose records.
            frames: Its tables, as `read_all` returns them.
            ids: Of every row that will be asked for.
        """
        self._country, self._frames, self._ids = country, frames, ids

    @cached_property
    def _rows(self) -> dict[str, tuple[str, dict[str, Any]]]:
        """Each row by its id, with the name of its table; read when the first one is asked for."""
        needed, found = set(self._ids), {}
        for table, key in KEYS.items():
            frame = self._frames[table]
            rows = plain(frame[frame[key].isin(needed)])
            found.update({row[key]: (table, row) for row in rows})
        return found

    @cached_property
    def _documents(self) -> dict[str, Document]:
        documents = self._frames["documents"]
        named = {row["document_id"] for _, row in self._rows.values()}
        return {
            row["document_id"]: Document(
                id=row["document_id"], **{name: row[name] for name in OF_DOCUMENT}
            )
            for row in plain(documents[documents["document_id"].isin(named)])
        }

    def document_of(self, row_id: str) -> str:
        """Return the id of the document that a row names, "" if it is not known."""
        _, row = self._rows.get(row_id, ("", None))
        return str(row["document_id"]) if row else ""

    def rows(self, teller: Teller, ids: Sequence[str]) -> tuple[Row, ...]:
        """Return rows in the order of their ids, each with what it says."""
        return tuple(self._told(teller, one) for one in ids)

    def _told(self, teller: Teller, row_id: str) -> Row:
        table, row = self._rows.get(row_id, ("", None))
        if row is None:
            return Row(row_id, "", "", 0, words.ROW_GONE, None)
        return Row(
            id=row_id,
            table=table,
            path=f"{self._country.id}/{row['path']}",
            line=row["line"],
            said=_said(self._country, teller, table, row),
            document=self._documents.get(row["document_id"]),
        )


def _said(country: Country, teller: Teller, table: str, row: Mapping[str, Any]) -> Text:
    if table == "statistics":
        return (words.COUNTED if row["value"] is None else words.AMOUNT).format(
            measure=country.measures[row["measure"]].name,
            value=teller.short(row["value"]),
            unit=row["unit"],
            count=teller.short(row["count"]),
            total=teller.short(row["total"]),
            first=row["period_start"] or "",
            last=row["period_end"] or "",
            publisher=row["publisher"],
        )
    if table == "observations":
        looked = words.LOOKED.format(
            item=teller.looked_at(row["item"]),
            period=f" ({row['period']})" if row["period"] else "",
            found=words.FOUND[row["found"]],
            day=row["looked_on"],
        )
        return _with(
            teller,
            looked,
            (words.DUE, "day", row["due_on"]),
            (words.FIRST_SEEN, "day", row["first_seen_on"]),
            (words.FORMAT, "format", row["format"]),
        )
    requested = words.REQUESTED.format(
        day=row["filed_on"],
        outcome=words.OUTCOMES.get(row["outcome"], Text("?", "?")),
    )
    return _with(
        teller,
        requested,
        (words.CLARIFICATION_ASKED, "day", row["clarification_asked_on"]),
        (words.CLARIFIED, "day", row["clarified_on"]),
    )


def _with(teller: Teller, said: Text, *more: tuple[Text, str, Any]) -> Text:
    """Return what is said with what fills the hole of each text more, as far as that is known."""
    told = [text.format(**{hole: cell}) for text, hole, cell in more if cell]
    return teller.join("", (said, *told))
