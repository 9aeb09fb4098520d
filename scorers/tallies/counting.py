"""Counts rows that are alike, and adds up such counts.

Every column is coded as whole numbers from 0 whose order is that of its values, and the codes of a
row are packed into one number: rows that are alike have the same one, and sorting it sorts the
table. Where one number could not hold them, what is packed so far is numbered anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd


Codes = npt.NDArray[np.integer[Any]]
Flags = npt.NDArray[np.bool_]
OUTCOMES = (
    "", "no_answer", "not_held", "partly_released", "pending", "refused", "released",
    "transferred", "withdrawn",
)  # fmt: skip
COHORTS = ("", "closed", "filed")
APPEALS = (
    "", "dismissed", "inadmissible", "partly_upheld", "pending", "upheld", "withdrawn",
)  # fmt: skip
ORDERS = ("", "ignored", "late", "obeyed", "open")
NAMES = ("institution_id", "period")
WORDS: Mapping[str, tuple[str, ...]] = {
    "outcome": OUTCOMES,
    "cohort": COHORTS,
    "appeal": APPEALS,
    "order": ORDERS,
}
DAYS = ("waited_days", "waited_most_days", "term_days", "extended_days", "watched_terms")
FLAGS = ("is_closed", "is_extended", "is_reasoned", "is_hollow")
KEYS = (
    "institution_id", "period", "outcome", "waited_days", "waited_most_days", "is_closed",
    "term_days", "extended_days", "watched_terms", "is_extended", "cohort", "is_reasoned",
    "is_hollow", "appeal", "order",
)  # fmt: skip
COLUMNS = (*KEYS, "count")
DTYPES: Mapping[str, Any] = {
    **dict.fromkeys((*NAMES, *DAYS), np.int32),
    **dict.fromkeys(WORDS, np.int8),
    **dict.fromkeys(FLAGS, np.bool_),
    "count": np.int64,
}
# Never below the column it is told beside, and mostly the same: the difference packs better.
BESIDE = {"waited_most_days": "waited_days", "extended_days": "term_days"}
MOST = 2**62
FEW_ROWS = 500_000


@dataclass
class Packing:
    """One number a row for its codes, and how to take it apart again."""

    key: Codes
    room: int = 1
    _steps: list[int | Codes] = field(default_factory=list)

    def add(self, codes: Codes | Flags) -> None:
        """Take in one more column."""
        radix = int(codes.max(initial=0)) + 1
        if self.room * radix > MOST:
            different, self.key = np.unique(self.key, return_inverse=True)
            self._steps.append(different)
            self.room = len(different)
        self._steps.append(radix)
        self.key = self.key * radix + codes
        self.room *= radix

    def taken_apart(self, key: Codes) -> Iterator[Codes]:
        """Yield the columns of some numbers of `key`, the last one first."""
        for step in reversed(self._steps):
            if isinstance(step, int):
                rest = key // step  # with what is left over, far quicker than divmod
                yield key - rest * step
                key = rest
            else:
                key = step[key]


def count(codes: Mapping[str, Codes | Flags], names: Mapping[str, list[str]]) -> pd.DataFrame:
    """Return a tally of rows, see `scorers.tallies.tally`.

    Args:
        codes: Of each of KEYS one number a row: for names and words their place in a sorted list,
            for days and flags what they say.
        names: The sorted lists of NAMES.
    """
    return _frame(_summed(codes, None), names)


def merge(*tallies: pd.DataFrame) -> pd.DataFrame:
    """Return the sum of tallies: the same bytes for any order and any grouping of them."""
    names = {
        name: sorted({word for one in tallies for word in one[name].cat.categories})
        for name in NAMES
    }
    parts = [_codes(one, names) for one in tallies]
    rows = sum(map(len, tallies))
    # Memory that is never written to takes none.
    columns = {name: np.empty(rows, dtype=DTYPES[name]) for name in COLUMNS}
    filled = 0
    for block in _blocks(parts, len(names["institution_id"])):
        codes = {name: np.concatenate([part[name] for part in block]) for name in COLUMNS}
        summed = _summed(codes, codes.pop("count"))
        end = filled + len(summed["count"])
        for name in COLUMNS:
            columns[name][filled:end] = summed[name]
        filled = end
    return _frame({name: column[:filled] for name, column in columns.items()}, names)


def _codes(one: pd.DataFrame, names: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return the columns of a tally as numbers, names as their places in `names`."""
    codes: dict[str, Any] = {}
    for name in COLUMNS:
        if name in NAMES:
            places = {word: place for place, word in enumerate(names[name])}
            known = [places[word] for word in one[name].cat.categories]
            codes[name] = np.array(known, dtype=np.int32)[one[name].cat.codes.to_numpy()]
        elif name in WORDS:
            codes[name] = one[name].cat.codes.to_numpy()
        else:
            codes[name] = one[name].to_numpy()
    return codes


def _blocks(parts: list[dict[str, Any]], institutions: int) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of all parts for some institutions after others, at most about FEW_ROWS."""
    rows = np.zeros(institutions, dtype=np.int64)
    for part in parts:
        rows += np.bincount(part["institution_id"], minlength=institutions)
    # Every tally is sorted by institution: those of a block stand together.
    ends = np.flatnonzero(np.diff(np.cumsum(rows) // FEW_ROWS, append=-1)) + 1
    for start, end in pairwise([0, *ends.tolist()]):
        cuts = [np.searchsorted(part["institution_id"], [start, end]) for part in parts]
        yield [
            {name: codes[first:last] for name, codes in part.items()}
            for part, (first, last) in zip(parts, cuts, strict=True)
        ]


def _summed(codes: Mapping[str, Codes | Flags], counts: Codes | None) -> dict[str, Any]:
    """Return each of COLUMNS for the different rows, sorted; `counts` is 1 each if not given."""
    packing = Packing(np.zeros(len(codes["outcome"]), dtype=np.int64))
    for name in KEYS:
        packing.add(codes[name] - codes[BESIDE[name]] if name in BESIDE else codes[name])
    key: Codes
    total: Codes
    if counts is None:
        key, total = np.unique(packing.key, return_counts=True)
    else:
        order = np.argsort(packing.key)
        key = packing.key[order]
        starts = np.flatnonzero(np.diff(key, prepend=-1))
        key = key[starts]
        total = np.add.reduceat(counts[order], starts) if len(starts) else counts
    columns: dict[str, Any] = {"count": total}
    for name, column in zip(reversed(KEYS), packing.taken_apart(key), strict=True):
        columns[name] = column.astype(DTYPES[name])
    for name, beside in BESIDE.items():
        columns[name] += columns[beside]
    return columns


def added_up(tallies: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return the sum of tallies that come one after another, and keep few of them."""
    total, waiting, rows = merge(), [], 0
    for one in tallies:
        waiting.append(one)
        rows += len(one)
        # Each row is then added up about as often as the sum grows by a quarter; with more waiting
        # beside it, more rows would take more memory.
        if rows > max(len(total) // 4, FEW_ROWS):
            total, waiting, rows = merge(total, *waiting), [], 0
    return merge(total, *waiting)


def as_text(one: pd.DataFrame) -> pd.DataFrame:
    """Return a tally with its names and words as text, for what knows no category."""
    return one.astype(dict.fromkeys((*NAMES, *WORDS), "str"))


def from_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a tally from what `as_text` gives, rows in any order."""
    codes: dict[str, Codes | Flags] = {}
    names: dict[str, list[str]] = {}
    for name in KEYS:
        if name in NAMES:
            codes[name], found = pd.factorize(frame[name], sort=True)
            names[name] = found.tolist()
        elif name in WORDS:
            places = {word: place for place, word in enumerate(WORDS[name])}
            codes[name] = frame[name].map(places).to_numpy(dtype=np.int64)
        else:
            codes[name] = frame[name].to_numpy(dtype=np.int64)
    return _frame(_summed(codes, frame["count"].to_numpy(dtype=np.int64)), names)


def _frame(columns: Mapping[str, Any], names: Mapping[str, list[str]]) -> pd.DataFrame:
    frame: dict[str, Any] = {}
    for name in COLUMNS:
        codes = columns[name]
        if name in NAMES:
            # Only those that occur: which ones a part could have named leaves no trace.
            is_used = np.bincount(codes, minlength=len(names[name])) > 0
            places = (np.cumsum(is_used) - 1).astype(np.int32)
            words = [word for word, used in zip(names[name], is_used, strict=True) if used]
            frame[name] = _categorical(places[codes], words)
        elif name in WORDS:
            frame[name] = _categorical(codes, WORDS[name])
        else:
            frame[name] = codes
    return pd.DataFrame(frame, columns=list(COLUMNS), copy=False)


def _categorical(codes: Codes, words: "list[str] | tuple[str, ...]") -> pd.Categorical:
    dtype = pd.CategoricalDtype(pd.Index(words, dtype="str"), ordered=True)
    return pd.Categorical.from_codes(codes, dtype=dtype)
