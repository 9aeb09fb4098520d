"""Frames as plain values: what JSON, CSV and templates can say."""

import math
from typing import Any

import numpy as np
import pandas as pd


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame, cells by column name.

    Missing is None, days are YYYY-MM-DD, and numbers keep every digit that they have.
    """
    return _rows({str(name): _plain(frame[name]) for name in frame})


class Rows:
    """The rows of a frame as `plain` returns them, handed out by institution.

    Rows are made when they are asked for: each of the processes that write the site makes those
    that it needs.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        """Take a frame with a column institution_id; the order inside an institution is kept."""
        ids = frame["institution_id"]
        ordered = (
            frame
            if ids.is_monotonic_increasing
            else frame.sort_values("institution_id", kind="stable")
        )
        self._columns = {str(name): _plain(ordered[name]) for name in ordered}
        self._spans: dict[str, tuple[int, int]] = {}
        for number, institution_id in enumerate(self._columns.pop("institution_id")):
            start, _ = self._spans.get(institution_id, (number, number))
            self._spans[institution_id] = (start, number + 1)

    def of(self, institution_id: str) -> list[dict[str, Any]]:
        """Return the rows of one institution, column by name, without its id."""
        start, end = self._spans.get(institution_id, (0, 0))
        return _rows({name: column[start:end] for name, column in self._columns.items()})


def _rows(columns: dict[str, list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain(column: "pd.Series[Any]") -> list[Any]:
    if pd.api.types.is_datetime64_any_dtype(column):
        days = np.datetime_as_string(column.to_numpy(), unit="D")
        return [None if day == "NaT" else day for day in days.tolist()]
    if pd.api.types.is_float_dtype(column):
        return [None if math.isnan(number) else number for number in column.tolist()]
    cells: list[Any] = column.to_numpy(dtype=object).tolist()
    return cells
