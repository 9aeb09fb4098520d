"""Frames as plain values: what JSON and CSV can say."""

import math
from typing import Any

import pandas as pd


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as JSON and CSV know them.

    Missing is None, days are YYYY-MM-DD, and numbers keep every digit that they have.
    """
    columns = {str(name): _plain(frame[name]) for name in frame}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain(column: "pd.Series[Any]") -> list[Any]:
    if pd.api.types.is_datetime64_any_dtype(column):
        days = column.dt.strftime("%Y-%m-%d")
        return [day if known else None for day, known in zip(days, column.notna(), strict=True)]
    if pd.api.types.is_float_dtype(column):
        return [None if math.isnan(number) else number for number in column.tolist()]
    return list(column.tolist())
