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

from collections.abc import Mapping
from typing import Any

from scorers.exceptions import SourceChangedError, SourceError
from scorers.sources.systems import cells
from scorers.sources.systems.base import Body, SystemSource


LONGEST_STATE = 80


def several(source: SystemSource, name: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    """Return a list of the scope, or the usual one; SourceError if it is no list of words."""
    found = source.scope.get(name, usual)
    if isinstance(found, str) or not all(isinstance(word, str) for word in found):
        raise SourceError(f'[[source]] "{source.id}": scope {name} needs a list, such as ["x"]')
    return tuple(found)


class Columns:
    """The columns of one source's table that its scope names, and what their cells are worth.

    Attributes:
        table: Ours, that they fill.
        key: Theirs, whose cells together tell rows apart.
        only: The key and name of the institution whose whole table it is, None if rows name it.
        body: Theirs with the institution's name, None if `only`.
        body_key: Theirs with its key; often the same.
        plan: Ours, theirs, and what ours takes, of each other column.
        fixed: Cells of ours that every row has.
        state: Theirs with the state of a request, None if there is none.
        when: Of ours, the column of theirs and its words that a row must have to fill it.
        orders: Pairs of ours; the day of the second cannot lie before that of the first.
        blanks: What stands for a blank.
    """

    def __init__(self, source: SystemSource) -> None:
        """Take the declaration apart once; SourceError says what cannot be in it."""
        scope = source.scope
        self._source = source
        self.table: str = scope.get("table", "requests")
        if self.table not in cells.TABLES:
            raise self._fault(f'table is "{self.table}"; write {", ".join(cells.TABLES)}')
        columns = dict(scope.get("columns", {}))
        key = columns.pop("key", ())
        self.key: tuple[str, ...] = (key,) if isinstance(key, str) else tuple(key)
        if not self.key:
            raise self._fault('columns needs "key": the column, or columns, that tell rows apart')
        self.only: Mapping[str, str] | None = scope.get("body")
        self.body: str | None = columns.pop("body", None)
        self.body_key: str | None = columns.pop("body_key", self.body)
        if (self.only is None) == (self.body is None):
            raise self._fault(
                'needs either the column "body" or, for all rows, body = { key, name }'
            )
        kinds = cells.TABLES[self.table]
        self.fixed: dict[str, str] = dict(scope.get("fixed", {}))
        if self.table == "statistics":
            self.fixed.setdefault("publisher", source.publisher)
        for ours in (*columns, *self.fixed):
            if ours not in kinds:
                raise self._fault(f'"{ours}" is no column that a row of {self.table} can be given')
        self.state: str | None = columns.pop("outcome", None)
        self._words: Mapping[str, Mapping[str, str]] = scope.get("words", {})
        for ours in columns:
            if kinds[ours] == cells.WORD and ours not in self._words:
                raise self._fault(f'words needs the words of "{ours}"')
        self.plan = tuple((ours, theirs, kinds[ours]) for ours, theirs in columns.items())
        filled = {*columns, *self.fixed}
        self.orders = tuple(
            (first, other)
            for first, others in cells.ORDERS
            for other in others
            if first in filled and other in filled
        )
        self.when: Mapping[str, Mapping[str, Any]] = scope.get("when", {})
        self.blanks = frozenset(("", *several(source, "blanks", ())))
        earliest = str(scope.get("earliest", cells.EARLIEST))
        self._days = cells.Days(several(source, "days", ("%Y-%m-%d",)), earliest)
        if self._days.ambiguous():
            raise self._fault("days has formats that would read 3/4 as two different days")
        self._marks = {"decimal": ".", "group": ",", **scope.get("numbers", {})}
        self._bodies: dict[tuple[str, str], Body] = {}

    def _fault(self, message: str) -> SourceError:
        return SourceError(f'[[source]] "{self._source.id}": scope {message}')

    @property
    def theirs(self) -> list[str]:
        """The source's own names of all columns that are read, each once."""
        conditions = [condition["column"] for condition in self.when.values()]
        theirs = [theirs for _, theirs, _ in self.plan]
        every = (*self.key, self.body, self.body_key, *theirs, self.state, *conditions)
        return list(dict.fromkeys(name for name in every if name is not None))

    def name_of(self, ours: str) -> str:
        """Return what a column of ours is called where it comes from: in the table, or fixed."""
        return next((theirs for mine, theirs, _ in self.plan if mine == ours), ours)

    def body_of(self, key: str, name: str) -> Body | None:
        """Return an institution, the same object each time; None where a row names none."""
        if not name or not key or name in self.blanks:
            return None
        body = self._bodies.get((key, name))
        if body is None:
            body = self._bodies[key, name] = Body(key, name)
        return body

    def worth(self, ours: str, kind: str, cell: Any) -> str | None:
        """Return what a cell that is no blank is in a column of ours, None if it cannot be.

        Raises:
            SourceChangedError: It is a word that the scope does not know; the message says which.
        """
        text = cells.text(cell)
        if kind == cells.DAY:
            return self._days.iso(text)
        if kind == cells.WORD:
            if text not in self._words[ours]:
                raise SourceChangedError(f'unknown "{text[:LONGEST_STATE]}"')
            return self._words[ours][text]
        if kind == cells.ADDRESS:
            return cells.address(text)
        if kind == cells.PERIOD:
            return cells.period(text)
        return cells.number(cell, self._marks, whole=kind == cells.WHOLE)
