"""Counts rows that are alike, and adds up such counts.

Every column is coded as whole numbers from 0 whose order is that of its values, and the codes of a
row are packed into one number: rows that are alike have the same one, and sorting it sorts the
table. Where one number could not hold them, what is packed so far is numbered anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
# Never below the column it is told beside, and mostly the same: the difference packs better.
BESIDE = {"waited_most_days": "waited_days", "extended_days": "term_days"}
MOST = 2**62


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

    def taken_apart(self, key: Codes) -> list[Codes]:
        """Return the columns of some numbers of `key`."""
        columns: list[Codes] = []
        for step in reversed(self._steps):
            if isinstance(step, int):
                key, codes = np.divmod(key, step) if step > 1 else (key, np.zeros_like(key))
                columns.append(codes)
            else:
                key = step[key]
        return columns[::-1]


def count(
    codes: Mapping[str, Codes | Flags], names: Mapping[str, list[str]], counts: Codes | None = None
) -> pd.DataFrame:
    """Return a tally, see `scorers.tallies.tally`.

    Args:
        codes: Of each of KEYS one number a row: for names and words their place in a sorted list,
            for days and flags what they say.
        names: The sorted lists of NAMES.
        counts: How many requests each row stands for; 1 each where not given.
    """
    length = len(codes["outcome"])
    packing = Packing(np.zeros(length, dtype=np.int64))
    for name in KEYS:
        packing.add(codes[name] - codes[BESIDE[name]] if name in BESIDE else codes[name])
    key: Codes
    total: Codes
    if counts is None:
        key, total = np.unique(packing.key, return_counts=True)
    else:
        order = np.argsort(packing.key)
        ordered = packing.key[order]
        starts = np.flatnonzero(np.diff(ordered, prepend=-1))
        key = ordered[starts]
        total = np.add.reduceat(counts[order], starts) if length else counts
    columns = dict(zip(KEYS, packing.taken_apart(key), strict=True))
    for name, beside in BESIDE.items():
        columns[name] = columns[name] + columns[beside]
    return _frame(columns, names, total)


def merge(*tallies: pd.DataFrame) -> pd.DataFrame:
    """Return the sum of tallies: the same bytes for any order and any grouping of them."""
    if not tallies:
        empty = np.zeros(0, dtype=np.int64)
        return count(dict.fromkeys(KEYS, empty), {name: [] for name in NAMES}, empty)
    names = {
        name: sorted({word for one in tallies for word in one[name].cat.categories})
        for name in NAMES
    }
    codes: dict[str, Codes | Flags] = {}
    for name in KEYS:
        parts = [one[name] for one in tallies]
        if name in NAMES:
            places = {word: place for place, word in enumerate(names[name])}
            codes[name] = np.concatenate([_renamed(part, places) for part in parts])
        elif name in WORDS:
            codes[name] = np.concatenate([part.cat.codes for part in parts]).astype(np.int64)
        else:
            codes[name] = np.concatenate([part.to_numpy() for part in parts]).astype(np.int64)
    counts = np.concatenate([one["count"].to_numpy() for one in tallies])
    return count(codes, names, counts)


def _renamed(part: "pd.Series[Any]", places: Mapping[str, int]) -> Codes:
    table = np.array([places[word] for word in part.cat.categories], dtype=np.int64)
    renamed: Codes = table[part.cat.codes.to_numpy()]
    return renamed


def _frame(
    columns: Mapping[str, Codes], names: Mapping[str, list[str]], total: Codes
) -> pd.DataFrame:
    frame: dict[str, Any] = {}
    for name in KEYS:
        codes = columns[name]
        if name in NAMES:
            # Only those that occur: which ones a part could have named leaves no trace.
            used = np.flatnonzero(np.bincount(codes, minlength=len(names[name])))
            places = np.zeros(len(names[name]), dtype=np.int64)
            places[used] = np.arange(len(used))
            words = [names[name][place] for place in used]
            frame[name] = _categorical(places[codes], words)
        elif name in WORDS:
            frame[name] = _categorical(codes, WORDS[name])
        else:
            frame[name] = codes.astype(np.bool_ if name in FLAGS else np.int32)
    return pd.DataFrame({**frame, "count": total.astype(np.int64)})


def _categorical(codes: Codes, words: "list[str] | tuple[str, ...]") -> pd.Categorical:
    dtype = pd.CategoricalDtype(pd.Index(words, dtype="str"), ordered=True)
    return pd.Categorical.from_codes(codes, dtype=dtype)
