"""Rows of requests as arrays: days, places in lists of words, flags."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from scorers.country.reading import SLUG
from scorers.country.working_days import Days
from scorers.exceptions import RecordsError
from scorers.tallies.counting import Codes, Flags


@dataclass(frozen=True)
class Requests:
    """Some rows of the table requests; a column that the frame lacks is blank throughout."""

    frame: pd.DataFrame

    def days(self, name: str) -> Days:
        """Return a column of days; NaT where it is blank."""
        if name not in self.frame:
            return np.full(len(self.frame), np.datetime64("NaT"), dtype="datetime64[D]")
        column = self.frame[name]
        if not (isinstance(column.dtype, np.dtype) and column.dtype.kind == "M"):
            raise RecordsError(f"{name} holds {column.dtype}, expected days")
        return column.to_numpy().astype("datetime64[D]")

    def words(self, name: str, words: Sequence[str]) -> Codes:
        """Return the place of each cell among `words`, of which the first is "": a blank.

        Raises:
            RecordsError: A cell holds another word.
        """
        if name not in self.frame:
            return np.zeros(len(self.frame), dtype=np.int8)
        codes, found = self._coded(name)
        strange = sorted(set(found) - set(words))
        if strange:
            listed = ", ".join(words[1:])
            raise RecordsError(f'{name} holds "{strange[0]}", expected one of: {listed}')
        # The code of a missing cell is -1: the last place.
        places = np.array([*map(words.index, found), 0], dtype=np.int8)
        return places[codes]

    def institutions(self) -> tuple[Codes, list[str]]:
        """Return the place of each row's institution among the institutions, and these, sorted.

        Raises:
            RecordsError: A cell is blank or no id.
        """
        if "institution_id" not in self.frame:
            raise RecordsError("a request names no institution: institution_id is blank")
        codes, found = self._coded("institution_id")
        if (codes < 0).any() or "" in found:
            raise RecordsError("a request names no institution: institution_id is blank")
        strange = [name for name in found if not SLUG.fullmatch(name)]
        if strange:
            raise RecordsError(f"institution_id holds {strange[0]!r}, which is no id")
        names = sorted(found)
        places = {name: place for place, name in enumerate(names)}
        return np.array([places[name] for name in found], dtype=np.int64)[codes], names

    def is_filled(self, name: str) -> Flags:
        """Return whether each cell of a column of text is filled."""
        if name not in self.frame:
            return np.zeros(len(self.frame), dtype=np.bool_)
        codes, found = self._coded(name)
        return np.array([*(cell != "" for cell in found), False])[codes]

    def is_true(self, name: str) -> Flags:
        """Return whether each cell says true; a blank does not."""
        if name not in self.frame:
            return np.zeros(len(self.frame), dtype=np.bool_)
        if not pd.api.types.is_bool_dtype(self.frame[name].dtype):
            raise RecordsError(f"{name} holds {self.frame[name].dtype}, expected true or false")
        return self.frame[name].fillna(value=False).to_numpy(dtype=np.bool_)

    def _coded(self, name: str) -> tuple[Codes, list[str]]:
        """Return a number for each cell, -1 for a missing one, and the text of each number."""
        column: pd.Series[Any] = self.frame[name]
        if isinstance(column.dtype, pd.CategoricalDtype):
            return column.cat.codes.to_numpy(), column.cat.categories.tolist()
        codes, found = pd.factorize(column)
        return codes, found.tolist()
