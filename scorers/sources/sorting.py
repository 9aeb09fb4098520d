"""Sorts rows by id, on disk where they are many: a million of them take no memory.

Rows are sorted in runs; each run waits in a temporary file as blocks, and in the end all runs are
read side by side. Of one id the row that came last stays.
"""

import marshal
import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from scorers.exceptions import SourceChangedError


# Its id, the source's key, the number of its document, and its line without the end.
Row = tuple[str, str, int, str]
ID = itemgetter(0)
RUN, BLOCK = 50_000, 1_000


class Sorting:
    """Rows of one table.

    Attributes:
        repeated: How many rows came again: on a page that shifted, or in a later pull.
    """

    def __init__(self) -> None:
        """Begin without a row."""
        self.repeated = 0
        self._waiting: list[Row] = []
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        # Of each run the places and lengths of its blocks.
        self._runs: list[list[tuple[int, int]]] = []

    def add(self, rows: Iterable[Row]) -> None:
        """Keep rows, behind those that came before."""
        self._waiting.extend(rows)
        if len(self._waiting) >= RUN:
            run = self._once(self._waiting)
            places = []
            for start in range(0, len(run), BLOCK):
                block = marshal.dumps(run[start : start + BLOCK])
                places.append((self._file.tell(), self._file.write(block)))
            self._runs.append(places)
            self._waiting.clear()

    def batches(self) -> Iterator[Sequence[Row]]:
        """Yield the rows sorted by id, each id once; they are gone through once.

        Raises:
            SourceChangedError: Two keys of the source make one id.
        """
        runs = [self._blocks(places) for places in self._runs]
        runs.append(iter([self._once(self._waiting)]))
        heads = [next(run, []) for run in runs]
        while any(heads):
            # Behind its last row a block's run goes on with later ids: a run has each id once.
            last = min(head[-1][0] for head in heads if head)
            batch: list[Row] = []
            for place, head in enumerate(heads):
                end = bisect_right(head, last, key=ID)
                batch += head[:end]
                heads[place] = head[end:] if end < len(head) else next(runs[place], [])
            yield self._once(batch)

    def _blocks(self, places: list[tuple[int, int]]) -> Iterator[list[Row]]:
        for place, length in places:
            self._file.seek(place)
            yield marshal.loads(self._file.read(length))  # noqa: S302 - written by this process

    def _once(self, rows: list[Row]) -> list[Row]:
        """Return rows sorted by id, of one id the last."""
        rows = sorted(rows, key=ID)
        if len(set(map(ID, rows))) == len(rows):
            return rows
        kept = rows[:1]
        for row in rows[1:]:
            before = kept[-1]
            if row[0] != before[0]:
                kept.append(row)
                continue
            if row[1] != before[1]:
                keys = f'"{before[1]}" and "{row[1]}"'
                raise SourceChangedError(f"the keys {keys} make one id, {row[0]}")
            self.repeated += 1
            kept[-1] = row
        return kept

    def close(self) -> None:
        """Give the space back."""
        self._file.close()
