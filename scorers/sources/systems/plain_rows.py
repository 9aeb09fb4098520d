"""Rows of a table of which nothing is odd, read many at once and column by column.

What a cell is worth is worked out once and then looked up. Anything else than a plain row is left
to whoever reads rows one by one and says what is wrong: a cell that cannot be, a key or a day that
is missing, days in an order that cannot be, an unknown word or state, a condition of `when`.
"""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import repeat
from operator import gt, itemgetter
from typing import Any

from scorers.exceptions import SourceChangedError
from scorers.sources.systems import cells
from scorers.sources.systems.base import Body, Many, Reply, SystemSource
from scorers.sources.systems.columns import LONGEST_STATE, Columns


# Behind every day and every other cell: no day is later.
NEVER = "~"


class OddError(Exception):
    """Something is not plain."""


class Known(dict[Any, Any]):
    """What texts are worth, worked out for each when it first comes."""

    def __init__(self, of: Callable[[Any], Any]) -> None:
        """Know nothing yet; `of` raises OddError for what is odd."""
        super().__init__()
        self._of = of

    def __missing__(self, text: Any) -> Any:
        """Return what a text is worth, and know it from now on."""
        if len(self) >= cells.MOST_REMEMBERED:
            self.clear()
        found = self[text] = self._of(text)
        return found

    def all(self, texts: Sequence[Any]) -> list[Any]:
        """Return what each is worth."""
        return list(map(self.__getitem__, texts))


class PlainRows:
    """Plain rows of one source."""

    def __init__(self, source: SystemSource, columns: Columns) -> None:
        """Take what the columns are."""
        self._source, self._columns = source, columns
        self._bodies: Known = Known(self._body)
        self._states: Known = Known(self._state)
        self._cells = {
            ours: Known(partial(self._cell, ours, kind)) for ours, _, kind in columns.plan
        }

    def read(self, reply: Reply, records: Sequence[Any], tomorrow: str) -> Many | None:
        """Return all records as rows of ours, or None if one of them, or its column, is odd.

        Args:
            reply: What they stand in.
            records: By column, None for one that has too many cells or too few.
            tomorrow: The day after the reply was read, as 2024-02-03.
        """
        columns = self._columns
        if columns.when or not records or not all(records):
            return None
        try:
            filled = self._filled(records, tomorrow)
            return Many(
                table=columns.table,
                keys=self._keys(records),
                bodies=self._all_bodies(records),
                columns=filled,
                document_id=reply.document_id,
            )
        except (OddError, KeyError):
            return None

    def _filled(self, records: Sequence[Any], tomorrow: str) -> dict[str, list[str]]:
        """Return the columns of ours."""
        columns = self._columns
        filled = {ours: [cell] * len(records) for ours, cell in columns.fixed.items()}
        for ours, theirs, kind in columns.plan:
            values = self._cells[ours].all(_texts(records, theirs))
            if kind == cells.DAY and ours not in cells.AHEAD and max(values) > tomorrow:
                raise OddError
            filled[ours] = values
        for first, other in columns.orders:
            if any(map(gt, filled[first], [day or NEVER for day in filled[other]])):
                raise OddError
        if columns.table == "requests":
            if "" in filled.get("filed_on", ("",)):
                raise OddError
            if "outcome" not in columns.fixed:
                filled["outcome"] = self._states.all(self._all_states(records, filled))
        return filled

    def _all_states(self, records: Sequence[Any], filled: dict[str, list[str]]) -> list[str]:
        if self._columns.state is not None:
            return _texts(records, self._columns.state)
        answers = filled.get("answered_on") or repeat("", len(records))
        return ["answered" if day else "unanswered" for day in answers]

    def _keys(self, records: Sequence[Any]) -> list[str]:
        parts = [_texts(records, name) for name in self._columns.key]
        if not all(map(all, parts)):
            raise OddError
        keys = cells.keys(
            parts[0] if len(parts) == 1 else list(map("-".join, zip(*parts, strict=True)))
        )
        if not all(keys) or len(set(keys)) < len(keys):
            raise OddError
        return keys

    def _all_bodies(self, records: Sequence[Any]) -> list[Body]:
        columns = self._columns
        if columns.only is not None:
            pairs = [(columns.only["key"], columns.only["name"])] * len(records)
        else:
            names = _texts(records, columns.body or "")
            is_same = columns.body_key == columns.body
            keys = names if is_same else _texts(records, columns.body_key or "")
            pairs = list(zip(keys, names, strict=True))
        return self._bodies.all(pairs)

    def _body(self, pair: tuple[str, str]) -> Body:
        body = self._columns.body_of(*pair)
        if body is None:
            raise OddError
        return body

    def _state(self, state: str) -> str:
        found = self._source.outcomes.get(state[:LONGEST_STATE])
        if found is None:
            raise OddError
        return found

    def _cell(self, ours: str, kind: str, text: str) -> str:
        blank = self._columns.fixed.get(ours, "")
        if text in self._columns.blanks:
            return blank
        try:
            found = self._columns.worth(ours, kind, text)
        except SourceChangedError as error:
            raise OddError from error
        if found is None:
            raise OddError
        return found or blank


def _texts(records: Sequence[Any], name: str) -> list[str]:
    """Return the cells of a column as texts without outer spaces.

    Raises:
        OddError: One is another thing: a fraction has its point whatever texts have.
        KeyError: A record lacks it.
    """
    found = list(map(itemgetter(name), records))
    kinds = set(map(type, found))
    if kinds <= {str}:
        return list(map(str.strip, found))
    if kinds <= {str, type(None)}:
        return [cell.strip() if cell else "" for cell in found]
    if kinds <= {str, int, type(None)}:
        return list(map(cells.text, found))
    raise OddError
