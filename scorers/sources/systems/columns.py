"""How a table that a catalogue holds becomes rows of ours, as its source's scope declares it.

    table = "requests"                      # or "observations", "statistics"
    columns = { key = "Número", body = "Entidad", filed_on = "Ingreso", outcome = "Estado" }
    days = ["%d/%m/%Y", "%Y-%m-%d"]
    earliest = 2011-01-01                   # days before are none
    blanks = ["-", "N/A"]                   # what stands for a blank
    numbers = { decimal = ",", group = "." }
    fixed = { cohort = "filed", delivery = "unknown" }
    words = { channel = { "Web" = "portal" } }
    when = { extended_to = { column = "Prórroga", words = ["SI"] } }
    body = { key = "5", name = "Ministerio" }   # where the whole table is one institution's

Only the columns named here are read: what names a person or is free text has no column of ours to
go to. A row with a day, number or address that cannot be is left out whole and listed by its
place, since half of it would say something else: a request without its answer.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from scorers.exceptions import SourceChangedError, SourceError
from scorers.sources.reporting import Report
from scorers.sources.systems import cells
from scorers.sources.systems.base import Body, Found, Reply, SystemSource, outcome, required
from scorers.text import Text


IMPOSSIBLE = Text(es="con un dato que no puede ser", en="with a cell that cannot be")
NO_KEY = Text(es="sin identificador", en="without an id")
NO_BODY = Text(es="sin institución", en="without an institution")
NEEDED = Text(es="sin un dato obligatorio", en="without a cell that must be there")
AGAIN = Text(es="repetidas", en="repeated")


def several(source: SystemSource, name: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    """Return a list of the scope, or the usual one; SourceError if it is no list of words."""
    found = source.scope.get(name, usual)
    if isinstance(found, str) or not all(isinstance(word, str) for word in found):
        raise SourceError(f'[[source]] "{source.id}": scope {name} needs a list, such as ["x"]')
    return tuple(found)


class Table:
    """The rows of one source, in the columns of ours that its scope names."""

    def __init__(self, source: SystemSource, report: Report) -> None:
        """Take the declaration apart once; SourceError says what cannot be in it."""
        scope = source.scope
        self._source, self._report = source, report
        self.name: str = scope.get("table", "requests")
        if self.name not in cells.TABLES:
            raise self._fault(f'table is "{self.name}"; write {", ".join(cells.TABLES)}')
        columns = dict(scope.get("columns", {}))
        key = columns.pop("key", ())
        self._key: tuple[str, ...] = (key,) if isinstance(key, str) else tuple(key)
        if not self._key:
            raise self._fault('columns needs "key": the column, or columns, that tell rows apart')
        self._only: Mapping[str, str] | None = scope.get("body")
        self._body: str | None = columns.pop("body", None)
        self._body_key: str | None = columns.pop("body_key", self._body)
        if (self._only is None) == (self._body is None):
            raise self._fault(
                'needs either the column "body" or, for all rows, body = { key, name }'
            )
        kinds = cells.TABLES[self.name]
        self._fixed: dict[str, str] = dict(scope.get("fixed", {}))
        if self.name == "statistics":
            self._fixed.setdefault("publisher", source.publisher)
        for ours in (*columns, *self._fixed):
            if ours not in kinds:
                raise self._fault(f'"{ours}" is no column that a row of {self.name} can be given')
        self._state: str | None = columns.pop("outcome", None)
        self._words: Mapping[str, Mapping[str, str]] = scope.get("words", {})
        for ours in columns:
            if kinds[ours] == cells.WORD and ours not in self._words:
                raise self._fault(f'words needs the words of "{ours}"')
        self._plan = tuple((ours, theirs, kinds[ours]) for ours, theirs in columns.items())
        filled = {*columns, *self._fixed}
        self._orders = tuple(
            (first, other)
            for first, others in cells.ORDERS
            for other in others
            if first in filled and other in filled
        )
        self._when: Mapping[str, Mapping[str, Any]] = scope.get("when", {})
        self._blanks = frozenset(("", *several(source, "blanks", ())))
        earliest = str(scope.get("earliest", cells.EARLIEST))
        self._days = cells.Days(several(source, "days", ("%Y-%m-%d",)), earliest)
        if self._days.ambiguous():
            raise self._fault("days has formats that would read 3/4 as two different days")
        self._marks = {"decimal": ".", "group": ",", **scope.get("numbers", {})}
        self._bodies: dict[tuple[str, str], Body] = {}
        self._seen: set[str] = set()
        self._listed: list[str] = []
        self._ledger = report.ledger(Text(es="filas de la fuente", en="rows of the source"))

    @property
    def columns(self) -> list[str]:
        """The source's own names of all columns that are read, each once."""
        conditions = [condition["column"] for condition in self._when.values()]
        theirs = [theirs for _, theirs, _ in self._plan]
        every = (*self._key, self._body, self._body_key, *theirs, self._state, *conditions)
        return list(dict.fromkeys(name for name in every if name is not None))

    def check(self, reply: Reply, there: Collection[str]) -> None:
        """Stop where the table lacks a column that the scope names."""
        for name in self.columns:
            if name not in there:
                raise SourceChangedError(
                    f'{reply.address}: no column "{name}"; it has: {", ".join(there) or "nothing"}'
                )

    def read(
        self, reply: Reply, records: Iterable[tuple[str, Mapping[str, Any] | None]]
    ) -> Iterator[Found]:
        """Yield a row of ours for each record; a record None has too many or too few cells."""
        ledger, seen = self._ledger, self._seen
        tomorrow = (reply.at.date() + timedelta(days=1)).isoformat()
        for place, record in records:
            if record is None:
                self._list(reply, place, "")
                continue
            key = self._key_of(record)
            if not key:
                ledger.leave(NO_KEY, place)
                continue
            body = self._body_of(record)
            if body is None:
                ledger.leave(NO_BODY, key)
                continue
            row, wrong = self._cells(reply, record, tomorrow)
            if wrong:
                self._list(reply, f"{place} ({key})", wrong)
                continue
            # Behind what cannot be: a repeated row with a corrupt day is listed too.
            if key in seen:
                ledger.leave(AGAIN, key)
                continue
            if self.name == "requests":
                if "filed_on" not in row:
                    ledger.leave(NEEDED, key)
                    continue
                self._settle(reply, record, row)
            seen.add(key)
            ledger.use()
            yield Found(self.name, key, body, row, reply.document_id)

    def _fault(self, message: str) -> SourceError:
        return SourceError(f'[[source]] "{self._source.id}": scope {message}')

    def _list(self, reply: Reply, place: str, column: str) -> None:
        # The cell itself is not repeated: what stands where a day should may be a name.
        if not self._listed:
            self._report.lists.append((IMPOSSIBLE, self._listed))
        self._listed.append(
            f"{reply.address}, {place}" + (f', column "{column}"' if column else "")
        )
        self._ledger.leave(IMPOSSIBLE, place)

    def _key_of(self, record: Mapping[str, Any]) -> str:
        if len(self._key) == 1:
            return cells.key(cells.text(record.get(self._key[0])))
        parts = [cells.text(record.get(name)) for name in self._key]
        return cells.key("-".join(parts)) if all(parts) else ""

    def _body_of(self, record: Mapping[str, Any]) -> Body | None:
        if self._only is not None:
            key, name = self._only["key"], self._only["name"]
        else:
            name = cells.text(record.get(self._body or ""))
            same = self._body_key == self._body
            key = name if same else cells.text(record.get(self._body_key or ""))
        if not name or not key or name in self._blanks:
            return None
        body = self._bodies.get((key, name))
        if body is None:
            body = self._bodies[key, name] = Body(key, name)
        return body

    def _cells(
        self, reply: Reply, record: Mapping[str, Any], tomorrow: str
    ) -> tuple[dict[str, str], str]:
        row = dict(self._fixed)
        for ours, theirs, kind in self._plan:
            cell = required(reply, record, theirs)
            text = cells.text(cell)
            if text in self._blanks or (ours in self._when and not self._holds(record, ours)):
                continue
            if kind == cells.DAY:
                value = self._days.iso(text)
                if value is not None and value > tomorrow and ours not in cells.AHEAD:
                    value = None
            elif kind == cells.WORD:
                value = self._word(reply, ours, theirs, text)
            elif kind == cells.ADDRESS:
                value = cells.address(text)
            elif kind == cells.PERIOD:
                value = cells.period(text)
            else:
                value = cells.number(cell, self._marks, whole=kind == cells.WHOLE)
            if value is None:
                return row, theirs
            if value:
                row[ours] = value
        for first, other in self._orders:
            start = row.get(first)
            if start is not None and row.get(other, start) < start:
                return row, dict(self._named())[other]
        return row, ""

    def _named(self) -> Iterator[tuple[str, str]]:
        yield from ((ours, ours) for ours in self._fixed)
        yield from ((ours, theirs) for ours, theirs, _ in self._plan)

    def _holds(self, record: Mapping[str, Any], ours: str) -> bool:
        condition = self._when[ours]
        return cells.text(record.get(condition["column"])) in condition["words"]

    def _settle(self, reply: Reply, record: Mapping[str, Any], row: dict[str, str]) -> None:
        if "outcome" in self._fixed:
            return
        if self._state is None:
            # Where a table has no state, all it tells is whether there was an answer.
            state = "answered" if "answered_on" in row else "unanswered"
        else:
            state = cells.text(required(reply, record, self._state))[:80]
        ours = outcome(self._source, reply, state, self._report)
        if ours:
            row["outcome"] = ours

    def _word(self, reply: Reply, ours: str, theirs: str, text: str) -> str:
        if text not in self._words[ours]:
            raise SourceChangedError(f'{reply.address}, column "{theirs}": unknown "{text[:80]}"')
        return self._words[ours][text]
