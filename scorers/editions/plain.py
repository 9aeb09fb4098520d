"""Frames as plain values: what JSON, CSV and templates can say."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from scorers.editions.first_alone import FirstAlone


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame, cells by column name.

    Missing is None, days are YYYY-MM-DD, and numbers keep every digit that they have.
    """
    return _rows({str(name): _plain(frame[name]) for name in frame})


class Rows:
    """The rows of a frame as `plain` returns them, handed out by institution.

    Nothing is made before a row is asked for: each of the processes that write the site makes what
    it needs, and none does for a site that is as it was.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        """Take a frame with a column institution_id; the order inside an institution is kept."""
        self._frame = frame
        self._of = FirstAlone(self._one, self._every)

    def of(self, institution_id: str) -> list[dict[str, Any]]:
        """Return the rows of one institution, column by name, without its id."""
        return self._of(institution_id)

    def _one(self, institution_id: str) -> list[dict[str, Any]]:
        own = self._frame[self._frame["institution_id"] == institution_id]
        return plain(own.drop(columns="institution_id"))

    def _every(self) -> Callable[[str], list[dict[str, Any]]]:
        # The columns, ordered by institution, and where the rows of each begin and end.
        ids = self._frame["institution_id"]
        ordered = (
            self._frame
            if ids.is_monotonic_increasing
            else self._frame.sort_values("institution_id", kind="stable")
        )
        columns = {str(name): _plain(ordered[name]) for name in ordered}
        spans: dict[str, tuple[int, int]] = {}
        for number, institution_id in enumerate(columns.pop("institution_id")):
            start, _ = spans.get(institution_id, (number, number))
            spans[institution_id] = (start, number + 1)

        def of(institution_id: str) -> list[dict[str, Any]]:
            start, end = spans.get(institution_id, (0, 0))
            return _rows({name: column[start:end] for name, column in columns.items()})

        return of


def _rows(columns: dict[str, list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain(column: "pd.Series[Any]") -> list[Any]:
    if pd.api.types.is_datetime64_any_dtype(column):
        days = np.datetime_as_string(column.to_numpy(), unit="D")
        return [None if day == "NaT" else day for day in days.tolist()]
    if pd.api.types.is_float_dtype(column):
        numbers = column.to_numpy(dtype=np.float64, na_value=np.nan)
        told = numbers.astype(object)
        told[np.isnan(numbers)] = None
        return list(told)
    cells: list[Any] = column.to_numpy(dtype=object).tolist()
    return cells
